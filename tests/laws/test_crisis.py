"""Crises: they begin as often as said, last as long as said, and are the same for the same draws."""

import math

import hypothesis.strategies as st
import pytest
from hypothesis import given

from sim.laws.crisis import begins, crisis_factor, in_crisis
from sim.laws.random import run_key

keys = st.integers(0, 2**32).map(lambda seed: run_key(seed, 0))
probabilities = st.floats(0, 1)


@pytest.mark.parametrize(("probability", "length"), [(0.02, 1), (0.02, 12), (0.3, 4)])
def test_the_share_of_months_in_crisis(probability, length):
    runs, month = 4000, 100
    share = sum(in_crisis(run_key(3, k), month, probability, length) for k in range(runs)) / runs
    expected = 1 - (1 - probability) ** length
    assert abs(share - expected) < 4 * math.sqrt(expected * (1 - expected) / runs)


@given(keys, probabilities, st.integers(1, 24))
def test_a_crisis_lasts_from_its_beginning(key, probability, length):
    started = [begins(key, t, probability) for t in range(60)]
    for t in range(60):
        assert in_crisis(key, t, probability, length) == any(started[max(0, t + 1 - length) : t + 1])


@given(keys, probabilities, probabilities, st.integers(1, 12), st.integers(0, 100))
def test_a_greater_chance_or_length_only_adds_months(key, one, other, length, month):
    low, high = sorted((one, other))
    assert in_crisis(key, month, low, length) <= in_crisis(key, month, high, length)
    assert in_crisis(key, month, low, length) <= in_crisis(key, month, low, length + 1)


@given(keys, st.floats(0, 100), st.integers(1, 600), st.integers(0, 599))
def test_needs_are_multiplied_in_a_crisis_only(key, size, length, month):
    assert crisis_factor(key, month, 0.0, size, length) == 1
    assert crisis_factor(key, month, 1.0, size, length) == size


def test_runs_have_crises_of_their_own():
    one, other = ([begins(run_key(1, k), t, 0.2) for t in range(200)] for k in (0, 1))
    assert one != other
