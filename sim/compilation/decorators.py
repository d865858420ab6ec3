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
from types import FunctionType
from typing import Any, cast

import numba
from llvmlite.binding import parse_assembly
from numba.core import config
from numba.core.caching import FunctionCache
from numba.core.codegen import JITCodeLibrary, JITCPUCodegen
from numba.core.types import unliteral

_ROOMS = ("compilation", "laws", "networks", "kernel", "games", "model", "vocabulary")
_SOURCES = tuple(f"{room}/*.py" for room in _ROOMS)
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


def _take_any_number(dispatcher: Any) -> None:
    """Let a call with a constant use the code of any number: numba would compile again for each 0 or 1."""
    template = dispatcher.get_call_template

    def get_call_template(args: Any, kws: Any) -> Any:
        return template(tuple(map(unliteral, args)), {name: unliteral(kind) for name, kind in kws.items()})

    dispatcher.get_call_template = get_call_template


_INNER = "~"
"""How the names of functions end that compiled code calls, and that become code as a part of their callers."""
_ENVIRONMENT = "_ZN08NumbaEnv"
"""How the names of the variables begin in which numba keeps what a function may need of Python."""


class _Library(JITCodeLibrary):
    """What numba makes of a function: optimized machine code, unless it is an inner one."""

    def __new__(cls, codegen: Any, name: str) -> _Library:
        """Make an inner library of an inner function's name."""
        return super().__new__(_InnerLibrary if name.endswith(_INNER) else cls)


class _InnerLibrary(_Library):
    """An inner function: it is left as it is for its callers, who take it in, to optimize and to make code of.

    Otherwise every function would be optimized, and become code, once more in each of its callers, and in theirs.
    """

    def _optimize_final_module(self) -> None:
        """Leave it to the callers."""

    def _finalize_final_module(self) -> None:
        """Be ready to be linked, without machine code; numba writes into its environment, which must be somewhere."""
        engine: Any = self._codegen._engine
        names = [variable.name for variable in self._final_module.global_variables]
        wanted = [name for name in names if name.startswith(_ENVIRONMENT) and not engine.is_symbol_defined(name)]
        if wanted:
            engine.add_module(parse_assembly("".join(f'@"{name}" = common global ptr null\n' for name in wanted)))
            engine.finalize_object()
        self._finalized = True

    def serialize_using_object_code(self) -> tuple[str, str, bytes]:
        """Keep in the cache what callers need: there is no machine code."""
        return cast(tuple[str, str, bytes], self.serialize_using_bitcode())


JITCPUCodegen._library_class = _Library


def _dispatcher(function: Callable[..., Any], *, allocates: bool, from_python: bool, inlined: bool) -> Any:
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
        _take_any_number(dispatcher)
        before = settings.CACHE_DIR
        settings.CACHE_DIR = str(cache_folder())
        try:
            dispatcher._cache = _TrustedCache(function)
        finally:
            settings.CACHE_DIR = before
    return dispatcher


def _inner(function: Callable[..., Any], *, allocates: bool, inlined: bool) -> Any:
    """Return what compiled code calls: the function under a name that makes its library an inner one."""
    plain = cast(FunctionType, function)
    inner = FunctionType(plain.__code__, plain.__globals__, plain.__name__, plain.__defaults__, plain.__closure__)
    inner.__qualname__ = plain.__qualname__ + _INNER
    inner.__module__ = plain.__module__
    inner.__doc__ = plain.__doc__
    return _dispatcher(inner, allocates=allocates, from_python=False, inlined=inlined)


def _callable(function: Callable[..., Any], *, allocates: bool, inlined: bool) -> Any:
    """Return what Python calls; compiled code that calls it takes in the inner function instead."""
    outer = _dispatcher(function, allocates=allocates, from_python=True, inlined=inlined)
    if not cast(Any, config).DISABLE_JIT:
        inner = _inner(function, allocates=allocates, inlined=inlined)
        outer.get_call_template = inner.get_call_template
        outer.get_overload = inner.get_overload
    return outer


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
    return cast(F, _callable(function, allocates=True, inlined=True))


def phase[F: Callable[..., Any]](function: F) -> F:
    """Compile a function that changes a state in place: it borrows its arrays and must allocate none.

    Without reference counts on the state's arrays a run takes three quarters of the time.
    """
    return cast(F, _callable(function, allocates=False, inlined=True))


def rare[F: Callable[..., Any]](function: F) -> F:
    """Compile a phase that is called seldom or once a month: it is not inlined, and its callers stay small."""
    return cast(F, _callable(function, allocates=False, inlined=False))


def internal[F: Callable[..., Any]](function: F) -> F:
    """Compile a phase that only compiled code calls."""
    return cast(F, _inner(function, allocates=False, inlined=True))


def apart[F: Callable[..., Any]](function: F) -> F:
    """Compile a rare phase that only compiled code calls; a plain loop by itself also becomes vector instructions."""
    return cast(F, _inner(function, allocates=False, inlined=False))
