"""Addresses: a function of the user is called at one, and arrays of another program are found at one."""

from __future__ import annotations

from typing import Any, Final

import numpy as np
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


def array_at(dtype: np.dtype[Any], dimensions: int) -> Any:
    """Return what gives, in compiled code, the array at an address: ``array_at(dtype, n)(address, sizes)``.

    The memory belongs to the caller. numba's ``carray`` is refused where nothing may be allocated.
    """
    from numba.np.numpy_support import from_dtype

    kind = types.Array(from_dtype(dtype), dimensions, "C")

    def at(typing_context: Any, address: Any, sizes: Any) -> Any:
        def codegen(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
            from llvmlite import ir
            from numba.core import cgutils
            from numba.np.arrayobj import make_array, populate_array

            array = make_array(kind)(context, builder)
            shape = cgutils.unpack_tuple(builder, arguments[1], dimensions)
            word = ir.IntType(64)
            stride = word(dtype.itemsize)
            strides: list[Any] = []
            for size in reversed(shape):
                strides.insert(0, stride)
                stride = builder.mul(stride, size)
            data = builder.inttoptr(arguments[0], array.data.type)
            populate_array(array, data, shape, strides, word(dtype.itemsize), None)
            return array._getvalue()

        return kind(types.int64, types.UniTuple(types.int64, dimensions)), codegen

    return intrinsic(at)
