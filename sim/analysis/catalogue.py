"""The catalogue of outcomes: the numbers by which runs and worlds are compared."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import xarray as xr

from sim.vocabulary.status import Status
from sim.vocabulary.text import Text


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """A number that summarizes a run.

    Attributes
    ----------
    key : str
        Its name in datasets.
    text : Text
        Its name for readers.
    unit : str
        "CAD", "share" or "month".
    read : callable
        Function of a dataset that returns it, (replication) or (replication, resource), NaN where a run does not define
        it.
    whole : bool
        Whether it is a sum over all organizations, comparable only between equal numbers of them.
    matters : callable
        Function of a dataset that returns whether the outcome is informative; if it is in no scenario, a comparison
        leaves it out.
    """

    key: str
    text: Text
    unit: str
    read: Callable[[xr.Dataset], xr.DataArray]
    whole: bool = False
    matters: Callable[[xr.Dataset], bool] = lambda ds: True


def _ratio(part: xr.DataArray, whole: xr.DataArray) -> xr.DataArray:
    """Return a part over a whole; NaN where the whole is 0."""
    return part / whole.where(whole > 0.0)


def _back(ds: xr.Dataset) -> xr.DataArray:
    """Return the break-even month of the group, 0 if it never lost; NaN if it has not, or none pools."""
    even = ds["collective_status"].isin([Status.NO_LOSS, Status.BROKE_EVEN])
    return ds["collective_break_even"].where(even)


def _paid(ds: xr.Dataset) -> xr.DataArray:
    """Return all payments to found, join and leave pools."""
    return (ds["collective_entry_payments"] + ds["collective_exit_payments"]).sum("month")


def _failed(ds: xr.Dataset) -> xr.DataArray:
    """Return the share of the pools that ended at a loss, among those that were not absorbed by another pool."""
    founded = (ds["pools_founded"] - ds["pools_absorbed"]).sum("resource")
    return _ratio(ds["pools_never"].sum("resource"), founded)


def _paid_by_the_public(ds: xr.Dataset) -> bool:
    """Return whether a run uses public money."""
    return bool(ds["public_money"].any())


def _is_met(ds: xr.Dataset) -> bool:
    """Return whether all needs are met, together and alone."""
    return bool((ds["access"] == 1.0).all() and (ds["access_alone"] == 1.0).all())


OUTCOMES: Final = (
    Outcome(
        key="gain",
        text=Text("Gain of the group, payments deducted", "Gain du groupe, paiements déduits"),
        unit="CAD",
        read=lambda ds: ds["collective_total_gain"],
        whole=True,
    ),
    Outcome(
        key="gain_share",
        text=Text("Gain, share of the cost alone", "Gain, en part du coût de rester seul"),
        unit="share",
        read=lambda ds: _ratio(ds["collective_total_gain"], ds["collective_total_counterfactual"]),
    ),
    Outcome(
        key="public_money",
        text=Text("Public money", "Argent public"),
        unit="CAD",
        read=lambda ds: ds["public_money"],
        whole=True,
        matters=_paid_by_the_public,
    ),
    Outcome(
        key="net_gain",
        text=Text("Gain less public money", "Gain moins l'argent public"),
        unit="CAD",
        read=lambda ds: ds["collective_net_gain"],
        whole=True,
        matters=_paid_by_the_public,
    ),
    Outcome(
        key="payments",
        text=Text("Entry and exit payments", "Paiements d'entrée et de sortie"),
        unit="CAD",
        read=_paid,
        whole=True,
    ),
    Outcome(
        key="depth",
        text=Text("Deepest loss of the group", "Perte la plus profonde du groupe"),
        unit="CAD",
        read=lambda ds: ds["collective_depth"],
        whole=True,
    ),
    Outcome(
        key="trough",
        text=Text("Month of the trough", "Mois du creux"),
        unit="month",
        read=lambda ds: ds["collective_trough"].where(ds["collective_depth"] > 0.0),
    ),
    Outcome(
        key="break_even",
        text=Text("Month of break-even", "Mois du retour à l'équilibre"),
        unit="month",
        read=_back,
    ),
    Outcome(
        key="not_back",
        text=Text("Runs that do not break even", "Simulations où le groupe n'est pas rentré dans ses frais"),
        unit="share",
        read=lambda ds: ds["collective_status"].isin([Status.NOT_YET, Status.NEVER]).astype(float),
    ),
    Outcome(
        key="entered",
        text=Text("Organizations that ever pool", "Organisations qui mutualisent un jour"),
        unit="share",
        read=lambda ds: ds["entered"],
    ),
    Outcome(
        key="left_behind",
        text=Text("Organizations left behind", "Organisations laissées pour compte"),
        unit="share",
        read=lambda ds: ds["left_behind"],
    ),
    Outcome(
        key="never",
        text=Text("Organizations that stopped at a loss", "Organisations qui ont cessé à perte"),
        unit="share",
        read=lambda ds: ds["share_never"] * ds["entered"],
    ),
    Outcome(
        key="survival",
        text=Text("Organizations that have not closed", "Organisations qui n'ont pas fermé"),
        unit="share",
        read=lambda ds: ds["survival"],
        matters=lambda ds: bool((ds["survival"] < 1.0).any()),
    ),
    Outcome(
        key="pools_never",
        text=Text("Pools that never break even", "Groupes jamais rentrés dans leurs frais"),
        unit="share",
        read=_failed,
    ),
)
"""The outcomes of a whole run, read off its months."""
OF_RESOURCES: Final = (
    Outcome(
        key="participation",
        text=Text("Pool at the end: {resource}", "Mutualisent à la fin : {resource}"),
        unit="share",
        read=lambda ds: ds["participation"],
    ),
    Outcome(
        key="resource_gain",
        text=Text("Gain, share of the cost alone: {resource}", "Gain, en part du coût de rester seul : {resource}"),
        unit="share",
        read=lambda ds: _ratio(ds["resource_gain"], ds["resource_counterfactual"]),
    ),
    Outcome(
        key="access",
        text=Text("Share of the need that is met: {resource}", "Part du besoin comblée : {resource}"),
        unit="share",
        read=lambda ds: ds["access"],
        matters=lambda ds: not _is_met(ds),
    ),
)
"""The outcomes of each resource."""
OF_MONTHS: Final = (
    Outcome(
        key="gain_share",
        text=Text("Gain so far, share of the cost alone so far", "Gain à ce jour, en part du coût de rester seul"),
        unit="share",
        read=lambda ds: _ratio(
            ds["collective_gain"].cumsum("month"), ds["collective_counterfactual_cost"].cumsum("month")
        ).assign_coords(month=ds["month"]),
    ),
    Outcome(
        key="memberships",
        text=Text("Memberships in pools, all resources", "Appartenances à des groupes, toutes ressources"),
        unit="count",
        read=lambda ds: ds["members"].sum("resource"),
    ),
)
"""Quantities of each month, whose sensitivity changes as time goes on."""
