"""A design as a problem of SALib, and its samples as designs."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from SALib.analyze import sobol as analysis
from SALib.sample import latin, sobol

import sim
from sim.errors import ScenarioError
from sim.sweep.saved import design_of

RANGES = {
    "population.trust": {"low": 0.2, "high": 0.8},
    "resources.*.founding_cost": {"low": 100, "high": 10_000, "scale": "log"},
    "resources.hr.commitment": {"low": 1, "high": 4},
    "resources.hr.sharing": ["equal", "by_use", "by_size"],
    "resources.hr.fixed_cost": {"low": 0.5, "high": 2, "relative": True},
    "population.horizon": [6, 36],
}


@pytest.fixture(scope="module")
def design(repository):
    scenario = sim.load_scenario(repository / "scenarios" / "atelier.toml", set={"months": 6})
    return sim.make_design(scenario, RANGES, "sobol", points=2, replications=2, seed=3, record="months")


def test_the_problem_is_one_of_salib(design):
    problem = design.salib_problem()
    assert problem["num_vars"] == 6
    assert problem["names"] == list(RANGES)
    assert problem["bounds"] == [[0.2, 0.8], [100, 10_000], [0.5, 4.5], [0.0, 3.0], [0.5, 2], [0.0, 2.0]]
    assert problem["dists"] == ["unif", "logunif", *["unif"] * 4]
    assert sobol.sample(problem, 4, calc_second_order=False, seed=1).shape == (32, 6)


@settings(max_examples=4)
@given(seed=st.integers(0, 2**31))
def test_a_sample_is_a_design_with_an_equal_share_of_each_value(design, seed):
    sample = latin.sample(design.salib_problem(), 24, seed=seed)
    drawn = design.with_points(sample)
    trust, founding, commitment, sharing, fixed, horizon = drawn.columns
    assert trust.tolist() == sample[:, 0].tolist()
    assert (fixed == sample[:, 4]).all()
    assert abs((founding < 1000).mean() - 0.5) <= 1 / 24
    assert {value: int((commitment == value).sum()) for value in (1, 2, 3, 4)} == dict.fromkeys((1, 2, 3, 4), 6)
    assert sorted(map(str, sharing)) == sorted(["equal", "by_use", "by_size"] * 8)
    assert (np.unique(horizon, return_counts=True)[1] == 12).all()
    assert (drawn.replications, drawn.seed, drawn.record) == (2, 3, "months")


def test_functions_of_organizations_come_along(design):
    def smallest(ds):
        return float(ds["size"].min())

    options = {"points": 2, "replications": 1, "record": "organizations", "outcomes": [smallest]}
    own = sim.make_design(design.scenario, RANGES, "sobol", **options)
    drawn = own.with_points(latin.sample(own.salib_problem(), 4, seed=1))
    assert (drawn.size, drawn.record, drawn.outcomes) == (4, "organizations", own.outcomes)


def test_the_ends_of_a_sample_are_values(design):
    ends = np.array(design.salib_problem()["bounds"]).T
    columns = design.with_points(ends).columns
    assert [column.tolist() for column in columns[2:4]] == [[1, 4], ["equal", "by_size"]]


@pytest.mark.parametrize("sample", [np.ones((3, 5)), np.ones(6), np.empty((0, 6)), np.full((2, 6), np.nan)])
def test_another_sample_is_refused(design, sample):
    with pytest.raises(ValueError, match="sample"):
        design.with_points(sample)


def test_salib_analyzes_what_was_swept(design, tmp_path):
    two = sim.make_design(design.scenario, {key: RANGES[key] for key in list(RANGES)[:2]}, "sobol", points=1)
    problem = two.salib_problem()
    drawn = two.with_points(sobol.sample(problem, 4, calc_second_order=False, seed=1))
    sim.run_sweep(drawn, tmp_path / "x.zarr")
    y = sim.open_sweep(tmp_path / "x.zarr")["collective_total_gain"].mean("replication").values
    assert y.shape == (16,)
    assert set(analysis.analyze(problem, y, calc_second_order=False, seed=1)) >= {"S1", "ST"}


@pytest.mark.parametrize(
    ("kind", "options"),
    [
        ("grid", {}),
        ("table", {}),
        ("latin_hypercube", {"points": 7}),
        ("sobol", {"points": 8}),
        ("saltelli", {"points": 2}),
        ("morris", {"points": 2, "levels": 6}),
        ("sobol", {"points": 4, "draws": "own"}),
    ],
)
def test_a_design_is_read_back_from_its_source(design, kind, options):
    listed = {"population.trust": [0.1, 0.3], "resources.hr.sharing": ["equal", "by_use"]}
    ranges = {path: {**entry, "steps": 3} if isinstance(entry, dict) else entry for path, entry in RANGES.items()}
    if kind == "grid":
        ranges = {path: ranges[path] for path in list(ranges)[1:4]}
    made = sim.make_design(design.scenario, listed if kind == "table" else ranges, kind, **options)
    again = design_of(made.source, design.scenario)
    assert again.source == made.source
    assert [column.tolist() for column in again.columns] == [column.tolist() for column in made.columns]


@pytest.mark.parametrize("source", ["", "x = 1", "factors = 3", 'draws = "own, from run 7"\n[factors]'])
def test_another_text_is_no_design(design, source):
    with pytest.raises((ValueError, ScenarioError)):
        design_of(source, design.scenario)
