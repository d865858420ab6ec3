"""The rooms whose source files decide numbers: one list for the cache of compiled code and the identity of a sweep."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Final, NamedTuple

PACKAGE: Final = Path(__file__).parents[1]


class Room(NamedTuple):
    """A folder of the package.

    Attributes
    ----------
    name : str
    compiled : bool
        Whether compiled code depends on its files.
    simulated : bool
        Whether the numbers of a simulation depend on its files.
    """

    name: str
    compiled: bool = True
    simulated: bool = True


ROOMS: Final = (
    Room("vocabulary"),
    Room("compilation"),
    Room("laws"),
    Room("declared"),
    Room("networks"),
    Room("games"),
    Room("kernel"),
    Room("scenario", compiled=False),
    Room("model", simulated=False),
)


def compiled_files() -> list[Path]:
    """Return the files that compiled code depends on."""
    return list(_files(room.name for room in ROOMS if room.compiled))


def simulated_files() -> list[Path]:
    """Return the files that the numbers of a simulation depend on."""
    return list(_files(room.name for room in ROOMS if room.simulated))


def digest(files: list[Path]) -> str:
    """Return 16 hexadecimal digits that stand for the names and the contents of some files of the package."""
    sha = hashlib.sha256()
    for file in files:
        sha.update(file.relative_to(PACKAGE).as_posix().encode())
        sha.update(file.read_bytes())
    return sha.hexdigest()[:16]


def _files(rooms: Iterator[str]) -> Iterator[Path]:
    for room in rooms:
        yield from sorted((PACKAGE / room).rglob("*.py"))
