"""Imitation: who does as a contact does that fares better, by chance and as far as it can."""

import math

import numpy as np
import pytest

from sim.kernel.decision import choose
from sim.kernel.membership import found, join
from sim.kernel.state import NOBODY
from sim.laws.decision import Choice
from tests.kernel.stories import books, edges, told
from tests.kernel.worlds import end, members_of, plain, played, rich, start

CROWD = 3000
IMITATE = {"society.beta_imitate": 20, "society.explore": 0, "society.review_rate": 0, "shared.commitment": 0}
# alone, ten units cost 1,000; in a pool each pays that and g1, however many there are
FLAT = {"shared.fixed_cost": 0, "shared.unit_cost": 100, "shared.member_cost": 50}


def logistic(x):
    return 1 / (1 + math.exp(-x))


def crowd(folder, values, choices=((1, 0, "pool"), (1, 1, "pool"))):
    """Return a world of imitators who know only organization 0, which pools with 1 from the first month on."""
    people = {"rule": ["prescribed"] * 2 + ["imitate"] * CROWD}
    network = edges(folder, [(0, k) for k in range(1, CROWD + 2)])
    return told(folder, list(choices), IMITATE | FLAT | network | values, people)


def reached(scenario, months):
    """Return the state after that many months, ready for the reviews of the next one."""
    state = start(scenario)
    run = played(scenario, state)
    for _ in range(months):
        month, _ = next(run)
    if months:
        end(state, month)
    return state


def share_that(state, month, choice, rows=range(2, CROWD + 2)):
    """Return the share of some organizations that would make a choice in a month."""
    return np.mean([choose(state, i, 0, month)[0] == choice for i in rows])


def within(share, expected, count=CROWD):
    return abs(share - expected) <= 4 * math.sqrt(expected * (1 - expected) / count)


@pytest.mark.parametrize(
    ("cost", "months", "memory", "expected"),
    [
        # g1 of 50 a month is a loss of 5 % of 1,000, whoever stays alone saves nothing
        (50, 6, 12, -0.05),
        (100, 6, 12, -0.10),
        # a founding cost of 600 each, in the first month: half a month's cost among six, twelve, a third of one
        (50, 6, 12, -0.05 - 0.6 / 6),
        (50, 12, 12, -0.05 - 0.6 / 12),
        (50, 13, 12, -0.05),  # forgotten
        (50, 13, 13, -0.05 - 0.6 / 13),
        (50, 4, 3, -0.05),
        (50, 3, 3, -0.05 - 0.6 / 3),
    ],
)
def test_adoption_is_the_fermi_function_of_relative_savings(tmp_path, cost, months, memory, expected):
    founding = 1200 if expected < -cost / 1000 else 0
    values = {"shared.member_cost": cost, "shared.founding_cost": founding, "society.memory_months": memory}
    scenario = crowd(tmp_path, values | {"months": 14})
    if founding == 0 and months > memory:
        scenario = crowd(tmp_path, values | {"months": 14, "shared.founding_cost": 1200})
    state = reached(scenario, months)
    assert within(share_that(state, months, Choice.JOIN), logistic(20 * expected))
    assert share_that(state, months, Choice.FOUND) == 0


def test_who_remembers_nothing_throws_a_coin(tmp_path):
    state = start(crowd(tmp_path, {}))
    state.desk["member"][:2] = (0, 1)
    run = played(crowd(tmp_path, {}), state)
    next(run)  # the pool exists; before its books are closed nobody had any experience
    assert within(share_that(state, 0, Choice.JOIN), 0.5)


def test_a_member_leaves_as_who_is_alone_fares_better(tmp_path):
    # 0 was told to share in the first month only: since then it has been alone, and its loss is forgotten
    choices = [(1, 0, "pool"), (1, 1, "pool"), (2, 0, "alone")]
    scenario = crowd(tmp_path, {"months": 8, "society.memory_months": 4}, choices)
    state = start(scenario)
    run = played(scenario, state)
    next(run)
    slot = int(state.place["pool"][0, 0])
    for i in range(2, CROWD + 2):
        join(state, i, 0, slot, 0)
    end(state, 0)
    for _ in range(6):
        month, _ = next(run)
    end(state, month)
    # they lose 5 % a month; 0, alone, has nothing to lose
    assert within(share_that(state, 7, Choice.LEAVE), logistic(20 * 0.05))
    assert share_that(state, 7, Choice.JOIN) == 0


def test_savings_remembered_are_the_gains_of_the_ledger():
    # learning too: who has left a pool with experience saves alone
    values = {"population.rule": "imitate", "months": 30, "society.memory_months": 30, "society.review_rate": 1}
    values |= {"society.explore": 0.3, "shared.progress_ratio": 0.8, "shared.portability": 1, "shared.commitment": 2}
    values |= {
        "shared.leaving_cost": 70,
        "shared.joining_cost": 300,
        "levers.credit_months": 6,
        "shared.variation": 0.3,
    }
    values |= {"shared.hub_cost": 3000, "shared.unit_cost": 100, "shared.overrun_mean": 2}
    values |= {"levers.guarantee_share": 0.5, "levers.guarantee_months": 9, "shared.fixed_cost": 400}
    scenario = plain(values)
    saving_alone = 0
    for month, now in played(scenario):
        books = now.organization
        np.testing.assert_allclose(now.past[:, 0, month, 0], books["gain"], rtol=1e-12, atol=1e-9)
        np.testing.assert_allclose(now.past[:, 0, month, 1], books["counterfactual_cost"], rtol=1e-12)
        paid = books["entry_payment"] + books["exit_payment"]
        saving_alone += ((now.place["pool"][:, 0] == NOBODY) & (books["gain"] + paid > 1e-6)).sum()
    assert saving_alone > 0


def test_several_resources_are_compared_each_by_itself():
    scenario = rich({"population.rule": "imitate", "society.memory_months": 36, "society.explore": 0.3})
    for month, now in played(scenario):
        saved = now.past[:, :, month, 0]
        np.testing.assert_allclose(saved.sum(1), now.organization["gain"], rtol=1e-9, atol=1e-7)
        assert not saved[now.place["need"] == 0].any()
    assert sum(len(members_of(now, r)) for r in range(4)) > 4


@pytest.mark.parametrize("kind", ["complete", "small_world"])
def test_the_one_it_compares_itself_with_is_any_contact(kind):
    # a coin (beta = 0) decides whether it does as a contact does: half of the contacts who pool are followed
    number = 1200
    network = {"network.kind": kind, "network.contacts": 6, "network.rewiring": 0.3}
    values = network | {"population.number": number, "population.rule": "imitate", "society.beta_imitate": 0}
    state = start(plain(IMITATE | FLAT | values))
    pooled = np.arange(0, number, 3)
    state.desk["member"][: pooled.size] = pooled
    found(state, 0, 0, pooled.size, 0)
    others = np.setdiff1d(np.arange(number), pooled)
    chance = []
    for i in others:
        if kind == "complete":
            chance.append(pooled.size / (number - 1))
        else:
            a, b = state.organization["contacts_from"][i], state.organization["contacts_to"][i]
            chance.append(np.mean(np.isin(state.contact["row"][a:b], pooled)) if b > a else 0.0)
    expected = np.array(chance) / 2
    joins = np.array([[choose(state, i, 0, m)[0] == Choice.JOIN for i in others] for m in range(1, 9)])
    spread = math.sqrt((expected * (1 - expected)).sum() * 8)
    assert abs(joins.sum() - 8 * expected.sum()) < 4 * spread
    # and it does depend on who they are
    if kind == "small_world":
        many, few = expected > np.quantile(expected, 0.7), expected < np.quantile(expected, 0.3)
        assert joins[:, many].mean() > 1.5 * joins[:, few].mean()
    # members follow contacts that are alone
    leaves = [choose(state, i, 0, 3)[0] for i in pooled]
    assert set(leaves) == {Choice.STAY, Choice.LEAVE}


def test_where_everybody_knows_everybody_nobody_is_left_out_or_its_own_example():
    # two of four pool; each of the others meets them in two of three months, and follows in one of two
    values = {"population.number": 4, "population.rule": "imitate", "society.beta_imitate": 0}
    for pooled in ((2, 3), (0, 1), (0, 3)):
        state = start(plain(IMITATE | values))
        state.desk["member"][:2] = pooled
        found(state, pooled[0], 0, 2, 0)
        for i in set(range(4)) - set(pooled):
            share = np.mean([choose(state, i, 0, month)[0] == Choice.JOIN for month in range(1, 2001)])
            assert within(share, 1 / 3, 2000), (pooled, i, share)
        for i in pooled:
            share = np.mean([choose(state, i, 0, month)[0] == Choice.LEAVE for month in range(1, 2001)])
            assert within(share, 1 / 3, 2000), (pooled, i, share)


def certain(folder, values, cash=99):
    """Return the choice of an imitator that would follow organization 0 for sure: it has saved, for three months."""
    people = {"rule": ["prescribed"] * 3 + ["imitate"], "cash": [99] * 3 + [cash], "size": [10, 10, 10, 100]}
    base = {"society.beta_imitate": 1e6, "shared.sharing": "by_need", "shared.fixed_cost": 900}
    network = edges(folder, [(0, 3)])
    choices = [(1, i, "pool") for i in range(3)]
    scenario = told(folder, choices, IMITATE | base | network | values, people)
    state = reached(scenario, 3)
    return choose(state, 3, 0, 3), int(state.place["pool"][0, 0])


# three pay 3,000 + 100 + 1,200 each instead of 9,100; a fourth, who needs more, would make it 4,375
EQUALLY = {"shared.sharing": "equal", "shared.fixed_cost": 9000, "shared.pair_cost": 1200}


def test_it_joins_only_where_it_is_let_in_and_can_pay(tmp_path):
    for values in ({}, EQUALLY):
        (choice, target), slot = certain(tmp_path, values)
        assert (choice, target) == (Choice.JOIN, slot)
    for values, cash in (
        ({"shared.max_members": 3}, 99),
        (EQUALLY | {"shared.admission": "no_harm"}, 99),
        ({"shared.joining_cost": 5000}, 2),  # alone it pays 1,900 a month
    ):
        (choice, target), _ = certain(tmp_path, values, cash)
        assert (choice, target) == (Choice.STAY, NOBODY), values
    (choice, target), slot = certain(tmp_path, {"shared.joining_cost": 5000}, 3)
    assert (choice, target) == (Choice.JOIN, slot)


def test_it_does_not_follow_who_fares_worse(tmp_path):
    (choice, _), _ = certain(tmp_path, {"shared.hub_cost": 9000})
    assert choice == Choice.STAY


def test_exploring_is_deciding_as_the_rational_do(tmp_path):
    # founding has cost 0 more than it has saved so far: who imitates stays alone, who thinks joins
    values = {"shared.fixed_cost": 900, "shared.unit_cost": 10, "shared.founding_cost": 40_000, "months": 6}
    for explore in (0.0, 0.3, 1.0):
        scenario = crowd(tmp_path, values | {"society.explore": explore, "society.beta_imitate": 1e6})
        state = reached(scenario, 3)
        share = share_that(state, 3, Choice.JOIN)
        assert within(share, explore), (share, explore)


def test_imitators_who_explore_always_are_rational():
    both = [rich({"population.rule": rule, "society.explore": 1, "months": 18}) for rule in ("imitate", "rational")]
    for (_, one), (_, other) in zip(*map(played, both), strict=True):
        np.testing.assert_array_equal(one.place["pool"], other.place["pool"])
        np.testing.assert_array_equal(one.organization["gain"], other.organization["gain"])


def test_who_knows_nobody_or_somebody_that_needs_nothing_imitates_nobody(tmp_path):
    people = {"rule": ["prescribed"] * 2 + ["imitate"] * 2, "need_shared": [10, 10, 10, 0]}
    network = edges(tmp_path, [(2, 3)])
    scenario = told(tmp_path, [(1, 0, "pool"), (1, 1, "pool")], IMITATE | network, people)
    state = reached(scenario, 2)
    assert [choose(state, 2, 0, month)[0] for month in range(2, 40)] == [Choice.STAY] * 38
    join(state, 2, 0, int(state.place["pool"][0, 0]), 2)
    assert [choose(state, 2, 0, month)[0] for month in range(2, 40)] == [Choice.STAY] * 38


def test_an_organization_that_has_closed_is_no_example(tmp_path):
    values = {"society.beta_imitate": 0, "shared.fixed_cost": 900}
    state = reached(crowd(tmp_path, values), 3)
    rows = range(2, 202)
    slot = int(state.place["pool"][1, 0])
    for i in rows:
        join(state, i, 0, slot, 3)
    state.place["pool"][0, 0] = NOBODY
    assert within(share_that(state, 3, Choice.LEAVE, rows), 0.5, 200)
    state.organization["closed"][0] = 3
    assert share_that(state, 3, Choice.STAY, rows) == 1


def test_leaving_is_imitated_at_its_price(tmp_path):
    # a contact that is alone is followed out of the pool, and that costs what leaving costs
    people = {"rule": ["prescribed"] * 3 + ["imitate"]}
    network = edges(tmp_path, [(0, 3)])
    values = {"society.beta_imitate": 0, "society.explore": 0, "shared.leaving_cost": 70, "shared.commitment": 0}
    choices = [*((1, i, "pool") for i in range(3)), (20, 0, "alone")]
    kept = books(told(tmp_path, choices, values | {"months": 40} | network, people))
    assert kept["exit_payment"].sum(1).tolist() == [70, 0, 0, 70]
    assert kept["members"][0][[18, -1]].tolist() == [4, 2]
