"""The phase diagram of two parameters: the mean of an outcome over their plane, and the line where it tips."""

from __future__ import annotations

from typing import Final

import numpy as np
import xarray as xr

from sim.analysis.swept import SweepError, factors_of, point_means, sweep_outcomes
from sim.vocabulary.text import Text, same

_NOT_A_FACTOR: Final = Text(
    "the sweep does not vary {name}. It varies: {known}.",
    "le balayage ne fait pas varier {name}. Il varie\u00a0: {known}.",
)
_NOT_A_GRID: Final = Text(
    "a phase diagram needs a grid of two parameters; this sweep is of design {design}.",
    "un diagramme de phase demande une grille de deux paramètres; ce balayage est de plan {design}.",
)


def phase_diagram(ds: xr.Dataset, x: str, y: str, outcome: str = "gain_share", threshold: float = 0.0) -> xr.Dataset:
    """Average an outcome over the plane of two parameters, and find where it crosses a threshold.

    Other parameters of the grid, if any, are averaged over. Along each row of the plane, the crossing is interpolated
    between neighbours; the one nearest to the low end counts.

    Parameters
    ----------
    ds : xarray.Dataset
        From :func:`sim.open_sweep`, of design grid.
    x, y : str
        Dotted paths of the parameters.
    outcome : str
        Key of :data:`sim.analysis.OUTCOMES`.
    threshold : float
        Where it tips [unit of the outcome].

    Returns
    -------
    xarray.Dataset
        ``mean``, ``low``, ``high`` (y, x) with the confidence interval of the mean, and ``tipping`` (y), the x at
        which the mean crosses the threshold, NaN where it does not.

    Raises
    ------
    SweepError
        The sweep is no grid of these parameters.
    """
    known = factors_of(ds)
    if ds.attrs["design"] != "grid":
        raise SweepError(_NOT_A_GRID.format(design=same(str(ds.attrs["design"]))))
    for name in (x, y):
        if name not in known:
            raise SweepError(_NOT_A_FACTOR.format(name=same(name), known=same(", ".join(known))))
    values = sweep_outcomes(ds, [outcome])[outcome]
    at_x, at_y = np.unique(ds[x].values), np.unique(ds[y].values)
    cells = []
    for row in at_y:
        for column in at_x:
            here = np.flatnonzero((ds[x].values == column) & (ds[y].values == row))
            # run k of all points of a cell shares its draws: averaged first, for the interval to be honest
            cells.append(values.isel(point=here).mean("point").values)
    found = point_means(xr.DataArray(np.array(cells), dims=("point", "replication")))
    shape = (at_y.size, at_x.size)
    plane = {name: (("y", "x"), found[name].values.reshape(shape)) for name in ("mean", "low", "high")}
    mean = plane["mean"][1]
    tipping = [crossing(np.asarray(at_x, dtype=float), mean[row], threshold) for row in range(at_y.size)]
    about = {f"{axis}_{key}": ds[name].attrs[key] for axis, name in (("x", x), ("y", y)) for key in _KEPT}
    return xr.Dataset(
        {**plane, "tipping": ("y", np.array(tipping))},
        {"x": at_x, "y": at_y},
        attrs={
            **{key: ds.attrs[key] for key in ("title", "title_fr", "scenario_name", "seed", "fictional")},
            **{f"outcome_{key}": values.attrs[key] for key in _KEPT},
            **about,
            "x_path": x,
            "y_path": y,
            "outcome": outcome,
            "threshold": threshold,
            "replications": ds.sizes["replication"],
        },
    )


_KEPT: Final = ("long_name", "long_name_fr", "units")


def crossing(x: np.ndarray, values: np.ndarray, threshold: float) -> float:
    """Find where values (n,) at x (n,) first cross a threshold, by linear interpolation; NaN where they never do.

    Examples
    --------
    >>> float(crossing(np.array([0.0, 1.0, 2.0]), np.array([-1.0, 1.0, 3.0]), 0.0))
    0.5
    """
    above = values > threshold
    turns = np.flatnonzero(above[1:] != above[:-1])
    if not turns.size or not np.isfinite(values[turns[0] : turns[0] + 2]).all():
        return float("nan")
    k = int(turns[0])
    return float(x[k] + (x[k + 1] - x[k]) * (threshold - values[k]) / (values[k + 1] - values[k]))
