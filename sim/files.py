"""Files: atomic writing, and paths whose names come from data."""

from __future__ import annotations

import os
import re
import secrets
import sys
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext, suppress
from os import replace as _rename
from os.path import abspath, relpath
from pathlib import Path
from time import sleep as _sleep
from typing import IO, Final

from sim.processes import is_running

if sys.platform != "win32":
    import fcntl

_UNFINISHED = re.compile(r"\..+\.(\d+)-[0-9a-f]{8}\.unfinished")
_IN_USE: Final = (5, 32)  # what Windows answers where a file is open in another process
_TRIES: Final = 40
_PAUSE: Final = 0.05  # seconds


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
        Whether the file is one of many in a folder, no symbolic link. Leftovers are then not searched for, and the file
        is not synchronized with the disk: the caller runs :func:`synchronize` once for all.

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
    final = Path(path if batch else os.path.realpath(path))  # through a symbolic link, so that the link is kept
    with nullcontext() if batch else _folder_lock(final.parent):
        temporary = final.with_name(f".{final.name}.{os.getpid()}-{secrets.token_hex(4)}.unfinished")
        try:
            descriptor = os.open(temporary, _CREATE, 0o600 if private else 0o666)
            with open(descriptor, "w+b") as file:
                yield file
                if not batch:
                    file.flush()
                    os.fsync(file.fileno())
            rename(temporary, final)
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
    if not name.isprintable() or name.strip(" .") == "" or _FORBIDDEN & set(name) or is_device(name):
        raise ValueError(f"not the name of a file: {name!r}")
    return folder / name


def is_device(name: str) -> bool:
    """Return whether Windows takes a name, with any ending, for that of a device.

    Examples
    --------
    >>> is_device("aux.toml"), is_device("Com1"), is_device("auxiliary.toml")
    (True, True, False)
    """
    return name.partition(".")[0].rstrip().lower() in _DEVICES


def rename(source: str | os.PathLike[str], target: str | os.PathLike[str]) -> None:
    """Give a file or a folder another name; an older file of that name is replaced.

    On Windows that is refused as long as another process has the file open, a scanner for viruses for example, which
    opens every new file: it is tried again for two seconds.

    Raises
    ------
    OSError
        The system refuses it.
    """
    for tries_left in reversed(range(_TRIES)):
        try:
            _rename(source, target)
            return
        except PermissionError as error:
            if not tries_left or getattr(error, "winerror", None) not in _IN_USE:
                raise
            _sleep(_PAUSE)


def relative_path(path: str | os.PathLike[str], start: str | os.PathLike[str]) -> str:
    """Return a path relative to a folder; absolute where there is no such path, from one drive of Windows to another.

    Examples
    --------
    >>> Path(relative_path("a/b/c.toml", "a/d")).as_posix()
    '../b/c.toml'
    """
    try:
        return relpath(path, start)
    except ValueError:
        return abspath(path)


_FORBIDDEN = frozenset('/\\:*?"<>|')
"""Characters that no name of a file may have, on one system or another."""
_DEVICES = frozenset(["con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in "0123456789¹²³")])
"""Names of devices on Windows, whatever the folder."""
_CREATE = os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)


def remove_unfinished(folder: Path, shared: bool = False) -> None:
    """Remove the temporary files of killed processes in a folder.

    Parameters
    ----------
    folder : Path
    shared : bool
        Whether other processes may be writing there: the files of those that run are then kept.
    """
    for entry in folder.iterdir():
        match = _UNFINISHED.fullmatch(entry.name)
        if match and not (shared and is_running(int(match[1]))):
            with suppress(OSError):
                entry.unlink()


@contextmanager
def _folder_lock(folder: Path) -> Iterator[None]:
    """Hold a shared lock on the folder while a file is written there; first remove leftovers if nobody else holds it.

    The lock is the system's own, on the folder itself: it leaves no file, and the system releases it when the process
    is killed.
    """
    if sys.platform == "win32":  # no lock on a folder there
        remove_unfinished(folder, shared=True)
        yield
    else:
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
