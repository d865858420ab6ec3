"""Imitation: a chance that is one in every case, and grows with the advantage."""

import math

import hypothesis.strategies as st
import pytest
from hypothesis import given

from sim.laws.imitation import adoption_probability

payoffs = st.floats(-1e9, 1e9)
strengths = st.floats(0, 1e6)


@given(st.floats(-20, 20), st.floats(-20, 20), st.floats(0, 10))
def test_it_is_the_fermi_function(own, other, strength):
    expected = 1 / (1 + math.exp(-strength * (other - own)))
    assert adoption_probability(own, other, strength) == pytest.approx(expected, rel=1e-12)


@given(payoffs, payoffs, strengths)
def test_any_payoffs_give_a_chance(own, other, strength):
    chance = adoption_probability(own, other, strength)
    assert 0 <= chance <= 1
    # whoever does not adopt the other's choice would, in the other's place, be imitated
    assert chance + adoption_probability(other, own, strength) == pytest.approx(1, abs=1e-15)
    assert (chance >= 0.5) if other >= own else (chance <= 0.5)


@given(payoffs, payoffs, payoffs, strengths)
def test_a_better_example_is_followed_no_less(own, one, other, strength):
    worse, better = sorted((one, other))
    assert adoption_probability(own, worse, strength) <= adoption_probability(own, better, strength)


def test_at_both_ends():
    assert adoption_probability(0.0, 1e300, 1e6) == 1
    assert adoption_probability(1e300, 0.0, 1e6) == 0
    assert adoption_probability(-3.0, 5.0, 0.0) == 0.5
