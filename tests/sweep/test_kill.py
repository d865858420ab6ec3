"""Kill -9 at any moment, again and again: the store that comes out is the one of a sweep that nobody touched."""

import os
import signal
import subprocess
import sys

import pytest

from sim.declared.variables import recorded
from sim.sweep import load_design, read_status, run_sweep
from sim.vocabulary.text import number
from tests.cli.conftest import environment, started
from tests.sweep.conftest import SWEEP as SMALL
from tests.sweep.conftest import VICTIMS, bits, done, files, wait_until_done

pytestmark = [pytest.mark.slow, pytest.mark.skipif(sys.platform == "win32", reason="signals are POSIX")]

BLOCK = 20
SWEEP = ["sweep", "small.toml", "--store", "x.zarr", "--block", str(BLOCK), "--set", "sweep.replications=40"]
BLOCKS = 24 * 40 // BLOCK

DIES = f"""
{VICTIMS}
from sim.cli import main
from sim.cli.commands import sweep
from sim.sweep import run_sweep

def kind_of(path):
    folder, name = os.path.split(path)
    if not name.startswith("c."):
        return name
    return "mark" if folder.endswith("done") else "values"

fork_each(kind_of, lambda: None, lambda: main(sys.argv[1:]))
"""
"""The command in processes that kill themselves."""

SLOWED = """
import os, sys, time

def wait(event, arguments):
    if event == "os.rename" and os.path.split(arguments[1])[0].endswith("done"):
        time.sleep(0.05)

sys.addaudithook(wait)
from sim.cli import main
sys.exit(main(sys.argv[1:]))
"""
"""The command in a process that waits before it marks a block, so that a signal arrives before the sweep has ended."""

HOLDS = """
import sys
from pathlib import Path
from sim.sweep import load_design
from sim.sweep.store import opened_store
with opened_store(Path("x.zarr"), load_design("small.toml")):
    print("held", flush=True)
    sys.stdin.read()
"""


@pytest.fixture(scope="module")
def untouched(tmp_path_factory):
    """Return the store of a sweep that ran in one go, in another process and with other threads."""
    folder = tmp_path_factory.mktemp("untouched")
    (folder / "small.toml").write_text(SMALL, encoding="utf-8")
    design = load_design(folder / "small.toml", set=["sweep.replications=40"])
    run_sweep(design, folder / "x.zarr", threads=2, block=BLOCK)
    return folder / "x.zarr"


def test_a_kill_at_any_moment_changes_nothing(file, tmp_path):
    store, block = tmp_path / "x.zarr", len(list(recorded("months")))  # a file for each variable
    command = ["sweep", "small.toml", "--store", "x.zarr", "--block", "8", "--threads", "1"]
    with subprocess.Popen(
        [sys.executable, "-c", DIES, *command],
        cwd=tmp_path,
        env=environment(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as killer:
        for kind, count, kept in (
            ("x.zarr", 1, 0),  # the store is made, and has not its name yet
            ("values", 1, 0),  # no file of the first block has its name
            ("values", block // 2, 0),  # half of them have
            ("mark", 1, 0),  # all have, and the block is not marked
            ("mark", 2, 1),  # it is, and the second is not
        ):
            killer.stdin.write(f"{kind} {count}\n")
            killer.stdin.flush()
            assert int(killer.stdout.readline()) == -signal.SIGKILL, (kind, count)
            assert done(store) == kept, (kind, count)
            assert store.exists() == (kind != "x.zarr")
            assert len(list(tmp_path.glob(".x.zarr.*.unfinished"))) == (kind == "x.zarr")
    assert killer.returncode == 0
    assert not read_status(store).in_use
    design = load_design(file)
    assert run_sweep(design, store).complete
    run_sweep(design, tmp_path / "y.zarr", block=8)
    assert files(store) == files(tmp_path / "y.zarr")  # no orphan is left either
    assert sorted(path.name for path in tmp_path.iterdir()) == ["small.toml", "x.zarr", "y.zarr"]


def test_a_sweep_killed_from_outside_again_and_again_ends_with_the_same_bits(file, tmp_path, untouched):
    store, before = tmp_path / "x.zarr", 0
    for _ in range(2):
        process = started(SWEEP, tmp_path, program=("-c", SLOWED))
        wait_until_done(store, before + 1, process)
        process.send_signal(signal.SIGKILL)
        process.communicate()
        assert before < done(store) < BLOCKS, "the kill did not come in the middle: it proves nothing"
        before = done(store)
    process = started(SWEEP, tmp_path)
    _, err = process.communicate(timeout=300)
    assert process.returncode == 0, err
    assert bits(store) == bits(untouched)
    assert files(store) == files(untouched)


def test_ctrl_c_stops_cleanly_and_says_how_to_go_on(file, tmp_path, untouched):
    store = tmp_path / "x.zarr"
    process = started([*SWEEP, "--lang", "fr"], tmp_path, program=("-c", SLOWED))
    wait_until_done(store, 2, process)
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=60)
    assert process.returncode == 130
    assert "Traceback" not in err
    kept = done(store) * BLOCK
    assert err.splitlines()[-1] == (
        f"Interruption\u00a0: {number(kept).fr} simulations sur 960 sont conservées dans x.zarr. "
        "La même commande reprend le balayage."
    )
    assert 0 < kept < 960
    process = started(SWEEP, tmp_path)
    process.communicate(timeout=300)
    assert process.returncode == 0
    assert files(store) == files(untouched)


def test_two_sweeps_at_once_the_second_is_refused(file, tmp_path):
    store = tmp_path / "x.zarr"
    first = subprocess.Popen(
        [sys.executable, "-c", HOLDS], cwd=tmp_path, env=environment(), stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    assert first.stdout.readline() == b"held\n"
    assert read_status(store).in_use
    before = files(store)
    second = started(SWEEP[:4], tmp_path)
    _, err = second.communicate(timeout=120)
    assert second.returncode == 2
    assert f"another sweep is writing x.zarr ({first.pid}@" in err
    assert files(store) == before
    first.kill()
    first.communicate()
    assert not read_status(store).in_use
    assert run_sweep(load_design(file), store).complete


def test_what_a_killed_writer_left_is_collected(file, tmp_path):
    design = load_design(file)
    run_sweep(design, tmp_path / "x.zarr")
    orphan = tmp_path / "x.zarr" / "members" / ".c.0.0.0.0.77-0123abcd.unfinished"
    orphan.write_bytes(b"half a shard")
    assert run_sweep(design, tmp_path / "x.zarr").complete
    assert not orphan.exists()
    assert os.path.exists(tmp_path / "x.zarr" / "done" / "lock")
