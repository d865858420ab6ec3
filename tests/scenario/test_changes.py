"""Titles and lessons stay true where a scenario is changed or extended."""

import tomllib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sim import ScenarioError
from sim.scenario import load_scenario, parameters, parse_scenario, with_values
from sim.scenario.layers import Layers, nested, overlays

BASE = """
title = { en = "Twelve", fr = "Douze" }
teaches = { en = "It pays", fr = "Cela rapporte" }
months = 24
[population]
number = 12
trust = 0.5
[resources.hr]
tax = 0
[resources.it]
"""


@pytest.fixture
def write(tmp_path):
    def written(name, text):
        (tmp_path / name).write_text(text, encoding="utf-8")
        return tmp_path / name

    written("base.toml", BASE)
    return written


@pytest.mark.parametrize(
    ("values", "title"),
    [
        ([], "Twelve"),
        (["replications=3", "seed=9"], "Twelve"),
        (["months=24"], "Twelve"),  # as it was
        (["society.hazard=0.02"], "Twelve"),  # the default
        (["months=36"], "Twelve (changed: months = 36)"),
        (["population.trust=0.5"], "Twelve"),
        (["population.trust=0.25"], "Twelve (changed: population.trust = 0.25)"),
        (["months=36", "months=12"], "Twelve (changed: months = 12)"),
        (["resources.it=false"], "Twelve (changed: resources.it = false)"),
        (["resources.hr.title=Conseil"], "Twelve"),
        (
            [f"resources.{key}={value}" for key, value in (("hr.tax", 0.1), ("hr.lot", 2), ("it.tax", 0.1))],
            "Twelve (changed: resources.hr.tax = 0.1, resources.hr.lot = 2, resources.it.tax = 0.1)",
        ),
        (
            [f"resources.{key}.{name}=0.1" for key in ("hr", "it") for name in ("tax", "overuse", "friction")],
            "Twelve (changed: resources.hr.tax = 0.1, resources.hr.overuse = 0.1, resources.hr.friction = 0.1, 3 more)",
        ),
        (["population.trust={distribution='uniform', low=0, high=1}"], "Twelve (changed: population.trust)"),
        (["months=36", "title={en='Mine', fr='La mienne'}"], "Mine"),
    ],
)
def test_a_title_tells_what_the_command_line_changes(write, tmp_path, values, title):
    scenario = load_scenario(tmp_path / "base.toml", set=values)
    assert scenario.title.en == title
    assert scenario.teaches.en == ("It pays" if title == "Twelve" else "")
    assert ("modifié" in scenario.title.fr) == ("changed" in title)


def test_a_file_that_extends_another_tells_it_too(write):
    child = load_scenario(write("child.toml", 'extends = "base.toml"\nmonths = 60\n[resources.hr]\ntax = 0.15\n'))
    assert child.title.en == "Twelve (changed: months = 60, resources.hr.tax = 0.15)"
    assert child.teaches.en == ""
    renamed = load_scenario(
        write("renamed.toml", 'extends = "child.toml"\ntitle = "Mine"\n[population]\nnumber = 30\n')
    )
    assert (renamed.title.en, renamed.teaches.en) == ("Mine", "")
    taught = load_scenario(write("taught.toml", 'extends = "child.toml"\nteaches = "More"\n'))
    assert taught.title.en == child.title.en
    assert taught.teaches.en == "More"
    same = load_scenario(write("same.toml", 'extends = "base.toml"\nreplications = 7\n'))
    assert (same.title.en, same.teaches.en) == ("Twelve", "It pays")


def test_changes_of_a_copy_add_up(write, tmp_path):
    scenario = load_scenario(tmp_path / "base.toml", set=["months=36"])
    copy = with_values(with_values(scenario, {"population.number": 40}), {"months": 12})
    assert copy.title.en == "Twelve (changed: months = 12, population.number = 40)"
    named = with_values(scenario, {"title": {"en": "Mine", "fr": "La mienne"}})
    assert named.title.en == "Mine"
    # what a dataset holds of it says the same
    again = parse_scenario(tomllib.loads(copy.source))
    assert again.title == copy.title


def test_a_scenario_without_a_title_has_none(write):
    bare = load_scenario(write("bare.toml", "months = 12\n[resources.hr]\n"), set=["months=24"])
    assert bare.title.en == ""


SCALARS = [
    each
    for each in parameters()
    if each.path.split(".")[0] in ("population", "society", "levers", "resources", "crises")
    and isinstance(each.default, int | float)
    and not isinstance(each.default, bool)
    and each.low is not None
    and each.high is not None
]


@given(st.data())
@settings(max_examples=60, deadline=None)
def test_any_parameter_that_differs_is_told_and_none_that_does_not(data):
    chosen = data.draw(st.lists(st.sampled_from(SCALARS), min_size=1, max_size=3, unique_by=lambda each: each.path))
    tables = {"title": "Base", "resources": {"hr": {}}}
    base = parse_scenario(tables)
    values = {}
    for each in chosen:
        values[each.path.replace("*", "hr")] = data.draw(st.sampled_from([each.default, each.low, each.high]))
    try:
        copy = with_values(base, values)
    except ScenarioError:  # values that exclude each other
        return
    differs = {path for path, value in values.items() if value != _value(base, path)}
    told = copy.title.en.partition("(changed: ")[2]
    assert {path for path in values if f"{path} = " in told} == differs
    assert bool(told) == bool(differs)


TOGETHER = [
    {"population.trust.mean": 0.2, "months": 24, "population.rate": 0.1, "resources.hr.tax": 0.1},
    {"population.trust": 0.2, "population.trust.mean": 0.3},
    {"population.trust.mean": 0.3, "population.trust": 0.2},
    {"population.trust.distribution": "uniform", "population.trust.low": 0.1, "population.trust.high": 0.4},
    {"population.number": 12, "population.file": "three.csv"},
    {"population.file": "three.csv", "population.number": 3},
    {"resources.it.tax": 0.1, "resources.it": False},
    {"society.hazard": 0.1, "uncertain.society.hazard": {"distribution": "uniform", "low": 0.1, "high": 0.2}},
    {"society.hazard.mean": 0.1, "society.hazard": 0.2},
    {"population": {"trust": 0.4}, "population.trust.mean": 0.3},
]


@pytest.mark.parametrize("values", TOGETHER, ids=lambda values: " ".join(values))
def test_values_set_together_are_those_set_in_turn(values):
    under = {"months": 60, "population": {"number": 9, "trust": 0.5}, "resources": {"hr": {}, "it": {"tax": 0.2}},
             "uncertain": {"society.hazard": {"distribution": "uniform", "low": 0.01, "high": 0.1}}}  # fmt: skip
    together, in_turn = Layers(), Layers()
    together.add(under, "file")
    in_turn.add(under, "file")
    for each in overlays(values):
        together.add(each, "--set")
    for path, value in values.items():
        in_turn.add(nested(path, value), "--set")
    assert together.tables == in_turn.tables
    assert together.changes == in_turn.changes
    assert together.origins == in_turn.origins


def _value(scenario, path):
    for key in path.split("."):
        scenario = scenario[key] if isinstance(scenario, dict) else getattr(scenario, key)
    return getattr(scenario, "value", scenario)
