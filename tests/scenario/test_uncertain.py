"""Uncertain parameters: what may be said of them in a file, what is refused, and what one run draws."""

import tomllib

import numpy as np
import pytest

import sim
from sim.archive import open_dataset, save_dataset
from sim.errors import ScenarioError
from sim.laws.random import run_key
from sim.scenario import certain, draw_uncertain, load_scenario, parse_scenario, with_values
from sim.scenario.schema.uncertain import STRUCTURE, known_parameters, parameter_at

HR = "resources.hr.overrun_mean"
TRUST = "population.trust.mean"
BASE = {"resources": {"hr": {"min_members": 3}, "it": {}}}
OVERRUN = {"distribution": "uniform", "low": 1.0, "high": 1.6}


def scenario(**uncertain):
    return parse_scenario({**BASE, "uncertain": uncertain})


def refused(uncertain, **more):
    """Return the problems of a table of uncertain parameters, by key."""
    with pytest.raises(ScenarioError) as caught:
        parse_scenario({**BASE, "uncertain": uncertain, **more})
    return {problem.key: problem for problem in caught.value.problems}


def test_what_is_uncertain_keeps_its_own_value_until_it_is_drawn():
    found = scenario(**{HR: OVERRUN})
    assert found.resources["hr"].overrun_mean == 1.0
    assert found.uncertain[HR].support() == (1.0, 1.6)
    drawn = certain(found, run_key(1, 0))
    assert drawn.uncertain == {}
    assert 1.0 < drawn.resources["hr"].overrun_mean < 1.6
    assert drawn.resources["it"] == found.resources["it"]
    assert drawn.population == found.population


def test_a_path_may_be_written_with_or_without_quotes(tmp_path):
    files = {
        "quoted": f'[uncertain]\n"{HR}" = {{distribution = "uniform", low = 1, high = 1.6}}',
        "bare": f'[uncertain]\n{HR} = {{distribution = "uniform", low = 1, high = 1.6}}',
        "table": f'[uncertain.{HR}]\ndistribution = "uniform"\nlow = 1\nhigh = 1.6',
    }
    for name, text in files.items():
        (tmp_path / f"{name}.toml").write_text(f"[resources.hr]\n{text}\n", "utf-8")
    scenarios = [load_scenario(tmp_path / f"{name}.toml") for name in files]
    assert all(each.uncertain == scenarios[0].uncertain for each in scenarios)
    assert list(scenarios[0].uncertain) == [HR]


def test_the_source_says_it_again():
    found = scenario(**{HR: OVERRUN, TRUST: {"distribution": "beta", "mean": 0.5, "sd": 0.1}})
    again = parse_scenario(tomllib.loads(found.source))
    assert again.uncertain == found.uncertain
    assert again.source == found.source


def test_a_value_that_is_given_is_known_again(tmp_path):
    (tmp_path / "parent.toml").write_text(
        "[resources.hr]\n[resources.it]\n[uncertain]\n"
        f'"{HR}" = {{distribution = "uniform", low = 1, high = 1.6}}\n'
        '"resources.it.friction" = {distribution = "uniform", low = 0, high = 1}\n'
        f'"{TRUST}" = {{distribution = "uniform", low = 0.3, high = 0.7}}\n'
        '"society.hazard" = {distribution = "uniform", low = 0.01, high = 0.03}\n',
        "utf-8",
    )

    def left(text, *overrides):
        (tmp_path / "child.toml").write_text(f'extends = "parent.toml"\n{text}', "utf-8")
        return set(load_scenario(tmp_path / "child.toml", set=overrides).uncertain)

    everything = {HR, "resources.it.friction", TRUST, "society.hazard"}
    assert left("") == everything
    assert left("[society]\nhazard = 0.02") == everything - {"society.hazard"}
    assert left("[resources]\nit = false") == everything - {"resources.it.friction"}
    assert left("[resources.it]\nlot = 2") == everything
    # a constant, or another distribution, has no mean that could be the parent's
    assert left("[population]\ntrust = 0.5") == everything - {TRUST}
    assert left('[population]\ntrust = {distribution = "beta", mean = 0.5, sd = 0.1}') == everything - {TRUST}
    assert left("[population]\ntrust = {sd = 0.1}") == everything
    assert left(f'[uncertain]\n"{HR}" = false') == everything - {HR}
    assert left("", f"{HR}=1.2") == everything - {HR}
    assert left("", f"uncertain.{HR}.high=1.4") == everything
    # both at once: the value where it is not drawn, and the range
    both = '[resources.hr]\noverrun_mean = 1.3\n[uncertain]\n"{0}" = {{distribution = "uniform", low = 1, high = 1.4}}'
    assert left(both.format(HR)) == everything
    assert load_scenario(tmp_path / "child.toml").uncertain[HR].support() == (1.0, 1.4)


@pytest.mark.parametrize(
    "path", [*STRUCTURE, "population.kind", "population.sector", "resources.hr.sharing", "nothing"]
)
def test_only_a_number_that_is_assumed_can_be_uncertain(path):
    problem = refused({path: OVERRUN})[f"uncertain.{path}"]
    assert problem.allowed.en == "the path of a numeric parameter"
    assert problem.allowed.fr == "le chemin d’un paramètre numérique"


def test_the_decision_rule_that_all_share_may_be_uncertain():
    rules = {"distribution": "discrete", "values": ["rational", "imitate", "conditional"], "weights": [2, 1, 1]}
    found = scenario(**{"population.rule": rules})
    drawn = [draw_uncertain(found, run_key(1, k))["population.rule"] for k in range(400)]
    assert {name: drawn.count(name) / 400 for name in rules["values"]} == pytest.approx(
        {"rational": 0.5, "imitate": 0.25, "conditional": 0.25}, abs=0.08
    )
    assert certain(found, run_key(1, 0)).population.rule.options() == (drawn[0],)
    assert parse_scenario(tomllib.loads(found.source)).uncertain == found.uncertain
    unknown = refused({"population.rule": {**rules, "values": ["rational", "imitat", "conditional"]}})
    assert "imitate" in unknown["uncertain.population.rule"].hint.en
    assert "rational" in refused({"population.rule": OVERRUN})["uncertain.population.rule"].allowed.en
    mixed = {"rule": {"distribution": "discrete", "values": ["rational", "imitate"]}}
    assert refused({"population.rule": rules}, population=mixed)["uncertain.population.rule"].allowed.en


def test_runs_of_an_uncertain_rule_keep_it(tmp_path):
    values = {"months": 3, "population": {"number": 6}, "network": {"kind": "complete"}}
    rules = {"population.rule": {"distribution": "discrete", "values": ["rational", "imitate"]}}
    ds = sim.simulate(parse_scenario({**BASE, **values, "uncertain": rules}), replications=8, uncertain=True)
    save_dataset(ds, tmp_path / "run.nc")
    again = open_dataset(tmp_path / "run.nc")
    assert set(again["population.rule"].values) == {"rational", "imitate"}
    assert again["population.rule"].attrs["long_name_fr"] == "règle de décision"


def test_the_way_out_is_said():
    near = refused({"resources.hr.overrun_maen": OVERRUN})["uncertain.resources.hr.overrun_maen"]
    assert HR in near.hint.en
    assert HR in near.hint.fr
    spread = refused({"population.trust": {"distribution": "uniform", "low": 0, "high": 1}})
    assert TRUST in spread["uncertain.population.trust"].hint.fr
    missing = refused({HR: {"low": 1, "high": 2}})[f"uncertain.{HR}.distribution"]
    assert "uniform" in missing.allowed.en


@pytest.mark.parametrize(
    ("path", "given", "key", "allowed"),
    [
        (HR, 1.3, "", "a table such as"),
        (HR, {"distribution": "unifrom"}, ".distribution", "one of constant, uniform"),
        (HR, {"distribution": "uniform", "low": 0.0, "high": 1.6}, "", "a number from 0.1 to 10"),
        (HR, {"distribution": "uniform", "low": 2, "high": 1}, ".low", "a number less than high = 1"),
        (HR, {"distribution": "discrete", "values": ["one"]}, "", "a number from 0.1 to 10"),
        (TRUST, {"distribution": "uniform", "low": 40, "high": 50}, "", "a mean within 8 standard deviations"),
        ("resources.hr.commitment", {"distribution": "discrete", "values": [1, 2.5]}, "", "a whole number from 0"),
        # alone it may be 1, but not beside min_members = 3
        ("resources.hr.max_members", {"distribution": "discrete", "values": [1, 4]}, "", "at least min_members = 3"),
        ("network.contacts", {"distribution": "uniform", "low": 4, "high": 6}, "", "an even number"),
        ("network.contacts", {"distribution": "discrete", "values": [8, 300]}, "", "less than population.number = 300"),
    ],
)
def test_all_that_a_distribution_can_give_must_be_allowed(path, given, key, allowed):
    problem = refused({path: given})[f"uncertain.{path}{key}"]
    assert allowed in problem.allowed.en


def test_all_problems_are_said_at_once():
    problems = refused(
        {HR: {"distribution": "uniform", "low": -1, "high": 1}, "months": OVERRUN, "society.hazard": 3}, months=0
    )
    assert set(problems) == {f"uncertain.{HR}", "uncertain.months", "uncertain.society.hazard", "months"}
    # what is unsure in a table that does not hold is no further problem
    wrong = {"resources": {"hr": {"min_members": 3, "lot": -1}}}
    assert set(refused({HR: OVERRUN}, **wrong)) == {"resources.hr.lot"}


def test_every_number_of_a_scenario_can_be_uncertain():
    found = parse_scenario(BASE)
    tables = {key: getattr(found, key) for key in type(found).model_fields}
    known = known_parameters(tables)
    assert {path: parameter_at(path, tables) for path in known} == known
    for path in (*STRUCTURE, "name", "population", "population.kind", "resources.it", "resources.x.lot", "society.x.y"):
        assert parameter_at(path, tables) is None
    for path in ("resources.it.lot", "population.cash", "population.size.mu", "levers.credit_rate", "crises.length"):
        assert path in known
    assert not set(STRUCTURE) & set(known)
    assert known["crises.length"].whole
    assert not known["population.cash"].whole
    same = {path: {"distribution": "constant", "value": value_at(found, path)} for path in known}
    unsure = parse_scenario({**BASE, "uncertain": same})
    assert certain(unsure, run_key(1, 0)).source == found.source


def value_at(found, path):
    """Return a number of a scenario."""
    for key in path.split("."):
        found = found[key] if isinstance(found, dict) else getattr(found, key)
    return getattr(found, "value", found)


def test_a_draw_has_the_name_of_its_path():
    many = scenario(
        **{HR: OVERRUN, "resources.it.overrun_mean": OVERRUN, "society.hazard": {**OVERRUN, "low": 0.5, "high": 1}}
    )
    alone = scenario(**{HR: OVERRUN})
    for k in range(5):
        key = run_key(3, k)
        drawn = draw_uncertain(many, key)
        assert draw_uncertain(alone, key)[HR] == drawn[HR]
        assert len(set(drawn.values())) == 3
    wide = scenario(**{HR: {"distribution": "uniform", "low": 1.0, "high": 2.2}})
    # the same draw, stretched: two scenarios under one seed are as lucky
    assert draw_uncertain(wide, key)[HR] - 1 == pytest.approx(2 * (drawn[HR] - 1))


def test_many_draws_are_spread_like_the_distribution():
    found = scenario(**{HR: OVERRUN, "resources.hr.commitment": {"distribution": "uniform", "low": 6, "high": 8}})
    drawn = [draw_uncertain(found, run_key(1, k)) for k in range(2000)]
    overrun = np.sort([run[HR] for run in drawn])
    distance = np.abs(overrun - (1.0 + 0.6 * (np.arange(2000) + 0.5) / 2000)).max() / 0.6
    assert distance < 1.63 / np.sqrt(2000)  # Kolmogorov & Smirnov, 1 %
    months = [run["resources.hr.commitment"] for run in drawn]
    assert set(months) == {6, 7, 8}
    assert all(isinstance(month, int) for month in months)
    assert np.mean(np.array(months) == 7) == pytest.approx(0.5, abs=4 * np.sqrt(0.25 / 2000))
    assert abs(np.corrcoef([run[HR] for run in drawn], months)[0, 1]) < 4 / np.sqrt(2000)


def test_values_that_do_not_go_together_are_refused_when_they_are_drawn():
    least = {"distribution": "discrete", "values": [2, 5]}
    most = {"distribution": "discrete", "values": [3, 6]}
    found = parse_scenario(
        {
            "resources": {"hr": {"min_members": 2, "max_members": 6}},
            "uncertain": {"resources.hr.min_members": least, "resources.hr.max_members": most},
        }
    )
    for k in range(20):
        drawn = draw_uncertain(found, run_key(1, k))
        if drawn["resources.hr.min_members"] <= drawn["resources.hr.max_members"]:
            assert certain(found, run_key(1, k)).resources["hr"].max_members in (3, 6)
            continue
        with pytest.raises(ScenarioError) as caught:
            certain(found, run_key(1, k))
        (problem,) = caught.value.problems
        assert (problem.file, problem.key) == ("[uncertain]", "resources.hr.max_members")
        break
    else:
        pytest.fail("none of twenty draws was such a pair")


def test_values_given_afterwards_are_not_drawn():
    found = with_values(
        scenario(**{HR: OVERRUN, TRUST: {"distribution": "uniform", "low": 0.4, "high": 0.6}}), {HR: 2.0}
    )
    assert set(found.uncertain) == {TRUST}
    assert certain(found, run_key(1, 0)).resources["hr"].overrun_mean == 2.0
