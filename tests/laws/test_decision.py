"""The decision laws: sums over months, written out."""

import math

import hypothesis.strategies as st
import numpy as np
import pytest
from hypothesis import assume, example, given

from sim.laws.decision import (
    annuities,
    annuity,
    can_pay,
    confidence,
    fading_annuity,
    logit,
    monthly_discount,
    pooling_value,
)
from sim.laws.random import Purpose, run_key, uniforms

shares = st.floats(0, 1)
costs = st.floats(0, 1e5)
months = st.integers(1, 240)


@given(st.floats(0, 10))
def test_twelve_months_are_a_year(rate):
    assert monthly_discount(rate) ** 12 == pytest.approx(1 / (1 + rate), rel=1e-13)


@given(shares, shares, shares)
def test_confidence_counts_break_up_as_a_discount(delta, hazard, trust):
    survives = 1 - hazard * (1 - trust)
    assert confidence(delta, hazard, trust) == pytest.approx(delta * survives, rel=1e-15, abs=1e-300)
    assert confidence(delta, hazard, 1.0) == delta


@given(st.floats(0.01, 1), months)
def test_annuity_is_the_sum_of_its_powers(x, H):
    assert annuity(x, float(H)) == pytest.approx(math.fsum(x**k for k in range(H)), rel=1e-12)


@pytest.mark.parametrize("gap", [0.0, 2.0**-53, 1e-15, 1e-12, 1e-9, 1e-6, 1e-3])
@pytest.mark.parametrize("H", [1, 2, 36, 600])
def test_annuity_near_one_keeps_its_digits(gap, H):
    x = 1.0 - gap
    exact = math.fsum((-1) ** k * math.comb(H, k + 1) * (1.0 - x) ** k for k in range(min(H, 12)))
    if gap * H > 0.01:  # the series above is for small gaps
        exact = math.fsum(x**k for k in range(H))
    assert annuity(x, float(H)) == pytest.approx(exact, rel=1e-12)


def test_annuity_of_no_confidence_counts_the_first_month_only():
    assert annuity(0.0, 36.0) == 1.0


@given(st.lists(st.tuples(st.floats(0, 1), st.integers(1, 1200)), min_size=1, max_size=40))
@example([(0.0, 1), (5e-324, 1), (1e-310, 7), (0.5, 58), (0.5, 1200), (1 - 2.0**-53, 1), (1 - 1e-9, 1200), (1.0, 36)])
def test_many_annuities_have_the_bits_of_each(pairs):
    x, months = np.array(pairs).T.copy()
    out = np.full(len(pairs) + 1, np.nan)
    annuities(x, months, out, len(pairs))
    assert out[:-1].tolist() == [annuity(each, float(H)) for each, H in pairs]
    assert math.isnan(out[-1])


@given(st.floats(0.3, 1), months, st.floats(0.1, 600))
def test_fading_annuity_is_the_sum_of_its_powers(x, H, theta):
    fade = math.exp(-1 / theta)
    expected = math.fsum((x * fade) ** k for k in range(H))
    assert fading_annuity(x, x**H, fade, math.exp(-H / theta)) == pytest.approx(expected, rel=1e-9)


@given(
    x=st.floats(0.5, 1),
    H=months,
    theta=st.floats(0.1, 600),
    foresight=shares,
    alone=costs,
    autonomy=costs,
    steady=costs,
    trouble=costs,
    risk=st.floats(-1e4, 1e4),
    entry=costs,
)
def test_pooling_value_is_the_sum_of_its_months(x, H, theta, foresight, alone, autonomy, steady, trouble, risk, entry):
    # month k is expected to cost b1 + (b0 - b1) (1 - phi + phi exp(-k/theta))
    now = steady + trouble
    flows = [
        alone - autonomy - risk - steady - trouble * (1 - foresight + foresight * math.exp(-k / theta))
        for k in range(H)
    ]
    expected = math.fsum(x**k * flow for k, flow in enumerate(flows)) - entry
    fading = fading_annuity(x, x**H, math.exp(-1 / theta), math.exp(-H / theta))
    value = pooling_value(annuity(x, float(H)), fading, foresight, alone, autonomy, now, steady, risk, entry)
    scale = H * (alone + autonomy + abs(risk) + now) + entry
    assert value == pytest.approx(expected, abs=1e-10 * scale + 1e-12)


@given(shares, st.floats(0, 600), st.floats(0.1, 100))
def test_foresight_sees_only_what_fades(foresight, trouble, theta):
    # nobody's view differs where there is no trouble, and more foresight never makes pooling look worse
    a = annuity(0.98, 36.0)
    fading = fading_annuity(0.98, 0.98**36, math.exp(-1 / theta), math.exp(-36 / theta))
    blind = pooling_value(a, fading, 0.0, 100.0, 0.0, 80.0 + trouble, 80.0, 0.0, 50.0)
    wise = pooling_value(a, fading, foresight, 100.0, 0.0, 80.0 + trouble, 80.0, 0.0, 50.0)
    assert wise >= blind
    if trouble == 0.0:
        assert wise == blind == pytest.approx(20.0 * a - 50.0)


@given(st.floats(1e-12, 1 - 1e-12))
def test_logit_is_the_inverse_of_the_logistic_curve(u):
    assert 1 / (1 + math.exp(-logit(u))) == pytest.approx(u, rel=1e-9)


@pytest.mark.parametrize("relative_value", [-2.0, -0.3, 0.0, 1.0, 3.0])
def test_logit_tastes_give_logit_shares(relative_value):
    draws = uniforms(run_key(3, 0), np.arange(40_000), 0, 0, Purpose.TASTE)
    wanting = np.mean([relative_value + logit(u) >= 0.0 for u in draws])
    expected = 1 / (1 + math.exp(-relative_value))
    assert abs(wanting - expected) < 4 * math.sqrt(expected * (1 - expected) / draws.size)


@given(costs, st.floats(-1e4, 1e4), st.floats(0, 24), costs, st.floats(-1e3, 1e3))
def test_can_pay_is_about_the_months_of_a_higher_bill(entry, shortfall, horizon, cash, surplus):
    left = cash + horizon * surplus - entry - horizon * max(0.0, shortfall)
    assume(abs(left) > 1e-6)
    assert can_pay(entry, shortfall, horizon, cash, surplus) == (left > 0)
