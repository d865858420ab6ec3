"""Saving of a room: after every change, and again and again while the disk refuses."""

import asyncio
import logging
import threading
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Final

from sim.app.background import in_background, tell
from sim.vocabulary.reasons import reason
from sim.vocabulary.text import Text, same

_FIRST_PAUSE: Final = 0.5
_LONGEST_PAUSE: Final = 10.0
"""Pauses between attempts [s]: the first, doubled each time, up to the longest."""

log = logging.getLogger("faire-ensemble")


class Saving:
    """Saving of a room.

    Parameters
    ----------
    content : callable
        Returns the text of the room's file as the room is now, and the path of the file. It is called in the thread
        that changes the room.
    save : callable
        Writes a text to a path, or raises OSError. It is called in other threads.

    Attributes
    ----------
    failure : Text or None
        Why the last change is not on the disk; None if it is, or soon will be.
    listeners : set of callable
        Called when the room can no longer be saved, and when it can again.
    """

    def __init__(self, content: Callable[[], tuple[str, Path]], save: Callable[[str, Path], None]) -> None:
        self._content = content
        self._save = save
        self.failure: Text | None = None
        self.listeners: set[Callable[[], object]] = set()
        self._changed = asyncio.Event()
        self._writing = threading.Lock()
        self._ordered = self._written = 0

    def changed(self) -> None:
        """Have the room saved soon."""
        self._changed.set()

    async def run(self) -> None:
        """Save the room after every change; while that fails, try again until it succeeds."""
        pause = None
        while True:
            with suppress(TimeoutError):
                await asyncio.wait_for(self._changed.wait(), pause)
            self._changed.clear()
            try:
                self._tell(await in_background(self._order()))
            except Exception as error:
                log.exception("the room cannot be saved")
                self._tell(same(type(error).__name__))
            pause = None if self.failure is None else min(2.0 * (pause or _FIRST_PAUSE / 2.0), _LONGEST_PAUSE)

    def now(self) -> None:
        """Save the room in this thread."""
        self._tell(self._order()())

    def _order(self) -> Callable[[], Text | None]:
        """Return a function that saves the room as it is now, and returns why this failed."""
        self._ordered += 1
        return partial(self._write, *self._content(), self._ordered)

    def _write(self, text: str, path: Path, order: int) -> Text | None:
        """Write a text, unless a later one is on the disk; return why this failed, and log it."""
        with self._writing:
            if order < self._written:
                return None
            try:
                self._save(text, path)
            except OSError as error:
                log.warning("%s: %s", path, error)
                return reason(error)
            self._written = order
            return None

    def _tell(self, failure: Text | None) -> None:
        """Tell the listeners whether the room is saved, if this has changed."""
        if failure != self.failure:
            self.failure = failure
            tell(self.listeners)
