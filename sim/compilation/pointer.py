"""Calls through an address, by which a function of the user takes part in a kernel that is compiled without it."""

from __future__ import annotations

from typing import Any, Final

from numba import types
from numba.extending import intrinsic

FAILED: Final = -(2**62)
"""What a function at an address returns if it raised an error: no rule returns it by itself."""


def _call_at(typing_context: Any, address: Any, one: Any, many: Any, count: Any) -> Any:
    """Return ``int64 f(void *one, void *many, int64 count)`` of the function at an address, which must not be 0.

    `one` is a record, `many` an array of records. An address takes part in the cache on disk, which a function passed
    as an argument does not.
    """
    if not isinstance(one, types.Record) or not isinstance(many, types.Array):
        return None

    def codegen(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        from llvmlite import ir

        byte = ir.IntType(8).as_pointer()
        word = ir.IntType(64)
        function = ir.FunctionType(word, [byte, byte, word])
        target = builder.inttoptr(arguments[0], function.as_pointer())
        first = context.make_array(signature.args[2])(context, builder, arguments[2]).data
        records = [builder.bitcast(arguments[1], byte), builder.bitcast(first, byte)]
        return builder.call(target, [*records, arguments[3]])

    return types.int64(types.int64, one, many, types.int64), codegen


call_at: Any = intrinsic(_call_at)
