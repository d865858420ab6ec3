"""A profile along a parameter.

The share of organizations left behind, by how far they look ahead, with 95 % intervals over runs; a line for each
value of a second parameter.
"""

import tempfile

import sim
from sim.analysis import profile

scenario = sim.load_scenario("scenarios/atelier.toml", set={"months": 48})
ranges = {"population.horizon": [6, 12, 18, 24, 36, 48], "population.solidarity": [0, 0.5]}
with tempfile.TemporaryDirectory() as folder:
    sim.run_sweep(sim.make_design(scenario, ranges, replications=20), f"{folder}/x.zarr")
    found = profile(sim.open_sweep(f"{folder}/x.zarr"), "population.horizon", "gain_share", by="population.solidarity")
figure = sim.figures.profile(found, size="paper")
