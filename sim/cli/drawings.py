"""Drawings: the figures of a run, as many as what was recorded allows."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import xarray as xr
    from matplotlib.figure import Figure

    from sim.vocabulary.text import Lang


def drawings(ds: xr.Dataset, lang: Lang) -> Iterator[tuple[str, Figure | None]]:
    """Draw one figure after the other.

    Parameters
    ----------
    ds : xarray.Dataset
        What `simulate` returns.
    lang : {"en", "fr"}
        Language of the figures.

    Yields
    ------
    name, figure
        None for a figure that needs more than what was recorded.
    """
    from sim import figures
    from sim.analysis import NotRecordedError

    for name in figures.__all__:
        try:
            yield name, getattr(figures, name)(ds, lang)
        except NotRecordedError:
            yield name, None
