"""The lock of a store: one sweep at a time writes it, and the system releases it when that process is killed."""

import os
import shutil
import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from filelock import FileLock, Timeout

from sim.errors import StoreError
from sim.files import whole_file
from sim.sweep import words
from sim.vocabulary.text import same

_WRITER_PATIENCE: Final = 0.5  # seconds: a status query may hold the lock briefly
_STATUS_PATIENCE: Final = 0.05  # seconds: so may another status query
_POLL: Final = 0.01


@contextmanager
def locked(store: Path) -> Iterator[None]:
    """Hold the lock of a store.

    Raises
    ------
    StoreError
        Another sweep holds it.
    OSError
        The store cannot be written.
    """
    note = store / "done" / "writer"
    _require_files(note.parent)
    try:
        lock = _lock(store).acquire(timeout=_WRITER_PATIENCE, poll_interval=_POLL)
    except Timeout:
        raise StoreError(words.IN_USE.format(path=store, holder=same(_holder(note)))) from None
    with lock:
        try:
            with whole_file(note) as file:
                file.write(f"{os.getpid()}@{socket.gethostname()}\n".encode())
            yield
        finally:
            with suppress(OSError):
                note.unlink()


def is_locked(store: Path) -> bool:
    """Return whether a sweep is writing a store; False if that cannot be determined."""
    try:
        with _lock(store).acquire(timeout=_STATUS_PATIENCE, poll_interval=_POLL):
            return False
    except Timeout:
        return True
    except OSError:  # the store cannot be written, or the disk supports no locks
        return False


def _require_files(folder: Path) -> None:
    """Create the folder of the lock if it is missing, and remove what cannot be a lock: a file or a folder in place."""
    if not folder.is_dir():
        folder.unlink(missing_ok=True)
        folder.mkdir(exist_ok=True)
    for name in ("lock", "writer"):
        if (folder / name).is_dir():
            shutil.rmtree(folder / name, ignore_errors=True)  # another sweep may do the same


def _lock(store: Path) -> FileLock:
    """Return the lock, not acquired yet."""
    return FileLock(store / "done" / "lock", is_singleton=False)


def _holder(note: Path) -> str:
    """Return the process that writes the store, as ``process@machine``."""
    with suppress(OSError):
        return note.read_text("utf-8", errors="replace").strip()
    return "?"
