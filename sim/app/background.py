"""Slow work in threads beside the event loop, and listeners that are told of its results."""

import asyncio
import logging
import threading
from collections.abc import Callable, Iterable
from concurrent.futures import Future

from sim.threads import stack_for_compiling

log = logging.getLogger("faire-ensemble")


async def in_background[T](work: Callable[[], T]) -> T:
    """Do slow work in a thread that is abandoned when the workshop closes."""
    done: Future[T] = Future()
    done.set_running_or_notify_cancel()  # from now on, nobody else ends it

    def run() -> None:
        try:
            done.set_result(work())
        except BaseException as error:
            done.set_exception(error)

    with stack_for_compiling():
        threading.Thread(target=run, daemon=True).start()
    return await asyncio.wrap_future(done)


def tell(listeners: Iterable[Callable[[], object]]) -> None:
    """Call all listeners, even if one of them fails."""
    for listener in list(listeners):
        try:
            listener()
        except Exception:
            log.exception("a page could not be shown")


class Bursts:
    """Has a function called once for a burst of changes: at its first change, and once more after all that follow.

    Without an event loop, nothing could be called later, so that each change calls the function at once.

    Parameters
    ----------
    call : callable
    pause : float
        Least time between two calls [s].
    """

    def __init__(self, call: Callable[[], object], pause: float) -> None:
        self._call = call
        self._pause = pause
        self._free = 0.0
        self._waiting_in: asyncio.AbstractEventLoop | None = None

    def changed(self) -> None:
        """Have the function called, now or after the pause."""
        try:
            loop = asyncio.get_running_loop()
        except RuntimeError:
            self._call()
            return
        if self._waiting_in is loop:
            return
        if loop.time() >= self._free:
            self._now(loop)
        else:
            self._waiting_in = loop
            loop.call_at(self._free, self._now, loop)

    def _now(self, loop: asyncio.AbstractEventLoop) -> None:
        self._waiting_in = None
        self._call()
        self._free = loop.time() + self._pause
