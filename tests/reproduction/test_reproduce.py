"""A colleague with nothing but a result makes it again, and learns whether and why it is another one."""

import json
import shutil
from pathlib import Path

import h5netcdf
import numpy as np
import pytest
import xarray as xr

import sim
from sim import analysis
from sim.analysis.lever_study import Lever, LeverStudy
from sim.analysis.plane import Range
from sim.archive import open_dataset, read_group, save_dataset
from sim.calibration import calibrate
from sim.reproduction import ReproductionError, open_result, reproduce, unpack
from sim.sweep import DamageError
from sim.sweep.sessions import SESSIONS, read_sessions
from sim.vocabulary.text import same


def made_run(scenario, home, folder):
    return save_dataset(sim.simulate(scenario, record="months"), folder / "run.nc")


def made_uncertain(scenario, home, folder):
    return save_dataset(sim.simulate(scenario, replications=3, seed=9, uncertain=True), folder / "run.nc")


def made_comparison(scenario, home, folder):
    other = sim.load_scenario(home / "mine.toml", set={"population.trust": 0.2})
    return save_dataset(sim.compare([scenario, other]), folder / "comparison.nc")


def made_explanation(scenario, home, folder):
    ds = sim.explain(scenario, replications=1, together=[["payments", "fixed_cost"]])
    return save_dataset(ds, folder / "sources.nc")


def made_decision(scenario, home, folder):
    levers = {"subsidy": Lever(same("subsidy"), {"levers.subsidy_share": 0.5, "levers.subsidy_cap": 1000})}
    return save_dataset(analysis.decide(LeverStudy(scenario, levers, 2, 2)), folder / "decision.nc")


def made_exploration(scenario, home, folder):
    ranges = {"population.horizon": {"low": 6, "high": 60}, "population.foresight": {}}
    design = sim.make_design(scenario, ranges, "sobol", points=1, replications=2)
    ds = analysis.explore(design, Range("gain_share", -9.0, 9.0), Range("entered", 0.0, 1.0), points=20)
    return save_dataset(ds, folder / "exploration.nc")


def made_sweep(scenario, home, folder):
    sim.run_sweep(sim.load_design(home / "mine.toml"), folder / "x.zarr")
    return folder / "x.zarr"


def made_calibration(scenario, home, folder):
    calibrate(home / "mine.toml", folder / "fit")
    shutil.move(folder / "fit" / "posterior.nc", folder / "posterior.nc")  # it needs nothing beside it
    return folder / "posterior.nc"


MADE = {
    made.__name__: made
    for made in (
        made_run, made_uncertain, made_comparison, made_explanation, made_decision, made_exploration, made_sweep,
        made_calibration,
    )
}  # fmt: skip


@pytest.fixture(scope="module", params=MADE)
def result(request, home, scenario, tmp_path_factory):
    """Return a result of each kind, in a folder of its own: all that a colleague gets."""
    return MADE[request.param](scenario, home, tmp_path_factory.mktemp("sent"))


@pytest.fixture(scope="module")
def run(home, scenario, tmp_path_factory):
    """Return a run."""
    return made_run(scenario, home, tmp_path_factory.mktemp("run"))


def test_every_kind_of_result_is_made_again_to_the_last_bit(result, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    again = reproduce(result, tmp_path / "elsewhere")
    assert again.equal
    assert again.changes == ()
    assert again.variables > 5
    assert again.values > 20
    assert again.file.exists()
    assert [path.name for path in tmp_path.iterdir()] == ["elsewhere"]


def test_what_was_unpacked_is_a_scenario_that_stands_by_itself(run, tmp_path):
    again = reproduce(run, tmp_path / "elsewhere")
    names = {path.name for path in again.folder.iterdir()}
    assert names == {"scenario.toml", "orgs.csv", "contacts.csv", "choices.csv", "run.nc"}
    xr.testing.assert_equal(
        sim.simulate(sim.load_scenario(again.folder / "scenario.toml"), record="months"), open_dataset(run)
    )


@pytest.mark.parametrize("name", ["collective_gain", "members", "pools_founded"])
def test_a_value_that_was_changed_is_found(run, tmp_path, name):
    ds = open_dataset(run)
    values = ds[name].values.copy()
    values.flat[3] += 2
    changed = save_dataset(ds.assign({name: (ds[name].dims, values, ds[name].attrs)}), tmp_path / "changed.nc")
    again = reproduce(changed, tmp_path / "elsewhere")
    [found] = again.differences
    assert (found.name, found.values, found.of, found.largest) == (name, 1, values.size, 2.0)


def test_the_last_bit_counts(run, tmp_path):
    ds = open_dataset(run)
    gain = ds["collective_gain"].values.copy()
    gain[1, 4] = np.nextafter(gain[1, 4], np.inf)
    again = reproduce(save_dataset(ds.assign(collective_gain=(ds["collective_gain"].dims, gain)), tmp_path / "x.nc"),
                      tmp_path / "elsewhere")  # fmt: skip
    assert [(each.name, each.values) for each in again.differences] == [("collective_gain", 1)]


def test_why_it_is_another_one(run, tmp_path):
    ds = open_dataset(run)
    versions = json.loads(ds.attrs["versions"]) | {"numpy": "1.0.0"}
    older = save_dataset(ds.assign_attrs(versions=json.dumps(versions), sources="0123"), tmp_path / "older.nc")
    with h5netcdf.File(older, "a") as file:
        file.groups["origin"].attrs["platform"] = "Plan9-mips"
    again = reproduce(older, tmp_path / "elsewhere")
    said = " ".join(change.en for change in again.changes)
    assert again.equal
    assert len(again.changes) == 3
    assert all(words in said for words in ("numpy was 1.0.0", "digest 0123", "Plan9-mips"))


def test_a_file_tells_its_origin_and_equal_datasets_stay_identical(run, scenario):
    origin, _ = read_group(run)
    assert set(origin) == {"command", "date", "platform"}
    assert origin["date"].endswith("+00:00")
    xr.testing.assert_identical(open_dataset(run), sim.simulate(scenario, record="months"))
    assert "origin" not in open_dataset(run)


def test_long_attributes_come_back(tmp_path):
    ds = xr.Dataset({"gain": ("month", [1.0])}, attrs={"files": "é" * 100_000, "short": "x"})
    xr.testing.assert_identical(open_dataset(save_dataset(ds, tmp_path / "x.nc")), ds)


def test_a_store_tells_all_its_sessions(scenario, tmp_path):
    design = sim.make_design(scenario, {"population.horizon": [6, 36]}, replications=1)
    assert sim.run_sweep(design, tmp_path / "x.zarr").complete
    [session] = read_sessions(tmp_path / "x.zarr")
    assert set(session) == {"command", "date", "platform"}
    sim.run_sweep(design, tmp_path / "x.zarr")
    assert read_sessions(tmp_path / "x.zarr") == [session]
    (tmp_path / "x.zarr" / SESSIONS).write_text("{}")
    assert reproduce(tmp_path / "x.zarr", tmp_path / "elsewhere").equal
    sim.run_sweep(design, tmp_path / "x.zarr")
    assert read_sessions(tmp_path / "x.zarr") == []


def test_a_changed_store_is_damaged_and_an_unfinished_one_refused(scenario, tmp_path):
    design = sim.make_design(scenario, {"population.horizon": [6, 36]}, replications=1)
    sim.run_sweep(design, tmp_path / "x.zarr", block=1)
    shutil.copytree(tmp_path / "x.zarr", tmp_path / "y.zarr")
    shard = tmp_path / "y.zarr" / "entered" / "c.0.0"
    shard.write_bytes(shard.read_bytes()[:-1] + b"?")
    with pytest.raises(DamageError, match="entered"):
        reproduce(tmp_path / "y.zarr", tmp_path / "elsewhere")


def test_a_generation_of_a_calibration_is_part_of_it(home, tmp_path):
    calibrate(home / "mine.toml", tmp_path / "fit")
    with pytest.raises(ReproductionError, match="part of a calibration"):
        reproduce(tmp_path / "fit" / "generation-000.zarr", tmp_path / "elsewhere")
    assert open_result(tmp_path / "fit").path == tmp_path / "fit" / "posterior.nc"


@pytest.mark.parametrize("content", [b"", b"not a dataset", b"\x89HDF\r\n\x1a\n"])
def test_what_is_no_result_is_refused(tmp_path, content):
    (tmp_path / "run.nc").write_bytes(content)
    for path in (tmp_path / "run.nc", tmp_path / "absent.nc", tmp_path / "empty"):
        (tmp_path / "empty").mkdir(exist_ok=True)
        with pytest.raises(ReproductionError, match=path.name):
            reproduce(path, tmp_path / "elsewhere")
    assert not (tmp_path / "elsewhere").exists()


def test_an_older_file_and_a_derived_one_are_refused(run, tmp_path):
    older = open_dataset(run)
    del older.attrs["made_by"]
    with pytest.raises(ReproductionError, match="earlier version"):
        reproduce(save_dataset(older, tmp_path / "older.nc"), tmp_path / "elsewhere")
    derived = xr.Dataset({"x": ("y", [1.0])}, attrs={"scenario_name": "case"})
    with pytest.raises(ReproductionError, match="another result"):
        reproduce(save_dataset(derived, tmp_path / "derived.nc"), tmp_path / "elsewhere")


def test_a_folder_with_something_in_it_is_not_used(run, tmp_path):
    (tmp_path / "precious.txt").write_text("mine")
    with pytest.raises(ReproductionError, match="--into"):
        reproduce(run, tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["precious.txt"]


def test_posteriors_go_with_the_run(home, scenario, tmp_path):
    calibrate(home / "mine.toml", tmp_path / "fit")
    drawn = sim.with_posterior(scenario, tmp_path / "fit")
    file = save_dataset(sim.simulate(drawn, replications=3, uncertain=True, record="summary"), tmp_path / "run.nc")
    shutil.rmtree(tmp_path / "fit")
    assert reproduce(file, tmp_path / "elsewhere").equal
    assert (tmp_path / "elsewhere" / "posterior.json").is_file()


def test_a_large_run_is_written_as_it_goes(scenario, tmp_path, monkeypatch):
    monkeypatch.setattr("sim.dataset._HELD", 0)
    file = save_dataset(sim.simulate(scenario, replications=3), tmp_path / "run.nc")
    assert reproduce(file, tmp_path / "elsewhere").equal


def test_unpacking_runs_nothing(run, tmp_path, monkeypatch):
    monkeypatch.setattr("sim.reproduction.unpacking.parse_scenario", lambda *_: pytest.fail("it was read"))
    unpacked = unpack(open_result(run), tmp_path / "elsewhere")
    assert {path.name for path in unpacked.files} == {"scenario.toml", "orgs.csv", "contacts.csv", "choices.csv"}
    assert Path(unpacked.folder / "orgs.csv").read_bytes().decode("cp1252").endswith("Coop é,15,rational\n")


def test_own_rules_and_own_outcomes_go_with_the_result(home, tmp_path):
    case = tmp_path / "case"
    case.mkdir()
    (case / "rules.py").write_text("def decide(own):\n    return 0\n")
    (case / "numbers.py").write_text("def half(ds):\n    return float(ds['entered']) / 2\n")
    tables = {"extends": str(home / "mine.toml"), "code": str(case / "rules.py"), "population": {"rule": "own"},
              "decisions": str(case / "none.csv")}  # fmt: skip
    (case / "none.csv").write_text("month,organization,resource,choice\n")
    scenario = sim.load_scenario(tables)
    design = sim.make_design(
        scenario, {"population.horizon": [6, 36]}, replications=1, outcomes=[f"{case / 'numbers.py'}:half"]
    )
    sim.run_sweep(design, tmp_path / "x.zarr")
    run = save_dataset(sim.simulate(scenario, replications=1, record="summary"), tmp_path / "run.nc")
    shutil.rmtree(case)
    for result in (tmp_path / "x.zarr", run):
        with pytest.raises(ReproductionError, match=r"rules\.py"):
            reproduce(result, tmp_path / "elsewhere")
        assert reproduce(result, tmp_path / f"again-{result.stem}", trust_code=True).equal
