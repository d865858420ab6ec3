"""Drawings: the figures of a run, as many as what was recorded allows."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import xarray as xr
    from matplotlib.figure import Figure

    from sim.scenario import Scenario
    from sim.vocabulary.text import Lang

_OF_A_RUN: Final = ("j_curve", "who_gains", "participation")


def drawings(ds: xr.Dataset, scenario: Scenario, lang: Lang) -> Iterator[tuple[str, Figure | None]]:
    """Draw one figure after the other: those of the run, then the cost law of each resource.

    Parameters
    ----------
    ds : xarray.Dataset
        What `simulate` returns.
    scenario : Scenario
        What was simulated.
    lang : {"en", "fr"}
        Language of the figures.

    Yields
    ------
    name, figure
        None for a figure that needs more than what was recorded.
    """
    from sim import figures
    from sim.analysis import NotRecordedError

    for name in _OF_A_RUN:
        try:
            yield name, getattr(figures, name)(ds, lang)
        except NotRecordedError:
            yield name, None
    for resource in scenario.resources:
        yield f"cost_by_members_{resource}", figures.cost_by_members(scenario, resource, lang)
