"""The look: whom an organization sees, for how long, and what it can found and join with them."""

import numpy as np
import pytest
from scipy import stats

from sim import PoolingModel
from sim.kernel.state import Sight
from tests.kernel.stories import edges, told
from tests.kernel.worlds import plain, played, sizes


def seen(scenario, months, rows, replication=0):
    """Return the contacts that organizations look at, in order, while nobody pools: {(row, month): [row, ...]}."""
    model = PoolingModel(scenario, replication=replication)
    found = {}
    for month in months:
        model.month = month
        for row in rows:
            pools, alone = model.organizations[row].outlook(0)
            assert not pools
            found[row, month] = [other.row for other in alone]
    return found


@pytest.mark.parametrize("kind", ["complete", "small_world"])
def test_a_look_lasts_until_it_is_renewed(kind):
    scenario = plain(
        {
            "population.number": 40,
            "network.kind": kind,
            "network.contacts": 12,
            "society.search_breadth": 5,
            "society.search_renewal": 6,
        }
    )
    looks = seen(scenario, range(18), range(40))
    for row in range(40):
        for month in range(18):
            assert looks[row, month] == looks[row, month - month % 6]
            assert len(looks[row, month]) == 5
            assert len(set(looks[row, month])) == 5
            assert row not in looks[row, month]
    renewed = [looks[row, 0] != looks[row, 6] and looks[row, 6] != looks[row, 12] for row in range(40)]
    assert np.mean(renewed) > 0.9


def test_a_look_reaches_no_further_than_the_contacts(tmp_path):
    (tmp_path / "edges.csv").write_text("a,b\n0,1\n0,2\n2,3\n", encoding="utf-8")
    values = {"population.number": 5, "network.kind": "edge_list", "network.file": "edges.csv"}
    looks = seen(plain(values, tmp_path), [0], range(5))
    assert {row: set(others) for (row, _), others in looks.items()} == {
        0: {1, 2},
        1: {0},
        2: {0, 3},
        3: {2},
        4: set(),
    }


def test_where_everybody_knows_everybody_each_is_as_likely_to_be_seen():
    number, breadth = 30, 4
    scenario = plain({"population.number": number, "society.search_breadth": breadth, "society.search_renewal": 1})
    looks = seen(scenario, range(60), range(number))
    gaps = np.zeros((breadth, number), dtype=int)
    for (row, _), others in looks.items():
        for place, other in enumerate(others):
            gaps[place, (other - row) % number] += 1
    assert not gaps[:, 0].any()  # nobody sees itself
    for place in range(breadth):  # whoever comes first, second, ...
        assert stats.chisquare(gaps[place, 1:]).pvalue > 1e-4
    people = np.zeros(number, dtype=int)
    for others in looks.values():
        people[others] += 1
    assert stats.chisquare(people).pvalue > 1e-4


def test_a_wider_search_is_the_same_search_continued():
    narrow, wide = (
        seen(plain({"population.number": 40, "society.search_breadth": breadth}), [0, 12], range(40))
        for breadth in (3, 9)
    )
    assert all(wide[where][:3] == others for where, others in narrow.items())


@pytest.mark.parametrize("kind", ["complete", "small_world"])
@pytest.mark.parametrize("reach", [1, 4, 9])
def test_a_facilitator_adds_as_many_to_every_search(kind, reach):
    values = {
        "population.number": 20,
        "network.kind": kind,
        "network.contacts": 4,
        "network.rewiring": 0.2,
        "society.search_breadth": 3,
    }
    without = seen(plain(values), [0, 12], range(20))
    looks = seen(plain(values | {"levers.facilitator_reach": reach}), [0, 5, 12], range(20))
    for row in range(20):
        for month in (0, 12):
            others = looks[row, month]
            own = without[row, month]
            assert others[: len(own)] == own
            assert len(others) == len(own) + reach
            assert len(set(others)) == len(others)
            assert row not in others
        assert looks[row, 5] == looks[row, 0]  # until the search is renewed
    assert any(looks[row, 0] != looks[row, 12] for row in range(20))


def test_a_facilitator_knows_everybody(tmp_path):
    (tmp_path / "edges.csv").write_text("a,b\n0,1\n0,2\n2,3\n", encoding="utf-8")
    values = {"population.number": 7, "network.kind": "edge_list", "network.file": "edges.csv"}
    for reach in (6, 50):
        looks = seen(plain(values | {"levers.facilitator_reach": reach}, tmp_path), [0], range(7))
        for row in range(7):
            assert sorted(looks[row, 0]) == sorted(set(range(7)) - {row})


def test_a_facilitator_introduces_each_of_the_others_as_often():
    number, contacts, reach = 24, 4, 5
    values = {"network.kind": "small_world", "network.contacts": contacts, "network.rewiring": 0}
    values |= {"population.number": number, "society.search_renewal": 1, "levers.facilitator_reach": reach}
    looks = seen(plain(values), range(60), range(number))
    gaps = np.zeros((reach, number), dtype=int)
    for (row, _), others in looks.items():
        assert {(other - row) % number for other in others[:contacts]} == {1, 2, number - 1, number - 2}
        for place, other in enumerate(others[contacts:]):
            gaps[place, (other - row) % number] += 1
    assert not gaps[:, [0, 1, 2, -1, -2]].any()
    for place in range(reach):
        assert stats.chisquare(gaps[place, 3:-2]).pvalue > 1e-4
    assert stats.chisquare(gaps[:, 3:-2].sum(0)).pvalue > 1e-4


def test_who_needs_nothing_or_follows_a_rule_is_not_asked_to_found():
    rules = {"distribution": "discrete", "values": ["rational", "alone"]}
    scenario = plain({"population.number": 40, "shared.concerned": 0.6, "population.rule": rules})
    model = PoolingModel(scenario)
    state = model.state
    free = np.flatnonzero((state.place["need"][:, 0] > 0) & (state.organization["rule"] == 0))
    _, alone = model.organizations[free[0]].outlook(0)
    assert sorted(other.row for other in alone) == sorted(set(free.tolist()) - {int(free[0])})
    assert 5 < free.size < 30


def test_those_without_contacts_stay_alone(tmp_path):
    (tmp_path / "edges.csv").write_text("a,b\n0,1\n", encoding="utf-8")
    values = {"population.number": 6, "network.kind": "edge_list", "network.file": "edges.csv"}
    *_, (_, state) = played(plain(values, tmp_path))
    assert sizes(state) == [2]
    assert (state.place["pool"][2:] == -1).all()


def sight(scenario, month=0):
    """Return what each organization has seen by the end of a month: sets of letters.

    p a pool, a a partner, t turned away, c cannot pay, l that it has looked.
    """
    for t, state in played(scenario):
        if t == month:
            return [
                "".join(letter for letter, flag in zip("patcl", Sight, strict=True) if int(place) & flag)
                for place in state.place["sight"][:, 0]
            ]
    return None


def watching(folder, people, values=None, pairs=((0, 3),)):
    """Return a world in which 0, 1 and 2 share one pool from the first month on and 3 knows who `pairs` says."""
    columns = {"rule": ["prescribed"] * 3 + ["rational"]} | people
    base = {"shared.sharing": "by_need", "months": 2}
    choices = [(1, i, "pool") for i in range(3)]
    return told(folder, choices, base | edges(folder, pairs) | (values or {}), columns)


CASH = {"cash": [600, 600, 600, 1]}


@pytest.mark.parametrize(
    ("people", "values", "pairs", "expected"),
    [
        ({}, {}, ((0, 1),), "l"),  # it knows nobody
        ({"need_shared": [10, 10, 10, 10, 0]}, {}, ((3, 4),), "l"),  # or somebody without need
        ({}, {"shared.hub_cost": 90_000}, ((0, 3),), "pl"),  # a pool that it does not want
        ({}, {"shared.max_members": 3}, ((0, 3),), "ptl"),  # or without room
        ({}, {"shared.member_cost": 2000, "shared.pair_cost": 900, "shared.admission": "no_harm"}, ((0, 3),), "ptl"),
        (CASH, {"shared.joining_cost": 1500}, ((0, 3),), "pcl"),
        (CASH, {"shared.joining_cost": 1500, "shared.max_members": 3}, ((0, 3),), "ptl"),
        ({}, {"shared.founding_cost": 99_000, "population.number": 5}, ((3, 4),), "al"),
        ({}, {"shared.max_members": 3, "shared.founding_cost": 99_000}, ((3, 4), (2, 3)), "patl"),
    ],
)
def test_what_who_is_alone_has_seen(tmp_path, people, values, pairs, expected):
    rules = ["prescribed"] * 3 + ["rational"] * 2
    people = {"rule": rules[: 5 if 4 in np.ravel(pairs) else 4]} | people
    scenario = watching(tmp_path, people, {k: v for k, v in values.items() if k != "population.number"}, pairs)
    *_, (_, state) = played(scenario)
    assert state.place["pool"][3, 0] == -1
    assert sight(scenario)[3] == expected
    assert sight(scenario, 1)[3] == expected


def test_sight_is_that_of_the_last_look(tmp_path):
    # the pool that had no room has gone, and nobody else is there
    people = {"rule": ["prescribed"] * 3 + ["rational"]}
    choices = [(1, i, "pool") for i in range(3)] + [(3, i, "alone") for i in range(3)]
    values = {"shared.max_members": 3, "months": 4} | edges(tmp_path, [(0, 3)])
    scenario = told(tmp_path, choices, values, people)
    assert [sight(scenario, month)[3] for month in range(4)] == ["ptl", "ptl", "l", "l"]


def test_a_pool_that_takes_one_in_is_not_held_against_it(tmp_path):
    # of two pools one is full; it joins the other
    people = {"rule": ["prescribed"] * 3 + ["rational"]}
    scenario = watching(tmp_path, people, {})
    *_, (_, state) = played(scenario)
    assert state.place["pool"][3, 0] >= 0
    assert sight(scenario)[3] == "pl"


def test_reviews_come_as_often_as_asked():
    # nobody pools, so that nobody is bound: everybody reviews with the same chance in every month
    scenario = plain({"population.number": 200, "society.review_rate": 0.15, "months": 60})
    model = PoolingModel(scenario)
    share = []
    for month in range(60):
        model.month = month
        share.append(sum(len(organization.draw()) for organization in model.organizations) / 200)
    assert np.mean(share) == pytest.approx(0.15, abs=4 * np.sqrt(0.15 * 0.85 / 12_000))
    assert np.std(share) == pytest.approx(np.sqrt(0.15 * 0.85 / 200), rel=0.4)
    for rate, expected in ((0.0, 0), (1.0, 1)):
        model = PoolingModel(plain({"society.review_rate": rate}))
        assert {len(organization.draw()) for organization in model.organizations} == {expected}
