"""The phase diagram of two parameters: the mean of an outcome over their plane, and where it crosses a threshold."""

from typing import Final

import numpy as np
import xarray as xr

from sim.analysis.measured import Measured, SweepError, measure
from sim.analysis.profiles import KEPT, about, cell_means, require_factors
from sim.vocabulary.text import Text, same

_NOT_A_GRID: Final = Text(
    "a phase diagram needs a grid of two parameters; this sweep is of design {design}.",
    "un diagramme de phase demande une grille de deux paramètres; ce balayage est de plan {design}.",
)


def phase_diagram(
    ds: xr.Dataset, x: str, y: str, outcome: Measured = "gain_share", threshold: float = 0.0
) -> xr.Dataset:
    """Average an outcome over the plane of two parameters, and find where it crosses a threshold.

    Other parameters of the grid, if any, are averaged over. The crossing is interpolated between neighbours along each
    row of the plane; of several crossings, the first one from the low end is returned.

    Parameters
    ----------
    ds : xarray.Dataset
        From :func:`sim.open_sweep`, of design grid.
    x, y : str
        Dotted paths of the parameters.
    outcome : str, DataArray or callable
        What :func:`sim.analysis.measure` takes: the name of an outcome or of a variable, an array, a function.
    threshold : float
        Value whose crossing is searched [unit of the outcome].

    Returns
    -------
    xarray.Dataset
        ``mean``, ``low``, ``high`` (y, x) with the confidence interval of the mean, and ``tipping`` (y), the x at
        which the mean crosses the threshold, NaN where it does not.

    Raises
    ------
    SweepError
        If the sweep is not a grid of these parameters.
    """
    if ds.attrs["design"] != "grid":
        raise SweepError(_NOT_A_GRID.format(design=same(str(ds.attrs["design"]))))
    require_factors(ds, (x, y))
    values = measure(ds, outcome)
    (at_x, column), (at_y, row) = (np.unique(ds[name].values, return_inverse=True) for name in (x, y))
    shape = (at_y.size, at_x.size)
    means = cell_means(values, (row, column), shape)
    plane = {name: (("y", "x"), means[name].values.reshape(shape)) for name in ("mean", "low", "high")}
    mean = plane["mean"][1]
    along = at_x.astype(float) if at_x.dtype.kind in "iuf" else np.full(at_x.size, np.nan)  # words have no middle
    tipping = [crossing(along, row, threshold) for row in mean]
    return xr.Dataset(
        {**plane, "tipping": ("y", np.array(tipping))},
        {"x": at_x, "y": at_y},
        attrs=about(ds, {"x": x, "y": y})
        | {f"outcome_{key}": values.attrs[key] for key in KEPT}
        | {"outcome": str(values.name), "threshold": threshold},
    )


def crossing(x: np.ndarray, values: np.ndarray, threshold: float) -> float:
    """Return where values (n,) at x (n,) first cross a threshold, by linear interpolation; NaN if they never do.

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
