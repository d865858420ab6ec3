"""Coalitions as bitmasks: bit i of a coalition is 1 if member i belongs to it."""

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

Masks = NDArray[np.int64]
"""Coalitions as bitmasks (k,)."""

Rows = NDArray[np.bool_]
"""Coalitions as rows of truth values: whether each member belongs to the coalition (k, n)."""

Floats = NDArray[np.float64]


def subset_sums(values: Floats) -> Floats:
    """Return the sum of some values over each coalition.

    Parameters
    ----------
    values : (n,) float64
        A value for each member [any unit].

    Returns
    -------
    (2**n,) float64
        By bitmask; the empty coalition has 0.

    Examples
    --------
    >>> subset_sums(np.array([1.0, 10.0])).tolist()
    [0.0, 1.0, 10.0, 11.0]
    """
    sums = np.zeros(1)
    for value in values:
        sums = np.concatenate([sums, sums + value])
    return sums


def sizes(n: int) -> Masks:
    """Return the number of members of each of the 2**n coalitions."""
    return np.bitwise_count(np.arange(1 << n, dtype=np.int64)).astype(np.int64)


def indicators(masks: Masks, n: int) -> Floats:
    """Return a row of zeros and ones for each coalition: (k, n)."""
    return ((masks[:, None] >> np.arange(n)) & 1).astype(np.float64)


def every_coalition(n: int) -> Rows:
    """Return all coalitions as rows of truth values (2**n, n), in the order of their bitmasks, for n up to 32.

    Examples
    --------
    >>> every_coalition(2).tolist()
    [[False, False], [True, False], [False, True], [True, True]]
    """
    octets = np.arange(1 << n, dtype="<u4").view(np.uint8).reshape(-1, 4)
    return np.unpackbits(octets, axis=1, count=n, bitorder="little").astype(np.bool_)


def members_of(mask: int) -> tuple[int, ...]:
    """Return the members of a coalition by number, in order.

    Examples
    --------
    >>> members_of(0b1101)
    (0, 2, 3)
    """
    return tuple(i for i in range(int(mask).bit_length()) if mask >> i & 1)


def mask_of(members: Iterable[int]) -> int:
    """Return the bitmask of some members.

    Examples
    --------
    >>> mask_of([0, 2, 3])
    13
    """
    return sum({1 << i for i in members})
