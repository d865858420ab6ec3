"""Growing: a store gets more points or more replications of its design, and keeps every run that it has."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sim.errors import StoreError
from sim.files import rename, synchronize
from sim.sweep import words
from sim.sweep.arrays import create_arrays, read_coordinates
from sim.sweep.damage import DamageError
from sim.sweep.design import Design
from sim.sweep.identity import difference, identity
from sim.sweep.inventory import find_damage
from sim.sweep.layout import FAILED, PARTLY, TO_DO, Layout
from sim.sweep.order import kept_first, unpacked_order
from sim.sweep.repair import set_codes
from sim.sweep.sessions import SESSIONS
from sim.sweep.staged import STAGED, move_staged
from sim.sweep.state import CODES, FAILURES, packed, packed_failures, read_codes, read_failures
from sim.sweep.unfinished import unfinished
from sim.vocabulary.text import Text, same


def in_order(design: Design, about: Mapping[str, Any]) -> Design:
    """Return a design with its points in the order of a store, from the attributes of the store."""
    if about["order"] is None:
        return design
    order = unpacked_order(about["order"])
    return design.reordered(order) if order.size == design.size else design


def grow(store: Path, design: Design, about: Mapping[str, Any]) -> tuple[Design, Layout]:
    """Enlarge a store whose lock is held to a larger design, and return the design in the order of the store.

    The runs that it has stay where they are: new points follow the others, and so do new replications. A block in which
    only some runs are new is partly done. All documents change together, so that a kill at any moment loses nothing.

    Parameters
    ----------
    store : Path
        Its folder.
    design : Design
        A sweep that differs from that of the store by its points and its replications alone.
    about : mapping
        The attributes of the store.

    Raises
    ------
    StoreError
        The store has runs that the design lacks, or more replications would change them.
    DamageError
        The documents or the parameters of the store are damaged.
    """
    before = Layout(*about["layout"])
    _repair_codes(store, before)
    design = _continued(store, design, before, about)
    layout = replace(before, points=design.size, replications=design.replications)
    codes, failures = _moved(read_codes(store, before.blocks), read_failures(store), before, layout)
    with unfinished(store) as new:
        create_arrays(new, design, layout)
        (new / SESSIONS).unlink()  # those of the store stay
        (new / CODES).write_bytes(packed(codes))
        if (store / FAILURES).exists():
            (new / FAILURES).write_bytes(packed_failures(failures))
        synchronize()
        rename(new, store / STAGED)  # from now on the store has grown
    move_staged(store)
    return design, layout


def _repair_codes(store: Path, layout: Layout) -> None:
    """Mark blocks whose runs are damaged as still to do; raise a DamageError for what only the old design repairs."""
    damage = find_damage(store)
    lasting = [each for each in damage if each.block is None and each.file not in (CODES, FAILURES)]
    if lasting:
        raise DamageError(store, lasting, words.REPAIR_FIRST)
    if damage:
        set_codes(store, layout, damage)


def _continued(store: Path, design: Design, before: Layout, about: Mapping[str, Any]) -> Design:
    """Return a design that begins with the points of a store; raise a StoreError if it does not continue them."""

    def refused(reason: Text) -> StoreError:
        shown = same(difference(about["identity"], identity(design)))
        return StoreError(words.CANNOT_GROW.format(path=store, reason=reason, difference=shown))

    if design.size < before.points or design.replications < before.replications:
        raise refused(words.FEWER)
    if design.draws == "own" and design.replications > before.replications:
        raise refused(words.OWN_DRAWS)
    there = read_coordinates(store, [factor.path for factor in design.factors])
    columns = [_as_stored(column) for column in design.columns]
    if all(np.array_equal(old, new[: old.size]) for old, new in zip(there, columns, strict=True)):
        return design
    if design.kind != "grid":
        drawn_by_size = design.kind == "latin_hypercube" and design.size > before.points
        raise refused(words.DRAWN_BY_SIZE if drawn_by_size else words.OTHER_POINTS)
    order = kept_first(there, columns)
    if order is None:
        raise refused(words.NOT_IN_GRID)
    return design.reordered(order)


def _as_stored(column: NDArray[Any]) -> NDArray[Any]:
    """Return the values of a parameter as a store holds them: words and mixed types as text."""
    return np.array([str(value) for value in column]) if column.dtype.kind in "OU" else column


def _moved(
    codes: NDArray[np.uint8], failures: dict[int, str], before: Layout, layout: Layout
) -> tuple[NDArray[np.uint8], dict[int, str]]:
    """Return the codes and the failures of the blocks of a larger layout; assumes blocks of the same size."""
    numbers = {number: layout.at(before.place(number)) for number in range(before.blocks)}
    moved = np.full(layout.blocks, TO_DO, dtype=np.uint8)
    for number, new in numbers.items():
        whole = before.block(number) == layout.block(new) or codes[number] in (TO_DO, FAILED)
        moved[new] = codes[number] if whole else PARTLY
    return moved, {numbers[number]: reason for number, reason in failures.items() if codes[number] in (FAILED, PARTLY)}
