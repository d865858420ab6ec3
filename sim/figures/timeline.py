"""The lives of pools: when each was founded, how many members it had, and how it ended."""

from typing import Final

import numpy as np
import xarray as xr
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Patch

from sim.analysis.bilingual import attribute
from sim.analysis.memberships import memberships
from sim.figures.page import compose, source
from sim.figures.pool_colours import pool_colours
from sim.figures.scales import month_axis
from sim.figures.style import INK, QUIET, Size, drawing, text_size
from sim.vocabulary.currency import in_its_currency
from sim.vocabulary.text import Lang, Text, number

_TITLE: Final = Text(
    "When pools are founded, grow and end: {resource}",
    "Quand les groupes naissent, grandissent et finissent : {resource}",
)
_NOTE: Final = Text("{title}, replication {k}", "{title}, réplication {k}")
_HEIGHT: Final = Text("Height: members, {most} at most", "Hauteur : membres, au plus {most}")
_DISSOLVED: Final = Text("Dissolved", "Dissous")
_ABSORBED: Final = Text("Its members moved to a larger pool", "Membres passés à un plus grand groupe")
_NO_POOL: Final = Text("No pool is founded", "Aucun groupe n'est fondé")
_OTHERS: Final = (
    Text("1 pool that was smaller or shorter is not drawn. ", "1 groupe plus petit ou plus bref n'est pas tracé. "),
    Text("{n} pools that were smaller or shorter are not drawn. ", "{n} groupes plus petits ou plus brefs ne sont "
         "pas tracés. "),
)  # fmt: skip
_MOST: Final = 40  # pools that are drawn
_LEAST: Final = 0.16  # half of the height of a pool of two, in rows
_WIDEST: Final = 0.47


@in_its_currency
def timeline(
    ds: xr.Dataset, lang: Lang = "en", size: Size = "slide", resource: str | None = None, replication: int = 0
) -> Figure:
    """Draw the lives of the pools of one resource in one run.

    Parameters
    ----------
    ds : xarray.Dataset
        What :func:`sim.simulate` returns, with ``record="organizations"``.
    lang, size : "en" or "fr", "slide", "paper" or "column"
        Language and format.
    resource : str, optional
        Key of a resource; by default the one with most founding, joining and leaving.
    replication : int
        Which run.

    Returns
    -------
    matplotlib.figure.Figure
        One row for each pool, the first founded on top; of more than 40, those with most months of membership.

    Raises
    ------
    sim.analysis.NotRecordedError, sim.analysis.NotInRunError
        The dataset lacks organizations, the resource or the run.
    """
    found = memberships(ds, resource, replication)
    colours = pool_colours(found)
    members = found["members"].values
    kept = np.argsort(-members.sum(1), kind="stable")[:_MOST]
    rows = kept[np.argsort(found["founded"].values[kept], kind="stable")]
    most = int(members.max(initial=2))
    ended = found["ended"].values.astype(int)
    with drawing(size) as figure:
        axes = figure.subplots()
        for y, k in enumerate(rows):
            colour = colours[int(found["pool_number"][k])]
            _life(axes, y, members[k], most, colour)
            if ended[k]:
                _end(axes, y, ended[k], colour, bool(found["absorbed"].values[k]))
        if not rows.size:
            axes.text(0.5, 0.5, _NO_POOL[lang], ha="center", va="center", transform=axes.transAxes, color=QUIET)
        month_axis(axes, found.sizes["month"], lang, start=0, ticks=10)
        axes.set_ylim(max(len(rows), 1) - 0.4, -0.6)
        axes.set_yticks([])
        axes.grid(visible=True, axis="x")
        axes.spines["left"].set_visible(False)
        rest = len(members) - len(rows)
        left_out = [_OTHERS[rest > 1].format(n=number(rest))] if rest else []
        title = _TITLE.format(resource=attribute(found, "resource_title"))
        note = _NOTE.format(title=attribute(ds, "title"), k=number(replication))
        compose(figure, lang, title=title, note=note, foot=[*left_out, source(ds)], key=_key(most))
        return figure


def _life(axes: Axes, y: int, members: np.ndarray, most: int, colour: str) -> None:
    """Draw the members of a pool, month by month, as a band about its row."""
    there = np.flatnonzero(members)
    if not there.size:
        return
    edges = np.arange(there[0], there[-1] + 2)
    half = np.maximum(_LEAST, _WIDEST * members[there[0] : there[-1] + 1] / most)
    half = np.append(half, half[-1])
    axes.fill_between(edges, y - half, y + half, step="post", color=colour, linewidth=0, alpha=0.85, zorder=3)


def _end(axes: Axes, y: int, month: int, colour: str, absorbed: bool) -> None:
    """Mark the end of a pool."""
    text = text_size()
    if absorbed:
        axes.plot([month], [y], ">", color="white", mec=colour, mew=text / 10.0, ms=text * 0.45, zorder=4)
    else:
        axes.plot([month], [y], "x", color=INK, mew=text / 9.0, ms=text * 0.4, zorder=4)


def _key(most: int) -> list[tuple[Artist, Text]]:
    """Return the key of the heights and the ends."""
    text = text_size()
    dissolved = Line2D([], [], color=INK, marker="x", linestyle="", ms=text * 0.45, mew=text / 9.0)
    absorbed = Line2D([], [], color="white", marker=">", linestyle="", mec=QUIET, ms=text * 0.5, mew=text / 10.0)
    return [
        (Patch(facecolor=QUIET, alpha=0.85), _HEIGHT.format(most=number(most))),
        (dissolved, _DISSOLVED),
        (absorbed, _ABSORBED),
    ]
