"""Guesses of a room's code: a wrong one costs, and whoever guesses much must wait."""

import time
from collections import Counter
from collections.abc import Callable
from typing import Final

from sim.app.pages.rate_limit import RateLimit

_PER_BROWSER: Final = (6, 0.2)
_PER_ADDRESS: Final = (40, 0.5)
"""Wrong codes at once and a second. A school may have one address; at half a guess a second, the 331,776 codes take
four days on average."""
_MOST: Final = 500


class Guesses:
    """Guesses of the code of a room.

    Parameters
    ----------
    now : callable
        Returns the time [s].

    Attributes
    ----------
    wrong : Counter of str
        Number of wrong codes by network address.
    """

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        self._browsers = RateLimit(now, *_PER_BROWSER)
        self._addresses = RateLimit(now, *_PER_ADDRESS)
        self.wrong: Counter[str] = Counter()

    def right(self, given: str, code: str, browser: str, address: str) -> bool | None:
        """Return whether a code is right; None if the browser, or its address, must wait before it is looked at.

        Examples
        --------
        >>> guesses = Guesses(now=lambda: 0.0)
        >>> guesses.right("abcd ", "ABCD", "ana", "192.168.1.7")
        True
        >>> [guesses.right("WXYZ", "ABCD", "ben", "192.168.1.8") for _ in range(8)][-3:]
        [False, None, None]
        """
        if self._browsers.left(browser) < 1.0 or self._addresses.left(address) < 1.0:
            return None
        if given.strip().upper() == code:
            return True
        self._browsers.allows(browser)
        self._addresses.allows(address)
        if len(self.wrong) < _MOST or address in self.wrong:
            self.wrong[address] += 1
        return False
