"""Efficiency: how much of the best saving the pools of a simulation reach, and what they leave on the table."""

from typing import Final

import numpy as np
import xarray as xr

from sim.analysis.best_groups import best_groups_of_rows, partition_of_pools
from sim.analysis.bilingual import described
from sim.analysis.recorded import require
from sim.kernel.setup import new_state, prepare
from sim.scenario import Scenario
from sim.vocabulary.text import Text

_CAD: Final = "CAD/month"
_WORDS: Final = {
    "stand_alone_cost": (_CAD, Text("cost if all are alone", "coût si toutes restent seules")),
    "cost": (_CAD, Text("cost of the pools reached", "coût des groupes atteints")),
    "best_cost": (_CAD, Text("cost of the best groups", "coût des meilleurs groupes")),
    "rational_cost": (
        _CAD,
        Text(
            "cost of the best groups in which nobody pays more than alone",
            "coût des meilleurs groupes où personne ne paie plus que seul",
        ),
    ),
    "efficiency": (
        "share",
        Text("saving reached, as a share of the best", "économie atteinte, en part de la meilleure"),
    ),
    "left_on_the_table": (_CAD, Text("saving left on the table", "économie laissée sur la table")),
    "cost_ratio": ("1", Text("cost reached over the best cost", "coût atteint sur le meilleur coût")),
}


def efficiency(scenario: Scenario, ds: xr.Dataset, month: int | None = None, *, overrun: float = 1.0) -> xr.Dataset:
    """Compare the pools that a simulation has reached with the best groups of the same organizations.

    Both partitions are valued by the same costs: the steady ones as planned (:func:`sim.best_groups`), before any
    learning. The result therefore measures which organizations are together, not how pools fared.

    Parameters
    ----------
    scenario : Scenario
        What was simulated.
    ds : xarray.Dataset
        From :func:`sim.simulate`, with organizations recorded and without uncertain parameters.
    month : int, optional
        At the end of which month, from 1; the last one by default.
    overrun : float
        Multiplier of coordination costs [1].

    Returns
    -------
    xarray.Dataset
        Dimensions replication and resource. ``stand_alone_cost``, ``cost`` (reached), ``best_cost`` and
        ``rational_cost`` [CAD/month]; ``efficiency``, the saving reached over the best saving, NaN where the best is 0;
        ``left_on_the_table``, cost less best cost [CAD/month]; ``cost_ratio``, cost over best cost, NaN if that is 0.

    Raises
    ------
    NotRecordedError
        If the organizations were not recorded.
    ValueError
        If there is no such month, or parameters were uncertain.

    Examples
    --------
    >>> import sim
    >>> scenario = sim.load_scenario("atelier-rh")
    >>> reached = efficiency(scenario, sim.simulate(scenario, replications=2))
    >>> bool((reached["efficiency"] <= 1.0).all())
    True
    """
    require(ds, "organizations")
    month = scenario.months if month is None else month
    if not 1 <= month <= scenario.months:
        raise ValueError(f"month = {month} of 1 to {scenario.months}")
    if ds.attrs.get("uncertain"):
        raise ValueError("uncertain parameters were drawn: each run has costs of its own")
    setup = prepare(scenario)
    names = scenario.organization_names()
    pools = ds["pool"].sel(month=month).transpose("replication", "organization", "resource").values
    keys = list(scenario.resources)
    rows = np.zeros((len(pools), len(keys), 4))
    for k, replication in enumerate(ds["replication"].values.tolist()):
        state = new_state(setup, int(ds.attrs["seed"]), replication)
        for r, key in enumerate(keys):
            if k > 0 and scenario.population.fixed:
                rows[k, r] = rows[0, r]
            else:
                chosen = np.flatnonzero(state.place["need"][:, r] > 0.0).tolist()
                best = best_groups_of_rows(state, r, chosen, key, names, overrun)
                rows[k, r] = (best.stand_alone_cost, 0.0, best.best.cost, best.rational.cost)
            rows[k, r, 1] = partition_of_pools(state, r, pools[k, :, r], names, overrun).cost
    return _dataset(rows, ds)


def _dataset(rows: np.ndarray, ds: xr.Dataset) -> xr.Dataset:
    """Return the costs (replication, resource, 4) and what follows from them as a dataset."""
    alone, cost, best, rational = np.moveaxis(rows, -1, 0)
    best = np.minimum(best, cost)  # a search that is not exact may be worse than what was reached
    saves = alone - best > 1e-9 * alone
    values = {
        "stand_alone_cost": alone,
        "cost": cost,
        "best_cost": best,
        "rational_cost": rational,
        "efficiency": np.where(saves, (alone - cost) / np.where(saves, alone - best, 1.0), np.nan),
        "left_on_the_table": cost - best,
        "cost_ratio": np.where(best > 0.0, cost / np.where(best > 0.0, best, 1.0), np.nan),
    }
    dims = ("replication", "resource")
    variables = {name: (dims, values[name], described(unit, text)) for name, (unit, text) in _WORDS.items()}
    return xr.Dataset(variables, {name: ds[name] for name in dims}, ds.attrs)
