"""The cache of compiled code: what came with the package, then a folder for each state of the sources.

numba's own disk cache compares only the file in which a function stands: after an edit in a *callee* it returns
outdated code without a warning. Here the name of the folder contains a hash of all compiled sources, so that any edit
starts a new folder. A damaged file (a full disk, a kill) is discarded, and its function compiled again. Machine code
that came with the package (:mod:`sim.compilation.machine_code`) goes before.
"""

from __future__ import annotations

import atexit
import hashlib
import os
import pickle
import shutil
import sys
import tempfile
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any, Literal

from numba.core import config
from numba.core.caching import FunctionCache
from numba.core.runtime.nrt import rtsys

from sim.compilation import machine_code
from sim.compilation.sources import PACKAGE, compiled_digest
from sim.compilation.versions import INTERNALS_KNOWN

Code = Literal["complete", "together", "costs"]
"""The code of a run, that of several runs in one call, and that of costs by number of members."""


@cache
def cache_folder() -> Path:
    """Return the folder of the code compiled from these sources at this place (created; private to the user)."""
    base = os.environ.get("NUMBA_CACHE_DIR") or os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    origin = f"{PACKAGE} {compiled_digest()} {'' if INTERNALS_KNOWN else 'plain'}"
    folder = Path(base) / "faire-ensemble" / hashlib.sha256(origin.encode()).hexdigest()[:16]
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            return folder
    except OSError:  # no home folder, or one that cannot be written: compile for this process only
        temporary = tempfile.mkdtemp(prefix="faire-ensemble-")
        atexit.register(shutil.rmtree, temporary, ignore_errors=True)
        return Path(temporary)


def is_warm(code: Code = "complete") -> bool:
    """Return whether the kernel came compiled, or was compiled before on this machine: runs start at once."""
    return machine_code.shipped().archive is not None or _mark(code).exists()


def mark_warm(code: Code = "complete") -> None:
    """Note that code has been compiled."""
    with suppress(OSError):  # the folder may have been removed in the meantime
        _mark(code).touch()


def _mark(code: Code) -> Path:
    """Return the path of an empty file beside code; like that, it belongs to one version of Python."""
    return cache_folder() / f"{code}-{sys.implementation.cache_tag}"


class TrustedCache(FunctionCache):
    """numba's cache of a function, under what came with the package; damaged files and full disks raise no error."""

    def __init__(self, function: Callable[..., Any]) -> None:
        settings: Any = config
        before = settings.CACHE_DIR
        settings.CACHE_DIR = str(cache_folder())
        try:
            super().__init__(function)
        finally:
            settings.CACHE_DIR = before
        if INTERNALS_KNOWN:
            self._cache_file._source_stamp = ()  # the folder stands for the sources: their dates do not matter

    def load_overload(self, sig: Any, target_context: Any) -> Any:
        """Return the overload that came with the package or is cached; None (compile) if there is none, or damaged."""
        came = machine_code.stored(machine_code.key_of(self._py_func, sig))
        if came is not None:
            rtsys.initialize(target_context)
            return self._impl.rebuild(target_context, came)
        try:
            found = self._found(sig, target_context)
            if found is not None:
                self._collect(sig, found)
            return found
        except (pickle.UnpicklingError, EOFError, ValueError, AttributeError, ImportError, OSError):
            self.save_overload = self._overwrite  # type: ignore[method-assign]
            return None

    def _found(self, sig: Any, target_context: Any) -> Any:
        """Return the overload that is cached; None if there is none.

        numba would first load all that compiling needs, SciPy's linear algebra among it, which takes longer than the
        code. Whatever is compiled later loads that itself.
        """
        if not INTERNALS_KNOWN:
            return super().load_overload(sig, target_context)
        rtsys.initialize(target_context)
        with self._guard_against_spurious_io_errors():
            return self._load_overload(sig, target_context)

    def save_overload(self, sig: Any, data: Any) -> None:
        """Save a compiled overload."""
        super().save_overload(sig, data)
        self._collect(sig, data)

    def _collect(self, sig: Any, data: Any) -> None:
        """Collect an overload that is in the cache, while machine code is collected."""
        if machine_code.collection is not None:
            kept = self._cache_file.load(self._index_key(sig, data.codegen))
            machine_code.collection.add(machine_code.key_of(self._py_func, sig), kept)

    def _overwrite(self, sig: Any, data: Any) -> None:
        """Replace a damaged index by a new one before saving."""
        try:
            self.flush()
            super().save_overload(sig, data)
        except OSError:
            return
