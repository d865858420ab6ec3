"""Outcomes and their verdict: nothing averaged away, a failure said as plainly as a success."""

import math
import re

import numpy as np
import pytest
import xarray as xr
from hypothesis import given
from hypothesis import strategies as st

from sim import load_scenario, simulate
from sim.analysis import chance_and_uncertainty, outcomes, spread, verdict
from sim.analysis.numbers import money, percent, rounded
from sim.analysis.spread import month_spread
from sim.vocabulary.loss import LEFT_BEHIND, Loss
from sim.vocabulary.status import Status
from sim.vocabulary.text import LANGUAGES


def test_spread_is_numpys_without_the_undefined():
    values = np.random.default_rng(3).normal(size=(9, 5))
    values[2:, 1] = np.nan
    values[:, 2] = np.nan
    values[4, 3] = np.nan
    found = spread(xr.DataArray(values, dims=("replication", "month")), band=0.6)
    for month in (0, 1, 3, 4):
        column = values[~np.isnan(values[:, month]), month]
        for name, expected in zip(
            ("low", "median", "high", "mean"),
            (*np.quantile(column, [0.2, 0.5, 0.8]), column.mean()),
            strict=True,
        ):
            assert float(found[name][month]) == pytest.approx(expected), (name, month)
    assert all(np.isnan(found[name][2]) for name in found)


def test_spread_takes_any_place_of_the_replications():
    values = xr.DataArray(np.arange(12.0).reshape(3, 4), dims=("month", "replication"))
    assert spread(values)["median"].dims == ("month",)
    np.testing.assert_allclose(spread(values)["median"], [1.5, 5.5, 9.5])


@given(st.lists(st.tuples(st.sampled_from(list(Status)), st.integers(1, 60)), min_size=1, max_size=30))
def test_break_even_months_keep_those_that_are_not_back(runs):
    status = np.array([code for code, _ in runs], dtype=np.int8)
    month = np.array([back if code == Status.BROKE_EVEN else 0.0 for code, back in runs])
    found = month_spread(month, status)
    entered = int((status != Status.NEVER_ENTERED).sum())
    if entered == 0:
        assert math.isnan(found.median)
        return
    back = np.isin(status, (Status.NO_LOSS, Status.BROKE_EVEN)).sum()
    assert math.isinf(found.median) == (2 * back < entered)
    assert math.isinf(found.mean) == (back < entered)
    if math.isfinite(found.median):  # half of the runs are back by the median month, and not before
        by = (status == Status.NO_LOSS) | ((status == Status.BROKE_EVEN) & (month <= found.median))
        assert 2 * by.sum() >= entered


@pytest.mark.parametrize("record", ["summary", "months", "organizations"])
def test_outcomes_do_not_depend_on_what_was_recorded(make_up, record):
    assert outcomes(make_up(record=record)) == outcomes(make_up())


def test_outcomes_count_organizations(simulated):
    found = outcomes(simulated)
    entered = simulated["entry_month"].values > 0
    status = simulated["status"].values
    assert found.months == 30
    assert found.replications == 5 == sum(found.runs.values())
    assert found.entered.mean == pytest.approx(entered.mean())
    assert found.left_behind.mean == pytest.approx(np.isin(simulated["kind_of_loss"].values, LEFT_BEHIND).mean())
    assert found.left_behind.mean == pytest.approx(found.losses[Loss.OUT] + found.losses[Loss.LOSING])
    assert sum(found.losses.values()) == pytest.approx((simulated["total_gain"].values < 0).mean())
    last = simulated["pool"].isel(month=-1) >= 0
    assert found.resources_pooled.mean == pytest.approx(float(last.sum("resource").mean()))
    assert found.resources_needed.mean == pytest.approx(float((simulated["need"] > 0).sum("resource").mean()))
    for code, share in found.entrants.items():
        assert share == pytest.approx((status[entered] == code).mean()), code
    assert sum(found.entrants.values()) == pytest.approx(1.0)


@pytest.mark.parametrize("band", [0.0, 1.0, -1.0, math.nan])
def test_a_band_is_a_share(make_up, band):
    with pytest.raises(ValueError, match="between 0 and 1"):
        outcomes(make_up(replications=2, months=3, organizations=3), band)


SAID = {
    "pays": (
        {"entering": 1.0, "at_once": True, "leaving": 0.0, "saving": 0.14},
        r"even in month \d+ \(median of 20 runs; 80% between months \d+ and \d+\)\. At worst, in month",
        r"rentre dans ses frais au mois \d+ \(médiane de 20 simulations; 80 % entre les mois \d+ et \d+\)",
    ),
    "fails": (
        {"entering": 1.0, "saving": -0.1, "spread": 0.02},
        r"does not break even within 60 months in any of 20 runs\. Its loss is still growing at the end\. "
        r".*it has lost .* All organizations are left behind",
        r"ne rentre pas dans ses frais en 60 mois, dans aucune des 20 simulations\..* Toutes les organisations sont",
    ),
    "fails once": (
        {"entering": 1.0, "saving": -0.1, "spread": 0.02, "replications": 1},
        r"^The group does not break even within 60 months\. Its loss is still growing at the end\.",
        r"^Le groupe ne rentre pas dans ses frais en 60 mois\. À la fin, sa perte se creuse encore\.",
    ),
    "mixed": (
        {},
        r"^In 11 of 20 runs the group does not break even within 60 months",
        r"^Dans 11 simulations sur 20, le groupe ne rentre pas",
    ),
    "nobody": ({"entering": 0.0}, r"^Nobody pools", r"^Personne ne mutualise"),
    "no loss": (
        {"entering": 1.0, "saving": 0.6, "spread": 0.01, "entry_cost": 0.0, "leaving": 0.0},
        r"never worse off than if everyone had stayed alone.*Nobody is left behind",
        r"ne perd à aucun moment.*Personne n’est laissé pour compte",
    ),
    "once": (
        {"entering": 1.0, "at_once": True, "leaving": 0.0, "saving": 0.2, "replications": 1, "fictional": 1},
        r"^The group breaks even in month \d+\. At worst, in month \d+, it has lost \$[\d,]+; by.* \$[\d,]+\..*"
        r"Fictional example: this is not a forecast\.$",
        r"Exemple fictif : ceci n’est pas une prévision\.$",
    ),
}


@pytest.mark.parametrize("case", SAID)
def test_the_verdict_says_it(make_up, case):
    made, english, french = SAID[case]
    ds = make_up(**made)
    assert re.search(english, verdict(ds, "en"))
    assert re.search(french, verdict(ds, "fr").replace("\u00a0", " "))


def test_some_runs_without_anybody_are_said(make_up):
    ds = make_up(organizations=2, entering=0.3, replications=12, seed=5)
    idle = int((ds["collective_status"] == Status.NEVER_ENTERED).sum())
    assert 1 < idle < 12
    assert f"In {idle} of 12 runs nobody pools." in verdict(ds)
    assert f"Dans {idle}\u00a0simulations sur 12, personne ne mutualise." in verdict(ds, "fr")


@pytest.mark.parametrize("case", SAID)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_typography(make_up, case, lang):
    said = verdict(make_up(**SAID[case][0]), lang)
    assert not re.search(r"nan|inf\b|\{|\}|  ", said)
    if lang == "fr":
        assert not re.search(r"[^\u00a0][:%»]|[^\u00a0MGT]\$|\s[?!;]|\d\.\d", said)
    else:
        assert not re.search(r"[\s\u00a0][:%;?!]|\d\s?\$", said)


@given(st.floats(-1e18, 1e18))
def test_money_reads_back(value):
    text = money(value)
    if abs(value) < 999_999:
        plain = text.fr.replace("\u00a0", "").replace("$", "").replace("\u2212", "-")
        assert float(plain) == pytest.approx(value, abs=0.5001)
    assert ("\u2212" in text.en) == ("\u2212" in text.fr) == (round(value) < 0)
    assert text.fr.endswith("$")
    assert "$" in text.en


@given(st.floats(0.0, 1.0))
def test_percent_of_nearly_all_is_not_all(share):
    text = percent(share)
    assert float(text.en[:-1]) == pytest.approx(100 * share, rel=0.06, abs=1e-9)
    if 1e-6 < 1.0 - share < 0.5:
        assert text.en != "100%"
    assert text.fr == text.en.replace(".", ",").replace("%", "\u00a0%")


@pytest.mark.parametrize(("value", "digits", "expected"), [(123456, 3, 123000), (-0.0876, 2, -0.088), (0, 3, 0)])
def test_rounded(value, digits, expected):
    assert rounded(value, digits) == expected


def test_no_quantile_is_taken_of_a_month_that_is_none(simulated):
    with pytest.raises(ValueError, match="none or not yet"):
        spread(simulated["break_even"])
    assert np.isfinite(spread(simulated["break_even"].where(simulated["break_even"] > 0))["median"]).any()


def test_where_most_runs_are_not_back_the_median_is_never(repository):
    echec = load_scenario(repository / "scenarios" / "echec.toml", set=["replications=10"])
    both = chance_and_uncertainty(echec)
    assert both.sel(outcome="break_even", source="chance")["median"] == np.inf
    for source, uncertain in (("chance", False), ("uncertain", True)):
        ds = simulate(echec, uncertain=uncertain)
        found = both.sel(source=source)
        for name, read in (("left_behind", ds["left_behind"]), ("participation.accounting", ds["participation"][:, 0])):
            assert float(found.sel(outcome=name)["median"]) == pytest.approx(float(np.median(read)))
        old = (ds["pool_founded"] > 0) & (ds["pool_founded"] <= 37)
        lost = (old & (ds["pool_status"] == Status.NEVER)).sum("pool_number").values
        share = [a / b for a, b in zip(lost, old.sum("pool_number").values, strict=True) if b]
        assert float(found.sel(outcome="unrecovered")["high"]) == pytest.approx(np.quantile(share, 0.9))
        low = ds["collective_gain"].cumsum("month").min("month").values
        assert float(found.sel(outcome="depth")["median"]) == pytest.approx(np.median(-low[low < 0]))
