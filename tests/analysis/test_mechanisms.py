"""The mechanisms: each parameter that can be off belongs to one, and off means what it says."""

import numpy as np
import pytest

from sim import simulate
from sim.analysis import active_mechanisms
from sim.analysis.mechanisms import mean_needs, values_off, worlds_of
from sim.declared import MECHANISMS
from sim.scenario import Resource, periods, with_values
from sim.scenario.schema import Levers
from tests.analysis.worlds import MONTHS, NUMBER, plain, shipped

BY_KEY = {mechanism.key: mechanism for mechanism in MECHANISMS}
DESCRIPTIONS = {"need_heterogeneity", "correlation", "use_cost", "max_members"}
"""What can be off and describes needs, uses or rules: taking it away is another case, not a mechanism less."""


def off(mechanism, scenario):
    """Return the scenario without a mechanism."""
    return with_values(scenario, values_off(mechanism, scenario, mean_needs(scenario, 1, 2)))


def test_every_parameter_of_a_resource_that_can_be_off_belongs_to_one_mechanism():
    claimed = [path for mechanism in MECHANISMS for path in mechanism.parameters]
    assert len(claimed) == len(set(claimed))
    can_be_off = {key for key in Resource.model_fields if (p := Resource.param(key)) is not None and p.off is not None}
    assert {
        path.removeprefix("resources.*.") for path in claimed if path.startswith("res")
    } == can_be_off - DESCRIPTIONS
    assert can_be_off >= DESCRIPTIONS
    others = {path for path in claimed if not path.startswith("res")}
    assert others == {"society.innovation"} | {f"levers.{key}" for key in Levers.model_fields}
    assert all(Levers.param(key).off is not None for key in Levers.model_fields)


def test_every_mechanism_has_its_words():
    assert len({mechanism.text.en for mechanism in MECHANISMS}) == len(MECHANISMS)
    for mechanism in MECHANISMS:
        for text in (mechanism.text, mechanism.off):
            assert text.en.strip()
            assert text.fr.strip()


def test_only_what_a_scenario_uses_is_on(repository):
    quebec = ["fixed_cost", "lots", "risk", "access", "coordination", "friction", "payments", "overrun"]
    assert [each.key for each in active_mechanisms(shipped(repository, "quebec-1"))] == quebec
    assert active_mechanisms(plain()) == ()
    assert [each.key for each in active_mechanisms(plain(scale_exponent=0.7))] == ["scale"]


@pytest.mark.parametrize(
    "key", ["fixed_cost", "lots", "risk", "access", "coordination", "friction", "payments", "overrun"]
)
def test_what_is_off_is_off_and_nothing_else(repository, key):
    scenario = shipped(repository, "quebec-1")
    without = active_mechanisms(off(BY_KEY[key], scenario))
    assert [each.key for each in without] == [each.key for each in active_mechanisms(scenario) if each.key != key]


@pytest.mark.parametrize(
    ("key", "changes"),
    [
        ("learning", {"resources.hr.progress_ratio": 0.8}),
        ("innovation", {"resources.hr.innovation_rate": 0.1}),
        ("beliefs", {"resources.hr.believed_overrun": 1.3, "resources.hr.belief_gain": 0.2}),
        ("overuse", {"resources.hr.overuse": 0.2}),
        ("effort", {"resources.hr.effort_stake": 0.1}),
        ("tax", {"resources.hr.tax": 0.05}),
        ("voting", {"resources.hr.vote_months": 12}),
        ("clause", {"resources.hr.no_loser_clause": True}),
        ("levers", {"levers.subsidy_share": 0.5, "levers.credit_months": 12}),
        ("facilitation", {"levers.proposals": 0.1}),
    ],
)
def test_each_is_found_and_turned_off_by_itself(key, changes):
    scenario = with_values(plain(), changes)
    assert [each.key for each in active_mechanisms(scenario)] == [key]
    assert set(changes) <= set(values_off(BY_KEY[key], scenario, {"hr": np.array([2.0])}))
    assert active_mechanisms(off(BY_KEY[key], scenario)) == ()


def test_without_scale_capacity_costs_as_much_in_all():
    # needs 1 and 4 at 100 $ per unit^0.5 cost 100 + 200 = 300; five units at 60 $ cost as much
    scenario = plain(scale_exponent=0.5)
    values = values_off(BY_KEY["scale"], scenario, {"hr": np.array([1.0, 4.0])})
    assert values == {"resources.hr.scale_exponent": 1, "resources.hr.unit_cost": pytest.approx(60.0)}


def test_without_learning_costs_stay_where_what_is_known_has_brought_them():
    # twice the reference volume from the start: one doubling at 80 % leaves 80 of 100 $
    scenario = plain(progress_ratio=0.8, reference_volume=4.0, initial_experience=2.0)
    values = values_off(BY_KEY["learning"], scenario, {"hr": np.array([2.0, 2.0])})
    assert values == {"resources.hr.progress_ratio": 1, "resources.hr.unit_cost": pytest.approx(80.0)}


def test_without_learning_being_alone_costs_the_same_in_all_at_the_start():
    scenario = with_values(
        plain(progress_ratio=0.8, initial_experience=6.0, reference_volume=5.0),
        {"population.size": {"distribution": "uniform", "low": 1.0, "high": 9.0}},
    )
    before, after = (
        simulate(each, replications=2)["counterfactual_cost"] for each in (scenario, off(BY_KEY["learning"], scenario))
    )
    assert float(after.sel(month=1).sum()) == pytest.approx(float(before.sel(month=1).sum()))
    assert not np.allclose(after.sel(month=1), before.sel(month=1))  # the large ones know more than the small
    assert float(after.sum()) > float(before.sum())


def test_where_nobody_needs_it_there_is_nothing_to_level():
    values = values_off(BY_KEY["scale"], plain(scale_exponent=0.5), {"hr": np.empty(0)})
    assert values == {"resources.hr.scale_exponent": 1}


def test_scale_changes_no_cost_of_being_alone_in_all(repository):
    scenario = shipped(repository, "quebec-1", "population.number=40", "months=6", "replications=2")
    bare = {f"resources.{name}.{key}": 0 for name in scenario.resources for key in ("fixed_cost", "lot", "variation")}
    scaled = {f"resources.{name}.scale_exponent": 0.9 for name in scenario.resources}
    world = with_values(scenario, bare | scaled)
    before, after = (
        simulate(each, record="organizations")["stand_alone_service"] for each in (world, off(BY_KEY["scale"], world))
    )
    for name in ("it", "premises"):  # everybody holds capacity there, alone as together
        assert float(after.sel(resource=name).sum()) == pytest.approx(float(before.sel(resource=name).sum()))
        assert not np.allclose(after.sel(resource=name), before.sel(resource=name))


def test_without_doing_without_being_alone_costs_the_same(repository):
    scenario = shipped(repository, "quebec-1", "population.number=60", "months=6", "replications=1")
    before, after = simulate(scenario), simulate(off(BY_KEY["access"], scenario))
    np.testing.assert_array_equal(before["stand_alone_cost"], after["stand_alone_cost"])
    np.testing.assert_array_equal(before["counterfactual_cost"], after["counterfactual_cost"])
    assert before["without"].any()
    assert not after["without"].any()
    assert (after["counterfactual_cash"] >= before["counterfactual_cash"]).all()  # it is paid for, no longer suffered


def test_everything_off_leaves_nothing_to_gain(repository):
    scenario = shipped(
        repository, "quebec-1", "population.number=30", "months=12", "replications=2", "population.rule='together'"
    )
    gains = simulate(scenario, record="summary")["collective_total_gain"]
    assert (abs(gains) > 1e4).all()
    for mechanism in active_mechanisms(scenario):
        scenario = off(mechanism, scenario)
    ds = simulate(scenario, record="summary")
    assert float(ds["entered"].min()) == 1.0
    assert (abs(ds["collective_total_gain"]) < 1e-9 * ds["collective_total_counterfactual"]).all()


def test_needs_are_those_of_the_runs():
    drawn = mean_needs(plain(concerned=0.5), 1, 40)["hr"]
    assert set(drawn) == {2.0}
    assert 0.35 * 40 * NUMBER < drawn.size < 0.65 * 40 * NUMBER
    assert MONTHS > 0


def test_a_mechanism_that_an_event_turns_on_is_on_and_off_in_every_month():
    event = {"month": 5, "until": 9, "set": {"resources.hr.tax": 0.2, "resources.hr.fixed_cost": 300}}
    other = {"month": 7, "set": {"resources.hr.tax": 0.1}, "leave": {"organization": 0}}
    scenario = with_values(plain(), {"events": [event, other]})
    assert [each.key for each in active_mechanisms(scenario)] == ["fixed_cost", "tax"]
    nobody = {"hr": np.array([2.0])}
    neither, untaxed, free, both = worlds_of(scenario, [[BY_KEY["fixed_cost"]], [BY_KEY["tax"]]], nobody)[:4]
    assert both == scenario
    for world, taxed, dear in ((neither, False, False), (free, True, False), (untaxed, False, True)):
        terms = [each.scenario.resources["hr"] for each in periods(world)]
        assert any(each.tax > 0 for each in terms) == taxed
        assert any(each.fixed_cost > 0 for each in terms) == dear
        assert [each.leave for each in world.events if each.leave] == [scenario.events[1].leave]


def test_a_law_of_cost_that_is_off_is_leveled_in_every_period():
    # one unit of need: c m = 80 before, 160 from month 5 on, whatever the exponent
    event = {"month": 5, "set": {"resources.hr.unit_cost": 160.0}}
    scenario = with_values(plain(scale_exponent=0.5, unit_cost=80.0), {"events": [event]})
    (without, _) = worlds_of(scenario, [[BY_KEY["scale"]]], {"hr": np.array([4.0])})
    costs = [each.scenario.resources["hr"].unit_cost for each in periods(without)]
    assert costs == [pytest.approx(40.0), pytest.approx(80.0)]
    assert all(each.scenario.resources["hr"].scale_exponent == 1 for each in periods(without))
