"""Files under the rules of Windows: what is open elsewhere cannot be replaced, and some names are those of devices."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim import files
from sim.cli.inputs import folder_of_results
from sim.processes import is_running
from sim.vocabulary.reasons import reason


def refusal(winerror: int | None) -> PermissionError:
    """Return what Windows answers, or what another system does."""
    error = PermissionError(13, "Access is denied")
    if winerror is not None:
        error.winerror = winerror
    return error


class Disk:
    """A disk on which other processes have files open for some attempts."""

    def __init__(self, times: int, winerror: int | None) -> None:
        self.left = times
        self.winerror = winerror
        self.pauses: list[float] = []

    def rename(self, source, target) -> None:
        if self.left:
            self.left -= 1
            raise refusal(self.winerror)
        os.replace(source, target)

    def sleep(self, seconds: float) -> None:
        self.pauses.append(seconds)


@pytest.fixture
def disk(monkeypatch):
    def made(times: int, winerror: int | None) -> Disk:
        made = Disk(times, winerror)
        monkeypatch.setattr(files, "_rename", made.rename)
        monkeypatch.setattr(files, "_sleep", made.sleep)
        return made

    return made


@pytest.mark.parametrize("winerror", [5, 32])
@pytest.mark.parametrize("times", [0, 1, 39])
def test_a_file_that_is_open_for_a_moment_is_replaced_after_it(tmp_path, disk, winerror, times):
    windows = disk(times, winerror)
    path = tmp_path / "run.nc"
    path.write_bytes(b"old")
    with files.whole_file(path) as file:
        file.write(b"new")
    assert path.read_bytes() == b"new"
    assert len(windows.pauses) == times
    assert sum(windows.pauses) < 3.0
    assert [each.name for each in tmp_path.iterdir()] == ["run.nc"]


def test_a_file_that_stays_open_is_left_as_it_was_and_the_reason_named(tmp_path, disk):
    disk(1000, 32)
    path = tmp_path / "run.nc"
    path.write_bytes(b"old")
    with pytest.raises(PermissionError) as raised, files.whole_file(path) as file:
        file.write(b"new")
    assert path.read_bytes() == b"old"
    assert [each.name for each in tmp_path.iterdir()] == ["run.nc"]
    assert "another program" in reason(raised.value).en


@pytest.mark.parametrize("winerror", [None, 19])
def test_another_refusal_is_not_waited_for(tmp_path, disk, winerror):
    other = disk(1000, winerror)
    with pytest.raises(PermissionError), files.whole_file(tmp_path / "run.nc") as file:
        file.write(b"new")
    assert other.pauses == []


def test_where_folders_have_no_locks_the_files_of_running_processes_are_kept(tmp_path):
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    left = tmp_path / f".run.nc.{ended.pid}-01234567.unfinished"
    ours = tmp_path / f".run.nc.{os.getpid()}-01234567.unfinished"
    for file in (left, ours):
        file.touch()
    files.remove_unfinished(tmp_path, shared=True)
    assert list(tmp_path.iterdir()) == [ours]
    files.remove_unfinished(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_process_that_runs_and_one_that_has_ended():
    process = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
    assert is_running(process.pid)
    process.communicate(b"\n")
    assert not is_running(process.pid)
    assert not is_running(0)
    assert not is_running(-1)  # os.kill would mean all processes


@pytest.mark.parametrize("name", ["con", "NUL", "aux.json", "Com7", "lpt0.txt", "prn .x", "com¹"])
def test_names_of_devices_are_no_names_of_files(name):
    with pytest.raises(ValueError, match="not the name"):
        files.path_inside(Path("rooms"), name)


@given(st.sampled_from('<>:"/\\|?*'), st.text("ab", max_size=3), st.text("ab", max_size=3))
def test_no_name_has_a_letter_that_some_system_forbids(letter, before, after):
    with pytest.raises(ValueError, match="not the name"):
        files.path_inside(Path("rooms"), f"{before}{letter}{after}")


@given(st.text(max_size=30))
def test_a_folder_of_results_is_possible_on_every_system(name):
    folder = folder_of_results(None, name)
    assert folder.parent == Path("results")
    assert not files.is_device(folder.name)
    assert not set(folder.name) & set('<>:"/\\|?* ')
    assert not folder.name.endswith(".")


@pytest.mark.parametrize("name", ["con", "Aux", "nul.toml"])
def test_a_scenario_may_have_the_name_of_a_device(name):
    assert folder_of_results(None, name).name == f"_{name}"
