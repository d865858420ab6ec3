"""The network of contacts at a month, and the pools in it."""

from typing import Any, Final

import networkx as nx
import numpy as np
import xarray as xr
from matplotlib.artist import Artist
from matplotlib.collections import LineCollection
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from numpy.typing import NDArray

from sim.analysis.bilingual import attribute
from sim.analysis.memberships import ALONE, in_words, memberships, require_month
from sim.analysis.network import edges, is_complete
from sim.figures.page import compose, source
from sim.figures.pool_colours import ALONE as GREY
from sim.figures.pool_colours import pool_colours
from sim.figures.style import BLUE, QUIET, Size, drawing, text_size
from sim.vocabulary.currency import in_its_currency
from sim.vocabulary.text import Lang, Text, number

_TITLE: Final = Text(
    "Who knows whom, and who pools with whom, in month {month}: {resource}",
    "Qui connaît qui, et qui mutualise avec qui, au mois {month} : {resource}",
)
_NOTE: Final = Text("{title}, replication {k}: {state}", "{title}, réplication {k} : {state}")
_POOLS: Final = Text("In a pool (a colour for each pool)", "Dans un groupe (une couleur par groupe)")
_ALONE: Final = Text("Alone", "Seule")
_UNCONCERNED: Final = Text("Does not need it", "N'en a pas besoin")
_SAME: Final = Text("Contact in the same pool", "Contact dans le même groupe")
_CONTACT: Final = Text("Contact", "Contact")
_COMPLETE: Final = Text(
    "All know each other: their contacts are not drawn. ", "Toutes se connaissent : les contacts ne sont pas tracés. "
)
_SIZE: Final = Text("Area: size of the organization. ", "Surface : taille de l'organisation. ")
_SEED: Final = 1
_ROUNDS: Final = 80


@in_its_currency
def network(
    ds: xr.Dataset,
    lang: Lang = "en",
    size: Size = "slide",
    month: int | None = None,
    resource: str | None = None,
    replication: int = 0,
) -> Figure:
    """Draw the network of one run, and the pools of one resource in it.

    Parameters
    ----------
    ds : xarray.Dataset
        What :func:`sim.simulate` returns, with ``record="organizations"``.
    lang, size : "en" or "fr", "slide", "paper" or "column"
        Language and format.
    month : int, optional
        By default the last. Organizations stand at the same places in all months.
    resource : str, optional
        Key of a resource; by default the one with most founding, joining and leaving.
    replication : int
        Which run.

    Returns
    -------
    matplotlib.figure.Figure
        A dot for each organization, coloured by its pool.

    Raises
    ------
    sim.analysis.NotRecordedError, sim.analysis.NotInRunError
        The dataset lacks organizations, the resource, the run or the month.
    """
    found = memberships(ds, resource, replication)
    month = int(found["month"].values[-1]) if month is None else month
    require_month(ds, month)
    run = ds.sel(replication=replication)
    names = run["organization"].values
    pairs = np.array(edges(run), dtype=np.int64).reshape(-1, 2)
    place = _places(len(names), pairs)
    pool = found["pool"].sel(month=month).reindex(organization=names, fill_value=-9).values
    colours = pool_colours(found) | {ALONE: "white", -9: "white"}
    with drawing(size) as figure:
        text = text_size()
        axes = figure.subplots()
        together = (pool[pairs[:, 0]] == pool[pairs[:, 1]]) & (pool[pairs[:, 0]] >= 0)
        for which, colour, width, alpha in ((~together, GREY, 24.0, 0.45), (together, None, 9.0, 0.9)):
            lines = place[pairs[which]]
            shades = [colours[int(pool[a])] if colour is None else colour for a in pairs[which][:, 0]]
            axes.add_collection(LineCollection(lines, colors=shades, linewidths=text / width, alpha=alpha, zorder=2))
        area = _areas(run["size"].values, len(names))
        edge = np.where(pool == ALONE, QUIET, np.where(pool == -9, GREY, "white"))
        face = [colours[int(each)] for each in pool]
        x, y = place.T
        axes.scatter(x, y, s=area, c=face, edgecolors=edge.tolist(), linewidths=text / 14.0, zorder=3)
        axes.set(xlim=_limits(place[:, 0]), ylim=_limits(place[:, 1]))
        axes.set_axis_off()
        title = _TITLE.format(resource=attribute(found, "resource_title"), month=number(month))
        state = in_words(found, month)
        note = _NOTE.format(title=attribute(ds, "title"), k=number(replication), state=state)
        complete = [_COMPLETE] if is_complete(ds) else []
        key = _key(bool((pool == -9).any()), bool(len(pairs)))
        compose(figure, lang, title=title, note=note, foot=[*complete, _SIZE, source(ds)], key=key)
        return figure


def _places(n: int, pairs: NDArray[np.int64]) -> NDArray[np.float64]:
    """Return where organizations stand (n, 2): contacts near each other; on a circle where there are no edges."""
    angle = 2.0 * np.pi * np.arange(n) / n
    circle = np.column_stack([np.cos(angle), np.sin(angle)])
    if not len(pairs):
        return circle
    graph: nx.Graph[int] = nx.Graph()
    graph.add_nodes_from(range(n))
    graph.add_edges_from(pairs.tolist())
    start: dict[Any, Any] = dict(enumerate(circle))
    placed = nx.spring_layout(graph, k=1.6 / np.sqrt(n), pos=start, iterations=_ROUNDS, seed=_SEED)
    return np.array([placed[row] for row in range(n)])


def _areas(size: NDArray[np.float64], n: int) -> NDArray[np.float64]:
    """Return the areas of dots [point²], in proportion to sizes within bounds that keep them apart."""
    text = text_size()
    full = (text * 24.0 / np.sqrt(max(n, 16))) ** 2 / 4.0
    return full * np.clip(size / max(float(np.median(size)), 1e-9), 0.35, 4.0)


def _limits(values: NDArray[np.float64]) -> tuple[float, float]:
    """Return the limits of an axis, with a margin for the dots."""
    low, high = float(values.min()), float(values.max())
    margin = 0.06 * max(high - low, 1e-9)
    return low - margin, high + margin


def _key(unconcerned: bool, linked: bool) -> list[tuple[Artist, Text]]:
    """Return the key of dots and lines."""
    text = text_size()
    dot: dict[str, Any] = {"marker": "o", "linestyle": "", "ms": text * 0.6, "mew": text / 14.0}
    key: list[tuple[Artist, Text]] = [
        (Line2D([], [], color=BLUE, mec="white", **dot), _POOLS),
        (Line2D([], [], color="white", mec=QUIET, **dot), _ALONE),
    ]
    if unconcerned:
        key.append((Line2D([], [], color="white", mec=GREY, **dot), _UNCONCERNED))
    if linked:
        key.append((Line2D([], [], color=BLUE, linewidth=text / 9.0), _SAME))
        key.append((Line2D([], [], color=GREY, linewidth=text / 24.0, alpha=0.6), _CONTACT))
    return key
