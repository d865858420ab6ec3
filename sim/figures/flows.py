"""Membership flows: how many organizations go from pool to pool between some months (an alluvial diagram)."""

from collections.abc import Sequence
from typing import Final

import numpy as np
import xarray as xr
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import PathPatch, Rectangle
from matplotlib.path import Path
from matplotlib.patheffects import withStroke

from sim.analysis.bilingual import attribute
from sim.analysis.memberships import ALONE, memberships, require_month
from sim.analysis.memberships import flows as flows_of
from sim.figures.page import compose, source
from sim.figures.pool_colours import ALONE as GREY
from sim.figures.pool_colours import pool_colours
from sim.figures.style import QUIET, SMALL, Size, drawing, text_size
from sim.vocabulary.currency import in_its_currency
from sim.vocabulary.text import Lang, Text, number

_TITLE: Final = Text(
    "How organizations move between pools: {resource}",
    "Comment les organisations passent d'un groupe à l'autre : {resource}",
)
_NOTE: Final = Text(
    "{title}, replication {k}. Each column is a month, each block a pool; the grey block: alone",
    "{title}, réplication {k}. Chaque colonne est un mois, chaque bloc un groupe; le bloc gris : seules",
)
_MONTH: Final = Text("Month {month}", "Mois {month}")
_START: Final = Text("Start", "Début")
_SMALL: Final = Text("Blocks hatched: several small pools. ", "Blocs hachurés : plusieurs petits groupes. ")
_Flows = dict[tuple[int, int], int]
_COLUMNS: Final = 6
_SHOWN: Final = 12  # pools that have a block of their own in a month
_REST: Final = -2  # stands for the other pools of a month
_WIDE: Final = 0.13  # of the distance between two columns
_GAP: Final = 0.012  # between two blocks, of the height


@in_its_currency
def flows(
    ds: xr.Dataset,
    lang: Lang = "en",
    size: Size = "slide",
    resource: str | None = None,
    replication: int = 0,
    months: Sequence[int] | None = None,
) -> Figure:
    """Draw the flows of organizations between the pools of one resource, in one run.

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
    months : sequence of int, optional
        The months of the columns, 0 being the start, at which all are alone; by default six, evenly spaced.

    Returns
    -------
    matplotlib.figure.Figure
        A column for each month. Blocks are as high as they have members; pools beyond the twelve largest of a month
        share one.

    Raises
    ------
    sim.analysis.NotRecordedError, sim.analysis.NotInRunError
        The dataset lacks organizations, the resource, the run or a month.
    """
    found = memberships(ds, resource, replication)
    chosen = _chosen(found, months)
    steps = flows_of(found, chosen)
    blocks = [_blocks(found, month) for month in chosen]
    total = max(found.sizes["organization"], 1)
    colours = pool_colours(found)
    places = [_places(each, total) for each in blocks]
    with drawing(size) as figure:
        axes = figure.subplots()
        for k, step in enumerate(steps):
            merged = _merged(step, blocks[k], blocks[k + 1])
            _ribbons(axes, k, merged, (blocks[k], blocks[k + 1]), (places[k], places[k + 1]), total, colours)
        for k, each in enumerate(blocks):
            _column(axes, k, each, places[k], total, colours)
        axes.set(xlim=(-0.6 * _WIDE, len(chosen) - 1.0 + 0.6 * _WIDE), ylim=(-0.01, 1.0 + _GAP * (_SHOWN + 2)))
        axes.set_xticks(range(len(chosen)), [_name(month)[lang] for month in chosen])
        axes.set_yticks([])
        axes.grid(visible=False)
        axes.spines[:].set_visible(False)
        axes.tick_params(length=0)
        small = [_SMALL] if any(_REST in each for each in blocks) else []
        title = _TITLE.format(resource=attribute(found, "resource_title"))
        note = _NOTE.format(title=attribute(ds, "title"), k=number(replication))
        compose(figure, lang, title=title, note=note, foot=[*small, source(ds)])
        return figure


def _chosen(found: xr.Dataset, months: Sequence[int] | None) -> list[int]:
    """Return the months of the columns, in order."""
    if months is None:
        last = int(found["month"].values[-1])
        return sorted({round(last * k / (_COLUMNS - 1)) for k in range(_COLUMNS)})
    for month in months:
        if month:
            require_month(found, month)
    return sorted(set(months))


def _name(month: int) -> Text:
    """Name a column."""
    return _MONTH.format(month=number(month)) if month else _START


def _blocks(found: xr.Dataset, month: int) -> dict[int, int]:
    """Return the members of each block of a month, from the bottom: those alone, then pools in order of founding."""
    total = found.sizes["organization"]
    if month == 0:
        return {ALONE: total}
    members = found["members"].sel(month=month)
    sizes = {int(k): int(n) for k, n in zip(found["pool_number"].values, members.values, strict=True) if n}
    largest = sorted(sorted(sizes, key=lambda pool: (-sizes[pool], pool))[:_SHOWN])
    blocks = {ALONE: total - sum(sizes.values())} | {pool: sizes[pool] for pool in largest}
    rest = sum(sizes.values()) - sum(sizes[pool] for pool in largest)
    return {pool: n for pool, n in blocks.items() if n} | ({_REST: rest} if rest else {})


def _places(blocks: dict[int, int], total: int) -> dict[int, float]:
    """Return where each block begins [share of the height]."""
    places, y = {}, 0.0
    for pool, n in blocks.items():
        places[pool] = y
        y += n / total + _GAP
    return places


def _merged(step: _Flows, before: dict[int, int], after: dict[int, int]) -> _Flows:
    """Return the flows between blocks, in which small pools are together."""
    merged: _Flows = {}
    for (a, b), n in step.items():
        ends = (a if a in before else _REST, b if b in after else _REST)
        merged[ends] = merged.get(ends, 0) + n
    return merged


def _colour(pool: int, colours: dict[int, str]) -> str:
    """Return the colour of a block."""
    return GREY if pool == ALONE else QUIET if pool == _REST else colours[pool]


def _ribbons(
    axes: Axes,
    k: int,
    step: _Flows,
    blocks: tuple[dict[int, int], dict[int, int]],
    places: tuple[dict[int, float], dict[int, float]],
    total: int,
    colours: dict[int, str],
) -> None:
    """Draw the flows between two columns: those into a pool in its colour, those into none in that of their origin."""
    order = [{pool: place for place, pool in enumerate(each)} for each in blocks]
    left, right = (dict(each) for each in places)
    starts = {}
    for a, b in sorted(step, key=lambda ends: (order[0][ends[0]], order[1][ends[1]])):
        starts[a, b] = left[a]
        left[a] += step[a, b] / total
    for a, b in sorted(step, key=lambda ends: (order[1][ends[1]], order[0][ends[0]])):
        y0, y1, high = starts[a, b], right[b], step[a, b] / total
        right[b] += high
        colour = _colour(a if b == ALONE else b, colours)
        stays = a == b
        axes.add_patch(_ribbon(k, y0, y1, high, colour, 0.22 if stays else 0.5))


def _ribbon(k: int, y0: float, y1: float, high: float, colour: str, alpha: float) -> PathPatch:
    """Return a band that leads from one column to the next."""
    x0, x1 = k + _WIDE / 2.0, k + 1.0 - _WIDE / 2.0
    half = 0.5 * (x0 + x1)
    points = [
        (x0, y0), (half, y0), (half, y1), (x1, y1),
        (x1, y1 + high), (half, y1 + high), (half, y0 + high), (x0, y0 + high), (x0, y0),
    ]  # fmt: skip
    codes = [Path.MOVETO, *[Path.CURVE4] * 3, Path.LINETO, *[Path.CURVE4] * 3, Path.CLOSEPOLY]
    return PathPatch(Path(np.array(points), codes), facecolor=colour, alpha=alpha, linewidth=0, zorder=2)


def _column(
    axes: Axes, k: int, blocks: dict[int, int], places: dict[int, float], total: int, colours: dict[int, str]
) -> None:
    """Draw the blocks of a month, with the number of their members where there is room."""
    text = text_size()
    for pool, n in blocks.items():
        hatch = "////" if pool == _REST else None
        face, edge = ("white", QUIET) if pool == _REST else (_colour(pool, colours),) * 2
        block = Rectangle(
            (k - _WIDE / 2.0, places[pool]), _WIDE, n / total, facecolor=face, edgecolor=edge, hatch=hatch,
            linewidth=text / 30.0, zorder=3,
        )  # fmt: skip
        axes.add_patch(block)
        if n / total > 0.045:
            label = axes.text(k, places[pool] + n / total / 2.0, str(n), ha="center", va="center", size=text * SMALL,
                              color=QUIET if hatch else "white", weight="bold", zorder=4)  # fmt: skip
            if hatch:
                label.set_path_effects([withStroke(linewidth=text * 0.3, foreground="white")])
