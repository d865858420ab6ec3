"""Signals that end a command: like Ctrl-C, they let it clean up, and give the exit code of shells."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from types import FrameType
from typing import Final

from sim.cli.errors import INTERRUPTED

_ENDING: Final = ("SIGTERM", "SIGHUP", "SIGBREAK")


class EndedError(KeyboardInterrupt):
    """A signal asked the process to end.

    Parameters
    ----------
    number : int
        The signal.
    """

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number


def interrupted_code(error: BaseException) -> int:
    """Return the exit code of an interruption: 128 and the number of its signal, as shells count.

    Examples
    --------
    >>> interrupted_code(KeyboardInterrupt()), interrupted_code(EndedError(15))
    (130, 143)
    """
    return 128 + error.number if isinstance(error, EndedError) else INTERRUPTED


@contextmanager
def ending_signals() -> Iterator[None]:
    """Turn signals that would end the process into an `EndedError`, the first time that one comes.

    A signal that the process ignores, or that has a handler already, stays as it is.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    handled = []
    try:
        for number in [getattr(signal, name) for name in _ENDING if hasattr(signal, name)]:
            if signal.getsignal(number) is signal.SIG_DFL:
                signal.signal(number, _end)
                handled.append(number)
        yield
    finally:
        for number in handled:
            with suppress(ValueError):
                signal.signal(number, signal.SIG_DFL)


def _end(number: int, _frame: FrameType | None) -> None:
    """Interrupt what the main thread does; a second signal must not interrupt the cleaning up."""
    signal.signal(number, signal.SIG_IGN)
    raise EndedError(number)
