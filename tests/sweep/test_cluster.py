"""The same sweep on Dask: the same bits, whatever dies: a worker, the client, the whole group."""

import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import pytest

from sim.sweep import load_design, read_status, run_sweep
from tests.cli.conftest import environment, started
from tests.sweep.conftest import SWEEP as SMALL
from tests.sweep.conftest import files, wait_until_done

pytest.importorskip("distributed")
pytestmark = [pytest.mark.slow, pytest.mark.skipif(sys.platform == "win32", reason="signals are POSIX")]

SWEEP = ["sweep", "small.toml", "--store", "x.zarr", "--block", "8", "--set", "sweep.replications=40"]
BLOCKS = 24 * 40 // 8


IMPATIENT = """
import sys
from sim.cli import main
from sim.sweep import scheduler
scheduler._PATIENCE = 1.5
sys.exit(main(sys.argv[1:]))
"""
"""The command in a process that waits a tenth as long for a scheduler."""


@pytest.fixture
def dask(tmp_path):
    """Start a scheduler; yield it, its file, and a function that starts a worker with its nanny."""
    (tmp_path / "small.toml").write_text(SMALL, encoding="utf-8")
    file = tmp_path / "scheduler.json"
    started_here = []

    def start(*arguments, **changes):
        here = ["--host", "127.0.0.1", "--no-dashboard", "--scheduler-file", str(file)]
        started_here.append(
            subprocess.Popen(
                [sys.executable, "-m", "dask", *arguments, *here], cwd=tmp_path, stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL, start_new_session=True, env=environment(PYTHONWARNINGS="") | changes,
            )
        )  # fmt: skip
        return started_here[-1]

    def worker(**changes):
        return start("worker", "--nworkers", "1", "--nthreads", "1", "--local-directory", "scratch", **changes)

    scheduler = start("scheduler", "--port", "0")
    deadline = time.monotonic() + 60
    while not file.exists() and time.monotonic() < deadline:
        time.sleep(0.1)
    yield scheduler, file, worker
    for process in reversed(started_here):
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def workers(nanny: subprocess.Popen) -> list[int]:
    """Return the processes that a nanny watches."""
    lists = Path(f"/proc/{nanny.pid}/task").glob("*/children")
    found = [int(child) for children in lists for child in children.read_text().split()]
    return [child for child in found if b"spawn_main" in Path(f"/proc/{child}/cmdline").read_bytes()]


def test_killed_workers_and_clients_change_nothing(dask, tmp_path, tmp_path_factory):
    scheduler, file, worker = dask
    nanny = worker()
    store = tmp_path / "x.zarr"
    command = [*SWEEP, "--scheduler-file", str(file)]
    client = started(command, tmp_path, PYTHONWARNINGS="")
    wait_until_done(store, 4)
    os.kill(workers(nanny)[0], signal.SIGKILL)  # the nanny starts another one
    before = read_status(store).done
    wait_until_done(store, before + 4)
    client.send_signal(signal.SIGKILL)
    client.communicate()
    kept = read_status(store).done
    assert before < kept < BLOCKS
    client = started(command, tmp_path, PYTHONWARNINGS="")
    wait_until_done(store, kept + 4)
    for group in (nanny, scheduler):  # all of it but the client
        os.killpg(group.pid, signal.SIGKILL)
    _, err = client.communicate(timeout=120)
    assert client.returncode == 2, err
    assert err.endswith("the Dask scheduler was lost. Finished blocks are kept; the same command resumes the sweep.\n")
    assert "Traceback" not in err
    assert kept < read_status(store).done < BLOCKS
    client = started(SWEEP, tmp_path)  # what a cluster began, threads may finish
    _, err = client.communicate(timeout=300)
    assert client.returncode == 0, err
    assert read_status(store).complete
    untouched = tmp_path_factory.mktemp("untouched") / "x.zarr"
    run_sweep(load_design(tmp_path / "small.toml", set=["sweep.replications=40"]), untouched, threads=2, block=8)
    assert files(store) == files(untouched)


def test_no_workers_and_workers_without_the_program_are_said(dask, tmp_path):
    _, file, worker = dask
    client = started([*SWEEP, "--scheduler-file", str(file)], tmp_path, PYTHONWARNINGS="")
    said = [client.stderr.readline() for _ in range(2)]
    assert said[1] == "The scheduler has no workers. The sweep goes on as soon as it has some.\n"
    other = tmp_path / "other" / "sim"
    other.mkdir(parents=True)
    (other / "__init__.py").touch()
    worker(PYTHONPATH=str(other.parent))
    _, err = client.communicate(timeout=120)
    assert client.returncode == 2
    assert "a worker cannot load faire-ensemble (No module named 'sim.sweep')" in err
    assert "Traceback" not in err


def test_a_scheduler_that_is_not_there_is_said(tmp_path):
    (tmp_path / "small.toml").write_text(SMALL, encoding="utf-8")
    arguments = [*SWEEP, "--scheduler", "tcp://127.0.0.1:1"]
    process = started(arguments, tmp_path, program=("-c", IMPATIENT), PYTHONWARNINGS="")
    _, err = process.communicate(timeout=120)
    assert process.returncode == 2
    assert "the Dask scheduler tcp://127.0.0.1:1 does not answer" in err
    assert "Traceback" not in err
