"""The life of each pool.

One run: a line for each pool, from its founding to its end, as thick as it has members.
"""

import sim

scenario = sim.load_scenario("scenarios/quebec-1.toml", set={"population.number": 60})
runs = sim.simulate(scenario, replications=1)
figure = sim.figures.timeline(runs, size="paper", resource="hr")
