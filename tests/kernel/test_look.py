"""The look: whom an organization sees, for how long, and what it can found and join with them."""

import numpy as np
import pytest
from scipy import stats

from sim import PoolingModel
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
