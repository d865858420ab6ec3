"""The sharing rules: shares add up, and two-part is the Shapley value of what it was made for."""

import itertools
import math

import hypothesis.strategies as st
import numpy as np
import pytest
from hypothesis import given

from sim.declared.sharing import SHARING_RULES
from sim.laws.sharing import bill, rises, split, weight
from sim.vocabulary.codes import Weight

costs = st.floats(0, 1e6)
RULES = [key for key, rule in SHARING_RULES.items() if rule.weight != Weight.SERIAL]  # serial takes its own shares


def parts(key, fixed, rest):
    rule = SHARING_RULES[key]
    return split(rule.equal_fixed, rule.equal_rest, fixed, rest)


def bills(key, sizes, needs, fixed, rest):
    weights = [weight(SHARING_RULES[key].weight, w, q) for w, q in zip(sizes, needs, strict=True)]
    lump, spread = parts(key, fixed, rest)
    return np.array([bill(lump, spread, len(needs), each, sum(weights)) for each in weights])


@pytest.mark.parametrize("rule", RULES)
@given(st.lists(st.tuples(st.floats(0.1, 250), st.floats(0.01, 1e4)), min_size=1, max_size=30), costs, costs)
def test_bills_add_up_to_the_cost(rule, members, fixed, rest):
    shares = bills(rule, *zip(*members, strict=True), fixed, rest)
    assert shares.sum() == pytest.approx(fixed + rest, rel=1e-12)
    assert shares.min() >= 0.0
    whole = {SHARING_RULES[rule].equal_fixed, SHARING_RULES[rule].equal_rest} <= {0.0, 1.0}
    assert sum(parts(rule, fixed, rest)) == (fixed + rest if whole else pytest.approx(fixed + rest, rel=1e-12))


def test_each_rule_shares_by_what_it_says():
    sizes, needs = (1.0, 3.0), (4.0, 1.0)
    expected = {
        "equal": (75.0, 75.0),
        "by_size": (37.5, 112.5),
        "by_need": (120.0, 30.0),
        "by_use": (120.0, 30.0),  # in expectation
        "two_part": (25 + 80.0, 25 + 20.0),
    }
    for rule in expected:
        assert tuple(bills(rule, sizes, needs, 50.0, 100.0)) == pytest.approx(expected[rule])
    shipped = [*expected, "serial"]
    assert list(SHARING_RULES)[: len(shipped)] == shipped
    assert [rule for rule in shipped if SHARING_RULES[rule].weight == Weight.USE] == ["by_use", "two_part"]


def shapley_value(cost, n):
    """Return the Shapley value by its definition: the mean marginal cost over all orders of arrival."""
    total = [0.0] * n
    for order in itertools.permutations(range(n)):
        here = set()
        for player in order:
            before = cost(here)
            here.add(player)
            total[player] += cost(here) - before
    return [each / math.factorial(n) for each in total]


@given(st.lists(st.floats(0.1, 100), min_size=2, max_size=5), costs, st.floats(0, 1000))
def test_two_part_is_the_shapley_value_of_the_affine_game(needs, fixed, unit_cost):
    expected = shapley_value(
        lambda members: (fixed + unit_cost * sum(needs[i] for i in members)) if members else 0.0, len(needs)
    )
    ours = bills("two_part", [1.0] * len(needs), needs, fixed, unit_cost * sum(needs))
    np.testing.assert_allclose(ours, expected, rtol=1e-9, atol=1e-6)


def test_a_bill_rises_only_beyond_rounding():
    assert not rises(100.0, 100.0)
    assert not rises(100.0, 99.0)
    assert not rises(0.1 + 0.2, 0.3)
    assert not rises(0.3, 0.1 + 0.2)
    assert rises(100.0, 100.0 * (1 + 1e-8))
