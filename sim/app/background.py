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
