"""Known answers of sensitivity analysis through a sweep's own design, store and reading; and what is refused."""

import math

import numpy as np
import pytest
import xarray as xr
from scipy.stats import sobol_indices, uniform

import sim
from sim.analysis import (
    SweepError,
    break_even_profile,
    monthly_sensitivity,
    phase_diagram,
    point_means,
    profile,
    sensitivity,
    sensitivity_of,
    to_ema,
)
from sim.analysis.export import export, table
from sim.analysis.profiles import cell_means
from sim.analysis.swept import break_even_distribution, paired_points, sweep_outcomes
from sim.kernel.runs import one_run
from sim.kernel.setup import prepare
from sim.sweep import make_design, run_sweep
from sim.sweep import task as tasks
from sim.vocabulary import Status
from tests.sweep.conftest import one_by_one

FACTORS = ("population.trust", "population.foresight", "population.solidarity")
WHOLE = {
    "population": {"number": 6},
    "months": 3,
    "network": {"kind": "complete"},
    "resources": {"hr": {"fixed_cost": 100}},
    "fictional": True,
}


def ishigami(x: np.ndarray) -> np.ndarray:
    """Ishigami & Homma (1990), doi:10.1109/ISUMA.1990.151285, on [0, 1]^3, with a = 7 and b = 0.1."""
    x = math.pi * (2.0 * x - 1.0)
    return np.sin(x[0]) + 7.0 * np.sin(x[1]) ** 2 + 0.1 * x[2] ** 4 * np.sin(x[0])


@pytest.fixture
def played(monkeypatch, tmp_path):
    """Return a function that sweeps a made-up model: its outcome is a function of three parameters."""

    def run(function, kind, parameters=None, **options):
        scenario = sim.scenario.parse_scenario(WHOLE)
        play = tasks.several_runs
        one = one_run(prepare(scenario), 0, 0, "summary")  # nothing depends on what else a run gives

        def made_up(setup, seed, replication, record):
            population = setup.scenario.population
            x = np.array([getattr(population, path.rpartition(".")[2]).support()[0] for path in FACTORS])
            return one | {"collective_total_gain": float(function(x))}

        monkeypatch.setattr(tasks, "several_runs", one_by_one(made_up))
        given = {path: {} for path in FACTORS} if parameters is None else parameters
        design = make_design(scenario, given, kind, replications=1, **options)
        run_sweep(design, tmp_path / "x.zarr", threads=1, block=4000)
        monkeypatch.setattr(tasks, "several_runs", play)
        return sim.open_sweep(tmp_path / "x.zarr")

    return run


def test_ishigami_gives_the_published_indices(played):
    ds = played(ishigami, "saltelli", points=1024, seed=1)
    found = sensitivity(ds, ["gain"]).sel(outcome="gain")
    assert found["first"].values == pytest.approx([0.3139, 0.4424, 0.0], abs=0.03)
    assert found["total"].values == pytest.approx([0.5576, 0.4424, 0.2437], abs=0.03)
    assert (abs(found["first"].values - [0.3139, 0.4424, 0.0]) < 2 * found["first_reach"].values + 1e-6).all()
    other = sobol_indices(func=lambda x: ishigami(x)[None], n=1024, dists=[uniform()] * 3, rng=np.random.default_rng(3))
    assert found["first"].values == pytest.approx(other.first_order, abs=0.05)
    assert found["total"].values == pytest.approx(other.total_order, abs=0.05)
    assert found["factor"].values.tolist() == list(FACTORS)
    assert sensitivity(ds, ["gain"]).sel(outcome="gain").identical(found), "the bootstrap is not the same each time"


def test_morris_of_a_plane_is_its_slopes(played):
    # effects of a linear function are its coefficients, and do not vary: mu = mu* = |c|, sigma = 0
    ds = played(lambda x: 3.0 * x[0] - 2.0 * x[1] + 0.0 * x[2], "morris", points=10, seed=2)
    found = sensitivity(ds, ["gain"]).sel(outcome="gain")
    assert found["mu"].values == pytest.approx([3.0, -2.0, 0.0])
    assert found["mu_star"].values == pytest.approx([3.0, 2.0, 0.0])
    assert found["sigma"].values == pytest.approx([0.0, 0.0, 0.0], abs=1e-9)


def test_a_constant_has_no_indices_and_one_bad_number_is_refused(played):
    ds = played(lambda x: 1.0, "saltelli", points=8)
    found = sensitivity(ds, ["gain"])
    assert np.isnan(found["first"]).all()
    values = ds["collective_total_gain"].load().copy()
    values[3, 0] = np.nan
    with pytest.raises(SweepError, match="1 runs give no finite number"):
        sensitivity_of(values, ds)
    late = ds.load().copy(deep=True)
    late["collective_status"][3] = Status.NOT_YET
    with pytest.raises(SweepError, match="1 runs give no finite number for break_even"):
        sensitivity(late, ["break_even"])
    assert "break_even" in sensitivity(late).attrs["left_out"]
    with pytest.raises(SweepError, match="there is no outcome gian"):
        sensitivity(ds, ["gian"])


def test_missing_runs_and_other_designs_are_refused(played):
    ds = played(lambda x: float(x[0]), "saltelli", points=8)
    left = ds.load().copy(deep=True)
    left["done"][0] = 0
    left["collective_status"][2:4] = -1
    with pytest.raises(SweepError, match="2 of the runs are missing"):
        sensitivity(left)
    with pytest.raises(SweepError, match="not latin_hypercube"):
        sensitivity(ds.assign_attrs(design="latin_hypercube"))
    with pytest.raises(SweepError, match="needs a grid"):
        phase_diagram(ds, FACTORS[0], FACTORS[1])


def test_the_tipping_line_of_a_plane_is_straight(played):
    # gain = x + y - 1 tips where x = 1 - y
    parameters = {FACTORS[0]: {"low": 0, "high": 1, "steps": 6}, FACTORS[1]: [0.25, 0.5, 1.0]}
    ds = played(lambda x: x[0] + x[1] - 1.0, "grid", parameters)
    found = phase_diagram(ds, *FACTORS[:2], outcome="gain")
    assert found["tipping"].values[:2] == pytest.approx([0.75, 0.5])
    assert found["tipping"].values[2] == pytest.approx(0.0)
    assert found["mean"].sel(x=0.4, y=0.25, method="nearest") == pytest.approx(-0.35)
    with pytest.raises(SweepError, match="does not vary"):
        phase_diagram(ds, FACTORS[0], FACTORS[2])


def test_a_plane_of_words_has_no_tipping_line(played):
    ds = played(lambda x: x[0] - 0.5, "grid", {FACTORS[0]: [0.2, 0.6], "resources.hr.sharing": ["equal", "by_size"]})
    found = phase_diagram(ds, "resources.hr.sharing", FACTORS[0], "gain")
    assert found["x"].values.tolist() == ["by_size", "equal"]
    assert np.isnan(found["tipping"]).all()
    assert found["mean"].values == pytest.approx(np.array([[-0.3, -0.3], [0.1, 0.1]]))


def test_a_profile_averages_over_the_other_parameters(played):
    # gain = x + y + z: along x, at each y, the mean over z in {0, 1} is x + y + 1/2
    parameters = {FACTORS[0]: [0.0, 0.5, 1.0], FACTORS[1]: [0.0, 1.0], FACTORS[2]: [0.0, 1.0]}
    ds = played(lambda x: float(x.sum()), "grid", parameters)
    found = profile(ds, FACTORS[0], "gain", by=FACTORS[1])
    assert found["mean"].values == pytest.approx(np.array([[0.5, 1.0, 1.5], [1.5, 2.0, 2.5]]))
    assert profile(ds, FACTORS[2], "gain")["mean"].values == pytest.approx(np.array([[1.0, 2.0]]))
    assert np.isnan(found["low"]).all(), "one run says nothing of the others"
    with pytest.raises(SweepError, match="does not vary population"):
        profile(ds, "population.horizon", "gain")


def test_a_profile_of_a_sample_is_of_classes(played):
    ds = played(lambda x: float(x[0]), "sobol", points=64, seed=4)
    found = profile(ds, FACTORS[0], "gain").isel(by=0)
    assert found.sizes["x"] == 10
    assert found["mean"].values == pytest.approx(found["x"].values)  # the gain is the parameter itself
    assert (found["x_low"].values[1:] > found["x_high"].values[:-1]).all()
    assert found["x_low"].values[0] == ds[FACTORS[0]].values.min()


def test_the_interval_of_a_cell_is_that_of_its_mean_over_points():
    # two points of a cell whose chances cancel run by run: the mean of the cell is sure
    noise = np.array([5.0, -3.0, 40.0])
    values = xr.DataArray(np.array([noise, 2.0 - noise, noise]), dims=("point", "replication"))
    found = cell_means(values, (np.array([0, 0, 1]),), (3,))
    assert found["mean"].values[:2] == pytest.approx([1.0, 14.0])
    assert found["low"].values[0] == pytest.approx(1.0)
    assert found["high"].values[1] > 50.0
    assert np.isnan(found["mean"].values[2])


def test_months_have_the_indices_of_their_own_quantity(tmp_path):
    scenario = sim.load_scenario("scenarios/atelier.toml", set=["months=6"])
    parameters = {"population.horizon": {}, "population.foresight": {}}
    design = make_design(scenario, parameters, "saltelli", points=8, replications=2, record="months")
    run_sweep(design, tmp_path / "x.zarr")
    ds = sim.open_sweep(tmp_path / "x.zarr")
    found = monthly_sensitivity(ds)
    assert found["total"].dims == ("outcome", "month", "factor")
    end = sensitivity(ds, ["gain_share"]).sel(outcome="gain_share")
    last = found.sel(outcome="gain_share", month=6)
    assert last["total"].values == pytest.approx(end["total"].values)
    assert last["first"].values == pytest.approx(end["first"].values)
    with pytest.raises(SweepError, match="entered has no months"):
        monthly_sensitivity(ds, ["entered"])
    with pytest.raises(SweepError, match="kept no months"):
        monthly_sensitivity(ds.drop_dims("month"))


def test_exports_hold_every_run_once(played, tmp_path):
    import pandas as pd

    ds = played(lambda x: float(x[0]), "latin_hypercube", points=5)
    frame = table(ds)
    assert frame.shape[0] == 5
    assert frame["gain"].to_numpy() == pytest.approx(frame[FACTORS[0]].to_numpy())
    export(ds, tmp_path / "x.csv")
    pd.testing.assert_frame_equal(pd.read_csv(tmp_path / "x.csv"), frame, check_dtype=False)
    export(ds, tmp_path / "x.parquet")
    pd.testing.assert_frame_equal(pd.read_parquet(tmp_path / "x.parquet"), frame)
    export(ds, tmp_path / "x.nc")
    assert sim.archive.open_dataset(tmp_path / "x.nc")["gain"].dims == ("point", "replication")
    with pytest.raises(ValueError, match=r"one of \.csv"):
        export(ds, tmp_path / "x.xls")
    experiments, outcomes = to_ema(ds)
    assert {*FACTORS, "scenario", "policy", "model"} == set(experiments.columns)
    assert outcomes["gain"] == pytest.approx(experiments[FACTORS[0]].to_numpy())


def test_paired_points_cancel_what_runs_share():
    noise = np.array([5.0, -3.0, 40.0])
    values = xr.DataArray(np.array([noise, noise + 2.0]), dims=("point", "replication"))
    found = paired_points(values, 0)
    assert found["mean"].values.tolist() == [0.0, 2.0]
    assert found["low"].values == pytest.approx([0.0, 2.0])
    assert float(point_means(values)["high"][0]) > 50.0  # alone, each mean is hardly known


def test_break_even_of_a_sweep_is_that_of_its_runs(tmp_path):
    scenario = sim.load_scenario("scenarios/atelier.toml")
    design = make_design(scenario, {"population.horizon": [6, 48]}, replications=4)
    run_sweep(design, tmp_path / "x.zarr")
    ds = sim.open_sweep(tmp_path / "x.zarr")
    found = break_even_distribution(ds)
    assert found.sizes == {"point": 2, "month": 61}
    runs = sim.simulate(design.at(1), 4, design.seed, "summary")
    even = runs["collective_break_even"].where(runs["collective_status"] == 1)
    even = even.where(runs["collective_status"] != 0, 0)
    for month in (0, 12, 60):
        assert float(found.sel(point=1, month=month)) == float((even <= month).mean())
    assert "payments" not in sweep_outcomes(ds)  # no months were kept
    by_horizon = break_even_profile(ds, "population.horizon")
    assert by_horizon["by"].values.tolist() == [6.0, 48.0]
    assert by_horizon["runs"].values.tolist() == [4.0, 4.0]
    assert by_horizon["back"].values.tolist() == found.values.tolist()
