"""The events of a simulation, as its scenario in the attributes of the dataset tells them."""

import tomllib

import xarray as xr

from sim.scenario.schema.event import Event


def events_of(ds: xr.Dataset) -> list[Event]:
    """Return the events of the scenario of a dataset, in the order of its list.

    Parameters
    ----------
    ds : xarray.Dataset
        From :func:`sim.simulate`.

    Examples
    --------
    >>> import sim
    >>> ds = sim.simulate(sim.load_scenario("chocs"), replications=1, record="summary")
    >>> [event.month for event in events_of(ds)]
    [13, 31, 37]
    """
    tables = tomllib.loads(str(ds.attrs.get("scenario", ""))).get("events", [])
    return [Event.model_validate(table) for table in tables]
