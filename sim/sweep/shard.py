"""A shard as a file: compressed chunks and their index, the same bytes that zarr itself would write, and a mark.

Zarr takes three milliseconds for each shard, whatever its size, and holds the GIL meanwhile; a block has sixty shards.
This module takes a tenth of that time. A test compares the bytes.

Each chunk and the index end with their checksum. The mark stands before the index, where no chunk is, so that other
programs do not read it: it is the checksum of the place of the shard, and finds a shard in the place of another one.
"""

import math
from typing import Any, Final

import numpy as np
from google_crc32c import extend
from google_crc32c import value as crc32c
from numcodecs.blosc import Blosc
from numpy.typing import NDArray

_COMPRESSOR: Final = Blosc(cname="zstd", clevel=1, shuffle=Blosc.SHUFFLE)
KEYS: Final = {"name": "default", "separator": "."}
"""Names of shards: files of one folder, since creating three folders for each would take longer than writing."""
_ABSENT: Final = 2**64 - 1  # offset and length of a chunk without runs
_SUM: Final = 4  # bytes of a checksum
_ENTRY: Final = 16  # bytes of a chunk in the index: its offset and its size


def encode(values: NDArray[Any], chunk: tuple[int, int], shard: tuple[int, int], missing: float, mark: int) -> bytes:
    """Return the values of a block as one shard.

    Parameters
    ----------
    values : (points, replications, ...) ndarray
        Values of a block; at the end of the sweep there may be fewer than the shard has room for.
    chunk, shard : (points, replications)
        Sizes of a chunk and of the shard; the other dimensions are not divided.
    missing : float
        The value that marks a missing run.
    mark : int
        The mark of its place, from :func:`mark_of`.

    Returns
    -------
    bytes
        The codec "sharding_indexed" of Zarr v3: chunks compressed by blosc, each with its checksum, then the mark, and
        the index with its checksum.
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
                index += [_ABSENT, _ABSENT]
                continue
            content = bytes(_COMPRESSOR.encode(part))
            parts += [content, _checksum(content)]
            index += [offset, len(content) + _SUM]
            offset += len(content) + _SUM
    table = np.array(index, dtype="<u8").tobytes()
    return b"".join([*parts, mark.to_bytes(_SUM, "little"), table, _checksum(table)])


def decode(
    content: bytes, chunk: tuple[int, int], shard: tuple[int, int], rest: tuple[int, ...], dtype: str, missing: float
) -> NDArray[Any]:
    """Return the values of a shard (points, replications, ...), which :func:`encode` wrote.

    Parameters
    ----------
    content : bytes
        A whole shard.
    chunk, shard : (points, replications)
        Sizes of a chunk and of the shard.
    rest : tuple of int
        Sizes of the other dimensions.
    dtype : str
        The type of the values.
    missing : float
        The value of runs that are not there.

    Examples
    --------
    >>> values = np.arange(6.0).reshape(2, 3)
    >>> content = encode(values, chunk=(1, 3), shard=(2, 3), missing=math.nan, mark=7)
    >>> decode(content, (1, 3), (2, 3), (), "float64", math.nan).tolist() == values.tolist()
    True
    """
    values = np.full((*shard, *rest), missing, dtype=dtype)
    chunks = shard[0] // chunk[0] * (shard[1] // chunk[1])
    table = len(content) - chunks * _ENTRY - _SUM
    index = iter(np.frombuffer(content, dtype="<u8", offset=table, count=2 * chunks).reshape(-1, 2).tolist())
    for first in range(0, shard[0], chunk[0]):
        for start in range(0, shard[1], chunk[1]):
            offset, size = next(index)
            if size != _ABSENT:
                part = np.frombuffer(_COMPRESSOR.decode(content[offset : offset + size - _SUM]), dtype=dtype)
                place = slice(first, first + chunk[0]), slice(start, start + chunk[1])
                values[place] = part.reshape(*chunk, *rest)
    return values


def mark_of(kin: str, file: str) -> int:
    """Return the mark of a shard in a file of the store of a sweep; it stays the same as the sweep grows."""
    return int(extend(crc32c(kin.encode()), file.encode()))


def is_whole_shard(content: bytes, chunks: int, mark: int) -> bool:
    """Return whether the content of a file is a shard of so many chunks that was written in this place.

    Examples
    --------
    >>> content = encode(np.ones((2, 3)), chunk=(1, 3), shard=(2, 3), missing=math.nan, mark=7)
    >>> is_whole_shard(content, 2, 7), is_whole_shard(content[1:], 2, 7), is_whole_shard(content, 2, 8)
    (True, False, False)
    """
    table = len(content) - chunks * _ENTRY - _SUM
    if table < _SUM or not is_whole_chunk(content[table:]):
        return False
    index = np.frombuffer(content, dtype="<u8", offset=table, count=2 * chunks).reshape(-1, 2).tolist()
    there = [(offset, offset + size) for offset, size in index if size != _ABSENT]
    return content[table - _SUM : table] == mark.to_bytes(_SUM, "little") and all(
        end <= table - _SUM and is_whole_chunk(content[offset:end]) for offset, end in there
    )


def is_whole_chunk(content: bytes) -> bool:
    """Return whether a content ends with its checksum.

    Examples
    --------
    >>> (
    ...     is_whole_chunk(b"123456789" + bytes.fromhex("839206e3")),
    ...     is_whole_chunk(b"12345678" + bytes.fromhex("839206e3")),
    ... )
    (True, False)
    """
    return len(content) >= _SUM and _checksum(content[:-_SUM]) == content[-_SUM:]


def _checksum(content: bytes) -> bytes:
    """Return the checksum of a content as the codec "crc32c" of Zarr v3 writes it."""
    return int(crc32c(content)).to_bytes(_SUM, "little")


def file_name(place: tuple[int, int], dims: int) -> str:
    """Return the name of the file of a shard, by the place of its block and the number of dimensions.

    Examples
    --------
    >>> file_name((2, 0), 3)
    'c.2.0.0'
    """
    return f"c.{place[0]}.{place[1]}" + ".0" * (dims - 2)


def _all_missing(part: NDArray[Any], missing: float) -> bool:
    """Return whether a chunk holds no run, so that zarr omits it; the first number nearly always decides."""
    if math.isnan(missing):
        return bool(np.isnan(part.flat[0]) and np.isnan(part).all())
    return bool(part.flat[0] == missing and (part == missing).all())
