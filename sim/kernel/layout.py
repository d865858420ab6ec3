"""Layout: record types, also in whole cache lines, and arrays of records that begin on a cache line."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sim.declared.record import record

Records = Any
"""An array of records, or one record: numba reads fields as attributes, which static types cannot express."""

CACHE_LINE = 64
"""Bytes of a cache line."""


def record_of_lines(*lines: tuple[str, ...]) -> np.dtype[np.void]:
    """Return a record type whose parts each fill whole cache lines, so that fields read together stay together.

    Parameters
    ----------
    *lines : tuple of str
        The groups of fields of each part, as :func:`sim.declared.record.record` takes them; the rest of its last line
        stays unused.

    Examples
    --------
    >>> dtype = record_of_lines(("f need use", "i4 pool"), ("f billed",))
    >>> dtype.itemsize, [dtype.fields[name][1] for name in dtype.names]
    (128, [0, 8, 16, 64])
    """
    names: list[str] = []
    formats: list[Any] = []
    offsets: list[int] = []
    start = 0
    for part in (record(*groups) for groups in lines):
        for name, (kind, offset, *_) in (part.fields or {}).items():
            names.append(name)
            formats.append(kind)
            offsets.append(start + offset)
        start += CACHE_LINE * math.ceil(part.itemsize / CACHE_LINE)
    return np.dtype({"names": names, "formats": formats, "offsets": offsets, "itemsize": start})


def records(shape: int | tuple[int, ...], dtype: np.dtype[np.void]) -> Records:
    """Return zeroed records that begin on a cache line, so that those of a multiple of 64 bytes never straddle one."""
    size = (shape if isinstance(shape, int) else math.prod(shape)) * dtype.itemsize
    room: NDArray[np.uint8] = np.zeros(size + CACHE_LINE, dtype=np.uint8)
    start = -room.__array_interface__["data"][0] % CACHE_LINE
    return np.ndarray(shape, dtype, room, start)


def copied(these: Records) -> Records:
    """Return a copy of records, byte by byte: numpy copies them field by field, which takes ten times as long."""
    return np.frombuffer(bytearray(these.tobytes()), these.dtype).reshape(these.shape)
