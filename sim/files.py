"""Files: atomic writing, and paths whose names come from data."""

from __future__ import annotations

import os
import re
import secrets
import sys
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext, suppress
from pathlib import Path
from typing import IO

if sys.platform != "win32":
    import fcntl

_UNFINISHED = re.compile(r"\..+\.\d+-[0-9a-f]{8}\.unfinished")


@contextmanager
def whole_file(path: str | os.PathLike[str], *, private: bool = False, batch: bool = False) -> Iterator[IO[bytes]]:
    """Open a file for writing that gets its name only when its content is complete and on the disk.

    Until then it has a temporary name in the same folder. Leftovers of killed processes in that folder are removed;
    files that a living process is writing are not.

    Parameters
    ----------
    path : path-like
        The final name. Its folder must exist.
    private : bool
        Whether only the user may read the file.
    batch : bool
        Whether the file is one of many in a folder. Leftovers are then not searched for, and the file is not
        synchronized with the disk: the caller runs :func:`synchronize` once for all.

    Yields
    ------
    binary file
        Write the whole content to it. An exception leaves an older file of this name unchanged.

    Raises
    ------
    OSError
        The folder is missing or cannot be written, or the disk is full.

    Examples
    --------
    >>> import tempfile
    >>> folder = tempfile.TemporaryDirectory()
    >>> path = Path(folder.name) / "note.txt"
    >>> with whole_file(path) as file:
    ...     written = file.write(b"complete")
    ...     path.exists()
    False
    >>> path.read_bytes()
    b'complete'
    >>> folder.cleanup()
    """
    final = Path(os.path.realpath(path))  # through a symbolic link, so that the link is kept
    with nullcontext() if batch else _folder_lock(final.parent):
        temporary = final.with_name(f".{final.name}.{os.getpid()}-{secrets.token_hex(4)}.unfinished")
        try:
            descriptor = os.open(temporary, _CREATE, 0o600 if private else 0o666)
            with open(descriptor, "w+b") as file:
                yield file
                if not batch:
                    file.flush()
                    os.fsync(file.fileno())
            os.replace(temporary, final)
        except BaseException:
            with suppress(OSError):
                temporary.unlink()
            raise
        if not batch:
            _sync_folder(final.parent)


def synchronize() -> None:
    """Wait until all that was written is on the disk, where the system can."""
    if hasattr(os, "sync"):
        os.sync()


def path_inside(folder: Path, name: str) -> Path:
    """Return the path of a file in a folder, for a name that is made of data.

    Parameters
    ----------
    folder : Path
    name : str
        Name of one file, without a folder.

    Raises
    ------
    ValueError
        If the name leads out of the folder on any system, or is no name of a file.

    Examples
    --------
    >>> path_inside(Path("rooms"), "salle-ABCD.json").as_posix()
    'rooms/salle-ABCD.json'
    >>> path_inside(Path("rooms"), "salle-/../../x.json")
    Traceback (most recent call last):
    ValueError: not the name of a file: 'salle-/../../x.json'
    """
    if not name.isprintable() or name.strip(" .") == "" or _SEPARATORS & set(name):
        raise ValueError(f"not the name of a file: {name!r}")
    return folder / name


_SEPARATORS = frozenset("/\\:")
"""Characters that separate folders or drives, on one system or another."""
_CREATE = os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)


def remove_unfinished(folder: Path) -> None:
    """Remove the temporary files of killed processes in a folder in which no other process is writing."""
    for entry in folder.iterdir():
        if _UNFINISHED.fullmatch(entry.name):
            with suppress(OSError):
                entry.unlink()


@contextmanager
def _folder_lock(folder: Path) -> Iterator[None]:
    """Hold a shared lock on the folder while a file is written there; first remove leftovers if nobody else holds it.

    The lock is the system's own, on the folder itself: it leaves no file, and the system releases it when the process
    is killed.
    """
    if sys.platform == "win32":  # no lock on a folder there, but an open file cannot be deleted, which is sufficient
        remove_unfinished(folder)
        yield
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        with suppress(OSError):  # some network drives support no locks; leftovers then stay
            try:
                fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
                remove_unfinished(folder)
            finally:
                fcntl.flock(descriptor, fcntl.LOCK_SH)
        yield
    finally:
        os.close(descriptor)


def _sync_folder(folder: Path) -> None:
    """Write the folder's entry for the new name to the disk (not every system can)."""
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
