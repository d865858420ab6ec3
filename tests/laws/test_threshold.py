"""Thresholds: a share is reached exactly when that many contacts are in."""

import hypothesis.strategies as st
from hypothesis import given

from sim.laws.threshold import reaches


@given(st.integers(1, 10_000).flatmap(lambda n: st.tuples(st.integers(1, n), st.just(n))))
def test_a_share_is_reached_by_as_many_contacts_as_it_is_made_of(share):
    few, contacts = share
    assert reaches(few, contacts, few / contacts)
    assert not reaches(few - 1, contacts, few / contacts)


def test_a_share_that_rounds_up_is_reached_all_the_same():
    assert 0.28 * 25 > 7
    assert reaches(7, 25, 0.28)


@given(st.integers(0, 1000))
def test_zero_waits_for_nobody(contacts):
    assert reaches(0, contacts, 0.0)


@given(st.floats(1e-9, 1))
def test_who_has_no_contacts_waits_for_ever(threshold):
    assert not reaches(0, 0, threshold)
