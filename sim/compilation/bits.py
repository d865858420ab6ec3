"""Bits: the 64 bits of a floating-point number as an integer, and the other way round."""

from __future__ import annotations

from typing import Any

from numba import types
from numba.extending import intrinsic


def _bits(typing_context: Any, value: Any) -> Any:
    """Return the integer with the bits of a float64, or the float64 with the bits of an integer.

    A whole number that was meant as a number is not noticed: functions that Python calls make theirs floats first.
    """
    kinds = {types.float64: types.int64, types.int64: types.float64}
    if value not in kinds:
        return None

    def codegen(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        return builder.bitcast(arguments[0], context.get_value_type(signature.return_type))

    return kinds[value](value), codegen


bits: Any = intrinsic(_bits)
