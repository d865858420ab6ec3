"""An adoption curve alone does not tell autonomy from the cost of founding a pool; payments for each pool do."""

import numpy as np
import pytest

import sim
from sim.calibration.distance import metric_of
from sim.calibration.identifiability import confused, correlations

BANK, TRUTHS, NEAREST = 800, 100, 110
PARAMETERS = {
    "population.autonomy.mean": {"low": 0.01, "high": 0.2},
    "resources.*.founding_cost": {"low": 0.25, "high": 4, "scale": "log", "relative": True},
}
ADOPTION = {"name": "adoption", "outcome": "memberships", "months": [3, 6, 12, 24], "observed": [0] * 4, "error": 15}
PAYMENTS = {"name": "payments", "outcome": "entry:for_each_pool", "observed": 0, "error": 500}
FUNCTION = """
def for_each_pool(ds):
    return ds["collective_entry_payments"].sum("month") / ds["pools_founded"].sum("resource")
"""


@pytest.fixture(scope="module")
def bank(repository, tmp_path_factory):
    """Return a study of 300 organizations, the places of a bank, its statistics and those of the pilot."""
    scenario = sim.load_scenario(repository / "scenarios" / "quebec-1.toml", set=["months=24"])
    folder = tmp_path_factory.mktemp("identifiability")
    (folder / "entry.py").write_text(FUNCTION)
    scenario._folder = folder
    study = sim.make_study(scenario, PARAMETERS, [ADOPTION, PAYMENTS], others="fixed")
    place = np.random.default_rng(4).random((BANK, 2))
    found = []
    for name, design in (("bank", study.design(place, 1000, 1)), ("pilot", study.pilot())):
        sim.run_sweep(design, folder / f"{name}.zarr")
        ds = sim.open_sweep(folder / f"{name}.zarr")
        statistics = np.hstack([target.statistics(ds) for target in study.targets])
        found.append(statistics)
    errors = np.random.default_rng(5).standard_normal(found[0].shape)
    return study, place, found[0] + study.error * errors, found[1]


def share_not_told_apart(bank, targets):
    """Return in what share of truths the nearest runs by some targets do not tell the two parameters apart."""
    study, place, statistics, pilot = bank
    slices = study.slices[:targets]
    used = slices[-1].stop
    metric = metric_of(slices, study.error[:used], pilot[:, :used], statistics[:, :used], 1)
    even, said = np.full(NEAREST, 1 / NEAREST), 0
    for truth in range(TRUTHS):
        distance = metric.distance(statistics[:, :used], statistics[truth, :used])
        distance[truth] = np.inf
        near = place[np.argsort(distance, kind="stable")[:NEAREST]]
        ratio = near.std(0) * np.sqrt(12.0)
        said += any(pair.sure for pair in confused(ratio, correlations(near, even), float(NEAREST)))
    return said / TRUTHS


def test_adoption_alone_does_not_tell_them_apart(bank):
    assert share_not_told_apart(bank, 1) >= 0.75


def test_entry_payments_tell_them_apart(bank):
    assert share_not_told_apart(bank, 2) <= 0.15
