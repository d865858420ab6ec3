"""The scenarios that come with the package: each says what it teaches, and teaches it."""

import numpy as np
import pytest

from sim import Status, simulate
from sim.laws.random import run_key
from sim.scenario import draw_population, load_scenario, with_values
from tests.kernel.equations import way

NAMES = ("quebec-1", "atelier", "echec")


@pytest.fixture(scope="module")
def shipped(repository):
    return {name: load_scenario(repository / "scenarios" / f"{name}.toml") for name in NAMES}


def test_no_scenario_is_left_out(repository):
    assert {path.stem for path in (repository / "scenarios").glob("*.toml")} >= set(NAMES)


def test_every_scenario_begins_with_what_it_teaches(repository):
    for path in (repository / "scenarios").glob("*.toml"):
        first, _, rest = path.read_text("utf-8").partition("\n\n")
        assert all(line.startswith("#") for line in first.splitlines()), path.name
        assert "teaches" in first, path.name
        assert rest
        scenario = load_scenario(path)
        assert scenario.title.en
        assert scenario.teaches.fr


def test_invented_organizations_are_said_to_be_fictional(shipped, repository):
    for path in (repository / "scenarios").glob("*.toml"):
        scenario = load_scenario(path)
        if scenario.population.file is not None:
            assert scenario.fictional
            assert "fictional" in path.read_text("utf-8").partition("\nextends")[0]


def test_quebec_is_the_table_of_the_calibration(shipped):
    quebec = shipped["quebec-1"]
    keys = (
        *("fixed_cost", "unit_cost", "lot", "market_price", "unmet_value", "variation", "correlation"),
        *("friction", "friction_months", "member_cost", "pair_cost", "founding_cost", "joining_cost"),
        *("leaving_cost", "min_members", "need_per_fte", "need_exponent"),
    )
    table = {
        "hr": (600, 525, 4.33, 1100, 1000, 0.5, 0.1, 0.6, 10, 70, 5, 15000, 3000, 1200, 2, 0.35, 0.85),
        "accounting": (450, 380, 2.17, 620, 1500, 0.3, 0.3, 0.5, 10, 60, 4, 12000, 2200, 900, 2, 0.60, 0.80),
        "premises": (900, 37, 15, 60, 90, 0.1, 0.1, 0.22, 8, 80, 6, 18000, 3800, 3000, 2, 14, 0.92),
        "it": (900, 70, 0, 160, 260, 0.1, 0.2, 0.8, 12, 40, 3, 20000, 3500, 1500, 2, 0.95, 1),
        "training": (200, 25, 20, 55, 50, 0.5, 0.1, 0.45, 8, 20, 1.5, 3000, 450, 150, 3, 1.6, 1),
        "reserve": (15, 0.008, 0, 0.12, 0.30, 0.5, 0.2, 0.2, 4, 3, 0.15, 500, 100, 50, 3, 250, 1),
    }
    assert list(quebec.resources) == list(table)
    for name, row in table.items():
        resource = quebec.resources[name]
        assert [getattr(resource, key) for key in keys] == list(row), name
        assert resource.sharing == ("by_need" if name == "reserve" else "two_part")
        assert resource.admission == "no_harm"
        assert resource.commitment == {"premises": 24, "training": 6}.get(name, 12)
        assert (resource.hub_cost, resource.use_cost) == (0, 1 if name == "reserve" else 0)
        assert (resource.overrun_mean, resource.overrun_cv) == (1.3, 0.4)


def test_the_workshop_is_twelve_organizations_who_all_know_each_other(shipped):
    atelier = shipped["atelier"]
    assert (atelier.population.number, atelier.network.kind) == (12, "complete")
    assert list(atelier.resources) == ["hr", "premises", "it"]
    for name, value in {
        "horizon": 48,
        "foresight": 0.9,
        "trust": 0.7,
        "solidarity": 0.5,
        "autonomy": 0.03,
    }.items():
        assert getattr(atelier.population, name).support() == (value, value)
    population = draw_population(atelier, run_key(1, 0))
    assert np.bincount(population.kind).tolist() == [3, 1, 8]
    assert len(set(population.name)) == 12


def costs(scenario, population):
    """Return the costs of all alone, and of their one pool: its service, its coordination [CAD/month]."""
    accounting = scenario.resources["accounting"]
    needs = population.need[:, 0].tolist()
    n = len(needs)
    coordination = accounting.hub_cost + accounting.member_cost * n + accounting.pair_cost * n * (n - 1) / 2
    alone = sum(sum(way(accounting, [need])[1:]) for need in needs)
    return alone, sum(way(accounting, needs)[1:]), coordination


def test_the_founders_of_the_failure_rightly_expect_a_gain_that_the_overrun_takes(shipped):
    echec = shipped["echec"]
    accounting = echec.resources["accounting"]
    assert (accounting.hub_cost, accounting.overrun_mean, accounting.overrun_cv) == (1780, 1.56, 0.2)
    ages = np.arange(echec.months)
    gains = {1.0: [], 1.56: []}
    for replication in range(20):
        alone, service, coordination = costs(echec, draw_population(echec, run_key(echec.seed, replication)))
        friction = service * accounting.friction * np.exp(-ages / accounting.friction_months)
        for overrun, found in gains.items():
            running = alone - service - overrun * (coordination + friction)
            found.append(running.sum() - overrun * accounting.founding_cost)
    assert np.mean(gains[1.0]) > 0  # what they expect
    assert np.mean(gains[1.56]) < 0  # what they get on average


def test_the_workshop_shows_the_j_and_the_failure_fails(shipped):
    atelier = simulate(shipped["atelier"], replications=20, record="summary", threads=1)
    assert (atelier["collective_status"] == Status.BROKE_EVEN).mean() > 0.9
    assert (atelier["collective_depth"] > 0).all()
    assert 6 <= atelier["collective_break_even"].median() <= 36
    echec = simulate(shipped["echec"], replications=60, record="summary", threads=1)
    lost = echec["collective_status"].isin([Status.NOT_YET, Status.NEVER])
    assert lost.mean() > 0.5
    planned = {"resources.accounting.overrun_mean": 1.0, "resources.accounting.overrun_cv": 0.0}
    as_planned = simulate(with_values(shipped["echec"], planned), replications=20, record="summary", threads=1)
    assert (as_planned["collective_status"] == Status.BROKE_EVEN).mean() > 0.5
