"""The J-curve of a cumulative gain: how deep it falls, when it stops falling, when it is back at zero.

Month by month, so that a run needs to keep no series: the kernel follows every organization, every pool
and the group with the same function that an analysis runs over a recorded series.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.compilation.decorators import compiled
from sim.vocabulary.loss import Loss
from sim.vocabulary.status import Status

YEAR = 12
"""Months at the end of a run that count as "lately"."""

MATURE = 24
"""Months for which a pool must have been founded, or a member must belong to it, before its loss is judged."""


class Track(NamedTuple):
    """What is known of a cumulative gain so far; months count from 1, and 0 means "none yet".

    Attributes
    ----------
    total : float
        Cumulative gain, entry and exit payments deducted [CAD].
    low : float
        Its minimum so far, at most 0 [CAD]; the depth of the J-curve is ``-low``.
    low_month : int
        Month in which that minimum was first reached, if it is below 0 [month]: the trough.
    back_month : int
        First month after it with ``total >= 0`` [month]: the break-even.
    running_total : float
        Cumulative gain without entry and exit payments [CAD].
    running_low : float
        Its minimum so far, at most 0 [CAD].
    running_low_month : int
        Month in which that minimum was first reached, if it is below 0 [month]: the end of the monthly loss.
    """

    total: float
    low: float
    low_month: int
    back_month: int
    running_total: float
    running_low: float
    running_low_month: int


START = Track(0.0, 0.0, 0, 0, 0.0, 0.0, 0)
"""The track before month 1."""


@compiled
def follow(track: Track, month: int, gain: float, payments: float) -> Track:
    """Return a track after one more month.

    A new minimum cancels an earlier break-even: the break-even that counts comes after the trough.

    Parameters
    ----------
    track : Track
        The track so far.
    month : int
        The month that is added, counted from 1.
    gain : float
        Its gain, entry and exit payments deducted [CAD].
    payments : float
        The entry and exit payments that were deducted [CAD].

    Examples
    --------
    >>> track = follow(START, 1, -300.0, 250.0)
    >>> tuple(track)
    (-300.0, -300.0, 1, 0, -50.0, -50.0, 1)
    >>> tuple(follow(track, 2, 400.0, 0.0))
    (100.0, -300.0, 1, 2, 350.0, -50.0, 1)
    """
    total, low, low_month, back_month, running_total, running_low, running_low_month = track
    total += gain
    if total < low:
        low = total
        low_month = month
        back_month = 0
    elif total >= 0.0 and low < 0.0 and back_month == 0:
        back_month = month
    running_total += gain + payments
    if running_total < running_low:
        running_low = running_total
        running_low_month = month
    return Track(total, low, low_month, back_month, running_total, running_low, running_low_month)


@compiled
def _trace(gain: NDArray[np.float64], payments: NDArray[np.float64]) -> Track:
    """Follow one series: gain (T,), payments (T,)."""
    track = Track(0.0, 0.0, 0, 0, 0.0, 0.0, 0)
    for k in range(gain.size):
        track = follow(track, k + 1, gain[k], payments[k])
    return track


def trace(gain: NDArray[np.float64], payments: NDArray[np.float64] | None = None) -> Track:
    """Follow a whole series of monthly gains.

    Parameters
    ----------
    gain : (T,) float64
        Gain of each month, entry and exit payments deducted [CAD].
    payments : (T,) float64, optional
        The entry and exit payments that were deducted [CAD]; none by default.

    Returns
    -------
    Track
        The track after T months.

    Raises
    ------
    ValueError
        If the two series differ in length, or are not one-dimensional.

    Examples
    --------
    >>> import numpy as np
    >>> track = trace(np.array([-300.0, 100.0, 150.0, 100.0, 100.0]))
    >>> -track.low, track.low_month, track.back_month, track.total
    (300.0, 1, 4, 150.0)
    """
    flow = np.ascontiguousarray(gain, dtype=np.float64)
    paid = np.zeros_like(flow) if payments is None else np.ascontiguousarray(payments, dtype=np.float64)
    if flow.ndim != 1 or flow.shape != paid.shape:
        raise ValueError(f"gain {flow.shape} and payments {paid.shape} must be series of one length")
    return _trace(flow, paid)


@compiled
def status_of(low: float, back_month: int, entry_month: int, pooling: bool) -> int:
    """Return the Status of a followed gain: how it answers "when does it break even?".

    Parameters
    ----------
    low : float
        Deepest cumulative loss, at most 0 [CAD].
    back_month, entry_month : int
        Break-even month and month of first entry, 0 for none [month].
    pooling : bool
        Whether it still pools at the end: then a loss may still be recovered ("not yet"), otherwise not ("never").

    Returns
    -------
    int
        Code of :class:`sim.vocabulary.status.Status`.

    Examples
    --------
    >>> status_of(-100.0, 0, 3, True), status_of(-100.0, 0, 3, False)
    (2, 3)
    """
    if entry_month == 0:
        return Status.NEVER_ENTERED.value
    if low >= 0.0:
        return Status.NO_LOSS.value
    if back_month > 0:
        return Status.BROKE_EVEN.value
    return Status.NOT_YET.value if pooling else Status.NEVER.value


@compiled
def loss_of(total: float, lately: float, pooling: bool, months: int, spared: bool) -> int:
    """Return the Loss of an organization at the end of a run: whether it is at a loss, and of what kind.

    Parameters
    ----------
    total : float
        Its gain, entry and exit payments deducted [CAD].
    lately : float
        Its gain in the last year, entry and exit payments not deducted [CAD].
    pooling : bool
        Whether it still pools.
    months : int
        Length of the youngest of its memberships [month].
    spared : bool
        Whether it has not closed, and would have closed alone: its account ends where it would have closed.

    Returns
    -------
    int
        Code of :class:`sim.vocabulary.loss.Loss`.

    Examples
    --------
    >>> loss_of(-100.0, 40.0, True, 30, False), loss_of(-100.0, -40.0, True, 30, False)
    (3, 2)
    >>> loss_of(-100.0, -40.0, True, 23, False), loss_of(-100.0, 0.0, True, 30, True)
    (4, 5)
    """
    if total >= 0.0:
        return Loss.NONE.value
    if spared:
        return Loss.SPARED.value
    if not pooling:
        return Loss.OUT.value
    if lately > 0.0:
        return Loss.PAYING_BACK.value
    return Loss.YOUNG.value if months < MATURE else Loss.LOSING.value
