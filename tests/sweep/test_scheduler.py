"""Connecting to a Dask scheduler: what is waited for is told, never for ever, and what is wrong is told at once."""

import json
from contextlib import nullcontext

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sim.errors import StoreError
from sim.sweep import Scheduler, run_sweep, scheduler
from sim.sweep.scheduler import connected

distributed = pytest.importorskip("distributed")

NOBODY = "tcp://127.0.0.1:1"


@pytest.fixture(autouse=True)
def impatient(monkeypatch):
    for name, seconds in {"_PATIENCE": 0.3, "_FILE_PATIENCE": 0.4, "_FIRST": 0.1, "_POLL": 0.01}.items():
        monkeypatch.setattr(scheduler, name, seconds)


def refusal(where: Scheduler) -> tuple[str, list[str]]:
    """Return the error of a connection that must fail, and what was told before, in English."""
    told = []
    with pytest.raises(StoreError) as refused, connected(where, lambda message: told.append(message.en)):
        pass
    assert refused.value.text("fr") != refused.value.text("en")
    return str(refused.value), told


def test_a_sweep_does_not_wait_for_ever_for_a_file(design, tmp_path):
    told, file = [], str(tmp_path / "missing.json")
    with pytest.raises(StoreError, match=r"missing\.json does not name a Dask scheduler"):
        run_sweep(design, tmp_path / "x.zarr", scheduler=Scheduler(file=file), notice=told.append)
    assert [message.en for message in told] == [f"Waiting until the Dask scheduler has written {file}, at most 0 s."]


COMPLETE = json.dumps({"type": "Scheduler", "id": "Scheduler-1", "address": NOBODY, "workers": {}})
OTHERS = st.recursive(st.none() | st.booleans() | st.integers() | st.text(max_size=9), st.lists, max_leaves=5)


@settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    st.integers(0, len(COMPLETE) - 1).map(lambda size: COMPLETE[:size].encode())
    | st.binary(max_size=20)
    | OTHERS.map(lambda value: json.dumps(value).encode())
    | OTHERS.filter(lambda value: not isinstance(value, str)).map(lambda value: json.dumps({"address": value}).encode())
)
def test_a_file_that_is_not_complete_is_waited_for(tmp_path, monkeypatch, content):
    monkeypatch.setattr(scheduler, "_FILE_PATIENCE", 0.02)
    file = tmp_path / "scheduler.json"
    file.write_bytes(content)
    said, told = refusal(Scheduler(file=str(file)))
    assert "scheduler.json does not name a Dask scheduler" in said
    assert len(told) == 1


def test_a_file_that_names_nobody_is_not_waited_for_for_ever(tmp_path):
    file = tmp_path / "scheduler.json"
    file.write_text(COMPLETE)
    said, told = refusal(Scheduler(file=str(file)))
    assert f"the Dask scheduler {NOBODY} does not answer" in said
    assert told == [f"Waiting until the Dask scheduler {NOBODY} answers, at most 0 s."]


ADDRESSES = (
    "abc",
    "tcp://",
    "nothing://127.0.0.1:1",
    "tcp://127.0.0.1:99999999",
    "tcp://[",
    "tls://127.0.0.1:1",
    "inproc://x",
)


@pytest.mark.parametrize("address", ADDRESSES)
def test_an_address_that_is_none_is_refused(address):
    said, _ = refusal(Scheduler(address=address))
    assert f"the Dask scheduler {address} does not answer" in said


def test_a_folder_in_place_of_the_file_is_refused_at_once(tmp_path):
    assert refusal(Scheduler(file=str(tmp_path))) == (f"{tmp_path} cannot be read: Is a directory.", [])


def test_a_file_that_appears_and_one_that_is_replaced_are_used(tmp_path, monkeypatch):
    file, tried = tmp_path / "scheduler.json", []

    def written(seconds):
        file.write_text(json.dumps({"address": "tcp://dead:1"}))

    def answer(address, seconds):
        tried.append(address)
        if address == "tcp://dead:1":
            file.write_text(json.dumps({"address": "tcp://alive:2"}))
            raise OSError("nobody")

    monkeypatch.setattr(scheduler.time, "sleep", written)
    monkeypatch.setattr(scheduler, "_require_answer", answer)
    monkeypatch.setattr(distributed, "Client", lambda address, **options: nullcontext(address))
    with connected(Scheduler(file=str(file)), lambda message: None) as connection:
        assert connection == "tcp://alive:2"
    assert tried == ["tcp://dead:1", "tcp://alive:2"]


@pytest.mark.parametrize(
    "error",
    [
        OSError("Timed out trying to connect to tcp://127.0.0.1:1 after 30 s"),
        TimeoutError(),
        ConnectionRefusedError(111, "Connection refused"),
        distributed.comm.core.CommClosedError("in <TCP (closed)>"),
        distributed.client.FutureCancelledError("block-1", "lost"),
    ],
    ids=lambda error: type(error).__name__,
)
def test_a_scheduler_that_is_lost_is_never_taken_for_a_disk(monkeypatch, error):
    monkeypatch.setattr(scheduler, "_client", lambda *_: nullcontext())
    with pytest.raises(StoreError, match="the Dask scheduler was lost"), connected(Scheduler(NOBODY), print):
        raise error


def test_a_disk_that_is_full_is_never_taken_for_a_scheduler(monkeypatch):
    monkeypatch.setattr(scheduler, "_client", lambda *_: nullcontext())
    with pytest.raises(OSError, match="No space left"), connected(Scheduler(NOBODY), print):
        raise OSError(28, "No space left on device", "x.zarr")
