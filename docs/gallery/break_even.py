"""How soon the group is back.

The share of runs in which the group has broken even by each month, for several costs of founding a pool.
"""

import tempfile

import sim
from sim.analysis import break_even_profile

cost = "resources.*.founding_cost"
scenario = sim.load_scenario("scenarios/atelier.toml")
ranges = {cost: {"values": [0.5, 1, 2, 4], "relative": True}}
with tempfile.TemporaryDirectory() as folder:
    design = sim.make_design(scenario, ranges, replications=60, record="months")
    sim.run_sweep(design, f"{folder}/x.zarr")
    found = break_even_profile(sim.open_sweep(f"{folder}/x.zarr"), cost)
figure = sim.figures.break_even(found, size="paper")
