"""What is measured in a sweep: every variable of the store, arrays and functions, in all analyses and figures."""

import numpy as np
import pytest

import sim
from sim import analysis, figures
from sim.analysis import OUTCOMES, SweepError, measure
from sim.cli import main

SCENARIO = """
fictional = true
months = 6
[population]
number = 8
[network]
kind = "complete"
[resources.hr]
fixed_cost = 900
unit_cost = 300
founding_cost = 500
[resources.reserve]
fixed_cost = 300
"""
X, Y = "population.horizon", "population.trust"


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("measured")
    (folder / "tiny.toml").write_text(SCENARIO, encoding="utf-8")
    scenario = sim.load_scenario(folder / "tiny.toml")
    grid = sim.make_design(scenario, {X: [6, 60], Y: [0.2, 0.5, 0.9]}, replications=3, record="months")
    sim.run_sweep(grid, folder / "grid.zarr")
    ranges = {X: {"low": 6, "high": 60}, Y: {"low": 0.1, "high": 0.9}}
    for kind in ("saltelli", "morris"):
        design = sim.make_design(scenario, ranges, kind, points=8, replications=1, record="months")
        sim.run_sweep(design, folder / f"{kind}.zarr")
    return folder


@pytest.fixture(scope="module")
def grid(folder):
    return sim.open_sweep(folder / "grid.zarr").load()


def test_every_variable_of_a_store_is_measured_in_its_unit(grid):
    measured = 0
    for name, values in grid.data_vars.items():
        if "replication" not in values.dims:
            continue
        if "flag_meanings" in values.attrs:
            with pytest.raises(SweepError, match="is a code"):
                measure(grid, name)
            continue
        found = measure(grid, name)
        assert found.dims == ("point", "replication")
        catalogue = {outcome.key for outcome in OUTCOMES}
        if name not in catalogue:
            assert found.attrs["units"] == values.attrs["units"]
        if name not in catalogue and "month" in values.dims and "resource" not in values.dims:
            assert np.array_equal(found, values.isel(month=-1), equal_nan=True)
        measured += 1
    assert measured > 60


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("pools_founded.hr", lambda ds: ds["pools_founded"].sel(resource="hr")),
        ("pools_founded", lambda ds: ds["pools_founded"].sum("resource")),
        ("participation", lambda ds: ds["participation"].mean("resource")),
        ("members.reserve@2", lambda ds: ds["members"].sel(resource="reserve", month=2)),
        ("members@3", lambda ds: ds["members"].sel(month=3).sum("resource")),
        ("collective_gain", lambda ds: ds["collective_gain"].sel(month=6)),
        ("gain_share", lambda ds: ds["collective_total_gain"] / ds["collective_total_counterfactual"]),
    ],
)
def test_a_name_selects_a_resource_and_a_month(grid, name, expected):
    found = measure(grid, name)
    assert np.array_equal(found.values, expected(grid).values)
    assert found.name == name
    if "@" in name:
        assert f"month {name[-1]}" in found.attrs["long_name"]
        assert f"mois {name[-1]}" in found.attrs["long_name_fr"]


@pytest.mark.parametrize(
    "what", ["nothing", "entred", "members.it", "members@7", "entered.hr", "entered@2", "members@x", "population.trust"]
)
def test_a_name_that_is_none_is_refused_with_those_there_are(grid, what):
    with pytest.raises(SweepError, match=r"there is no outcome .*gain_share.*members") as refused:
        measure(grid, what)
    assert what != "entred" or 'Did you mean "entered"?' in str(refused.value)


@pytest.mark.parametrize(
    "what",
    [
        lambda ds: ds["collective_total_gain"].expand_dims(member=[1, 2]),
        lambda ds: ds["collective_total_gain"].isel(point=0),
        lambda ds: ds["collective_total_gain"].values,
        lambda ds: ds["collective_total_gain"].astype(str),
    ],
)
def test_what_is_no_number_of_each_run_is_refused(grid, what):
    with pytest.raises(SweepError):
        measure(grid, what)


def lost(ds):
    """Return the share of runs that lose."""
    return (ds["collective_total_gain"] < 0).assign_attrs(units="share", long_name="runs that lose")


WAYS = (
    "members.hr@2",
    lost,
    lambda ds: ds["collective_total_gain"] / 1000.0,
    lambda ds: ds["members"],
    lambda ds: ds["entered"].mean("replication"),
)


@pytest.mark.parametrize(
    ("what", "as_array"), [*((what, False) for what in WAYS[:3]), *((what, True) for what in WAYS[3:])]
)
def test_all_analyses_and_figures_take_names_arrays_and_functions(folder, grid, what, as_array):
    expected = measure(grid, what)
    given = what(grid) if as_array and callable(what) else what
    drawn = []
    along = analysis.profile(grid, X, given)
    for k, value in enumerate(along["x"].values):
        assert along["mean"].values[0, k] == pytest.approx(float(expected.where(grid[X] == value).mean()))
    drawn.append(figures.profile(along))
    drawn.append(figures.phases(analysis.phase_diagram(grid, X, Y, given), "fr"))
    assert analysis.point_means(measure(grid, given))["mean"].dims == ("point",)
    for kind in ("saltelli", "morris"):
        ds = sim.open_sweep(folder / f"{kind}.zarr")
        here = what(ds) if as_array and callable(what) else what
        found = analysis.sensitivity(ds, [here])
        drawn.append(figures.sensitivity(found))
        alone = analysis.sensitivity_of(measure(ds, here), ds)
        assert alone["outcome_name_fr"].item() == found["outcome_name_fr"].item()
        for name in alone.data_vars:
            assert np.array_equal(alone[name].values, found[name].isel(outcome=0).values, equal_nan=True)
        drawn.append(figures.sensitivity(analysis.sensitivity_of(here if callable(here) else measure(ds, here), ds)))
    for figure in drawn:
        figure.draw_without_rendering()


def test_the_months_of_an_array_are_drawn(folder):
    for kind in ("saltelli", "morris"):
        ds = sim.open_sweep(folder / f"{kind}.zarr").load()
        of_months = analysis.sensitivity_of(ds["collective_gain"], ds)
        assert of_months.sizes["month"] == 6
        assert of_months["outcome_unit"].item() == "CAD/month"
        figures.sensitivity_by_month(of_months, "fr").draw_without_rendering()


def test_several_are_read_together(grid):
    together = analysis.sweep_outcomes(grid, ["entered", lost, grid["members"], lambda ds: ds["entered"]])
    assert list(together) == ["entered", "lost", "members", "lambda"]
    assert together["lost"].attrs["long_name"] == "Runs that lose"


def test_missing_runs_are_missing(grid):
    status = grid["collective_status"].copy()
    status[1, 2] = -1
    found = measure(grid.assign(collective_status=status), "entered")
    assert np.argwhere(~np.isfinite(found.values)).tolist() == [[1, 2]]


MINE = "def losers(ds):\n    return ds['collective_total_gain'] < 0\n\n\ndef broken(ds):\n    return 1 / 0\n"


def test_the_commands_take_variables_and_functions(folder, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "mine.py").write_text(MINE)
    store = str(folder / "grid.zarr")
    for outcome, name in (("participation.hr", "participation.hr"), ("mine.py:losers", "losers")):
        figure = ["--figure", "profile", "--out", "out"]
        assert main(["plot", store, "--outcome", outcome, *figure]) == 0, capsys.readouterr().err
        assert (tmp_path / "out" / f"profile-{name}.png").is_file()
    for outcome, said in (
        ("mine.py:broken", "mine.py:broken, line 6: ZeroDivisionError: division by zero"),
        ("mine.py:nobody", "no function nobody"),
        ("entred", 'Did you mean "entered"?'),
        ("collective_status", "is a code"),
    ):
        assert main(["plot", store, "--outcome", outcome, "--out", "out"]) == 2
        err = capsys.readouterr().err
        assert said in err
        assert "Traceback" not in err
    saltelli = str(folder / "saltelli.zarr")
    assert main(["sensitivity", saltelli, "--outcome", "members.hr@3", "--out", "out"]) == 0
    assert main(["sensitivity", saltelli, "--outcome", "memberships", "--out", "out"]) == 2
