"""The explanation of a gain as a waterfall: what each mechanism brings or takes, and the total."""

from collections.abc import Sequence
from typing import Final, NamedTuple

import numpy as np
import xarray as xr
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Patch

from sim.analysis.bilingual import attribute
from sim.analysis.numbers import money, percent, rounded, signed
from sim.analysis.outcomes import months_of
from sim.analysis.words.explanation import LEAST, mechanism_names
from sim.figures.page import compose, source, wrap, write_beside
from sim.figures.scales import grid_of_rows, money_axis, zero_line
from sim.figures.style import BLUE, FAINT, GREEN, INK, QUIET, VERMILLION, Size, drawing, text_size
from sim.vocabulary.currency import in_its_currency, priced_words
from sim.vocabulary.text import Lang, Text, number

_TITLE: Final = Text("Where the gain comes from", "D'où vient le gain")
_TITLE_LOSS: Final = Text("Where the loss comes from", "D'où vient la perte")
_NOTE: Final = Text(
    "{scenario}. Each bar: what the mechanism changes in the gain after {n} months, the mean over all orders of adding "
    "them",
    "{scenario}. Chaque barre : ce que le mécanisme change au gain après {n}\u00a0mois, en moyenne sur tous les ordres "
    "d'ajout",
)
_X: Final = Text("Gain of the group (CAD)", "Gain du groupe (CAD)")
_BARE: Final = Text("Without any of them", "Sans aucun d'eux")
_TOTAL: Final = Text("Gain of the group", "Gain du groupe")
_LOSS: Final = Text("Loss of the group", "Perte du groupe")
_BRINGS: Final = Text("Brings", "Apporte")
_TAKES: Final = Text("Takes", "Enlève")
_FIRST: Final = Text("If only this one is on", "Si lui seul est actif")
_LAST: Final = Text("If added after all others", "S'il s'ajoute après tous les autres")
_INTERVAL: Final = Text("{p} confidence interval", "Intervalle de confiance à {p}")
_AMOUNT: Final = Text("{x} ({p})", "{x} ({p})")
_FOOT: Final = Text(
    "In brackets: share of what being alone costs. Mean of the runs, all on the same draws. Shapley values: the bars "
    "sum to the gain. Circle and diamond: where a bar would end in another order. ",
    "Entre parenthèses : part du coût de rester seul. Moyenne des simulations, toutes sur les mêmes tirages. Valeurs "
    "de Shapley : la somme des barres est le gain. Rond et losange : où finirait la barre dans un autre ordre. ",
)
_MARKS: Final = ("o", "D")
_WIDTH: Final = 0.235
_NAMES: Final = 0.25
_THICK: Final = 0.62


class _Bar(NamedTuple):
    """A row: its name, the ends of the bar and of its interval, its share, how it is drawn, its ends in two orders."""

    words: Text
    start: float
    end: float
    low: float
    high: float
    share: float
    colour: str
    hatch: str
    first: float = np.nan
    last: float = np.nan


@in_its_currency
def sources(ds: xr.Dataset, lang: Lang = "en", size: Size = "slide") -> Figure:
    """Draw where a gain comes from, as a waterfall.

    Parameters
    ----------
    ds : xarray.Dataset
        What :func:`sim.explain` returns.
    lang, size : "en" or "fr", "slide", "paper" or "column"
        Language and format.

    Returns
    -------
    matplotlib.figure.Figure
        One panel: from nothing down to the gain, first what brings most, last what takes most; whiskers are paired
        confidence intervals, and two marks tell where a bar would end if its mechanism were alone, or added last.
    """
    bars = _bars(ds)
    with drawing(size, wide=True) as figure:
        axes = figure.subplots()
        text = text_size()
        for row, bar in enumerate(bars):
            _draw(axes, row, bar, last=row == len(bars) - 1)
        zero_line(axes, vertical=True)
        ends = [value for bar in bars for value in bar[1:5] + bar[-2:] if np.isfinite(value)]
        low, high = min(0.0, *ends), max(0.0, *ends)
        room = 0.04 * (high - low) or 1.0
        axes.set_xlabel(priced_words(_X)[lang])
        axes.set(xlim=(low - room * (low < 0.0), high + room), ylim=(len(bars) - 0.4, -0.6))
        money_axis(axes.xaxis, lang, ticks=5)
        grid_of_rows(axes)
        width = _NAMES * figure.get_figwidth() * 72.0
        names = ["\n".join(wrap(figure, bar.words[lang], width, 0.9 * text, "normal")) for bar in bars]
        axes.set_yticks(range(len(bars)), names, linespacing=1.05)
        axes.get_yticklabels()[-1].set_fontweight("bold")
        title = _TITLE if bars[-1].end >= 0.0 else _TITLE_LOSS
        note = _NOTE.format(scenario=attribute(ds, "title"), n=number(months_of(ds)))
        compose(figure, lang, title=title, note=note, foot=[_FOOT, source(ds)], key=_key(ds, bars), right=_WIDTH)
        for row, bar in enumerate(bars):
            amount = signed(rounded(bar.end - bar.start), money)
            words = _AMOUNT.format(x=amount, p=signed(bar.share, percent))[lang]
            write_beside(axes, row, words, 1.02, 0.95 * text, "bold" if row == len(bars) - 1 else "normal")
        return figure


def _bars(ds: xr.Dataset) -> list[_Bar]:
    """Return the rows in order, each starting where the one before it ends."""
    names = mechanism_names(ds)
    effect = ds["contribution"].values
    bars: list[_Bar] = []
    at = 0.0
    if abs(float(ds["bare"])) >= LEAST:
        bars.append(_bar(ds, "bare", _BARE, at, FAINT, ".."))
        at = bars[-1].end
    for k in np.argsort(-effect, kind="stable").tolist():
        colour, hatch = (BLUE, "") if effect[k] > 0.0 else (VERMILLION, "//") if effect[k] < 0.0 else (FAINT, "")
        party = ds.isel(mechanism=k)
        bar = _bar(party, "contribution", names[k], at, colour, hatch)
        bars.append(bar._replace(first=at + float(party["first"]), last=at + float(party["last"])))
        at = bar.end
    words, colour = (_LOSS, VERMILLION) if float(ds["total"]) < 0.0 else (_TOTAL, GREEN)
    return [*bars, _bar(ds, "total", words, 0.0, colour, "")]


def _bar(ds: xr.Dataset, name: str, words: Text, start: float, colour: str, hatch: str) -> _Bar:
    """Return the row of a variable that has an interval and a share."""
    value, low, high = (float(ds[f"{name}{end}"]) for end in ("", "_low", "_high"))
    share = float(ds[f"{name}_share"])
    return _Bar(words, start, start + value, start + low, start + high, share, colour, hatch)


def _draw(axes: Axes, row: int, bar: _Bar, last: bool) -> None:
    """Draw a bar, its interval, and the step to the next bar."""
    text = text_size()
    axes.barh(
        row, bar.end - bar.start, _THICK, left=bar.start, facecolor=bar.colour, hatch=bar.hatch, edgecolor="white",
        linewidth=0, zorder=2,
    )  # fmt: skip
    if bar.end == bar.start:
        axes.plot([bar.start] * 2, [row - _THICK / 2, row + _THICK / 2], color=bar.colour, linewidth=text / 5, zorder=2)
    if bar.high > bar.low:
        axes.errorbar(
            bar.end, row, xerr=[[bar.end - bar.low], [bar.high - bar.end]], color=INK, linewidth=text / 9.0,
            capsize=text / 4.0, capthick=text / 9.0, zorder=4,
        )  # fmt: skip
    for place, marker in ((bar.first, _MARKS[0]), (bar.last, _MARKS[1])):
        if np.isfinite(place):
            axes.plot(
                place, row, marker, color=INK, markersize=text * 0.5, markerfacecolor="white",
                markeredgewidth=text / 12.0, zorder=5,
            )  # fmt: skip
    if not last:
        axes.plot([bar.end] * 2, [row, row + 1], color=QUIET, linewidth=text / 20.0, linestyle=":", zorder=1.5)


def _key(ds: xr.Dataset, bars: Sequence[_Bar]) -> list[tuple[Artist, Text]]:
    """Return the key of the kinds of bars that occur."""
    text = text_size()
    entries: list[tuple[Artist, Text]] = []
    for words, colour, hatch in ((_BRINGS, BLUE, ""), (_TAKES, VERMILLION, "//")):
        if any(bar.hatch == hatch and bar.colour == colour for bar in bars[:-1]):
            entries.append((Patch(facecolor=colour, hatch=hatch, edgecolor="white", linewidth=0), words))
    if any(bar.high > bar.low for bar in bars):
        line = Line2D([], [], color=INK, linewidth=text / 9.0, marker="|", markersize=text * 0.7)
        entries.append((line, _INTERVAL.format(p=percent(float(ds.attrs["confidence"])))))
    if any(np.isfinite(bar.first) for bar in bars):
        for marker, words in zip(_MARKS, (_FIRST, _LAST), strict=True):
            mark = Line2D(
                [], [], color=INK, linestyle="", marker=marker, markersize=text * 0.5, markerfacecolor="white",
                markeredgewidth=text / 12.0,
            )  # fmt: skip
            entries.append((mark, words))
    return entries
