"""Repair of a damaged store: what the design determines is written again, and blocks with damaged runs are to do."""

import os
import shutil
from pathlib import Path

import numpy as np

from sim.files import rename
from sim.sweep.arrays import create_arrays
from sim.sweep.damage import Damage, DamageError
from sim.sweep.design import Design
from sim.sweep.document import read_root
from sim.sweep.inventory import Inventory, arrays_of, find_damage
from sim.sweep.layout import DONE, FAILED, PARTLY, TO_DO, Layout
from sim.sweep.sessions import SESSIONS, no_sessions
from sim.sweep.staged import make_room
from sim.sweep.state import CODES, FAILURES, read_codes, recovered_failures, write_codes, write_failures
from sim.sweep.task import has_all_runs
from sim.sweep.unfinished import unfinished


def repair(store: Path, design: Design, layout: Layout) -> list[Damage]:
    """Repair a store whose lock is held, and return what was damaged.

    The metadata, the parameters and the identity are written again from the design. Blocks whose runs are damaged are
    to do again. If it is not known which blocks are done, those are whose runs are all there and not damaged. The
    sessions of a damaged document are lost; nothing depends on them.

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
    if any(each.block is None and each.file not in (CODES, FAILURES, SESSIONS) for each in damage):
        _write_again(store, design, layout)
        damage += [each for each in find_damage(store) if each not in damage]  # what the document now tells
    if damage:
        set_codes(store, layout, damage)
    _remove_folders(store)
    if any(each.file == SESSIONS for each in damage):
        make_room(store, Path(SESSIONS))
        (store / SESSIONS).write_bytes(no_sessions())
    return damage


def _write_again(store: Path, design: Design, layout: Layout) -> None:
    """Write the files of a new store, except the codes of its blocks, over those that differ."""
    with unfinished(store) as new:
        create_arrays(new, design, layout)
        for file in sorted(new.rglob("*")):
            name = file.relative_to(new).as_posix()
            if file.is_file() and name not in (CODES, SESSIONS) and not _same(file, store / name):
                make_room(store, file.relative_to(new))
                rename(file, store / name)


def set_codes(store: Path, layout: Layout, damage: list[Damage]) -> None:
    """Mark damaged blocks, and failed ones whose reason is lost, as still to do.

    If it is not known which blocks are done, those are whose files are whole; a store that has grown may have some that
    lack runs.
    """
    for each in damage:
        if (store / each.file).is_dir():
            shutil.rmtree(store / each.file)
    failures = recovered_failures(store)
    known = True
    try:
        codes = read_codes(store, layout.blocks)
    except DamageError:
        known = False
        codes = np.full(layout.blocks, DONE, dtype=np.uint8)
        codes[list(failures)] = FAILED
        damage = Inventory(store, read_root(store), codes).damage()
    codes[[each.block for each in damage if each.block is not None]] = TO_DO
    if not known:
        done = np.flatnonzero(codes == DONE).tolist()
        codes[[block for block in done if not has_all_runs(store, layout, block)]] = PARTLY
    failed = np.flatnonzero(codes == FAILED).tolist()
    codes[[block for block in failed if block not in failures]] = TO_DO
    if failures:
        partly = np.flatnonzero(codes == PARTLY).tolist()
        write_failures(store, {block: reason for block, reason in failures.items() if block in failed + partly})
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
