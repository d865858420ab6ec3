"""Whatever the scenario: no number is missing, and what must hold of every dataset holds."""

import tempfile
from pathlib import Path

import hypothesis.strategies as st
import numpy as np
from hypothesis import given, settings

from sim.dataset import simulate
from sim.declared.own import OWN_KEY
from sim.vocabulary.loss import Loss
from sim.vocabulary.status import Status
from tests.model.random_scenarios import scenarios


@settings(max_examples=60)
@given(st.data())
def test_every_dataset_is_sound(data):
    with tempfile.TemporaryDirectory() as folder:
        scenario = data.draw(scenarios(Path(folder)))
        ds = simulate(scenario, replications=2, threads=1)
    for name in ds.data_vars:
        assert np.isfinite(ds[name].values).all(), name
    number = ds.sizes["organization"]
    # the books
    for name in ("counterfactual_cost", "counterfactual_cash", "depth", "exit_payments"):
        assert (ds[name] >= 0).all(), name
    # a member's share of the others' fines may be more than its bill, and a share of an own rule below zero
    returned = ds["fines"].sum("resource")
    if not any(OWN_KEY in (each.sharing, *each.vote_rules) for each in scenario.resources.values()):
        assert (ds["actual_cost"] + returned >= 0).all()
        assert (ds["actual_cash"] + returned >= 0).all()
    assert (ds["collective_actual_cost"] >= 0).all()
    levers = scenario.levers
    if levers.guarantee_share * levers.guarantee_months == 0:
        assert (ds["entry_payments"] >= 0).all()
    elif levers.credit_months == 0:  # what a guarantee gives back was paid before
        assert (ds["entry_payments"].cumsum("month") >= -1e-6).all()
    scale = float(ds["counterfactual_cost"].max() + ds["actual_cost"].max()) + 1.0
    near = {"rtol": 1e-9, "atol": 1e-9 * scale * ds.sizes["month"]}
    payments = ds["entry_payments"] + ds["exit_payments"]
    gain = ds["counterfactual_cost"] - ds["actual_cost"] - payments
    np.testing.assert_allclose(ds["gain"], gain, **near)
    np.testing.assert_allclose(ds["total_gain"], ds["gain"].sum("month"), **near)
    assert (ds["actual_cash"] <= ds["actual_cost"] * (1 + 1e-9) + 1e-9).all()
    # the group
    for ours, theirs in (
        ("collective_gain", "gain"),
        ("collective_actual_cost", "actual_cost"),
        ("collective_counterfactual_cost", "counterfactual_cost"),
        ("collective_entry_payments", "entry_payments"),
        ("collective_exit_payments", "exit_payments"),
    ):
        np.testing.assert_allclose(ds[ours], ds[theirs].sum("organization"), **near)
    np.testing.assert_allclose(ds["collective_total_gain"], ds["resource_gain"].sum("resource"), **near)
    np.testing.assert_allclose(ds["gain_since_entry"].sum("month"), ds["collective_total_gain"], **near)
    # the pools
    pooled = ds["pool"] >= 0
    np.testing.assert_array_equal(ds["members"], pooled.sum("organization").transpose(*ds["members"].dims))
    assert not (pooled & (ds["need"] == 0)).any()
    concerned = np.maximum((ds["need"] > 0).sum("organization"), 1)
    np.testing.assert_array_equal(ds["participation"], ds["members"].isel(month=-1) / concerned)
    np.testing.assert_array_equal(ds["entered"] * number, (ds["entry_month"] > 0).sum("organization"))
    outside = (ds["month"] < ds["entry_month"]) | (ds["entry_month"] == 0)
    assert (ds["gain"].where(outside, 0.0) == 0.0).all()
    assert (ds["pools_founded"] == ds["foundings"].sum("month")).all()
    # the shares
    for name in ("entered", "left_behind", "participation", "mean_trust", *SHARES):
        assert ((ds[name] >= 0) & (ds[name] <= 1)).all(), name
    total = sum(ds[name] for name in SHARES)
    np.testing.assert_allclose(total, np.where(ds["entered"] > 0, 1.0, 0.0), atol=1e-12)
    np.testing.assert_array_equal(ds["status"] == Status.NEVER_ENTERED, ds["entry_month"] == 0)
    # being alone is never dearer than buying or doing without
    cheapest = [min(terms.market_price, terms.unmet_value) + terms.use_cost for terms in scenario.resources.values()]
    assert (ds["stand_alone_cost"].values <= ds["need"].values * cheapest * (1 + 0.01) + 1e-9).all()
    losses_are_told_apart(ds, near["atol"])
    plans_are_followed(ds, near)
    pools_are_judged(ds)


SHARES = ("share_no_loss", "share_broke_even", "share_not_yet", "share_never")


def losses_are_told_apart(ds, rounding):
    """Every organization at a loss is out, gaining lately, too recent a member to tell, or still losing."""
    pool = ds["pool"].transpose("replication", "organization", "resource", "month").values
    lately = (ds["gain"] + ds["entry_payments"] + ds["exit_payments"]).isel(month=slice(-12, None)).sum("month").values
    ended, total = ds["pool_ended"].values, ds["total_gain"].values
    for k, i in np.ndindex(total.shape):
        at_the_end = [] if ds["closed_month"].values[k, i] else [p for p in pool[k, i] if p[-1] >= 0]
        at_the_end = [p for p in at_the_end if ended[k, p[-1]] == 0]
        # for how many months it has been in the same pool, to the end
        youngest = min((int((np.cumprod((p == p[-1])[::-1])).sum()) for p in at_the_end), default=0)
        expected = (
            Loss.NONE
            if total[k, i] >= 0
            else Loss.SPARED
            if ds["closed_month_alone"].values[k, i] > 0 and ds["closed_month"].values[k, i] == 0
            else Loss.OUT
            if not at_the_end
            else Loss.PAYING_BACK
            if lately[k, i] > 0
            else Loss.YOUNG
            if youngest < 24
            else Loss.LOSING
        )
        if abs(lately[k, i]) > rounding:
            assert ds["kind_of_loss"].values[k, i] == expected, (k, i)
    shares = {kind: (ds["kind_of_loss"] == kind).mean("organization") for kind in Loss}
    np.testing.assert_allclose(ds["left_behind"], shares[Loss.OUT] + shares[Loss.LOSING], atol=1e-12)
    for name, kind in (("out_at_a_loss", 1), ("still_losing", 2), ("paying_back", 3), ("too_young", 4)):
        np.testing.assert_allclose(ds[name], shares[Loss(kind)], atol=1e-12)


def plans_are_followed(ds, near):
    """The chosen loss is the trough of the plans; what goes beyond it is suffered."""
    closing = ds[["closed_month", "closed_month_alone"]]
    first = np.minimum(*(closing[name].where(closing[name] > 0, np.inf) for name in closing))
    planned = ds["planned_gain"].where(ds["month"] <= first, 0.0)
    low = np.minimum(planned.cumsum("month").min("month"), 0.0)
    np.testing.assert_allclose(ds["chosen_loss"], -low, **near)
    np.testing.assert_allclose(ds["chosen_loss"] + ds["suffered_loss"], ds["depth"], **near)
    together = planned.sum("organization").transpose("replication", "month")
    np.testing.assert_allclose(ds["collective_planned_gain"], together, **near)
    low = np.minimum(together.cumsum("month").min("month"), 0.0)
    np.testing.assert_allclose(ds["collective_chosen_loss"], -low, **near)
    np.testing.assert_allclose(
        ds["collective_chosen_loss"] + ds["collective_suffered_loss"], ds["collective_depth"], **near
    )
    outside = (ds["month"] < ds["entry_month"]) | (ds["entry_month"] == 0)
    assert (ds["planned_gain"].where(outside, 0.0) == 0.0).all()


def pools_are_judged(ds):
    """Pools that were founded two years before the end, and those of them that ended at a loss."""
    months = ds.sizes["month"]
    founded_early = ds["foundings"].isel(month=slice(0, max(months - 23, 0))).sum("month")  # also those that never ran
    np.testing.assert_array_equal(ds["pools_judged"], founded_early)
    old = (ds["pool_founded"] > 0) & (months - ds["pool_founded"] + 1 >= 24)
    never = old & (ds["pool_status"] == Status.NEVER)
    for r in range(ds.sizes["resource"]):
        here = ds["pool_resource"] == r
        np.testing.assert_array_equal(ds["pools_never_recovered"].isel(resource=r), (never & here).sum("pool_number"))
    np.testing.assert_allclose(
        ds["resources_pooled"], ds["members"].isel(month=-1).sum("resource") / ds.sizes["organization"]
    )
    np.testing.assert_allclose(ds["resources_needed"], (ds["need"] > 0).sum("resource").mean("organization"))
