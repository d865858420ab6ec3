"""Memory: how much this process may still use, and the refusal of work that would need more."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Final

from sim.errors import WordedError
from sim.vocabulary.text import Text, number

VARIABLE: Final = "FAIRE_ENSEMBLE_MEMORY"
"""Environment variable with the memory that the program may use [GB], in place of what the system reports."""
_GIGA: Final = 1e9
_NEGLIGIBLE: Final = 50_000_000  # bytes: about what the libraries need in any case
_NO_LIMIT: Final = 2**60  # bytes: version 1 of control groups states the absence of a limit as a huge number

_NEEDED: Final = Text(
    "this needs about {needed} GB of memory, and {free} GB are available. {way_out}",
    "il faut environ {needed}\u00a0Go de mémoire, et {free}\u00a0Go sont disponibles. {way_out}",
)


class TooLargeError(WordedError, MemoryError):
    """Work that needs more memory than this process may use; raised before the work begins."""


def require_memory(needed: float, way_out: Text) -> None:
    """Raise an error if some work needs more memory than is available.

    Parameters
    ----------
    needed : float
        What the work will hold at most [byte].
    way_out : Text
        One or more sentences: how to do with less.

    Raises
    ------
    TooLargeError
        With the numbers and the way out.
    """
    if needed < _NEGLIGIBLE:
        return
    free = available_memory()
    if free is not None and needed > free:
        words = {"needed": _gigabytes(needed), "free": _gigabytes(free)}
        raise TooLargeError(_NEEDED.format(**words, way_out=way_out))


def available_memory(root: Path = Path("/")) -> int | None:
    """Return the memory that this process may still use [byte]; None if the system does not tell.

    The least of: the free memory of the machine; for each control group of the process (a container, a batch job), its
    limit less its present use, of either version; the limit of the address space (``ulimit -v``) less its present use.

    Parameters
    ----------
    root : Path
        Root of the file system in which ``proc`` and ``sys`` are looked for.
    """
    with suppress(KeyError, ValueError):
        return int(float(os.environ[VARIABLE]) * _GIGA)
    known = [*_of_machine(root), *_of_control_groups(root), *_of_address_space(root)]
    return max(0, min(known)) if known else None


def _of_machine(root: Path) -> Iterator[int]:
    """Yield the free memory of the machine, caches that it would give up included."""
    with suppress(OSError, ValueError, KeyError):
        yield _table(root / "proc/meminfo", ":")["MemAvailable"] * 1024
        return
    for ask in (_of_windows, _of_pages):
        with suppress(OSError, ValueError, AttributeError, ImportError):
            yield ask()
            return


def _of_pages() -> int:
    """Return the free memory as POSIX states it: free pages, or on macOS half of all, since it states no free ones."""
    if sys.platform == "win32":
        raise OSError("not POSIX")
    names = os.sysconf_names
    pages = os.sysconf("SC_AVPHYS_PAGES") if "SC_AVPHYS_PAGES" in names else os.sysconf("SC_PHYS_PAGES") // 2
    return pages * os.sysconf("SC_PAGE_SIZE")


def _of_windows() -> int:
    """Return the free memory of a Windows machine."""
    import ctypes

    class Status(ctypes.Structure):
        _fields_ = (
            ("length", ctypes.c_uint32),
            ("load", ctypes.c_uint32),
            *(
                (name, ctypes.c_uint64)
                for name in ("total", "free", "page", "page_free", "space", "space_free", "more")
            ),
        )

    status = Status(length=ctypes.sizeof(Status))
    windows = ctypes.windll  # type: ignore[attr-defined, unused-ignore]
    if not windows.kernel32.GlobalMemoryStatusEx(ctypes.byref(status)):
        raise OSError("GlobalMemoryStatusEx failed")
    return int(status.free)


def _of_control_groups(root: Path) -> Iterator[int]:
    """Yield what is left of each limit of the control groups of this process, and of the groups above them."""
    with suppress(OSError):
        for line in (root / "proc/self/cgroup").read_text("ascii", "replace").splitlines():
            number, _, rest = line.partition(":")
            controllers, _, path = rest.partition(":")
            mounts: tuple[str, ...] = ()
            left = _left_of_first
            if number == "0":
                mounts, left = ("sys/fs/cgroup", "sys/fs/cgroup/unified"), _left_of_second
            elif "memory" in controllers.split(","):
                mounts = ("sys/fs/cgroup/memory",)
            for mount in mounts:
                yield from _left_on_path(root / mount, path.strip("/"), left)


def _left_on_path(mount: Path, path: str, left: Callable[[Path], int]) -> Iterator[int]:
    """Yield what is left in a group and in those above it; a container may see its own group as the root."""
    group = mount / path
    while True:
        with suppress(OSError, ValueError, KeyError):
            yield left(group)
        if group == mount or mount not in group.parents:
            return
        group = group.parent


def _left_of_second(group: Path) -> int:
    """Return what is left of the limit of a group of version 2; a cache of files gives way."""
    limit = int((group / "memory.max").read_text("ascii"))  # "max" is no number: no limit
    used = int((group / "memory.current").read_text("ascii"))
    return limit - used + _table(group / "memory.stat", " ").get("inactive_file", 0)


def _left_of_first(group: Path) -> int:
    """Return what is left of the limit of a group of version 1."""
    limit = int((group / "memory.limit_in_bytes").read_text("ascii"))
    if limit >= _NO_LIMIT:
        raise ValueError("no limit")
    used = int((group / "memory.usage_in_bytes").read_text("ascii"))
    return limit - used + _table(group / "memory.stat", " ").get("total_inactive_file", 0)


def _of_address_space(root: Path) -> Iterator[int]:
    """Yield what is left of the limit of the address space."""
    if sys.platform != "win32":
        import resource

        limit = resource.getrlimit(resource.RLIMIT_AS)[0]
        if limit != resource.RLIM_INFINITY:
            with suppress(OSError, ValueError, KeyError):
                yield limit - _table(root / "proc/self/status", ":")["VmSize"] * 1024


def _table(path: Path, separator: str) -> dict[str, int]:
    """Return the numbers of a file with a name and a number on each line."""
    rows = (line.partition(separator) for line in path.read_text("ascii", "replace").splitlines())
    words = {name: rest.split() for name, _, rest in rows}
    return {name: int(each[0]) for name, each in words.items() if each and each[0].isdecimal()}


def _gigabytes(size: float) -> Text:
    """Write a size in GB."""
    return number(round(size / _GIGA, 1 if size < 100 * _GIGA else 0))
