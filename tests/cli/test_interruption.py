"""Ctrl-C and a kill: the run ends at once, and whatever stands in the folder is whole."""

import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from sim.archive import open_dataset
from tests.cli.conftest import environment, started

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals are POSIX")

LONG = ["--replications", 1_000_000, "--record", "summary"]


def test_ctrl_c_ends_a_simulation_at_once_and_leaves_nothing(small, tmp_path):
    process = started(["run", small, *LONG, "--lang", "fr"], tmp_path)
    assert process.stderr is not None
    first = process.stderr.readline()
    assert first.startswith("Simulation de 1\u00a0000\u00a0000 réplications")
    time.sleep(3)  # well into the simulation, or into compiling it
    process.send_signal(signal.SIGINT)
    begin = time.perf_counter()
    out, err = process.communicate(timeout=60)
    assert time.perf_counter() - begin < 10
    assert process.returncode == 130
    assert out == ""
    assert err.splitlines()[-1] == "Interruption\u00a0: rien n'a été écrit."
    assert "Traceback" not in err
    assert [path.name for path in tmp_path.iterdir()] == ["small.toml"]


# The interruption comes from the program itself here, at a moment that no signal would hit every time.
_INTERRUPTED = """
import sys
from sim.cli import main, output

def interrupted(*_):
    raise KeyboardInterrupt

output.Output.draw = interrupted
sys.exit(main(sys.argv[1:]))
"""


def test_ctrl_c_while_writing_says_what_was_kept(small, tmp_path):
    done = subprocess.run(
        [
            sys.executable,
            "-c",
            _INTERRUPTED,
            "run",
            small,
            "--out",
            "out",
            "--lang",
            "fr",
            "--record",
            "summary",
        ],
        cwd=tmp_path,
        env=environment(),
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    assert done.returncode == 130, done.stderr
    assert done.stderr.splitlines()[-1] == "Interruption\u00a0: conservé dans out\u00a0: run.nc."
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["run.nc"]
    assert open_dataset(tmp_path / "out" / "run.nc").sizes["replication"] == 2


def test_a_killed_run_leaves_whole_files_only(faire, small, tmp_path):
    out = tmp_path / "out"
    command = ["run", small, "--out", out, "--record", "summary", "--quiet"]
    begin = time.perf_counter()
    assert faire(*command).returncode == 0
    duration = time.perf_counter() - begin
    complete = files_of(out)
    chance = random.Random(3)
    for _ in range(3):
        (out / "run.nc").unlink(missing_ok=True)
        process = started(command, tmp_path)
        # the later half, in which everything is written
        time.sleep(chance.uniform(0.4 * duration, duration))
        process.kill()
        process.communicate()
        for path in out.iterdir():
            if path.suffix != ".unfinished":
                assert path.read_bytes() == complete[path.name], path.name
    assert faire(*command).returncode == 0
    assert files_of(out) == complete


def files_of(folder: Path) -> dict[str, bytes]:
    """Return the content of every file; a run gives the same bytes each time."""
    return {path.name: path.read_bytes() for path in folder.iterdir()}
