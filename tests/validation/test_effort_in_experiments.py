"""Effort against experiments: the shape of contributions to a public good, without punishment and with it.

Levels cannot match: in these games not to contribute is best, here some effort always is. A period is not a month.
"""

import json
from pathlib import Path

import numpy as np
import pytest

from sim import simulate
from sim.analysis import mean_effort
from tests.kernel.worlds import plain

CASES = {case["name"]: case for case in json.loads(Path(__file__).with_name("cases.json").read_text("utf-8"))}
GROUPS = {
    "population.rule": "together",
    "population.number": 4,
    "months": 10,
    "shared.effort_stake": 1e-6,
    "shared.inspection": 0.0,
}


def efforts(values):
    """Return the mean effort of groups of four by month (10,)."""
    return mean_effort(simulate(plain(GROUPS | values), replications=400, record="months")).mean("replication").values


@pytest.fixture(scope="module")
def published():
    case = CASES["contributions_without_punishment"]
    return np.array(case["expected"]["contribution"]) / 20, np.array(case["expected"]["belief"]) / 20


def test_without_punishment_effort_declines_and_levels_off(published):
    contribution, belief = published
    seen = efforts({"population.trust": float(belief[0])})
    for path in (contribution, seen):
        assert (np.diff(path) < 0).all()
        assert path[0] - path[4] > path[4] - path[9]
        assert path[9] < path[0] / 3
    assert 0.2 < seen[0] < contribution[0]  # part of the subjects also gave by themselves
    # outside: the decline of the published contributions takes ten periods, that of the model four months
    kept = seen / seen[0]
    assert contribution[9] / contribution[0] == pytest.approx(0.284, abs=0.001)
    assert np.argmax(kept < contribution[9] / contribution[0]) == 3
    assert kept[3] == pytest.approx(0.24, abs=0.02)


def test_with_punishment_effort_recovers_and_stays():
    declined = efforts({"population.trust": 0.49})[-1]
    values = {"shared.inspection": 0.3, "shared.sanction": 0.1, "population.trust": max(0.0, float(declined))}
    recovered = efforts(values)
    assert (np.diff(recovered) > 0).all()
    assert recovered[0] > 10 * declined
    # from the start, contributions with punishment do not decline as those without
    punished = efforts(values | {"population.trust": 0.49})
    assert punished.min() > 0.49
    assert punished[-1] > 0.8
