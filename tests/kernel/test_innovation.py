"""Innovation: pools of the unlike find cheaper ways, as often as their number and diversity let them."""

import math

import pytest

from sim.laws.random import Purpose, run_key, stream_of, uniforms
from tests.kernel.equations import unit_cost
from tests.kernel.worlds import end, full, members_of, plain, played, start

DIVERSE = {
    "seed": 2,
    "months": 60,
    "population.number": 4,
    "population.file": "people.csv",
    "population.rule": "together",
    "shared.innovation_rate": 0.05,
    "shared.innovation_step": 0.1,
    "shared.innovation_floor": 0.5,
}
PEOPLE = {
    "all alike": (["mutual,3"] * 4, 0.0),
    "two kinds": (["mutual,3", "cooperative,3", "mutual,3", "cooperative,3"], 0.5),
    "two sectors": (["mutual,3", "mutual,1", "mutual,1", "mutual,1"], 0.375),
    "a kind in a sector is a class": (["mutual,3", "mutual,1", "nonprofit,3", "nonprofit,1"], 0.75),
}


@pytest.mark.parametrize("people", PEOPLE)
def test_a_pool_innovates_as_often_as_its_diversity_lets_it(people, tmp_path):
    rows, diversity = PEOPLE[people]
    (tmp_path / "people.csv").write_text("\n".join(["kind,sector", *rows]) + "\n", encoding="utf-8")
    scenario = plain(DIVERSE, tmp_path)
    terms = scenario.resources["shared"]
    chance = 1 - math.exp(-0.05 * 3 * diversity)
    floored = False
    for replication in range(3):
        state = start(scenario, replication)
        factor = 1.0
        happened = 0
        key = run_key(scenario.seed, replication)
        for month, now in played(scenario, state):
            ((slot, members),) = members_of(now).items()
            pool = now.pool[0, slot]
            # each bill is a quarter of 900 and of 40 units at 10, cut by what has been found so far
            assert now.place["billed"][members, 0] == pytest.approx((900 + 40 * 10 * factor) / 4)
            assert float(pool["unit_cost"]) == pytest.approx(unit_cost(terms, 0.0, factor))
            if uniforms(key, pool["founder"].reshape(1), stream_of("shared"), month, Purpose.INNOVATION)[0] < chance:
                factor = max(0.5, factor * 0.9)
                happened += 1
        assert float(state.pool["innovation"][0, slot]) == pytest.approx(factor)
        assert state.resource["innovations"][0] == happened
        assert diversity > 0.0 or happened == 0
        floored = floored or factor == 0.5  # seven steps of a tenth
        # whoever is alone finds nothing
        assert state.place["alone_full"][:, 0] == pytest.approx(900 + 100)
    assert floored == (diversity == 0.75)


def test_innovations_come_as_often_as_expected(tmp_path):
    (tmp_path / "people.csv").write_text("\n".join(["kind,sector", *PEOPLE["two kinds"][0]]) + "\n", encoding="utf-8")
    months = 600
    scenario = plain(DIVERSE | {"months": months}, tmp_path)
    counts = []
    for replication in range(4):
        *_, (_, state) = played(scenario, replication=replication)
        counts.append(int(state.resource["innovations"][0]))
    chance = 1 - math.exp(-0.05 * 3 * 0.5)
    spread = math.sqrt(4 * months * chance * (1 - chance))
    assert abs(sum(counts) - 4 * months * chance) < 4 * spread
    assert len(set(counts)) > 1


def test_the_diversity_of_a_pool_is_that_of_its_members_of_the_month():
    scenario = full()
    seen = set()
    for month, state in played(scenario):
        rows_of = {(r, slot): rows for r in range(6) for slot, rows in members_of(state, r).items()}
        end(state, month)
        for (r, slot), rows in rows_of.items():
            if len(rows) < state.resource["min_members"][r]:
                continue
            classes = list(zip(state.organization["kind"][rows], state.organization["sector"][rows], strict=True))
            blau = 1 - sum((classes.count(each) / len(classes)) ** 2 for each in set(classes))
            assert float(state.pool["diversity"][r, slot]) == pytest.approx(blau)
            seen.add((r, slot, round(blau, 6)))
        if month == 11:
            break
    assert len(seen) > 20
