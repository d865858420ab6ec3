"""Awareness: an organization considers pooling once it has heard of it, by itself or through contacts that pool."""

import numpy as np
import pytest

from sim import simulate
from sim.laws.awareness import awareness_probability
from tests.kernel.stories import edges, told
from tests.kernel.worlds import plain, played


def aware(values, replications=1):
    """Return the share of organizations that are aware, and the share that pool, by month."""
    run = simulate(plain(values), replications=replications, record="months")
    members = run["members"].sum("resource") / run["participation"].sizes["resource"] / values["population.number"]
    return run["aware"].values, members.values


def test_the_law():
    assert awareness_probability(0.01, 0.02, 3) == pytest.approx(1 - 0.99 * 0.98**3)
    assert awareness_probability(0.0, 0.02, 0) == 0.0
    assert awareness_probability(0.2, 1.0, 1) == 1.0


def test_off_all_are_aware_from_the_start():
    shares, _ = aware({"population.number": 12})
    assert (shares == 1.0).all()


def test_where_the_aware_pool_at_once_the_share_follows_bass():
    p, q, number = 0.02, 6e-4, 600
    values = {"population.number": number, "months": 36, "society.innovation": p, "society.imitation": q}
    shares, members = aware(values, 8)
    np.testing.assert_allclose(members, shares, atol=1.5 / number)  # a first one waits for a second
    expected, now = [], 0.0
    for _ in range(36):
        now += (1 - now) * (1 - (1 - p) * (1 - q) ** ((number - 1) * now))
        expected.append(now)
    np.testing.assert_allclose(shares.mean(0), expected, atol=0.03)


def test_where_pooling_takes_longer_awareness_does_too():
    values = {"population.number": 400, "months": 30, "society.innovation": 0.02, "society.imitation": 0.002}
    at_once, _ = aware(values)
    slowly, _ = aware(values | {"society.review_rate": 0.05})
    assert (slowly <= at_once).all()
    assert (at_once - slowly).max() > 0.1


def test_in_the_long_run_all_are_aware():
    shares, _ = aware({"population.number": 50, "months": 240, "society.innovation": 0.05, "society.imitation": 0.0})
    expected = 1 - 0.95 ** np.arange(1, 241)
    assert (np.diff(shares[0]) >= 0).all()
    assert np.abs(shares[0] - expected).max() < 4 * np.sqrt(0.25 / 50)
    assert shares[0, -1] == 1.0


def test_a_facilitator_tells_organizations_about_it():
    values = {"population.number": 3000, "months": 3, "society.imitation": 0.0, "society.innovation": 0.02}
    shares, _ = aware(values | {"levers.outreach": 0.08})
    np.testing.assert_allclose(shares[0], 1 - 0.9 ** np.arange(1, 4), atol=4 * np.sqrt(0.25 / 3000))


@pytest.mark.parametrize("rule", ["rational", "imitate", "conditional"])
def test_without_the_idea_nobody_pools(rule):
    _, members = aware(
        {"population.number": 12, "society.innovation": 0.0, "society.imitation": 1.0, "population.rule": rule}
    )
    assert not members.any()


def test_prescribed_choices_do_not_wait_for_it():
    values = {"population.number": 12, "society.innovation": 0.0, "society.imitation": 0.0}
    _, members = aware(values | {"population.rule": "together"})
    assert (members == 1.0).all()


def test_it_travels_along_contacts_one_by_one(tmp_path):
    # 0 and 1 pool as prescribed; 2 hears of it a month later, joins, and so on down the line
    values = edges(tmp_path, [(0, 1), (1, 2), (2, 3), (3, 4)])
    values |= {"society.innovation": 0.0, "society.imitation": 1.0, "shared.commitment": 60, "months": 6}
    people = {"size": [10] * 5, "rule": ["prescribed"] * 2 + ["rational"] * 3}
    world = told(tmp_path, [(1, 0, "pool"), (1, 1, "pool")], values, people)
    pooling = [(state.place["pool"][:, 0] >= 0).sum() for _, state in played(world)]
    assert pooling == [2, 3, 4, 5, 5, 5]


def test_an_unaware_contact_is_not_asked_to_found(tmp_path):
    # 0 is told by a facilitator in some month; as long as 1 is not, they do not found
    values = edges(tmp_path, [(0, 1)]) | {"society.innovation": 0.3, "society.imitation": 0.0, "months": 12}
    for seed in range(12):
        states = [
            (state.organization["aware"].sum(), (state.place["pool"] >= 0).sum())
            for _, state in played(told(tmp_path, [], values | {"seed": seed}, {"size": [10, 10]}))
        ]
        assert all(members == (2 if aware_now == 2 else 0) for aware_now, members in states)
