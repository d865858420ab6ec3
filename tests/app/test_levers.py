"""The levers: within their bounds, written and read back, and what they do to a scenario."""

from dataclasses import asdict

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.analysis.groups import group
from sim.app.assumptions import WIDTH, drawn
from sim.app.levers import FACILITATOR_CUT, FACILITATOR_FEE, MOST_SETUP, SHARINGS, LeverSettings, with_fields
from sim.declared.sharing import SHARING_RULES

LEVERS = st.builds(
    LeverSettings,
    members=st.none() | st.integers(2, 1000),
    setup=st.floats(0, MOST_SETUP),
    subsidy=st.floats(0, 1),
    trust=st.none() | st.floats(0, 1),
    sharing=st.none() | st.sampled_from(SHARINGS),
    facilitation=st.booleans(),
    shock=st.booleans(),
)


@given(LEVERS)
def test_they_are_read_back_as_they_were_written(levers):
    assert LeverSettings(**asdict(levers)) == levers


@given(
    st.sampled_from([*vars(LeverSettings()), "members ", "__class__"]), st.one_of(st.text(), st.floats(), st.integers())
)
def test_a_lever_stands_within_its_bounds_or_not_at_all(name, value):
    try:
        moved = LeverSettings().moved(name, value)
    except ValueError:
        return
    assert LeverSettings(**asdict(moved)) == moved
    assert 0 <= moved.subsidy <= 1
    assert 0 <= moved.setup <= MOST_SETUP


def test_a_lever_moves_what_it_names_and_nothing_else(case):
    before = case.scenario.resources[case.resource]
    after = LeverSettings(setup=2.0).applied(case.scenario).resources[case.resource]
    changed = {name for name in type(before).model_fields if getattr(before, name) != getattr(after, name)}
    assert changed <= {"founding_cost", "joining_cost"}
    assert after.founding_cost == 2 * before.founding_cost
    assert LeverSettings().applied(case.scenario) == case.scenario
    trusting = LeverSettings(trust=0.1).applied(case.scenario).population
    assert trusting.trust.support() == (0.1, 0.1)
    assert trusting.model_copy(update={"trust": case.scenario.population.trust}) == case.scenario.population
    helped = LeverSettings(facilitation=True, subsidy=0.4).applied(case.scenario).levers
    assert (helped.facilitator_cut, helped.facilitator_fee, helped.subsidy_share) == (
        FACILITATOR_CUT,
        FACILITATOR_FEE,
        0.4,
    )


def test_every_sharing_rule_on_offer_is_one_of_the_models(case):
    for name in SHARINGS:
        assert LeverSettings(sharing=name).applied(case.scenario).resources[case.resource].sharing == name
        assert name in SHARING_RULES


def test_nothing_leaves_the_bounds_of_its_parameter(case):
    resource = case.scenario.resources[case.resource]
    assert with_fields(resource, {"friction": -1.0}).friction == 0.0


def test_assumed_parameters_are_drawn_once_for_all_places_of_the_levers(case):
    cheap, dear = (LeverSettings(setup=setup).applied(case.scenario) for setup in (1.0, 2.0))
    for k in range(1, 50):
        one, other = (drawn(each, k).resources[case.resource].founding_cost for each in (cheap, dear))
        assert other == pytest.approx(2 * one)
        given_ = cheap.resources[case.resource].founding_cost
        assert abs(one / given_ - 1) <= WIDTH


def test_only_the_group_that_may_pool_is_asked_for_its_consent(case):
    for members in range(2, 13):
        levers = LeverSettings(members=members, sharing="equal")
        overrun = case.scenario.resources[case.resource].overrun_mean
        asked = group(levers.applied(case.scenario), case.resource, case.names[:members], overrun=overrun)
        refusing = (asked.bills("equal") > asked.stand_alone + 1e-9).any()
        if members == 2:  # nobody else to object with: fair is what neither would refuse
            assert case.is_fair(levers) != refusing
        assert not (case.is_fair(levers) and refusing)


def test_a_facilitators_fee_is_in_the_bill_that_is_judged(case, monkeypatch):
    fair = LeverSettings(sharing="two_part", facilitation=True)
    assert case.is_fair(fair)
    monkeypatch.setattr("sim.app.levers.FACILITATOR_FEE", 4_000.0)
    assert not case.is_fair(fair)
