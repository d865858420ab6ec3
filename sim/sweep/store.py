"""The store of a sweep: a folder with its arrays and the state of its blocks, open for writing."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import numpy as np

from sim.errors import StoreError
from sim.files import remove_unfinished, rename
from sim.sweep import words
from sim.sweep.arrays import create_arrays
from sim.sweep.damage import Damage
from sim.sweep.design import Design
from sim.sweep.document import read_identity
from sim.sweep.growth import grow, in_order
from sim.sweep.identity import difference, identity, kin
from sim.sweep.layout import FAILED, PARTLY, TO_DO, Layout, layout_of
from sim.sweep.lock import locked
from sim.sweep.repair import repair
from sim.sweep.staged import move_staged
from sim.sweep.state import read_codes, read_failures, write_codes, write_failures
from sim.sweep.unfinished import unfinished
from sim.vocabulary.text import same


class Store:
    """A store that is open for writing; its lock is held. Returned by :func:`opened_store`.

    Parameters
    ----------
    path : Path
        Its folder.
    design : Design
        Its sweep, with the points in the order of the store.
    layout : Layout
        Its blocks.
    damage : list of Damage
        What was damaged, and is repaired or to do again.
    before : Layout, optional
        Its blocks before it grew, if it has just grown.
    is_new : bool
        Whether it was just created.
    """

    def __init__(
        self,
        path: Path,
        design: Design,
        layout: Layout,
        damage: Sequence[Damage] = (),
        before: Layout | None = None,
        is_new: bool = False,
    ) -> None:
        self.path = path
        self.design = design
        self.layout = layout
        self.damage = damage
        self.before = before
        self.is_new = is_new
        self._codes = read_codes(path, layout.blocks)

    def waiting(self) -> list[int]:
        """Return the numbers of the blocks that are still to do, or that lack the runs of a store that has grown."""
        failures = read_failures(self.path)
        waiting = np.flatnonzero(np.isin(self._codes, (TO_DO, PARTLY))).tolist()
        return [block for block in waiting if not (self.is_partly(block) and block in failures)]

    def is_partly(self, block: int) -> bool:
        """Return whether a block has runs from before the store grew."""
        return bool(self._codes[block] == PARTLY)

    def mark(self, block: int, code: int) -> None:
        """Record that a block is done, or failed."""
        self._codes[block] = code
        write_codes(self.path, self._codes)

    def fail(self, block: int, reason: str) -> None:
        """Record that a block failed, and the reason."""
        write_failures(self.path, {**read_failures(self.path), block: reason})
        if not self.is_partly(block):  # its runs from before stay
            self.mark(block, FAILED)

    def forget_failures(self) -> None:
        """Mark failed blocks as still to do."""
        self._codes[self._codes == FAILED] = TO_DO
        write_codes(self.path, self._codes)
        write_failures(self.path, {})


@contextmanager
def opened_store(path: Path, design: Design, block: int | None = None) -> Iterator[Store]:
    """Open the store of a sweep for writing, or create it; its lock is held until the context ends.

    A damaged store is repaired; blocks whose runs are damaged are to do again. A store with fewer points or
    replications of the same design grows.

    Parameters
    ----------
    path : Path
        Its folder; created if it does not exist.
    design : Design
        The sweep that the store must belong to.
    block : int, optional
        Number of runs of a block, if the store is created.

    Raises
    ------
    StoreError
        Another process is writing it, it belongs to another sweep, it is not a store, or it is damaged beyond repair.
    OSError
        The folder cannot be written.
    """
    if not path.exists():
        layout = layout_of(design, block)
        _create(path, design, layout)
        with locked(path):  # only now: Windows cannot rename a folder in which a file is open
            yield Store(path, design, layout, is_new=True)
        return
    read_identity(path)  # raises before a lock file is created in a folder that is not a store
    with locked(path):
        move_staged(path)
        about = read_identity(path)
        layout, before = Layout(*about["layout"]), None
        design = in_order(design, about)
        if about["identity"] != identity(design):
            if about["kin"] != kin(design):
                shown = difference(about["identity"], identity(design))
                raise StoreError(words.CHANGED.format(path=path, difference=same(shown)))
            before = layout
            design, layout = grow(path, design, about)
        damage = repair(path, design, layout)
        for folder in path.iterdir():  # files that killed processes did not finish
            if folder.is_dir():
                remove_unfinished(folder)
        yield Store(path, design, layout, damage, before)


def _create(path: Path, design: Design, layout: Layout) -> None:
    """Create a store under a temporary name, and rename it when it is complete."""
    with unfinished(path) as new:
        create_arrays(new, design, layout)
        try:
            rename(new, path)
        except OSError:
            if path.exists():  # another sweep was faster
                raise StoreError(words.IN_USE.format(path=path, holder=same("?"))) from None
            raise
