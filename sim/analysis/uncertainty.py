"""Chance and uncertainty side by side: the main outcomes of a scenario, its assumptions fixed or drawn."""

from collections.abc import Callable
from typing import Final

import numpy as np
import xarray as xr
from numpy.typing import NDArray

from sim.analysis.bilingual import pair
from sim.analysis.catalogue import share_never_recovered
from sim.analysis.effort import mean_effort
from sim.analysis.paired import part_of
from sim.analysis.spread import BAND, Spread, month_spread, spread_of
from sim.dataset import simulate
from sim.progress import Progress, reporter
from sim.scenario import Scenario
from sim.vocabulary.text import Text, same

_Values = Callable[[xr.Dataset], NDArray[np.float64]]


def _ratio(part: xr.DataArray, whole: xr.DataArray) -> NDArray[np.float64]:
    """Return a part over a whole (replication,); NaN where the whole is 0."""
    return np.asarray((part / whole.where(whole > 0.0)).values, dtype=np.float64)


def _saving(ds: xr.Dataset) -> NDArray[np.float64]:
    """Return the gain as a share of what the needs that were pooled would have cost alone (replication,)."""
    pooled = (ds["pool"] >= 0).sum("month") * ds["stand_alone_cost"]
    return _ratio(ds["collective_total_gain"], pooled.sum(["organization", "resource"]))


def _pools_never(ds: xr.Dataset) -> NDArray[np.float64]:
    """Return the share of the pools that ended at a loss, absorbed ones left out."""
    return _ratio(ds["pools_never"].sum("resource"), (ds["pools_founded"] - ds["pools_absorbed"]).sum("resource"))


_ROWS: Final[dict[str, tuple[str, Text, _Values]]] = {
    "saving": (
        "share",
        Text(
            "gain on pooled resources, entry payments deducted", "gain sur les ressources mutualisées, entrées déduites"
        ),
        _saving,
    ),
    "gain_share": (
        "share",
        Text("gain, share of the cost alone", "gain, en part du coût de rester seul"),
        lambda ds: _ratio(ds["collective_total_gain"], ds["collective_total_counterfactual"]),
    ),
    "trough": (
        "month",
        Text("trough of the group", "creux du groupe"),
        lambda ds: ds["collective_trough"].where(ds["collective_depth"] > 0.0).values,
    ),
    "depth": (
        "CAD",
        Text("deepest loss of the group", "perte la plus profonde du groupe"),
        lambda ds: ds["collective_depth"].where(ds["collective_depth"] > 0.0).values,
    ),
    "chosen_loss": (
        "CAD",
        Text("deepest loss by the plans at entry", "perte la plus profonde selon les plans à l'entrée"),
        lambda ds: ds["collective_chosen_loss"].values,
    ),
    "break_even": ("month", Text("break-even of the group", "retour à l'équilibre du groupe"), lambda ds: np.empty(0)),
    "resources_pooled": (
        "count",
        Text("resources pooled per organization", "ressources mutualisées par organisation"),
        lambda ds: ds["resources_pooled"].values,
    ),
    "participation": (
        "share",
        Text("needs that are pooled at the end", "besoins mutualisés à la fin"),
        lambda ds: _ratio(ds["resources_pooled"], ds["resources_needed"]),
    ),
    "left_behind": (
        "share",
        Text("organizations left behind", "organisations laissées pour compte"),
        lambda ds: ds["left_behind"].values,
    ),
    "pools_never": (
        "share",
        Text("pools that ended at a loss, absorbed ones left out", "groupes finis à perte, sans les absorbés"),
        _pools_never,
    ),
    "unrecovered": (
        "share",
        Text(
            "pools founded two years before the end that ended at a loss, absorbed ones included",
            "groupes fondés deux ans avant la fin et finis à perte, absorbés compris",
        ),
        lambda ds: share_never_recovered(ds).values,
    ),
    "effort": (
        "share",
        Text("mean effort in pools at the end", "effort moyen dans les groupes à la fin"),
        lambda ds: mean_effort(ds).isel(month=-1).values,
    ),
}
_PARTICIPATION: Final = Text("pool at the end: {resource}", "mutualisent à la fin : {resource}")
_SOURCES: Final = {
    "chance": Text("chance alone", "hasard seul"),
    "uncertain": Text("with uncertainty", "avec incertitude"),
}


def _summarized(ds: xr.Dataset, key: str, band: float) -> Spread:
    """Summarize one outcome over runs; a group that is not back counts as later than any month (inf)."""
    if key == "break_even":
        return month_spread(ds["collective_break_even"].values, ds["collective_status"].values, band)
    if key.startswith("participation."):
        return spread_of(ds["participation"].sel(resource=key.partition(".")[2]).values, band)
    return spread_of(_ROWS[key][2](ds), band)


def main_outcomes(ds: xr.Dataset, titles: dict[str, Text] | None = None, band: float = BAND) -> xr.Dataset:
    """Summarize the main outcomes of a simulation over its runs.

    Parameters
    ----------
    ds : xarray.Dataset
        What :func:`sim.simulate` returns, with ``record="organizations"``.
    titles : dict of str to Text, optional
        Names of the resources; by default their keys.
    band : float
        Share of the runs between `low` and `high` [1].

    Returns
    -------
    xarray.Dataset
        ``low``, ``median``, ``high`` (outcome), in the unit of each outcome, NaN where no run defines it; ``unit`` and
        ``outcome_name`` in both languages as coordinates. The month of break-even is inf where a group is not back at
        the end, and 0 where it never lost.
    """
    names = {key: (unit, text) for key, (unit, text, _) in _ROWS.items()}
    for resource in ds["resource"].values.tolist():
        title = (titles or {}).get(resource, same(resource))
        names[f"participation.{resource}"] = ("share", _PARTICIPATION.format(resource=title))
    spreads = [_summarized(ds, key, band) for key in names]
    return xr.Dataset(
        {end: ("outcome", [getattr(each, end) for each in spreads]) for end in ("low", "median", "high")},
        {
            "outcome": list(names),
            "unit": ("outcome", [unit for unit, _ in names.values()]),
            **pair("outcome_name", "outcome", [text for _, text in names.values()]),
        },
    )


def chance_and_uncertainty(
    scenario: Scenario,
    replications: int | None = None,
    seed: int | None = None,
    threads: int | None = None,
    progress: Progress | bool | None = None,
    band: float = BAND,
) -> xr.Dataset:
    """Summarize the main outcomes of a scenario by chance alone, and with its uncertain assumptions drawn as well.

    Both worlds meet the same draws: organizations, needs, overruns. Their bands differ by what is uncertain.

    Parameters
    ----------
    scenario : Scenario
        With a table ``[uncertain]``.
    replications, seed : int, optional
        By default those of the scenario.
    threads : int, optional
        By default one for each processor. The result does not depend on it.
    progress : callable or bool, optional
        Called as ``progress(done, total)``, of the runs of both; True shows a bar.
    band : float
        Share of the runs between `low` and `high` [1].

    Returns
    -------
    xarray.Dataset
        As from :func:`main_outcomes`, with a dimension source: ``chance``, ``uncertain``.

    Raises
    ------
    ValueError
        If the scenario has no table ``[uncertain]``, or the number of replications is not positive.

    Examples
    --------
    >>> import sim
    >>> from sim.analysis import chance_and_uncertainty
    >>> scenario = sim.load_scenario("atelier")
    >>> both = chance_and_uncertainty(scenario, replications=2)
    >>> width = both["high"] - both["low"]
    >>> width.sizes["source"], "break_even" in both["outcome"].values
    (2, True)
    """
    replications = scenario.replications if replications is None else replications
    titles = {key: resource.title for key, resource in scenario.resources.items()}
    parts, report = [], reporter(progress)
    for place, uncertain in enumerate((False, True)):
        part = part_of(report, place * replications, 2 * replications)
        ds = simulate(scenario, replications, seed, "organizations", threads, part, uncertain)
        parts.append(main_outcomes(ds, titles, band))
    both = xr.concat(parts, "source", coords="minimal", compat="override")
    return both.assign_coords(source=list(_SOURCES), **pair("source_name", "source", list(_SOURCES.values())))
