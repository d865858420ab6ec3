"""Who gains, and who loses.

Each mark is an organization in one run, by its size. The group may gain while some of its members lose.
"""

import sim

scenario = sim.load_scenario("scenarios/quebec-1.toml", set={"population.number": 100})
runs = sim.simulate(scenario, replications=6)
figure = sim.figures.who_gains(runs, size="paper")
