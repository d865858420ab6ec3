"""The evidence page: its facts are well formed, its tables are those of its numbers, its measures measure."""

import doctest
import importlib
import re
import sys

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import sim
from sim.vocabulary.status import Status

KINDS = {
    *("audit", "self-report", "press", "study", "meta-analysis", "survey", "statistics", "experiment", "price list"),
    "projection",
}
READ = {"full text", "raw data", "abstract", "excerpt", "press", "secondary"}


@pytest.fixture(scope="module")
def folder(repository):
    return repository / "results" / "evidence"


@pytest.fixture(scope="module")
def module(folder):
    """Return a function that imports a module of the page."""
    sys.path.insert(0, str(folder))
    names = ("patterns", "measures", "page")
    yield importlib.import_module
    sys.path.remove(str(folder))
    for name in names:
        sys.modules.pop(name, None)


def test_every_fact_has_a_source_a_year_and_words(module):
    facts = module("patterns").facts()
    assert len(facts) >= 60
    for key, fact in facts.items():
        assert re.fullmatch(r"[a-z0-9_]+", key)
        assert all(getattr(fact, name).strip() for name in fact.__dataclass_fields__), key
        assert re.fullmatch(r"(19|20)\d\d", fact.year), key
        assert 1900 < int(fact.year) <= 2026
        assert fact.kind in KINDS, key
        assert fact.read in READ, key
        assert re.fullmatch(r"https?://\S+", fact.address), key
        if "doi.org" in fact.address:
            assert re.fullmatch(r"https://doi\.org/10\.\d{4,5}/\S+", fact.address), key


def test_keys_of_facts_are_unique(folder):
    keys = [line.partition(",")[0] for line in (folder / "facts.csv").read_text("utf-8").splitlines()[1:]]
    assert len(set(keys)) == len(keys)


def test_every_pattern_can_be_tested(module):
    patterns, measures = module("patterns"), module("measures")
    chosen = patterns.patterns()
    assert {pattern.area for pattern in chosen} == set(patterns.AREAS)
    for pattern in chosen:
        assert pattern.facts, pattern.key
        assert np.isfinite([pattern.low, pattern.high]).all()
        assert pattern.low < pattern.high, pattern.key
        assert pattern.of in ("runs", "cases")
        assert pattern.use in ("tested", "fitted", "assumed")
        assert callable(getattr(measures, pattern.measure))
        assert pattern.name.fr != pattern.name.en
    # neither audits of failures nor reports of successes are fitted to
    fitted = [fact.kind for pattern in chosen if pattern.use == "fitted" for fact in pattern.facts]
    assert fitted
    assert not {"audit", "self-report"} & set(fitted)


def test_the_study_is_fitted_to_what_the_page_calls_fitted(module, repository):
    study = sim.load_study(repository / "scenarios" / "studies" / "evidence.toml")
    assert {target.quantity.key for target in study.targets} == {"memberships"}
    known = {pattern.key: pattern for pattern in module("patterns").patterns()}
    five, ten = (float(each) for each in study.targets[0].observed)
    share = ten / 6 / study.scenario.population.number
    pattern = known["participation"]
    assert share == pytest.approx(0.27)
    assert pattern.low < share < pattern.high
    assert known["adoption_pace"].low < five / ten < known["adoption_pace"].high
    assert {key for key, pattern in known.items() if pattern.use == "fitted"} == {"participation", "adoption_pace"}


def test_the_model_gives_a_number_for_every_pattern(module):
    given = module("page").model()
    for pattern in module("patterns").patterns():
        sources = ["quebec"] if pattern.world == "machinery" else ["quebec", "posterior"]
        assert [source for key, source in given if key == pattern.key] == sources
        if pattern.verdict(given[pattern.key, "quebec"]) == "outside":
            assert pattern.follows, f"{pattern.key} is outside: what may a reader not conclude?"


def test_the_tables_of_the_page_are_those_of_its_numbers(module, folder):
    page = (folder / "README.md").read_text("utf-8")
    assert module("page").with_parts(page) == page
    assert page.count("**outside**") >= 1


def test_the_page_counts_what_is_inside(module, folder):
    given = module("page").model()
    tested = [pattern for pattern in module("patterns").patterns() if pattern.use == "tested"]
    page = " ".join((folder / "README.md").read_text("utf-8").split())
    inside = sum(pattern.verdict(given[pattern.key, "quebec"]) == "inside" for pattern in tested)
    assert f"{inside} of {len(tested)} patterns" in page
    both = [pattern for pattern in tested if (pattern.key, "posterior") in given]
    inside = sum(pattern.verdict(given[pattern.key, "posterior"]) == "inside" for pattern in both)
    assert f"{inside} of {len(both)} under the posterior" in page


def test_the_examples_of_the_page_run(module):
    assert doctest.testmod(module("page")) == (0, 2)


@given(st.lists(st.floats(-10, 10), min_size=1, max_size=30), st.floats(-10, 10), st.floats(0.01, 5))
def test_a_median_in_the_range_is_inside(module, values, low, width):
    patterns = module("patterns")
    ends = patterns.middle(np.array([*values, np.nan]))
    assert ends[1] in values
    assert ends[0] <= ends[1] <= ends[2]
    template = dict.fromkeys(patterns.Pattern.__dataclass_fields__, "") | {"low": low, "high": low + width}
    runs = patterns.Pattern(**template | {"of": "runs"}).verdict(ends)
    cases = patterns.Pattern(**template | {"of": "cases"}).verdict(ends)
    assert (runs == "inside") == (low <= ends[1] <= low + width)
    assert (cases == "inside") == (not (ends[2] < low or ends[0] > low + width))


# The measures, on a small world, computed again item by item


@pytest.fixture(scope="module")
def small(repository):
    scenario = sim.load_scenario(
        repository / "scenarios" / "quebec.toml", set=["population.number=60", "months=180", "society.innovation=0.1"]
    )
    return sim.simulate(scenario, replications=2, seed=3)


def of_pools(ds, k):
    """Yield the pools of run k, each as a dict."""
    for number in range(ds.sizes["pool_number"]):
        pool = {
            name: float(ds[name][k, number]) for name in ds.data_vars if ds[name].dims == ("replication", "pool_number")
        }
        if pool["pool_resource"] >= 0:
            yield pool


def mean(values):
    values = list(values)
    return sum(values) / len(values) if values else np.nan


def test_measures_of_pools(module, small):
    measures = module("measures")
    last = small.sizes["month"]
    for k in range(2):
        pools = list(of_pools(small, k))
        old = [pool for pool in pools if pool["pool_founded"] <= last - 24]
        assert len(old) > 3
        back = (Status.NO_LOSS, Status.BROKE_EVEN)
        assert measures.pools_back(small)[k] == pytest.approx(mean(pool["pool_status"] in back for pool in old))
        assert measures.pools_that_gain(small)[k] == pytest.approx(mean(pool["pool_gain"] > 0 for pool in old))
        beyond = [pool["pool_overrun"] for pool in pools if pool["pool_overrun"] > 1.5]
        assert measures.overruns_beyond(small)[k] == pytest.approx(len(beyond) / len(pools))
        assert measures.overruns_tail(small)[k] == pytest.approx(mean(beyond), nan_ok=True)
        assert measures.off_plan(small)[k] == pytest.approx(mean(abs(p["pool_overrun"] - 1) > 0.1 for p in pools))
        for years, name in ((5, "alive_after_five_years"), (10, "alive_after_ten_years")):
            watched = [pool for pool in pools if pool["pool_founded"] <= last - 12 * years]
            alive = [p["pool_ended"] == 0 or p["pool_ended"] - p["pool_founded"] >= 12 * years for p in watched]
            assert getattr(measures, name)(small)[k] == pytest.approx(mean(alive), nan_ok=True)
        early = [pool for pool in pools if pool["pool_founded"] <= 168]
        ended = mean(0 < pool["pool_ended"] <= 168 for pool in early)
        assert measures.ended_in_fourteen_years(small)[k] == pytest.approx(ended)
        assert measures.largest_pool(small)[k] == max(pool["pool_members"] for pool in pools)
    every = [pool for k in range(2) for pool in of_pools(small, k)]
    assert sorted(measures.overruns(small)) == sorted(pool["pool_overrun"] for pool in every)
    months = []
    for pool in every:
        if pool["pool_founded"] <= last - 36:
            after = pool["pool_break_even"] - pool["pool_founded"] + 1
            months.append({Status.NO_LOSS: 0.0, Status.BROKE_EVEN: after}.get(pool["pool_status"], np.inf))
    assert sorted(measures.months_to_break_even(small)) == sorted(months)


def test_measures_of_organizations(module, small):
    measures = module("measures")
    last, resources = small.sizes["month"], range(small.sizes["resource"])
    ledger = {name: small[name].values for name in ("gain", "counterfactual_cost", "entry_payments", "exit_payments")}
    pool, alone, entry = (
        small["pool"].transpose("replication", "organization", "resource", "month").values,
        small["stand_alone_cost"].values,
        small["entry_month"].values.astype(int),
    )
    for k in range(2):
        third, first, pooled, late = np.zeros(2), np.zeros(2), 0.0, np.zeros(2)
        for i in range(60):
            if entry[k, i] > 0 and entry[k, i] + 35 <= last:
                months = slice(entry[k, i] + 23, entry[k, i] + 35)
                third += [ledger["gain"][k, i, months].sum(), ledger["counterfactual_cost"][k, i, months].sum()]
            if entry[k, i] > 0 and entry[k, i] + 29 <= last:
                months = slice(entry[k, i] - 1, entry[k, i] + 29)
                paid = (ledger["entry_payments"] + ledger["exit_payments"])[k, i, months].sum()
                first += [ledger["gain"][k, i, months].sum() + paid, paid]
            costs = [(pool[k, i, r] >= 0).sum() * alone[k, i, r] for r in resources]
            pooled += sum(costs)
            paid = (ledger["entry_payments"] + ledger["exit_payments"])[k, i, -12:].sum()
            late += [
                ledger["gain"][k, i, -12:].sum() + paid,
                sum((pool[k, i, r, -12:] >= 0).sum() * alone[k, i, r] for r in resources),
            ]
        assert measures.third_year_gain(small)[k] == pytest.approx(third[0] / third[1])
        assert measures.saved_for_spent(small)[k] == pytest.approx(first[0] / first[1])
        assert measures.saving(small)[k] == pytest.approx(float(small["collective_total_gain"][k]) / pooled)
        assert measures.running_saving(small)[k] == pytest.approx(late[0] / late[1])
        order = np.argsort(small["size"].values[k], kind="stable")
        needed = small["need"].values[k] > 0
        shares, savings = [], []
        for third in np.split(order, 3):
            shares.append((pool[k, third, :, -1] >= 0).sum() / needed[third].sum())
            cost = ((pool[k, third] >= 0).sum(2) * alone[k, third]).sum()
            savings.append(small["total_gain"].values[k, third].sum() / cost)
        assert measures.middle_participation(small)[k] == pytest.approx(shares[1] - (shares[0] + shares[2]) / 2)
        assert measures.small_less_large_saving(small)[k] == pytest.approx(savings[0] - savings[2])
        assert measures.middle_saving(small)[k] == pytest.approx(savings[1] - (savings[0] + savings[2]) / 2)
        planned = small["planned_gain"].values[k].sum(1)
        old = [i for i in range(60) if 0 < entry[k, i] <= last - 24]
        met = mean(small["total_gain"].values[k, i] >= planned[i] for i in old)
        assert measures.plan_met(small)[k] == pytest.approx(met)
        lost = [
            int(small["break_even"][k, i]) - entry[k, i] + 1
            for i in range(60)
            if 0 < entry[k, i] <= last - 60 and small["status"][k, i] == Status.BROKE_EVEN
        ]
        assert measures.payback(small)[k] == pytest.approx(mean(lost), nan_ok=True)


def test_measures_of_services_and_months(module, small):
    measures = module("measures")
    members, pools = (small[name].sum("resource").values for name in ("members", "pools"))
    for k in range(2):
        assert measures.growth_years_8_to_12(small)[k] == members[k, 143] / members[k, 95]
        assert measures.memberships_after_five_of_ten_years(small)[k] == members[k, 59] / members[k, 119]
        assert measures.pools_at_the_end_over_most(small)[k] == pools[k, -1] / max(pools[k])
        size = members[k] / np.maximum(pools[k], 1)
        assert measures.members_per_pool(small)[k] == pytest.approx(size[-1])
        assert measures.members_per_pool_growth(small)[k] == pytest.approx(size[-1] / size[-145])
        cost = ((small["pool"][k] >= 0).sum("month") * small["stand_alone_cost"][k]).sum("organization")
        judged = [name for name in small["resource"].values if small["pools_judged"][k].sel(resource=name) > 0]
        saved = [float(small["resource_gain"][k].sel(resource=r) / cost.sel(resource=r)) for r in judged]
        assert measures.services_cheaper(small)[k] == pytest.approx(mean(each > 0.05 for each in saved))
        assert measures.services_dearer(small)[k] == pytest.approx(mean(each < -0.05 for each in saved))
    assert measures.free_riders(small).tolist() == [0.3]
