"""What pooling is worth: the kernel's decisions against the equations in plain Python."""

import math

import numpy as np
import pytest

from sim.kernel.offer import joining_value, staying_value
from sim.laws.random import Purpose, run_key, uniforms
from sim.scenario import draw_population
from tests.kernel import equations
from tests.kernel.worlds import PLAIN, end, members_of, parse_scenario, plain, played, rich, start, uniform

RULES = ("equal", "by_need", "by_use", "two_part")


def offered(scenario, state, month, i, r, slot, rows):
    """Return what joining a pool is worth to i by the equations, its entry payment, and its first bill."""
    terms = list(scenario.resources.values())[r]
    place, pool = state.place[:, r], state.pool[r, slot]
    needs, sizes = place["need"][rows].tolist(), state.organization["size"][rows].tolist()
    own, size = float(place["need"][i]), float(state.organization["size"][i])
    xi = 1.0 if pool["founded"] == month else float(pool["overrun"])
    friction = terms.friction * math.exp(-(month - int(pool["founded"])) / terms.friction_months)
    b0 = equations.expected_bills(terms, [*sizes, size], [*needs, own], friction, xi)[-1]
    b1 = equations.expected_bills(terms, [*sizes, size], [*needs, own], 0.0, xi)[-1]
    without = equations.steady_cost(terms, needs, xi)
    if len(needs) < max(2, terms.min_members):
        without = sum(equations.stand_alone(terms, q)[0] for q in needs)
    spared = without - (equations.steady_cost(terms, [*needs, own], xi) - b1)
    entry = terms.joining_cost + (terms.leaving_cost if place["pool"][i] >= 0 else 0.0)
    disposition = equations.disposition_of(state, i)
    return equations.pooling_value(terms, disposition, own, b0, b1, entry, spared), entry, b0


def test_joining_is_worth_what_the_equations_say():
    scenario = rich({f"resources.{name}.{k}": v for name in rich().resources for k, v in OPEN.items()})
    compared = refused = 0
    for month, state in played(scenario):
        if month % 5:
            continue
        for r, terms in enumerate(scenario.resources.values()):
            place = state.place[:, r]
            for slot, rows in members_of(state, r).items():
                for i in np.flatnonzero((place["need"] > 0) & (place["pool"] != slot))[:12]:
                    value, possible = joining_value(state, i, r, slot)
                    expected, entry, b0 = offered(scenario, state, month, i, r, slot, rows)
                    scale = 60 * float(place["stand_alone"][i])
                    assert value == pytest.approx(expected, rel=1e-9, abs=1e-9 * scale), (
                        terms.sharing,
                        month,
                    )
                    shortfall = max(0.0, b0 - float(place["pooled_means"][i]))
                    months = scenario.society.liquidity_months
                    left = state.organization["cash"][i] + months * state.organization["surplus"][i]
                    left -= entry + months * shortfall
                    if abs(left) > 1e-6:
                        assert possible == (left > 0)
                    compared += 1
                    refused += not possible
    assert compared > 300
    assert 20 < refused < compared


OPEN = {"admission": "open", "max_members": 0}


def test_staying_is_worth_what_the_equations_say():
    scenario = rich()
    compared = 0
    for month, state in played(scenario):
        for r, terms in enumerate(scenario.resources.values()):
            for slot, rows in members_of(state, r).items():
                place, pool = state.place[rows, r], state.pool[r, slot]
                needs, sizes = place["need"].tolist(), state.organization["size"][rows].tolist()
                xi = 1.0 if pool["founded"] == month else float(pool["overrun"])
                friction = terms.friction * math.exp(-(month - int(pool["founded"])) / terms.friction_months)
                b0 = equations.expected_bills(terms, sizes, needs, friction, xi)
                b1 = equations.expected_bills(terms, sizes, needs, 0.0, xi)
                for k, i in enumerate(rows):
                    others = needs[:k] + needs[k + 1 :]
                    without = equations.steady_cost(terms, others, xi) if others else 0.0
                    if len(others) < max(2, terms.min_members):
                        without = sum(equations.stand_alone(terms, q)[0] for q in others)
                    spared = without - (equations.steady_cost(terms, needs, xi) - b1[k])
                    disposition = equations.disposition_of(state, i)
                    expected = equations.pooling_value(terms, disposition, needs[k], b0[k], b1[k], 0.0, spared)
                    scale = 60 * float(place["stand_alone"][k])
                    assert staying_value(state, i, r) == pytest.approx(expected, rel=1e-9, abs=1e-9 * scale)
                    compared += 1
    assert compared > 300


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
            saved = a + equations.steady_cost(terms, needs) - equations.steady_cost(terms, [*needs, own])
            x, horizon = 1.06 ** (-1 / 12), int(state.organization["horizon"][i])
            value, _ = joining_value(state, i, 0, slot)
            assert value == pytest.approx(equations.annuity(x, horizon) * saved, rel=1e-9, abs=1e-6)
        if month == 1:
            break


def test_nobody_founds_what_it_does_not_want_or_cannot_pay():
    scenario = rich({"society.review_rate": 1, "months": 1, "population.number": 80})
    founded = 0
    for replication in range(4):
        state = start(scenario, replication)
        cash, surplus = state.organization["cash"].copy(), state.organization["surplus"].copy()
        key = run_key(scenario.seed, replication)
        for _, now in played(scenario, state):
            check_founders(scenario, now, cash, surplus, key)
            founded += int(now.resource["foundings"].sum())
    assert founded > 30


def check_founders(scenario, state, cash, surplus, key):
    """Check everybody in pools that were founded in the first month and that nobody joined or left since."""
    scale = draw_population(scenario, key).taste
    for r, terms in enumerate(scenario.resources.values()):
        taste = uniforms(key, np.arange(cash.size), r, 0, Purpose.TASTE)
        for slot, rows in members_of(state, r).items():
            entries = float(state.pool["entries"][r, slot]) / float(state.pool["overrun"][r, slot])
            if entries != pytest.approx(terms.founding_cost):
                continue  # somebody joined it within the month
            needs = state.place["need"][rows, r].tolist()
            sizes = state.organization["size"][rows].tolist()
            b0 = equations.expected_bills(terms, sizes, needs, terms.friction)
            b1 = equations.expected_bills(terms, sizes, needs, 0.0)
            entry = terms.founding_cost / len(rows)
            assert len(rows) >= max(2, terms.min_members)
            assert len(rows) <= terms.max_members
            for k, i in enumerate(rows):
                others = needs[:k] + needs[k + 1 :]
                without = equations.steady_cost(terms, others)
                if len(others) < max(2, terms.min_members):
                    without = sum(equations.stand_alone(terms, q)[0] for q in others)
                spared = without - (equations.steady_cost(terms, needs) - b1[k])
                disposition = equations.disposition_of(state, i)
                value = equations.pooling_value(terms, disposition, needs[k], b0[k], b1[k], entry, spared)
                value += disposition["solidarity"] * entry  # founders share the founding cost with each other
                _, service = equations.stand_alone(terms, needs[k])
                value += scale[i] * service * math.log(taste[i] / (1 - taste[i]))
                assert value >= -1e-6
                shortfall = max(0.0, b0[k] - float(state.place["pooled_means"][i, r]))
                months = scenario.society.liquidity_months
                assert entry + months * shortfall <= cash[i] + months * surplus[i] + 1e-6


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
