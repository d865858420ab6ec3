"""The span of coalitions: those whose share follows linearly from the shares of others, in exact arithmetic."""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from sim.games.coalition import Masks

_PRIME: Final = 2**31 - 1
"""Larger than any determinant of zeros and ones of up to 22 rows (Hadamard), so that the rank modulo it is exact."""


class Span:
    """Coalitions with known shares x(S), and all coalitions whose shares follow from them.

    Parameters
    ----------
    n : int
        Number of members, at most 22.

    Examples
    --------
    >>> span = Span(3)
    >>> span.add(0b011), span.add(0b111), span.add(0b100), span.rank
    (True, True, False, 2)
    >>> span.settled().tolist()  # the empty one, {0, 1}, {2}, and all
    [True, False, False, True, True, False, False, True]
    """

    def __init__(self, n: int) -> None:
        if n > 22:
            raise ValueError(f"n = {n}: ranks are exact to 22 members")
        self.n = n
        self._rows: dict[int, Masks] = {}  # reduced rows by the position of their leading 1

    @property
    def rank(self) -> int:
        """Number of independent coalitions."""
        return len(self._rows)

    def add(self, mask: int) -> bool:
        """Add a coalition; return False if its share already followed from the others."""
        row = (mask >> np.arange(self.n)) & 1
        for lead, other in self._rows.items():
            row = (row - row[lead] * other) % _PRIME
        if not row.any():
            return False
        lead = int(np.flatnonzero(row)[0])
        row = row * pow(int(row[lead]), -1, _PRIME) % _PRIME
        for place, other in self._rows.items():
            self._rows[place] = (other - other[lead] * row) % _PRIME
        self._rows[lead] = row
        return True

    def settled(self) -> NDArray[np.bool_]:
        """Return whether the share of each coalition follows: (2**n,)."""
        half = self.n // 2
        below = (1 << half) - 1
        left = np.arange(1 << self.n, dtype=np.int64)
        for j in range(self.n):
            if j in self._rows:
                continue
            # subtract the rows of the leading members: the remainder of all other members must be 0
            rest = [int(-self._rows[i][j]) % _PRIME if i in self._rows else int(i == j) for i in range(self.n)]
            low, high = _sums(rest[:half]), _sums(rest[half:])
            left = left[(low[left & below] + high[left >> half]) % _PRIME == 0]
        follows = np.zeros(1 << self.n, dtype=np.bool_)
        follows[left] = True
        return follows


def _sums(values: list[int]) -> Masks:
    """Return the sums over each subset, modulo the prime."""
    sums = np.zeros(1, dtype=np.int64)
    for value in values:
        sums = np.concatenate([sums, (sums + value) % _PRIME])
    return sums
