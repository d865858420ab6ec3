"""What is in a store: the runs of each point alone, to the last bit, labelled, lazily, and nothing of another sweep."""

import numpy as np
import pytest
import xarray as xr
import zarr

import sim
from sim.declared.variables import VARIABLES, recorded
from sim.errors import StoreError
from sim.kernel.runs import one_run
from sim.sweep import read_status, run_sweep
from sim.sweep.layout import TO_DO, Layout, layout_of
from sim.sweep.shard import KEYS
from sim.sweep.store import opened_store
from tests.sweep.conftest import alone, bits, files, one_by_one


def test_each_run_is_the_one_that_its_point_gives_alone(design, tmp_path):
    run_sweep(design, tmp_path / "x.zarr", threads=2, block=10)
    ds = sim.open_sweep(tmp_path / "x.zarr")
    for point in (0, 7, 23):
        single = alone(design, point)
        assert set(single.data_vars) == {variable.name for variable in recorded("months")}
        for name in single.data_vars:
            assert ds[name].isel(point=point).values.tobytes() == single[name].values.tobytes(), name


@pytest.mark.parametrize(("threads", "block"), [(1, 9), (2, 20), (3, 1000)])
def test_neither_threads_nor_blocks_change_a_bit(design, tmp_path, threads, block):
    run_sweep(design, tmp_path / "one.zarr", threads=1)
    run_sweep(design, tmp_path / "other.zarr", threads=threads, block=block)
    one, other = bits(tmp_path / "one.zarr"), bits(tmp_path / "other.zarr")
    del one["done"], other["done"]
    assert one == other


def test_the_store_opens_with_xarray_alone_and_says_what_it_holds(design, tmp_path):
    run_sweep(design, tmp_path / "x.zarr")
    ds = xr.open_zarr(tmp_path / "x.zarr")
    assert dict(ds.sizes) == {"point": 24, "replication": 3, "month": 12, "resource": 2, "block": 1}
    assert ds["members"].dims == ("point", "replication", "month", "resource")
    assert ds["members"].chunks is not None, "it was read into memory"
    assert ds["collective_gain"].attrs == VARIABLES["collective_gain"].attrs
    assert {"population.horizon", "population.trust", "resources.*.founding_cost"} <= set(ds.coords)
    assert ds["population.horizon"].dims == ("point",)
    assert ds["population.horizon"].attrs["units"] == "month"
    assert ds["resources.*.founding_cost"].attrs["relative"] == 1
    assert ds.attrs["scenario"] == design.scenario.source
    assert ds.attrs["seed"] == "5"
    assert zarr.open_group(tmp_path / "x.zarr").metadata.zarr_format == 3
    members = zarr.open_array(tmp_path / "x.zarr" / "members")
    assert members.shards is not None
    assert not list((tmp_path / "x.zarr").rglob("*.unfinished"))


def test_what_is_known_of_the_arrays_is_what_zarr_itself_would_write(design, tmp_path):
    import json
    import warnings

    with opened_store(tmp_path / "x.zarr", design):
        pass
    document = tmp_path / "x.zarr" / "zarr.json"
    mine = json.loads(document.read_bytes())
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="Consolidated metadata is currently not part")
        zarr.consolidate_metadata(tmp_path / "x.zarr")
    assert json.loads(document.read_bytes()) == mine
    group = zarr.create_group(tmp_path / "y.zarr")
    for variable in recorded("months"):
        name = variable.name
        array = zarr.open_array(tmp_path / "x.zarr" / name)
        assert array.attrs.asdict() == VARIABLES[name].attrs
        group.create_array(
            name, shape=array.shape, chunks=array.chunks, shards=array.shards, dtype=array.dtype,
            fill_value=array.fill_value, compressors=array.compressors, chunk_key_encoding=KEYS,
            attributes=VARIABLES[name].attrs, dimension_names=array.metadata.dimension_names,
        )  # fmt: skip
        theirs = json.loads((tmp_path / "y.zarr" / name / "zarr.json").read_bytes())
        assert json.loads((tmp_path / "x.zarr" / name / "zarr.json").read_bytes()) == theirs


def test_a_block_that_is_not_there_is_missing_and_not_zero(design, tmp_path):
    with opened_store(tmp_path / "x.zarr", design):
        pass
    ds = sim.open_sweep(tmp_path / "x.zarr")
    for variable in recorded("months"):
        missing = ds[variable.name] == -1 if variable.dtype == "int8" else np.isnan(ds[variable.name])
        assert missing.all()
    assert (ds["done"] == TO_DO).all()


def test_a_second_sweep_on_a_store_is_refused(design, tmp_path):
    with (
        opened_store(tmp_path / "x.zarr", design),
        pytest.raises(StoreError, match="another sweep is writing"),
    ):
        run_sweep(design, tmp_path / "x.zarr")
    assert run_sweep(design, tmp_path / "x.zarr").complete
    assert not read_status(tmp_path / "x.zarr").in_use


@pytest.mark.parametrize(
    ("override", "shown"),
    [
        ("months=24", ["-months = 12", "+months = 24"]),
        ("sweep.seed=6", ["-seed = 5", "+seed = 6"]),
        ("sweep.parameters.population.trust={low=0.1,high=0.9,steps=3}", ["-steps = 4", "+steps = 3"]),
        ("sweep.record=summary", ['-record = "months"', '+record = "summary"']),
    ],
)
def test_a_changed_sweep_is_refused_with_the_difference(file, design, tmp_path, override, shown):
    run_sweep(design, tmp_path / "x.zarr")
    before = files(tmp_path / "x.zarr")
    changed = sim.load_design(file, set=[override])
    with pytest.raises(StoreError) as refused:
        run_sweep(changed, tmp_path / "x.zarr")
    for line in shown:
        assert line in str(refused.value).splitlines()
    assert files(tmp_path / "x.zarr") == before


def test_a_folder_that_is_no_store_is_left_alone(design, tmp_path):
    (tmp_path / "x.zarr").mkdir()
    (tmp_path / "x.zarr" / "precious.txt").write_text("mine")
    with pytest.raises(StoreError, match="is not the store of a sweep"):
        run_sweep(design, tmp_path / "x.zarr")
    assert files(tmp_path / "x.zarr") == {"precious.txt": b"mine"}
    with pytest.raises(StoreError, match="there is no store"):
        sim.open_sweep(tmp_path / "y.zarr")


def test_a_failing_block_is_recorded_and_the_rest_goes_on(design, tmp_path, monkeypatch):
    from sim.sweep import task

    play = task.several_runs

    def fails_at_long_horizons(setup, seed, replication, record):
        if setup.scenario.population.horizon.support()[0] == 60:
            raise ArithmeticError("a run that cannot be")
        return one_run(setup, seed, replication, record)

    monkeypatch.setattr(task, "several_runs", one_by_one(fails_at_long_horizons))
    status = run_sweep(design, tmp_path / "x.zarr", block=6, threads=2)
    assert (status.blocks, status.done, status.failed) == (12, 8, 4)
    assert set(status.failures.values()) == {"ArithmeticError: a run that cannot be"}
    ds = sim.open_sweep(tmp_path / "x.zarr")
    there = ds["population.horizon"].values < 60
    assert np.array_equal(np.isfinite(ds["collective_total_gain"].values).all(axis=1), there)
    again = run_sweep(design, tmp_path / "x.zarr")  # a failure is not tried again by itself
    assert again.failed == 4
    monkeypatch.setattr(task, "several_runs", play)
    assert run_sweep(design, tmp_path / "x.zarr", retry_failed=True).complete
    run_sweep(design, tmp_path / "y.zarr", block=6)
    assert bits(tmp_path / "x.zarr") == bits(tmp_path / "y.zarr")
    assert read_status(tmp_path / "x.zarr").failures == {}


def test_a_store_that_cannot_be_written_stops_the_sweep_and_is_not_damaged(design, tmp_path, monkeypatch):
    from sim.sweep import task

    write, blocks = task.write_block, []

    def full(path, layout, block, columns):
        if len(blocks) == 3:
            raise OSError(28, "No space left on device")
        blocks.append(block)
        write(path, layout, block, columns)

    monkeypatch.setattr(task, "write_block", full)
    with pytest.raises(OSError, match="No space left"):
        run_sweep(design, tmp_path / "x.zarr", threads=1, block=6)
    status = read_status(tmp_path / "x.zarr")
    assert (status.done, status.failed) == (3, 0)
    monkeypatch.setattr(task, "write_block", write)
    assert run_sweep(design, tmp_path / "x.zarr").complete
    run_sweep(design, tmp_path / "y.zarr", block=6)
    assert bits(tmp_path / "x.zarr") == bits(tmp_path / "y.zarr")


@pytest.mark.parametrize("block", [12, 2, 100, 10])
def test_a_shard_is_byte_for_byte_the_one_that_zarr_writes_but_for_its_mark(design, tmp_path, block):
    run_sweep(design, tmp_path / "x.zarr", block=block)
    ds = sim.open_sweep(tmp_path / "x.zarr").load()
    with opened_store(tmp_path / "y.zarr", design, block):
        pass
    layout = layout_of(design, block)
    for name in ("members", "collective_gain", "entered", "collective_status", "pools_founded"):
        array = zarr.open_array(tmp_path / "y.zarr" / name)
        for number in range(layout.blocks):
            points, replications = layout.block(number)
            where = (slice(points.start, points.stop), slice(replications.start, replications.stop))
            array[where] = ds[name].values[where]
        mine, theirs = files(tmp_path / "x.zarr" / name), files(tmp_path / "y.zarr" / name)
        index = 16 * int(np.prod(array.shards) // np.prod(array.chunks)) + 4
        assert {key: mine[key][: -index - 4] + mine[key][-index:] for key in theirs if key != "zarr.json"} == {
            key: value for key, value in theirs.items() if key != "zarr.json"
        }


def test_the_blocks_hold_every_run_once():
    for points, replications, down, across in [(10, 3, 4, 3), (1, 100, 1, 8), (7, 5, 1, 5), (3, 10, 1, 4)]:
        layout = Layout(points, replications, down, across)
        seen = np.zeros((points, replications), dtype=int)
        for block in range(layout.blocks):
            where = np.ix_(*layout.block(block))
            seen[where] += 1
            assert seen[where].size == layout.runs(block)
        assert (seen == 1).all()


@pytest.mark.parametrize("replications", [1, 3, 1000, 100_000])
def test_a_block_is_bounded_whatever_the_number_of_runs(design, replications):
    from dataclasses import replace

    layout = layout_of(replace(design, replications=replications))
    assert layout.block_points * layout.block_replications <= 16_000_000 / (12 * (13 + 6 * 2) * 8)
    assert layout.block_points % layout.chunk[0] == 0
    assert layout.block_replications % layout.chunk[1] == 0
