"""The layout of a store: how runs form blocks, the unit of work, of writing and of resuming."""

import math
from dataclasses import dataclass
from typing import Final

from sim.dataset import bytes_of_run
from sim.sweep.design import Design

TO_DO, DONE, FAILED, PARTLY = 0, 1, 2, 3
"""Codes of a block in the array ``done``; partly done is one whose runs from before the sweep grew are there."""
_SECONDS: Final = 10.0  # of work in a block
_PACE: Final = 1e6  # organization-months that an ordinary processor simulates in a second
_OVERHEAD: Final = 5e-4  # seconds that a run takes in addition to its months
_BYTES: Final = 16_000_000  # of a block
_FEWEST: Final = 16  # blocks of a small sweep: every processor gets some, and a kill loses little
_LEAST: Final = 2.0  # seconds of work in a block of a small sweep: smaller blocks would take too long to write
_CHUNKS: Final = 4  # in a shard, along its runs, so that a few runs can be read without the others


@dataclass(frozen=True)
class Layout:
    """The division of a sweep into blocks; a block is one task, and one complete shard of each variable.

    Attributes
    ----------
    points, replications : int
        Size of the sweep.
    block_points, block_replications : int
        Size of a block: all replications of some points, or some replications of one point.
    """

    points: int
    replications: int
    block_points: int
    block_replications: int

    @property
    def blocks(self) -> int:
        """Number of blocks."""
        return math.ceil(self.points / self.block_points) * self._across

    @property
    def _across(self) -> int:
        return math.ceil(self.replications / self.block_replications)

    @property
    def shard(self) -> tuple[int, int]:
        """Points and replications of a shard: those of a block."""
        return self.block_points, self.block_replications

    @property
    def chunk(self) -> tuple[int, int]:
        """Points and replications of a chunk of variables by month; several chunks form a shard."""
        points, replications = self.block_points, self.block_replications
        if points % _CHUNKS == 0:
            return points // _CHUNKS, replications
        if points == 1 and replications % _CHUNKS == 0:
            return 1, replications // _CHUNKS
        return 1, replications

    def place(self, number: int) -> tuple[int, int]:
        """Return the place of a block among the others, along the points and along the replications."""
        return divmod(number, self._across)

    def at(self, place: tuple[int, int]) -> int:
        """Return the number of the block at a place."""
        return place[0] * self._across + place[1]

    def block(self, number: int) -> tuple[range, range]:
        """Return the points and the replications of a block."""
        down, across = self.place(number)
        first, start = down * self.block_points, across * self.block_replications
        return (
            range(first, min(first + self.block_points, self.points)),
            range(start, min(start + self.block_replications, self.replications)),
        )

    def runs(self, number: int) -> int:
        """Return the number of runs of a block."""
        points, replications = self.block(number)
        return len(points) * len(replications)


def layout_of(design: Design, block: int | None = None) -> Layout:
    """Return the division of a sweep into blocks.

    The size of a block depends on the sweep alone, never on the machine: about ten seconds of work, at most 16 MB. A
    small sweep has about 16 blocks, of at least two seconds each.

    Parameters
    ----------
    design : Design
    block : int, optional
        Number of runs of a block, instead of the default.

    Examples
    --------
    >>> layout = Layout(points=10, replications=3, block_points=4, block_replications=3)
    >>> layout.blocks, layout.block(2)
    (3, (range(8, 10), range(0, 3)))
    """
    if block is None:
        seconds = seconds_of_run(design)
        share = max(design.runs / _FEWEST, _LEAST / seconds)
        block = math.ceil(min(_SECONDS / seconds, _BYTES / bytes_of_run(design.scenario, design.kept), share))
    block = max(1, min(block, design.runs))
    points, replications = design.size, design.replications
    if replications > block:
        parts = math.ceil(replications / block)
        size = math.ceil(replications / parts)
        return Layout(points, replications, 1, size + -size % _CHUNKS if size >= _CHUNKS else size)
    size = min(block // replications, points)
    return Layout(points, replications, size - size % _CHUNKS if size >= _CHUNKS else size, replications)


def seconds_of_run(design: Design) -> float:
    """Return about how long a run takes on an ordinary processor [s]; the same on every machine."""
    return design.scenario.population.number * design.scenario.months / _PACE + _OVERHEAD
