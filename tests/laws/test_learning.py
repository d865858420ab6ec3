"""Learning and innovation: by hand, and at their limits."""

import math

import hypothesis.strategies as st
import numpy as np
import pytest
from hypothesis import given

from sim.laws.cost import experience_factor
from sim.laws.learning import (
    blau_index,
    innovated,
    innovation_probability,
    kept_experience,
    learning_exponent,
)

counts = st.lists(st.integers(0, 500), min_size=1, max_size=60)


@given(st.floats(0.5, 1), st.floats(0, 1e6), st.floats(1, 1e6))
def test_each_doubling_costs_the_progress_ratio(ratio, experience, reference):
    exponent = learning_exponent(ratio)
    twice = 2 * experience + reference  # 1 + E / E0 doubles
    factor = experience_factor(twice, reference, exponent) / experience_factor(experience, reference, exponent)
    assert factor == pytest.approx(ratio, rel=1e-9)


def test_who_learns_nothing_has_no_exponent():
    assert math.copysign(1, learning_exponent(1.0)) == 1  # 0, and not -0, which would show in tables
    assert experience_factor(1e9, 1.0, learning_exponent(1.0)) == 1


def test_the_blau_index_by_hand():
    assert blau_index(np.array([3, 3])) == 0.5
    assert blau_index(np.array([1, 2, 3, 4])) == pytest.approx(1 - (1 + 4 + 9 + 16) / 100)
    assert blau_index(np.array([7])) == 0
    assert blau_index(np.array([0, 0])) == 0


@given(counts)
def test_the_blau_index_is_the_chance_to_meet_another_class(count):
    index = blau_index(np.array(count))
    members = [g for g, number in enumerate(count) for _ in range(number)]
    assert 0 <= index <= 1 - 1 / len(count) + 1e-15
    if members:
        other = sum(number * (len(members) - number) for number in count)
        assert index == pytest.approx(other / len(members) ** 2, abs=1e-12)
    assert blau_index(np.array([0, *reversed(count)])) == pytest.approx(index, abs=1e-15)


@given(st.floats(0, 10), st.integers(1, 500), st.floats(0, 1))
def test_innovations_come_at_their_rate(rate, members, diversity):
    chance = innovation_probability(rate, members, diversity)
    assert chance == pytest.approx(1 - math.exp(-rate * (members - 1) * diversity), abs=1e-12)
    assert 0 <= chance <= 1
    assert innovation_probability(rate, 1, diversity) == innovation_probability(rate, members, 0.0) == 0


def test_a_rare_innovation_keeps_its_chance():
    assert innovation_probability(1e-18, 2, 0.5) == pytest.approx(5e-19, rel=1e-12)


@given(st.floats(0.1, 1), st.floats(0, 1), st.integers(0, 50))
def test_innovations_end_at_the_floor(floor, step, times):
    factor = 1.0
    for _ in range(times):
        factor = innovated(factor, step, floor)
    assert factor == pytest.approx(max(floor, (1 - step) ** times), rel=1e-12)


@given(st.floats(0, 1e6), st.floats(0, 1e6), st.floats(0, 1))
def test_who_leaves_loses_nothing_of_its_own(own, pooled, portability):
    kept = kept_experience(own, pooled, portability)
    assert own <= kept <= max(own, pooled)
    assert kept_experience(own, pooled, 0.0) == own
    assert kept_experience(own, pooled, 1.0) == max(own, pooled)
