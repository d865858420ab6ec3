"""What the result depends on.

Sobol' indices: the share of the variance of an outcome that each parameter explains, alone and with all interactions.
"""

import tempfile

import sim
from sim.analysis import sensitivity

scenario = sim.load_scenario("scenarios/atelier.toml", set={"months": 36})
ranges = {f"population.{name}": {} for name in ("trust", "solidarity", "foresight")}
ranges["population.horizon"] = {"low": 6, "high": 60}
ranges["resources.*.fixed_cost"] = {"low": 0.5, "high": 1.5, "relative": True}
with tempfile.TemporaryDirectory() as folder:
    sim.run_sweep(sim.make_design(scenario, ranges, "saltelli", points=128, replications=1), f"{folder}/x.zarr")
    found = sensitivity(sim.open_sweep(f"{folder}/x.zarr"), ["gain_share"])
figure = sim.figures.sensitivity(found, size="paper", outcomes=["gain_share"])
