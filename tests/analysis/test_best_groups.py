"""The best groups: equal to brute force, near the bound, as published, and respectful of the agreement."""

import itertools
import time

import numpy as np
import pytest

from sim import best_groups, load_scenario, simulate
from sim.analysis import efficiency, group
from sim.analysis.best_groups import _candidates, _search
from sim.errors import GameError
from sim.kernel.partition import partition
from sim.kernel.setup import new_state, prepare
from sim.kernel.subsets import MOST, exact_partition
from sim.scenario import parse_scenario, with_values
from tests.kernel.worlds import FULL, PLAIN

HARMONIC = {4: 2.0833333333, 12: 3.1032106782}
EPSILON = 0.01


@pytest.fixture
def by_number(monkeypatch):
    """Return a function that names draws by a resource's number, as when the published trial was made."""
    return lambda scenario: monkeypatch.setattr("sim.laws.random.stream_of", list(scenario.resources).index)


def partitions(items):
    """Yield all partitions of a list."""
    if not items:
        yield []
        return
    first, *rest = items
    for smaller in partitions(rest):
        yield [[first], *smaller]
        for k in range(len(smaller)):
            yield [*smaller[:k], [first, *smaller[k]], *smaller[k + 1 :]]


def brute_force(scenario, key, overrun):
    """Return the least cost of all partitions, and the least of those that leave nobody above its cost alone."""
    resource = scenario.resources[key]
    whole = group(scenario, key)
    alone = dict(zip(whole.members, whole.stand_alone, strict=True))
    least = max(2, resource.min_members)
    most = resource.max_members or len(alone)
    blocks = {}
    for size in range(least, min(most, len(alone)) + 1):
        for members in itertools.combinations(alone, size):
            here = group(scenario, key, members, overrun=overrun)
            bills = here.bills(resource.sharing)
            blocks[frozenset(members)] = here.game.total, (bills <= here.stand_alone * (1 + 1e-9)).all()
    best = rational = np.inf
    for each in partitions(list(alone)):
        if all(len(block) == 1 or frozenset(block) in blocks for block in each):
            pools = [blocks[frozenset(block)] for block in each if len(block) > 1]
            cost = sum(cost for cost, _ in pools) + sum(alone[block[0]] for block in each if len(block) == 1)
            best = min(best, cost)
            if all(fair for _, fair in pools):
                rational = min(rational, cost)
    return best, rational


def small(**values):
    """Return a small world of six different organizations."""
    population = FULL["population"] | {"number": 6}
    return with_values(parse_scenario(FULL | {"population": population, "network": {"kind": "complete"}}), values)


@pytest.mark.parametrize("seed", [1, 2])
@pytest.mark.parametrize("key", list(FULL["resources"]))
def test_the_exact_search_is_brute_force(key, seed):
    # one resource for each sharing rule, with overuse, a tax, learning and, of some, lots and scale
    scenario = small(seed=seed, **{f"resources.{key}.max_members": 4})
    found = best_groups(scenario, key, overrun=1.2)
    best, rational = brute_force(scenario, key, 1.2)
    assert found.exact
    assert found.best.cost == pytest.approx(best, rel=1e-12)
    assert found.rational.cost == pytest.approx(rational, rel=1e-12)
    assert max(len(group) for group in found.best.groups) <= 4


def test_both_conditions_bind_somewhere():
    gaps = [
        found.rational.cost - found.best.cost
        for seed in (1, 2)
        for key in FULL["resources"]
        for found in [best_groups(small(seed=seed), key)]
    ]
    assert max(gaps) > 1.0
    assert min(gaps) >= 0.0


@pytest.mark.parametrize("rational", [False, True])
def test_contiguous_blocks_and_moves_are_exact_on_small_cases(repository, rational):
    scenario = load_scenario(repository / "scenarios" / "quebec.toml", set=["population.number=11"])
    setup = prepare(scenario)
    for replication in range(12):
        state = new_state(setup, 1, replication)
        for r in range(len(scenario.resources)):
            work = _candidates(state, r, np.flatnonzero(state.place["need"][:, r] > 0.0).tolist())
            search = _search(state, r, work, 1.0, rational)
            exact_partition(state.resource[r], search)
            exact = work["cost"].sum()
            partition(state.resource[r], search)
            assert work["cost"].sum() == pytest.approx(exact, rel=1e-12)


def test_moves_mend_what_contiguous_blocks_miss():
    # lots of 10 at 1 a unit, twice that on the market: needs of 6 and 4, and of 8 and 2, fill a lot together
    terms = PLAIN["resources"]["shared"] | {
        "fixed_cost": 0, "unit_cost": 1, "lot": 10, "market_price": 5, "unmet_value": 5, "need_per_fte": 1,
        "hub_cost": 0.5, "max_members": 2,
    }  # fmt: skip
    scenario = parse_scenario(PLAIN | {"resources": {"shared": terms}})
    state = new_state(prepare(scenario), 1, 0)
    state.place["need"][:4, 0] = [2.0, 4.0, 6.0, 8.0]
    state.place["stand_alone"][:4, 0] = 10.0
    work = _candidates(state, 0, [0, 1, 2, 3])
    partition(state.resource[0], _search(state, 0, work, 1.0, False))
    assert sorted(work["cost"][:, 0].tolist()) == [0.0, 0.0, 10.5, 10.5]
    assert work["block"][0, 0] == work["block"][3, 0] != work["block"][1, 0]


@pytest.mark.parametrize(
    ("name", "key", "share"), [("atelier-rh", "hr", 0.286), ("atelier-locaux", "premises", 0.142),
                               ("atelier-informatique", "it", 0.382)]
)  # fmt: skip
def test_the_whole_is_best_in_the_workshop(repository, by_number, name, key, share):
    scenario = load_scenario(repository / "scenarios" / f"{name}.toml")
    today = best_groups(scenario, key)
    assert [len(group) for group in today.best.groups] == [12]
    by_number(scenario)
    found = best_groups(scenario, key)
    assert round(found.best.saving_share, 3) == share
    assert [len(group) for group in found.best.groups] == [12]
    assert found.rational == found.best
    assert found.bound <= found.best.cost


TRIAL = {
    "hr": (0.2537, 0.2549),
    "accounting": (0.1969, 0.1973),
    "premises": (0.1132, 0.1136),
    "it": (0.2720, 0.2723),
    "training": (0.2465, 0.2484),
    "reserve": (0.0063, 0.0063),
}


def test_three_hundred_organizations(repository, by_number):
    price_of_the_trial = ["resources.accounting.unit_cost=290"]
    scenario = load_scenario(repository / "scenarios" / "quebec.toml", set=price_of_the_trial)
    by_number(scenario)
    best_groups(scenario, "hr", ["org_1", "org_2"])
    begin = time.perf_counter()
    for key, (share, bound) in TRIAL.items():
        found = best_groups(scenario, key)
        assert not found.exact
        assert found.best.saving_share > share - 5e-5
        assert 1.0 - found.bound / found.stand_alone_cost == pytest.approx(bound, abs=6e-5)
        assert found.bound <= found.best.cost <= found.rational.cost
        assert sorted(name for each in found.rational.groups for name in each) == sorted(scenario.organization_names())
    assert time.perf_counter() - begin < 30.0  # 2.5 s by itself; tests share their processors


@pytest.mark.parametrize("seed", range(4))
def test_the_bound_holds_where_there_is_one(seed):
    for key in FULL["resources"]:
        for on in ({}, {"progress_ratio": 1.0}, {"progress_ratio": 1.0, "scale_exponent": 1.2}):
            values = {f"resources.{key}.{name}": value for name, value in on.items()}
            found = best_groups(small(seed=seed, **values), key)
            one_cost = "progress_ratio" in on and "scale_exponent" not in on
            assert np.isnan(found.bound) != one_cost
            assert not found.bound > found.best.cost


def anshelevich(tmp_path, n):
    """Return the closed case: needs of 1, 1/2, ..., 1/n; a fixed cost of 1 + epsilon, or a market price of 1."""
    rows = "".join(f"o{i},1,{1 / i!r}\n" for i in range(1, n + 1))
    (tmp_path / "needs.csv").write_text(f"name,size,need_shared\n{rows}", encoding="utf-8")
    terms = PLAIN["resources"]["shared"] | {
        "fixed_cost": 1 + EPSILON, "unit_cost": 1e-12, "market_price": 1, "unmet_value": 2, "sharing": "equal",
        "hub_cost": 0, "member_cost": 0, "pair_cost": 0, "founding_cost": 0, "joining_cost": 0, "leaving_cost": 0,
    }  # fmt: skip
    population = PLAIN["population"] | {"number": n, "file": "needs.csv"}
    return parse_scenario(PLAIN | {"population": population, "resources": {"shared": terms}}, tmp_path)


@pytest.mark.parametrize("n", [4, 12])
def test_the_price_of_deciding_alone_is_the_harmonic_number(tmp_path, n):
    # Anshelevich et al. (2008): together all pay 1 + epsilon; nobody's equal share is below what it pays alone
    scenario = anshelevich(tmp_path, n)
    found = best_groups(scenario, "shared")
    assert found.stand_alone_cost == pytest.approx(HARMONIC[n])
    assert found.best.cost == pytest.approx(1 + EPSILON)
    assert [len(group) for group in found.best.groups] == [n]
    assert found.rational.alone == tuple(f"o{i}" for i in range(1, n + 1))
    clause = best_groups(with_values(scenario, {"resources.shared.no_loser_clause": True}), "shared")
    assert clause.rational == clause.best == found.best
    reached = efficiency(scenario, simulate(scenario, replications=1))
    assert float(reached["cost_ratio"].squeeze()) == pytest.approx(HARMONIC[n] / (1 + EPSILON))
    assert float(reached["efficiency"].squeeze()) == pytest.approx(0.0, abs=1e-12)
    assert float(reached["left_on_the_table"].squeeze()) == pytest.approx(HARMONIC[n] - 1 - EPSILON)


def test_all_together_are_efficient_and_no_gain_has_no_efficiency(tmp_path):
    scenario = anshelevich(tmp_path, 4)
    together = with_values(scenario, {"population.rule": "together", "resources.shared.sharing": "by_need"})
    reached = efficiency(together, simulate(together, replications=1), month=1)
    assert float(reached["efficiency"].squeeze()) == pytest.approx(1.0)
    assert float(reached["cost_ratio"].squeeze()) == pytest.approx(1.0)
    dear = with_values(scenario, {"resources.shared.fixed_cost": 100.0})
    reached = efficiency(dear, simulate(dear, replications=1))
    assert np.isnan(float(reached["efficiency"].squeeze()))
    assert float(reached["left_on_the_table"].squeeze()) == 0.0
    assert best_groups(dear, "shared").best.alone == ("o1", "o2", "o3", "o4")  # not together for nothing
    for month in (0, 13):
        with pytest.raises(ValueError, match="of 1 to 12"):
            efficiency(dear, simulate(dear, replications=1), month)


def test_the_agreement_is_respected(tmp_path):
    scenario = anshelevich(tmp_path, 12)
    few = best_groups(with_values(scenario, {"resources.shared.max_members": 3}), "shared")
    assert {len(group) for group in few.best.groups} <= {1, 2, 3}
    many = best_groups(with_values(scenario, {"resources.shared.min_members": 5}), "shared", ["o1", "o2", "o3", "o4"])
    assert many.best.alone == ("o1", "o2", "o3", "o4")
    assert many.best.saving == 0.0


def test_wrong_names_are_named(tmp_path):
    scenario = anshelevich(tmp_path, 4)
    with pytest.raises(GameError, match="shared"):
        best_groups(scenario, "sharde")
    with pytest.raises(GameError, match="o4"):
        best_groups(scenario, "shared", ["o1", "o44"])


def test_nobody_needs_it(tmp_path):
    scenario = parse_scenario(
        PLAIN | {"resources": {"shared": PLAIN["resources"]["shared"] | {"concerned": 0.0}}}, tmp_path
    )
    found = best_groups(scenario, "shared")
    assert found.best.groups == ()
    assert found.best.cost == found.bound == found.stand_alone_cost == found.best.saving_share == 0.0


def test_fourteen_are_exact_in_less_than_a_second(repository):
    scenario = load_scenario(repository / "scenarios" / "quebec.toml", set=[f"population.number={MOST}"])
    best_groups(scenario, "hr", ["org_1", "org_2"])
    begin = time.perf_counter()
    assert best_groups(scenario, "hr").exact
    assert time.perf_counter() - begin < 1.0
