"""Estimate of the time and the disk space of a sweep, from a trial of a few runs."""

import tempfile
import time
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

import numpy as np

from sim.compilation.cache import mark_warm
from sim.dataset import bytes_of_run
from sim.sweep.arrays import Columns, create_arrays, write_block
from sim.sweep.design import Design
from sim.sweep.layout import Layout, layout_of
from sim.sweep.task import play, task_of
from sim.threads import processors

_SECONDS: Final = 3.0  # of the trial
_MOST: Final = 64  # points of the trial


@dataclass(frozen=True, kw_only=True)
class Estimate:
    """An estimate of the time and the disk space that a sweep takes.

    Attributes
    ----------
    blocks : int
        Number of blocks of the sweep.
    threads : int
        Number of threads that the time is estimated for.
    trial : int
        Number of runs of the trial.
    seconds : float
        Time [s], if threads do not slow each other down; at most one thread works on a block.
    raw, disk : float
        Size of all values, and of their files [byte].
    """

    blocks: int
    threads: int
    trial: int
    seconds: float
    raw: float
    disk: float


def estimate(design: Design, threads: int | None = None, block: int | None = None) -> Estimate:
    """Estimate the time and the disk space of a sweep, from a few runs at points spread over the design.

    Parameters
    ----------
    design : Design
    threads : int, optional
        By default one for each processor.
    block : int, optional
        Number of runs of a block, instead of the default.

    Returns
    -------
    Estimate
    """
    count = processors() if threads is None else threads
    points = np.unique(np.linspace(0, design.size - 1, min(design.size, _MOST)).astype(int)).tolist()
    # in random order: the trial may stop early, and must not favour the first points
    points = np.random.default_rng(0).permutation(points).tolist()
    each = max(1, min(design.replications, _MOST // len(points)))
    cut, layout = layout_of(design, block), Layout(design.size, design.replications, 1, each)
    across = -(-design.replications // each)
    two = replace(layout, block_replications=min(2, each))
    play(task_of(design, Path(), two, two.at((points[0], 0))))
    mark_warm("together")  # the trial has compiled all that runs need
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "whole.zarr"
        create_arrays(path, design, cut)
        empty = _size(path)
        played, spent = [], 0.0
        for point in points:
            begin = time.perf_counter()
            played.append(play(task_of(design, path, layout, point * across)))
            spent += time.perf_counter() - begin
            if spent > _SECONDS:
                break
        runs = len(played) * each
        together = {name: np.concatenate([columns[name] for columns in played]) for name in played[0]}
        whole = Layout(len(played), each, len(played), each)
        disk, writing = _written(Path(folder) / "trial.zarr", design, whole, together)
    longest = min(design.runs, -(-cut.blocks // count) * cut.runs(0))  # runs of the busiest thread
    return Estimate(
        blocks=cut.blocks,
        threads=count,
        trial=runs,
        seconds=spent / runs * longest + writing * cut.blocks,  # writing hardly runs in parallel
        raw=float(bytes_of_run(design.scenario, design.record) * design.runs),
        disk=empty + disk / runs * design.runs,
    )


def _written(path: Path, design: Design, layout: Layout, columns: Columns) -> tuple[int, float]:
    """Write runs as one block of a temporary store, and return its size [byte] and the time of writing [s]."""
    create_arrays(path, design, layout)
    empty = _size(path)
    write_block(path, layout, 0, columns)
    begin = time.perf_counter()
    write_block(path, layout, 0, columns)
    return _size(path) - empty, time.perf_counter() - begin


def _size(path: Path) -> int:
    """Return the size of all files of a folder [byte]."""
    return sum(file.stat().st_size for file in path.rglob("*") if file.is_file())
