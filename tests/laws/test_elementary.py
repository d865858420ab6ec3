"""The elementary functions against mpmath, in units in the last place; `benchmarks.accuracy` takes more points."""

import ast
import math
import re

import mpmath
import numpy as np
import pytest

from sim.laws import elementary_tables
from sim.laws.elementary import exp, expm1, log, log1p, power
from sim.laws.error_function import erfc

SMALLEST = 2.0**-1022
"""Results below it are not normal numbers, and have fewer digits."""


def signed(rng, low, high, size):
    """Numbers of both signs whose logarithms to base ten are uniform."""
    return rng.choice([-1.0, 1.0], size) * 10.0 ** rng.uniform(low, high, size)


def points(name, size, seed=1):
    """Return a quarter of the points (size, 1 or 2) from each of four regions, and the hard ones."""
    rng = np.random.default_rng(seed)
    quarter = size // 4
    ends = (np.arange(91, 182) + 0.5) / 128  # of the slices of the table of logarithms
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
    with mpmath.workprec(200):
        ln2 = mpmath.log(2)
        powers = [mpmath.power(2, mpmath.mpf(j) / 128) for j in range(128)]
        inverse = [round(128 / j * 512) / 512 for j in range(t.FIRST, 182)]
        logs = [-mpmath.log(each) for each in inverse]
        assert float(128 / ln2) == t.PER
        assert (head(ln2 / 128, 39), *rest([ln2 / 128], [t.STEP])) == (t.STEP, t.STEP_LOW)
        assert (head(ln2, 42), *rest([ln2], [t.LN2])) == (t.LN2, t.LN2_LOW)
        assert [float(each) for each in powers] == t.POWER.tolist()
        assert rest(powers, t.POWER) == t.POWER_LOW.tolist()
        assert inverse == t.INVERSE.tolist()
        assert [head(each, 42) for each in logs] == t.LOG.tolist()
        assert rest(logs, t.LOG) == t.LOG_LOW.tolist()


OWN = ("elementary", "error_function", "normal_score", "beta", "distribution", "drawing")
"""The laws that populations are drawn by."""
EXACT = {"sqrt", "copysign", "isnan", "inf", "nan", "pi", "e"}
"""What IEEE 754 defines to the last bit."""


def inexact(tree):
    """Return the functions of the module math, and the powers, that a source uses in its functions."""
    found = set()
    for function in (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef) and node.decorator_list):
        for node in ast.walk(function):
            if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "math":
                found.add(node.attr)
            if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Pow):
                constant = all(isinstance(each, ast.Constant | ast.UnaryOp) for each in (node.left, node.right))
                found |= set() if constant else {"**"}
    return found - EXACT


@pytest.mark.parametrize("name", OWN)
def test_drawing_calls_no_function_whose_last_digits_depend_on_the_platform(repository, name):
    source = (repository / "sim" / "laws" / f"{name}.py").read_text("utf-8")
    assert not inexact(ast.parse(source))


def test_the_search_finds_such_functions():
    source = "@rare\ndef f(x):\n    return math.exp(x) ** 2.5 + math.sqrt(x) + 2.0**-54"
    assert inexact(ast.parse(source)) == {"exp", "**"}
