"""The one decorator that compiles: ``@compiled``, numba's nopython mode with a cache that can be trusted.

numba's own disk cache looks only at the file a function stands in: after an edit in a *callee* it serves wrong
numbers silently. Here the cache folder is named after a hash of every compiled source, so any edit starts a new one.
A damaged cache file (a full disk, a kill) is thrown away and compiled again.
"""

from __future__ import annotations

import hashlib
import os
import pickle
import tempfile
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any, cast

import numba
from numba.core import config
from numba.core.caching import FunctionCache
from numba.core.codegen import CPUCodeLibrary
from numba.core.types import unliteral

_SOURCES = ("laws/*.py", "kernel/*.py", "games/*.py", "vocabulary/*.py")
_MARK = "complete"


@cache
def cache_folder() -> Path:
    """Return the folder of the compiled code of exactly these sources in this place (created; private to the user)."""
    package = Path(__file__).parent.parent
    sources = hashlib.sha256(str(package).encode())
    for pattern in _SOURCES:
        for file in sorted(package.glob(pattern)):
            sources.update(file.name.encode())
            sources.update(file.read_bytes())
    base = os.environ.get("NUMBA_CACHE_DIR") or os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    folder = Path(base) / "faire-ensemble" / sources.hexdigest()[:16]
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            return folder
    except OSError:  # no home, or one that cannot be written: compile for this process only
        return Path(tempfile.mkdtemp(prefix="faire-ensemble-"))


def is_warm() -> bool:
    """Tell whether the kernel was compiled before on this machine, so that a run starts at once."""
    return (cache_folder() / _MARK).exists()


def mark_warm() -> None:
    """Remember that a whole run has been compiled."""
    with suppress(OSError):  # a cache that was removed in the meantime is only a cache
        (cache_folder() / _MARK).touch()


class _TrustedCache(FunctionCache):
    """numba's function cache, which forgets what it cannot read and does without what it cannot write."""

    def __init__(self, function: Callable[..., Any]) -> None:
        super().__init__(function)
        self._cache_file._source_stamp = ()  # the folder stands for the sources: their dates say nothing more

    def load_overload(self, sig: Any, target_context: Any) -> Any:
        """Return the cached overload, or None (compile) when its file is damaged."""
        try:
            return super().load_overload(sig, target_context)
        except (pickle.UnpicklingError, EOFError, ValueError, AttributeError, ImportError, OSError):
            self.save_overload = self._overwrite  # type: ignore[method-assign]
            return None

    def _overwrite(self, sig: Any, data: Any) -> None:
        """Replace a damaged index by a fresh one before saving."""
        try:
            self.flush()
            super().save_overload(sig, data)
        except OSError:
            return


def _compile_once(dispatcher: Any) -> None:
    """Let a call with a constant use the code of any number: numba would compile again for each 0 or 1."""
    template = dispatcher.get_call_template

    def get_call_template(args: Any, kws: Any) -> Any:
        return template(tuple(map(unliteral, args)), {name: unliteral(kind) for name, kind in kws.items()})

    dispatcher.get_call_template = get_call_template


_INNER: set[str] = set()
"""Names of the functions that only compiled code calls, and that are optimized as a part of it."""


_optimize = CPUCodeLibrary._optimize_final_module


def _optimize_final_module(library: Any) -> None:
    """Optimize a function's code, unless it is left as it is for its callers, who take it in, to optimize."""
    if library.name not in _INNER:
        _optimize(library)


CPUCodeLibrary._optimize_final_module = _optimize_final_module  # type: ignore[method-assign]


def _dispatcher[F: Callable[..., Any]](function: F, *, allocates: bool, from_python: bool, inlined: bool) -> F:
    """Return the compiled function, with every option said: one that is not is taken from whoever compiles it first.

    The C wrapper that nothing uses is left out, for a fifth of the compile time.
    """
    compiler: Any = numba.njit  # some of its options are known to no stub
    settings: Any = config
    dispatcher = compiler(
        nogil=True,
        error_model="numpy",
        fastmath=False,
        no_cfunc_wrapper=True,
        no_cpython_wrapper=not from_python,
        forceinline=inlined,
        _nrt=allocates,
    )(function)
    if not settings.DISABLE_JIT:
        _compile_once(dispatcher)
        before = settings.CACHE_DIR
        settings.CACHE_DIR = str(cache_folder())
        try:
            dispatcher._cache = _TrustedCache(function)
        finally:
            settings.CACHE_DIR = before
    return cast(F, dispatcher)


def compiled[F: Callable[..., Any]](function: F) -> F:
    """Compile a function with numba: nopython, no fastmath, the GIL released, cached on disk, inlined into its callers.

    No fastmath and no parallel reductions: results must not depend on the processor or on the number of threads.

    Parameters
    ----------
    function : callable
        A function of scalars, arrays and records.

    Returns
    -------
    callable
        The compiled function, with the same name and docstring.
    """
    return _dispatcher(function, allocates=True, from_python=True, inlined=True)


def phase[F: Callable[..., Any]](function: F) -> F:
    """Compile a function that changes a state in place: it borrows its arrays and must allocate none.

    Without reference counts on the state's arrays a run takes three quarters of the time.
    """
    return _dispatcher(function, allocates=False, from_python=True, inlined=True)


def rare[F: Callable[..., Any]](function: F) -> F:
    """Compile a phase that is called seldom or once a month: not inlined, it is not compiled again in its callers."""
    return _dispatcher(function, allocates=False, from_python=True, inlined=False)


def internal[F: Callable[..., Any]](function: F) -> F:
    """Compile a phase that only compiled code calls: without a Python wrapper it compiles in half the time.

    Optimizing it by itself as well would take a fifth of the time that the whole kernel takes to compile.
    """
    _INNER.add(function.__qualname__)
    return _dispatcher(function, allocates=False, from_python=False, inlined=True)


def apart[F: Callable[..., Any]](function: F) -> F:
    """Compile a rare phase that only compiled code calls; a plain loop by itself also becomes vector instructions."""
    return _dispatcher(function, allocates=False, from_python=False, inlined=False)
