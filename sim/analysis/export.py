"""Export the outcomes of a sweep as tables for other programs; files are written atomically."""

from os import PathLike
from typing import Final

import numpy as np
import pandas as pd
import xarray as xr

from sim.analysis.swept import LESS, drawn_of, factors_of, sweep_outcomes
from sim.archive import save_dataset
from sim.files import whole_file
from sim.memory import require_memory
from sim.tables.writing import csv_lines

_ROWS: Final = 100_000


def table(ds: xr.Dataset) -> pd.DataFrame:
    """Return the outcomes of a sweep as a table, a row for each run: point, replication, parameters, outcomes.

    Parameters
    ----------
    ds : xarray.Dataset
        From :func:`sim.open_sweep`.
    """
    outcomes = sweep_outcomes(ds)
    require_memory(3 * outcomes.nbytes, LESS)
    frame = outcomes.to_dataframe().reset_index()
    return frame[["point", "replication", *factors_of(ds), *drawn_of(ds), *map(str, outcomes.data_vars)]]


def export(ds: xr.Dataset, path: str | PathLike[str]) -> None:
    """Write the outcomes of a sweep as CSV, Parquet or NetCDF, by the ending of the name.

    Parameters
    ----------
    ds : xarray.Dataset
        From :func:`sim.open_sweep`.
    path : path
        Ending in ``.csv``, ``.parquet`` (needs pyarrow) or ``.nc``. An older file is replaced in one step.

    Raises
    ------
    ValueError
        If the name has another ending.
    OSError
        If the file cannot be written.
    """
    name = str(path)
    if name.endswith(".nc"):
        outcomes = sweep_outcomes(ds).load()
        attributes = {key: value for key, value in outcomes.attrs.items() if isinstance(value, str | int | float)}
        save_dataset(outcomes.drop_attrs(deep=False).assign_attrs(attributes), path)
        return
    if not name.endswith((".csv", ".parquet")):
        raise ValueError(f"{name}: one of .csv, .parquet, .nc")
    frame = table(ds)
    with whole_file(path) as file:
        if name.endswith(".csv"):
            file.write("".join(csv_lines([list(map(str, frame))])).encode())
            for start in range(0, len(frame), _ROWS):  # the whole text may be larger than the memory
                part = frame.iloc[start : start + _ROWS]
                columns = (part[name].tolist() for name in part)
                file.write("".join(csv_lines(zip(*columns, strict=True))).encode())
        else:
            frame.to_parquet(file, index=False)


def to_ema(ds: xr.Dataset) -> tuple[pd.DataFrame, dict[str, np.ndarray]]:
    """Return a sweep in the form of the EMA Workbench, for scenario discovery (PRIM, CART).

    Parameters
    ----------
    ds : xarray.Dataset
        From :func:`sim.open_sweep`.

    Returns
    -------
    experiments : pandas.DataFrame
        A row for each point, a column for each parameter, and ``scenario``, ``policy`` and ``model``.
    outcomes : dict of str to (P,) or (P, months) ndarray
        Means over replications; by month where months were kept.

    References
    ----------
    Kwakkel (2017), The Exploratory Modeling Workbench, Environmental Modelling & Software 96,
    doi:10.1016/j.envsoft.2017.06.054.
    """
    experiments = pd.DataFrame({path: ds[path].values for path in factors_of(ds)}).assign(
        scenario=np.arange(ds.sizes["point"]), policy="None", model=str(ds.attrs["scenario_name"])
    )
    means = sweep_outcomes(ds).mean("replication")
    outcomes = {str(name): np.asarray(means[name].values) for name in means.data_vars}
    if "collective_gain" in ds:
        gain = ds["collective_gain"]
        outcomes["cumulative_gain"] = gain.cumsum("month").mean("replication").transpose("point", "month").values
    return experiments, outcomes
