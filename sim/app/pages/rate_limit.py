"""Limit on how often each phone may act: of a flood of messages, only a few are handled."""

import time
from collections.abc import Callable
from typing import Final

_BURST: Final = 20
"""Acts allowed at once."""
_RATE: Final = 4.0
"""Acts allowed in the long run [1/s]."""


class RateLimit:
    """Token bucket for each browser.

    Parameters
    ----------
    now : callable
        Returns the time [s].
    """

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        self._now = now
        self._left: dict[str, tuple[float, float]] = {}

    def allows(self, identity: str) -> bool:
        """Return whether a browser may act, and count the act.

        Examples
        --------
        >>> limit = RateLimit(now=lambda: 0.0)
        >>> sum(limit.allows("ana") for _ in range(1000))
        20
        """
        now = self._now()
        left, then = self._left.get(identity, (float(_BURST), now))
        left = min(float(_BURST), left + _RATE * (now - then))
        allowed = left >= 1.0
        self._left[identity] = (left - 1.0 if allowed else left, now)
        return allowed
