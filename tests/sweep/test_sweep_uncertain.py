"""Uncertain parameters in sweeps: drawn in each run, kept as columns, whole particles of a posterior included."""

import numpy as np
import pytest
import xarray as xr
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import sim
from sim.calibration import use
from sim.cli import main
from sim.errors import ScenarioError
from sim.laws.random import run_key
from sim.scenario import draw_uncertain, with_values
from sim.sweep import make_design, run_sweep
from tests.sweep.conftest import bits

SCENARIO = """
fictional = true
months = 3
[population]
number = 8
trust = 0.5
rule = "rational"
[network]
kind = "complete"
[resources.hr]
fixed_cost = 900
unit_cost = 300
[uncertain]
"population.trust" = { distribution = "uniform", low = 0.1, high = 0.9 }
"society.review_rate" = { distribution = "uniform", low = 0.1, high = 0.5 }
"population.rule" = { distribution = "discrete", values = ["rational", "together"], weights = [1, 2] }
"""


@pytest.fixture(scope="module")
def scenario(tmp_path_factory):
    path = tmp_path_factory.mktemp("scenario") / "tiny.toml"
    path.write_text(SCENARIO, encoding="utf-8")
    return sim.load_scenario(path)


@settings(max_examples=5, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    swept=st.sampled_from(["population.horizon", "population.trust", "society.review_rate"]),
    own_draws=st.booleans(),
    block=st.integers(1, 8),
)
def test_each_run_draws_what_the_sweep_does_not_vary_and_keeps_it(scenario, tmp_path_factory, swept, own_draws, block):
    values = {"population.horizon": [6, 60], "population.trust": [0.2, 0.7], "society.review_rate": [0.2, 0.3]}[swept]
    draws = "own" if own_draws else "common"
    design = make_design(scenario, {swept: values}, replications=3, uncertain=True, draws=draws)
    store = tmp_path_factory.mktemp("sweep") / "x.zarr"
    assert run_sweep(design, store, block=block).complete
    ds = sim.open_sweep(store)
    left = [path for path in scenario.uncertain if path != swept]
    assert ds.attrs["uncertain"].split() == left
    assert set(left) <= set(ds.coords)
    assert swept in ds.attrs["factors"]
    for point in range(2):
        for replication in range(3):
            number = replication + (3 * point if own_draws else 0)
            drawn = {path: value for path, value in draw_uncertain(scenario, run_key(design.seed, number)).items()
                     if path in left}  # fmt: skip
            here = ds.isel(point=point, replication=replication)
            for path, value in drawn.items():
                kept = here[path].item()
                meanings = here[path].attrs.get("flag_meanings", "").split(", ")
                assert (meanings[kept] if path == "population.rule" else kept) == value
            alone = with_values(scenario, {"uncertain": {}, swept: values[point], **drawn})
            alone = alone.model_copy(update={"uncertain": {}})
            run = sim.simulate(alone, number + 1, design.seed, "summary").isel(replication=number)
            assert here["collective_total_gain"].item() == run["collective_total_gain"].item()


def test_a_sweep_that_is_not_asked_to_draw_uses_the_values(scenario, tmp_path):
    run_sweep(make_design(scenario, {"population.horizon": [6, 60]}, replications=2), tmp_path / "x.zarr")
    bare = scenario.model_copy(update={"uncertain": {}})
    run_sweep(make_design(bare, {"population.horizon": [6, 60]}, replications=2), tmp_path / "y.zarr")
    assert bits(tmp_path / "x.zarr") == bits(tmp_path / "y.zarr")
    assert sim.open_sweep(tmp_path / "x.zarr").attrs["uncertain"] == ""


def test_a_sweep_with_draws_grows_and_is_exported_with_them(scenario, tmp_path):
    small, large = (
        make_design(scenario, {"population.horizon": [6, 60]}, replications=runs, uncertain=True) for runs in (2, 4)
    )
    run_sweep(small, tmp_path / "x.zarr")
    assert run_sweep(large, tmp_path / "x.zarr").complete
    run_sweep(large, tmp_path / "y.zarr", block=8)
    one, other = (sim.open_sweep(tmp_path / name).load() for name in ("x.zarr", "y.zarr"))
    assert one.drop_vars("done").identical(other.drop_vars("done").assign_attrs(layout=one.attrs["layout"]))
    there = sim.analysis.scenario_at(one, 1)
    again = sim.simulate(there, record="summary", uncertain=True)
    assert again["collective_total_gain"].values.tolist() == one["collective_total_gain"].values[1].tolist()
    frame = sim.analysis.table(one)
    assert frame["society.review_rate"].nunique() == 4
    assert frame.columns.tolist()[:5] == ["point", "replication", "population.horizon", *list(scenario.uncertain)[:2]]


def test_nothing_uncertain_is_refused(scenario, tmp_path, monkeypatch, capsys):
    bare = scenario.model_copy(update={"uncertain": {}})
    all_varied = {"population.trust": [0.2], "society.review_rate": [0.2], "population.rule": ["together"]}
    for given_here, parameters in ((bare, {"population.horizon": [6]}), (scenario, all_varied)):
        with pytest.raises(ScenarioError, match=r"sweep\.uncertain = true: Allowed: false, or a table \[uncertain\]"):
            make_design(given_here, parameters, uncertain=True)
    monkeypatch.chdir(tmp_path)
    study = SCENARIO.partition("[uncertain]")[0] + '[sweep.parameters]\n"population.horizon" = [6]\n'
    (tmp_path / "study.toml").write_text(study)
    assert main(["sweep", "study.toml", "--uncertain", "--seed", "-1"]) == 2
    err = capsys.readouterr().err
    assert "--uncertain = true: Allowed: false" in err
    assert "--seed = -1" in err


@pytest.fixture
def posterior():
    """Return a posterior of four particles of two parameters, of which one is joined to the other."""
    trust = np.array([0.1, 0.3, 0.5, 0.7])
    attrs = {"relative": 0}
    return xr.Dataset(
        {
            "weight": ("particle", np.array([0.1, 0.2, 0.3, 0.4])),
            "population.trust": ("particle", trust, attrs),
            "society.review_rate": ("particle", trust / 2.0, attrs),
        },
        {"parameter": ["population.trust", "society.review_rate"]},
        {"others": "", "digest": "four", "scenario_name": "tiny"},
    )


def test_a_run_takes_a_whole_particle(scenario, posterior, tmp_path):
    joined = sim.with_posterior(scenario.model_copy(update={"uncertain": {}}), posterior)
    run_sweep(
        make_design(joined, {"population.horizon": [6, 60]}, replications=40, uncertain=True), tmp_path / "x.zarr"
    )
    ds = sim.open_sweep(tmp_path / "x.zarr").load()
    assert ds.attrs["posterior"] == "four"
    assert (ds["society.review_rate"] == ds["population.trust"] / 2.0).all()
    assert len(np.unique(ds["population.trust"])) == 4
    alone = sim.simulate(joined, 40, record="summary", uncertain=True)
    assert ds["population.trust"].isel(point=0).values.tolist() == alone["population.trust"].values.tolist()


def test_the_command_draws_from_a_posterior_what_it_does_not_vary(posterior, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(use, "open_posterior", lambda store: posterior)
    study = SCENARIO.partition("[uncertain]")[0] + '[sweep]\nreplications = 9\n[sweep.parameters]\n"{}" = [0.2, 0.4]\n'
    (tmp_path / "study.toml").write_text(study.format("population.trust"))
    assert main(["sweep", "study.toml", "--posterior", "calibrated", "--store", "x.zarr"]) == 0
    ds = sim.open_sweep(tmp_path / "x.zarr")
    assert ds.attrs["uncertain"] == "society.review_rate"
    assert set(np.unique(ds["society.review_rate"])) <= {0.05, 0.15, 0.25, 0.35}
    assert ds["population.trust"].dims == ("point",)
    capsys.readouterr()
    arguments = ["sweep", "study.toml", "--posterior", "calibrated", "--set", "society.review_rate=0.2"]
    assert main(arguments) == 2
    assert "--posterior" in capsys.readouterr().err
