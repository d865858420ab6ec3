"""How many pool which resource.

Month by month, the share of the organizations that pool a resource, of those that need it.
"""

import sim

scenario = sim.load_scenario("scenarios/quebec-1.toml", set={"population.number": 100})
runs = sim.simulate(scenario, replications=10, record="months")
figure = sim.figures.participation(runs, size="paper")
