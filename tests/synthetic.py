"""Datasets made up from the names that a simulation writes, to test what reads them, without simulating."""

import numpy as np
import xarray as xr

from sim.vocabulary.loss import LEFT_BEHIND, Loss

RESOURCES = ("hr", "accounting", "premises", "it", "training", "reserve")
SCENARIO = """
name = "{name}"
months = {months}
[title]
en = "Twelve organizations share what each buys alone"
fr = "Douze organisations partagent ce que chacune achète seule"
[resources.hr]
kind = "human"
title = {{ en = "HR adviser", fr = "Conseil en ressources humaines" }}
[resources.accounting]
kind = "human"
title = {{ en = "Accounting", fr = "Comptabilité" }}
[resources.premises]
kind = "material"
title = {{ en = "Shared premises", fr = "Locaux partagés" }}
[resources.it]
kind = "intellectual"
title = {{ en = "IT system", fr = "Système informatique" }}
[resources.training]
kind = "intellectual"
title = {{ en = "Training", fr = "Formation" }}
[resources.reserve]
kind = "financial"
title = {{ en = "Reserve", fr = "Réserve commune" }}
"""


def dataset(
    *,
    months=60,
    replications=20,
    organizations=40,
    resources=RESOURCES,
    entering=0.6,
    at_once=False,
    saving=0.1,
    spread=0.1,
    entry_cost=1.5,
    leaving=0.1,
    scale=1.0,
    record="organizations",
    fictional=0,
    name="quebec",
    seed=7,
):
    """Make up a dataset: each organization enters in some month, pays, loses at first and then saves.

    saving is the mean share of the stand-alone cost saved once the start-up trouble is over, spread its
    standard deviation over organizations, entry_cost what entering costs [months of stand-alone cost].
    """
    rng = np.random.default_rng(seed)
    M, N, T, R = replications, organizations, months, len(resources)
    month = np.arange(1, T + 1)
    size = np.clip(rng.lognormal(1.75, 1.43, (M, N)), 1, 250)
    need = rng.lognormal(0, 0.5, (M, N, R)) * size[..., None]
    stand_alone = need * rng.uniform(50, 150, R) * scale
    cost = stand_alone.sum(-1)
    enters = rng.random((M, N)) < entering
    entry = np.where(enters, 1 if at_once else rng.integers(1, max(2, T // 2), (M, N)), 0)
    leaves = enters & (rng.random((M, N)) < leaving)
    exit_month = np.where(leaves, np.minimum(T, entry + rng.integers(3, 12, (M, N))), T + 1)
    pools = (month >= entry[..., None]) & enters[..., None] & (month < exit_month[..., None])
    age = np.maximum(0, month - entry[..., None])
    rate = rng.normal(saving, spread, (M, N))[..., None] - 0.4 * np.exp(-age / 6)
    counterfactual = cost[..., None] * rng.normal(1, 0.05, (M, N, T))
    actual = counterfactual - pools * rate * cost[..., None]
    entry_payments = np.where((month == entry[..., None]) & enters[..., None], entry_cost * cost[..., None], 0.0)
    exit_payments = np.where(month == exit_month[..., None], 0.3 * cost[..., None], 0.0)
    gain = counterfactual - actual - entry_payments - exit_payments
    gain[~enters] = 0.0

    pooled_resources = pools[..., None] & (rng.random((M, N, 1, R)) < np.linspace(0.9, 0.2, R))
    members = pooled_resources.sum(1).astype(float)  # (M, T, R)
    own = curve(gain, entry_payments + exit_payments)
    own["status"] = status(own, gain, enters, pools[..., -1])
    total = gain.sum(1)
    group = curve(total, (entry_payments + exit_payments).sum(1))
    group["status"] = status(group, total, enters.any(-1), pools[..., -1].any(-1))
    since = np.zeros((M, T))
    reached = np.zeros((M, T))
    for k in range(T):
        at = entry - 1 + k
        there = enters & (at < T)
        reached[:, k] = there.sum(1)
        since[:, k] = (np.take_along_axis(gain, np.minimum(at, T - 1)[..., None], 2)[..., 0] * there).sum(1)
    entrants = np.maximum(1, enters.sum(1))
    plan = np.where(pools, (saving - 0.4 * np.exp(-age / 6)) * cost[..., None], 0.0) - entry_payments - exit_payments
    chosen = np.maximum(0.0, -plan.cumsum(-1).min(-1))
    group_plan = plan.sum(1)
    group_chosen = np.maximum(0.0, -group_plan.cumsum(-1).min(-1))
    suffered = own["depth"] - chosen
    lately = (gain + entry_payments + exit_payments)[..., -12:].sum(-1)
    kind = np.select(
        [gain.sum(-1) >= 0, ~pools[..., -1], lately > 0, T - entry + 1 < 24],
        [Loss.NONE, Loss.OUT, Loss.PAYING_BACK, Loss.YOUNG],
        default=Loss.LOSING,
    ).astype(np.int8)
    mro = ("replication", "organization")
    variables = {
        "collective_total_gain": ("replication", total.sum(-1)),
        "collective_total_counterfactual": ("replication", counterfactual.sum((1, 2))),
        **{f"collective_{k}": ("replication", v) for k, v in group.items()},
        "entered": ("replication", enters.mean(1)),
        "left_behind": ("replication", np.isin(kind, LEFT_BEHIND).mean(1)),
        "out_at_a_loss": ("replication", (kind == Loss.OUT).mean(1)),
        "still_losing": ("replication", (kind == Loss.LOSING).mean(1)),
        "paying_back": ("replication", (kind == Loss.PAYING_BACK).mean(1)),
        "too_young": ("replication", (kind == Loss.YOUNG).mean(1)),
        "collective_chosen_loss": ("replication", group_chosen),
        "collective_suffered_loss": ("replication", group["depth"] - group_chosen),
        "mean_chosen_loss": ("replication", (chosen * enters).sum(1) / entrants),
        "mean_suffered_loss": ("replication", (suffered * enters).sum(1) / entrants),
        "resources_pooled": ("replication", members[:, -1].sum(-1) / N),
        "resources_needed": ("replication", np.full(M, float(R))),
        "pools_judged": (("replication", "resource"), np.ceil(members[:, 0] / 8)),
        "pools_never_recovered": (("replication", "resource"), np.floor(members[:, 0] / 40)),
        **{
            f"share_{k}": ("replication", (enters & (own["status"] == code)).sum(1) / entrants)
            for code, k in enumerate(("no_loss", "broke_even", "not_yet", "never"))
        },
        "participation": (("replication", "resource"), members[:, -1] / N),
    }
    if record != "summary":
        variables |= {
            "collective_gain": (("replication", "month"), total),
            "collective_counterfactual_cost": (("replication", "month"), counterfactual.sum(1)),
            "collective_actual_cost": (("replication", "month"), actual.sum(1)),
            "collective_planned_gain": (("replication", "month"), group_plan),
            "gain_since_entry": (("replication", "month"), since),
            "organizations_since_entry": (("replication", "month"), reached),
            "members": (("replication", "month", "resource"), members),
            "pools": (("replication", "month", "resource"), np.ceil(members / 8)),
        }
    if record == "organizations":
        variables |= {
            "size": (mro, size),
            "total_gain": (mro, gain.sum(-1)),
            "entry_month": (mro, entry.astype(float)),
            **{k: (mro, v) for k, v in own.items()},
            "kind_of_loss": (mro, kind),
            "chosen_loss": (mro, chosen),
            "suffered_loss": (mro, suffered),
            "need": ((*mro, "resource"), need),
            "stand_alone_cost": ((*mro, "resource"), stand_alone),
            "gain": ((*mro, "month"), gain),
            "planned_gain": ((*mro, "month"), plan),
            "actual_cost": ((*mro, "month"), actual),
            "counterfactual_cost": ((*mro, "month"), counterfactual),
            "entry_payments": ((*mro, "month"), entry_payments),
            "exit_payments": ((*mro, "month"), exit_payments),
        }
    coords = {"replication": np.arange(M), "resource": list(resources)}
    if record != "summary":
        coords["month"] = month
    if record == "organizations":
        coords["organization"] = [f"organization {k}" for k in range(N)]
    attrs = {
        "title": "Twelve organizations share what each buys alone",
        "title_fr": "Douze organisations partagent ce que chacune achète seule",
        "scenario": SCENARIO.format(name=name, months=T),
        "scenario_name": name,
        "seed": seed,
        "record": record,
        "fictional": fictional,
        "version": "0",
    }
    return xr.Dataset(variables, coords, attrs)


def curve(gain, payments):
    """Read the J-curve off whole series (..., T) by its definition, with NumPy."""
    total = gain.cumsum(-1)
    running = (gain + payments).cumsum(-1)
    months = np.arange(1, gain.shape[-1] + 1)
    low = np.minimum(0.0, total.min(-1))
    trough = np.where(low < 0, total.argmin(-1) + 1, 0)
    back = (total >= 0) & (months > trough[..., None]) & (low < 0)[..., None]
    return {
        "depth": -low,
        "trough": trough.astype(float),
        "end_of_loss": np.where(running.min(-1) < 0, running.argmin(-1) + 1, 0).astype(float),
        "break_even": np.where(back.any(-1), back.argmax(-1) + 1, 0).astype(float),
    }


def status(curves, gain, entered, pooling):
    """Classify whole series by the definition: no loss, broke even, not yet, never, never entered."""
    code = np.select([~entered, curves["depth"] == 0, curves["break_even"] > 0, pooling], [4, 0, 1, 2], default=3)
    return code.astype(np.int8)


CASES = {
    "usual": {},
    "nobody pools": {"entering": 0.0},
    "everybody pools at once": {"entering": 1.0, "at_once": True, "leaving": 0.0, "saving": 0.14},
    "all lose": {"entering": 1.0, "saving": -0.1, "spread": 0.02},
    "huge numbers": {"scale": 1e9},
    "one replication": {"replications": 1, "organizations": 12, "fictional": 1, "name": "hr_adviser"},
    "six months": {"months": 6, "fictional": 1},
    "one month": {"months": 1, "replications": 2},
    "no loss": {"entering": 1.0, "saving": 0.6, "spread": 0.01, "entry_cost": 0.0, "leaving": 0.0},
    "long name": {"name": "a_variant_of_the_quebec_scenario_with_open_admission_and_equal_shares" * 2},
    "twelve resources": {"resources": [f"resource_{k}" for k in range(12)], "replications": 5},
}
"""What the figures and the statements must survive."""
