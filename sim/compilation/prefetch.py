"""Prefetching: request memory before it is needed, where a random order would wait for each cache line in turn."""

from __future__ import annotations

from typing import Any, Final

from numba import types
from numba.extending import intrinsic

from sim.compilation.decorators import internal
from sim.compilation.versions import INTERNALS_KNOWN

_LINE: Final = 64  # bytes of a cache line


def _prefetch(typing_context: Any, array: Any, row: Any, column: Any, first: Any, beyond: Any) -> Any:
    """Request some cache lines of ``array[row, column]`` (column -1: of ``array[row]``); changes no result."""
    if not isinstance(array, types.Array) or not isinstance(first, types.IntegerLiteral):
        return None
    if not isinstance(beyond, types.IntegerLiteral):
        return None
    lines = range(first.literal_value, beyond.literal_value)

    def codegen(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        from llvmlite import ir
        from numba.core import cgutils

        kind = signature.args[0]
        value = context.make_array(kind)(context, builder, arguments[0])
        indices = list(arguments[1 : 1 + kind.ndim])
        pointer = cgutils.get_item_pointer(context, builder, kind, value, indices)
        byte = ir.IntType(8).as_pointer()
        word = ir.IntType(32)
        request = cgutils.get_or_insert_function(
            builder.module, ir.FunctionType(ir.VoidType(), [byte, word, word, word]), "llvm.prefetch.p0"
        )
        start = builder.bitcast(pointer, byte)
        for line in lines:
            address = builder.gep(start, [ir.IntType(64)(_LINE * line)])
            builder.call(request, [address, word(0), word(3), word(1)])
        return context.get_dummy_value()

    return types.void(array, types.intp, types.intp, first, beyond), codegen


def _nothing(array: Any, row: int, column: int, first: int, beyond: int) -> None:
    """Request nothing, where the intrinsic is not known to work: slower, with the same results."""


prefetch: Any = intrinsic(_prefetch) if INTERNALS_KNOWN else internal(_nothing)
