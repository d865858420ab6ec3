"""The J-curve.

Members pay first and save later: the group's cumulative gain falls to a trough and rises through break-even. Thin
lines are single organizations; the band holds 80 % of the runs.
"""

import sim

scenario = sim.load_scenario("scenarios/atelier.toml")
runs = sim.simulate(scenario, replications=50)
figure = sim.figures.j_curve(runs, size="paper")
