"""Scenarios on the same draws: what must be exactly nothing, what can be worked out, what is refused."""

import numpy as np
import pytest
import xarray as xr

from sim import ScenarioError, Status, compare, simulate
from sim.analysis import paired_difference
from sim.analysis.words.comparison import comparison, not_compared
from sim.archive import open_dataset, save_dataset
from sim.scenario import with_values
from tests.analysis.worlds import MONTHS, plain, shipped


@pytest.fixture(scope="module")
def short_views(repository):
    """Return the workshop beside the same with short horizons, and with foresight gone."""
    views = ([], ["population.horizon=12"], ["population.foresight=0"])
    return [shipped(repository, "atelier", "replications=6", *values) for values in views]


@pytest.fixture(scope="module")
def compared(short_views):
    return compare(short_views)


def test_a_scenario_beside_itself_differs_by_exactly_nothing(repository):
    scenario = shipped(repository, "echec", "replications=8")
    found = compare([scenario, scenario])
    defined = found["pairs"].sel(scenario="B") > 0
    assert defined.sum() >= 11
    for end in ("", "_low", "_high"):
        some = found[f"difference{end}"].sel(scenario="B").values[(found["pairs"].sel(scenario="B") > 1).values]
        assert set(some) == {0.0}
    xr.testing.assert_equal(found["value"].sel(scenario="A", drop=True), found["value"].sel(scenario="B", drop=True))
    assert comparison(found, "en").startswith("B gives the same as A, run by run.")
    assert "la même chose" in comparison(found, "fr")


def test_a_hub_costs_what_it_costs_in_every_run():
    found = compare([plain(fixed_cost=70.0), plain(fixed_cost=70.0, hub_cost=25.0)])
    gain = found.sel(scenario="B", outcome="gain")
    for end in ("", "_low", "_high"):
        assert float(gain[f"difference{end}"]) == pytest.approx(-25.0 * MONTHS)
    assert float(found["mean"].sel(scenario="A", outcome="gain")) == pytest.approx(70.0 * 4 * MONTHS)
    curve = found["cumulative_gain"].isel(month=-1, replication=0).values
    np.testing.assert_allclose(curve, [70.0 * 4 * MONTHS / 5, (70.0 * 4 - 25.0) * MONTHS / 5])


def test_entry_payments_are_deducted_and_shown():
    free, paid = plain(fixed_cost=70.0), plain(fixed_cost=70.0, founding_cost=300.0)
    found = compare([free, paid]).sel(scenario="B")["difference"]
    assert float(found.sel(outcome="payments")) == pytest.approx(300.0)
    assert float(found.sel(outcome="gain")) == pytest.approx(-300.0)


def test_public_money_is_deducted_where_there_is_any():
    alone, helped = (
        with_values(plain(fixed_cost=70.0, founding_cost=1000.0), {"levers.subsidy_share": share})
        for share in (0.0, 0.4)
    )
    assert not {"public_money", "net_gain"} & set(compare([alone, alone])["outcome"].values)
    difference = compare([alone, helped]).sel(scenario="B")["difference"]
    assert float(difference.sel(outcome="gain")) == pytest.approx(400.0)
    assert float(difference.sel(outcome="public_money")) == pytest.approx(400.0)
    assert float(difference.sel(outcome="net_gain")) == pytest.approx(0.0, abs=1e-9)


def test_what_each_public_dollar_brings_is_said(repository):
    bare = shipped(repository, "atelier", "population.horizon=18")
    paid = with_values(bare, {"levers.subsidy_share": 0.5, "levers.subsidy_cap": 1e5})
    found = compare([bare, paid], replications=8)
    means = found["difference"].sel(scenario="B")
    each = float(means.sel(outcome="gain")) / float(means.sel(outcome="public_money"))
    assert each > 1.0
    assert f"That is ${each:.2f} for each extra dollar of public money" in comparison(found, "en")
    assert f"Cela fait {each:.2f}\u00a0$ par dollar d’argent public".replace(".", ",") in comparison(found, "fr")
    assert "public" not in comparison(compare([paid, bare], replications=2), "en")


def test_what_goes_unmet_is_compared_where_anything_does(repository):
    quebec = shipped(repository, "quebec-1", "population.number=30", "replications=2", "months=6")
    assert "access.hr" in compare([quebec, quebec])["outcome"].values
    assert not [name for name in compare([plain(), plain()])["outcome"].values if name.startswith("access")]


def test_each_outcome_is_that_of_the_simulation(short_views, compared):
    runs = [simulate(scenario, record="summary") for scenario in short_views]
    reads = {
        "gain": "collective_total_gain",
        "depth": "collective_depth",
        "entered": "entered",
        "left_behind": "left_behind",
    }
    for name, read in reads.items():
        for letter, ds in zip("ABC", runs, strict=True):
            np.testing.assert_array_equal(compared["value"].sel(scenario=letter, outcome=name), ds[read])
        expected = paired_difference(runs[2][read], runs[0][read])
        found = compared.sel(scenario="C", outcome=name)
        for end, bound in (("", "mean"), ("_low", "low"), ("_high", "high")):
            assert float(found[f"difference{end}"]) == pytest.approx(float(expected[bound]))
    participation = compared["value"].sel(scenario="B", outcome="participation.it")
    np.testing.assert_array_equal(participation, runs[1]["participation"].sel(resource="it"))


def test_months_compare_where_both_have_one(repository):
    failing = shipped(repository, "echec", "replications=10")
    better = with_values(failing, {"resources.accounting.overrun_mean": 1.0})
    found = compare([failing, better])
    even = found["value"].sel(outcome="break_even")
    both = ~np.isnan(even.values).any(0)
    assert 0 < both.sum() < 10
    assert int(found["pairs"].sel(scenario="B", outcome="break_even")) == both.sum()
    difference = float(found["difference"].sel(scenario="B", outcome="break_even"))
    assert difference == pytest.approx(float((even.values[1] - even.values[0])[both].mean()))
    not_back = found["mean"].sel(scenario="A", outcome="not_back")
    status = simulate(failing, record="summary")["collective_status"]
    assert float(not_back) == pytest.approx(status.isin([Status.NOT_YET, Status.NEVER]).mean())
    assert (np.isnan(even.sel(scenario="A")) == status.isin([Status.NOT_YET, Status.NEVER, Status.NEVER_ENTERED])).all()


def test_different_lengths_are_refused_all_at_once(repository):
    lengths = [shipped(repository, "atelier", f"months={n}", f"name='of_{n}'") for n in (12, 24, 12, 36)]
    with pytest.raises(ScenarioError) as caught:
        compare(lengths)
    assert [(each.file, each.value) for each in caught.value.problems] == [("of_24", 24), ("of_36", 36)]
    for lang in ("en", "fr"):
        assert "of_12" in caught.value.text(lang)
        assert "--set months=12" in caught.value.text(lang)


def test_sums_over_different_numbers_of_organizations_are_left_out(repository):
    few, many = (
        shipped(repository, "quebec-1", f"population.number={n}", "replications=2", "months=6") for n in (20, 30)
    )
    found = compare([few, many])
    assert not {"gain", "depth", "payments"} & set(found["outcome"].values)
    assert {"gain_share", "left_behind", "participation.hr"} <= set(found["outcome"].values)
    (said,) = not_compared(found)
    assert "A: 20, B: 30" in said.en
    assert "gain of the group" in said.en
    assert "A\u00a0: 20, B\u00a0: 30" in said.fr


def test_only_common_resources_are_compared_one_by_one(repository):
    quebec = shipped(repository, "quebec-1", "population.number=12", "replications=2", "months=6")
    atelier = shipped(repository, "atelier", "replications=2", "months=6")
    found = compare([quebec, atelier])
    by_resource = {name.partition(".")[2] for name in found["outcome"].values if "." in name}
    assert by_resource == {"hr", "premises", "it"}
    (said,) = not_compared(found)
    assert "Accounting, Training, Reserve against losses" in said.en
    assert "Comptabilité, Formation, Réserve contre les pertes" in said.fr


def test_the_words_say_who_brings_more_and_who_leaves_more_behind(compared, repository):
    said = comparison(compared, "en")
    assert said.startswith("B brings less than A: after 60 months, $")
    assert "C brings less than A" in said
    back = compare([shipped(repository, "echec", "replications=30"), shipped(repository, "echec", "replications=30",
                    "resources.accounting.overrun_mean=1", "resources.accounting.overrun_cv=0")])  # fmt: skip
    assert "B brings more than A" in comparison(back, "en")
    assert "B leaves fewer organizations behind" in comparison(back, "en")
    assert "B laisse moins d’organisations pour compte" in comparison(back, "fr")


def test_what_the_runs_do_not_tell_is_said(compared):
    vague = compared.assign(difference_low=compared["difference"] - 1e9, difference_high=compared["difference"] + 1e9)
    assert "do not tell which of A and B brings more" in comparison(vague, "en")
    assert "ne disent pas lequel de A et B" in comparison(vague, "fr")


def test_the_first_gives_draws_and_numbers(repository):
    one, other = (shipped(repository, "atelier", "months=6", f"replications={n}", f"seed={n}") for n in (2, 5))
    found = compare([one, other])
    assert (found.sizes["replication"], found.attrs["seed"]) == (2, "2")
    assert compare([one, other], replications=3, seed=7).attrs["seed"] == "7"


def test_a_single_run_has_no_interval(short_views):
    single = compare(short_views, replications=1)
    assert np.isnan(single["difference_low"].sel(scenario="B", outcome="gain"))
    assert "in a single run" in comparison(single, "en")


def test_scenarios_of_one_title_are_told_apart(repository):
    one, other = (shipped(repository, "atelier", "months=2", "replications=1", f"name='{n}'") for n in ("a", "b"))
    titles = compare([one, other])["scenario_title"].values.tolist()
    assert titles == [f"The workshop: twelve organizations (changed: months = 2) ({name})" for name in "ab"]


def test_it_survives_the_disk(compared, tmp_path):
    xr.testing.assert_identical(open_dataset(save_dataset(compared, tmp_path / "comparison.nc")), compared)


def test_progress_counts_all_scenarios(short_views):
    calls = []
    compare(short_views, replications=2, threads=1, progress=lambda *call: calls.append(call))
    assert calls[-1] == (6, 6)


def test_one_scenario_is_not_compared(short_views):
    with pytest.raises(ValueError, match="at least 2"):
        compare(short_views[:1])
