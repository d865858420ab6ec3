"""The J-curve, followed month by month: what its definition says of the whole series."""

import hypothesis.strategies as st
import numpy as np
import pytest
from hypothesis import given

from sim.laws.j_curve import status_of, trace
from sim.vocabulary.status import Status

# quarters of a dollar: sums are exact, so that the two ways of adding them agree to the last bit
money = st.integers(-4000, 4000).map(lambda quarters: quarters / 4)
series = st.lists(st.tuples(money, st.integers(0, 4000).map(lambda quarters: quarters / 4)), max_size=40)


def definition(flow):
    """Return depth, trough, break-even and total by their definitions, in plain Python."""
    total, path = 0.0, []
    for each in flow:
        total += each
        path.append(total)
    depth = -min(0.0, *path, 0.0)
    trough = path.index(-depth) + 1 if depth > 0 else 0
    back = [t for t, each in enumerate(path, start=1) if t > trough and each >= 0]
    return depth, trough, (back[0] if depth > 0 and back else 0), total


@given(series)
def test_following_is_the_definition(months):
    gain = [flow for flow, _ in months]
    payments = [paid for _, paid in months]
    track = trace(np.array(gain), np.array(payments))
    depth, trough, back, total = definition(gain)
    assert (-track.low, track.low_month, track.back_month, track.total) == (depth, trough, back, total)
    running = definition([flow + paid for flow, paid in months])
    assert (-track.running_low, track.running_low_month, track.running_total) == (*running[:2], running[3])


def test_a_second_fall_takes_back_the_first_break_even():
    track = trace(np.array([-2.0, 3.0, -4.0, 1.0, 3.0]))
    assert (track.low, track.low_month, track.back_month) == (-3.0, 3, 5)
    # but a later fall that is no deeper does not
    track = trace(np.array([-2.0, 3.0, -2.0, 1.0]))
    assert (track.low, track.low_month, track.back_month) == (-2.0, 1, 2)


def test_the_trough_is_the_first_of_equal_minima():
    assert trace(np.array([-1.0, 0.0, 1.0, -1.0])).low_month == 1


def test_end_of_loss_leaves_entry_and_exit_payments_out():
    # 100 $ to enter, 10 $ lost in months 1 and 2, then 40 $ gained
    track = trace(np.array([-110.0, -10.0, 40.0, 40.0, 40.0]), np.array([100.0, 0.0, 0.0, 0.0, 0.0]))
    assert (track.low_month, track.running_low_month, track.back_month) == (2, 2, 5)
    track = trace(np.array([-100.0, 40.0, 40.0, 40.0]), np.array([100.0, 0.0, 0.0, 0.0]))
    assert (track.low_month, track.running_low_month) == (1, 0)  # no month was lost but by entering


@given(series, st.booleans())
def test_a_status_is_one_of_five_answers(months, pooling):
    depth, _, back, _ = definition([flow for flow, _ in months])
    expected = Status.NO_LOSS
    if depth > 0:
        expected = Status.BROKE_EVEN if back else (Status.NOT_YET if pooling else Status.NEVER)
    assert status_of(-depth, back, 1, pooling) == expected
    assert status_of(-depth, back, 0, pooling) == Status.NEVER_ENTERED


def test_series_must_match():
    with pytest.raises(ValueError, match="one length"):
        trace(np.zeros(3), np.zeros(2))
