"""Scenarios on the same draws.

Run k of all scenarios has the same draws, so that the interval of a difference is narrow. Here the same organizations
look one year ahead instead of four, or foresee nothing of the end of start-up friction.
"""

import sim

worlds = ({}, {"population.horizon": 12}, {"population.foresight": 0})
scenarios = [sim.load_scenario("scenarios/atelier.toml", set=values) for values in worlds]
found = sim.compare(scenarios, replications=30)
figure = sim.figures.comparison(found, size="paper")
