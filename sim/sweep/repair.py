"""Repair of a damaged store: what the design determines is written again, and blocks with damaged runs are to do."""

import os
import shutil
from pathlib import Path

import numpy as np

from sim.sweep.arrays import create_arrays
from sim.sweep.damage import Damage, DamageError
from sim.sweep.design import Design
from sim.sweep.document import read_root
from sim.sweep.inventory import Inventory, arrays_of, find_damage
from sim.sweep.layout import DONE, FAILED, TO_DO, Layout
from sim.sweep.state import CODES, FAILURES, read_codes, recovered_failures, write_codes, write_failures
from sim.sweep.unfinished import unfinished


def repair(store: Path, design: Design, layout: Layout) -> list[Damage]:
    """Repair a store whose lock is held, and return what was damaged.

    The metadata, the parameters and the identity are written again from the design. Blocks whose runs are damaged are
    to do again. If it is not known which blocks are done, those are whose runs are all there and not damaged.

    Parameters
    ----------
    store : Path
        Its folder.
    design : Design
        The design that it was created with.
    layout : Layout
        Its blocks.
    """
    damage = find_damage(store)
    if any(each.block is None and each.file not in (CODES, FAILURES) for each in damage):
        _write_again(store, design, layout)
        damage += [each for each in find_damage(store) if each not in damage]  # what the document now tells
    if damage:
        _set_codes(store, layout, damage)
    _remove_folders(store)
    return damage


def _write_again(store: Path, design: Design, layout: Layout) -> None:
    """Write the files of a new store, except the codes of its blocks, over those that differ."""
    with unfinished(store) as new:
        create_arrays(new, design, layout)
        for file in sorted(new.rglob("*")):
            name = file.relative_to(new).as_posix()
            if file.is_file() and name != CODES and not _same(file, store / name):
                _make_room(store, name)
                os.replace(file, store / name)


def _set_codes(store: Path, layout: Layout, damage: list[Damage]) -> None:
    """Mark damaged blocks, and failed ones whose reason is lost, as still to do."""
    for each in damage:
        if (store / each.file).is_dir():
            shutil.rmtree(store / each.file)
    failures = recovered_failures(store)
    try:
        codes = read_codes(store, layout.blocks)
    except DamageError:
        codes = np.full(layout.blocks, DONE, dtype=np.uint8)
        codes[list(failures)] = FAILED
        damage = Inventory(store, read_root(store), codes).damage()
    codes[[each.block for each in damage if each.block is not None]] = TO_DO
    failed = np.flatnonzero(codes == FAILED).tolist()
    codes[[block for block in failed if block not in failures]] = TO_DO
    if failures:
        write_failures(store, {block: failures[block] for block in failed if block in failures})
    else:
        (store / FAILURES).unlink(missing_ok=True)
    write_codes(store, codes)


def _remove_folders(store: Path) -> None:
    """Remove folders that stand where a shard is to be written."""
    for name in arrays_of(read_root(store)):
        for entry in os.scandir(store / name):
            if entry.name.startswith("c.") and entry.is_dir():
                shutil.rmtree(entry)


def _same(new: Path, old: Path) -> bool:
    """Return whether a file has the content of another one."""
    try:
        return new.read_bytes() == old.read_bytes()
    except OSError:
        return False


def _make_room(store: Path, name: str) -> None:
    """Remove what stands in the place of a file or of one of its folders, and create its folders."""
    place = store
    for part in Path(name).parent.parts:
        place /= part
        if not place.is_dir():
            place.unlink(missing_ok=True)
            place.mkdir()
    if (store / name).is_dir():
        shutil.rmtree(store / name)
