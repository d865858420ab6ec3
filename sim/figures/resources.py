"""Titles of the resources of a dataset, read from the scenario in its attributes."""

import tomllib

import xarray as xr

from sim.vocabulary.text import Text, same


def resource_titles(ds: xr.Dataset) -> dict[str, Text]:
    """Return the title of each resource of a dataset; its name where the scenario gives none.

    Parameters
    ----------
    ds : xarray.Dataset
        A simulated dataset.

    Returns
    -------
    dict of str to Text
        In the order of the resources.
    """
    tables = tomllib.loads(str(ds.attrs.get("scenario", ""))).get("resources", {})
    titles = {}
    for name in ds["resource"].values.tolist():
        title = tables.get(name, {}).get("title", {})
        titles[name] = Text(**title) if title.get("en") and title.get("fr") else same(name)
    return titles
