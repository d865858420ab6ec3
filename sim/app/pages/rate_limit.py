"""Limits on how often each browser or address may do something: of a flood, only a little is handled."""

import time
from collections.abc import Callable
from typing import Final

_BURST: Final = 20
_RATE: Final = 4.0
_MOST: Final = 2000
"""Most keys that are remembered."""


class RateLimit:
    """Token bucket for each key, such as a browser.

    Parameters
    ----------
    now : callable
        Returns the time [s].
    burst : int
        Acts allowed at once.
    rate : float
        Acts allowed in the long run [1/s].
    """

    def __init__(self, now: Callable[[], float] = time.monotonic, burst: int = _BURST, rate: float = _RATE) -> None:
        self._now = now
        self._burst = float(burst)
        self._rate = rate
        self._left: dict[str, tuple[float, float]] = {}

    def left(self, key: str) -> float:
        """Return how many acts a key has left now."""
        now = self._now()
        left, then = self._left.get(key, (self._burst, now))
        return min(self._burst, left + self._rate * (now - then))

    def allows(self, key: str) -> bool:
        """Return whether a key may act, and count the act.

        Examples
        --------
        >>> limit = RateLimit(now=lambda: 0.0)
        >>> sum(limit.allows("ana") for _ in range(1000))
        20
        """
        left = self.left(key)
        allowed = left >= 1.0
        if len(self._left) >= _MOST:  # a key that has all its acts left needs no memory
            self._left = {each: kept for each, kept in self._left.items() if self.left(each) < self._burst}
        if len(self._left) >= _MOST:
            self._left.clear()
        self._left[key] = (left - 1.0 if allowed else left, self._now())
        return allowed
