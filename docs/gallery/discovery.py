"""In which worlds pooling fails.

The box of parameters in which the group loses most often (PRIM), found on half of the points of a sweep and measured
on the other half.
"""

import tempfile

import sim

scenario = sim.load_scenario("scenarios/atelier.toml", set={"months": 36})
ranges = {
    "resources.*.overrun_mean": {"low": 0.8, "high": 3, "relative": True},
    "resources.*.founding_cost": {"low": 0.5, "high": 8, "scale": "log", "relative": True},
    "population.foresight": {},
}
with tempfile.TemporaryDirectory() as folder:
    sim.run_sweep(sim.make_design(scenario, ranges, "sobol", points=512, replications=2), f"{folder}/x.zarr")
    found = sim.discover(sim.open_sweep(f"{folder}/x.zarr"), "gain_share", below=0)
figure = sim.figures.discovery(found, size="paper")
