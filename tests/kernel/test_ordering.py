"""Random orders are those of the keys, however keys are spread over the buckets."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from sim.compilation.decorators import phase
from sim.kernel.layout import records
from sim.kernel.ordering import sort_events
from sim.kernel.state import EVENT


@phase
def sort(event, size, end):
    return sort_events(event, size, end)


WORDS = st.integers(0, 2**64 - 1)
CROWDED = st.integers(0, 2**34)  # all in the first bucket, or nearly


@given(keys=st.lists(st.one_of(WORDS, CROWDED), max_size=60), room=st.integers(1, 40))
def test_events_come_in_the_order_of_their_keys(keys, room):
    event = records((2, len(keys) + 1), EVENT)
    event["key"][0, :-1] = np.array(keys, dtype=np.uint64)
    event["place"][0, :-1] = np.arange(len(keys))
    row = sort(event, len(keys), np.full(room, 7))
    expected = sorted(range(len(keys)), key=lambda place: keys[place])  # stable, as the kernel's is
    assert event["place"][row, : len(keys)].tolist() == expected
    assert event["key"][row, : len(keys)].tolist() == sorted(keys)
