"""Events in a file: what may be written, what is refused and why, and what holds in each period."""

import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.cli import main
from sim.errors import ScenarioError
from sim.scenario import load_scenario, parameters, parse_scenario, periods, with_values
from sim.scenario.periods import dissolutions, from_periods, stays
from tests.model.random_scenarios import CODE
from tests.model.random_scenarios import events as any_events

BASE = {
    "months": 24,
    "population": {"number": 5},
    "network": {"kind": "complete"},
    "resources": {"hr": {"market_price": 900}, "it": {}},
}
PRICE = "resources.hr.market_price"
LISTED = parameters()


def scenario(*events, **more):
    return parse_scenario({**BASE, **more, "events": list(events)})


def refused(*events, **more):
    """Return the problems of some events, by key."""
    with pytest.raises(ScenarioError) as caught:
        scenario(*events, **more)
    return {problem.key: problem for problem in caught.value.problems}


def test_a_path_may_be_written_with_or_without_quotes(tmp_path):
    files = {
        "quoted": f'[[events]]\nmonth = 3\nset = {{"{PRICE}" = 1200}}',
        "bare": f"[[events]]\nmonth = 3\nset = {{{PRICE} = 1200}}",
        "table": "[[events]]\nmonth = 3\n[events.set.resources.hr]\nmarket_price = 1200",
    }
    for name, text in files.items():
        (tmp_path / f"{name}.toml").write_text(f"[resources.hr]\n{text}\n", "utf-8")
    loaded = [load_scenario(tmp_path / f"{name}.toml") for name in files]
    assert all(each.events == loaded[0].events for each in loaded)
    assert loaded[0].events[0].set == {PRICE: 1200}


def test_the_source_says_it_again():
    overrun = {"distribution": "uniform", "low": 1.0, "high": 2.0}
    found = scenario(
        {"month": 3, "until": 5, "title": {"en": "a", "fr": "b"}, "set": {PRICE: 1200, "society.closure": True}},
        {"month": 4, "set": {"resources.*.overrun": overrun, "resources.it.sharing": "equal"}},
        {"month": 6, "leave": {"organization": "org_1"}, "dissolve": {"resource": "it", "organization": 2}},
    )
    again = parse_scenario(tomllib.loads(found.source))
    assert again == found
    assert again.source == found.source
    assert [each.scenario for each in periods(again)] == [each.scenario for each in periods(found)]
    assert "[[events]]" in found.source
    assert "events" not in parse_scenario(BASE).source


def test_what_holds_in_each_period():
    found = scenario(
        {"month": 4, "until": 9, "set": {PRICE: 1000}},
        {"month": 6, "until": 7, "set": {PRICE: 2000, "resources.*.tax": 0.1}},
        {"month": 9, "set": {"levers.subsidy_share": 0.5}},
    )
    prices = {each.month + 1: each.scenario.resources["hr"].market_price for each in periods(found)}
    assert prices == {1: 900, 4: 1000, 6: 2000, 8: 1000, 9: 1000, 10: 900}
    taxed = {each.month + 1 for each in periods(found) if each.scenario.resources["it"].tax > 0}
    assert taxed == {6}
    assert all(not each.scenario.events for each in periods(found))
    last = periods(found)[-1].scenario
    assert (last.levers.subsidy_share, last.population, last.network) == (0.5, found.population, found.network)


def test_the_events_of_a_file_replace_those_that_it_extends(tmp_path):
    (tmp_path / "base.toml").write_text("[resources.hr]\n[[events]]\nmonth = 3\nset = {society.hazard = 0.1}\n")
    (tmp_path / "new.toml").write_text('extends = "base.toml"\n[[events]]\nmonth = 5\nset = {society.hazard = 0.2}\n')
    assert [event.month for event in load_scenario(tmp_path / "new.toml").events] == [5]
    assert load_scenario(tmp_path / "base.toml", set=["events=[]"]).events == []


@pytest.mark.parametrize("each", LISTED, ids=lambda each: each.path)
def test_every_parameter_changes_or_says_why_not(each):
    """Those that change take their own value; those that do not are refused with the reason of their declaration."""
    base = scenario()
    path = each.path.replace("*", "hr")
    value = base
    for key in path.split("."):
        value = value[key] if isinstance(value, dict) else getattr(value, key)
    if each.changes:
        assert each.fixed == each.fixed_fr == ""
        given_value = False if value is None else value
        found = scenario({"month": 5, "set": {path: given_value}})
        assert periods(found)[-1].scenario == periods(base)[0].scenario.model_copy(update={"events": []})
        return
    problem = refused({"month": 5, "set": {each.path: 1}})[f"events.1.set.{each.path}"]
    assert problem.hint.en == each.fixed != ""
    assert problem.hint.fr == each.fixed_fr
    assert "may change" in problem.allowed.en


WRONG = {
    "month": [0, 25, -1, 3.5, "three", True, None],
    "until": [0, 25, 2, "end"],
    "set": [{}, 5, {"resources.hr.market_prize": 5}, {"resources.hx.lot": 1}, {"hazard": 0.1}, {"crises": {}}],
}


@pytest.mark.parametrize(("key", "value"), [(key, value) for key, values in WRONG.items() for value in values])
def test_each_wrong_value_is_named(key, value):
    event = {"month": 3, "set": {"society.hazard": 0.1}} | {key: value}
    problems = refused(event)
    assert all(each.startswith(f"events.1.{key}") for each in problems)


@pytest.mark.parametrize(
    ("path", "value", "words"),
    [
        ("resources.hr.market_prize", 5, "resources.hr.market_price"),
        ("resources.hrr.lot", 5, "resources.hr.lot"),
        ("level.subsidy_share", 0.5, "levers.subsidy_share"),
        ("resources.hr.market_price", -5, "more than 0"),
        ("resources.*.market_price", -5, "more than 0"),
        ("resources.hr.sharing", "two_parts", "two_part"),
        ("levers.credit_months", 1.5, "whole number"),
        ("society.closure", 1, "true or false"),
        ("resources.hr.overrun", {"distribution": "uniform", "low": 3, "high": 2}, "less than high"),
        ("resources.hr.need_per_fte", 2, "crises.probability"),
        ("population.trust.mean", 0.4, "set once"),
        ("months", 12, "set once"),
        ("resources.hr.title", "HR", "describes results"),
    ],
)
def test_what_is_wrong_is_said_with_the_way_out(path, value, words):
    (problem,) = refused({"month": 2, "set": {path: value}}).values()
    assert problem.key.startswith(f"events.1.set.{path}")
    assert words in problem.text("en")
    assert problem.text("fr") != problem.text("en")


def test_all_problems_are_said_at_once():
    problems = refused(
        {"month": 30, "set": {"resources.hr.market_prise": 5, "resources.it.lot": -1}},
        {"month": 9, "until": 4, "set": {"months": 5}},
        {"month": 2, "leave": {"organization": "org_1", "resource": "hrr"}, "dissolve": {"resource": "itt"}},
        {"month": 2},
        {"moth": 3, "set": {"society.hazard": 7}},
        society={"review_rate": 7},
    )
    assert set(problems) == {
        "society.review_rate",
        "events.1.month",
        "events.1.set.resources.hr.market_prise",
        "events.1.set.resources.it.lot",
        "events.2.until",
        "events.2.set.months",
        "events.3.leave.resource",
        "events.3.dissolve.resource",
        "events.4.set",
        "events.5.month",
        "events.5.moth",
        "events.5.set.society.hazard",
    }
    assert '"hr"' in problems["events.3.leave.resource"].hint.en
    assert '"month"' in problems["events.5.moth"].hint.en


def test_two_events_must_not_contradict_each_other_in_a_month():
    twice = refused(
        {"month": 3, "set": {PRICE: 1000}},
        {"month": 4, "set": {PRICE: 1100}},
        {"month": 3, "until": 9, "set": {"resources.*.market_price": 1200}},
    )
    assert list(twice) == [f"events.3.set.{PRICE}"]
    assert "Event 1" in twice[f"events.3.set.{PRICE}"].hint.en
    assert scenario({"month": 3, "set": {PRICE: 1000}}, {"month": 3, "set": {"resources.*.market_price": 1000}})


def test_values_must_go_together_in_each_month():
    problems = refused(
        {"month": 3, "set": {"resources.hr.min_members": 6}},
        {"month": 5, "set": {"resources.hr.max_members": 5}},
        {"month": 8, "set": {"resources.it.overrun": {"distribution": "uniform", "low": 1, "high": 2}}},
        resources={"hr": {}, "it": {"overrun_mean": 1.2}},
    )
    assert set(problems) == {"events.2.set.resources.hr.max_members", "events.3.set.resources.it.overrun"}
    assert scenario(
        {"month": 3, "until": 4, "set": {"resources.hr.min_members": 6}},
        {"month": 5, "set": {"resources.hr.max_members": 5}},
    )


@pytest.mark.parametrize("events", [5, "x", {"month": 3}, [3], [["x"]], [{}], [{"month": 3, "set": {"a": {"b": {}}}}]])
def test_what_is_no_list_of_events_is_refused(events):
    with pytest.raises(ScenarioError) as caught:
        parse_scenario({**BASE, "events": events})
    assert all(problem.key.startswith("events") for problem in caught.value.problems)


@pytest.mark.parametrize("act", ["leave", "dissolve"])
@pytest.mark.parametrize("who", ["org_9", "Org 1", 5, 99])
def test_unknown_organizations_are_named(act, who):
    event = {"month": 2, act: {"organization": who, "resource": "hr"}}
    (problem,) = refused(event).values()
    assert problem.key == f"events.1.{act}.organization"
    assert "from 0 to 4" in problem.text("en")


def test_organizations_of_a_file_are_known_by_name(tmp_path):
    (tmp_path / "o.csv").write_text("name,size\nCoop du Lac,4\nL'Œuvre,5\n", "utf-8")
    tables = {"population": {"file": "o.csv"}, "network": {"kind": "complete"}, "resources": {"hr": {}, "it": {}}}
    leave = {"month": 2, "until": 5, "leave": {"organization": "L’Œuvre"}}  # a typographic apostrophe
    again = {"month": 4, "until": 8, "leave": {"organization": 1, "resource": "it"}}
    found = parse_scenario({**tables, "events": [leave, again]}, tmp_path)
    assert sorted(stays(found)) == [(1, 0, 1, 5), (1, 1, 1, 8)]
    leave["leave"]["organization"] = "Coop du Lacc"
    with pytest.raises(ScenarioError, match='Did you mean "Coop du Lac"'):
        parse_scenario({**tables, "events": [leave]}, tmp_path)


@given(st.data())
def test_periods_make_the_scenario_again(data):
    tables = {
        **BASE,
        "code": CODE,
        "resources": {name: {"migration_months": 1, **BASE["resources"][name]} for name in ("hr", "it")},
    }
    found = parse_scenario({**tables, "events": data.draw(any_events(tables))})
    again = from_periods(periods(found), found.events)
    one, other = ({each.month: each.scenario for each in periods(which)} for which in (found, again))
    assert set(other) <= set(one)
    for month, there in one.items():
        latest = max(each for each in other if each <= month)
        for name in ("resources", "society", "crises", "levers"):
            assert getattr(other[latest], name) == getattr(there, name)
    assert sorted(stays(again)) == sorted(stays(found))
    assert sorted(map(str, dissolutions(again))) == sorted(map(str, dissolutions(found)))
    assert parse_scenario(tomllib.loads(found.source)) == found


def test_other_values_keep_the_events():
    found = scenario({"month": 3, "set": {PRICE: 1000}})
    assert with_values(found, {"society.hazard": 0.5}).events == found.events


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_check_lists_the_events_and_all_that_is_wrong(lang, tmp_path, capsys):
    good = tmp_path / "good.toml"
    lines = "[resources.hr]\n[[events]]\nmonth = 3\nuntil = 5\ntitle = {en = 'Dear', fr = 'Cher'}\n"
    good.write_text(
        lines + "set = {resources.hr.market_price = 1200}\n[[events]]\nmonth = 7\nleave = {organization = 3}\n"
    )
    assert main(["check", str(good), "--lang", lang]) == 0
    said = capsys.readouterr().out
    assert {"en": "months 3 to 5: Dear (resources.hr.market_price = 1200)", "fr": "mois 3 à 5\u00a0: Cher"}[
        lang
    ] in said
    assert {"en": "month 7: organization 3 leaves every pool", "fr": "mois 7\u00a0: l’organisation 3 quitte"}[
        lang
    ] in said
    bad = tmp_path / "bad.toml"
    bad.write_text("[resources.hr]\n[[events]]\nmonth = 99\nset = {population.trust = 0.5}\n")
    assert main(["check", str(bad), "--lang", lang]) == 2
    error = capsys.readouterr().err
    assert "events.1.month = 99" in error
    assert "events.1.set.population.trust = 0.5" in error
    assert "Traceback" not in error


@pytest.mark.parametrize("key", ["sharing", "admission"])
def test_own_rules_that_an_event_brings_need_their_file(key):
    problems = refused({"month": 3, "set": {f"resources.*.{key}": "own"}})
    assert list(problems) == [f"events.1.set.resources.*.{key}"]
    assert "code =" in problems[f"events.1.set.resources.*.{key}"].allowed.en
