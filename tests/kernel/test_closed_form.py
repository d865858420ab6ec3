"""The J-curve in closed form: everybody in one pool from the first month, and nothing left to chance."""

import math

import numpy as np
import pytest

from sim.dataset import simulate
from sim.vocabulary.status import Status
from tests.kernel.worlds import plain

MONTHS = 60
# Alone 900 + 10 * 10 = 1,000 a month; together 900 / 12 + 100 = 175, coordination and friction apart.


def curve(entry, trouble, theta, coordination):
    """Return G(t), the last month of loss, the trough and the break-even: saving, fading trouble, entry."""
    saving = 1000.0 - 175.0 - coordination

    def gain(t):
        return t * saving - trouble * (1 - math.exp(-t / theta)) / (1 - math.exp(-1 / theta)) - entry

    # the gain of month t, saving - trouble exp(-(t - 1) / theta), is a loss until it has faded to the saving
    losing = min(MONTHS, math.ceil(theta * math.log(trouble / saving))) if trouble > saving else 0
    trough = max(losing, 1 if entry > 0 else 0)
    back = next((t for t in range(trough + 1, MONTHS + 1) if gain(t) >= 0), 0) if gain(trough) < 0 else 0
    return gain, losing, trough, back


# friction, theta, member_cost (which leaves a saving of 1,000 - 175 - it), founding cost
CASES = [
    (8.0, 4.0, 400.0, 0.0),  # the trouble 8 * 175 = 1,400 fades to 425 in 4.8 months: trough in month 5
    (8.0, 4.0, 400.0, 12_000.0),
    (10.0, 5.0, 600.0, 6_000.0),  # 1,750 to 225: 10.3 months, month 11
    (6.0, 6.0, 300.0, 3_000.0),  # 1,050 to 525: 4.2, month 5
    (10.0, 3.5, 500.0, 0.0),  # 1,750 to 325: 5.9, month 6
    (7.0, 8.0, 300.0, 24_000.0),  # 1,225 to 525: 6.8, month 7
    (9.0, 5.0, 500.0, 1_200.0),  # 1,575 to 325: 7.9, month 8
    (5.0, 8.0, 300.0, 12_000.0),  # 875 to 525: 4.1, month 5
    (5.0, 6.0, 350.0, 0.0),  # 875 to 475: 3.7, month 4
    (0.0, 8.0, 0.0, 60_000.0),  # no trouble, only an outlay: 5,000 each, back with 825 a month in the seventh
    (0.0, 8.0, 0.0, 0.0),  # no loss at all
    (4.0, 600.0, 300.0, 0.0),  # a trouble that hardly fades: not back in five years
]


def together(friction, theta, member_cost, founding_cost, overrun=1.0):
    return plain(
        {
            "months": MONTHS,
            "population.rule": "together",
            "shared.friction": friction,
            "shared.friction_months": theta,
            "shared.member_cost": member_cost,
            "shared.founding_cost": founding_cost,
            "shared.overrun_mean": overrun,
        }
    )


@pytest.mark.parametrize("overrun", [1.0, 1.3])
@pytest.mark.parametrize(("friction", "theta", "member_cost", "founding_cost"), CASES)
def test_depth_trough_and_break_even(friction, theta, member_cost, founding_cost, overrun):
    ds = simulate(together(friction, theta, member_cost, founding_cost, overrun), replications=1, threads=1)
    entry, trouble = founding_cost * overrun / 12, friction * 175 * overrun
    gain, losing, trough, back = curve(entry, trouble, theta, member_cost * overrun)
    path = np.array([gain(t) for t in range(1, MONTHS + 1)])
    one, group = ds.isel(replication=0, organization=3), ds.isel(replication=0)
    np.testing.assert_allclose(one["gain"].cumsum("month"), path, rtol=1e-9, atol=1e-6)
    np.testing.assert_allclose(group["collective_gain"].cumsum("month"), 12 * path, rtol=1e-9, atol=1e-5)
    if gain(trough) >= 0:
        trough = 0
    names = ("depth", "trough", "end_of_loss", "break_even", "total_gain")
    for prefix, source, scale in (("", one, 1), ("collective_", group, 12)):
        found = {name: source[prefix + name].item() for name in names}
        assert found["depth"] == pytest.approx(scale * max(0.0, -gain(trough)) if trough else 0.0, rel=1e-9)
        assert (found["trough"], found["break_even"]) == (trough, back)
        assert found["end_of_loss"] == losing
        assert found["total_gain"] == pytest.approx(scale * gain(MONTHS), rel=1e-9)
    status = Status.NO_LOSS if not trough else (Status.BROKE_EVEN if back else Status.NOT_YET)
    assert one["status"] == group["collective_status"] == status
    assert one["entry_month"] == 1
    assert ds["entered"] == 1


def test_the_troughs_of_months_four_to_eight_are_among_the_cases():
    troughs = {curve(K / 12, f * 175, theta, g)[2] for f, theta, g, K in CASES}
    assert {4, 5, 6, 7, 8} <= troughs


def test_different_organizations_have_different_curves():
    # under two-part shares each saves 11/12 of the fixed cost, whatever it needs; under by_need in proportion
    size = {"distribution": "discrete", "values": [5.0, 20.0]}
    for sharing in ("two_part", "by_need"):
        values = {"population.rule": "together", "population.size": size, "shared.sharing": sharing}
        values |= {"shared.friction": 8, "shared.friction_months": 4, "shared.founding_cost": 12_000}
        ds = simulate(plain(values | {"months": MONTHS}), replications=1, threads=1).isel(replication=0)
        need = ds["need"].values[:, 0]
        t = np.arange(1, MONTHS + 1)
        faded = (1 - np.exp(-t / 4)) / (1 - math.exp(-1 / 4))
        share = 1 / 12 if sharing == "two_part" else (need / need.sum())[:, None]
        fixed_bill = 900 * share * np.ones((12, 1))
        trouble = 8 * (fixed_bill + 10 * need[:, None])
        expected = t * (900 - fixed_bill) - trouble * faded - 1000
        np.testing.assert_allclose(ds["gain"].cumsum("month"), expected, rtol=1e-9, atol=1e-6)
