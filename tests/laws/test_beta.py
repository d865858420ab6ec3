"""The beta distribution against mpmath: quantiles far out in the tails, and of hard shapes."""

import mpmath
import numpy as np
import pytest

from sim.laws.beta import beta_factor, beta_quantile, log_beta
from sim.laws.beta_table import LEAST_SHAPE, SIZE, near_log_odds, tabulate
from sim.laws.distribution import quantiles
from sim.vocabulary.law import Family, Law

SHAPES = {
    "decreasing, as autonomy in Quebec": (0.9, 17.1),
    "skewed": (3.5, 31.5),
    "uniform": (1.0, 1.0),
    "two spikes": (0.117, 0.117),
    "two sharp spikes": (0.0044, 0.0396),
    "a spike at 0 and a tail": (0.0123, 6.7),
    "a spike at 1": (47.0, 0.96),
    "triangular": (2.0, 1.0),
    "narrow": (900.0, 2100.0),
    "at the border of the integral": (2999.9, 3000.1),
    "beyond it": (3.1e3, 6.9e4),
    "far from symmetric": (0.7, 4.0e4),
    "wide and far": (12.0, 9.0e5),
}
U = np.concatenate([[1e-15, 1e-9, 1e-4], np.linspace(0.01, 0.99, 9), [1 - 1e-4, 1 - 1e-9, 1 - 2.0**-50]])


def chance_below(a, b, x):
    """Return I_x(a, b) and its derivative, by a series of positive terms; x is far enough from 1 for it to be short."""
    y = 1 - x
    derivative = x ** (a - 1) * y ** (b - 1) / mpmath.beta(a, b)
    term = total = mpmath.mpf(1)
    k = 0
    while term > total * mpmath.mpf(10) ** -32:
        term *= (a + b + k) / (a + 1 + k) * x
        total += term
        k += 1
    return derivative * x * y / a * total, derivative


@pytest.mark.parametrize("name", SHAPES)
def test_quantiles_are_right_to_twelve_digits(name):
    a, b = SHAPES[name]
    factor = beta_factor(a, b)
    beta = log_beta(a, b, factor)
    with mpmath.workdps(40):
        assert float(abs(mpmath.log(mpmath.beta(a, b)) - beta)) < 1e-15 * (100 + abs(beta))
        for u in U.tolist():
            x = mpmath.mpf(beta_quantile(a, b, factor, beta, u))
            if not 1e-290 < x < 0.999:
                continue
            below, derivative = chance_below(mpmath.mpf(a), mpmath.mpf(b), x)
            assert abs(below - u) / derivative <= 5e-13 * x, (u, x)


@pytest.mark.parametrize("name", [name for name, shapes in SHAPES.items() if min(shapes) >= LEAST_SHAPE])
def test_a_table_is_near(name):
    """Within what one step makes exact; so a law gives the quantiles that it would have without its table."""
    a, b = SHAPES[name]
    factor = beta_factor(a, b)
    beta, table = log_beta(a, b, factor), np.empty(SIZE)
    tabulate(a, b, factor, beta, table)
    shares = np.array([beta_quantile(a, b, factor, beta, u) for u in U.tolist()])
    near = np.array([near_log_odds(table, u) for u in U.tolist()])
    seen = shares < 0.999
    odds = shares[seen] / (1 - shares[seen])
    np.testing.assert_allclose(near[seen], np.log(odds), rtol=1e-5, atol=1e-5)
    spread = np.sqrt(a * b / (a + b + 1)) / (a + b)
    law = Law(Family.BETA, {"low": 0.0, "high": 1.0, "center": a / (a + b), "spread": spread})
    np.testing.assert_allclose(quantiles(law, U), shares, rtol=1e-11)


@pytest.mark.parametrize(("a", "b"), [(1e8, 3e8), (2.5e11, 2.5e11), (2e11, 1e10)])
def test_needles_are_normal(a, b):
    """With shapes of a thousand million, the third cumulant is all that is left of the beta."""
    from scipy.special import ndtri

    factor = beta_factor(a, b)
    beta, mean = log_beta(a, b, factor), a / (a + b)
    sd = np.sqrt(mean * (1 - mean) / (a + b + 1))
    skewness = 2 * (b - a) * np.sqrt(a + b + 1) / ((a + b + 2) * np.sqrt(a * b))
    for u in (1e-12, 0.02, 0.5, 0.9, 1 - 1e-9):
        z = ndtri(u)
        about = mean + sd * (z + skewness * (z * z - 1) / 6)
        assert abs(beta_quantile(a, b, factor, beta, u) - about) < 1e-7 * sd * max(1.0, abs(z) ** 3)


@pytest.mark.parametrize("both", [1e-12, 1e-9, 1e-4])
def test_two_spikes_are_a_coin(both):
    a, b = 0.3 * both, 0.7 * both
    factor = beta_factor(a, b)
    beta = log_beta(a, b, factor)
    drawn = [beta_quantile(a, b, factor, beta, u) for u in (0.01, 0.69, 0.71, 0.99)]
    assert drawn == pytest.approx([0.0, 0.0, 1.0, 1.0], abs=1e-9)
