"""A pool that fails.

Twelve organizations share their accounting; starting and coordinating cost half as much again as planned. Most runs
end below zero, and deeper than the members planned.
"""

import sim

scenario = sim.load_scenario("scenarios/echec.toml")
runs = sim.simulate(scenario, replications=50)
figure = sim.figures.j_curve(runs, size="paper")
