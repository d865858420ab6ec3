"""Decisions: whom one founds with, which pool one joins, when one leaves, against the rules in plain Python."""

import math
from collections import Counter

import numpy as np
import pytest

from sim import PoolingModel
from sim.kernel.decision import choose
from sim.kernel.joining import joining_value
from sim.kernel.membership import found
from sim.laws.decision import Choice
from tests.kernel import equations
from tests.kernel.worlds import full, plain, rich, start, uniform


class Judge:
    """The rules of founding, joining, staying and leaving one resource, over the rows of a model."""

    def __init__(self, model, r):
        self.state, self.month, self.r = model.state, model.month, r
        self.terms = list(model.world.resources.values())[r]
        self.society = model.world.society
        self.least = max(2, self.terms.min_members)
        self.seen = Counter()

    def of(self, name, rows):
        """Return an attribute of places or organizations of some rows."""
        source = self.state.place[:, self.r] if name in self.state.place.dtype.names else self.state.organization
        return [float(source[name][row]) for row in rows]

    def worth(self, pool, k, entry):
        """Return what a membership is worth to its k-th row, and whether it can pay `entry`."""
        (means,), (cash,), (surplus,) = (self.of(name, [pool.rows[k]]) for name in ("pooled_means", "cash", "surplus"))
        months = self.society.liquidity_months
        able = entry + months * max(0.0, pool.now[k] - means) <= cash + months * surplus
        return pool.value(k, entry), able

    def believed(self, row):
        """Return the overrun that a row expects."""
        return equations.believed(self.state, self.terms, self.r, row)

    def proposed(self, rows, i, judge):
        """Return the membership of rows in a pool that i proposes, as one of them judges it."""
        return equations.Proposal(self.state, self.terms, self.r, rows, self.believed(judge), self.believed(i))

    def running(self, pool, rows):
        """Return the membership of rows in a running pool."""
        return equations.running(self.state, self.terms, self.r, pool.slot, rows, self.month)

    def proposal(self, i, candidates):
        """Return the founders that a proposal of i ends with, in order, and what it is worth to i; or nothing."""
        group = [i]
        for j in candidates:
            if len(group) == self.terms.max_members:
                break
            before, after = self.proposed(group, i, i).steady, self.proposed([*group, j], i, i).steady
            if any(b > a * (1 + 1e-9) for a, b in zip(before, after, strict=False)):
                self.seen["not asked"] += 1
                continue
            group.append(j)
        while len(group) >= self.least:
            judged = []
            for k, row in enumerate(group):
                entry = self.terms.founding_cost * self.believed(row) / len(group)
                pool = self.proposed(group, i, row)
                value, able = self.worth(pool, k, entry)
                (solidarity,), (liking,) = self.of("solidarity", [row]), self.of("liking", [row])
                value += solidarity * pool.spared_payment(entry)
                judged.append((able, (value + liking) / self.of("stand_alone", [row])[0], row, value))
            leaving = [each for each in judged if not each[0]] or [each for each in judged if each[1] < 0.0]
            if not leaving:
                return group, judged[group.index(i)][3]
            self.seen["some unwilling beside some unable"] += any(a and v < 0.0 for a, v, *_ in judged) and not all(
                a for a, *_ in judged
            )
            _, _, row, _ = min(leaving, key=lambda each: each[1])
            if row == i:
                self.seen["gives up"] += 1
                break
            self.seen["sent away"] += 1
            group.remove(row)
        return [], -math.inf

    def admits(self, pool, i):
        """Tell whether the members of a pool let i in."""
        rows = pool.rows
        if 0 < self.terms.max_members <= len(rows):
            return False
        before, after = self.running(pool, rows).steady, self.running(pool, [*rows, i]).steady
        content = sum(b <= a * (1 + 1e-9) for a, b in zip(before, after, strict=False))
        return {"open": True, "no_harm": content == len(rows), "majority": 2 * content > len(rows)}[
            self.terms.admission
        ]

    def decide(self, i, own_pool, pools, candidates):
        """Return the choice of i, with the pool it joins or the rows it founds with."""
        choice, value, with_whom = Choice.STAY, -math.inf, None
        if own_pool is not None:
            rows = own_pool.rows
            value, _ = self.worth(self.running(own_pool, rows), rows.index(i), 0.0)
        offers = []
        for pool in pools:
            entry = self.terms.joining_cost + (self.terms.leaving_cost if own_pool is not None else 0.0)
            if not self.admits(pool, i):
                self.seen["refused"] += 1
                continue
            worth, able = self.worth(self.running(pool, [*pool.rows, i]), len(pool.rows), entry)
            if able:
                offers.append((worth, pool))
        if offers and (best := max(offers, key=lambda offer: offer[0]))[0] > value:
            choice, (value, with_whom) = Choice.JOIN, best
        if own_pool is None and candidates:
            group, worth = self.proposal(i, candidates)
            if group and worth > value:
                choice, value, with_whom = Choice.FOUND, worth, group
        floor = -self.terms.leaving_cost if own_pool is not None else 0.0
        if value + self.of("liking", [i])[0] >= floor:
            return choice, with_whom
        return (Choice.STAY if own_pool is None else Choice.LEAVE), None


BELIEVING = {f"resources.{name}.believed_overrun": 1.3 for name in full().resources} | {
    f"resources.{name}.belief_gain": 0.4 for name in full().resources
}
VARIANTS = {
    "believing": BELIEVING,
    "rich": {},
    "poor": {"population.cash": uniform(0, 1.5), "population.solidarity": uniform(0, 1)},
    "full": {},
    "serial": {f"resources.{name}.sharing": "serial" for name in full().resources}
    | {"population.solidarity": uniform(0, 1)},
    "wide": {f"resources.{name}.max_members": 0 for name in rich().resources}
    | {f"resources.{name}.pair_cost": 30 for name in rich().resources}
    | {"network.kind": "complete", "society.search_breadth": 15, "population.cash": uniform(0, 12)},
}


@pytest.mark.parametrize("variant", VARIANTS)
def test_every_decision_is_the_one_the_rules_give(variant):
    world = full if variant in ("full", "serial", "believing") else rich
    model = PoolingModel(world({"months": 16, "population.number": 30} | VARIANTS[variant]))
    seen = Counter()
    for month in range(16):
        if month % 5 == 0:
            for pool in model.pools:
                pool.begin()  # its friction has faded by another month
            for r in range(len(model.resources)):
                judge = Judge(model, r)
                for i in np.flatnonzero(model.state.place["need"][:, r] > 0).tolist():
                    compare(model, judge, i, r)
                seen += judge.seen
        model.step()
    expected = {"stays alone", "stays in", "joins", "founds", "not asked", "sent away", "gives up", "refused"}
    assert expected <= set(seen), seen


def compare(model, judge, i, r):
    """Compare an organization's decision with the judge's."""
    model.state.place["refused"] = 0  # whatever it proposed before
    organization = model.organizations[i]
    pool = organization.pool(r)
    pools, alone = organization.outlook(r)
    decision = organization.decide(r)  # what it sees corrects what it believes before it weighs
    choice, with_whom = judge.decide(i, pool, pools, [other.row for other in alone])
    where = (model.month, i, r)
    assert decision.choice == choice, where
    if choice == Choice.JOIN:
        assert decision.pool is with_whom, where
    if choice == Choice.FOUND:
        assert [partner.row for partner in decision.partners] == [row for row in with_whom if row != i], where
    names = {Choice.LEAVE: "leaves", Choice.JOIN: "joins", Choice.FOUND: "founds"}
    judge.seen[names.get(choice, "stays alone" if pool is None else "stays in")] += 1


@pytest.mark.parametrize(
    ("pools", "chosen"),
    [
        (((0, 1, 0), (2, 3, 1)), 0),  # founders, and when: the older one
        (((2, 3, 1), (0, 1, 0)), 1),
        (((2, 3, 0), (0, 1, 0)), 1),  # of the same age: the one whose founder comes first
        (((0, 1, 0), (2, 3, 0)), 0),
        (((0, 1, 0), (2, 3, 0), (4, 5, 0, 6)), 2),  # but a better one before both
    ],
)
def test_of_pools_worth_the_same_the_older_is_joined(pools, chosen):
    last = max(max(founders[:2] + founders[3:]) for founders in pools) + 1
    for replication in range(4):  # in whatever order it sees them
        state = start(plain({"population.number": last + 1}), replication)
        slots = []
        for first, second, month, *others in pools:
            founders = [first, second, *others]
            state.desk["member"][: len(founders)] = founders
            slots.append(found(state, first, 0, len(founders), month))
        assert choose(state, last, 0, 2) == (Choice.JOIN, slots[chosen])


def test_who_cannot_pay_leaves_a_proposal_before_who_does_not_want_it(tmp_path):
    # needs of 100, 130 and 20 under equal shares. In three each pays 1,133, more than the smallest pays alone
    # (1,100); in two, without the one that has no cash for its 100 $, only 1,050: it wants that
    people = "name,size,cash\nfirst,100,600\npenniless,130,0\nsmall,20,600\n"
    (tmp_path / "people.csv").write_text(people, encoding="utf-8")
    values = {"population.file": "people.csv", "population.number": 3, "shared.founding_cost": 300}
    orders = set()
    for replication in range(8):
        model = PoolingModel(plain(values, tmp_path), replication=replication)
        first = model.organizations[0]
        orders.add(order := tuple(other.row for other in first.outlook(0)[1]))
        decision = first.decide(0)
        # the other order: the small one comes in first, and the large one would then raise its bill
        assert [partner.row for partner in decision.partners] == [2], order
    assert orders == {(1, 2), (2, 1)}


@pytest.mark.parametrize(("founders", "agreed"), [((0, 1), False), ((0, 1, 2), True)])
def test_half_of_the_members_are_no_majority(tmp_path, founders, agreed):
    # a newcomer raises what all pay alike by some dollars, and lowers by some more what a unit costs: that harms
    # the one that needs 1, and serves those that need 100
    (tmp_path / "people.csv").write_text("size\n1\n100\n100\n100\n", encoding="utf-8")
    values = {
        "population.file": "people.csv",
        "population.number": 4,
        "shared.sharing": "two_part",
        "shared.pair_cost": 310,
        "shared.variation": 0.5,
    }
    answers = {}
    for admission in ("open", "majority", "no_harm"):
        scenario = plain(values | {"shared.admission": admission}, tmp_path)
        state = start(scenario)
        state.desk["member"][: len(founders)] = founders
        slot = found(state, 0, 0, len(founders), 0)
        _, answers[admission] = joining_value(state, 3, 0, slot)
    terms = scenario.resources["shared"]
    needs = state.place["need"][:, 0].tolist()
    few = [needs[k] for k in founders]  # sizes are needs
    more = [*few, needs[3]]
    before = equations.expected_bills(terms, few, few, 0.0)
    after = equations.expected_bills(terms, more, more, 0.0)
    assert [b > a for a, b in zip(before, after, strict=False)] == [True] + [False] * (len(founders) - 1)
    assert answers == {"open": True, "majority": agreed, "no_harm": False}
