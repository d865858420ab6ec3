"""Thresholds: who pools once enough of its contacts do, and is alone otherwise."""

import numpy as np
import pytest

from sim.kernel.decision import choose
from sim.kernel.state import Sight
from sim.laws.decision import Choice
from sim.vocabulary.codes import Rule
from tests.kernel.stories import books, edges, told
from tests.kernel.worlds import members_of, plain, played, sizes, start


def thresholds(folder, values, shares, rules=None):
    """Return a world in which everybody knows everybody and waits for a share of the others."""
    people = {"threshold": shares, "rule": rules or ["conditional"] * len(shares)}
    return told(folder, [], {"population.rule": "conditional", "months": 40} | values, people)


def test_dominoes(tmp_path):
    # Granovetter (1978), doi:10.1086/226707: two crowds that are almost the same. Two wait for nobody, the third for
    # two, the fourth for three, ...: all pool. If the third waits for three as well, only two do
    number = 12
    falling = [0, 0, *(k / (number - 1) for k in range(2, number))]
    *_, (_, state) = played(thresholds(tmp_path, {}, falling))
    assert sizes(state) == [12]
    falling[2] = falling[3]
    *_, (_, state) = played(thresholds(tmp_path, {}, falling))
    assert sizes(state) == [2]


def test_one_that_waits_for_nobody_finds_nobody_to_found_with(tmp_path):
    *_, (_, state) = played(thresholds(tmp_path, {}, [0, *[0.1] * 11]))
    assert sizes(state) == []
    assert state.place["sight"][0, 0] == Sight.LOOKED  # nobody to found with, no pool


def test_who_is_asked_answers_by_its_threshold(tmp_path):
    # the rational found with each other and with who waits for nobody; the others join when enough have
    shares = [0.5, 0.5, 0.5, 0.0, 0.9, 0.9, 0.9, 0.9]
    rules = ["rational"] * 3 + ["conditional"] * 5
    run = played(thresholds(tmp_path, {}, shares, rules))
    _, state = next(run)
    assert list(members_of(state).values()) == [[0, 1, 2, 3]]
    *_, (_, state) = run
    assert list(members_of(state).values()) == [[0, 1, 2, 3]]


def test_only_contacts_that_need_the_resource_count(tmp_path):
    # two of four others pool, of whom one needs nothing: two thirds
    people = {
        "rule": ["prescribed", "prescribed", "conditional", "alone", "alone"],
        "need_shared": [10, 10, 10, 10, 0],
        "threshold": [0.0, 0.0, 2 / 3, 0.0, 0.0],
    }
    choices = [(2, 0, "pool"), (2, 1, "pool"), (5, 0, "alone"), (5, 1, "alone")]
    for threshold, months in ((2 / 3, [1, 2, 3, 4]), (0.67, [])):
        people["threshold"][2] = threshold
        scenario = told(tmp_path, choices, {"months": 5, "shared.commitment": 0}, people)
        kept = books(scenario)
        assert np.flatnonzero(kept["members"][0] > 2).tolist() == [m for m in months if m < 4]


def test_an_organization_that_has_closed_is_not_waited_for(tmp_path):
    # two pool, one is alone: two thirds. Once the one alone has closed all of those that are left pool
    people = {
        "rule": ["prescribed", "prescribed", "conditional", "alone"],
        "threshold": [0, 0, 1, 0],
        "cash": [9, 9, 9, 0],
        "surplus": [0, 0, 0, -1],
    }
    values = {"months": 5, "society.closure": True, "society.grace": 2}
    for network in ({}, edges(tmp_path, [(2, 0), (2, 1), (2, 3)])):
        kept = books(told(tmp_path, [(1, 0, "pool"), (1, 1, "pool")], values | network, people))
        assert kept["members"][0].tolist() == [2, 2, 3, 3, 3]


@pytest.mark.parametrize("commitment", [0, 4])
def test_who_is_left_by_too_many_is_alone_again(tmp_path, commitment):
    # three of four others pool; when one leaves, half of them are too few for who is not bound
    people = {"rule": ["prescribed"] * 3 + ["conditional", "alone"], "threshold": [0, 0, 0, 0.75, 0]}
    choices = [(1, 0, "pool"), (1, 1, "pool"), (1, 2, "pool"), (3, 2, "alone")]
    values = {"months": 6, "shared.commitment": commitment}
    kept = books(told(tmp_path, choices, values, people))
    left = 3 if commitment == 0 else 5
    assert kept["members"][0].tolist() == [4 if m < 3 else 3 if m < left else 2 for m in range(1, 7)]


# on a complete network a few that pool start a cascade if most thresholds are low
@pytest.mark.parametrize(("kind", "highest"), [("complete", 1.0), ("small_world", 0.6)])
def test_everybody_waits_for_its_own_share(kind, highest):
    values = {
        "network.kind": kind,
        "network.contacts": 6,
        "network.rewiring": 0.4,
        "population.number": 120,
        "population.rule": {"distribution": "discrete", "values": ["conditional", "rational"], "weights": [5, 1]},
        "population.threshold": {"distribution": "uniform", "low": 0.0, "high": highest},
        "shared.concerned": 0.8,
        "shared.max_members": 30,
        "society.review_rate": 0.2,
        "months": 10,
    }
    waiting = deciding = 0
    state = start(scenario := plain(values))
    for month, now in played(scenario, state):
        if month % 3:
            continue
        everybody = np.arange(120)
        for i in np.flatnonzero((now.place["need"][:, 0] > 0) & (now.organization["rule"] == Rule.CONDITIONAL)):
            a, b = now.organization["contacts_from"][i], now.organization["contacts_to"][i]
            contacts = everybody[everybody != i] if kind == "complete" else now.contact["row"][a:b]
            needing = contacts[now.place["need"][contacts, 0] > 0]
            share = np.mean(now.place["pool"][needing, 0] >= 0) if needing.size else 0.0
            member = now.place["pool"][i, 0] >= 0
            enough = share >= now.organization["threshold"][i] - 1e-12
            choice, target = choose(now, i, 0, month)
            if enough:
                now.organization["rule"][i] = Rule.RATIONAL
                assert choose(now, i, 0, month) == (choice, target)
                now.organization["rule"][i] = Rule.CONDITIONAL
            else:
                assert choice == (Choice.LEAVE if member else Choice.STAY)
            waiting += not enough
            deciding += enough
    assert waiting > 40
    assert deciding > 40
