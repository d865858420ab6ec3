"""Kill -9 in the middle, again and again: the store that comes out is the one of a sweep that nobody touched."""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from sim.sweep import load_design, read_status, run_sweep
from sim.vocabulary.text import number
from tests.cli.conftest import environment, started
from tests.sweep.conftest import SWEEP as SMALL
from tests.sweep.conftest import bits, files

pytestmark = [pytest.mark.slow, pytest.mark.skipif(sys.platform == "win32", reason="signals are POSIX")]

SWEEP = ["sweep", "small.toml", "--store", "x.zarr", "--block", "8", "--set", "sweep.replications=80"]
BLOCKS = 24 * 80 // 8


@pytest.fixture(scope="module")
def untouched(tmp_path_factory):
    """Return the store of a sweep that ran in one go, in another process and with other threads."""
    folder = tmp_path_factory.mktemp("untouched")
    (folder / "small.toml").write_text(SMALL, encoding="utf-8")
    design = load_design(folder / "small.toml", set=["sweep.replications=80"])
    run_sweep(design, folder / "x.zarr", threads=2, block=8)
    return folder / "x.zarr"


def done(store: Path) -> int:
    return read_status(store).done if store.exists() else 0


def test_a_sweep_killed_again_and_again_ends_with_the_same_bits(file, tmp_path, untouched):
    chance, store, kills, before = random.Random(7), tmp_path / "x.zarr", 0, 0
    for _ in range(4):
        process = started(SWEEP, tmp_path)
        deadline = time.monotonic() + 120
        while done(store) <= before and process.poll() is None and time.monotonic() < deadline:
            time.sleep(0.02)
        time.sleep(chance.uniform(0.0, 1.0))
        process.send_signal(signal.SIGKILL)
        process.communicate()
        kills += before < done(store) < BLOCKS
        before = done(store)
    assert kills >= 2, "no kill came in the middle: the test proves nothing"
    assert read_status(store).failed == 0
    assert not read_status(store).in_use
    process = started(SWEEP, tmp_path)
    _, err = process.communicate(timeout=300)
    assert process.returncode == 0, err
    assert bits(store) == bits(untouched)
    assert files(store) == files(untouched)  # no orphan is left either
    assert sorted(path.name for path in tmp_path.iterdir()) == ["small.toml", "x.zarr"]


def test_ctrl_c_stops_cleanly_and_says_how_to_go_on(file, tmp_path, untouched):
    store = tmp_path / "x.zarr"
    process = started([*SWEEP, "--lang", "fr"], tmp_path)
    deadline = time.monotonic() + 120
    while done(store) < 2 and time.monotonic() < deadline:
        time.sleep(0.02)
    process.send_signal(signal.SIGINT)
    begin = time.monotonic()
    _, err = process.communicate(timeout=60)
    assert time.monotonic() - begin < 10
    assert process.returncode == 130
    assert "Traceback" not in err
    kept = done(store) * 8
    assert err.splitlines()[-1] == (
        f"Interruption\u00a0: {number(kept).fr} simulations sur 1\u00a0920 sont conservées dans x.zarr. "
        "La même commande reprend là."
    )
    assert 0 < kept < 1920
    process = started(SWEEP, tmp_path)
    process.communicate(timeout=300)
    assert process.returncode == 0
    assert files(store) == files(untouched)


def test_two_sweeps_at_once_the_second_is_refused(file, tmp_path, untouched):
    store = tmp_path / "x.zarr"
    first = started(SWEEP, tmp_path)
    deadline = time.monotonic() + 120
    while done(store) < 1 and time.monotonic() < deadline:
        time.sleep(0.02)
    second = subprocess.run(
        [sys.executable, "-m", "sim.cli", *SWEEP], cwd=tmp_path, env=environment(), capture_output=True, text=True
    )
    assert second.returncode == 2
    assert f"another sweep is writing x.zarr ({first.pid}@" in second.stderr
    first.communicate(timeout=300)
    assert first.returncode == 0
    assert files(store) == files(untouched)


def test_a_kill_while_a_store_is_made_leaves_nothing_in_the_way(file, tmp_path):
    program = """
import os, signal, sys
from sim.sweep import store
store.zarr.consolidate_metadata = lambda path: os.kill(os.getpid(), signal.SIGKILL)
from sim.cli import main
main(sys.argv[1:])
"""
    killed = subprocess.run([sys.executable, "-c", program, *SWEEP[:4]], cwd=tmp_path, env=environment())
    assert killed.returncode == -signal.SIGKILL
    assert not (tmp_path / "x.zarr").exists()
    assert len(list(tmp_path.glob(".x.zarr.*.unfinished"))) == 1
    run_sweep(load_design(file), tmp_path / "x.zarr")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["small.toml", "x.zarr"]


def test_what_a_killed_writer_left_is_collected(file, tmp_path):
    design = load_design(file)
    run_sweep(design, tmp_path / "x.zarr")
    orphan = tmp_path / "x.zarr" / "members" / "c" / "0" / "0.0123.partial"
    orphan.parent.mkdir(parents=True, exist_ok=True)
    orphan.write_bytes(b"half a shard")
    assert run_sweep(design, tmp_path / "x.zarr").complete
    assert not orphan.exists()
    assert os.path.exists(tmp_path / "x.zarr" / "done" / "lock")
