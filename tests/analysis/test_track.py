"""The J-curve followed month by month is the one read off the whole series by its definition."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from sim.laws.j_curve import START, follow, status_of, trace
from sim.vocabulary.status import Status

# multiples of 1/4 add up exactly, so that a sum in another order has the same sign
amount = st.integers(-8, 8).map(lambda k: k / 4.0)
series = st.integers(1, 40).flatmap(
    lambda months: st.tuples(
        arrays(np.float64, months, elements=amount), arrays(np.float64, months, elements=amount.map(abs))
    )
)


@given(series)
def test_trace_is_the_definition(both):
    gain, payments = both
    track = trace(gain, payments)
    total, running = gain.cumsum(), (gain + payments).cumsum()
    assert track.total == total[-1]
    assert track.running_total == running[-1]
    assert track.low == min(0.0, total.min())
    assert track.running_low == min(0.0, running.min())
    assert track.low_month == (1 + int(total.argmin()) if total.min() < 0 else 0)
    assert track.running_low_month == (1 + int(running.argmin()) if running.min() < 0 else 0)
    back = [k + 1 for k in range(gain.size) if track.low_month and k + 1 > track.low_month and total[k] >= 0]
    assert track.back_month == (back[0] if back else 0)


@given(series)
def test_following_is_tracing(both):
    gain, payments = both
    track = START
    for k in range(gain.size):
        track = follow(track, k + 1, gain[k], payments[k])
        assert track == trace(gain[: k + 1], payments[: k + 1])


def test_a_new_trough_takes_back_the_break_even():
    assert trace(np.array([-1.0, 2.0])).back_month == 2
    track = trace(np.array([-1.0, 2.0, -4.0, 0.0, 3.0]))
    assert (track.low_month, track.back_month, track.low) == (3, 5, -3.0)


def test_falling_again_above_the_trough_does_not():
    assert trace(np.array([-3.0, 4.0, -2.0])).back_month == 2


@pytest.mark.parametrize("gain", [np.zeros((2, 2)), np.float64(1.0)])
def test_only_one_series_at_a_time(gain):
    with pytest.raises(ValueError, match="series of one length"):
        trace(gain, np.zeros(2))


def test_both_series_have_one_length():
    with pytest.raises(ValueError, match="series of one length"):
        trace(np.zeros(3), np.zeros(2))


@pytest.mark.parametrize(
    ("low", "back", "entry", "pooling", "status"),
    [
        (0.0, 0, 0, False, Status.NEVER_ENTERED),
        (0.0, 0, 4, True, Status.NO_LOSS),
        (0.0, 0, 4, False, Status.NO_LOSS),
        (-1.0, 9, 4, True, Status.BROKE_EVEN),
        (-1.0, 9, 4, False, Status.BROKE_EVEN),
        (-1.0, 0, 4, True, Status.NOT_YET),
        (-1.0, 0, 4, False, Status.NEVER),
    ],
)
def test_statuses(low, back, entry, pooling, status):
    assert status_of(low, back, entry, pooling) == status
