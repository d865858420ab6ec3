"""Chunks of numbers as HDF5's filters shuffle and deflate store them, made several times as fast as HDF5 makes them."""

from __future__ import annotations

from typing import Any, Final

import numpy as np
from isal import isal_zlib
from numpy.typing import NDArray

FILTERS: Final[dict[str, Any]] = {"zlib": True, "complevel": 1, "shuffle": True}
"""The encoding of a variable whose chunks are written as :func:`packed` makes them."""


def packed(values: NDArray[np.generic]) -> bytes:
    """Return a chunk as HDF5 stores it: its bytes, ordered by their place in a number, as a zlib stream.

    Most places of a float64 hold noise, in which zlib, HDF5's own filter, searches long for what it does not find.
    ISA-L deflates with vector instructions: seven times as fast, with files of the same size. Any zlib reads what it
    makes. The GIL is released meanwhile.

    Examples
    --------
    >>> chunk = np.arange(500.0)
    >>> import zlib
    >>> places = np.frombuffer(zlib.decompress(packed(chunk)), np.uint8).reshape(8, 500)
    >>> np.array_equal(places.T.copy().view(float).ravel(), chunk)
    True
    """
    places = np.ascontiguousarray(np.ascontiguousarray(values).reshape(-1, 1).view(np.uint8).T)
    return isal_zlib.compress(places, 1)
