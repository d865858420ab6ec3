"""Events: what changes in a month holds from then on, in both worlds or in pools alone, and all else is kept."""

import numpy as np
import pytest
import xarray as xr

from sim import PoolingModel, simulate
from sim.declared import MECHANISMS
from sim.kernel.events import renew_terms, take_effect
from sim.kernel.month import play, run
from sim.kernel.outcome import outcomes
from sim.kernel.recording import new_trajectory
from sim.kernel.setup import new_state, prepare
from sim.scenario import parameters, parse_scenario, with_values
from tests.kernel.equations import way
from tests.kernel.stories import levers, told
from tests.kernel.worlds import EVENTFUL, FULL, eventful, full, members_of, plain, played, rich, start
from tests.model.lockstep import MOVEMENTS, arrays, compare, differences

MAY_CHANGE = [each for each in parameters() if each.changes]
KEPT = {
    *(f"place.{name}" for name in ("means", "pooled_means")),
    *(f"organization.{name}" for name in ("cash", "cash_alone", "surplus", "subsidy_left")),
    *("organization.valued_trust", "place.deviation"),  # computed when needed
    *("resource.fade_row", "agreement.fade_row"),
    *(f"society.{mechanism.key}" for mechanism in MECHANISMS),  # what is ever on is flagged
}
"""What is set as a run begins, and kept: budgets, cash, surplus; and what is no matter of terms."""


def with_events(scenario, *events):
    """Return a scenario with other events."""
    return with_values(scenario, {"events": list(events)})


def calm(values=None):
    """Return the world in which all is on, without its events."""
    return eventful({"events": []} | (values or {}))


@pytest.fixture(scope="module")
def base():
    """Return that world, over thirteen months."""
    return calm({"months": 13})


@pytest.fixture(scope="module")
def midway(base):
    """Return a function that makes the state of that world after eleven months."""
    state = start(base)
    run(state, new_trajectory(11, *state.place.shape, False))
    return lambda: copied(state)


def copied(state):
    """Return a copy of a state, or of a group of its arrays."""
    return type(state)(*(copied(each) if isinstance(each, tuple) else each.copy() for each in state))


def other_value(path, value):
    """Return another value that a parameter may have."""
    if path == "resources.*.overrun":
        return {"distribution": "uniform", "low": 1.1, "high": 2.5}
    if path.startswith("crises"):
        return {"probability": 0.5, "size": 2.0, "length": 2}[path.partition(".")[2]]
    parameter = next(each for each in MAY_CHANGE if each.path == path)
    if parameter.choices:
        return next(choice for choice in parameter.choices if choice != value)
    if isinstance(value, bool):
        return not value
    if isinstance(value, int):
        return value + 2
    return next(each for each in (value * 0.75, value * 1.2, 0.25) if parameter.low <= each and each != value)


def value_of(scenario, path):
    """Return the value of a parameter, of the first resource where there are several."""
    here = scenario
    for key in path.replace("*", next(iter(scenario.resources))).split("."):
        here = here[key] if isinstance(here, dict) else getattr(here, key)
    return here


def changed_by(path, scenario):
    """Return a scenario with another value of a parameter, and the settings of an event that gives it this value."""
    resources = list(scenario.resources) if "*" in path else [""]
    settings = {path.replace("*", name): other_value(path, value_of(scenario, path)) for name in resources}
    if path == "resources.*.overrun":
        settings |= {f"resources.{name}.overrun_{key}": v for name in resources for key, v in (("mean", 1), ("cv", 0))}
    if path == "resources.*.min_members":
        settings |= {f"resources.{name}.max_members": 0 for name in resources}
    return with_values(scenario, settings), settings


@pytest.mark.parametrize("path", [each.path for each in MAY_CHANGE])
def test_an_event_in_the_first_month_makes_the_state_of_the_other_scenario(path, base):
    """All that follows from a parameter is found: nobody has paid or decided anything yet."""
    other, settings = changed_by(path, base)
    setup = prepare(with_events(base, {"month": 1, "set": settings}))
    state = new_state(setup, base.seed, 0)
    assert differences(state, start(other)), path
    take_effect(state, setup.changes[0])
    expected = start(other)
    for name in differences(state, expected):
        if name in KEPT or name.startswith("mechanism.") or name.partition(".")[0] == "faded":
            continue
        mine, theirs = arrays(state)[name.split(".")[0]], arrays(expected)[name.split(".")[0]]
        if "." in name:
            mine, theirs = (each[name.split(".")[1]] for each in (mine, theirs))
        np.testing.assert_allclose(mine, theirs, rtol=1e-12, err_msg=name)  # a taste is scaled
    exact = {name for name in differences(state, expected) if name.startswith(("resource.", "society.", "agreement."))}
    assert exact <= KEPT


@pytest.mark.parametrize("path", [each.path for each in MAY_CHANGE])
def test_a_change_and_its_opposite_leave_pools_as_they_were(path, base, midway):
    """What follows for pools is renewed from the terms, and from nothing else."""
    _, settings = changed_by(path, base)
    setup = prepare(with_events(base, {"month": 12, "until": 12, "set": settings}))
    there, back = setup.changes
    state = midway()._replace(overruns=setup.overruns.copy())
    before = {name: array.copy() for name, array in arrays(state).items()}
    take_effect(state, there)
    assert any(arrays(state)[name].tobytes() != array.tobytes() for name, array in before.items())
    take_effect(state, back)
    for name in ("pool", "agreement", "resource", "society"):
        now, then = arrays(state)[name], before[name]
        for field in now.dtype.names:
            if field in ("diversity", "weight", "lightest", "heaviest", "present", "effort", "month"):
                continue  # computed when needed; serial weights of those alone; efforts of the month
            np.testing.assert_allclose(now[field], then[field], rtol=1e-9, atol=1e-9, err_msg=f"{name}.{field}")


def same(one, other):
    """Require that two datasets hold the same, to the last bit."""
    xr.testing.assert_identical(one.drop_attrs(), other.drop_attrs())


def test_an_event_that_changes_nothing_changes_nothing():
    base = calm({"months": 15})
    own = {}
    for each in MAY_CHANGE:
        for name in base.resources if "*" in each.path else [""]:
            path = each.path.replace("*", name)
            value = value_of(base, path)
            own[path] = False if value is None else value
    idle = with_events(base, {"month": 4, "until": 9, "set": own}, {"month": 7, "set": own})
    assert all(not change.terms and not change.society for change in prepare(idle).changes)
    same(simulate(idle, 3, threads=1), simulate(base, 3, threads=1))


def test_an_event_that_sets_a_parameter_of_nobody_changes_nothing():
    """A subsidy from month 5 on of payments that are 0 renews nothing that matters."""
    base = plain({"months": 10, "shared.founding_cost": 0})
    same(
        simulate(with_events(base, {"month": 5, "set": {"levers.subsidy_share": 0.5}}), 2, threads=1),
        simulate(base, 2, threads=1),
    )


@pytest.mark.parametrize("world", [rich, full])
def test_terms_renewed_for_no_reason_stay_the_same(world):
    """All that is renewed follows from the terms: but for lots, which who learns does not give back by itself."""
    values = {
        f"resources.{name}.progress_ratio": 1.0
        for name in (FULL if world is full else rich().model_dump())["resources"]
    }
    scenario = world(values | {"months": 20})
    results = []
    for forced in (False, True):
        setup = prepare(scenario)
        state = new_state(setup, scenario.seed, 0)
        trajectory = new_trajectory(scenario.months, *state.place.shape, True)
        for month in range(scenario.months):
            if forced and month in (5, 11):
                for r in range(state.resource.size):
                    renew_terms(state, r, True)
            play(state, trajectory, month, month + 1)
        results.append(outcomes(state, trajectory, "organizations"))
    for name, value in results[0].items():
        np.testing.assert_array_equal(results[1][name], value, err_msg=name)
    assert results[0]["pools_founded"].sum() > 5


def test_months_played_apart_are_those_of_one_run():
    scenario = eventful({"months": 12})
    setup = prepare(scenario)
    assert {change.month for change in setup.changes} >= {2, 3, 4, 5, 6, 7}
    one, other = (new_state(setup, scenario.seed, 1) for _ in range(2))
    run(
        one, new_trajectory(12, *one.place.shape, False), scenario, setup.changes
    )  # as many months at once as there are
    run(other, new_trajectory(12, *other.place.shape, True), scenario, setup.changes)  # one after the other
    assert not differences(one, other)


@pytest.mark.parametrize("replication", range(2))
def test_both_drivers_meet_the_same_events(replication):
    moved = compare(eventful({"months": 14}), replication)
    assert all(moved[name].any() for name in MOVEMENTS)


def test_prices_hold_in_both_worlds_from_their_month_on():
    """Expected by hand from the cost law: an organization alone, before, during and after."""
    values = {"months": 9, "shared.variation": 0.0, "population.rule": "alone"}
    base = plain(values)
    dear = with_events(base, {"month": 4, "until": 6, "set": {"resources.shared.fixed_cost": 9_000}})
    terms = [base.resources["shared"]] * 3
    terms = [*terms, *[terms[0].model_copy(update={"fixed_cost": 9_000.0})] * 3, *terms]
    ds = simulate(dear, 1, threads=1)
    for month, law in enumerate(terms):
        expected = sum(way(law, [10.0])[1:])
        for name in ("counterfactual_cost", "actual_cost"):
            np.testing.assert_allclose(ds[name].isel(replication=0, month=month), expected, rtol=1e-12)
    assert sum(way(terms[4], [10.0])[1:]) == 9_100  # in-house, although the market would cost 10,000


def test_levers_and_agreements_leave_the_world_alone_as_it_is():
    base = calm({"months": 16, "society.closure": False})
    touched = with_events(
        base,
        {"month": 3, "set": {"levers.facilitator_cut": 0.9, "levers.facilitator_fee": 90, "levers.subsidy_share": 0.0}},
        {"month": 6, "set": {"resources.*.tax": 0.4, "resources.*.sharing": "by_size", "resources.*.friction": 2.0}},
        {
            "month": 9,
            "set": {"resources.*.pair_cost": 50, "resources.*.overuse": 0.0, "resources.*.no_loser_clause": True},
        },
    )
    one, other = (simulate(each, 3, threads=1) for each in (base, touched))
    for name in ("counterfactual_cost", "counterfactual_cash", "closed_month_alone", "need"):
        np.testing.assert_array_equal(one[name], other[name], err_msg=name)
    assert not np.array_equal(one["actual_cost"], other["actual_cost"])


def test_a_shock_is_not_financed():
    base = plain({"months": 6, "population.rule": "alone"})
    ds = simulate(with_events(base, {"month": 3, "set": {"resources.shared.fixed_cost": 950}}), 1, threads=1)
    *_, (_, state) = played(with_events(base, {"month": 3, "set": {"resources.shared.fixed_cost": 950}}))
    lost = 600 * 1000 - state.organization["cash"]  # 600 months of what being alone costs, which is also the budget
    np.testing.assert_allclose(lost, 4 * 50.0)
    np.testing.assert_array_equal(ds["gain"], 0.0)


def test_a_crisis_lasts_as_long_as_its_event():
    base = rich({"months": 8})
    dear = with_events(base, {"month": 3, "until": 4, "set": {"crises.probability": 1, "crises.size": 1.5}})
    used = [np.array([state.place["use"].copy() for _, state in played(each)]) for each in (base, dear)]
    factor = np.ones(8)
    factor[2:4] = 1.5
    np.testing.assert_allclose(used[1], used[0] * factor[:, None, None], rtol=1e-15)


FOUND = [(1, row, "pool") for row in range(3)]


def test_a_subsidy_from_to_pays_those_who_enter_meanwhile(tmp_path):
    story = [*FOUND, (4, 3, "pool"), (7, 4, "pool"), (9, 5, "pool")]
    values = {"months": 10, "population.number": 6, "shared.joining_cost": 100, "shared.min_members": 3}
    event = {"month": 4, "until": 7, "set": {"levers.subsidy_share": 0.5, "levers.subsidy_cap": 40}}
    ds = simulate(with_events(told(tmp_path, story, values), event), 1, threads=1)
    public = ds["collective_public_money"].values[0]
    np.testing.assert_array_equal(public, [0, 0, 0, 40, 0, 0, 40, 0, 0, 0])


def test_who_has_had_a_subsidy_keeps_count_of_it(tmp_path):
    story = [*FOUND, (2, 3, "pool"), (4, 3, "alone"), (6, 3, "pool")]
    values = {"months": 8, "population.number": 4, "shared.joining_cost": 100, "shared.min_members": 3}
    values |= levers(subsidy_share=0.5, subsidy_cap=60)
    for cap, second in ((60, 10), (200, 50), (30, 0)):
        event = {"month": 5, "set": {"levers.subsidy_cap": cap}}
        public = simulate(with_events(told(tmp_path, story, values), event), 1, threads=1)["collective_public_money"]
        assert public.values[0].tolist() == [0, 50, 0, 0, 0, second, 0, 0], cap


def test_credits_and_guarantees_that_were_given_keep_their_terms(tmp_path):
    given = levers(credit_months=6, credit_rate=0.1, guarantee_share=0.5, guarantee_months=12)
    story = [*FOUND, (9, 0, "alone"), (9, 1, "alone")]
    values = {"months": 12, "population.number": 4, "shared.founding_cost": 900, "shared.min_members": 3}
    base = told(tmp_path, story, values | given)
    gone = {f"levers.{key}": 0 for key in ("credit_months", "credit_rate", "guarantee_share", "guarantee_months")}
    later = {"levers.credit_rate": 0.9, "levers.guarantee_share": 0.01, "levers.guarantee_months": 1}
    for settings in (gone, later):
        same(
            simulate(with_events(base, {"month": 3, "set": settings}), 1, threads=1),
            simulate(base, 1, threads=1),
        )
    assert simulate(base, 1, threads=1)["collective_public_money"].sum() > 0


def test_a_plan_is_what_was_expected_at_the_entry(tmp_path):
    """Friction that fades faster later on changes bills, not what a member had planned."""
    story = [*FOUND, (6, 2, "alone")]
    values = {"months": 9, "population.number": 4, "shared.friction": 0.5, "shared.friction_months": 12}
    base = told(tmp_path, story, values | {"shared.min_members": 2})
    fast = with_events(base, {"month": 3, "set": {"resources.shared.friction_months": 1}})
    one, other = (simulate(each, 1, threads=1) for each in (base, fast))
    np.testing.assert_array_equal(one["planned_gain"], other["planned_gain"])
    assert float(other["collective_total_gain"][0]) > float(one["collective_total_gain"][0])


def test_a_commitment_holds_as_it_was_made():
    base = rich({"months": 6, "resources.adviser.commitment": 30, "society.review_rate": 1})
    short = with_events(base, {"month": 4, "set": {"resources.adviser.commitment": 1}})
    for month, state in played(short):
        bound = state.place["bound_until"][:, 0]
        if month >= 3:
            assert set(bound[bound > 0].tolist()) <= {*range(30, 30 + 3), *range(3 + 1, 7)}


def test_who_leaves_by_an_event_stays_alone_until_it_ends():
    base = plain({"months": 12, "shared.leaving_cost": 70})
    left = {"month": 4, "until": 8, "leave": {"organization": "org_2"}}
    ds = simulate(with_events(base, left), 2, threads=1)
    alone = ds["pool"].isel(resource=0, organization=2) < 0
    for run_ in range(2):
        assert not alone[run_, 2]  # in a pool before
        assert alone[run_, 3:8].all()
        assert not alone[run_, 8:].all()  # free again
    np.testing.assert_array_equal(ds["leavings"].isel(month=3), 1)
    np.testing.assert_array_equal(ds["exit_payments"].isel(organization=2, month=3), 70)


@pytest.mark.parametrize("rule", ["together", "prescribed", "alone"])
def test_what_is_prescribed_holds_again_after_an_event(rule, tmp_path):
    (tmp_path / "decisions.csv").write_text(
        "month,organization,resource,choice\n"
        + "".join(f"1,{row},shared,pool\n" for row in range(4))
        + "5,2,shared,pool\n"
    )
    values = {"months": 9, "population.number": 4, "population.rule": rule}
    if rule == "prescribed":
        values["decisions"] = "decisions.csv"
    base = plain(values, tmp_path)
    event = {"month": 4, "until": 6, "leave": {"organization": 2, "resource": "shared"}}
    scenario = with_events(base, event)
    pooling = simulate(scenario, 1, threads=1)["pool"].isel(replication=0, resource=0) >= 0
    expected = np.full((4, 9), rule != "alone")
    expected[2, 3:6] = False
    np.testing.assert_array_equal(pooling, expected)
    compare(scenario)


def test_pools_dissolve_at_the_end_of_their_month():
    base = plain({"months": 8, "society.review_rate": 0.5, "shared.leaving_cost": 70})
    ds = simulate(with_events(base, {"month": 5, "dissolve": {"resource": "shared"}}), 2, threads=1)
    ended = ds["pool_ended"].values[ds["pool_founder"].values >= 0]
    founded = ds["pool_founded"].values[ds["pool_founder"].values >= 0]
    assert ((ended == 5) == (founded < 5))[ended != 0].all()
    assert (ended == 5).any()
    np.testing.assert_array_equal(ds["exit_payments"], 0)
    np.testing.assert_array_equal(ds["dissolutions"].isel(month=4) > 0, True)


def test_only_the_pool_of_the_organization_that_is_named_dissolves():
    base = rich({"months": 14})
    free = simulate(base, 1, threads=1)
    pool = free["pool"].isel(replication=0, month=12, resource=2).values
    counts = np.bincount(pool[pool >= 0])
    assert (counts > 0).sum() > 1
    who = int(np.flatnonzero(pool == counts.argmax())[0])
    event = {"month": 13, "dissolve": {"resource": "lorry", "organization": f"org_{who}"}}
    ds = simulate(with_events(base, event), 1, threads=1)
    after = ds["pool"].isel(replication=0, month=13, resource=2).values
    assert counts.argmax() not in after
    assert set(np.flatnonzero(counts)) - set(after) - {counts.argmax()} <= set(np.flatnonzero(counts < 4))


def test_the_table_of_overruns_changes_with_its_month():
    narrow = {"distribution": "uniform", "low": 2.0, "high": 2.5}
    base = rich({"months": 12, "society.review_rate": 0.6})
    settings = {f"resources.{name}.overrun_{key}": v for name in base.resources for key, v in (("mean", 1), ("cv", 0))}
    event = {"month": 6, "set": settings | {"resources.*.overrun": narrow}}
    ds = simulate(with_events(base, event), 2, threads=1)
    real = ds["pool_founder"].values >= 0
    late = ds["pool_founded"].values[real] >= 6
    overrun = ds["pool_overrun"].values[real]
    assert ((overrun >= 2.0) & (overrun <= 2.5))[late].all()
    assert (overrun[~late] < 2.0).any()
    assert late.any()


def test_the_members_that_voted_keep_their_rule():
    terms = {"vote_months": 2, "vote_rules": ["equal", "by_need"], "vote_majority": 0.5, "sharing": "two_part"}
    base = full(
        {f"resources.{name}.{key}": v for name in FULL["resources"] for key, v in terms.items()} | {"months": 16}
    )
    *_, (_, state) = played(with_events(base, {"month": 15, "set": {"resources.*.sharing": "by_size"}}))
    *_, (_, before) = played(base)
    for r in range(state.resource.size):
        for slot in members_of(before, r):
            if slot in members_of(state, r) and before.pool["agreement"][r, slot] > 0:
                assert state.agreement["rule"][r, state.pool["agreement"][r, slot]] in (0, 2, 3)
    assert (state.resource["rule"] == 1).all()
    assert (state.agreement["rule"][:, 0] == 1).all()
    compare(with_events(base, {"month": 9, "set": {"resources.*.sharing": "by_size", "resources.*.vote_months": 0}}))


@pytest.mark.parametrize("field", ["market_price", "shortage_price", "fixed_cost", "hub_cost"])
def test_parameters_written_into_the_state_are_refused(field):
    model = PoolingModel()
    model.step()
    model.state.resource[field] *= 1.5
    if not model.state.resource[field].any():
        model.state.resource[field] = 10.0
    with pytest.raises(ValueError, match=rf'"{field}".*\[\[events\]\]'):
        model.step()


def test_events_shift_nobodys_draws():
    base = eventful({"months": 10, "society.closure": False})
    needs = [
        np.array([s.place["use"] / s.resource["crisis"] for _, s in played(each)]) for each in (base, with_events(base))
    ]
    np.testing.assert_allclose(needs[0], needs[1], rtol=1e-15)


def test_mechanisms_that_an_event_turns_on_are_there():
    base = parse_scenario({**{k: v for k, v in FULL.items() if k != "name"}, "months": 12})
    on = {
        f"resources.*.{key}": EVENTFUL["resources"]["adviser"][key]
        for key in ("effort_stake", "vote_months", "belief_gain")
    }
    on |= {
        "resources.*.no_loser_clause": True,
        "levers.proposals": 1.0,
        "society.innovation": 0.5,
        "society.closure": True,
    }
    scenario = with_events(base, {"month": 5, "until": 9, "set": on})
    compare(scenario)
    ds = simulate(scenario, 2, threads=1)
    for name in ("votes_held", "proposals_made", "effort_borne", "inspections"):
        assert ds[name].sum() > 0, name
    assert (ds["aware"] == 1.0).all()  # all think of it from the start, and nobody forgets
