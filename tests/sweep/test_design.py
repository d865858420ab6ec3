"""The points of a design: which they are, what may vary, and how the table says no."""

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import sim
from sim.errors import ScenarioError
from sim.sweep import load_design, make_design
from sim.sweep.factor import Factor, read_factor
from sim.sweep.paths import declared
from sim.vocabulary.text import Text


@pytest.fixture
def scenario(file):
    return sim.load_scenario(file)


def test_a_scenario_file_with_a_sweep_is_still_a_scenario(file):
    assert sim.load_scenario(file).months == 12
    assert "sweep" not in sim.load_scenario(file).source


def test_a_grid_crosses_all_values(design):
    points = [tuple(design.values(k).values()) for k in range(design.size)]
    trust = [0.1, pytest.approx(0.1 + 0.8 / 3), pytest.approx(0.1 + 1.6 / 3), 0.9]
    expected = [(h, t, 500.0 * f, 0.0) for h, t, f in itertools.product([6.0, 24.0, 60.0], trust, [0.5, 2.0])]
    assert [point[:3] for point in points] == [point[:3] for point in expected]
    assert set(design.values(0)) == {
        "population.horizon",
        "population.trust",
        "resources.hr.founding_cost",
        "resources.reserve.founding_cost",
    }
    assert design.at(0).resources["hr"].founding_cost == 250.0


def test_a_table_reads_row_by_row(scenario, tmp_path, file):
    design = make_design(scenario, {"population.trust": [0.1, 0.2], "network.kind": ["complete", "spatial"]}, "table")
    assert [design.values(k) for k in range(2)] == [
        {"population.trust": 0.1, "network.kind": "complete"},
        {"population.trust": 0.2, "network.kind": "spatial"},
    ]
    (tmp_path / "points.csv").write_text("population.trust;network.contacts\n0,25;3\n0,5;4\n", encoding="utf-8")
    text = file.read_text().partition("[sweep]")[0] + '[sweep]\ndesign = "table"\nfile = "points.csv"\n'
    file.write_text(text)
    found = load_design(file)
    assert found.values(1) == {"population.trust": 0.5, "network.contacts": 4}


@pytest.mark.parametrize(
    ("kind", "rows"), [("latin_hypercube", 16), ("sobol", 16), ("saltelli", 16 * 5), ("morris", 16 * 4)]
)
def test_a_sample_is_drawn_within_the_bounds_of_the_schema(scenario, kind, rows):
    parameters = {
        "population.trust": {},
        "society.search_breadth": {"low": 1, "high": 4},
        "resources.*.founding_cost": {"low": 0.1, "high": 10, "scale": "log", "relative": True},
    }
    design = make_design(scenario, parameters, kind, points=16, seed=3)
    trust, breadth, cost = design.columns
    assert design.size == rows
    assert 0.0 <= trust.min() < 0.2 < 0.8 < trust.max() <= 1.0
    assert set(breadth.tolist()) == {1, 2, 3, 4}
    assert 0.1 <= cost.min() < 0.3 < 3 < cost.max() <= 10
    again = make_design(scenario, parameters, kind, points=16, seed=3)
    assert again.source == design.source
    assert make_design(scenario, parameters, kind, points=16, seed=4).source != design.source


@given(st.integers(-50, 50), st.integers(1, 40), st.floats(0, 1))
def test_whole_numbers_of_a_range_are_equally_likely(low, span, u):
    factor = Factor(path="n", text=Text("", ""), unit="1", low=low, high=low + span, whole=True)
    middle = (np.arange(span + 1) + 0.5) / (span + 1)
    assert factor.at(middle).tolist() == list(range(low, low + span + 1))
    assert low <= factor.at(np.array([u]))[0] <= low + span


@pytest.mark.parametrize(
    ("parameters", "said"),
    [
        ({}, "sweep.parameters: Allowed: at least one parameter"),
        ({"population.trsut": [0.1]}, 'Did you mean "population.trust"?'),
        ({"resources.hrr.fixed_cost": [1]}, 'Did you mean "resources.hr"?'),
        ({"months": [12, 24]}, "this one is the same at all points"),
        ({"population.trust": [0.5, 1.5]}, "sweep.parameters.population.trust = 1.5: Allowed: a number from 0 to 1"),
        ({"population.trust": {"low": -1, "high": 1, "steps": 2}}, "population.trust.low = -1: Allowed: a number"),
        ({"population.trust": {"low": 0.9, "high": 0.1, "steps": 2}}, "less than high = 0.1"),
        ({"population.trust": {}}, "A grid needs a number of steps"),
        ({"network.kind": ["round"]}, "one of small_world, complete"),
        ({"network.kind": {"low": 1}}, "a list of values"),
        ({"population.size": {"values": [1], "relative": True}}, "to be multiplied"),
        ({"title": ["x"]}, "cannot be varied"),
        ({"population.trust.value": [0.5]}, "The scenario's distribution has no key value."),
        ({"resources.hr.overrun.mean": [1.0]}, "one of resources.hr.overrun_mean"),
        ({"population.trust": 3}, "a list of values, or a table"),
        ({"network.kind": ["spatial"], "network.contacts": [4, 40]}, "At point 1 of the sweep"),
        (
            {"resources.hr.fixed_cost": {"values": [*range(2001), 1e9, *range(2001, 4000)], "relative": True}},
            "At point 2,001 of the sweep",
        ),
    ],
)
def test_what_cannot_be_is_refused_with_the_way_out(scenario, parameters, said):
    with pytest.raises(ScenarioError) as refused:
        make_design(scenario, parameters)
    assert said in str(refused.value)


@pytest.mark.parametrize("option", [{"replications": 0}, {"seed": -1}, {"points": 0, "design": "morris"}])
def test_numbers_outside_their_bounds_are_refused(scenario, option):
    with pytest.raises(ScenarioError, match="a whole number"):
        make_design(scenario, {"population.trust": [0.1]}, **option)


def test_all_problems_are_said_at_once(scenario):
    with pytest.raises(ScenarioError) as refused:
        make_design(scenario, {"population.trust": [7], "x": [1]}, "sobol", points=15, record="everything")
    keys = {problem.key for problem in refused.value.problems}
    assert keys == {"sweep.points", "sweep.record", "sweep.parameters.population.trust", "sweep.parameters.x"}


def test_lists_of_a_table_that_do_not_match_are_said_beside_the_rest(scenario, tmp_path):
    parameters = {
        "population.trust": [0.1, 0.2],
        "population.horizon": [6],
        "population.foresight": {"low": 0},
        "population.trsut": [1],
    }
    with pytest.raises(ScenarioError) as refused:
        make_design(scenario, parameters, "table", file="absent.csv")
    said = {problem.key: problem.allowed.en for problem in refused.value.problems}
    assert said["sweep.parameters.population.horizon"] == "a list of 2 values, as in population.trust"
    assert said["sweep.parameters.population.foresight"] == "a list of values, one for each point"
    assert "sweep.parameters.population.trsut" in said
    assert any(problem.file == "absent.csv" for problem in refused.value.problems)


def test_a_file_without_a_sweep_is_refused(tmp_path, file):
    plain = tmp_path / "plain.toml"
    plain.write_text(file.read_text().partition("[sweep]")[0])
    with pytest.raises(ScenarioError, match=r"a table \[sweep\]"):
        load_design(plain)


def test_run_k_has_the_same_draws_at_all_points(design, tmp_path):
    # what no parameter of the sweep touches is the same in run k everywhere: what all would pay alone
    sim.run_sweep(design, tmp_path / "x.zarr")
    cost = sim.open_sweep(tmp_path / "x.zarr")["collective_total_counterfactual"].values
    assert (cost == cost[0]).all()
    assert len(set(cost[0].tolist())) == design.replications


def test_every_parameter_with_bounds_can_be_swept_between_them(scenario):
    seen = 0
    for each in sim.parameters():
        path = each.path.replace("*", "hr")
        if each.low is None or each.high is None or each.choices or path in ("months", "replications", "seed"):
            continue
        factor = read_factor(path, {}, scenario, False)
        known = declared(path, scenario).param
        for value in factor.at(np.array([0.0, 0.5, 1.0])).tolist():
            assert known.holds(value), path
        assert factor.low == pytest.approx(each.low, abs=1.1 if factor.whole else 1e-3 * (each.high - each.low)), path
        seen += 1
    assert seen > 40
