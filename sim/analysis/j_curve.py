"""J-curves of a simulated dataset: the group's and each organization's, in calendar time and since entry."""

from typing import Final

import numpy as np
import xarray as xr

from sim.analysis.bilingual import described
from sim.analysis.recorded import has_months, has_organizations
from sim.laws.j_curve import trace
from sim.vocabulary.loss import LEFT_BEHIND
from sim.vocabulary.text import Text

REACHED: Final = 0.1
"""Curves since entry stop at the first month that fewer than this share of the entrants have reached [1]."""

_WORDS: Final[dict[str, tuple[str, Text]]] = {
    "depth": ("CAD", Text("deepest cumulative loss", "perte cumulée la plus profonde")),
    "trough": ("month", Text("month of the deepest cumulative loss (0: none)", "mois du creux (0 : aucun)")),
    "end_of_loss": (
        "month",
        Text("last month with a monthly loss (0: none)", "dernier mois de perte (0 : aucun)"),
    ),
    "break_even": ("month", Text("break-even month (0: none)", "mois du retour à l'équilibre (0 : aucun)")),
    "status": ("code", Text("status (code of Status)", "statut (code de Status)")),
    "gain": ("CAD", Text("gain over all months", "gain sur tous les mois")),
    "gain_share": ("share", Text("gain, share of the cost alone", "gain, en part du coût de rester seul")),
    "left_behind": (
        "share",
        Text("left behind: out at a loss, or still losing", "laissée pour compte : sortie à perte, ou encore perdante"),
    ),
    "chosen_loss": (
        "CAD",
        Text("deepest cumulative loss by the plans at entry", "perte la plus profonde selon les plans à l'entrée"),
    ),
    "suffered_loss": (
        "CAD",
        Text("deepest cumulative loss beyond the plans", "perte la plus profonde au-delà des plans"),
    ),
    "planned_cumulative_gain": (
        "CAD",
        Text("cumulative gain by the plans at entry", "gain cumulé selon les plans à l'entrée"),
    ),
    "entry_month": ("month", Text("month of first entry (0: never)", "mois de la première entrée (0 : jamais)")),
    "cumulative_gain": ("CAD", Text("cumulative gain", "gain cumulé")),
    "cumulative_gain_since_entry": (
        "CAD",
        Text("cumulative gain since entry, per organization", "gain cumulé depuis l'entrée, par organisation"),
    ),
    "reached_since_entry": (
        "share",
        Text(
            "share of entered organizations observed that long",
            "part des organisations entrées observées aussi longtemps",
        ),
    ),
    "depth_since_entry": (
        "CAD",
        Text("deepest mean loss since entry", "perte moyenne la plus profonde depuis l'entrée"),
    ),
    "trough_since_entry": (
        "month",
        Text("month of the trough since entry (0: none)", "mois du creux depuis l'entrée (0 : aucun)"),
    ),
    "break_even_since_entry": (
        "month",
        Text("break-even month since entry (0: none)", "mois du retour à l'équilibre depuis l'entrée (0 : aucun)"),
    ),
}
_BY_PLAN: Final = ("chosen_loss", "suffered_loss")
_READ: Final = 4_000_000  # bytes that are read at a time
_TRACKED: Final = ("depth", "trough", "end_of_loss", "break_even", "status")


def j_curve(ds: xr.Dataset) -> xr.Dataset:
    """Return the J-curves of a simulated dataset.

    The gain is the cost of the same organizations at their best stand-alone option less their actual cost, entry and
    exit payments deducted; a J-curve is its cumulative sum. The depth is how far it falls below zero, the trough is
    the month in which it is lowest, and break-even is the first month after the trough with nothing lost.

    Parameters
    ----------
    ds : xarray.Dataset
        What :func:`sim.simulate` returns. With ``record="months"`` the curves themselves and event time are
        added, with ``record="organizations"`` each organization.

    Returns
    -------
    xarray.Dataset
        For the group, (replication): ``collective_depth``, ``collective_gain`` [CAD],
        ``collective_gain_share`` [1], ``collective_trough``, ``collective_end_of_loss``,
        ``collective_break_even`` [month; 0 = none], ``collective_status`` [code of Status],
        ``collective_left_behind`` [share of organizations], ``collective_chosen_loss``, ``collective_suffered_loss``
        [CAD]. With months: ``collective_cumulative_gain``, ``collective_planned_cumulative_gain``
        (replication, month) [CAD]; ``collective_cumulative_gain_since_entry`` (replication, month) [CAD per
        organization], the sum over months k since entry of the mean gain of those that have reached month k,
        NaN from the month that fewer than a tenth have reached; ``collective_reached_since_entry`` (replication, month)
        [1] and ``collective_depth_since_entry``, ``_trough_``, ``_break_even_`` (replication). With organizations,
        (replication, organization): the same names with ``individual_``, and ``individual_entry_month``.
        Months since entry count the month of entry as 1.

    See Also
    --------
    sim.analysis.spread : summary over replications.

    References
    ----------
    .. [1] National Audit Office (2012), Efficiency and reform in government corporate functions through shared
       service centres, HC 1790: costs before savings, and savings that did not come.
    """
    curves = {f"collective_{name}": ds[f"collective_{name}"] for name in _TRACKED}
    curves["collective_gain"] = ds["collective_total_gain"]
    curves["collective_gain_share"] = _share(ds["collective_total_gain"], ds["collective_total_counterfactual"])
    curves["collective_left_behind"] = ds["left_behind"]
    curves |= {f"collective_{name}": ds[f"collective_{name}"] for name in _BY_PLAN}
    if has_months(ds):
        curves["collective_cumulative_gain"] = ds["collective_gain"].cumsum("month").assign_coords(month=ds["month"])
        planned = ds["collective_planned_gain"].cumsum("month").assign_coords(month=ds["month"])
        curves["collective_planned_cumulative_gain"] = planned
        curves |= _since_entry(ds)
    if has_organizations(ds):
        curves |= {f"individual_{name}": ds[name] for name in _TRACKED}
        curves["individual_gain"] = ds["total_gain"]
        curves["individual_gain_share"] = _share(ds["total_gain"], _total(ds["counterfactual_cost"]))
        curves["individual_left_behind"] = ds["kind_of_loss"].isin(LEFT_BEHIND)
        curves |= {f"individual_{name}": ds[name] for name in _BY_PLAN}
        curves["individual_entry_month"] = ds["entry_month"]
        for name in ("trough", "break_even"):
            moved = ds[name] - ds["entry_month"] + 1.0
            curves[f"individual_{name}_since_entry"] = moved.where(ds[name] > 0, 0.0)
    described_curves = {
        name: curve.drop_attrs(deep=False).assign_attrs(described(*_WORDS[name.split("_", 1)[1]]))
        for name, curve in curves.items()
    }
    return xr.Dataset(described_curves, attrs=ds.attrs)


def _total(values: xr.DataArray) -> xr.DataArray:
    """Return the sum over months, a few runs at a time: the values of all may be larger than the memory."""
    each = max(1, _READ // max(1, values.nbytes // max(1, values.sizes["replication"])))
    starts = range(0, values.sizes["replication"], each)
    parts = [values.isel(replication=slice(start, start + each)).sum("month") for start in starts]
    return xr.concat(parts, "replication") if len(parts) > 1 else parts[0]


def _share(gain: xr.DataArray, cost: xr.DataArray) -> xr.DataArray:
    """Return gain over cost; 0 where the cost is 0."""
    return (gain / cost.where(cost > 0.0, np.inf)).rename(None)


def _since_entry(ds: xr.Dataset) -> dict[str, xr.DataArray]:
    """Return the group in event time: each month since entry averages over those that have reached it."""
    gain = ds["gain_since_entry"].transpose("replication", "month")
    count = ds["organizations_since_entry"].transpose("replication", "month")
    entered = np.maximum(count.values[:, :1], 1.0)
    reached = count.values / entered
    kept = (reached >= REACHED) & (count.values > 0)
    flow = np.where(kept, gain.values / np.maximum(count.values, 1.0), np.nan)
    tracks = [trace(row[~np.isnan(row)]) for row in flow]
    first = gain.isel(month=0, drop=True)
    return {
        "collective_cumulative_gain_since_entry": gain.copy(data=flow.cumsum(1)),
        "collective_reached_since_entry": gain.copy(data=reached),
        "collective_depth_since_entry": first.copy(data=np.array([-track.low for track in tracks])),
        "collective_trough_since_entry": first.copy(data=np.array([float(track.low_month) for track in tracks])),
        "collective_break_even_since_entry": first.copy(data=np.array([float(track.back_month) for track in tracks])),
    }
