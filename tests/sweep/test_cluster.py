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
from tests.sweep.conftest import files

pytest.importorskip("distributed")
pytestmark = [pytest.mark.slow, pytest.mark.skipif(sys.platform == "win32", reason="signals are POSIX")]

SWEEP = ["sweep", "small.toml", "--store", "x.zarr", "--block", "8", "--set", "sweep.replications=80"]
BLOCKS = 24 * 80 // 8


@pytest.fixture
def cluster(tmp_path):
    """Start a scheduler and one worker with its nanny; yield the scheduler's file."""
    (tmp_path / "small.toml").write_text(SMALL, encoding="utf-8")
    file = tmp_path / "scheduler.json"
    quiet = {"cwd": tmp_path, "env": environment(PYTHONWARNINGS=""), "stdout": subprocess.DEVNULL,
             "stderr": subprocess.DEVNULL, "start_new_session": True}  # fmt: skip
    dask = [sys.executable, "-m", "dask"]
    here = ["--host", "127.0.0.1", "--no-dashboard", "--scheduler-file", str(file)]
    scheduler = subprocess.Popen([*dask, "scheduler", *here, "--port", "0"], **quiet)
    deadline = time.monotonic() + 60
    while not file.exists() and time.monotonic() < deadline:
        time.sleep(0.1)
    worker = subprocess.Popen(
        [*dask, "worker", "--host", "127.0.0.1", "--no-dashboard", "--scheduler-file", str(file), "--nworkers", "1",
         "--nthreads", "1", "--local-directory", str(tmp_path / "scratch")], **quiet,
    )  # fmt: skip
    yield file, worker
    for process in (worker, scheduler):
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def workers(nanny: subprocess.Popen) -> list[int]:
    """Return the processes that a nanny watches."""
    lists = Path(f"/proc/{nanny.pid}/task").glob("*/children")
    found = [int(child) for children in lists for child in children.read_text().split()]
    return [child for child in found if b"spawn_main" in Path(f"/proc/{child}/cmdline").read_bytes()]


def until(store: Path, blocks: int) -> None:
    deadline = time.monotonic() + 120
    while (read_status(store).done if store.exists() else 0) < blocks and time.monotonic() < deadline:
        time.sleep(0.02)


def test_killed_workers_and_clients_change_nothing(cluster, tmp_path, tmp_path_factory):
    file, nanny = cluster
    store = tmp_path / "x.zarr"
    command = [*SWEEP, "--scheduler-file", str(file)]
    client = started(command, tmp_path, PYTHONWARNINGS="")
    until(store, 4)
    os.kill(workers(nanny)[0], signal.SIGKILL)  # the nanny starts another one
    before = read_status(store).done
    until(store, before + 4)
    client.send_signal(signal.SIGKILL)
    client.communicate()
    kept = read_status(store).done
    assert before < kept < BLOCKS
    client = started(command, tmp_path, PYTHONWARNINGS="")
    until(store, kept + 4)
    os.killpg(nanny.pid, signal.SIGKILL)  # all workers with their nanny, and the client
    client.send_signal(signal.SIGKILL)
    client.communicate()
    assert kept < read_status(store).done < BLOCKS
    client = started(SWEEP, tmp_path)  # what a cluster began, threads may finish
    _, err = client.communicate(timeout=300)
    assert client.returncode == 0, err
    assert read_status(store).complete
    untouched = tmp_path_factory.mktemp("untouched") / "x.zarr"
    run_sweep(load_design(tmp_path / "small.toml", set=["sweep.replications=80"]), untouched, threads=2, block=8)
    assert files(store) == files(untouched)


def test_a_scheduler_that_is_not_there_is_said(tmp_path):
    (tmp_path / "small.toml").write_text(SMALL, encoding="utf-8")
    process = started([*SWEEP, "--scheduler", "tcp://127.0.0.1:1"], tmp_path, PYTHONWARNINGS="")
    _, err = process.communicate(timeout=120)
    assert process.returncode == 2
    assert "the Dask scheduler tcp://127.0.0.1:1 does not answer" in err
    assert "Traceback" not in err
