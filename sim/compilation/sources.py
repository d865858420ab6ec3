"""The rooms whose source files decide numbers: one list for the cache of compiled code and the identity of a sweep."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path
from typing import Final

PACKAGE: Final = Path(__file__).parents[1]


_BOTH: Final = ("vocabulary", "compilation", "laws", "declared", "networks", "games", "kernel")
COMPILED: Final = (*_BOTH, "model")
"""Rooms whose files compiled code depends on."""
SIMULATED: Final = (*_BOTH, "tables", "scenario")
"""Rooms whose files decide the numbers of a simulation."""


def compiled_files() -> list[Path]:
    """Return the files that compiled code depends on."""
    return [file for room in COMPILED for file in sorted((PACKAGE / room).rglob("*.py"))]


def simulated_files() -> list[Path]:
    """Return the files that the numbers of a simulation depend on."""
    return [file for room in SIMULATED for file in sorted((PACKAGE / room).rglob("*.py"))]


def digest(files: list[Path]) -> str:
    """Return 16 hexadecimal digits that stand for the names and the contents of some files of the package.

    Lines may end as on Windows, where git may write them so.
    """
    sha = hashlib.sha256()
    for file in files:
        sha.update(file.relative_to(PACKAGE).as_posix().encode())
        sha.update(file.read_bytes().replace(b"\r\n", b"\n"))
    return sha.hexdigest()[:16]


@cache
def compiled_digest() -> str:
    """Return the digest of the files that compiled code depends on."""
    return digest(compiled_files())


@cache
def simulated_digest() -> str:
    """Return the digest of the files that the numbers of a simulation depend on."""
    return digest(simulated_files())
