"""The catalogue of outcomes: the numbers by which runs and worlds are compared."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import xarray as xr

from sim.vocabulary.status import Status
from sim.vocabulary.text import Text


@dataclass(frozen=True)
class Outcome:
    """A number that summarizes a run.

    Attributes
    ----------
    key : str
        Its name in datasets.
    unit : str
        "CAD", "share", "month" or "count".
    text : Text
        Its name for readers.
    source : str or callable
        The variable of a dataset that holds it, by default that of the same name, or the function that computes it.
    whole : bool
        Whether it is a sum over all organizations, comparable only between equal numbers of them.
    matters : callable
        Function of a dataset that returns whether the outcome is informative; if it is in no scenario, a comparison
        leaves it out.
    """

    key: str
    unit: str
    text: Text
    source: str | Callable[[xr.Dataset], xr.DataArray] = ""
    whole: bool = False
    matters: Callable[[xr.Dataset], bool] = lambda ds: True

    def read(self, ds: xr.Dataset) -> xr.DataArray:
        """Return it for each (replication) or (replication, resource); NaN where a run does not define it."""
        return self.source(ds) if callable(self.source) else ds[self.source or self.key]


def _ratio(part: xr.DataArray, whole: xr.DataArray) -> xr.DataArray:
    """Return a part over a whole; NaN where the whole is 0."""
    return part / whole.where(whole > 0.0)


def _back(ds: xr.Dataset) -> xr.DataArray:
    """Return the break-even month of the group, 0 if it never lost; NaN if it has not, or none pools."""
    even = ds["collective_status"].isin([Status.NO_LOSS, Status.BROKE_EVEN])
    return ds["collective_break_even"].where(even)


def _not_back(ds: xr.Dataset) -> xr.DataArray:
    """Return whether the group is at a loss at the end of a run: 1 or 0."""
    return ds["collective_status"].isin([Status.NOT_YET, Status.NEVER]).astype(float)


def _gain_so_far(ds: xr.Dataset) -> xr.DataArray:
    """Return the gain up to each month as a share of the cost alone."""
    gain, cost = (ds[name].cumsum("month") for name in ("collective_gain", "collective_counterfactual_cost"))
    return _ratio(gain, cost).assign_coords(month=ds["month"])


def _paid(ds: xr.Dataset) -> xr.DataArray:
    """Return all payments to found, join and leave pools."""
    return (ds["collective_entry_payments"] + ds["collective_exit_payments"]).sum("month")


def _failed(ds: xr.Dataset) -> xr.DataArray:
    """Return the share of the pools that ended at a loss, among those that were not absorbed by another pool."""
    founded = (ds["pools_founded"] - ds["pools_absorbed"]).sum("resource")
    return _ratio(ds["pools_never"].sum("resource"), founded)


def share_never_recovered(ds: xr.Dataset) -> xr.DataArray:
    """Return the share of pools that ended at a loss, absorbed ones included, among those founded two years before.

    Parameters
    ----------
    ds : xarray.Dataset
        What :func:`sim.simulate` returns, at any level of record.

    Returns
    -------
    (replication,) DataArray
        NaN where no pool was founded at least 24 months before the end of the run.
    """
    return _ratio(ds["pools_never_recovered"].sum("resource"), ds["pools_judged"].sum("resource"))


def _paid_by_the_public(ds: xr.Dataset) -> bool:
    """Return whether a run uses public money."""
    return bool(ds["public_money"].any())


def _is_met(ds: xr.Dataset) -> bool:
    """Return whether all needs are met, together and alone."""
    return bool((ds["access"] == 1.0).all() and (ds["access_alone"] == 1.0).all())


OUTCOMES: Final = (
    Outcome(
        "gain",
        "CAD",
        Text("Gain of the group, payments deducted", "Gain du groupe, paiements déduits"),
        "collective_total_gain",
        whole=True,
    ),
    Outcome(
        "gain_share",
        "share",
        Text("Gain, share of the cost alone", "Gain, en part du coût de rester seul"),
        lambda ds: _ratio(ds["collective_total_gain"], ds["collective_total_counterfactual"]),
    ),
    Outcome("public_money", "CAD", Text("Public money", "Argent public"), whole=True, matters=_paid_by_the_public),
    Outcome(
        "net_gain",
        "CAD",
        Text("Gain less public money", "Gain moins l'argent public"),
        "collective_net_gain",
        whole=True,
        matters=_paid_by_the_public,
    ),
    Outcome("payments", "CAD", Text("Entry and exit payments", "Paiements d'entrée et de sortie"), _paid, whole=True),
    Outcome(
        "depth",
        "CAD",
        Text("Deepest loss of the group", "Perte la plus profonde du groupe"),
        "collective_depth",
        whole=True,
    ),
    Outcome(
        "chosen_loss",
        "CAD",
        Text("Deepest loss by the plans at entry", "Perte la plus profonde selon les plans à l'entrée"),
        "collective_chosen_loss",
        whole=True,
    ),
    Outcome(
        "trough",
        "month",
        Text("Month of the trough", "Mois du creux"),
        lambda ds: ds["collective_trough"].where(ds["collective_depth"] > 0.0),
    ),
    Outcome("break_even", "month", Text("Month of break-even", "Mois du retour à l'équilibre"), _back),
    Outcome(
        "not_back",
        "share",
        Text("Runs that do not break even", "Simulations où le groupe n'est pas rentré dans ses frais"),
        _not_back,
    ),
    Outcome(
        "resources_pooled",
        "count",
        Text("Resources pooled per organization", "Ressources mutualisées par organisation"),
    ),
    Outcome("entered", "share", Text("Organizations that ever pool", "Organisations qui mutualisent un jour")),
    Outcome("left_behind", "share", Text("Organizations left behind", "Organisations laissées pour compte")),
    Outcome(
        "never",
        "share",
        Text("Organizations that stopped at a loss", "Organisations qui ont cessé à perte"),
        lambda ds: ds["share_never"] * ds["entered"],
    ),
    Outcome(
        "survival",
        "share",
        Text("Organizations that have not closed", "Organisations qui n'ont pas fermé"),
        matters=lambda ds: bool((ds["survival"] < 1.0).any()),
    ),
    Outcome(
        "pools_never", "share", Text("Pools that never break even", "Groupes jamais rentrés dans leurs frais"), _failed
    ),
    Outcome(
        "pools_never_recovered",
        "share",
        Text("Pools that never recovered", "Groupes qui n'ont jamais récupéré leurs frais"),
        share_never_recovered,
    ),
)
"""The outcomes of a whole run, read off its months."""
OF_RESOURCES: Final = (
    Outcome("participation", "share", Text("Pool at the end: {resource}", "Mutualisent à la fin : {resource}")),
    Outcome(
        "resource_gain",
        "share",
        Text("Gain, share of the cost alone: {resource}", "Gain, en part du coût de rester seul : {resource}"),
        lambda ds: _ratio(ds["resource_gain"], ds["resource_counterfactual"]),
    ),
    Outcome(
        "access",
        "share",
        Text("Share of the need that is met: {resource}", "Part du besoin comblée : {resource}"),
        matters=lambda ds: not _is_met(ds),
    ),
)
"""The outcomes of each resource."""
OF_MONTHS: Final = (
    Outcome(
        "gain_share",
        "share",
        Text("Gain so far, share of the cost alone so far", "Gain à ce jour, en part du coût de rester seul"),
        _gain_so_far,
    ),
    Outcome(
        "memberships",
        "count",
        Text("Memberships in pools, all resources", "Appartenances à des groupes, toutes ressources"),
        lambda ds: ds["members"].sum("resource"),
    ),
)
"""Quantities of each month, whose sensitivity changes as time goes on."""
