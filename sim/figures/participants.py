"""Participation: the share of organizations that pool each resource, month by month."""

from typing import Any, Final

import numpy as np
import xarray as xr
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Patch
from numpy.typing import NDArray

from sim.analysis.bilingual import attribute
from sim.analysis.events import events_of
from sim.analysis.memberships import resource_titles
from sim.analysis.numbers import percent
from sim.analysis.recorded import require
from sim.analysis.spread import BAND, spread
from sim.figures.ends import End, name_ends
from sim.figures.events import events_foot, mark_events
from sim.figures.page import compose, runs, source
from sim.figures.scales import month_axis, percent_axis
from sim.figures.style import FAINT, LINES, QUIET, Size, drawing, text_size
from sim.vocabulary.currency import in_its_currency
from sim.vocabulary.text import Lang, Text, number

_TITLE: Final = Text(
    "How many pool each resource, month by month", "Combien mutualisent chaque ressource, mois après mois"
)
_Y: Final = Text("Share of the organizations that need it", "Part des organisations qui en ont besoin")
_MEDIAN: Final = Text("Line: median of {runs}", "Ligne : médiane de {runs}")
_BAND: Final = Text("Band: {band} of the runs", "Bande : {band} des simulations")
_OTHERS: Final = Text("{k} other resources", "{k} autres ressources")
_SHOWN: Final = len(LINES)
_WIDTH: Final = 0.27


@in_its_currency
def participation(ds: xr.Dataset, lang: Lang = "en", size: Size = "slide") -> Figure:
    """Draw the share of organizations that pool each resource, among those that need it.

    Parameters
    ----------
    ds : xarray.Dataset
        What :func:`sim.simulate` returns, with ``record="months"`` or ``"organizations"``.
    lang, size : "en" or "fr", "slide", "paper" or "column"
        Language and format.

    Returns
    -------
    matplotlib.figure.Figure
        One panel; each line is named at its end. With many resources the most pooled are named, the others
        grey.

    Raises
    ------
    sim.analysis.NotRecordedError
        The dataset holds a summary only.
    """
    require(ds, "months")
    share = spread(_pooling_share(ds))
    titles = list(resource_titles(ds).values())
    months = int(ds.sizes["month"])
    many = ds.sizes["replication"] > 1
    final = share["median"].isel(month=-1).values
    order = np.argsort(-final, kind="stable")
    named = sorted(order[:_SHOWN].tolist())
    with drawing(size) as figure:
        axes = figure.subplots()
        text = text_size()
        x = ds["month"].values
        for row in order[_SHOWN:]:
            axes.plot(x, share["median"].isel(resource=row), color=FAINT, linewidth=text / 16.0, zorder=2)
        for look, row in zip(LINES, named, strict=False):
            _line(axes, share.isel(resource=row), x, look, many)
        month_axis(axes, months, lang, start=1 if months > 1 else 0, ticks=10)
        mark_events(axes, events_of(ds), start=1)
        top = float(share["high"].max())
        axes.set(ylabel=_Y[lang], ylim=(0.0, max(0.02, min(1.0, 1.08 * top)) if top > 0.0 else 1.0))
        percent_axis(axes.yaxis, lang)
        ends = []
        for k, row in enumerate(named):
            value = float(final[row])
            ends.append(End(f"{titles[row][lang]} {percent(value)[lang]}", value, *LINES[k]))
        key = _key(ds.sizes["replication"], len(order) - len(named)) if many else ()
        compose(
            figure,
            lang,
            title=_TITLE,
            note=attribute(ds, "title"),
            foot=[*events_foot(ds), source(ds)],
            key=key,
            right=_WIDTH,
        )
        name_ends(axes, ends, months, _WIDTH)
        return figure


def _line(axes: Axes, share: xr.Dataset, x: NDArray[np.int64], look: tuple[str, Any], many: bool) -> None:
    """Draw the median of one resource, and its band where there are many runs."""
    text = text_size()
    colour, dashes = look
    if many:
        axes.fill_between(x, share["low"], share["high"], color=colour, alpha=0.12, linewidth=0, zorder=1)
        for edge in ("low", "high"):
            axes.plot(x, share[edge], color=colour, linestyle=dashes, linewidth=text / 30.0, alpha=0.7, zorder=2)
    axes.plot(
        x, share["median"], color=colour, linestyle=dashes, linewidth=text / 5.0, zorder=3,
        clip_on=False, marker="o" if x.size == 1 else None,
    )  # fmt: skip


def _pooling_share(ds: xr.Dataset) -> xr.DataArray:
    """Return the share of those that need a resource that pool it (replication, month, resource); 0 if none does."""
    members = ds["members"].transpose("replication", "month", "resource")
    if "need" in ds:
        concerned = (ds["need"] > 0.0).sum("organization").astype(float)
    else:  # members and participation in the last month tell how many are concerned, where any organization pools
        last = members.isel(month=-1, drop=True)
        known = (last / ds["participation"].where(ds["participation"] > 0.0)).round()
        concerned = known.fillna(known.mean("replication")).fillna(members.max("month"))
    return (members / concerned.where(concerned > 0.0, np.inf)).transpose("replication", "month", "resource")


def _key(replications: int, others: int) -> list[tuple[Artist, Text]]:
    """Return the key of the line and the band."""
    text = text_size()
    entries: list[tuple[Artist, Text]] = [
        (Line2D([], [], color=QUIET, linewidth=text / 5.0), _MEDIAN.format(runs=runs(replications))),
        (Patch(color=QUIET, alpha=0.2, linewidth=0), _BAND.format(band=percent(BAND))),
    ]
    if others:
        entries.append((Line2D([], [], color=FAINT, linewidth=text / 16.0), _OTHERS.format(k=number(others))))
    return entries
