"""Ctrl-C and a kill: the run ends at once, and whatever stands in the folder is whole."""

import signal
import subprocess
import sys
import time

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
    assert err.splitlines()[-1] == "Interruption\u00a0: rien n’a été écrit."
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
            "months",
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


# The victims are forked from a process that has loaded and compiled everything: a kill meets the run itself.
_KILLED = """
import os, random, signal, sys, time
from pathlib import Path
from sim.cli import main
out = Path("out")

def contents():
    return {path.name: path.read_bytes() for path in out.iterdir()}

command = ["run", "small.toml", "--out", "out", "--record", "months", "--quiet"]
assert main(command) == 0
begin = time.perf_counter()
assert main(command) == 0
duration = time.perf_counter() - begin
complete = contents()
chance = random.Random(3)
cut_short = tries = 0
while tries < 4 or (not cut_short and tries < 40):  # on a busy machine kills come early or late
    tries += 1
    for path in out.iterdir():
        path.unlink()
    victim = os.fork()
    if victim == 0:
        main(command)
        os._exit(0)
    time.sleep(chance.uniform(0.1, 1) * duration)
    os.kill(victim, signal.SIGKILL)
    os.waitpid(victim, 0)
    left = {name: content for name, content in contents().items() if not name.endswith(".unfinished")}
    assert left.items() <= complete.items(), sorted(left)
    cut_short += 0 < len(left) < len(complete)
assert main(command) == 0
assert contents() == complete
print(cut_short)
"""


def test_a_killed_run_leaves_whole_files_only(small, tmp_path):
    done = subprocess.run(
        [sys.executable, "-c", _KILLED],
        cwd=tmp_path,
        env=environment() | {"SOURCE_DATE_EPOCH": "1800000000"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=300,
    )
    assert done.returncode == 0, done.stderr
    assert int(done.stdout) > 0, "no kill came between the first file and the last: the test proves nothing"
