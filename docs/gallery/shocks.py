"""Dated events.

A subsidy in the second year, a market price that rises by 30 %, and a facilitator that stops; marked on the curve.
"""

import sim

scenario = sim.load_scenario("scenarios/chocs.toml", set={"population.number": 80})
runs = sim.simulate(scenario, replications=12)
figure = sim.figures.j_curve(runs, size="paper")
