"""Machine code that comes with the package: where it fits, nothing is compiled.

One archive for each platform and version of Python, numba and llvmlite, made by ``python -m release.machine_code``. It
holds the code of every function that Python calls, for a generic processor, without the intermediate code of numba's
own cache: nothing is inlined into other functions from there.
"""

from __future__ import annotations

import hashlib
import io
import json
import pickle
import re
import sys
import zipfile
from enum import Enum
from functools import cache
from pathlib import Path
from typing import Any, Final, NamedTuple, cast

import llvmlite
import numba
from llvmlite.binding import get_host_cpu_features, get_process_triple, parse_assembly, parse_bitcode
from numba.core import config
from numba.core.serialize import dumps

from sim.compilation.sources import PACKAGE, compiled_digest
from sim.compilation.versions import INTERNALS_KNOWN

FOLDER: Final = PACKAGE / "_machine_code"
ABOUT: Final = "about.json"
"""Name of the entry that tells of which sources the code is, and which features of the processor it needs."""
_LISTING: Final = 6  # place of the listing of types in what numba keeps of a function
_DATE: Final = (2020, 2, 2, 0, 0, 0)  # of all entries, so that the same code gives the same archive


class Misfit(Enum):
    """Why machine code that came with the package is not used."""

    ABSENT = "none came with it"
    PLATFORM = "it is of other platforms or versions"
    SOURCES = "it is of other sources"
    PROCESSOR = "it is of a later processor"
    DAMAGED = "it cannot be read"


class MachineCode(NamedTuple):
    """The machine code that came with the package.

    Attributes
    ----------
    archive : ZipFile or None
        The code by function, if it is of these sources and fits here.
    misfit : Misfit or None
        Why not.
    """

    archive: zipfile.ZipFile | None
    misfit: Misfit | None


def file_name() -> str:
    """Return the name of the archive for this platform and these versions."""
    triple = re.sub(r"(darwin|macosx)[\d.]+$", r"\1", get_process_triple())
    return f"{sys.implementation.cache_tag}-numba{numba.__version__}-llvmlite{llvmlite.__version__}-{triple}.zip"


@cache
def shipped(folder: Path = FOLDER) -> MachineCode:
    """Return the machine code of a folder, by default that of the package."""
    if not INTERNALS_KNOWN or cast(Any, config).DISABLE_JIT or collection is not None or not folder.is_dir():
        return MachineCode(None, Misfit.ABSENT)
    try:
        archive = zipfile.ZipFile(io.BytesIO((folder / file_name()).read_bytes()))
        about = json.loads(archive.read(ABOUT))
        misfit = _misfit(about["sources"], about["features"])
    except FileNotFoundError:
        return MachineCode(None, Misfit.PLATFORM if any(folder.glob("*.zip")) else Misfit.ABSENT)
    except (OSError, KeyError, TypeError, ValueError, zipfile.BadZipFile):
        return MachineCode(None, Misfit.DAMAGED)
    return MachineCode(None if misfit else archive, misfit)


def _misfit(sources: str, features: list[str]) -> Misfit | None:
    """Return why code of some sources, which needs some features of the processor, does not fit here."""
    if sources != compiled_digest():
        return Misfit.SOURCES
    here = get_host_cpu_features()
    return None if all(here.get(feature, False) for feature in features) else Misfit.PROCESSOR


def key_of(function: Any, signature: Any) -> str:
    """Return the name of a function for the types of its arguments."""
    types = hashlib.sha256(repr(signature).encode()).hexdigest()[:16]
    return f"{function.__module__}.{function.__qualname__}.{types}"


def stored(key: str) -> Any:
    """Return what numba rebuilds a function from; None if it did not come with the package, or is damaged."""
    archive = shipped().archive
    if archive is None:
        return None
    try:
        return pickle.loads(archive.read(key))
    except (KeyError, zipfile.BadZipFile, pickle.UnpicklingError, EOFError, ValueError, AttributeError, ImportError):
        return None


class Collection:
    """The functions that a process has compiled or loaded, for an archive."""

    def __init__(self) -> None:
        self.functions: dict[str, bytes] = {}

    def add(self, key: str, reduced: tuple[Any, ...]) -> None:
        """Add a function, from what numba's cache keeps of it; inner ones are in the code of their callers.

        The listing of its types is left out: it is long, and names folders of this machine.
        """
        (name, kind, data), *rest = reduced
        if kind == "object":
            code, bitcode = data
            rest[_LISTING - 1] = ""
            self.functions[key] = dumps(((name, kind, (code, _names(bitcode))), *rest))

    def write(self, file: Path, features: list[str]) -> None:
        """Write the archive of the functions, for a processor that has some features."""
        about = json.dumps({"sources": compiled_digest(), "features": features}, indent=1)
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, content in [(ABOUT, about.encode()), *sorted(self.functions.items())]:
                archive.writestr(zipfile.ZipInfo(name, _DATE), content, zipfile.ZIP_DEFLATED, 9)


collection: Collection | None = None
"""Where functions are collected while an archive is made: what came with the package is then left aside."""


def _names(bitcode: bytes) -> bytes:
    """Return intermediate code that defines the same names, and nothing else.

    The linker of llvmlite finds the addresses of a function's own names by it; without it they are 0.
    """
    module = parse_bitcode(bitcode)
    lines = [f'define void @"{each.name}"() {{ ret void }}' for each in module.functions if not each.is_declaration]
    lines += [f'@"{each.name}" = global i8 0' for each in module.global_variables if not each.is_declaration]
    return parse_assembly("\n".join(lines)).as_bitcode()
