"""The page around a figure: title above, key, source and caveat below, wrapped to its width."""

import math
from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate
from typing import Final, cast

import matplotlib as mpl
import xarray as xr
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg, RendererAgg
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.layout_engine import ConstrainedLayoutEngine

from sim.analysis.words import caveat
from sim.figures.style import INK, QUIET, SMALL, Drawing, text_size
from sim.vocabulary.text import Lang, Text, join, number

_SOURCE: Final = Text("Scenario {name}, seed {seed}, {runs}.", "Scénario {name}, graine {seed}, {runs}.")
_RUNS: Final = (Text("1 run", "1\u00a0simulation"), Text("{n} runs", "{n}\u00a0simulations"))
_MARGIN: Final = 0.9  # of the text size, on each side
_LEADING: Final = 1.35
_LETTER: Final = {"normal": 0.52, "bold": 0.61}  # mean width of a letter, of the text size


def runs(replications: int) -> Text:
    """Write a number of runs."""
    return _RUNS[replications != 1].format(n=number(replications))


def source(ds: xr.Dataset, replications: int | None = None) -> Text:
    """State where the data of a figure come from, and that they are no forecast.

    The number of runs is that of the dataset, unless it has no such dimension and `replications` gives it.
    """
    many = runs(ds.sizes["replication"] if replications is None else replications)
    return join([_SOURCE.format(name=ds.attrs["scenario_name"], seed=ds.attrs["seed"], runs=many), caveat(ds)], " ")


def compose(
    figure: Figure,
    lang: Lang,
    *,
    title: Text,
    note: Text,
    foot: Sequence[Text],
    key: Sequence[tuple[Artist, Text]] = (),
    right: float = 0.0,
) -> None:
    """Write title, note, key and foot on the page, and fix the panels between them.

    On a page for a paper there are only panels and key; title, note and foot are in the files that are saved.

    Parameters
    ----------
    figure : Figure
        With its panels drawn.
    lang : "en" or "fr"
    title, note : Text
        What is shown, and how to read it; the note may be empty.
    foot : sequence of Text
        Remarks, source and caveat, joined without anything between them.
    key : sequence of (artist, Text)
        What the lines and colours mean, written below the panels.
    right : float
        Share of the width left free on the right of the panels, for labels of lines.
    """
    size = text_size()
    inch = size / 72.0
    framed = True
    if isinstance(figure, Drawing):
        framed = figure.sheet.framed
        figure.about = {"title": _in_a_line(title[lang]), "description": _in_a_line(note[lang], join(foot, "")[lang])}
    width, height = figure.get_figwidth(), figure.get_figheight()
    left = _MARGIN * inch / width
    room = width * 72.0 - 2.0 * _MARGIN * size
    top = height - _MARGIN * inch
    for words, scale, weight, colour in ((title, 1.3, "bold", INK), (note, 1.0, "normal", QUIET)):
        if not words[lang] or not framed:
            continue
        lines = wrap(figure, words[lang], room, size * scale, weight)
        figure.text(
            left, top / height, "\n".join(lines), size=size * scale, weight=weight, color=colour,
            va="top", linespacing=_LEADING,
        )  # fmt: skip
        top -= len(lines) * size * scale / 72.0 * _LEADING + 0.25 * inch
    bottom = 0.3 * inch
    if framed:
        lines = wrap(figure, join(foot, "")[lang], room, size * SMALL, "normal")
        figure.text(
            left, 0.6 * inch / height, "\n".join(lines), size=size * SMALL, color=QUIET,
            va="bottom", linespacing=_LEADING,
        )  # fmt: skip
        bottom = (0.6 + 0.5) * inch + len(lines) * size * SMALL / 72.0 * _LEADING
    bottom += _write_key(figure, [(artist, words[lang]) for artist, words in key], left, bottom / height, room)
    pad = 0.5 * inch
    engine = ConstrainedLayoutEngine(
        rect=(0.4 * left, bottom / height, 1.0 - 0.8 * left - right, (top - 0.2 * inch - bottom) / height),
        w_pad=pad, h_pad=0.3 * pad, wspace=0.02, hspace=0.02,
    )  # fmt: skip
    engine.execute(figure)
    for axes in figure.axes:  # the solver's last bits depend on memory addresses: the same page each time
        x, y, wide, tall = (round(float(bound), 6) for bound in axes.get_position().bounds)
        axes.set_position((x, y, wide, tall))


def _in_a_line(*parts: str) -> str:
    """Return some words as sentences in a line, without the last full stop."""
    lines = (" ".join(part.split()).removesuffix(".") for part in parts)
    return ". ".join(line for line in lines if line)


def _write_key(figure: Figure, key: Sequence[tuple[Artist, str]], left: float, bottom: float, room: float) -> float:
    """Write the key in as few rows as fit, and return its height [inch]."""
    size = text_size()
    for rows in range(1, len(key) + 1):
        columns = math.ceil(len(key) / rows)
        ordered = [entry for k in range(columns) for entry in key[k::columns]]  # read row by row
        legend = figure.legend(
            *zip(*ordered, strict=True), ncols=columns, loc="lower left", bbox_to_anchor=(left, bottom),
            handlelength=2.4, fontsize=size * 0.85, columnspacing=1.8, borderaxespad=0.0, borderpad=0.0,
        )  # fmt: skip
        box = legend.get_window_extent(renderer_of(figure))
        if box.width * 72.0 / figure.dpi <= room or columns == 1:
            legend.set_in_layout(False)
            return float(box.height) / figure.dpi + 0.6 * size / 72.0
        legend.remove()
    return 0.0


def wrap(figure: Figure, words: str, room: float, size: float, weight: str) -> list[str]:
    """Break words into lines as wide as a room [point] at ordinary spaces; cut a word that is longer than a line."""
    lines: list[str] = []
    rest = words.split(" ")
    while rest:
        while len(rest) > 1 and not rest[0]:  # no line begins with a space
            del rest[0]
        count = _fitting(figure, rest, room, size, weight)
        if not count:
            rest[0] = shortened(figure, rest[0], room, size, weight)
            count = max(1, _fitting(figure, rest, room, size, weight))
        lines.append(" ".join(rest[:count]))
        rest = rest[count:]
    return lines


def _fitting(figure: Figure, words: Sequence[str], room: float, size: float, weight: str) -> int:
    """Return how many words fit into a line; measuring takes long, so that the search begins with a guess."""

    def fits(count: int) -> bool:
        return text_width(figure, " ".join(words[:count]), size, weight) <= room

    ends = list(accumulate(len(word) + 1 for word in words))
    guess = count = bisect_right(ends, room / (_LETTER[weight] * size))
    while count < len(words) and fits(count + 1):
        count += 1
    if count == guess:
        while count and not fits(count):
            count -= 1
    return count


def shortened(figure: Figure, word: str, room: float, size: float, weight: str = "normal") -> str:
    """Cut a word that does not fit, and end it with an ellipsis."""
    if text_width(figure, word, size, weight) <= room:
        return word
    kept = len(word)
    while kept > 1 and text_width(figure, f"{word[:kept]}…", size, weight) > room:
        kept = min(kept - 1, int(kept * 0.95))
    return f"{word[:kept]}…"


def panel_title(axes: Axes, words: str, share: float) -> None:
    """Write the title of a panel, wrapped to its share of the page's width."""
    figure = figure_of(axes)
    size = float(mpl.rcParams["axes.titlesize"])
    room = share * figure.get_figwidth() * 72.0
    axes.set_title("\n".join(wrap(figure, words, room, size, "bold")), linespacing=1.2)


def write_beside(axes: Axes, row: int, words: str, place: float, size: float, weight: str = "normal") -> None:
    """Write words to the right of a row, at a place in widths of the panel."""
    axes.annotate(
        words, (place, row), xycoords=("axes fraction", "data"), va="center_baseline", size=size, weight=weight,
        annotation_clip=False,
    )  # fmt: skip


def text_width(figure: Figure, words: str, size: float, weight: str = "normal") -> float:
    """Return the width of words in one line [point]."""
    font = FontProperties(family=mpl.rcParams["font.family"], size=size, weight=weight)
    width, _, _ = renderer_of(figure).get_text_width_height_descent(words, font, ismath=False)
    return float(width) * 72.0 / figure.dpi


def figure_of(axes: Axes) -> Figure:
    """Return the figure that holds a panel."""
    return cast("Figure", axes.get_figure(root=True))


def renderer_of(figure: Figure) -> RendererAgg:
    """Return the renderer of a page, which measures text."""
    return cast("FigureCanvasAgg", figure.canvas).get_renderer()
