"""What the result depends on, early and late.

Sobol' indices of the memberships, month by month: what decides at first need not decide in the end.
"""

import tempfile

import sim
from sim.analysis import monthly_sensitivity

scenario = sim.load_scenario("scenarios/atelier.toml", set={"months": 36})
ranges = {"population.solidarity": {}, "society.review_rate": {}, "population.horizon": {"low": 6, "high": 60}}
with tempfile.TemporaryDirectory() as folder:
    design = sim.make_design(scenario, ranges, "saltelli", points=128, replications=1, record="months")
    sim.run_sweep(design, f"{folder}/x.zarr")
    found = monthly_sensitivity(sim.open_sweep(f"{folder}/x.zarr"))
figure = sim.figures.sensitivity_by_month(found, size="paper", outcome="memberships")
