"""Who moves where.

The organizations of one run at four moments, and how many move between pools, or in and out of them.
"""

import sim

scenario = sim.load_scenario("scenarios/quebec-1.toml", set={"population.number": 60})
runs = sim.simulate(scenario, replications=1)
figure = sim.figures.flows(runs, size="paper", resource="training", months=[6, 18, 36, 60])
