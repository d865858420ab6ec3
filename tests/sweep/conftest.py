"""A small scenario that sweeps in no time, and the bits of a store."""

import subprocess
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import xarray as xr

import sim
from sim.sweep import Design, read_status

SWEEP = """
fictional = true
months = 12
replications = 3
seed = 5

[population]
number = 12

[network]
kind = "complete"

[resources.hr]
fixed_cost = 900
unit_cost = 300
founding_cost = 500

[resources.reserve]
kind = "financial"
sharing = "by_need"
fixed_cost = 300

[sweep]
design = "grid"
record = "months"

[sweep.parameters]
"population.horizon" = [6, 24, 60]
"population.trust" = { low = 0.1, high = 0.9, steps = 4 }
"resources.*.founding_cost" = { values = [0.5, 2], relative = true }
"""

VICTIMS = """
import os, signal, sys

def die_before(kind, left, kind_of):
    def die(event, arguments):
        nonlocal left
        if event == "os.rename" and kind_of(arguments[1]) == kind:
            left -= 1
            if left == 0:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(die)

def fork_each(kind_of, prepare, work):
    for line in sys.stdin:
        kind, count = line.split()
        prepare()
        victim = os.fork()
        if victim == 0:
            die_before(kind, int(count), kind_of)
            os._exit(work())
        print(os.waitstatus_to_exitcode(os.waitpid(victim, 0)[1]), flush=True)
"""
"""Work in processes that kill themselves just before their n-th file of a kind gets its name.

They are forked, one for each kind and number that is read, in a process with one thread and everything imported.
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Return a scenario file with a sweep of 24 points × 3 replications."""
    path = tmp_path / "small.toml"
    path.write_text(SWEEP, encoding="utf-8")
    return path


@pytest.fixture
def design(file: Path) -> Design:
    return sim.load_design(file)


def bits(store: Path) -> dict[str, bytes]:
    """Return the values of a store, to the last bit."""
    with sim.open_sweep(store) as ds:
        return {str(name): np.ascontiguousarray(ds[name].values).tobytes() for name in ds.variables}


def files(store: Path) -> dict[str, bytes]:
    """Return the files of a store but its lock and its sessions, which say who held it and who made it."""
    return {
        str(path.relative_to(store)): path.read_bytes()
        for path in sorted(store.rglob("*"))
        if path.is_file() and path.name not in ("lock", "sessions.json")
    }


def done(store: Path) -> int:
    """Return how many blocks of a store are done, 0 before there is one."""
    return read_status(store).done if store.exists() else 0


def wait_until_done(store: Path, blocks: int, process: subprocess.Popen[str] | None = None) -> None:
    """Wait until so many blocks are done, the process has ended, or two minutes are over.

    The status is read only when the file that marks the blocks has changed: reading it keeps a core busy.
    """
    deadline, seen = time.monotonic() + 120, None
    while time.monotonic() < deadline and (process is None or process.poll() is None):
        with suppress(FileNotFoundError):
            mark = (store / "done" / "c.0").stat()
            if (mark.st_ino, mark.st_mtime_ns) != seen:
                seen = mark.st_ino, mark.st_mtime_ns
                if done(store) >= blocks:
                    return
        time.sleep(0.01)


def one_by_one(play: Callable[..., dict[str, Any]]) -> Callable[..., dict[str, Any]]:
    """Return a function of several runs, for one of a single run that stands in for the model."""

    def several(setup: object, seed: int, runs: Sequence[int], record: str) -> dict[str, Any]:
        each = [play(setup, seed, run, record) for run in runs]
        return {name: np.array([one[name] for one in each]) for name in each[0]}

    return several


def alone(design: Design, point: int) -> xr.Dataset:
    """Simulate one point of a design by itself."""
    return sim.simulate(design.at(point), design.replications, design.seed, design.record)
