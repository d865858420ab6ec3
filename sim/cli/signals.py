"""Signals that end a command: like Ctrl-C, they let it clean up, and give the exit code of shells."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Final

from sim.cli.errors import INTERRUPTED

_ENDING: Final = ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK")


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


_came: list[int] = []  # the signals that came since the command began


def raise_if_ended() -> None:
    """Raise the interruption of a signal that came, in case it got lost.

    An exception of a signal handler disappears where Python calls back from C, as it does all the time while it
    imports modules.
    """
    if _came:
        raise EndedError(_came[0])


@contextmanager
def ending_signals() -> Iterator[None]:
    """Turn signals that would end the process, Ctrl-C among them, into an `EndedError`.

    A signal that the process ignores, or that has another handler already, stays as it is.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = {}
    _came.clear()
    try:
        for number in [getattr(signal, name) for name in _ENDING if hasattr(signal, name)]:
            handler = signal.getsignal(number)
            if handler in (signal.SIG_DFL, signal.default_int_handler):
                before[number] = handler
                signal.signal(number, _end)
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _end(number: int, _frame: FrameType | None) -> None:
    """Interrupt what the main thread does."""
    _came.append(number)
    raise EndedError(number)
