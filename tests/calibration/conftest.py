"""A small scenario with a study, and its posterior."""

from pathlib import Path

import pytest

import sim

STUDY = """
fictional = true
months = 12
seed = 5

[population]
number = 12
foresight = {distribution = "uniform", low = 0.3, high = 0.9}

[network]
kind = "complete"

[resources.hr]
fixed_cost = 900
unit_cost = 300
founding_cost = 500

[resources.reserve]
kind = "financial"
sharing = "by_need"
fixed_cost = 300

[uncertain]
"society.review_rate" = {distribution = "uniform", low = 0.08, high = 0.3}
"society.hazard" = {distribution = "uniform", low = 0.01, high = 0.05}

[calibrate]
particles = 64
most_runs = 260

[calibrate.parameters]
"population.trust" = { low = 0.1, high = 0.9 }
"resources.*.founding_cost" = { low = 0.25, high = 4, scale = "log", relative = true }
"society.hazard" = {}

[[calibrate.targets]]
name = "adoption"
outcome = "memberships"
months = [3, 6, 12]
observed = [15, 17, 18]
error = 1
source = { en = "annual reports", fr = "rapports annuels" }

[[calibrate.targets]]
name = "back"
outcome = "break_even"
observed = 0
error = 1
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Return the file of a small study."""
    path = tmp_path / "study.toml"
    path.write_text(STUDY, encoding="utf-8")
    return path


@pytest.fixture(scope="session")
def small(tmp_path_factory):
    """Return the study, and the folder and the posterior of its calibration."""
    folder = tmp_path_factory.mktemp("small")
    (folder / "study.toml").write_text(STUDY, encoding="utf-8")
    study = sim.load_study(folder / "study.toml")
    return study, folder / "store", sim.calibrate(study, folder / "store", threads=1)
