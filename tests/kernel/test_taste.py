"""Taste: identical organizations that differ only in it want a pool in the shares of a logit."""

import math

import numpy as np
import pytest

from sim.kernel.decision import choose
from sim.kernel.joining import joining_value
from sim.kernel.membership import found
from sim.laws.decision import Choice
from tests.kernel.worlds import plain, played, rich, start

PAIRS = 3000


def logistic(x):
    return 1 / (1 + math.exp(-x))


def within(share, expected, count):
    """Tell whether an observed share is within four standard errors of the expected one."""
    return abs(share - expected) < 4 * math.sqrt(expected * (1 - expected) / count)


def paired(folder, values):
    """Return a world of disjoint pairs, each knowing only the other."""
    (folder / "pairs.csv").write_text("a,b\n" + "".join(f"{2 * k},{2 * k + 1}\n" for k in range(PAIRS)), "utf-8")
    base = {
        "months": 1,
        "population.number": 2 * PAIRS,
        "network.kind": "edge_list",
        "network.file": "pairs.csv",
        "shared.commitment": 600,
    }
    return plain(base | values, folder)


# alone 1,000; in a pair 450 + 100: over 36 months 16,200 is saved, less half of the founding cost
@pytest.mark.parametrize("value", [-1000.0, 0.0, 500.0, 1500.0])
def test_a_pair_is_founded_with_the_square_of_the_share_that_wants_it(tmp_path, value):
    scenario = paired(tmp_path, {"population.taste": 0.8, "shared.founding_cost": 2 * (16_200 - value)})
    ((_, state),) = played(scenario)
    wanting = logistic(value / (0.8 * 1000))
    share = float(state.resource["founded"][0]) / PAIRS
    assert within(share, wanting**2, PAIRS), (share, wanting**2)


def test_without_taste_all_pairs_decide_alike(tmp_path):
    for value, share in ((1.0, 1.0), (-1.0, 0.0)):
        scenario = paired(tmp_path, {"shared.founding_cost": 2 * (16_200 - value)})
        ((_, state),) = played(scenario)
        assert state.resource["founded"][0] == share * PAIRS


@pytest.mark.parametrize("joining_cost", [14_000.0, 16_000.0, 20_000.0, 24_000.0])
def test_the_share_that_wants_a_given_pool_is_the_logistic_of_its_value(joining_cost):
    number = 6000
    state = start(plain({"population.number": number, "population.taste": 1.5, "shared.joining_cost": joining_cost}))
    state.desk["member"][:2] = (0, 1)
    slot = found(state, 0, 0, 2, 0)
    value, possible = joining_value(state, 2, 0, slot)
    assert possible
    assert value == pytest.approx(36 * (1000 - (900 / 3 + 100)) - joining_cost)
    wanting = np.mean(value + state.place["liking"][2:, 0] >= 0)
    assert within(wanting, logistic(value / (1.5 * 1000)), number - 2)


def test_those_who_want_it_join_it(tmp_path):
    # everybody knows only one of the two who share already. Without a fixed cost a member pays its own need
    # as if alone, and g1, however many there are: joining is worth the same to the first and the last
    number, joining_cost, taste = 4000, 500.0, 0.5
    (tmp_path / "star.csv").write_text("a,b\n" + "".join(f"0,{k}\n" for k in range(1, number)), "utf-8")
    (tmp_path / "people.csv").write_text(
        "rule\nprescribed\nprescribed\n" + "rational\n" * (number - 2), encoding="utf-8"
    )
    (tmp_path / "decisions.csv").write_text(
        "month,organization,resource,choice\n1,0,shared,pool\n1,1,shared,pool\n", encoding="utf-8"
    )
    scenario = plain(
        {
            "months": 1,
            "decisions": "decisions.csv",
            "population.file": "people.csv",
            "population.number": number,
            "population.taste": taste,
            "population.rule": "prescribed",
            "network.kind": "edge_list",
            "network.file": "star.csv",
            "shared.fixed_cost": 0,
            "shared.unit_cost": 100,
            "shared.member_cost": 5,
            "shared.joining_cost": joining_cost,
        },
        tmp_path,
    )
    ((_, state),) = played(scenario)
    joined = np.mean(state.place["pool"][2:, 0] >= 0)
    expected = logistic((-36 * 5 - joining_cost) / (taste * 1000))
    assert within(joined, expected, number - 2), (joined, expected)


def test_a_taste_lasts():
    state = start(plain({"population.taste": 2, "months": 24}))
    before = state.place["liking"].copy()
    for _ in played(plain({"population.taste": 2, "months": 24}), state):
        pass
    assert np.array_equal(before, state.place["liking"])
    assert np.ptp(before) > 0


REDRAWN = {"society.taste": "independent", "shared.leaving_cost": 0}


def choices(state, choice, months, rows):
    """Return who would make a choice in which month (months, rows), though nobody ever acts."""
    return np.array([[choose(state, i, 0, month)[0] == choice for i in rows] for month in months])


@pytest.mark.parametrize("joining_cost", [18_000.0, 21_600.0, 24_000.0])
def test_an_independent_taste_is_that_of_a_month(joining_cost):
    number, taste, months = 500, 2.0, range(8)
    values = {"population.number": number, "population.taste": taste, "shared.joining_cost": joining_cost}
    state = start(plain(REDRAWN | values | {"shared.max_members": 3}))
    state.desk["member"][:2] = (0, 1)
    slot = found(state, 0, 0, 2, 0)
    for i in range(2, number):  # proposals apart
        state.place["prescribed"][i, 0] = 0
    value, _ = joining_value(state, 2, 0, slot)
    assert value == pytest.approx(36 * 600 - joining_cost)
    wants = choices(state, Choice.JOIN, months, range(2, number))
    assert within(wants.mean(), logistic(value / (taste * 1000)), wants.size)
    # what one wants this month says nothing about the next
    again = (wants[1:] & wants[:-1]).mean()
    assert abs(again - wants.mean() ** 2) < 4 * 0.5 / math.sqrt(wants[1:].size)
    # and is the same whenever it is asked
    np.testing.assert_array_equal(wants, choices(state, Choice.JOIN, months, range(2, number)))


def test_a_member_leaves_with_the_taste_of_a_month():
    # it is worth 36 * (1,000 - 175) = 29,700 to stay, and costs 1,000 to leave
    number, taste = 12, 40.0
    values = {"population.number": number, "population.taste": taste, "shared.leaving_cost": 1000}
    state = start(plain(REDRAWN | values))
    state.desk["member"][:number] = range(number)
    found(state, 0, 0, number, 0)
    leaves = choices(state, Choice.LEAVE, range(1, 120), range(number))
    expected = 1 - logistic((29_700 + 1000) / (taste * 1000))
    assert within(leaves.mean(), expected, leaves.size)
    assert np.ptp(leaves.mean(1)) > 0


def test_a_pair_with_independent_tastes_tries_again_every_month(tmp_path):
    # worth 500 to each: both must want it in the same month
    months, value = 6, 500
    values = {"population.taste": 0.8, "shared.founding_cost": 2 * (16_200 - value), "months": months}
    scenario = paired(tmp_path, values | {"society.taste": "independent"})
    wanting = logistic(value / (0.8 * 1000)) ** 2
    for month, state in played(scenario):
        share = float(state.resource["founded"][0]) / PAIRS
        assert within(share, 1 - (1 - wanting) ** (month + 1), PAIRS), month


NO_TASTE = {"population.taste": 0, "society.search_renewal": 1}  # proposals are made anew every month


def test_without_taste_there_is_nothing_to_redraw():
    one, other = (
        [(now.place["pool"].copy(), now.organization["gain"].copy()) for _, now in played(rich(values))]
        for values in (NO_TASTE, NO_TASTE | {"society.taste": "independent"})
    )
    for a, b in zip(one, other, strict=True):
        np.testing.assert_array_equal(a[0], b[0])
        np.testing.assert_array_equal(a[1], b[1])
