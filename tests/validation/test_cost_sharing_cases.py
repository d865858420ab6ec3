"""What published allocations of joint costs are like: two towns, the Tennessee Valley, six Swedish towns, a runway.

Their numbers are compared in test_published.py.
"""

import numpy as np
import pytest
from scipy.optimize import linprog

from docs.site.published import CASES, SOLUTIONS, game_of
from sim.games import (
    audit,
    equal,
    is_in_core,
    nucleolus,
    properties,
    proportional,
    separable_costs,
    serial_shares,
    shapley_value,
)
from sim.games.coalition import indicators

RULES = {rule: solve for rule, (_, solve) in SOLUTIONS.items()}


def test_every_published_allocation_is_compared():
    names = ("two_towns_young", "tva", "sweden_water_skane")
    assert [sum(rule in RULES for rule in CASES[name]["expected"]) for name in names] == [5, 5, 4]


def test_two_towns():
    case, game = CASES["two_towns_young"], game_of("two_towns_young")
    by_head = proportional(game, [36_000, 12_000])
    assert game.named(by_head) == pytest.approx(case["expected"]["per_capita_pop_36000_12000"], abs=case["tolerance"])
    found = {"equal": equal(game), "per_capita": by_head, "shapley": shapley_value(game)}
    found["proportional_standalone"] = proportional(game)
    assert {name: is_in_core(game, x) for name, x in found.items()} == case["expected"]["in_core"]


def test_all_rules_are_stable_in_the_tennessee_valley():
    game = game_of("tva")
    rules = [rule for rule in CASES["tva"]["expected"] if rule in RULES]
    assert {rule: is_in_core(game, RULES[rule](game)) for rule in rules} == dict.fromkeys(rules, True)


def test_sweden_to_the_last_digit():
    # the paper gives two decimals; these come from exact fractions of the same table
    case, game = CASES["sweden_water_skane"], game_of("sweden_water_skane")
    for rule, exact in case["expected"]["exact"].items():
        assert game.named(RULES[rule](game)) == pytest.approx(exact, abs=1e-6)


def test_sweden_levels_of_the_nucleolus():
    # a method that settles whatever is tight in one solution stops after the first level
    case, game = CASES["sweden_water_skane"], game_of("sweden_water_skane")
    excess = np.sort(np.unique((-game.excess(nucleolus(game))[1:-1]).round(6)))
    assert excess[0] == pytest.approx(case["expected"]["nucleolus_excess_levels"][0], abs=1e-6)
    for level in case["expected"]["nucleolus_excess_levels"]:
        assert np.abs(excess - level).min() < 1e-6


def test_sweden_objections():
    case, game = CASES["sweden_water_skane"], game_of("sweden_water_skane")
    shapley = audit(game, shapley_value(game))
    assert [("".join(each.members), round(each.excess, 4)) for each in shapley.objections] == [("HKL", 0.4275)]
    scrb = audit(game, separable_costs(game))
    assert {"".join(each.members) for each in scrb.objections} == {"HKL", "AHL", "AHKL"}
    demand = case["expected"]["demand_Mm3_yr"]
    by_demand = proportional(game, [demand[name] for name in game.members])
    expected = case["expected"]["proportional_demand"]
    assert game.named(by_demand) == pytest.approx(expected, abs=case["tolerance"])
    assert audit(game, by_demand).pay_more_than_alone == ("M",)
    assert audit(game, nucleolus(game)).in_core


def test_the_published_table_of_sweden_breaks_subadditivity_once():
    game = game_of("sweden_water_skane")
    found = properties(game).subadditive
    assert {"".join(found.first), "".join(found.second)} == {"AHL", "MT"}
    assert found.gap == pytest.approx(83.00 - 82.63)
    both = [(a, b) for a in range(1, 63) for b in range(a + 1, 63) if not a & b]
    assert sum(game.costs[a | b] > game.costs[a] + game.costs[b] + 1e-9 for a, b in both) == 1


def test_serial_shares_of_a_runway_are_shapley_values():
    case = CASES["airport_4"]
    assert case["expected"]["serial_cost_sharing_same_as_shapley"]
    shares = serial_shares(case["input"]["c"], max)
    assert shares == pytest.approx(case["expected"]["shapley"], abs=case["tolerance"])


def test_serial_shares_of_an_affine_cost():
    case = CASES["serial_cost_sharing"]
    affine = serial_shares(case["input"]["q"], lambda each: 60 + 10 * each.sum())
    assert affine == pytest.approx(case["expected"]["affine"], abs=case["tolerance"])


def test_sweden_after_the_first_level_is_not_settled():
    # stopping at the first linear program, K could be charged anything in a wide range, and the nucleolus is inside it
    game = game_of("sweden_water_skane")
    masks = np.arange(1, 63)
    rows, most = indicators(masks, 6), game.costs[masks] - 1.6
    k = np.eye(6)[game.members.index("K")]
    ends = [linprog(sign * k, rows, most, np.ones((1, 6)), [game.total], bounds=(None, None)) for sign in (1, -1)]
    low, high = ends[0].fun, -ends[1].fun
    assert (round(low, 2), round(high, 2)) == (4.39, 6.21)
    assert low + 0.5 < nucleolus(game)[game.members.index("K")] < high - 0.5
    for end in ends:  # either end has the least largest excess, and a worse second one than the nucleolus
        worst, best = (np.sort(game.excess(x)[1:-1])[::-1].round(6) for x in (end.x, nucleolus(game)))
        assert worst[0] == best[0] == -1.6
        assert worst.tolist() > best.tolist()
