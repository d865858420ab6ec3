"""Learning: who has provided much provides more cheaply, alone, together, and after they part."""

from statistics import NormalDist

import numpy as np
import pytest

from sim.kernel.joining import staying_value
from sim.kernel.learning import update_all_stand_alone
from sim.kernel.membership import found, join, leave
from tests.kernel.equations import stand_alone, unit_cost, way
from tests.kernel.worlds import full, members_of, plain, played, start

NEEDS = (5.0, 10.0, 20.0, 10.0)
STORY = {  # who pools in which months, from 0: the pool of 0 and 1, which 2 joins and 1, then 0 leave
    0: range(2, 11),
    1: range(2, 7),
    2: range(4, 11),
    3: range(0),
}
LEARNING = {
    "seed": 3,
    "months": 16,
    "population.file": "people.csv",
    "population.number": 4,
    "population.rule": "prescribed",
    "decisions": "decisions.csv",
    "shared.fixed_cost": 300,
    "shared.unit_cost": 200,
    "shared.variation": 0.4,
    "shared.correlation": 0.3,
    "shared.use_cost": 5,
    "shared.sharing": "by_need",
    "shared.progress_ratio": 0.7,
    "shared.reference_volume": 40,
    "shared.initial_experience": 3,
    "shared.portability": 0.9,
}


def story(folder, values=None):
    """Return a world that plays the story."""
    (folder / "people.csv").write_text("need_shared\n" + "".join(f"{q}\n" for q in NEEDS), encoding="utf-8")
    rows = ["month,organization,resource,choice"]
    for i, months in STORY.items():
        if months:
            rows.append(f"{months[0] + 1},{i},shared,pool")
        if i < 2:
            rows.append(f"{months[-1] + 2},{i},shared,alone")
    (folder / "decisions.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    return plain(LEARNING | (values or {}), folder)


@pytest.mark.parametrize("values", [{}, {"shared.lot": 3}, {"shared.scale_exponent": 0.7, "shared.unit_cost": 400}])
def test_everybody_learns_by_what_it_serves(values, tmp_path):
    scenario = story(tmp_path, values)
    terms = scenario.resources["shared"]
    price = 1000.0
    own = [3 * q for q in NEEDS]
    aside = list(own)  # of the counterfactual, which never pools
    together = 0.0
    parted = 0
    for month, state in played(scenario):
        place, books = state.place[:, 0], state.organization
        uses = place["use"].tolist()
        pooled = [i for i, months in STORY.items() if month in months]
        for i, months in STORY.items():
            if months and i < 2 and month == months[-1] + 1:  # it leaves, and takes most of it along
                assert 0.9 * together > own[i]
                own[i] = 0.9 * together
                parted += 1
        assert (place["pool"] >= 0).nonzero()[0].tolist() == ([2] if month == 11 else pooled)
        if month == 11:  # one is left in a pool that ends with the month
            pooled = [2]
        if month == 2:
            together = max(own[0], own[1])  # a pool knows what the best of its founders does
        for i, q in enumerate(NEEDS):
            capacity, fixed, held, _ = way(terms, [q], unit_cost(terms, aside[i]))
            alone = fixed + held + 5 * uses[i] + price * max(0.0, uses[i] - capacity)
            assert capacity > 0
            assert books["counterfactual_cost"][i] == pytest.approx(alone, rel=1e-12)
            aside[i] += min(uses[i], capacity)
            if i not in pooled:
                capacity, fixed, held, _ = way(terms, [q], unit_cost(terms, own[i]))
                cost = fixed + held + 5 * uses[i] + price * max(0.0, uses[i] - capacity)
                assert books["actual_cost"][i] == pytest.approx(cost, rel=1e-12)
                own[i] += min(uses[i], capacity)
        if pooled:
            needs, load = [NEEDS[i] for i in pooled], sum(uses[i] for i in pooled)
            capacity, fixed, held, _ = way(terms, needs, unit_cost(terms, together))
            cost = fixed + held + 5 * load + price * max(0.0, load - capacity)
            for i in pooled:
                assert books["actual_cost"][i] == pytest.approx(cost * NEEDS[i] / sum(needs), rel=1e-12)
            together += min(load, capacity)
        if month == 11:  # the pool dissolves: 2 takes as much of it along
            own[2] = max(own[2], 0.9 * together)
            parted += 1
    assert parted == 3
    np.testing.assert_allclose(state.book["experience"][:, 0], own, rtol=1e-12)
    np.testing.assert_allclose(state.book["experience_alone"][:, 0], aside, rtol=1e-12)
    assert own[2] > aside[2]  # it has learned together what it would not have alone
    assert own[3] == aside[3]
    assert books["gain"][3] == 0.0
    assert books["gain"][2] > 0.0  # and that outlasts the pool


@pytest.mark.parametrize(("portability", "keeps"), [(0.5, 150.0), (0.05, 30.0)])
def test_who_may_leave_reckons_with_what_it_would_take_along(portability, keeps, tmp_path):
    # needs of 10 and 100, three months of each known: the pool knows 300 from its first day on
    (tmp_path / "people.csv").write_text("need_shared\n10\n100\n", encoding="utf-8")
    values = {"population.file": "people.csv", "population.number": 2, "shared.progress_ratio": 0.8}
    values |= {"shared.initial_experience": 3, "shared.portability": portability, "shared.reference_volume": 20}
    scenario = plain(values, tmp_path)
    terms = scenario.resources["shared"]
    state = start(scenario)
    state.desk["member"][:2] = [0, 1]
    slot = found(state, 0, 0, 2, 0)
    assert state.pool["experience"][0, slot] == 300.0
    a, service = stand_alone(terms, 10.0, unit_cost(terms, keeps))
    bill = (900 + 110 * unit_cost(terms, 300.0)) / 2
    assert staying_value(state, 0, 0) == pytest.approx(36 * (a - bill), rel=1e-12)
    # who asked has it written down
    assert state.place["stand_alone"][0, 0] == pytest.approx(a, rel=1e-12)
    assert state.place["service"][0, 0] == pytest.approx(service, rel=1e-12)
    # and it does take it along, from the same month on
    leave(state, 0, 0, 0)
    assert state.book["experience"][0, 0] == pytest.approx(keeps)
    assert state.book["own_standing"][0, 0] == pytest.approx(a, rel=1e-12)
    # what it would have cost it never to pool is as it was
    assert state.place["standing"][0, 0] == pytest.approx(stand_alone(terms, 10.0, unit_cost(terms, 30.0))[0])


def test_who_comes_later_learns_from_the_pool_too(tmp_path):
    # it reckons at once with the half of 300 that it would take along; the pool learns nothing from it, who knows more
    (tmp_path / "people.csv").write_text("need_shared\n10\n100\n20\n120\n", encoding="utf-8")
    values = {"population.file": "people.csv", "population.number": 4, "shared.progress_ratio": 0.8}
    scenario = plain(values | {"shared.initial_experience": 3, "shared.portability": 0.5}, tmp_path)
    terms = scenario.resources["shared"]
    state = start(scenario)
    state.desk["member"][:2] = [0, 1]
    slot = found(state, 0, 0, 2, 0)
    for i, knows in ((2, 150.0), (3, 360.0)):
        join(state, i, 0, slot, 1)
        update_all_stand_alone(state)
        a, _ = stand_alone(terms, float(state.place["need"][i, 0]), unit_cost(terms, knows))
        assert state.place["stand_alone"][i, 0] == pytest.approx(a, rel=1e-12)
        assert state.pool["experience"][0, slot] == 300.0


def test_a_taste_is_for_what_being_alone_costs_now():
    # eps a' logit(U): whoever has become better alone has less at stake
    scenario = full({"months": 24})
    state = start(scenario)
    before = state.place[["service", "liking", "taste"]].copy()
    for _ in played(scenario, state):
        pass
    cheaper = state.place["service"] / np.where(before["service"] > 0.0, before["service"], 1.0)
    for name in ("liking", "taste"):
        np.testing.assert_allclose(state.place[name], before[name] * cheaper, rtol=1e-9)
    assert ((cheaper > 0.0) & (cheaper < 0.95)).sum() > 50


def test_founders_reckon_with_the_best_experience_among_them():
    # Grow and Prune: whom one founds with depends on who knows most; by hand for a pair
    scenario = plain(
        {
            "population.number": 2,
            "population.size": 10,
            "shared.progress_ratio": 0.5,
            "shared.reference_volume": 10,
            "shared.initial_experience": 0,
            "shared.portability": 0,
            "shared.fixed_cost": 0,
            "shared.hub_cost": 30,
        }
    )
    # alike and ignorant each pays 100 alone, in a pair 100 + 15: nobody founds
    assert next(len(members_of(state)) for _, state in played(scenario)) == 0
    # one of them knows 30: a unit costs it 10 / (1 + 3) = 2.5. Together 20 * 2.5 + 30 = 80, 40 each: the other gains
    # 60, but it pays 25 alone, and refuses
    for solidarity, pools in ((0.0, 0), (1.0, 1)):
        state = start(scenario)
        state.organization["solidarity"][:] = solidarity
        teach(state, scenario, 0, 30.0)
        assert state.place["stand_alone"][:, 0] == pytest.approx([25.0, 100.0])
        _, now = next(played(scenario, state))
        assert len(members_of(now)) == pools
    # the pair's steady cost is 80 in the eyes of both, whoever proposes
    ((slot, rows),) = members_of(now).items()
    assert float(now.pool["unit_cost"][0, slot]) == pytest.approx(2.5)
    assert now.place["billed"][rows, 0] == pytest.approx(40.0)


def teach(state, scenario, i, experience):
    """Let an organization have this experience, in both worlds."""
    terms, q = scenario.resources["shared"], float(state.place["need"][i, 0])
    cost = unit_cost(terms, experience)
    capacity, fixed, held, short = way(terms, [q], cost)
    state.book["unit_cost"][i, 0] = cost
    state.book["linear_fractile"][i, 0] = NormalDist().inv_cdf(1.0 - cost / float(state.resource["shortage_price"][0]))
    state.book["experience"][i, 0] = state.book["experience_alone"][i, 0] = experience
    state.book["own_capacity"][i, 0] = state.place["capacity"][i, 0] = capacity
    state.book["own_standing"][i, 0] = state.place["standing"][i, 0] = fixed + held
    state.place["service"][i, 0] = state.place["stand_alone"][i, 0] = fixed + held + short


def test_wright_halves_what_a_unit_costs():
    # progress ratio 0.5, E0 = 100: the first 100 units served halve it, the next 200 halve it again
    terms = plain({"shared.progress_ratio": 0.5, "shared.reference_volume": 100}).resources["shared"]
    assert [unit_cost(terms, each) for each in (0.0, 100.0, 300.0)] == pytest.approx([10.0, 5.0, 2.5])
