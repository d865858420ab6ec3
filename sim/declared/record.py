"""Record types, from groups of field names."""

from __future__ import annotations

import numpy as np

_TYPES = {"f": np.float64, "i": np.int64, "u": np.uint64, "i4": np.int32, "i2": np.int16, "b": np.bool_}


def record(*groups: str) -> np.dtype[np.void]:
    """Return a record type from groups of field names, each group after the type of its fields.

    Parameters
    ----------
    *groups : str
        "f" floats, "i" integers, "u" unsigned words of eight bytes; "i4" and "i2" integers of four and two bytes; "b"
        truths.

    Examples
    --------
    >>> record("f need use", "i4 pool").names
    ('need', 'use', 'pool')
    """
    return np.dtype([(name, _TYPES[kind]) for kind, *names in map(str.split, groups) for name in names])
