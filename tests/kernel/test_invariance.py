"""What must change nothing: the unit of money, the order of rows, threads, other runs, later months."""

import re

import numpy as np
import pytest
import xarray as xr

from sim.dataset import simulate
from sim.kernel.month import run
from sim.kernel.outcome import outcomes
from sim.kernel.recording import new_trajectory
from sim.kernel.setup import new_state, prepare
from sim.scenario import parameters, parse_scenario, with_values
from tests.kernel.worlds import eventful, full, played, rich, start

MONEY = [each for each in parameters() if each.unit.startswith("CAD")]
IN_MONEY = ("CAD", "CAD/month")
"""Units of the variables that count money."""


def dear(path):
    """Tell whether a path, perhaps of all resources, leads to an amount of money."""
    return any(each.path == re.sub(r"^resources\.\w+", "resources.*", path) for each in MONEY)


def outcomes_of(scenario, identity):
    """Play a run with organizations in other rows; return its outcomes."""
    setup = prepare(scenario)
    state = new_state(setup, scenario.seed, 0, identity)
    trajectory = new_trajectory(scenario.months, *state.place.shape, True)
    run(state, trajectory, scenario, setup.changes)
    return outcomes(state, trajectory, "organizations")


RULES = {
    "distribution": "discrete",
    "values": ["rational", "prescribed", "alone", "together", "imitate", "conditional"],
    "weights": [8, 2, 1, 2, 2, 1],
}
SHARING = [
    rule for rule in next(each for each in parameters() if each.path == "resources.*.sharing").choices if rule != "own"
]
WORLDS = {
    "rational": (rich, {}),
    "full": (full, {}),
    "eventful": (eventful, {}),
    **{f"all {rule}": (full, {f"resources.{name}.sharing": rule for name in full().resources}) for rule in SHARING},
}
"""Worlds in which the same must hold: others than the rich one, and one for each sharing rule."""


@pytest.mark.parametrize("world", WORLDS)
def test_the_currency_scales_through_exactly(world):
    # by a power of two, so that every digit of every sum is the same
    make, others = WORLDS[world]
    scenario = make(others)
    values = {}
    for each in MONEY:
        for name in scenario.resources:
            path = each.path.replace("*", name)
            value = scenario
            for key in path.split("."):
                value = value[key] if isinstance(value, dict) else getattr(value, key)
            values[path] = 4 * value
    events = scenario.model_dump(exclude_none=True)["events"]
    for event in events:
        settings = event.get("set", {})
        event["set"] = {path: 4 * value if dear(path) else value for path, value in settings.items()} or None
    values["events"] = events
    scaled = simulate(with_values(scenario, values), replications=3, threads=1)
    plain = simulate(scenario, replications=3, threads=1)
    money = [name for name in plain if plain[name].attrs["units"] in IN_MONEY]
    assert len(money) > 15
    for name in plain:
        factor = 4.0 if name in money else 1.0
        np.testing.assert_array_equal(scaled[name], factor * plain[name], err_msg=name)
    assert plain["pools_founded"].sum() > 20


@pytest.mark.parametrize("mixed", [False, True], ids=["rational", "mixed rules"])
@pytest.mark.parametrize(
    ("world", "kind"),
    [
        *((world, "small_world") for world in WORLDS),
        *((world, kind) for world in ("rational", "eventful") for kind in ("complete", "edge_list")),
    ],
)
def test_relabelled_organizations_have_the_same_results(world, kind, mixed, tmp_path):
    values = {"network.kind": kind, "society.review_rate": 0.5}
    number = 40
    if kind == "edge_list":
        edges = np.random.default_rng(3).integers(0, number, (160, 2))
        rows = "".join(f"{a},{b}\n" for a, b in edges if a != b)
        (tmp_path / "edges.csv").write_text("a,b\n" + rows, encoding="utf-8")
        values["network.file"] = "edges.csv"
    if mixed:
        choices = "".join(f"{1 + k % 3},{k},adviser,pool\n{9 + k % 4},{k},adviser,alone\n" for k in range(number))
        (tmp_path / "decisions.csv").write_text("month,organization,resource,choice\n" + choices, "utf-8")
        values |= {"population.rule": RULES, "decisions": "decisions.csv"}
    make, others = WORLDS[world]
    scenario = make(others | values, tmp_path)
    order = np.random.default_rng(4).permutation(number)
    first = outcomes_of(scenario, np.arange(number))
    other = outcomes_of(scenario, order)
    assert first["pools_founded"].sum() > 8
    met = []
    for each, identity in ((first, np.arange(number)), (other, order)):
        ends = np.column_stack([each.pop("edge_from"), each.pop("edge_to")])
        met.append({frozenset(pair) for pair in identity[ends].tolist()})
    assert met[0] == met[1]
    for name, value in first.items():
        value = np.asarray(value)
        expected = value[order] if value.ndim and value.shape[0] == number else value
        np.testing.assert_allclose(other[name], expected, rtol=1e-8, atol=1e-6, err_msg=name)
    # decisions, and so memberships, are the same without any rounding
    np.testing.assert_array_equal(other["pool"], first["pool"][order])


@pytest.mark.parametrize("world", [rich, eventful])
@pytest.mark.parametrize("record", ["summary", "months", "organizations"])
def test_threads_change_nothing(record, world):
    scenario = world({"months": 18})
    one = simulate(scenario, replications=7, threads=1, record=record)
    two = simulate(scenario, replications=7, threads=2, record=record)
    xr.testing.assert_identical(one, two)


@pytest.mark.parametrize("world", [rich, eventful])
def test_run_k_alone_is_run_k_of_many(world):
    scenario = world({"months": 18})
    many = simulate(scenario, replications=6, threads=2)
    few = simulate(scenario, replications=3, threads=1)
    lives = few.sizes["pool_number"]  # there are as many as the run that founded most has
    xr.testing.assert_identical(few, many.isel(replication=slice(3), pool_number=slice(lives)))
    assert (many["pool_resource"][:3, lives:] == -1).all()
    setup = prepare(scenario)
    state = new_state(setup, scenario.seed, 4)
    trajectory = new_trajectory(scenario.months, *state.place.shape, True)
    run(state, trajectory, scenario, setup.changes)
    for name, value in outcomes(state, trajectory, "organizations").items():
        ours = many[name].isel(replication=4)
        ours = ours.isel(pool_number=slice(value.size)) if "pool_number" in ours.dims else ours
        np.testing.assert_array_equal(ours, value, err_msg=name)
    # and runs differ from each other
    assert len(np.unique(many["collective_total_gain"])) == 6
    assert not np.array_equal(many["need"][0], many["need"][1])


def test_seeds_differ_and_repeat():
    scenario = rich({"months": 12})
    first, again = (simulate(scenario, replications=1, seed=5, threads=1) for _ in range(2))
    xr.testing.assert_identical(first, again)
    other = simulate(scenario, replications=1, seed=6, threads=1)
    assert not np.array_equal(first["need"], other["need"])


@pytest.mark.parametrize("world", [rich, eventful])
def test_less_record_changes_nothing(world):
    scenario = world({"months": 18})
    full = simulate(scenario, replications=2, threads=1)
    for record in ("summary", "months"):
        less = simulate(scenario, replications=2, threads=1, record=record)
        for name in less:
            np.testing.assert_array_equal(less[name], full[name], err_msg=name)


@pytest.mark.parametrize("world", [rich, eventful])
def test_the_first_months_do_not_know_how_many_follow(world):
    long = simulate(world({"months": 60}), replications=3, threads=1)
    short = simulate(world({"months": 24}), replications=3, threads=1)
    monthly = [name for name in short if "month" in short[name].dims and "since" not in name]
    assert {"gain", "pool", "mean_trust", "members"} <= set(monthly)
    for name in monthly:
        np.testing.assert_array_equal(short[name], long[name].isel(month=slice(24)), err_msg=name)


POOLING = [
    "friction", "friction_months", "hub_cost", "member_cost", "pair_cost", "founding_cost", "joining_cost",
    "leaving_cost", "overrun_mean", "overrun_cv", "overuse", "tax", "portability", "innovation_rate",
]  # fmt: skip


@pytest.mark.parametrize("world", [rich, full])
def test_the_counterfactual_knows_nothing_of_pooling(world):
    scenario = world()
    ones = {f"resources.{name}.{key}": 1 for name in scenario.resources for key in POOLING}
    terms = {"commitment": 20, "min_members": 4, "max_members": 0, "admission": "open", "sharing": "equal"}
    others = {f"resources.{name}.{key}": value for name in scenario.resources for key, value in terms.items()}
    names = ("foresight", "trust", "solidarity", "autonomy", "taste", "rate")
    people = {f"population.{key}": 0.4 for key in names} | {"population.horizon": 12, "population.cash": 9}
    people |= {"population.risk_weight": 0.1}
    society = {"society.review_rate": 1, "society.search_breadth": 30, "network.kind": "complete"}
    changed = with_values(scenario, ones | others | people | society)
    alone = with_values(scenario, {"population.rule": "alone"})
    base, other, nobody = (simulate(each, replications=3, threads=1) for each in (scenario, changed, alone))
    for name in (
        "counterfactual_cost",
        "counterfactual_cash",
        "collective_counterfactual_cost",
        "collective_total_counterfactual",
        "resource_counterfactual",
        "need",
        "without",
        *(["stand_alone_cost"] if world is rich else []),  # whoever has learned in a pool would take that along
    ):
        np.testing.assert_array_equal(base[name], other[name], err_msg=name)
        np.testing.assert_array_equal(base[name], nobody[name], err_msg=name)
    assert not np.array_equal(base["actual_cost"], other["actual_cost"])
    # where nobody pools the actual world is the counterfactual one
    np.testing.assert_array_equal(nobody["actual_cost"], nobody["counterfactual_cost"])
    np.testing.assert_array_equal(nobody["actual_cash"], nobody["counterfactual_cash"])
    assert np.all(nobody["gain"] == 0.0)


def needs_of(scenario):
    """Return the use of every place in every month (T, N, R)."""
    return np.array([state.place["use"].copy() for _, state in played(scenario, start(scenario))])


@pytest.mark.parametrize(
    "path",
    [
        *(f"resources.adviser.{key}" for key in ("fixed_cost", "unit_cost", "market_price", "lot", "pair_cost")),
        "resources.lorry.founding_cost",
        "population.trust",
        "society.review_rate",
        "network.rewiring",
    ],
)
def test_scenarios_under_one_seed_meet_the_same_needs(path):
    value = 0.9 if path.startswith(("population", "society", "network")) else 1000.0
    scenario = rich({"months": 12})
    changed = with_values(scenario, {path: value})
    np.testing.assert_array_equal(needs_of(scenario), needs_of(changed))
    full, other = (simulate(each, replications=1, threads=1) for each in (scenario, changed))
    assert not np.array_equal(full["gain"], other["gain"])


COSTLY = {"overuse": 0.3, "tax": 0.1, "progress_ratio": 0.8, "innovation_rate": 0.1, "sharing": "serial"}


@pytest.mark.parametrize("key", COSTLY)
def test_a_mechanism_more_shifts_nobodys_draws(key):
    scenario = rich()
    changed = rich({f"resources.{name}.{key}": COSTLY[key] for name in scenario.resources})
    np.testing.assert_array_equal(needs_of(scenario), needs_of(changed))
    full, other = (simulate(each, replications=1, threads=1) for each in (scenario, changed))
    assert not np.array_equal(full["gain"], other["gain"])


def test_a_resource_more_shifts_nobodys_draws():
    scenario = rich({"months": 12})
    tables = scenario.model_dump(exclude_none=True)
    del tables["resources"]["reserve"]
    fewer = parse_scenario(tables)
    np.testing.assert_array_equal(needs_of(scenario)[:, :, :3], needs_of(fewer))


def test_the_variation_of_one_resource_leaves_the_others_needs():
    scenario = rich({"months": 12})
    changed = with_values(scenario, {"resources.adviser.variation": 0.1, "resources.adviser.correlation": 0.9})
    before, after = needs_of(scenario), needs_of(changed)
    np.testing.assert_array_equal(before[:, :, 1:], after[:, :, 1:])
    assert not np.array_equal(before[:, :, 0], after[:, :, 0])


@pytest.mark.parametrize("world", [rich, eventful])
def test_months_played_one_by_one_are_those_of_a_run(world):
    scenario = world({"months": 18})
    *_, (_, stepped) = played(scenario)
    setup = prepare(scenario)
    state = new_state(setup, scenario.seed, 0)
    run(state, new_trajectory(scenario.months, *state.place.shape, False), scenario, setup.changes)
    for name in ("total", "cash", "trust"):
        np.testing.assert_array_equal(state.organization[name], stepped.organization[name])
    np.testing.assert_array_equal(state.place["pool"], stepped.place["pool"])
