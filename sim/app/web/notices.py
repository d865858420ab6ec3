"""What the terminal says of faults: each kind once in a while, on lines without control characters."""

import asyncio
import logging
import sys
import time
import unicodedata
from collections.abc import Callable
from contextlib import suppress
from typing import Final, TextIO

from sim.app.words.web import AGAIN
from sim.vocabulary.text import Lang, number

_INTERVAL: Final = 60.0
"""Shortest time between two messages of one kind [s]."""
_MOST_KINDS: Final = 200
_LONGEST: Final = 300
"""Longest message [character]; what was thrown has its stack besides."""
_LIBRARIES: Final = ("asyncio", "engineio.server", "nicegui", "socketio.server", "uvicorn", "uvicorn.error")


class Notices(logging.Handler):
    """Handler that says a kind of fault once in a while, and how often it came meanwhile.

    Two messages are of one kind if they come from the same line of code, with the same kind of error.

    Parameters
    ----------
    lang : "en" or "fr"
    stream : text stream
        The terminal by default.
    now : callable
        Returns the time [s].
    """

    def __init__(self, lang: Lang, stream: TextIO | None = None, now: Callable[[], float] = time.monotonic) -> None:
        super().__init__(logging.WARNING)
        self._lang: Lang = lang
        self._stream = stream
        self._now = now
        self._said: dict[tuple[object, ...], tuple[float, int]] = {}

    def emit(self, record: logging.LogRecord) -> None:
        """Say a message, or count it."""
        error = record.exc_info[1] if record.exc_info else None
        if isinstance(error, asyncio.CancelledError):  # a request that was cut off since the room closes: no fault
            return
        trace = getattr(error, "__traceback__", None)
        while trace is not None and trace.tb_next is not None:
            trace = trace.tb_next
        where = (trace.tb_frame.f_code.co_filename, trace.tb_lineno) if trace is not None else ()
        kind = (record.name, record.pathname, record.lineno, type(error), *where)
        now = self._now()
        if len(self._said) > _MOST_KINDS:
            self._said = {each: said for each, said in self._said.items() if now - said[0] < _INTERVAL}
        last, more = self._said.get(kind, (0.0, 0))
        if kind in self._said and now - last < _INTERVAL:
            self._said[kind] = (last, more + 1)
            return
        if len(self._said) > _MOST_KINDS:
            return
        self._said[kind] = (now, 0)
        text = _printable(" ".join(record.getMessage().splitlines()))[:_LONGEST]
        if more:
            text += " " + AGAIN.format(n=number(more))[self._lang]
        lines = [f"{record.levelname}: {text}"]
        if record.exc_info:
            stack = logging.Formatter().formatException(record.exc_info)
            lines += [_printable(line) for line in stack.splitlines()]
        with suppress(OSError):  # the terminal may be gone
            print("\n".join(lines), file=self._stream or sys.stderr, flush=True)

    def install(self) -> None:
        """Say what the libraries and the workshop log, instead of their own handlers."""
        root = logging.getLogger()
        root.addHandler(self)
        for name in _LIBRARIES:
            logger = logging.getLogger(name)
            logger.handlers.clear()
            logger.propagate = True


def _printable(text: str) -> str:
    """Return a text without control characters, which could command the terminal."""
    return "".join("\ufffd" if unicodedata.category(c)[0] == "C" else c for c in text)
