"""Discovery: the points at which an outcome fails, and the boxes of parameters that hold them."""

from typing import Final

import numpy as np
import xarray as xr
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.axis import Axis
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle
from matplotlib.ticker import FixedLocator, NullLocator
from numpy.typing import NDArray

from sim.analysis.bilingual import attribute
from sim.analysis.numbers import percent, value_words
from sim.analysis.words.comparison import amount
from sim.analysis.words.discovery import choices, factor_names
from sim.figures.page import compose, figure_of, wrap, write_beside
from sim.figures.parameters import axis_label, swept_source
from sim.figures.scales import grid_of_rows, number_axis
from sim.figures.style import BLUE, FAINT, GRID, INK, PURPLE, SMALL, VERMILLION, Size, drawing, text_size
from sim.vocabulary.currency import in_its_currency
from sim.vocabulary.text import Lang, Text, number

_TITLE: Final = Text("Where pooling fails: {outcome}", "Où la mutualisation échoue : {outcome}")
_NOTE: Final = Text(
    "A failure is {side} {x}. The points shown, {n}, did not choose the boxes; all figures are theirs",
    "Est un échec ce qui est {side} {x}. Les points montrés, {n}, n'ont pas servi à choisir les boîtes; tous les "
    "chiffres sont les leurs",
)
_SIDES: Final = {"above": Text("above", "au-dessus de"), "below": Text("below", "au-dessous de")}
_BOX: Final = Text(
    "{coverage} of the failures; {density} of the cases there fail",
    "{coverage} des échecs; {density} des cas y échouent",
)
_FAILS: Final = Text("fails, inside a box (in its colour)", "échoue, dans une boîte (à sa couleur)")
_OUTSIDE: Final = Text("fails, outside", "échoue, en dehors")
_HOLDS: Final = Text("does not fail", "n'échoue pas")
_EDGE: Final = Text("first box, seen from here", "première boîte, vue d'ici")
_RANGE: Final = Text("range swept, and what the box holds of it", "intervalle balayé, et ce que la boîte en retient")
_AT_LEAST: Final = Text("≥ {low}", "≥ {low}")
_AT_MOST: Final = Text("≤ {high}", "≤ {high}")
_BETWEEN: Final = Text("{low} to {high}", "{low} à {high}")
_COLOURS: Final = (VERMILLION, BLUE, PURPLE, INK)
_SHOWN: Final = 2000  # points, so that they can be told apart
_MOST_ROWS: Final = 9
_ROOM: Final = 0.17  # of the width, for the names of parameters
_RIGHT: Final = 0.1


@in_its_currency
def discovery(ds: xr.Dataset, lang: Lang = "en", size: Size = "slide") -> Figure:
    """Draw the boxes in which an outcome fails.

    Parameters
    ----------
    ds : xarray.Dataset
        What :func:`sim.analysis.discover` returns, with at least one box.
    lang, size : "en" or "fr", "slide", "paper" or "column"
        Language and format.

    Returns
    -------
    matplotlib.figure.Figure
        Left the held-out points in the plane of the two parameters that the first box restricts most; right a row for
        each restriction of each box.

    Raises
    ------
    ValueError
        If there is no box.
    """
    if not ds.sizes["box"]:
        raise ValueError("there is no box to draw")
    with drawing(size, wide=True) as figure:
        grid = figure.add_gridspec(1, 2, width_ratios=(5, 4))
        plane, rows = (figure.add_subplot(grid[0, column]) for column in (0, 1))
        key = _plane(figure, plane, ds, lang)
        beside = _rows(figure, rows, ds, lang)
        outcome = attribute(ds, "outcome_long_name")
        note = _NOTE.format(
            side=_SIDES[str(ds.attrs["side"])], n=number(int(ds["held_out"].sum())),
            x=amount(float(ds.attrs["threshold"]), str(ds.attrs["outcome_units"])),
        )  # fmt: skip
        title = _TITLE.format(outcome=outcome)
        compose(figure, lang, title=title, note=note, foot=[swept_source(ds)], key=key, right=_RIGHT)
        for row, words in beside:
            write_beside(rows, row, words, 1.03, SMALL * text_size())  # type: ignore[arg-type]
        return figure


def _plane(figure: Figure, axes: Axes, ds: xr.Dataset, lang: Lang) -> list[tuple[Artist, Text]]:
    """Draw the held-out points over two parameters, and the first box; return the key."""
    text = text_size()
    first = ds.isel(box=0)
    order = np.argsort(np.nan_to_num(first["quasi_p"].values, nan=np.inf), kind="stable")
    if order.size == 1:
        order = np.array([order[0], order[0]])
    shown = np.flatnonzero(ds["held_out"].values)[:_SHOWN]
    x, y = (_positions(ds, int(k)) for k in order[:2])
    fails = ds["fails"].values[shown]
    inside = ds["inside"].values[:, shown]
    looks = [
        (~fails, "o", FAINT, FAINT, 0.30, _HOLDS),
        (fails & ~inside.any(0), "X", "white", INK, 0.50, _OUTSIDE),
        *((fails & inside[k], "X", _COLOURS[k], "white", 0.55, _FAILS) for k in range(len(inside))),
    ]
    key: list[tuple[Artist, Text]] = []
    for which, shape, face, edge, large, words in looks:
        style = {"marker": shape, "markersize": text * large, "markerfacecolor": face, "markeredgecolor": edge,
                 "markeredgewidth": text / 18.0, "linestyle": ""}  # fmt: skip
        axes.plot(x[shown[which]], y[shown[which]], **style)  # type: ignore[arg-type]
        if which.any() and words not in [named for _, named in key]:
            key.append((Line2D([], [], **style), words))  # type: ignore[arg-type]
    for axis, k, side, room in ((axes.xaxis, order[0], "x", 0.45 * figure.get_figwidth()),
                                (axes.yaxis, order[1], "y", 0.55 * figure.get_figheight())):  # fmt: skip
        _label(axis, ds, int(k), lang)
        path = str(ds["factor"].values[k])
        named = xr.Dataset(attrs={f"{side}_{name}": value for name, value in ds[path].attrs.items()})
        axis.set_label_text(axis_label(figure, named, side, room, lang))
    (left, right), (low, high) = (_ends(first, int(k), *axis.get_view_interval())
                                  for k, axis in zip(order[:2], (axes.xaxis, axes.yaxis), strict=True))  # fmt: skip
    axes.add_patch(Rectangle((left, low), right - left, high - low, fill=False, edgecolor=INK, linewidth=text / 6.0,
                             zorder=4))  # fmt: skip
    axes.grid(visible=False)
    return [*key, (Line2D([], [], color=INK, linewidth=text / 6.0), _EDGE),
            (Line2D([], [], color=VERMILLION, linewidth=text * 0.5), _RANGE)]  # fmt: skip


def _positions(ds: xr.Dataset, k: int) -> NDArray[np.float64]:
    """Return where the points lie along a parameter: its values, or the places of its words, a little apart."""
    column = ds[str(ds["factor"].values[k])].values
    if bool(ds["ordered"][k]):
        return np.asarray(column.astype(float))
    place = np.unique(column, return_inverse=True)[1]
    return np.asarray(place + 0.6 * ((np.arange(column.size) * 0.618034) % 1.0 - 0.5))


def _label(axis: Axis, ds: xr.Dataset, k: int, lang: Lang) -> None:
    """Mark the values of a parameter along an axis."""
    column = ds[str(ds["factor"].values[k])].values
    if not bool(ds["ordered"][k]):
        words = np.unique(column)
        room = 0.42 * figure_of(axis.axes).get_figwidth() * 72.0 / max(words.size, 3)
        lines = [
            wrap(figure_of(axis.axes), choices(str(each))[lang], room, text_size() * SMALL, "normal") for each in words
        ]
        axis.set_ticks(np.arange(words.size).tolist(), ["\n".join(each) for each in lines], size=text_size() * SMALL)
        return
    if str(ds["factor_scale"].values[k]) != "log":
        number_axis(axis, lang)
        return
    axis.axes.set(**{f"{axis.axis_name}scale": "log"})  # type: ignore[attr-defined]
    low, high = float(column.min()), float(column.max())
    decades = range(int(np.floor(np.log10(low))), int(np.ceil(np.log10(high))) + 1)
    marks = [m * 10.0**d for d in decades for m in (1, 2, 5) if low <= m * 10.0**d <= high]
    axis.set_major_locator(FixedLocator(marks or [low, high]))
    axis.set_minor_locator(NullLocator())
    axis.set_major_formatter(lambda value, _: value_words(value)[lang])


def _ends(box: xr.Dataset, k: int, low: float, high: float) -> tuple[float, float]:
    """Return the two sides of a box along a parameter, those of the axis where it is free."""
    ends = [float(box[name][k]) for name in ("low", "high")]
    kept = str(box["kept"].values[k])
    if kept:
        words = [str(each) for each in np.unique(box[str(box["factor"].values[k])].values)]
        places = [words.index(each) for each in kept.split(", ")]
        return min(places) - 0.5, max(places) + 0.5
    return (ends[0] if np.isfinite(ends[0]) else low), (ends[1] if np.isfinite(ends[1]) else high)


def _rows(figure: Figure, axes: Axes, ds: xr.Dataset, lang: Lang) -> list[tuple[float, str]]:
    """Draw a row for each restriction, by box; return what stands beside the rows."""
    text = text_size()
    names = factor_names(ds)
    row, labels, beside = 0.0, [], []
    for k in range(ds.sizes["box"]):
        box, colour = ds.isel(box=k), _COLOURS[k]
        restricted = np.flatnonzero(np.isfinite(box["quasi_p"].values))
        if k and row + restricted.size + 1 > _MOST_ROWS:
            break
        figures = {name: percent(round(float(box[name]), 3)) for name in ("coverage", "density")}
        head = _BOX.format(**figures)[lang]
        axes.annotate(head, (0.0, row), va="center_baseline", size=SMALL * text, weight="bold", color=INK)
        row += 1.0
        for factor in restricted[np.argsort(box["quasi_p"].values[restricted], kind="stable")].tolist():
            axes.plot([0, 1], [row, row], color=GRID, linewidth=text * 0.5, solid_capstyle="butt", zorder=1)
            for low, high in _held(box, factor):
                axes.plot([low, high], [row, row], color=colour, linewidth=text * 0.5, solid_capstyle="butt", zorder=2)
            lines = wrap(figure, names[factor][lang], _ROOM * figure.get_figwidth() * 72.0, text * SMALL, "normal")
            labels.append((row, _two(lines)))
            room = 0.9 * _RIGHT * figure.get_figwidth() * 72.0
            lines = wrap(figure, _beside(box, factor)[lang], room, text * SMALL, "normal")
            beside.append((row, _two(lines)))
            row += 1.0
        row += 0.3
    axes.set_yticks([place for place, _ in labels], [words for _, words in labels], size=text * SMALL)
    axes.set(xlim=(0.0, 1.0), ylim=(max(row, 4.0) - 0.5, -0.6), xticks=[])
    axes.spines[["left", "bottom"]].set_visible(False)
    grid_of_rows(axes)
    return beside


def _two(lines: list[str]) -> str:
    """Join at most two lines."""
    return "\n".join(lines[:2]) + "…" * (len(lines) > 2)


def _held(box: xr.Dataset, k: int) -> list[tuple[float, float]]:
    """Return the parts of a parameter's range that a box holds, as shares of the range."""
    column = box[str(box["factor"].values[k])].values
    kept = str(box["kept"].values[k])
    if kept:
        words = [str(each) for each in np.unique(column)]
        return [(place / len(words), (place + 1) / len(words)) for place in map(words.index, kept.split(", "))]
    scale = np.log if str(box["factor_scale"].values[k]) == "log" else np.asarray
    least, most = float(scale(column.min())), float(scale(column.max()))
    low, high = (float(scale(end)) for end in _ends(box, k, float(column.min()), float(column.max())))
    span = most - least
    thin = 0.02 * (high == low)  # one value of a list
    return [((low - least) / span - thin, (high - least) / span + thin)]


def _beside(box: xr.Dataset, k: int) -> Text:
    """Write a restriction in short."""
    kept = str(box["kept"].values[k])
    if kept:
        return choices(kept)
    low, high = (float(box[name][k]) for name in ("low", "high"))
    ends = {"low": value_words(low) if np.isfinite(low) else "", "high": value_words(high) if np.isfinite(high) else ""}
    if np.isfinite(low) and np.isfinite(high):
        return ends["low"] if low == high else _BETWEEN.format(**ends)  # type: ignore[return-value]
    return (_AT_LEAST if np.isfinite(low) else _AT_MOST).format(**ends)
