"""The elementary functions against mpmath, in units in the last place; `benchmarks.accuracy` takes more points."""

import math
import re

import mpmath
import numpy as np
import pytest

from sim.laws import elementary_tables, normal_tables
from sim.laws.elementary import exp, expm1, log, log1p, power
from sim.laws.error_function import erfc
from sim.laws.learning import learning_exponent
from sim.networks.spatial import arctangent

SMALLEST = 2.0**-1022
"""Results below it are not normal numbers, and have fewer digits."""


def signed(rng, low, high, size):
    """Numbers of both signs whose logarithms to base ten are uniform."""
    return rng.choice([-1.0, 1.0], size) * 10.0 ** rng.uniform(low, high, size)


def points(name, size, seed=1):
    """Return a quarter of the points (size, 1 or 2) from each of four regions, and the hard ones."""
    rng = np.random.default_rng(seed)
    quarter = size // 4
    ends = (elementary_tables.FIRST + np.arange(129) * 2**45).view(np.float64)  # of the slices of the logarithms
    edges = np.concatenate([ends * (1 + way * 1e-12) for way in (-1, 0, 1)])
    regions = {
        "exp": [
            rng.uniform(-708, 709.7, quarter), rng.uniform(-40, 40, quarter), rng.uniform(-1, 1, quarter),
            signed(rng, -20, 0, quarter), np.arange(-128, 129) * (math.log(2) / 256),
        ],
        "log": [
            10.0 ** rng.uniform(-320, 308, quarter), rng.uniform(0.5, 2, quarter), 1 + signed(rng, -15, -1, quarter),
            rng.uniform(0, 1, quarter), edges,
        ],
        "log1p": [
            np.maximum(signed(rng, -18, -0.001, quarter), -0.999), rng.uniform(-1, 1, quarter),
            10.0 ** rng.uniform(0, 300, quarter), rng.uniform(-0.02, 0.02, quarter), edges - 1,
        ],
        "expm1": [
            signed(rng, -17, 0, quarter), rng.uniform(-1, 1, quarter), rng.uniform(-40, 709, quarter),
            rng.uniform(-0.02, 0.02, quarter), np.array([-39.99, 39.99, 40.01, 2.0**-53, -(2.0**-54)]),
        ],
        "erfc": [
            rng.uniform(-6, 6, quarter), rng.uniform(0, 26.5, quarter), rng.uniform(-1, 1, quarter),
            signed(rng, -10, 0, quarter), np.arange(0.0, 27.0, 0.5), np.arange(0.0, 27.0, 0.5) - 1e-15,
        ],
        "arctangent": [
            rng.uniform(0, 1, quarter), rng.uniform(0, 0.01, quarter), 10.0 ** rng.uniform(-20, 0, quarter),
            1 - 10.0 ** rng.uniform(-16, -1, quarter), np.array([1.0]),
        ],
        "learning_exponent": [
            rng.uniform(0, 1, quarter), rng.uniform(0.5, 1, quarter), 1 - 10.0 ** rng.uniform(-15, -1, quarter),
            10.0 ** rng.uniform(-300, 0, quarter), 2.0 ** -np.arange(60),
        ],
    }  # fmt: skip
    if name != "power":
        return np.concatenate(regions[name])[:, None]
    bases = [
        10.0 ** rng.uniform(-5, 7, quarter), rng.uniform(0.5, 2, quarter), 10.0 ** rng.uniform(-300, 300, quarter),
        1 + signed(rng, -12, -2, quarter), np.concatenate([edges, edges]),
    ]  # fmt: skip
    powers = [
        rng.uniform(-2, 2, quarter), rng.uniform(-700, 700, quarter), rng.uniform(-1, 1, quarter),
        signed(rng, 0, 12, quarter), rng.uniform(-9, 9, 2 * edges.size),
    ]  # fmt: skip
    pairs = np.column_stack([np.concatenate(bases), np.concatenate(powers)])
    return pairs[np.abs(pairs[:, 1] * np.log(pairs[:, 0])) < 708]


FUNCTIONS = {
    "exp": (exp, mpmath.exp),
    "log": (log, mpmath.log),
    "log1p": (log1p, mpmath.log1p),
    "expm1": (expm1, mpmath.expm1),
    "power": (power, mpmath.power),
    "erfc": (erfc, mpmath.erfc),
    "arctangent": (arctangent, mpmath.atan),
    "learning_exponent": (learning_exponent, lambda x: -mpmath.log(x, 2)),
}
"""Each function and mpmath's."""


def largest_error(name, size):
    """Return the largest error of a function over some points [ulp], where results are normal numbers."""
    ours, exact = FUNCTIONS[name]
    worst = 0.0
    with mpmath.workprec(200):
        for arguments in points(name, size).tolist():
            true = exact(*map(mpmath.mpf, arguments))
            if abs(true) >= SMALLEST:
                error = abs(mpmath.mpf(ours(*arguments)) - true) / math.ulp(abs(float(true)))
                worst = max(worst, float(error))
    return worst


@pytest.mark.parametrize("name", FUNCTIONS)
def test_errors_are_those_that_are_stated(name):
    stated = re.search(r"largest error found is ([\d.]+) units", FUNCTIONS[name][0].__doc__)
    assert largest_error(name, 2000) <= float(stated[1])


@pytest.mark.parametrize("x", [-708.5, -720.0, -744.4])
def test_results_that_are_no_normal_numbers_are_right_to_their_last_bit(x):
    assert exp(x) == pytest.approx(math.exp(x), abs=5e-324)
    assert power(math.e, x) == pytest.approx(math.e**x, abs=5e-324, rel=1e-13)
    assert log(exp(x)) == pytest.approx(x, rel=1e-3)


def test_limits():
    inf, nan = math.inf, math.nan
    assert [exp(x) for x in (0.0, -0.0, inf, -inf, 710.0, -746.0)] == [1, 1, inf, 0, inf, 0]
    assert [log(x) for x in (0.0, -0.0, inf, 1.0)] == [-inf, -inf, inf, 0]
    assert log(5e-324) == math.log(5e-324)
    assert [log1p(x) for x in (0.0, -1.0, inf, 1e-300)] == [0, -inf, inf, 1e-300]
    assert [expm1(x) for x in (0.0, inf, -inf, -1e-300, 710.0)] == [0, inf, -1, -1e-300, inf]
    assert [erfc(x) for x in (0.0, inf, -inf, 27.4, -30.0)] == [1, 0, 2, 0, 2]
    assert all(math.isnan(f(nan)) for f in (exp, log, log1p, expm1, erfc))
    assert all(math.isnan(x) for x in (log(-1.0), log1p(-2.0), power(-1.0, 0.5), power(nan, 0.5), power(2.0, nan)))


@pytest.mark.parametrize("name", FUNCTIONS)
@pytest.mark.parametrize("x", [0, 1])
def test_whole_numbers_are_numbers(name, x):
    ours, exact = FUNCTIONS[name]
    if (name, x) not in {("log", 0), ("learning_exponent", 0)}:
        arguments = (x, 3) if name == "power" else (x,)
        assert ours(*arguments) == ours(*map(float, arguments)) == pytest.approx(float(exact(*arguments)), rel=1e-15)


@pytest.mark.parametrize("x", [0.0, 5e-324, 0.3, 1.0, 1.5, 7.3, 1e300, math.inf])
@pytest.mark.parametrize("y", [-math.inf, -1e300, -2.0, -0.4, 0.0, 0.6, 1.0, 2.0, 1e300, math.inf])
def test_powers_have_the_limits_of_pythons(x, y):
    try:
        python = x**y
    except (ZeroDivisionError, OverflowError):
        python = math.inf
    assert power(x, y) == pytest.approx(python, rel=1e-13, abs=5e-324)


def test_whole_powers_of_two_are_exact():
    assert [power(2.0, float(n)) for n in range(-1074, 1024)] == [math.ldexp(1.0, n) for n in range(-1074, 1024)]


def test_the_tables_are_what_they_say():
    def head(value, places):
        return float(mpmath.nint(value * 2**places) / 2**places)

    def rest(values, heads):
        return [float(value - mpmath.mpf(each)) for value, each in zip(values, heads, strict=True)]

    t = elementary_tables
    ends = (t.FIRST + np.arange(129) * 2**45).view(np.float64)
    with mpmath.workprec(200):
        ln2 = mpmath.log(2)
        powers = [mpmath.power(2, mpmath.mpf(j) / 128) for j in range(128)]
        logs = [-mpmath.log(each) for each in t.LOGS[:, 0]]
        assert float(128 / ln2) == t.PER
        assert (head(ln2 / 128, 39), *rest([ln2 / 128], [t.STEP])) == (t.STEP, t.STEP_LOW)
        assert (head(ln2, 42), *rest([ln2], [t.LN2])) == (t.LN2, t.LN2_LOW)
        assert [float(each) for each in powers] == t.POWERS[:, 0].tolist()
        assert rest(powers, t.POWERS[:, 0]) == t.POWERS[:, 1].tolist()
        assert [head(each, 42) for each in logs] == t.LOGS[:, 1].tolist()
        assert rest(logs, t.LOGS[:, 1]) == t.LOGS[:, 2].tolist()
    assert np.array_equal(t.LOGS[:, 0] * 512, np.round(t.LOGS[:, 0] * 512))
    assert np.abs([ends[:-1] * t.LOGS[:, 0] - 1, ends[1:] * t.LOGS[:, 0] - 1]).max() < 1 / 200
    assert t.LOGS[(ends[:-1] < 1) & (ends[1:] > 1), 0].tolist() == [1.0]


def test_the_tables_of_the_normal_distribution_are_what_they_say():
    t = normal_tables
    with mpmath.workprec(200):
        places = [mpmath.mpf(k) / t.PER_UNIT for k in range(t.REACH * t.PER_UNIT + 1)]
        density = [mpmath.npdf(x) for x in places]
        tail = [mpmath.erfc(x / mpmath.sqrt(2)) / 2 for x in places]
        loss = [d - x * p for x, d, p in zip(places, density, tail, strict=True)]
    assert tuple(tuple(map(float, each)) for each in (density, tail, loss)) == (t.DENSITY, t.TAIL, t.LOSS)
