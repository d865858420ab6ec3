"""Every place that gives a pool's cost gives the one of the specification: expected, realised, drawn, shared, shown."""

import json
import math
import tempfile
from pathlib import Path

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from sim import PoolingModel, load_scenario
from sim.analysis import cost_by_members, group
from sim.app.cases import Case
from sim.declared.sharing import SHARING_RULES
from sim.kernel.billing import add_load, begin_pool, run_pool
from sim.kernel.membership import found
from sim.kernel.setup import new_state, prepare
from sim.laws.cost import fractile, running_cost
from sim.model import Decision
from sim.scenario import with_values
from sim.vocabulary.codes import Rule
from tests.model.random_scenarios import scenarios

SHIPPED = sorted(path.stem for path in (Path(__file__).parents[2] / "scenarios").glob("*.toml"))
RULES = tuple(SHARING_RULES)
ON_USE = ("by_use", "two_part")


class Costs:
    """What a group pays under the equations of docs/discussion/odd.md, 7.1 and 7.2, in plain Python."""

    def __init__(self, scenario, resource, experience):
        self.law, self.levers = scenario.resources[resource], scenario.levers
        exponent = -math.log2(self.law.progress_ratio)
        self.unit_cost = self.law.unit_cost * (1 + experience / self.law.reference_volume) ** -exponent
        self.price = min(self.law.market_price, self.law.unmet_value)

    def provision(self, needs):
        """Return the capacity, and what it costs: fixed, held, and the expected shortage."""
        law, total = self.law, math.fsum(needs)
        squares = math.fsum(q * q for q in needs)
        deviation = law.variation * math.sqrt((1 - law.correlation) * squares + law.correlation * total * total)
        terms = (law.fixed_cost, self.unit_cost, law.scale_exponent, law.lot, self.price)
        return running_cost(total, deviation, *terms, fractile(self.unit_cost, self.price))

    def used(self, uses, shares):
        """Return the use of members that pay these shares of it themselves."""
        if self.law.sharing in ON_USE:
            return list(uses)
        return [q * (1 + self.law.overuse * (1 - share)) for q, share in zip(uses, shares, strict=True)]

    def month(self, n, load, provision, short, overrun, friction, idle=0.0, inspections=0):
        """Return what a month costs, billed and unmet together; `idle` is the share of effort that is missing."""
        law, cut = self.law, 1 - self.levers.facilitator_cut
        _, fixed, held, _ = provision
        unmet = short if law.unmet_value < law.market_price else 0.0
        coordination = cut * (law.hub_cost + law.member_cost * n + law.pair_cost * n * (n - 1) / 2)
        service = (fixed + held + short - unmet) * (1 + overrun * law.friction * friction + law.effort_stake * idle)
        taxed = service + overrun * coordination + self.levers.facilitator_fee * n + law.inspection_cost * inspections
        return law.use_cost * load + unmet + (1 + law.tax) * taxed

    def expected(self, needs, shares, overrun=1.0, friction=0.0):
        """Return what a group is expected to cost a month."""
        loads = self.used(needs, shares)
        provision = self.provision(loads)
        return self.month(len(needs), math.fsum(loads), provision, provision[3], overrun, friction)


def agree(found, expected):
    assert found == pytest.approx(expected, rel=1e-7, abs=1e-6)


def check_like_members(scenario, resource, need):
    law = scenario.resources[resource]
    costs = cost_by_members(scenario, resource, need=need, members=6)
    by_hand = Costs(scenario, resource, law.initial_experience * need)
    for n in range(2, 7):
        here = costs.sel(members=n)
        needs, shares = [need] * n, [1 / n] * n
        agree(n * float(here["steady"]), by_hand.expected(needs, shares))
        agree(n * float(here["cost"].sum()), by_hand.expected(needs, shares, friction=1.0))
        agree(n * float(here["overrun"]), by_hand.expected(needs, shares, law.mean_overrun))
    _, fixed, held, short = by_hand.provision([need])
    agree(float(costs["steady"][0]), law.use_cost * need + fixed + held + short)


def check_group(scenario, resource, rows, overrun, uses):
    """Compare a pool of these rows in a state, in the game, and in the Mesa model, with the equations."""
    r = list(scenario.resources).index(resource)
    law = scenario.resources[resource]
    state = new_state(prepare(scenario), scenario.seed, 0)
    n = len(rows)
    state.desk["member"][:n] = rows
    slot = found(state, rows[0], r, n, 0)
    pool, place = state.pool[r, slot], state.place[rows, r]
    needs, shares = place["need"].tolist(), (place["weight"] / place["weight"].sum()).tolist()
    by_hand = Costs(scenario, resource, float(state.book["experience"][rows, r].max()))
    believed = law.believed_overrun  # founders have seen no pool yet
    expected = by_hand.expected(needs, shares, believed)
    agree(float(pool["steady_lump"] + pool["steady_spread"]), expected)
    agree(
        float(pool["steady_lump"] + pool["steady_spread"] + pool["fading_lump"] + pool["fading_spread"]),
        by_hand.expected(needs, shares, believed, friction=1.0),
    )

    # a month as it comes: three months old, with these uses and the overrun that was drawn
    state.place["use"][rows, r] = uses[:n]
    begin_pool(state.resource[r], pool, 3)
    for row in rows:
        add_load(state, row, r)
    run_pool(state.resource[r], pool)
    loads = by_hand.used(uses[:n], shares)
    provision = by_hand.provision(by_hand.used(needs, shares))
    short = by_hand.price * max(0.0, math.fsum(loads) - float(pool["capacity"]))
    fade = math.exp(-3 / law.friction_months)
    billed = float(pool["lump"] + pool["spread"] + pool["unmet_lump"] + pool["unmet_spread"])
    if float(pool["capacity"]) == pytest.approx(provision[0]):  # two capacities may cost the same but for rounding
        idle, inspections, fines = 0.0, 0, 0.0
        if law.effort_stake > 0.0:
            made = state.mechanism.effort[rows, r]
            idle, fines = 1 - math.fsum(made["effort"]) / n, math.fsum(made["fine"])
            inspections = int(state.resource["inspections"][r])
        month = (n, math.fsum(loads), provision, short, float(pool["overrun"]), fade, idle, inspections)
        agree(billed + fines, by_hand.month(*month))

    if law.sharing == "serial" and law.overuse > 0.0:
        overrun = believed  # the members of the pool have the shares, and the overuse, that follow from it
    names = scenario.organization_names()
    chosen = group(scenario, resource, [names[row] for row in rows], overrun=overrun)
    agree(chosen.game.total, by_hand.expected(needs, shares, overrun))
    agree(chosen.bills(law.sharing).sum(), by_hand.expected(needs, shares, overrun))
    if law.overuse == 0.0:
        for rule in RULES:
            agree(chosen.bills(rule).sum(), by_hand.expected(needs, shares, overrun))

    if (state.organization["rule"][rows] == Rule.RATIONAL).all():  # others found no pool of their own
        model = PoolingModel(scenario)
        founders = [model.organizations[row] for row in rows]
        model.carry_out(founders[0], r, Decision.found(*founders[1:]))
        agree(model.pools[-1].steady_cost, expected)


def who_needs(scenario, resource):
    state = new_state(prepare(scenario), scenario.seed, 0)
    return np.flatnonzero(state.place["need"][:, list(scenario.resources).index(resource)] > 0.0).tolist()


def all_moved(scenario):
    """Return the scenario in which all of the load is in a pool from its first month."""
    return with_values(scenario, {f"resources.{resource}.migration_months": 1 for resource in scenario.resources})


@settings(max_examples=60)
@given(st.data())
def test_random_groups(data):
    with tempfile.TemporaryDirectory() as folder:
        scenario = data.draw(scenarios(Path(folder)))
        resource = data.draw(st.sampled_from(sorted(scenario.resources)))
        scenario = all_moved(with_values(scenario, {f"resources.{resource}.effort_stake": 0}))  # and all is done
        if scenario.resources[resource].sharing == "own":  # what a coalition would use depends on shares of its own
            scenario = with_values(scenario, {f"resources.{resource}.overuse": 0})
        law = scenario.resources[resource]
        check_like_members(scenario, resource, data.draw(st.floats(0.5, 50)))
        able = who_needs(scenario, resource)
        least, most = max(2, law.min_members), min(9, law.max_members or 9, len(able))
        assume(least <= most)
        rows = data.draw(st.permutations(able))[: data.draw(st.integers(least, most))]
        uses = data.draw(st.lists(st.floats(0, 200), min_size=9, max_size=9))
        check_group(scenario, resource, rows, data.draw(st.floats(1, 4)), uses)


@pytest.mark.parametrize("name", SHIPPED)
def test_shipped_scenarios(repository, name):
    scenario = all_moved(load_scenario(repository / "scenarios" / f"{name}.toml"))
    for resource, law in scenario.resources.items():
        check_like_members(scenario, resource, 10.0)
        rows = who_needs(scenario, resource)[: max(7, law.min_members)]
        check_group(scenario, resource, rows, 1.7, [3.0 * k for k in range(len(rows))])


CHANGES = (
    (),
    ("levers.facilitator_cut=0.9", "levers.facilitator_fee=5000"),
    ("resources.*.progress_ratio=0.7",),
    ("resources.*.tax=0.1", "resources.*.unmet_value=1", "resources.*.friction=0.7"),
    ("resources.*.overuse=0.5",),
)


@pytest.mark.parametrize("changes", CHANGES, ids=lambda changes: " ".join(changes) or "as it is")
def test_what_changes_a_pools_cost_changes_it_everywhere(repository, changes):
    path = repository / "scenarios" / "leviers.toml"
    keys = list(load_scenario(path).resources)
    scenario = load_scenario(path, set=[change.replace("*", key) for change in changes for key in keys])
    before = load_scenario(path)
    changed = []
    for resource in keys:
        check_like_members(scenario, resource, 10.0)
        check_group(scenario, resource, who_needs(scenario, resource)[:6], 1.2, [5.0] * 6)
        costs = [cost_by_members(each, resource, need=10.0, members=6)["steady"] for each in (before, scenario)]
        changed.append(bool((costs[0] != costs[1]).any()))
    assert any(changed) == bool(changes)


@pytest.mark.parametrize("sharing", ["equal", "by_size", "two_part", "serial"])
@pytest.mark.parametrize("changes", CHANGES, ids=lambda changes: " ".join(changes) or "as it is")
def test_the_workshop_shows_it(repository, changes, sharing):
    path = repository / "scenarios" / "atelier-rh.toml"
    (resource,) = load_scenario(path).resources
    changed = [f"resources.{resource}.sharing={json.dumps(sharing)}"]
    scenario = load_scenario(path, set=[*changed, *(change.replace("*", resource) for change in changes)])
    case = Case("case", scenario)
    needs, sizes = case.group.need.tolist(), case.group.size
    shares = case.group.bills(sharing) / case.group.bills(sharing).sum()
    if scenario.resources[resource].overuse > 0.0:  # by shares before overuse, which equal and size know beforehand
        shares = {"equal": np.full(len(needs), 1 / len(needs)), "by_size": sizes / sizes.sum()}.get(sharing, shares)
        if sharing == "serial":
            return
    best = max(scenario.resources[resource].initial_experience * q for q in needs)
    by_hand = Costs(scenario, resource, best)
    bills = [bill for bill in case.bills if bill.alone > 0.0]
    agree(sum(bill.later for bill in bills), by_hand.expected(needs, shares))
    agree(sum(bill.first for bill in bills), by_hand.expected(needs, shares, friction=1.0))
    entry = scenario.resources[resource].founding_cost * (1 - scenario.levers.facilitator_cut)
    agree(sum(bill.entry for bill in bills), entry)
