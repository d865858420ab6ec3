"""J-curves of a dataset: what the simulation followed is what its series say, in both kinds of time."""

import numpy as np
import pytest

from sim import j_curve
from sim.analysis.j_curve import REACHED
from sim.vocabulary.loss import LEFT_BEHIND
from sim.vocabulary.status import Status

TRACKED = ("depth", "trough", "end_of_loss", "break_even")


@pytest.fixture(params=["made up", "simulated"])
def ds(request, make_up, simulated):
    return make_up(replications=4) if request.param == "made up" else simulated


def test_the_group_is_its_series(ds, read_off):
    found = j_curve(ds)
    payments = ds["entry_payments"].sum("organization") + ds["exit_payments"].sum("organization")
    read = read_off(ds["collective_gain"].values, payments.values)
    for name in TRACKED:
        # the simulation adds in another order: a month with a sum of nearly nothing may fall either way
        np.testing.assert_allclose(found[f"collective_{name}"], read[name], rtol=1e-9, atol=1e-6)
    np.testing.assert_allclose(found["collective_cumulative_gain"][:, -1], found["collective_gain"])
    np.testing.assert_allclose(found["individual_gain"].sum("organization"), found["collective_gain"])
    cost = ds["counterfactual_cost"].sum(("organization", "month"))
    np.testing.assert_allclose(found["collective_gain_share"], found["collective_gain"] / cost)


def test_each_organization_is_its_series(ds, read_off):
    found = j_curve(ds)
    read = read_off(ds["gain"].values, (ds["entry_payments"] + ds["exit_payments"]).values)
    for name in TRACKED:
        np.testing.assert_allclose(found[f"individual_{name}"], read[name], rtol=1e-9, atol=1e-6)
    behind = found["individual_left_behind"]
    np.testing.assert_array_equal(behind, (ds["gain"].sum("month") < 0) & ds["kind_of_loss"].isin(LEFT_BEHIND))
    np.testing.assert_allclose(behind.mean("organization"), found["collective_left_behind"])


def test_since_entry_counts_from_the_month_of_entry(ds):
    found = j_curve(ds)
    entry = ds["entry_month"].values.astype(int)
    gain = ds["gain"].values
    for run in range(gain.shape[0]):
        rows = np.flatnonzero(entry[run])
        total, expected = 0.0, []
        for k in range(gain.shape[2]):
            there = [gain[run, i, entry[run, i] - 1 + k] for i in rows if entry[run, i] - 1 + k < gain.shape[2]]
            total = total + np.mean(there) if there and len(there) >= REACHED * rows.size else np.nan
            expected.append(total)
        curve = found["collective_cumulative_gain_since_entry"].isel(replication=run).values
        np.testing.assert_allclose(curve, expected, rtol=1e-9, atol=1e-6)
        curve = curve[~np.isnan(curve)]
        depth = found["collective_depth_since_entry"].values[run]
        assert depth == pytest.approx(max(0.0, -curve.min()), rel=1e-9, abs=1e-6)
        if depth > 0:
            assert found["collective_trough_since_entry"].values[run] == 1 + curve.argmin()
    np.testing.assert_array_equal(found["collective_reached_since_entry"].isel(month=0), (entry > 0).any(1))


def test_an_organization_breaks_even_as_many_months_after_its_entry(ds):
    found = j_curve(ds)
    back = ds["break_even"].values
    since = found["individual_break_even_since_entry"].values
    np.testing.assert_array_equal(since, np.where(back > 0, back - ds["entry_month"].values + 1, 0))


def test_statuses_are_kept(ds):
    found = j_curve(ds)
    never = ds["entry_month"].values == 0
    np.testing.assert_array_equal(found["individual_status"].values == Status.NEVER_ENTERED, never)
    np.testing.assert_array_equal(found["collective_status"], ds["collective_status"])


@pytest.mark.parametrize(("record", "without"), [("summary", "cumulative"), ("months", "individual")])
def test_what_was_not_recorded_is_left_out(make_up, record, without):
    found = j_curve(make_up(replications=2, months=6, organizations=4, record=record))
    assert "collective_break_even" in found
    assert not [name for name in found if without in name]


def test_every_variable_has_words_and_a_unit(simulated):
    from sim.vocabulary import UNITS

    for name, variable in j_curve(simulated).data_vars.items():
        assert set(variable.attrs) == {"units", "long_name", "long_name_fr"}, name
        assert variable.attrs["units"] in UNITS, name
        assert variable.attrs["long_name"] != variable.attrs["long_name_fr"], name


def test_nobody_enters(make_up):
    found = j_curve(make_up(entering=0.0, replications=2))
    assert found["collective_cumulative_gain_since_entry"].isnull().all()
    assert (found["collective_depth_since_entry"] == 0).all()
    assert (found["individual_gain_share"] == 0).all()
