"""What pooling is worth: the kernel's decisions against the equations in plain Python."""

import math
from collections import Counter

import numpy as np
import pytest

from sim.kernel.joining import joining_value, staying_value
from sim.laws.random import Purpose, run_key, stream_of, uniforms
from sim.scenario import draw_population
from tests.kernel import equations
from tests.kernel.worlds import (
    PLAIN,
    end,
    full,
    members_of,
    mornings,
    parse_scenario,
    plain,
    played,
    rich,
    start,
    uniform,
)

RULES = ("equal", "by_size", "by_need", "by_use", "two_part", "serial")
OPEN = {"admission": "open", "max_members": 0}


MOMENTS = pytest.mark.parametrize(("world", "moments"), [(rich, played), (full, mornings)], ids=["rich", "full"])
"""When decisions are compared: where nobody learns at the end of a month too, when pools just founded are still new."""


@MOMENTS
def test_joining_is_worth_what_the_equations_say(world, moments):
    scenario = world({f"resources.{name}.{k}": v for name in world().resources for k, v in OPEN.items()})
    compared = Counter()
    for month, state in moments(scenario):
        if month % 3:
            continue
        for r, terms in enumerate(scenario.resources.values()):
            place = state.place[:, r]
            for slot, rows in members_of(state, r).items():
                for i in np.flatnonzero((place["need"] > 0) & (place["pool"] != slot))[:12]:
                    value, possible = joining_value(state, i, r, slot)
                    entry = terms.joining_cost + (terms.leaving_cost if place["pool"][i] >= 0 else 0.0)
                    joined = equations.running(state, terms, r, slot, [*rows, i], month)
                    scale = 60 * float(place["stand_alone"][i])
                    expected = joined.value(len(rows), entry)
                    assert value == pytest.approx(expected, rel=1e-9, abs=1e-9 * scale), (terms.sharing, month)
                    shortfall = max(0.0, joined.now[-1] - float(place["pooled_means"][i]))
                    months = scenario.society.liquidity_months
                    left = state.organization["cash"][i] + months * state.organization["surplus"][i]
                    left -= entry + months * shortfall
                    if abs(left) > 1e-6:
                        assert possible == (left > 0)
                    compared[terms.sharing] += 1
                    compared["refused"] += not possible
    assert set(compared) == {*(terms.sharing for terms in scenario.resources.values()), "refused"}
    assert min(compared.values()) >= 20, compared


@MOMENTS
def test_staying_is_worth_what_the_equations_say(world, moments):
    scenario = world()
    compared = Counter()
    for month, state in moments(scenario):
        for r, terms in enumerate(scenario.resources.values()):
            for slot, rows in members_of(state, r).items():
                pool = equations.running(state, terms, r, slot, rows, month)
                for k, i in enumerate(rows):
                    scale = 60 * float(state.place["stand_alone"][i, r])
                    expected = pool.value(k)
                    assert staying_value(state, i, r) == pytest.approx(expected, rel=1e-9, abs=1e-9 * scale), (
                        terms.sharing,
                        month,
                        len(rows),
                    )
                    compared[terms.sharing] += 1
    assert set(compared) == {terms.sharing for terms in scenario.resources.values()}
    assert min(compared.values()) > 50, compared


@pytest.mark.parametrize("sharing", RULES)
def test_solidarity_and_foresight_together_value_what_the_group_saves(sharing, tmp_path):
    # omega = phi = 1 and nothing else: A (a_i + C1(S) - C1(S + i)), whatever the rule
    (tmp_path / "decisions.csv").write_text(
        "month,organization,resource,choice\n" + "".join(f"1,{i},shared,pool\n" for i in range(5)), "utf-8"
    )
    (tmp_path / "people.csv").write_text("rule\n" + "prescribed\n" * 5 + "rational\n" * 15, encoding="utf-8")
    values = {
        "population.file": "people.csv",
        "population.number": 20,
        "decisions": "decisions.csv",
        "population.size": uniform(1, 40),
        "population.rule": "prescribed",
        "population.solidarity": 1,
        "population.rate": 0.06,
        "population.horizon": uniform(3, 60),
        "society.review_rate": 0,
        "shared.variation": 0.4,
        "shared.lot": 6,
        "shared.hub_cost": 100,
        "shared.pair_cost": 7,
        "shared.market_price": 60,
        "shared.unmet_value": 50,
        "shared.sharing": sharing,
        "shared.commitment": 24,
    }
    scenario = plain(values, tmp_path)
    terms = scenario.resources["shared"]
    for month, state in played(scenario):
        ((slot, rows),) = members_of(state).items()
        needs = state.place["need"][rows, 0].tolist()
        for i in range(5, 20):
            own = float(state.place["need"][i, 0])
            a, _ = equations.stand_alone(terms, own)
            sizes, size = state.organization["size"][rows].tolist(), float(state.organization["size"][i])
            together = equations.steady_cost(terms, [*sizes, size], [*needs, own])
            saved = a + equations.steady_cost(terms, sizes, needs) - together
            x, horizon = 1.06 ** (-1 / 12), int(state.organization["horizon"][i])
            value, _ = joining_value(state, i, 0, slot)
            assert value == pytest.approx(equations.annuity(x, horizon) * saved, rel=1e-9, abs=1e-6)
        if month == 1:
            break


@pytest.mark.parametrize("world", [rich, full])
def test_nobody_founds_what_it_does_not_want_or_cannot_pay(world):
    scenario = world({"society.review_rate": 1, "months": 1, "population.number": 80})
    founded = 0
    for replication in range(4):
        state = start(scenario, replication)
        cash, surplus = state.organization["cash"].copy(), state.organization["surplus"].copy()
        key = run_key(scenario.seed, replication)
        for _, now in played(scenario, state):
            founded += check_founders(scenario, now, cash, surplus, key)
    assert founded > 15


def check_founders(scenario, state, cash, surplus, key):
    """Check everybody in pools that were founded in the first month and that nobody joined or left since."""
    scale = draw_population(scenario, key).taste
    checked = 0
    for r, (name, terms) in enumerate(scenario.resources.items()):
        taste = uniforms(key, np.arange(cash.size), stream_of(name), 0, Purpose.TASTE)
        for slot, rows in members_of(state, r).items():
            entries = float(state.pool["entries"][r, slot]) / float(state.pool["overrun"][r, slot])
            if entries != pytest.approx(terms.founding_cost):
                continue  # somebody joined it within the month
            entry = terms.founding_cost / len(rows)
            assert len(rows) >= max(2, terms.min_members)
            assert len(rows) <= terms.max_members
            pool = equations.Proposal(state, terms, r, rows)
            for k, i in enumerate(rows):
                disposition = equations.disposition_of(state, i)
                value = pool.value(k, entry)
                value += disposition["solidarity"] * pool.spared_payment(entry)
                _, service = equations.stand_alone(terms, pool.needs[k], pool.cost_alone(k))
                value += scale[i] * service * math.log(taste[i] / (1 - taste[i]))
                assert value >= -1e-6
                shortfall = max(0.0, pool.now[k] - float(state.place["pooled_means"][i, r]))
                months = scenario.society.liquidity_months
                assert entry + months * shortfall <= cash[i] + months * surplus[i] + 1e-6
                checked += 1
    return checked


def test_a_pool_that_nobody_can_pay_is_not_founded():
    values = {"shared.founding_cost": 100_000, "population.cash": 5}
    able = plain(values | {"population.cash": 600})
    poor = plain(values)
    assert [len(members_of(state)) for _, state in played(able)][-1] == 1
    assert [len(members_of(state)) for _, state in played(poor)][-1] == 0
    # 12 founders pay 8,333 each; their stand-alone cash cost is 900 + 10 * 10 = 1,000 a month
    just = plain(values | {"population.cash": 8.34})
    assert [len(members_of(state)) for _, state in played(just)][-1] == 1
    short = plain(values | {"population.cash": 8.33})
    assert [len(members_of(state)) for _, state in played(short)][-1] == 0


def test_who_has_no_foresight_takes_the_trouble_for_lasting():
    # bills: alone 1,000; in a pool of 12: 175 steady, eight times that at first: 1,575
    values = {"shared.friction": 8, "shared.friction_months": 3, "shared.founding_cost": 0}
    seeing = [len(members_of(state)) for _, state in played(plain(values))]
    blind = [len(members_of(state)) for _, state in played(plain(values | {"population.foresight": 0}))]
    assert seeing[-1] == 1
    assert blind[-1] == 0


def test_trust_decides_who_fears_a_break_up():
    # a pool of two saves 450 a month each; entering costs 9,000: 20 months' worth. Who trusts counts 36
    # months of it, who does not, under a hazard of 5 %, only (1 - 0.95^36) / 0.05 = 16.8
    values = {"population.number": 2, "shared.founding_cost": 18_000, "society.hazard": 0.05}
    for trust, pools in ((1.0, 1), (0.0, 0)):
        state = start(plain(values | {"population.trust": trust}))
        *_, (_, state) = played(plain(values | {"population.trust": trust}), state)
        assert len(members_of(state)) == pools


def test_the_plain_world_is_as_it_is_described():
    assert parse_scenario(PLAIN).population.number == 12
    *_, (month, state) = played(plain())
    end(state, month)
    assert members_of(state) == {min(members_of(state)): list(range(12))}
    # everybody pays a twelfth of 900 for the system, and 100 for its own need
    assert state.place["billed"][:, 0] == pytest.approx(75 + 100)
