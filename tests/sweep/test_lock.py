"""The lock of a store: one writer, and status queries that never disturb it or each other."""

import os
import socket
import subprocess
import sys
import threading

import pytest

from sim.errors import StoreError
from sim.sweep.lock import is_locked, locked


@pytest.fixture
def store(tmp_path):
    (tmp_path / "x.zarr" / "done").mkdir(parents=True)
    return tmp_path / "x.zarr"


def test_a_second_writer_is_told_which_process_holds_the_store(store):
    holder = f"{os.getpid()}@{socket.gethostname()}"
    with locked(store), pytest.raises(StoreError, match="another sweep is writing") as refused, locked(store):
        pass
    assert holder in refused.value.text("en")
    assert holder in refused.value.text("fr")


def test_a_store_is_free_again_after_its_writer_ended_or_failed(store):
    with locked(store):
        assert is_locked(store)
    assert not is_locked(store)
    with pytest.raises(ArithmeticError), locked(store):
        raise ArithmeticError
    with locked(store):
        assert is_locked(store)
    assert [path.name for path in (store / "done").iterdir() if path.name != "lock"] == []


def test_status_queries_hold_the_lock_too_briefly_to_refuse_a_writer_or_each_other(store):
    stop = threading.Event()
    answers = []

    def ask():
        while not stop.is_set():
            answers.append(is_locked(store))

    askers = [threading.Thread(target=ask) for _ in range(2)]
    for asker in askers:
        asker.start()
    try:
        for _ in range(20):
            with locked(store):
                pass
    finally:
        stop.set()
        for asker in askers:
            asker.join()
    assert answers


@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL is POSIX")
def test_the_system_frees_the_lock_of_a_killed_writer(store):
    program = """
import sys
from pathlib import Path
from sim.sweep.lock import locked
with locked(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""
    writer = subprocess.Popen(
        [sys.executable, "-c", program, store], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert writer.stdout.readline() == "held\n"
    assert is_locked(store)
    writer.kill()
    writer.communicate()
    assert not is_locked(store)
    with locked(store):
        assert (store / "done" / "writer").read_text() == f"{os.getpid()}@{socket.gethostname()}\n"


def test_a_store_without_a_lock_file_is_not_locked(store):
    assert not is_locked(store)
    assert not is_locked(store.parent / "y.zarr")
