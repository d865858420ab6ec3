"""Where the gain tips.

The mean gain in the plane of two parameters, and the line where it crosses a threshold.
"""

import tempfile

import sim
from sim.analysis import phase_diagram

x, y = "population.horizon", "resources.*.overrun_mean"
scenario = sim.load_scenario("scenarios/atelier.toml", set={"months": 48, "population.solidarity": 0.2})
ranges = {x: [6, 9, 12, 15, 18, 24, 36], y: {"values": [1, 1.5, 2, 2.5, 3], "relative": True}}
with tempfile.TemporaryDirectory() as folder:
    sim.run_sweep(sim.make_design(scenario, ranges, replications=10), f"{folder}/x.zarr")
    found = phase_diagram(sim.open_sweep(f"{folder}/x.zarr"), x, y)
figure = sim.figures.phases(found, size="paper")
