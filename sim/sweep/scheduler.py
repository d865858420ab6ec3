"""The Dask scheduler of a sweep: its address, or the file that it writes, and the connection to it."""

from __future__ import annotations

import asyncio
import json
import logging
import time
from collections.abc import Callable, Iterator
from concurrent.futures import CancelledError, ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from sim.errors import StoreError
from sim.sweep import words
from sim.vocabulary.text import Text, number, same

if TYPE_CHECKING:
    from distributed import Client

_PATIENCE: Final = 10.0  # seconds for a scheduler at a given address to answer
_FILE_PATIENCE: Final = 60.0  # seconds for a scheduler to write its file, and to answer
_FIRST: Final = 1.0  # seconds for a scheduler to answer before the user is told what is waited for
_POLL: Final = 0.1  # seconds between two looks at the file
_LOGS: Final = ("distributed", "distributed.client")  # the second has a level of its own


class Scheduler(NamedTuple):
    """The address of a Dask scheduler, or the file that it wrote."""

    address: str | None = None
    file: str | None = None

    def __str__(self) -> str:
        """Return the address or the file."""
        return self.address or self.file or ""


@contextmanager
def connected(scheduler: Scheduler, notice: Callable[[Text], None]) -> Iterator[Client]:
    """Connect to a scheduler; raise a StoreError when it is lost, which Dask would log with a traceback.

    Parameters
    ----------
    scheduler : Scheduler
        A file that does not exist yet, or is not complete, is waited for.
    notice : callable
        Called with a message that states what is waited for, and how long.

    Yields
    ------
    distributed.Client

    Raises
    ------
    StoreError
        Dask is not installed, the file does not appear, or the scheduler does not answer or was lost.
    """
    try:
        import distributed  # noqa: F401
    except ImportError:
        raise StoreError(words.NO_DASK) from None
    logs = [logging.getLogger(name) for name in _LOGS]
    before = [log.level for log in logs]
    for log in logs:
        log.setLevel(logging.CRITICAL + 1)
    try:
        with _client(scheduler, notice) as client:
            yield client
    except CancelledError:
        raise StoreError(words.LOST_SCHEDULER) from None
    except OSError as error:
        if error.errno is not None and not isinstance(error, ConnectionError):
            raise  # of a file; those of Dask's connections have no number
        raise StoreError(words.LOST_SCHEDULER) from None
    finally:
        for log, level in zip(logs, before, strict=True):
            log.setLevel(level)


def _client(scheduler: Scheduler, notice: Callable[[Text], None]) -> Client:
    """Return a client that is connected; the file is read before each attempt, since it may name a dead scheduler."""
    from distributed import Client

    patience = _PATIENCE if scheduler.file is None else _FILE_PATIENCE
    limit, deadline, said = number(round(patience)), time.monotonic() + patience, set[str]()

    def tell(message: Text, about: str) -> None:
        if about not in said:
            said.add(about)
            notice(message.format(name=same(about), limit=limit))

    while True:
        address = scheduler.address or _address_in(Path(scheduler.file or ""))
        left = deadline - time.monotonic()
        if address is None:
            if left <= 0:
                raise StoreError(words.NO_SCHEDULER_FILE.format(file=same(str(scheduler)), limit=limit))
            tell(words.WAITING_FOR_FILE, str(scheduler))
            time.sleep(min(_POLL, left))
            continue
        try:
            _require_answer(address, min(_PATIENCE if address in said else _FIRST, max(left, _POLL)))
            return Client(address, timeout=_PATIENCE, set_as_default=False)
        except Exception as error:  # what is wrong with an address, Dask tells in any kind of exception
            left = deadline - time.monotonic()
            if left <= 0 or not isinstance(error, OSError):
                reason = str(error) or type(error).__name__
                raise StoreError(words.NO_SCHEDULER.format(address=same(address), reason=same(reason))) from None
            tell(words.WAITING_FOR_SCHEDULER, address)


def _require_answer(address: str, seconds: float) -> None:
    """Connect to a scheduler and close the connection, since a client that cannot connect leaves threads and messages.

    Raises
    ------
    OSError
        Nobody answers at the address.
    Exception
        The address cannot be used.
    """
    from distributed.comm.core import connect
    from distributed.security import Security

    async def attempt() -> None:
        comm = await connect(address, timeout=seconds, **Security().get_connection_args("client"))
        comm.abort()

    pool = ThreadPoolExecutor(1)  # in a thread of its own: the caller may be in an event loop, as in a notebook
    try:
        pool.submit(lambda: asyncio.run(attempt())).result()
    finally:
        pool.shutdown(wait=False)


def _address_in(file: Path) -> str | None:
    """Return the address that a scheduler wrote into a file; None if it is missing or not complete.

    Raises
    ------
    StoreError
        The file cannot be read.
    """
    try:
        about = json.loads(file.read_bytes())
    except (FileNotFoundError, ValueError, RecursionError):
        return None
    except OSError as error:
        reason = error.strerror or str(error)
        raise StoreError(words.UNREADABLE_FILE.format(file=same(str(file)), reason=same(reason))) from None
    address = about.get("address") if isinstance(about, dict) else None
    return address if isinstance(address, str) and address else None
