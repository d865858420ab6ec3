"""A saved dataset comes back as it was; a killed, stopped or starved process leaves a whole file or none."""

import os
import subprocess
import sys
from pathlib import Path

import h5py
import numpy as np
import pytest
import xarray as xr

from sim.archive import GrowingDataset, open_dataset, save_dataset
from sim.archive import growing as growing_files
from sim.archive.chunk import packed
from sim.files import whole_file


def trajectory(seed: int = 1, organizations: int = 40) -> xr.Dataset:
    """Return a dataset with every kind of variable that a run has."""
    draws = np.random.default_rng(seed)
    shape = (3, organizations, 12)
    dims = ("replication", "organization", "month")
    return xr.Dataset(
        {
            "gain": (dims, draws.normal(size=shape), {"units": "CAD", "long_name_fr": "gain net"}),
            "pool": (dims, draws.integers(-1, 9, shape).astype(np.int32)),
            "status": (dims[:2], draws.integers(0, 5, shape[:2]).astype(np.int8)),
            "without": (dims[:2], draws.random(shape[:2]) < 0.5),
            "alone": ((), 3.5),
        },
        coords={
            "organization": [f"Coopérative n° {i}" for i in range(organizations)],
            "month": np.arange(1, 13),
        },
        attrs={
            "title_fr": "Été à Trois-Rivières",
            "scenario": "months = 12\n",
            "empty": "",
            "seed": 2**63 - 1,
        },
    )


def test_comes_back_identical(tmp_path: Path) -> None:
    ds = trajectory()
    path = save_dataset(ds, tmp_path / "run.nc")
    back = open_dataset(path)
    xr.testing.assert_identical(back, ds)
    assert {name: v.dtype for name, v in back.data_vars.items()} == {name: v.dtype for name, v in ds.data_vars.items()}
    assert list(tmp_path.iterdir()) == [path]


def test_the_same_dataset_is_the_same_file(tmp_path: Path) -> None:
    first, second = (save_dataset(trajectory(), tmp_path / name) for name in ("a.nc", "b.nc"))
    assert first.read_bytes() == second.read_bytes()


def test_numbers_are_compressed(tmp_path: Path) -> None:
    ds = xr.Dataset({"gain": ("month", np.zeros(100_000)), "pool": ("month", np.zeros(100_000, np.int32))})
    assert save_dataset(ds, tmp_path / "run.nc").stat().st_size < 50_000


def test_an_empty_dimension_can_be_saved(tmp_path: Path) -> None:
    ds = xr.Dataset({"gain": (("organization", "month"), np.zeros((0, 3)))})
    xr.testing.assert_identical(open_dataset(save_dataset(ds, tmp_path / "run.nc")), ds)


def test_a_failed_writing_leaves_the_older_file(tmp_path: Path) -> None:
    path = tmp_path / "run.nc"
    path.write_bytes(b"older")
    with pytest.raises(TypeError), whole_file(path) as file:
        file.writelines([b"half of the new one", None])  # type: ignore[list-item]
    assert path.read_bytes() == b"older"
    assert list(tmp_path.iterdir()) == [path]


def test_a_missing_folder_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        save_dataset(trajectory(), tmp_path / "absent" / "run.nc")


@pytest.mark.parametrize("content", [b"", b"not a dataset", b"\x89HDF\r\n\x1a\n"])
def test_a_damaged_file_is_an_error(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "run.nc"
    path.write_bytes(content)
    with pytest.raises(OSError, match=r"run\.nc"):
        open_dataset(path)
    with pytest.raises(FileNotFoundError):
        open_dataset(tmp_path / "absent.nc")


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    link = tmp_path / "run.nc"
    link.symlink_to(tmp_path / "elsewhere" / "real.nc")
    save_dataset(trajectory(), link)
    assert link.is_symlink()
    xr.testing.assert_identical(open_dataset(link), trajectory())


def test_what_killed_processes_left_is_swept_but_not_what_lives(tmp_path: Path) -> None:
    left = tmp_path / ".run.nc.12345-0123abcd.unfinished"
    left.write_bytes(b"half")
    strange = tmp_path / ".run.nc.mine.unfinished"
    strange.write_bytes(b"not ours")
    with whole_file(tmp_path / "a.nc") as outer:
        assert not left.exists()
        outer.write(b"a")
        with whole_file(tmp_path / "b.nc") as inner:
            inner.write(b"b")
        outer.write(b"a")
    assert {file.name: file.read_bytes() for file in tmp_path.iterdir() if file != strange} == {
        "a.nc": b"aa",
        "b.nc": b"b",
    }
    assert strange.exists()


_STARVED = """
import resource, sys
from tests.test_archive import trajectory, save_dataset
resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))
try:
    save_dataset(trajectory(2), sys.argv[1])
except OSError as error:
    print(error.strerror)
"""


# The victims are forked in a process of their own, which has one thread and has imported everything already,
# so that a kill meets the saving and not the start of an interpreter. A victim saves two datasets in turn.
_KILLER = """
import os, random, signal, sys, time
from pathlib import Path
from tests.test_archive import trajectory, open_dataset, save_dataset
folder = Path(sys.argv[1])
path = folder / "run.nc"
versions = {n: trajectory(n, n) for n in (150, 160)}
durations = []
for attempt in range(5):
    begin = time.perf_counter()
    save_dataset(versions[150], path)
    durations.append(time.perf_counter() - begin)
duration = min(durations)  # the first one also warms the library up, and a disk may pause
chance = random.Random(7)
absent = complete = 0
while min(absent, complete) <= 5 or absent + complete < 30:
    assert absent + complete < 300, (absent, complete)
    path.unlink(missing_ok=True)
    victim = os.fork()
    if victim == 0:
        while True:
            for version in versions.values():
                save_dataset(version, path)
    time.sleep(chance.uniform(0, 3 * duration))
    os.kill(victim, signal.SIGKILL)
    os.waitpid(victim, 0)
    if path.exists():
        back = open_dataset(path)
        assert back.identical(versions[back.sizes["organization"]])
        complete += 1
    else:
        absent += 1
save_dataset(versions[150], path)
print(absent, complete, [file.name for file in folder.iterdir()], sep=";")
"""

# Here a process kills itself at the worst moment: all is written, nothing is safe, the name is not given.
_SUICIDE = """
import os, signal, sys
from tests.test_archive import trajectory, save_dataset
os.fsync = lambda descriptor: os.kill(os.getpid(), signal.SIGKILL)
save_dataset(trajectory(2), sys.argv[1])
"""


def in_another_process(program: str, argument: Path) -> subprocess.CompletedProcess[str]:
    """Run a program that uses this file's functions, in an interpreter of its own."""
    return subprocess.run(
        [sys.executable, "-c", program, argument],
        cwd=Path(__file__).parents[1],
        capture_output=True,
        text=True,
        timeout=600,
    )


@pytest.mark.skipif(sys.platform == "win32", reason="fork and SIGKILL are POSIX")
def test_a_process_killed_at_random_leaves_a_whole_file_or_none(tmp_path: Path) -> None:
    done = in_another_process(_KILLER, tmp_path)
    assert done.returncode == 0, done.stderr
    absent, complete, files = done.stdout.strip().split(";")
    # Kills came both before the end of the first saving and after it: how often depends on the machine's mood,
    # so the killer goes on until it has seen enough of both.
    assert int(absent) > 5
    assert int(complete) > 5
    assert files == "['run.nc']"


@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL is POSIX")
def test_a_process_killed_before_the_name_is_given_leaves_the_older_file(tmp_path: Path) -> None:
    path = save_dataset(trajectory(1), tmp_path / "run.nc")
    assert in_another_process(_SUICIDE, path).returncode == -9
    xr.testing.assert_identical(open_dataset(path), trajectory(1))
    assert len(list(tmp_path.iterdir())) == 2
    save_dataset(trajectory(3), path)
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.skipif(sys.platform == "win32", reason="limits of file size are POSIX")
def test_a_full_disk_is_an_error_and_leaves_the_older_file(tmp_path: Path) -> None:
    path = save_dataset(trajectory(1), tmp_path / "run.nc")
    assert path.stat().st_size > 20_000
    done = in_another_process(_STARVED, path)
    assert (done.returncode, done.stdout, done.stderr) == (0, "File too large\n", "")
    xr.testing.assert_identical(open_dataset(path), trajectory(1))
    assert list(tmp_path.iterdir()) == [path]


def growing(runs: int = 7, organizations: int = 200, months: int = 60) -> tuple[xr.Dataset, xr.Dataset]:
    """Return a dataset, and the part of it that grows run by run (0.3 MB a run)."""
    draws = np.random.default_rng(2)
    dims = ("replication", "organization", "month")
    shape = (runs, organizations, months)
    wide = xr.Dataset(
        {
            "gain": (dims, draws.normal(size=shape), {"units": "CAD"}),
            "pool": (dims, draws.integers(-1, 9, shape).astype(np.int32), {}),
            "kind": (("replication", "month"), draws.integers(0, 9, (runs, months)).astype(np.int8), {}),
        },
        coords={"month": np.arange(1, months + 1), "organization": [f"org {i}" for i in range(organizations)]},
    )
    return wide.assign(total=("replication", draws.random(runs))).assign_attrs(seed=3), wide


def grown(path: Path, order: list[int], runs: int = 7, look: bool = True) -> xr.Dataset:
    """Write a dataset run by run in some order; return it as the file gives it back while it grows and after."""
    whole, wide = growing(runs)
    with GrowingDataset(path) as file:
        lazy = file.begin(wide.copy(deep=True) * 0)
        for run in order:
            file.add(run, {str(name): wide[name].values[run] for name in wide.data_vars})
        ds = whole.assign(lazy.data_vars)
        if look:
            xr.testing.assert_equal(ds.isel(replication=[runs - 1, 0]), whole.isel(replication=[runs - 1, 0]))
        file.finish(ds.assign_attrs(seed=3))
    return ds


@pytest.mark.parametrize("order", [[0, 1, 2, 3, 4, 5, 6], [6, 5, 4, 3, 2, 1, 0], [3, 0, 6, 1, 5, 2, 4]])
def test_a_file_that_grows_is_the_same_in_any_order(tmp_path: Path, order: list[int]) -> None:
    ds = grown(tmp_path / "grown.nc", order)
    whole, _ = growing()
    back = open_dataset(tmp_path / "grown.nc")
    xr.testing.assert_identical(back[list(whole)], whole)
    assert {name: back[name].dtype for name in whole} == {name: whole[name].dtype for name in whole}
    xr.testing.assert_equal(ds, whole)  # read from the finished file
    grown(tmp_path / "again.nc", sorted(order))
    assert (tmp_path / "again.nc").read_bytes() == (tmp_path / "grown.nc").read_bytes()


def test_variables_longer_than_a_chunk_are_written_in_several(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(growing_files, "_CHUNK", 90_000)
    grown(tmp_path / "grown.nc", [3, 0, 6, 1, 5, 2, 4])
    with h5py.File(tmp_path / "grown.nc") as file:
        chunks, shape = file["gain"].chunks, file["gain"].shape
    assert 1 < chunks[1] < shape[1]
    assert shape[1] % chunks[1], "the last one is not full"
    whole, _ = growing()
    xr.testing.assert_identical(open_dataset(tmp_path / "grown.nc")[list(whole)], whole)


_DRAWS = np.random.default_rng(5)
CHUNKS = {
    "one": np.array([3.5]),
    "three": np.array([3.5, np.nan, -np.inf]),
    "noise": _DRAWS.normal(size=200_000),
    "zeros": np.zeros(200_000),
    "mostly zeros": np.where(_DRAWS.random(9_999) < 0.1, _DRAWS.normal(size=9_999), 0.0),
    "the same each month": np.repeat(_DRAWS.normal(size=500), 120).reshape(1, 500, 120),
    "noise at the end": np.concatenate([np.zeros(50_000), _DRAWS.normal(size=50_000)]),
    "numbers of pools": _DRAWS.integers(-1, 9, (2, 300, 6, 12)).astype(np.int32),
    "bytes": _DRAWS.integers(-128, 128, 70_000).astype(np.int8),
    "every other": _DRAWS.normal(size=(40, 60))[:, ::2],
}


@pytest.mark.parametrize("name", CHUNKS)
def test_a_packed_chunk_is_what_the_filters_of_hdf5_read(tmp_path: Path, name: str) -> None:
    values = CHUNKS[name]
    with h5py.File(tmp_path / "x.h5", "w") as file:
        filters = {"compression": "gzip", "compression_opts": 1, "shuffle": True}
        dataset = file.create_dataset("x", values.shape, values.dtype, chunks=values.shape, **filters)
        dataset.id.write_direct_chunk((0,) * values.ndim, packed(values))
    with h5py.File(tmp_path / "x.h5") as file:
        assert file["x"][...].tobytes() == values.tobytes()


def test_a_packed_chunk_is_hardly_larger_than_one_that_hdf5_makes(tmp_path: Path) -> None:
    for name, values in CHUNKS.items():
        with h5py.File(tmp_path / "x.h5", "w") as file:
            filters = {"compression": "gzip", "compression_opts": 1, "shuffle": True}
            dataset = file.create_dataset("x", data=values, chunks=values.shape, **filters)
            assert len(packed(values)) <= 1.05 * dataset.id.get_storage_size() + 200, name


def test_a_file_that_is_not_finished_is_removed(tmp_path: Path) -> None:
    (tmp_path / "run.nc").write_bytes(b"older")
    _, wide = growing()
    with GrowingDataset(tmp_path / "run.nc") as file:
        file.begin(wide)
        file.add(0, {str(name): wide[name].values[0] for name in wide.data_vars})
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"run.nc": b"older"}


_STARVED_GROWING = """
import resource, sys
from pathlib import Path
from tests.test_archive import grown
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[2]), int(sys.argv[2])))
try:
    grown(Path(sys.argv[1]), list(range(7)), look=False)
except OSError as error:
    print(error.strerror)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="limits of file size are POSIX")
@pytest.mark.parametrize("size", [0, 100, 3_000, 100_000, 600_000])
def test_a_full_disk_ends_no_process_while_a_file_grows(tmp_path: Path, size: int) -> None:
    path = tmp_path / "run.nc"
    path.write_bytes(b"older")
    done = subprocess.run(
        [sys.executable, "-c", _STARVED_GROWING, path, str(size)],
        cwd=Path(__file__).parents[1],
        capture_output=True,
        text=True,
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "File too large\n", "")
    assert {file.name: file.read_bytes() for file in tmp_path.iterdir()} == {"run.nc": b"older"}


@pytest.mark.skipif(sys.platform == "win32", reason="pipes are POSIX")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "run.nc")
    with pytest.raises(OSError, match="not a file"):
        open_dataset(tmp_path / "run.nc")
