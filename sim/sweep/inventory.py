"""The inventory of a store: the files of its arrays, and whether each is what was written."""

import math
import os
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
from google_crc32c import value as crc32c

from sim.sweep import words
from sim.sweep.damage import Damage, DamageError, read_whole
from sim.sweep.document import COPIED, IDENTITY, parsed, read_document, read_root, sealed
from sim.sweep.layout import DONE, PARTLY, Layout
from sim.sweep.sessions import SESSIONS
from sim.sweep.shard import file_name, is_whole_shard, mark_of
from sim.sweep.state import Codes, read_codes, read_state


class Inventory:
    """The files of the arrays of a store, by their path in it.

    Parameters
    ----------
    store : Path
        Its folder.
    root : dict
        Its document, from :func:`sim.sweep.document.read_root`.
    codes : (blocks,) uint8
        The code of each block.
    """

    def __init__(self, store: Path, root: dict[str, Any], codes: Codes) -> None:
        self.store = store
        self.layout = Layout(*root["attributes"]["layout"])
        self._codes = codes
        self._kin: str = root["attributes"]["kin"]
        self._checksums: dict[str, int] = root["attributes"]["checksums"]
        self._sharded = {name: array for name, array in arrays_of(root).items() if _chunks(array)}

    def damage(self, most: float = math.inf) -> list[Damage]:
        """Return what is damaged: coordinates, and shards of blocks that are done.

        Parameters
        ----------
        most : float
            The checksums of shards are compared if the shards have at most this size together [byte]. Otherwise only
            those that are missing or empty are found.
        """
        sizes = {name: _sizes(self.store / name) for name in self._sharded}
        read_all = sum(sum(each.values()) for each in sizes.values()) <= most
        files = list(self._checksums)
        places = [self.layout.place(block) for block in np.flatnonzero(np.isin(self._codes, (DONE, PARTLY))).tolist()]
        for name, array in self._sharded.items():
            shards = (file_name(place, len(array["shape"])) for place in places)
            files += [f"{name}/{shard}" for shard in shards if read_all or not sizes[name].get(shard)]
        return _gathered(partial(self.has, file) for file in files)

    def has(self, file: str) -> bool:
        """Return whether a file is in the store: one of a block without runs is not, whatever is on the disk.

        Raises
        ------
        DamageError
            It must be there, and is missing or damaged.
        """
        name, _, rest = file.partition("/")
        if file in self._checksums:
            read_whole(self.store, partial(_has_checksum, self._checksums[file]), Damage(file, words.ALTERED, name))
        if name not in self._sharded or rest == "zarr.json":
            return True
        down, across = map(int, rest.split(".")[1:3])
        block = self.layout.at((down, across))
        if self._codes[block] not in (DONE, PARTLY):
            return False
        chunks, mark = _chunks(self._sharded[name]), mark_of(self._kin, file)
        is_whole = partial(is_whole_shard, chunks=chunks, mark=mark)
        read_whole(self.store, is_whole, Damage(file, words.ALTERED, name, block, self.layout.block(block)))
        return True


def find_damage(store: Path, most: float = math.inf) -> list[Damage]:
    """Return what is damaged in a store: documents, coordinates, the state of the blocks, shards of those done.

    Parameters
    ----------
    store : Path
        Its folder.
    most : float
        The checksums of shards are compared if the shards have at most this size together [byte]. Otherwise only those
        that are missing or empty are found.

    Raises
    ------
    StoreError
        There is no store, or none that this version reads.

    Examples
    --------
    >>> import sim, tempfile
    >>> scenario = sim.load_scenario("atelier")
    >>> design = sim.make_design(scenario, {"population.horizon": [6, 36]}, replications=2)
    >>> folder = tempfile.TemporaryDirectory()
    >>> store = Path(folder.name) / "horizon.zarr"
    >>> status = sim.run_sweep(design, store)
    >>> (store / "entered" / "c.0.0").unlink()
    >>> [(damage.array, damage.block) for damage in find_damage(store)]
    [('entered', 0)]
    >>> sim.run_sweep(design, store).complete, find_damage(store)
    (True, [])
    >>> folder.cleanup()
    """
    try:
        root = read_root(store)
    except DamageError as error:
        return list(error.damage)
    about = root["attributes"]
    blocks = Layout(*about["layout"]).blocks
    checks: list[Callable[[], object]] = [
        partial(_require_identity, store, about),
        partial(read_state, store, blocks),
        partial(read_document, store, SESSIONS),
    ]
    for name, array in arrays_of(root).items():
        place = Damage(f"{name}/zarr.json", words.ALTERED, name)
        checks.append(partial(read_whole, store, partial(_holds, array), place))
    damage = _gathered(checks)
    try:
        codes = read_codes(store, blocks)
    except DamageError:  # no block is known to be done
        codes = np.zeros(blocks, dtype=np.uint8)
    return damage + Inventory(store, root, codes).damage(most)


def _gathered(checks: Iterable[Callable[[], object]]) -> list[Damage]:
    """Return the damage that checks raise."""
    damage: list[Damage] = []
    for check in checks:
        try:
            check()
        except DamageError as error:
            damage += error.damage
    return damage


def arrays_of(root: dict[str, Any]) -> dict[str, Any]:
    """Return the metadata of the arrays of a store, by name."""
    arrays: dict[str, Any] = root["consolidated_metadata"]["metadata"]
    return arrays


def _chunks(array: dict[str, Any]) -> int:
    """Return the number of chunks in a shard of an array, from its metadata; 0 if it has no shards."""
    codec, shard = array["codecs"][0], array["chunk_grid"]["configuration"]["chunk_shape"]
    if codec["name"] != "sharding_indexed":
        return 0
    return math.prod(whole // part for whole, part in zip(shard, codec["configuration"]["chunk_shape"], strict=True))


def _has_checksum(checksum: int, content: bytes) -> bool:
    """Return whether a content has a checksum."""
    return bool(crc32c(content) == checksum)


def _holds(document: dict[str, Any], content: bytes) -> bool:
    """Return whether a file holds a document."""
    return parsed(content) == document


def _require_identity(store: Path, about: dict[str, Any]) -> None:
    """Raise a DamageError unless the second copy of the identity is that of the attributes of the store."""
    copy = {key: about[key] for key in COPIED}
    read_whole(store, lambda content: content == sealed(IDENTITY, copy), Damage(IDENTITY, words.ALTERED))


def _sizes(folder: Path) -> dict[str, int]:
    """Return the sizes of the files of a folder [byte], by name."""
    try:
        with os.scandir(folder) as entries:
            return {entry.name: entry.stat().st_size for entry in entries if entry.is_file()}
    except OSError:
        return {}
