"""The decorators that compile: numba's nopython mode, with a cache on disk and no option that changes results.

No fastmath and no parallel reductions: results must not depend on the processor or on the number of threads.

Internals of numba are replaced where its version is known (:mod:`sim.compilation.versions`), which shortens compiling.
With another version, each decorator is ``numba.njit`` with the same cache: results are the same, bit for bit.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast

import numba
from numba.core import config

from sim.compilation.cache import TrustedCache
from sim.compilation.versions import INTERNALS_KNOWN

if INTERNALS_KNOWN:
    from sim.compilation.libraries import accept_any_number, call_inner, renamed_inner

_INTERPRETED: bool = cast(Any, config).DISABLE_JIT


def _dispatcher(function: Callable[..., Any], **options: Any) -> Any:
    """Return the compiled function, with its cache."""
    compiler: Any = numba.njit  # some of its options are missing in its types
    dispatcher = compiler(nogil=True, error_model="numpy", fastmath=False, **options)(function)
    if not _INTERPRETED:
        dispatcher._cache = TrustedCache(function)
    return dispatcher


def _compiled(function: Callable[..., Any], *, allocates: bool, inlined: bool, from_python: bool = True) -> Any:
    """Return a function that compiled code may inline, and that Python calls or not.

    All options are set explicitly: unset ones are inherited from the caller. No C wrapper is made: nothing uses it, and
    it takes a fifth of the compile time.
    """
    if not INTERNALS_KNOWN:
        return _dispatcher(function)

    def tuned(function: Callable[..., Any], wrapped: bool) -> Any:
        dispatcher = _dispatcher(
            function, no_cfunc_wrapper=True, no_cpython_wrapper=not wrapped, forceinline=inlined, _nrt=allocates
        )
        if not _INTERPRETED:
            accept_any_number(dispatcher)
        return dispatcher

    inner = tuned(renamed_inner(function), wrapped=False)
    if not from_python:
        return inner
    outer = tuned(function, wrapped=True)
    if not _INTERPRETED:
        call_inner(outer, inner)
    return outer


def compiled[F: Callable[..., Any]](function: F) -> F:
    """Compile a function: nopython, no fastmath, the GIL released, cached on disk, inlined into its callers.

    Parameters
    ----------
    function : callable
        A function of scalars, arrays and records.

    Returns
    -------
    callable
        The compiled function, with the same name and docstring.
    """
    return cast(F, _compiled(function, allocates=True, inlined=True))


def phase[F: Callable[..., Any]](function: F) -> F:
    """Compile a function that changes a state in place; it borrows its arrays and must not allocate any.

    Without reference counts on the arrays of the state, a run takes three quarters of the time.
    """
    return cast(F, _compiled(function, allocates=False, inlined=True))


def rare[F: Callable[..., Any]](function: F) -> F:
    """Compile a phase that is called seldom, or once a month; it is not inlined, which keeps its callers small."""
    return cast(F, _compiled(function, allocates=False, inlined=False))


def internal[F: Callable[..., Any]](function: F) -> F:
    """Compile a phase that only compiled code calls."""
    return cast(F, _compiled(function, allocates=False, inlined=True, from_python=False))


def apart[F: Callable[..., Any]](function: F) -> F:
    """Compile a rare phase that only compiled code calls; a plain loop of its own also becomes vector instructions."""
    return cast(F, _compiled(function, allocates=False, inlined=False, from_python=False))
