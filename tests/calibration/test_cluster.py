"""A calibration on Dask gives the same bits as on threads, killed and resumed or not."""

import signal
import subprocess
import sys

import pytest

import sim
from tests.calibration.conftest import STUDY
from tests.calibration.test_calibrate import stores
from tests.cli.conftest import environment
from tests.sweep.test_cluster import dask

__all__ = ["dask"]  # a fixture
pytest.importorskip("distributed")
pytestmark = [pytest.mark.slow, pytest.mark.skipif(sys.platform == "win32", reason="signals are POSIX")]

PROGRAM = """
import os, signal, sys, sim
from sim.sweep import Scheduler

def die(message):
    if message.en.startswith(sys.argv[1]):
        os.kill(os.getpid(), signal.SIGKILL)

sim.calibrate("study.toml", "store", scheduler=Scheduler(file="scheduler.json"), notice=die)
"""


def calibrated(folder, last):
    """Calibrate on the cluster in a process that is killed when it has told of a generation; return its exit code."""
    command = [sys.executable, "-c", PROGRAM, last]
    return subprocess.run(command, cwd=folder, env=environment(PYTHONWARNINGS=""), timeout=120).returncode


def test_a_cluster_gives_the_bits_of_threads_and_is_resumed(small, dask, tmp_path):
    _, folder, ds = small
    _, _, worker = dask
    worker()
    (tmp_path / "study.toml").write_text(STUDY, encoding="utf-8")
    assert calibrated(tmp_path, "Generation 1") == -signal.SIGKILL
    assert not (tmp_path / "store" / "posterior.nc").exists()
    assert calibrated(tmp_path, "nothing") == 0
    assert sim.open_posterior(tmp_path / "store").identical(ds)
    assert stores(tmp_path / "store") == stores(folder)
