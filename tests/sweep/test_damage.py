"""A damaged store: nothing wrong is read, what is damaged is named, and the same sweep repairs it."""

import json
import os
import pickle
import shutil
from dataclasses import replace
from itertools import groupby
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import sim
from sim.cli import main
from sim.errors import StoreError
from sim.sweep import DamageError, find_damage, make_design, read_status, run_sweep, task
from sim.sweep.state import write_codes, write_failures
from sim.sweep.store import opened_store
from tests.sweep.conftest import files

SCENARIO = """
fictional = true
months = 2
[population]
number = 12
[network]
kind = "complete"
[resources.hr]
fixed_cost = 900
unit_cost = 300
"""
PARAMETERS = {
    "network.kind": ["complete", "spatial"],
    "population.horizon": [6, 24],
    "population.trust": [0.0, 1.0],
}
BLOCKS = 4


def empty(path: Path, draw) -> None:
    path.write_bytes(b"")


def halve(path: Path, draw) -> None:
    os.truncate(path, path.stat().st_size // 2)


def cut(path: Path, draw) -> None:
    os.truncate(path, draw(st.integers(0, max(0, path.stat().st_size - 1))))


def delete(path: Path, draw) -> None:
    path.unlink()


def flip(path: Path, draw) -> None:
    content = bytearray(path.read_bytes())
    if content:
        place = draw(st.integers(0, len(content) - 1))
        content[place] ^= 1 << draw(st.integers(0, 7))
    path.write_bytes(content)


def overwrite(path: Path, draw) -> None:
    path.write_bytes(draw(st.binary(max_size=80)))


def pad(path: Path, draw) -> None:
    path.write_bytes(path.read_bytes() + draw(st.binary(min_size=1, max_size=8)))


def zero(path: Path, draw) -> None:
    path.write_bytes(bytes(path.stat().st_size))


def swap(path: Path, draw) -> None:
    """Put the content of another file of the store in its place."""
    store = next(parent for parent in path.parents if parent.suffix == ".zarr")
    others = sorted(each for each in store.rglob("*") if each.is_file() and each.name != "lock")
    path.write_bytes(draw(st.sampled_from(others)).read_bytes())


def other_json(path: Path, draw) -> None:
    values = st.recursive(st.none() | st.booleans() | st.integers() | st.text(max_size=5), st.lists, max_leaves=4)
    path.write_text(json.dumps(draw(values | st.dictionaries(st.text(max_size=5), values, max_size=3))))


def folder(path: Path, draw) -> None:
    path.unlink()
    path.mkdir()
    if draw(st.booleans()):
        (path / "inside").write_text("something")


def lose_folder(path: Path, draw) -> None:
    shutil.rmtree(path.parent)


def file_for_folder(path: Path, draw) -> None:
    shutil.rmtree(path.parent)
    path.parent.write_text("a file")


WAYS = (
    empty, halve, cut, delete, flip, overwrite, pad, zero, swap, other_json, folder, lose_folder, file_for_folder,
)  # fmt: skip


@pytest.fixture(scope="module")
def design(tmp_path_factory):
    path = tmp_path_factory.mktemp("scenario") / "tiny.toml"
    path.write_text(SCENARIO, encoding="utf-8")
    return make_design(sim.load_scenario(path), PARAMETERS, replications=2)


@pytest.fixture(scope="module")
def whole(design, tmp_path_factory):
    """Return a finished store, which tests copy, and its values."""
    store = tmp_path_factory.mktemp("whole") / "x.zarr"
    assert run_sweep(design, store, block=4).blocks == BLOCKS
    return store, sim.open_sweep(store).load()


@pytest.fixture
def store(whole, tmp_path):
    """Return a copy of that store."""
    return Path(shutil.copytree(whole[0], tmp_path / "x.zarr"))


@pytest.fixture
def played(monkeypatch):
    """Return the list of the blocks that are simulated from now on."""
    blocks, play = [], task.play

    def noted(given, *arguments):
        blocks.append(given.block)
        return play(given, *arguments)

    monkeypatch.setattr(task, "play", noted)
    return blocks


def names(store: Path) -> list[str]:
    """Return the files of a store."""
    return sorted(path.relative_to(store).as_posix() for path in store.rglob("*") if path.is_file())


def kind(name: str) -> str:
    """Return what kind of file a file of a store is, so that each kind is damaged as often as the others."""
    if name.startswith("done/") or name == "zarr.json":
        return name
    return "metadata" if name.endswith("zarr.json") else "parameters" if "/c/" in name else "runs"


def damaged(store: Path, error: DamageError) -> set[str]:
    """Return the first parts of the files that an error names, which are arrays or documents."""
    assert str(error).startswith(f"{store} is damaged:\n")
    assert all(each.file in error.text(lang) for each in error.damage for lang in ("en", "fr"))
    return {each.file.partition("/")[0] for each in error.damage}


@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_any_damage_is_noticed_or_harmless_and_repaired(design, whole, tmp_path, data):
    good, values = whole
    store, is_good = tmp_path / "x.zarr", tmp_path / "is_good"
    if not is_good.exists():  # otherwise the last example left it as it was
        shutil.rmtree(store, ignore_errors=True)
        shutil.copytree(good, store)
    is_good.unlink(missing_ok=True)
    of_kind = {each: list(group) for each, group in groupby(sorted(names(good), key=kind), key=kind)}
    name = data.draw(st.sampled_from(of_kind[data.draw(st.sampled_from(sorted(of_kind)))]))
    way = data.draw(st.sampled_from(WAYS if "/" in name else WAYS[:-2]))
    way(store / name, data.draw)
    array = name.partition("/")[0]
    try:
        ds = sim.open_sweep(store)
        wanted = [array] if array in ds.variables else []
        assert ds[wanted].load().identical(values[wanted])
        assert read_status(store).complete
    except DamageError as error:
        found = damaged(store, error)
        assert found == {array}
    found = find_damage(store)
    assert {each.file.partition("/")[0] for each in found} <= {array}
    assert run_sweep(design, store, block=4).complete
    if not found:
        shutil.copy(good / name, store / name)
    assert files(store) == files(good)
    is_good.touch()


def test_all_damage_is_listed_with_its_array_block_and_runs(store, capsys):
    (store / "entered" / "c.1.0").unlink()
    flip_last(store / "collective_status" / "c.3.0")
    (store / "population.horizon" / "c" / "0").write_bytes(b"")
    assert main(["status", "--verify", str(store)]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert "population.horizon/c/0 (array population.horizon): empty\n" in err
    assert "entered/c.1.0 (array entered, block 1: points 2 to 3, runs 0 to 1): missing\n" in err
    assert "collective_status/c.3.0 (array collective_status, block 3: points 6 to 7, runs 0 to 1): not what was" in err
    assert err.endswith(
        "The same command sweep repairs the store: of the finished runs, it repeats only those of damaged blocks.\n"
    )


def flip_last(path: Path) -> None:
    """Change the last byte of a file."""
    content = path.read_bytes()
    path.write_bytes(content[:-1] + bytes([content[-1] ^ 1]))


def test_a_store_that_is_not_damaged_is_told_so(store, capsys):
    assert main(["status", "--verify", str(store), "--lang", "fr"]) == 0
    assert capsys.readouterr().out.endswith("Aucun fichier n’est endommagé.\n")


def test_only_damaged_blocks_are_played_again(design, store, whole, played):
    flip_last(store / "entered" / "c.1.0")
    (store / "collective_status" / "c.3.0").unlink()
    told = []
    assert run_sweep(design, store, notice=told.append).complete
    assert sorted(played) == [1, 3]
    assert "entered/c.1.0" in told[0].fr
    assert files(store) == files(whole[0])


def test_parameters_and_metadata_are_written_again_without_a_run(design, store, whole, played):
    for name in ("population.horizon/c/0", "network.kind/zarr.json", "zarr.json", "done/c.0"):
        (store / name).write_bytes(b"{}")
    shutil.rmtree(store / "population.trust")
    assert run_sweep(design, store).complete
    assert played == []
    assert files(store) == files(whole[0])


def test_a_shard_of_another_sweep_is_noticed(design, store, tmp_path):
    other = replace(design, seed=design.seed + 1)
    run_sweep(other, tmp_path / "y.zarr", block=4)
    shutil.copy(tmp_path / "y.zarr" / "entered" / "c.1.0", store / "entered" / "c.1.0")
    assert [each.file for each in find_damage(store)] == ["entered/c.1.0"]


def test_a_store_whose_identity_is_lost_is_not_repaired_as_another_sweep(design, store):
    (store / "zarr.json").unlink()
    with pytest.raises(StoreError, match="holds another sweep"):
        run_sweep(replace(design, seed=design.seed + 1), store)
    (store / "done" / "identity.json").write_bytes(b"")
    before = files(store)
    with pytest.raises(StoreError, match="It cannot be repaired"):
        run_sweep(design, store)
    assert files(store) == before


def test_what_is_left_of_a_block_that_is_not_done_is_not_read(design, store):
    codes = np.array([1, 1, 0, 1], dtype=np.uint8)
    write_codes(store, codes)
    (store / "entered" / "c.2.0").write_bytes(b"half a shard")
    ds = sim.open_sweep(store)
    for name in ("entered", "collective_status", "collective_total_gain"):
        missing = -1 if ds[name].dtype.kind == "i" else np.nan
        there = ~np.isclose(ds[name].values.astype(float), missing, equal_nan=True).reshape(8, -1).any(axis=1)
        assert there.tolist() == [True] * 4 + [False] * 2 + [True] * 2
    assert find_damage(store) == []
    shutil.rmtree(store / "aware", ignore_errors=True)
    (store / "entered" / "c.2.0").unlink()
    (store / "entered" / "c.2.0").mkdir()
    assert run_sweep(design, store).complete


def test_codes_of_blocks_that_never_ran_are_noticed(design, tmp_path, played):
    with opened_store(tmp_path / "x.zarr", design, 4):
        pass
    write_codes(tmp_path / "x.zarr", np.ones(BLOCKS, dtype=np.uint8))
    with pytest.raises(DamageError):
        sim.open_sweep(tmp_path / "x.zarr")["entered"].load()
    assert run_sweep(design, tmp_path / "x.zarr").complete
    assert sorted(played) == [0, 1, 2, 3]


@pytest.mark.parametrize("harm", [empty, halve, delete, zero])
def test_blocks_whose_reason_of_failure_is_lost_are_tried_again(design, store, whole, played, harm):
    codes = np.array([1, 2, 1, 2], dtype=np.uint8)
    write_failures(store, {1: "ArithmeticError: one", 3: "ArithmeticError: three"})
    write_codes(store, codes)
    assert read_status(store).failures[3] == "ArithmeticError: three"
    assert run_sweep(design, store).failed == 2
    harm(store / "done" / "failures.json", None)
    with pytest.raises(DamageError, match=r"done/failures\.json"):
        read_status(store)
    assert run_sweep(design, store).complete
    assert sorted(played) == [1, 3]
    assert files(store) == files(whole[0])


def test_failures_are_kept_when_the_codes_of_the_blocks_are_lost(design, store, played):
    write_failures(store, {3: "ArithmeticError: three"})
    (store / "done" / "c.0").unlink()
    status = run_sweep(design, store)
    assert (status.done, status.failures, played) == (3, {3: "ArithmeticError: three"}, [])


def test_a_store_of_another_version_is_refused_with_the_way_out(design, tmp_path, capsys):
    """A store without checksums, as versions before this one wrote it."""
    store = tmp_path / "x.zarr"
    (store / "done").mkdir(parents=True)
    attributes = {"sweep_format": 2, "identity": "x", "layout": [1, 1, 1, 1]}
    (store / "zarr.json").write_text(json.dumps({"zarr_format": 3, "node_type": "group", "attributes": attributes}))
    before = files(store)
    for command in (["status", store], ["plot", store, "--export", tmp_path / "a.csv"]):
        assert main(list(map(str, command))) == 2
        assert "was written by another version of faire-ensemble" in capsys.readouterr().err
    with pytest.raises(StoreError, match="another version"):
        run_sweep(design, store)
    assert files(store) == before


def test_a_store_can_be_read_in_parts_copied_and_sent_to_another_process(store, whole):
    ds = pickle.loads(pickle.dumps(sim.open_sweep(store)))
    assert ds["entered"][3, 1].values == whole[1]["entered"][3, 1].values
    assert (
        ds.copy(deep=True)["collective_status"]
        .isel(point=slice(5, 7))
        .identical(whole[1]["collective_status"].isel(point=slice(5, 7)))
    )
    flip_last(store / "collective_total_gain" / "c.2.0")
    lazy = sim.open_sweep(store)["collective_total_gain"]
    lazy.isel(point=[0, 7]).load()
    with pytest.raises(DamageError, match=r"collective_total_gain/c\.2\.0"):
        lazy.isel(point=4).load()
