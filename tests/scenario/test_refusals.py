"""Every value that cannot be used is refused at its key, in words that say what can."""

import pickle
from typing import Annotated

import pytest
from pydantic import BaseModel, ValidationError

from sim.declared.table import Table
from sim.errors import ABSENT, ScenarioError
from sim.scenario import parameters, parse_scenario, with_values
from sim.scenario.schema.network import NAMES
from sim.vocabulary.param import Param

BASE = {"resources": {"hr": {}}}
PARAMETERS = {each.path.replace("*", "hr"): each for each in parameters()}
NUMBERS = [path for path, each in PARAMETERS.items() if each.low is not None and not each.distributed]
DISTRIBUTED = [path for path, each in PARAMETERS.items() if each.distributed]
NAMED = {path: each for path, each in PARAMETERS.items() if each.choices and not each.distributed}


def refused(values, base=BASE):
    """Return the problems of some values, by key."""
    with pytest.raises(ScenarioError) as caught:
        with_values(parse_scenario(base), values)
    return {problem.key: problem for problem in caught.value.problems}


def parse_refused(tables):
    with pytest.raises(ScenarioError) as caught:
        parse_scenario(tables, file="a.toml")
    return {problem.key: problem for problem in caught.value.problems}


@pytest.mark.parametrize("path", NUMBERS)
def test_bounds_hold(path):
    each = PARAMETERS[path]
    whole = isinstance(each.default, int)
    below, above = (each.low - 1, each.high + 1) if whole else (each.low - 1e-6, each.high * (1 + 1e-6))
    for value in (below, above):
        assert path in refused({path: value})


@pytest.mark.parametrize("path", NUMBERS)
@pytest.mark.parametrize(
    "value", [True, "1", [1], {"x": 1}, float("nan"), float("inf"), 1.5j], ids=lambda value: str(value)
)
def test_only_a_finite_number_is_a_number(path, value):
    assert set(refused({path: value})) == {path}


@pytest.mark.parametrize("path", [path for path in NUMBERS if isinstance(PARAMETERS[path].default, int)])
def test_a_whole_number_has_no_fraction(path):
    problem = refused({path: PARAMETERS[path].default + 0.5})[path]
    assert "a whole number" in problem.allowed.en
    assert "un nombre entier" in problem.allowed.fr


@pytest.mark.parametrize("path", DISTRIBUTED)
@pytest.mark.parametrize("value", [True, [1], float("nan"), float("-inf"), {"distribution": "normal"}, {}])
def test_only_a_distribution_or_a_constant_is_drawn_from(path, value):
    if value == {}:
        assert with_values(parse_scenario(BASE), {path: value})  # an empty table changes nothing
        return
    key = f"{path}.distribution" if isinstance(value, dict) else path
    assert set(refused({path: value})) == {key}


def test_a_mixture_written_as_a_plain_table_is_told_to_name_its_distribution():
    found = refused({"population.rule": {"rational": 0.7, "imitate": 0.3}})
    assert set(found) == {"population.rule.rational", "population.rule.imitate"}
    problem = found["population.rule.rational"]
    assert "discrete" in problem.allowed.en
    assert "constant" not in problem.allowed.en
    assert "imitate, rational" in problem.hint.en
    assert "imitate, rational" in problem.hint.fr


@pytest.mark.parametrize("path", [path for path in DISTRIBUTED if PARAMETERS[path].low is not None])
def test_the_support_of_a_distribution_respects_the_bounds(path):
    each = PARAMETERS[path]
    outside = [
        each.low - 1,
        each.high + 1,
        {"distribution": "uniform", "low": each.low - 1, "high": each.high},
        {
            "distribution": "truncated_normal",
            "mean": each.low,
            "sd": 1,
            "low": each.low,
            "high": each.high + 1,
        },
        {"distribution": "beta", "mean": 0.5, "sd": 0.1, "low": each.low - 1, "high": max(each.high, 2)},
        {"distribution": "discrete", "values": [each.low - 1, each.high]},
    ]
    for value in outside:
        assert any(key.startswith(path) for key in refused({path: value})), value


@pytest.mark.parametrize("path", [*NAMED, "population.kind", "population.rule"])
def test_an_unknown_name_brings_the_known_ones_and_the_nearest(path):
    choices = PARAMETERS[path].choices
    problem = refused({path: choices[0][:-1]})[path]
    assert all(choice in problem.allowed.en for choice in choices)
    assert choices[0] in problem.hint.en
    assert choices[0] in problem.hint.fr


@pytest.mark.parametrize(
    ("path", "nearest"),
    [
        ("mounths", "months"),
        ("population.trsut", "trust"),
        ("resources.hr.fix_cost", "fixed_cost"),
        ("network.contact", "contacts"),
        ("society.reviewrate", "review_rate"),
        ("levers.subsidy", "subsidy_cap"),
        ("population.trust.mea", "mean"),
        ("population.Trust", "trust"),
    ],
)
def test_an_unknown_key_brings_the_nearest_known_one(path, nearest):
    problem = refused({path: 1})[path]
    assert nearest in problem.hint.en
    assert nearest in problem.allowed.en


def test_all_problems_come_at_once_those_between_keys_too():
    problems = parse_refused(
        {
            "months": 0,
            "nonsense": 1,
            "population": {"number": 6, "trust": {"mean": 0.5, "sd": -1.0}, "rule": "imitated"},
            "network": {"rewiring": 2},
            "resources": {
                "hr": {"tax": True, "min_members": 4, "max_members": 3},
                "it": {"overuse": -0.1, "commitment": 1.5},
                "Big": {},
            },
        }
    )
    assert set(problems) == {
        "months",
        "nonsense",
        "population.trust.sd",
        "population.rule",
        "network.rewiring",
        "network.contacts",
        "resources.hr.tax",
        "resources.hr.max_members",
        "resources.it.overuse",
        "resources.it.commitment",
        "resources.Big",
    }


def test_a_problem_is_one_readable_line_in_each_language():
    problem = parse_refused({"monhts": 3, **BASE})["monhts"]
    assert problem.text("en").startswith("a.toml, monhts = 3: Allowed: one of name, title,")
    assert problem.text("en").endswith('Did you mean "months"?')
    assert problem.text("fr").startswith("a.toml, monhts = 3\u00a0: Permis\u00a0: name, title,")
    assert problem.text("fr").endswith("Vouliez-vous dire «\u00a0months\u00a0»?")


@pytest.mark.parametrize("key", ["extends", "sweep", "decide", "calibrate", "uncertain"])
def test_an_unknown_key_at_the_top_is_answered_with_all_that_a_file_may_have(key):
    problem = parse_refused({f"{key[:-1]}x": {}, **BASE})[f"{key[:-1]}x"]
    assert f", {key}" in problem.allowed.en
    assert problem.hint.en == f'Did you mean "{key}"?'


def test_a_missing_key_is_said_to_be_missing():
    problem = parse_refused({})["resources"]
    assert problem.value is ABSENT
    assert problem.hint.en == "The key is missing."
    assert "population.trust.high" in parse_refused(
        {**BASE, "population": {"trust": {"distribution": "uniform", "low": 0.1}}}
    )


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("resources.hr.market_price", 0),
        ("resources.hr.unmet_value", 0),
        ("resources.hr.unit_cost", 0),
        ("network.contacts", 7),
        ("network.contacts", 300),
        ("network.file", "a.csv"),
        ("resources.hr.max_members", 1),
    ],
)
def test_values_that_do_not_go_together(path, value):
    assert path in refused({path: value})


@pytest.mark.parametrize(
    ("kind", "contacts"),
    [("small_world", 7), ("scale_free", 7), ("scale_free", 300), ("communities", 300), ("spatial", 300)],
)
def test_contacts_that_a_network_cannot_have(kind, contacts):
    sectors = {"distribution": "discrete", "values": ["care", "arts"]}
    found = refused({"network.kind": kind, "network.contacts": contacts, "population.sector": sectors})
    assert set(found) == {"network.contacts"}
    assert NAMES[kind].en in found["network.contacts"].allowed.en


def test_communities_are_several_sectors(tmp_path):
    assert "network.kind" in refused({"network.kind": "communities"})
    two = {"distribution": "discrete", "values": ["care", "arts"]}
    assert with_values(parse_scenario(BASE), {"network.kind": "communities", "population.sector": two})
    (tmp_path / "a.csv").write_text("sector\n" + "care\narts\n" * 6)
    tables = {**BASE, "network": {"kind": "communities"}, "population": {"file": "a.csv", "number": 12}}
    assert parse_scenario(tables, tmp_path).sector_names == ("care", "arts")


def test_an_edge_list_needs_a_file():
    assert "network.file" in refused({"network.kind": "edge_list"})


@pytest.mark.parametrize(
    ("table", "key"),
    [
        ({"distribution": "uniform", "low": 0.5, "high": 0.5}, "low"),
        ({"distribution": "truncated_normal", "mean": 0.5, "sd": 0.1, "low": 0.9, "high": 0.2}, "low"),
        ({"distribution": "truncated_normal", "mean": 50, "sd": 0.1}, "mean"),
        ({"distribution": "lognormal", "mu": 30, "sigma": 0.1}, "mu"),
        ({"distribution": "beta", "mean": 0, "sd": 0.1}, "mean"),
        ({"distribution": "beta", "mean": 0.5, "sd": 0.5}, "sd"),
        ({"distribution": "discrete", "values": []}, "values"),
        ({"distribution": "discrete", "values": [0.1, 0.2], "weights": [1]}, "weights"),
        ({"distribution": "discrete", "values": [0.1, 0.2], "weights": [0, 0]}, "weights"),
        ({"distribution": "discrete", "values": [0.1], "weights": [-1]}, "weights.0"),
    ],
)
def test_parameters_of_a_distribution_that_do_not_go_together(table, key):
    assert f"population.trust.{key}" in refused({"population.trust": table})


@pytest.mark.parametrize("value", [{"distribution": "discrete", "values": ["nonprofit", 1]}, 1, "", "Nonprofit"])
def test_a_kind_is_a_name(value):
    assert "population.kind" in refused({"population.kind": value})


@pytest.mark.parametrize("value", [0, 51, 1.5, {"distribution": "uniform", "low": 1, "high": 2}, ""])
def test_a_sector_is_a_whole_number_or_a_name(value):
    assert "population.sector" in refused({"population.sector": value})


@pytest.mark.parametrize("tables", [{"population": 3}, {"resources": []}, {"network": "complete"}, {"levers": None}])
def test_a_table_is_a_table(tables):
    (key,) = tables
    assert key in parse_refused({**BASE, **tables})


@pytest.mark.parametrize("key", ["", "1it", "IT", "shared it", "é", "a-b"])
def test_the_key_of_a_resource_is_plain(key):
    assert f"resources.{key}" in parse_refused({"resources": {key: {}}})


def test_at_most_fifty_resources():
    assert "resources" in parse_refused({"resources": {f"r{i}": {} for i in range(51)}})


@pytest.mark.parametrize("value", [1, {"en": "a"}, {"en": "a", "fr": 1}, {"en": "a", "fr": "b", "de": "c"}, None])
def test_words_are_given_in_both_languages_or_once_for_both(value):
    assert "title" in parse_refused({**BASE, "title": value})
    assert with_values(parse_scenario(BASE), {"title": "Coop"}).title.fr == "Coop"


def test_thousands_of_problems_are_counted_not_listed():
    with pytest.raises(ScenarioError) as caught:
        parse_scenario({**BASE, **{f"x{i}": 1 for i in range(1000)}})
    assert len(caught.value.problems) == 1000
    assert caught.value.text("en").splitlines()[-1].strip() == "… and 950 more."
    assert caught.value.text("fr").splitlines()[-1].strip() == "… et 950 autres."


def test_what_cannot_be_printed_is_shown():
    problem = parse_refused({**BASE, "mon\u00a0ths": "\x1b[31m\n"})["mon\u00a0ths"]
    assert problem.text("en").startswith(r'a.toml, mon\xa0ths = "\x1b[31m\n": ')


def test_errors_and_scenarios_can_be_sent_to_another_process():
    with pytest.raises(ScenarioError) as caught:
        parse_scenario({})
    again = pickle.loads(pickle.dumps(caught.value))
    assert again.text("fr") == caught.value.text("fr")
    assert again.problems[0].value is ABSENT
    scenario = parse_scenario(BASE, "some/folder")
    assert pickle.loads(pickle.dumps(scenario)) == scenario
    assert pickle.loads(pickle.dumps(scenario)).folder == scenario.folder


def test_scenarios_cannot_be_changed_in_place():
    scenario = parse_scenario(BASE)
    assert isinstance(scenario, BaseModel)
    with pytest.raises(ValueError, match="frozen"):
        scenario.months = 3


class May(Table):
    """Numbers that may be absent, of which no scenario has any yet."""

    whole: Annotated[int | None, Param("", "", ge=1, le=5)] = None
    real: Annotated[float | None, Param("", "", gt=0)] = None


@pytest.mark.parametrize(
    ("given", "allowed"),
    [({"whole": 0}, "a whole number from 1 to 5"), ({"whole": 6}, "from 1 to 5"), ({"real": 0.0}, "more than 0")],
)
def test_the_bounds_of_a_number_that_may_be_absent_hold(given, allowed):
    assert May(whole=5, real=0.1) == May(whole=5, real=0.1)
    assert May() == May(whole=None, real=None)
    with pytest.raises(ValidationError, match=allowed):
        May.model_validate(given)
