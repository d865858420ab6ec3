"""Known J-curves: a start-up trouble that fades, and an outlay repaid with interest."""

import math

import numpy as np
import pytest

from docs.site.published import CASES
from sim.laws.decision import annuity
from sim.laws.j_curve import trace


def test_a_trouble_that_fades():
    case = CASES["j_curve_toy"]
    expected = case["expected"]
    month = np.arange(1, 61)
    running = 800 - 2000 * np.exp(-(month - 1) / 3)
    payments = np.where(month == 1, case["input"]["K"], 0.0)
    gain = running - payments
    np.testing.assert_allclose(gain.cumsum()[:6], expected["path0_6"][1:], atol=1e-4)  # printed to 4 decimals
    track = trace(gain, payments)
    assert track.running_low_month == 1 + math.floor(3 * math.log(2000 / 800))  # the last flow below zero


def test_an_outlay_repaid_with_interest():
    case = CASES["breakeven_discounted"]
    expected, close = case["expected"], case["tolerance"]
    outlay, saving, rate = (case["input"][name] for name in ("K", "saving", "r_month"))
    x = 1 / (1 + rate)
    month = np.arange(61)
    discounted = np.where(month == 0, -outlay, saving * x**month)
    assert discounted[:13].sum() == pytest.approx(expected["npv12"], abs=1e-8)
    n = -math.log(1 - rate * outlay / saving) / math.log(1 + rate)
    assert n == pytest.approx(expected["n"], abs=close)
    assert x * annuity(x, n) * saving == pytest.approx(outlay, abs=1e-8)


def test_interest_that_eats_the_saving_never_breaks_even():
    outlay, rate = 12000, 0.005
    x, months = 1 / (1 + rate), 20_000
    for saving, back in ((0.99 * rate * outlay, False), (1.01 * rate * outlay, True)):
        discounted = np.concatenate([[-outlay], saving * x ** np.arange(1, months)])
        assert (trace(discounted).back_month > 0) == back
