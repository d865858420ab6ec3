"""The lock of a folder of results: one command at a time writes there, and a killed one blocks nobody."""

from __future__ import annotations

import os
import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from sim.cli.errors import CommandError
from sim.cli.words import problems as words
from sim.vocabulary.text import same

LOCK: Final = ".lock.unfinished"  # it is removed at the end of the command


@contextmanager
def folder_lock(folder: Path) -> Iterator[None]:
    """Hold the lock of a folder of results, so that the files there are those of one command.

    The lock is the system's own, on a file in the folder: the system releases it when the process is killed. Where a
    network drive supports no locks there is none.

    Raises
    ------
    CommandError
        Another command holds it.
    OSError
        The folder is missing or cannot be written.
    """
    path = folder / LOCK
    descriptor = _locked(path)
    if descriptor is None:
        raise CommandError(words.IN_USE.format(path=folder, holder=same(_holder(path))))
    try:
        with suppress(OSError):
            os.ftruncate(descriptor, 0)
            os.write(descriptor, f"{os.getpid()}@{socket.gethostname()}".encode())
        yield
    finally:
        if sys.platform == "win32":  # an open file cannot be removed there
            os.close(descriptor)
        with suppress(OSError):
            path.unlink()
        if sys.platform != "win32":
            os.close(descriptor)


def _locked(path: Path) -> int | None:
    """Open and lock a file, and return its descriptor; None if another process holds the lock."""
    while True:
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o666)
        try:
            if not _lock(descriptor):
                os.close(descriptor)
                return None
            # Its last holder may have removed the file in between: the lock that counts is that of the present file.
            if os.path.samestat(os.fstat(descriptor), os.stat(path)):
                return descriptor
        except FileNotFoundError:
            pass
        except BaseException:
            os.close(descriptor)
            raise
        os.close(descriptor)


def _lock(descriptor: int) -> bool:
    """Return whether the lock of a file could be had, or there are no locks at all."""
    if sys.platform == "win32":
        import msvcrt

        os.lseek(descriptor, 1 << 20, os.SEEK_SET)  # beyond the words, which others may read
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        os.lseek(descriptor, 0, os.SEEK_SET)
    else:
        import fcntl

        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        except OSError:  # no locks on this disk
            return True
    return True


def _holder(path: Path) -> str:
    """Return the process that holds the lock, as ``process@machine``."""
    with suppress(OSError, UnicodeDecodeError):
        return path.read_text("utf-8").strip() or "?"
    return "?"
