"""A shard as it stands on the disk: compressed chunks and their index, in the bytes that zarr itself would write.

Zarr takes three milliseconds for each shard, whatever its size, and holds the interpreter's lock meanwhile; a block has
sixty. Here it takes a tenth of that. A test compares the bytes.
"""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any, Final

import numpy as np
from google_crc32c import value as crc32c
from numcodecs.blosc import Blosc
from numpy.typing import NDArray

from sim.files import whole_file

_COMPRESSOR: Final = Blosc(cname="zstd", clevel=1, shuffle=Blosc.SHUFFLE)
KEYS: Final = {"name": "default", "separator": "."}
"""How shards are named: as files of one folder, since making three folders for each would take longer than writing."""
_NOTHING: Final = 2**64 - 1  # offset and length of a chunk that is all missing


def encode(values: NDArray[Any], chunk: tuple[int, int], shard: tuple[int, int], missing: float) -> bytes:
    """Encode the values of a block as one shard.

    Parameters
    ----------
    values : (points, replications, ...) ndarray
        Of a block; fewer than the shard holds at the end of the sweep.
    chunk, shard : (points, replications)
        Sizes of a chunk and of the shard; the other dimensions are whole.
    missing : float
        What stands where no run is.

    Returns
    -------
    bytes
        In the form "sharding_indexed" of Zarr v3, index at the end with its checksum, chunks by blosc.
    """
    if values.shape[:2] != shard:
        whole = np.full((*shard, *values.shape[2:]), missing, dtype=values.dtype)
        whole[: values.shape[0], : values.shape[1]] = values
        values = whole
    parts: list[bytes] = []
    index, offset = [], 0
    for first in range(0, shard[0], chunk[0]):
        for start in range(0, shard[1], chunk[1]):
            part = np.ascontiguousarray(values[first : first + chunk[0], start : start + chunk[1]])
            if _all_missing(part, missing):
                index += [_NOTHING, _NOTHING]
                continue
            parts.append(bytes(_COMPRESSOR.encode(part)))
            index += [offset, len(parts[-1])]
            offset += len(parts[-1])
    table = np.array(index, dtype="<u8").tobytes()
    return b"".join([*parts, table, crc32c(table).to_bytes(4, "little")])


def write(array: Path, place: tuple[int, ...], content: bytes) -> None:
    """Write a shard; it is complete under its name or not there at all.

    Parameters
    ----------
    array : Path
        Folder of the array.
    place : tuple of int
        Number of the shard along each dimension.
    content : bytes

    Raises
    ------
    OSError
        It cannot be written.
    """
    with whole_file(array / ".".join(["c", *map(str, place)]), batch=True) as file:
        file.write(content)


def place_of(first: int, start: int, shard: tuple[int, int], dims: int) -> tuple[int, ...]:
    """Number the shard that begins at a point and a replication.

    Examples
    --------
    >>> place_of(8, 0, (4, 3), 3)
    (2, 0, 0)
    """
    return (first // shard[0], start // shard[1], *([0] * (dims - 2)))


def _all_missing(part: NDArray[Any], missing: float) -> bool:
    """Whether a chunk holds no run; zarr leaves it out then. The first number nearly always tells."""
    if math.isnan(missing):
        return bool(np.isnan(part.flat[0]) and np.isnan(part).all())
    return bool(part.flat[0] == missing and (part == missing).all())
