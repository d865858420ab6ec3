"""Sweeps that grow: the runs of a store stay, what comes is what a sweep made at once has, and a kill loses nothing."""

import os
import shutil
import signal
import subprocess
import sys
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import sim
from sim.cli import main
from sim.errors import StoreError
from sim.kernel.runs import one_run
from sim.sweep import DamageError, find_damage, make_design, read_status, run_sweep, task
from sim.sweep.layout import PARTLY, Layout
from sim.sweep.order import kept_first, packed_order, unpacked_order
from sim.sweep.staged import STAGED
from tests.cli.conftest import environment
from tests.sweep.conftest import VICTIMS, files, one_by_one

SCENARIO = """
fictional = true
months = 2
[population]
number = 6
[network]
kind = "complete"
[resources.hr]
fixed_cost = 900
unit_cost = 300
"""
RANGES = {"population.trust": {"low": 0.1, "high": 0.9}, "population.horizon": {"low": 6, "high": 60}}


@pytest.fixture(scope="module")
def scenario(tmp_path_factory):
    path = tmp_path_factory.mktemp("scenario") / "tiny.toml"
    path.write_text(SCENARIO, encoding="utf-8")
    return sim.load_scenario(path)


def by_point(store):
    """Return the values of a store, point by point: by its parameters, in whatever order they are."""
    with sim.open_sweep(store) as ds:
        names = [str(name) for name, values in ds.data_vars.items() if "replication" in values.dims]
        paths = ds.attrs["factors"]
        keys = list(zip(*(ds[path].values.tolist() for path in paths), strict=True))
        return [(key, {name: ds[name].values[k].tobytes() for name in names}) for k, key in enumerate(keys)]


def design_of(scenario, kind, size, replications, **options):
    """Return a design of any kind whose larger sizes continue the smaller ones."""
    if kind == "grid":
        values = {"population.trust": [0.1, 0.5, 0.9, 0.3][:size], "population.horizon": [6, 60, 24][:size]}
        return make_design(scenario, values, replications=replications, **options)
    if kind == "table":
        column = np.linspace(0.1, 0.9, 12).round(3).tolist()[: 3 * size]
        return make_design(scenario, {"population.trust": column}, "table", replications=replications, **options)
    return make_design(scenario, RANGES, kind, points=2**size, replications=replications, seed=3, **options)


KINDS = ("grid", "table", "sobol", "halton", "random", "saltelli", "morris")


@settings(max_examples=5, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    kind=st.sampled_from(KINDS),
    sizes=st.sampled_from([(1, 2), (2, 3), (1, 1)]),
    runs=st.lists(st.integers(1, 5), min_size=3, max_size=3).map(sorted),
    block=st.integers(5, 24),
    own_draws=st.booleans(),
)
def test_a_store_that_has_grown_holds_what_a_sweep_at_once_holds(
    scenario, tmp_path, kind, sizes, runs, block, own_draws
):
    shutil.rmtree(tmp_path / "x.zarr", ignore_errors=True)
    shutil.rmtree(tmp_path / "y.zarr", ignore_errors=True)
    own_draws &= kind != "grid"  # the draws of a point are named by its place, which is another one here
    options = {"draws": "own" if own_draws else "common"}
    if own_draws:
        runs = [runs[-1]] * 3
    for size, replications in zip(sizes, runs, strict=False):
        design = design_of(scenario, kind, size, replications, **options)
        assert run_sweep(design, tmp_path / "x.zarr", block=block, threads=1).complete
    run_sweep(design, tmp_path / "y.zarr", threads=1)
    grown, at_once = by_point(tmp_path / "x.zarr"), by_point(tmp_path / "y.zarr")
    if kind != "grid":
        assert grown == at_once
    else:
        assert sorted(grown, key=lambda each: each[0]) == sorted(at_once, key=lambda each: each[0])
    assert run_sweep(design, tmp_path / "x.zarr").complete  # it is known again, in whatever order


@pytest.mark.parametrize("kind", KINDS)
def test_the_first_points_of_a_larger_design_are_those_of_a_smaller_one(scenario, kind):
    small, large = (design_of(scenario, kind, size, 1) for size in (2, 3))
    order = kept_first(small.columns, large.columns)
    assert order is not None
    if kind != "grid":
        assert order.tolist() == list(range(large.size))


@given(st.permutations(range(12)))
def test_an_order_is_packed_and_unpacked(order):
    assert unpacked_order(packed_order(np.array(order))).tolist() == order


def test_blocks_of_one_size_give_the_same_files_as_at_once(scenario, tmp_path):
    small, large = (design_of(scenario, "sobol", size, 2) for size in (2, 3))
    run_sweep(small, tmp_path / "x.zarr", block=4)
    run_sweep(large, tmp_path / "x.zarr")
    run_sweep(large, tmp_path / "y.zarr", block=4)
    assert files(tmp_path / "x.zarr") == files(tmp_path / "y.zarr")


@pytest.fixture
def played(monkeypatch):
    """Return the list of the runs that are simulated from now on."""
    runs = []

    def noted(setup, seed, replication, record):
        runs.append(replication)
        return one_run(setup, seed, replication, record)

    monkeypatch.setattr(task, "several_runs", one_by_one(noted))
    return runs


def test_no_run_is_repeated(scenario, tmp_path, played):
    small, large = design_of(scenario, "table", 1, 3), design_of(scenario, "table", 2, 5)
    run_sweep(small, tmp_path / "x.zarr", block=6)
    assert len(played) == small.runs
    run_sweep(large, tmp_path / "x.zarr")
    assert len(played) == large.runs


def test_a_sweep_that_grows_says_so_and_nothing_else_before_it_is_refused(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    study = SCENARIO + '[sweep]\nreplications = 2\n[sweep.parameters]\n"population.trust" = [0.2, 0.8]\n'
    (tmp_path / "tiny.toml").write_text(study, encoding="utf-8")
    assert main(["sweep", "tiny.toml", "--store", "x.zarr"]) == 0
    assert "Sweeping 2 points × 2 replications" in capsys.readouterr().err
    assert main(["sweep", "tiny.toml", "--store", "x.zarr", "--replications", "3"]) == 0
    out, err = capsys.readouterr()
    assert "Enlarging x.zarr to 2 points × 3 replications = 6 runs." in err
    assert "x.zarr grows from 2 points × 2 replications to 2 × 3." in err
    assert "6 of 6 runs are done" in out
    assert main(["sweep", "tiny.toml", "--store", "x.zarr", "--replications", "2", "--lang", "fr"]) == 2
    err = capsys.readouterr().err
    assert "Reprise" not in err
    assert "il contient déjà plus de points ou plus de réplications" in err
    assert main(["sweep", "tiny.toml", "--store", "x.zarr", "--set", "months=3"]) == 2
    assert capsys.readouterr().err.startswith("Error: x.zarr holds another sweep. Differences")


@pytest.mark.parametrize(
    ("kind", "size", "change", "said"),
    [
        ("table", 1, {"replications": 1}, "it already holds more points or more replications"),
        ("sobol", 1, {"seed": 4}, "holds another sweep"),
        ("table", 2, {"draws": "own", "replications": 4}, "names the draws of each point"),
    ],
)
def test_what_cannot_grow_is_refused_with_the_reason(scenario, tmp_path, kind, size, change, said):
    options = {"draws": change["draws"]} if "draws" in change else {}
    run_sweep(design_of(scenario, kind, size, 2, **options), tmp_path / "x.zarr")
    before = files(tmp_path / "x.zarr")
    with pytest.raises(StoreError, match=said):
        run_sweep(replace(design_of(scenario, kind, size, 2), **change), tmp_path / "x.zarr")
    assert files(tmp_path / "x.zarr") == before


@pytest.mark.parametrize(
    ("design", "first", "then", "said"),
    [
        ("latin_hypercube", {"points": 4}, {"points": 8}, "a Latin hypercube of another size has other points"),
        (
            "table",
            {"population.trust": [0.1, 0.2]},
            {"population.trust": [0.3, 0.1, 0.2]},
            "Append new rows at the end",
        ),
        ("grid", {"population.trust": [0.1, 0.2]}, {"population.trust": [0.1, 0.3, 0.4]}, "Keep all values"),
    ],
)
def test_points_that_are_not_continued_are_refused_with_the_reason(scenario, tmp_path, design, first, then, said):
    for k, given_here in enumerate((first, then)):
        points = "points" in given_here
        made = make_design(scenario, RANGES if points else given_here, design, **(given_here if points else {}))
        if k == 0:
            run_sweep(made, tmp_path / "x.zarr")
    with pytest.raises(StoreError, match=said) as refused:
        run_sweep(made, tmp_path / "x.zarr")
    assert "- in the store, + requested" in str(refused.value)


def test_a_block_that_fails_as_it_grows_keeps_its_runs(scenario, tmp_path, monkeypatch):
    small, large = design_of(scenario, "table", 1, 2), design_of(scenario, "table", 1, 4)
    run_sweep(small, tmp_path / "x.zarr", block=6)
    several_runs = task.several_runs

    def fails(setup, seed, replication, record):
        if replication == 3:
            raise ArithmeticError("a run that cannot be")
        return one_run(setup, seed, replication, record)

    layout = Layout(3, 4, 3, 4)  # blocks with room for the new runs
    monkeypatch.setattr("sim.sweep.store.layout_of", lambda *_: replace(layout, replications=2))
    shutil.rmtree(tmp_path / "x.zarr")
    run_sweep(small, tmp_path / "x.zarr")
    monkeypatch.setattr(task, "several_runs", one_by_one(fails))
    status = run_sweep(large, tmp_path / "x.zarr")
    assert (status.done, status.failed, status.runs_done, status.runs) == (0, 1, 6, 12)
    assert sim.open_sweep(tmp_path / "x.zarr")["done"].values.tolist() == [PARTLY]
    there = np.isfinite(sim.open_sweep(tmp_path / "x.zarr")["collective_total_gain"].values)
    assert there.tolist() == [[True, True, False, False]] * 3
    assert run_sweep(large, tmp_path / "x.zarr").failed == 1
    monkeypatch.setattr(task, "several_runs", several_runs)
    assert run_sweep(large, tmp_path / "x.zarr", retry_failed=True).complete
    monkeypatch.undo()
    run_sweep(large, tmp_path / "y.zarr")
    assert by_point(tmp_path / "x.zarr") == by_point(tmp_path / "y.zarr")


def test_the_codes_of_a_grown_store_are_found_again_from_its_runs(scenario, tmp_path, monkeypatch, played):
    small, large = design_of(scenario, "table", 1, 2), design_of(scenario, "table", 2, 4)
    monkeypatch.setattr("sim.sweep.store.layout_of", lambda *_: Layout(3, 2, 2, 4))
    run_sweep(small, tmp_path / "x.zarr")
    monkeypatch.setattr("sim.sweep.run._engine", lambda *_: iter(()))
    assert run_sweep(large, tmp_path / "x.zarr").runs_done == small.runs
    monkeypatch.undo()
    (tmp_path / "x.zarr" / "done" / "c.0").unlink()
    assert run_sweep(large, tmp_path / "x.zarr").complete
    run_sweep(large, tmp_path / "y.zarr")
    assert by_point(tmp_path / "x.zarr") == by_point(tmp_path / "y.zarr")


def test_damaged_parameters_are_repaired_by_the_sweep_that_made_them_before_it_grows(scenario, tmp_path):
    small, large = design_of(scenario, "table", 1, 2), design_of(scenario, "table", 2, 2)
    run_sweep(small, tmp_path / "x.zarr")
    (tmp_path / "x.zarr" / "population.trust" / "c" / "0").write_bytes(b"")
    with pytest.raises(DamageError, match="run the sweep that created it"):
        run_sweep(large, tmp_path / "x.zarr")
    run_sweep(small, tmp_path / "x.zarr")
    assert run_sweep(large, tmp_path / "x.zarr").complete


GROWS = f"""
{VICTIMS}
import shutil
from sim.sweep import load_design, run_sweep

large = load_design("large.toml")

def kind_of(path):
    name = os.path.relpath(path, "x.zarr")
    return "shard" if os.path.basename(name).startswith("c.") and not name.startswith("done") else name

def copy_small():
    shutil.rmtree("x.zarr", ignore_errors=True)
    shutil.copytree("small.zarr", "x.zarr")

def grow():
    run_sweep(large, "x.zarr", threads=1)
    return 0

fork_each(kind_of, copy_small, grow)
"""
"""A sweep that grows, in processes that kill themselves."""
KILLS = (
    ("done/staged", 1, False, False),  # all is prepared, and the store has not grown
    ("done/identity.json", 1, True, True),  # it has, and some files are not in their places
    ("zarr.json", 1, True, True),  # only the document of the store is not
    ("shard", 1, False, True),  # no block is written
    ("done/c.0", 2, False, True),  # one is, and not marked
    ("shard", 120, False, True),  # a block that had runs is half written
)


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="signals are POSIX")
def test_a_kill_at_any_moment_of_growing_loses_nothing(tmp_path):
    table = SCENARIO + '[sweep]\ndesign = "table"\nreplications = {}\n[sweep.parameters]\n"population.trust" = {}\n'
    table = 'name = "tiny"\n' + table
    (tmp_path / "small.toml").write_text(table.format(2, [0.1, 0.2, 0.3]), encoding="utf-8")
    (tmp_path / "large.toml").write_text(table.format(3, [0.1, 0.2, 0.3, 0.4, 0.5]), encoding="utf-8")
    small, large = (sim.load_design(tmp_path / f"{name}.toml") for name in ("small", "large"))
    small_store, store = tmp_path / "small.zarr", tmp_path / "x.zarr"
    run_sweep(small, small_store, block=4, threads=1)
    run_sweep(large, tmp_path / "y.zarr", threads=1)
    expected = by_point(tmp_path / "y.zarr")
    with subprocess.Popen(
        [sys.executable, "-c", GROWS], cwd=tmp_path, env=environment(PYTHONWARNINGS="ignore"), stdin=subprocess.PIPE,
        stdout=subprocess.PIPE, text=True,
    ) as killer:  # fmt: skip
        for kind, count, staged, grown in KILLS:
            killer.stdin.write(f"{kind} {count}\n")
            killer.stdin.flush()
            assert int(killer.stdout.readline()) == -signal.SIGKILL, kind
            assert (store / STAGED).exists() == staged, kind
            status = read_status(store)
            assert status.runs == (large if grown else small).runs
            assert small.runs <= status.runs_done < large.runs, kind
            assert find_damage(store) == []
            assert run_sweep(large, store, threads=1).complete
            assert by_point(store) == expected
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "large.toml", "small.toml", "small.zarr", "x.zarr", "y.zarr",
    ]  # fmt: skip


def test_a_store_that_cannot_be_written_says_that_it_is_being_enlarged(scenario, tmp_path, monkeypatch):
    store = tmp_path / "x.zarr"
    run_sweep(design_of(scenario, "table", 1, 1), store)
    (store / STAGED).mkdir()
    (store / STAGED / "note").write_text("new")
    from sim.sweep import staged

    monkeypatch.setattr(staged, "_PAUSE", 0.0)
    monkeypatch.setattr(staged, "move_staged", lambda store: (_ for _ in ()).throw(PermissionError("read-only")))
    with pytest.raises(StoreError, match="is being enlarged"):
        read_status(store)
    monkeypatch.undo()
    assert read_status(store).complete
    assert not (store / STAGED).exists()
    os.unlink(store / "note")
