"""Replaced internals of numba, for known versions only: functions become machine code once, not in every caller.

Importing this file replaces the class of numba's code libraries for the whole process. Functions of other packages are
not affected: only a name that ends in :data:`INNER` is treated differently.
"""

from __future__ import annotations

from collections.abc import Callable
from types import FunctionType
from typing import Any, Final, cast

from llvmlite.binding import parse_assembly
from numba.core.codegen import JITCodeLibrary, JITCPUCodegen
from numba.core.types import unliteral

INNER: Final = "~"
"""Last character of the names of functions that only compiled code calls, and that become code within their callers."""
_ENVIRONMENT: Final = "_ZN08NumbaEnv"
"""Prefix of the names of the variables in which numba keeps what a function may need of Python."""


class _Library(JITCodeLibrary):
    """The result of compiling a function: optimized machine code, except for an inner function."""

    def __new__(cls, codegen: Any, name: str) -> _Library:
        """Return an inner library for the name of an inner function."""
        return super().__new__(_InnerLibrary if name.endswith(INNER) else cls)


class _InnerLibrary(_Library):
    """The result of compiling an inner function: intermediate code, which callers inline, optimize and translate.

    Without it, each function would be optimized and translated again in each of its callers, and in theirs.
    """

    def add_ir_module(self, ir_module: Any) -> None:
        """Take the code of a function; one that is not inlined by its decorator stays out of its callers altogether."""
        for function in ir_module.functions:
            if not function.is_declaration and "alwaysinline" not in function.attributes:
                function.attributes.add("noinline")
        super().add_ir_module(ir_module)

    def _optimize_final_module(self) -> None:
        """Leave the optimization to the callers."""

    def _finalize_final_module(self) -> None:
        """Become ready to be linked, without machine code; numba writes into its environment, which must exist."""
        engine: Any = self._codegen._engine
        names = [variable.name for variable in self._final_module.global_variables]
        wanted = [name for name in names if name.startswith(_ENVIRONMENT) and not engine.is_symbol_defined(name)]
        if wanted:
            engine.add_module(parse_assembly("".join(f'@"{name}" = common global ptr null\n' for name in wanted)))
            engine.finalize_object()
        self._finalized = True

    def serialize_using_object_code(self) -> tuple[str, str, bytes]:
        """Return intermediate code for the cache: there is no machine code."""
        return cast(tuple[str, str, bytes], self.serialize_using_bitcode())


JITCPUCodegen._library_class = _Library


def accept_any_number(dispatcher: Any) -> None:
    """Let a call with a constant use the code for any number: numba would compile again for each 0 or 1."""
    template = dispatcher.get_call_template

    def get_call_template(args: Any, kws: Any) -> Any:
        return template(tuple(map(unliteral, args)), {name: unliteral(kind) for name, kind in kws.items()})

    dispatcher.get_call_template = get_call_template


def renamed_inner(function: Callable[..., Any]) -> FunctionType:
    """Return a copy of a function under the name of an inner function."""
    plain = cast(FunctionType, function)
    inner = FunctionType(plain.__code__, plain.__globals__, plain.__name__, plain.__defaults__, plain.__closure__)
    inner.__qualname__ = plain.__qualname__ + INNER
    inner.__module__ = plain.__module__
    inner.__doc__ = plain.__doc__
    return inner


def call_inner(outer: Any, inner: Any) -> None:
    """Let compiled code that calls one dispatcher inline the other one instead."""
    outer.get_call_template = inner.get_call_template
    outer.get_overload = inner.get_overload
