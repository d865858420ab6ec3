"""The state of a store: which blocks are done, which failed, and why."""

from pathlib import Path
from typing import Final

import numpy as np
from google_crc32c import value as crc32c
from numpy.typing import NDArray

from sim.files import whole_file
from sim.sweep import words
from sim.sweep.damage import Damage, DamageError, read_whole
from sim.sweep.document import read_document, sealed
from sim.sweep.layout import FAILED, PARTLY
from sim.sweep.shard import is_whole_chunk

CODES: Final = "done/c.0"
"""The code of each block, with a checksum."""
FAILURES: Final = "done/failures.json"
"""The reasons of the blocks that failed; absent where none ever did."""

Codes = NDArray[np.uint8]


def packed(codes: Codes) -> bytes:
    """Return the codes of all blocks (blocks,) as a file, in the codecs "bytes" and "crc32c" of Zarr v3."""
    content = codes.tobytes()
    return content + int(crc32c(content)).to_bytes(4, "little")


def read_codes(store: Path, blocks: int) -> Codes:
    """Return the code of each block of a store (blocks,): TO_DO, DONE, FAILED or PARTLY.

    Raises
    ------
    DamageError
        The codes are missing or damaged.
    """

    def is_whole(content: bytes) -> bool:
        return len(content) == blocks + 4 and is_whole_chunk(content) and max(content[:blocks]) <= PARTLY

    content = read_whole(store, is_whole, Damage(CODES, words.ALTERED, "done"))
    return np.frombuffer(content, dtype=np.uint8, count=blocks).copy()


def write_codes(store: Path, codes: Codes) -> None:
    """Write the codes of all blocks (blocks,) to the disk, atomically."""
    with whole_file(store / CODES) as file:
        file.write(packed(codes))


def read_failures(store: Path) -> dict[int, str]:
    """Return the reasons of the blocks of a store that failed.

    Raises
    ------
    DamageError
        They are damaged.
    """
    try:
        failures = read_document(store, FAILURES)["failures"]
    except DamageError as error:
        if error.damage[0].reason == words.MISSING:
            return {}
        raise
    return {int(block): reason for block, reason in failures.items()}


def write_failures(store: Path, failures: dict[int, str]) -> None:
    """Write the reasons of the blocks that failed to the disk, atomically."""
    with whole_file(store / FAILURES) as file:
        file.write(packed_failures(failures))


def packed_failures(failures: dict[int, str]) -> bytes:
    """Return the reasons of the blocks that failed as a file."""
    return sealed(FAILURES, {"failures": {str(block): reason for block, reason in failures.items()}})


def read_state(store: Path, blocks: int) -> tuple[Codes, dict[int, str]]:
    """Return the code of each block, and the reason of each block that failed, also in what it got as the store grew.

    Raises
    ------
    DamageError
        The codes or the reasons are damaged, or reasons are missing.
    """
    for _ in range(2):  # a sweep may have written one of the two files between the first two readings
        codes, reasons = read_codes(store, blocks), read_failures(store)
        failed = np.flatnonzero(codes == FAILED).tolist()
        if all(block in reasons for block in failed):
            return codes, {block: reason for block, reason in reasons.items() if codes[block] in (FAILED, PARTLY)}
    raise DamageError(store, [Damage(FAILURES, words.MISSING)])


def recovered_failures(store: Path) -> dict[int, str]:
    """Return the reasons of failures, none if they are damaged: those blocks are then to do again."""
    try:
        return read_failures(store)
    except DamageError:
        return {}
