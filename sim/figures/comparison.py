"""Scenarios side by side: their J-curves in one panel, and what differs from the first one beside it."""

from typing import Final

import numpy as np
import xarray as xr
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Patch
from matplotlib.ticker import MaxNLocator

from sim.analysis.bilingual import coordinate
from sim.analysis.median_curve import median_curve
from sim.analysis.numbers import percent
from sim.analysis.spread import BAND
from sim.analysis.words import caveat
from sim.analysis.words.comparison import bound, change
from sim.figures.labels import Labels
from sim.figures.page import compose, panel_title, runs, shortened, write_beside
from sim.figures.scales import NOTHING, grid_of_rows, money_axis, month_axis, zero_line
from sim.figures.style import LINES, QUIET, Size, drawing, text_size
from sim.vocabulary.currency import in_its_currency, priced_words
from sim.vocabulary.text import LANGUAGES, Lang, Text, number, verbatim

_TITLE: Final = Text("Scenarios on the same draws", "Des scénarios sur les mêmes tirages")
_NOTE: Final = Text(
    "Left: what pooling has cost or gained so far. Right: what differs from {first} after {n} months",
    "À gauche : ce que mutualiser a coûté ou rapporté jusqu'ici. À droite : ce qui diffère de {first} après "
    "{n}\u00a0mois",
)
_Y: Final = Text("Cumulative gain per organization (CAD)", "Gain cumulé par organisation (CAD)")
_DIFFERENCE: Final = Text("Difference from {first} (percentage points)", "Écart avec {first} (points de pourcentage)")
_SCENARIO: Final = Text("{letter}: {title}", "{letter} : {title}")
_MEDIAN_BAND: Final = Text("Line: median; band: {p} of the runs", "Ligne : médiane; bande : {p} des simulations")
_INTERVAL: Final = Text("{p} confidence interval", "Intervalle de confiance à {p}")
_SOURCE: Final = Text(
    "Scenarios {names}; seed {seed}, {runs} of each. {caveat}",
    "Scénarios {names}; graine {seed}, {runs} de chacun. {caveat}",
)
_SHOWN: Final = ("gain_share", "left_behind", "entered")
_MANY: Final = 5  # scenarios
_ROWS: Final = ((3, 3), (5, 2))
_WIDTH: Final = 0.12
_PANEL: Final = 0.3


@in_its_currency
def comparison(ds: xr.Dataset, lang: Lang = "en", size: Size = "slide") -> Figure:
    """Draw scenarios side by side.

    Parameters
    ----------
    ds : xarray.Dataset
        What :func:`sim.compare` returns.
    lang, size : "en" or "fr", "slide", "paper" or "column"
        Language and format.

    Returns
    -------
    matplotlib.figure.Figure
        Left the cumulative gain of each, right the differences from the first in gain, organizations left behind and
        participation (of many scenarios, those for which there is room), with paired confidence intervals.

    Raises
    ------
    ValueError
        If there are more than eight scenarios, the number of distinct lines.
    """
    if ds.sizes["scenario"] > len(LINES):
        raise ValueError(f"{ds.sizes['scenario']} scenarios: at most {len(LINES)} can be drawn")
    first = str(ds["scenario"].values[0])
    others = ds.sizes["scenario"] - 1
    shown = _SHOWN[: next((panels for rows, panels in _ROWS if others <= rows), 1)]
    with drawing(size, wide=True) as figure:
        grid = figure.add_gridspec(len(shown), 2, width_ratios=(3, 2))
        left = figure.add_subplot(grid[:, 0])
        curves = _curves(left, ds)
        month_axis(left, int(ds.sizes["month"]), lang, ticks=8)
        money_axis(left.yaxis, lang)
        left.set_ylabel(priced_words(_Y)[lang])
        panels = [figure.add_subplot(grid[row, 1]) for row in range(len(shown))]
        for axes, key in zip(panels, shown, strict=True):
            outcome = ds.sel(outcome=key)
            _differences(axes, outcome, lang)
            panel_title(axes, coordinate(outcome, "outcome_name")[0][lang], _PANEL)
        panels[-1].set_xlabel(_DIFFERENCE.format(first=first)[lang])
        note = _NOTE.format(first=first, n=number(int(ds.attrs["months"])))
        source = _SOURCE.format(
            names=ds.attrs["scenario_name"], seed=ds.attrs["seed"], runs=runs(ds.sizes["replication"]),
            caveat=caveat(ds),
        )  # fmt: skip
        compose(figure, lang, title=_TITLE, note=note, foot=[source], key=_key(figure, ds), right=_WIDTH)
        labels = Labels(left, curves)
        for letter, (x, y), (colour, _) in zip(ds["scenario"].values.tolist(), curves, LINES, strict=False):
            labels.put(letter, x[-1], y[-1], toward=120.0, lead=False, colour=colour, weight="bold")
        for axes, key in zip(panels, shown, strict=True):
            for k, value in enumerate(ds["difference"].sel(outcome=key).values[1:].tolist(), start=1):
                words = change(value, "share")[lang] if np.isfinite(value) else "–"
                write_beside(axes, k, words, 1.03, 0.9 * text_size())
        return figure


def _curves(axes: Axes, ds: xr.Dataset) -> list[tuple[np.ndarray, np.ndarray]]:
    """Draw the cumulative gain of each scenario from nothing on, with the band of its runs."""
    curves = median_curve(ds["cumulative_gain"])
    x = curves["month"].values
    low, median, high = (curves[name].transpose("scenario", "month").values for name in ("low", "median", "high"))
    for k, (colour, dashes) in enumerate(LINES[: ds.sizes["scenario"]]):
        axes.fill_between(x, low[k], high[k], color=colour, alpha=0.13, linewidth=0, zorder=1)
        axes.plot(x, median[k], color=colour, linestyle=dashes, linewidth=text_size() / 5.0, zorder=3)
    zero_line(axes, zorder=2)
    if np.ptp(axes.get_ylim()) <= NOTHING:
        axes.set_ylim(-1.0, 1.0)
    return [(x, line) for line in median]


def _differences(axes: Axes, outcome: xr.Dataset, lang: Lang) -> None:
    """Draw the differences of one outcome from the first scenario, a row for each of the others."""
    text = text_size()
    rows = range(1, outcome.sizes["scenario"])
    ends = [0.0]
    for k in rows:
        value, low, high = (float(outcome[f"difference{end}"].isel(scenario=k)) for end in ("", "_low", "_high"))
        colour, _ = LINES[k]
        if np.isfinite(low):
            axes.plot(
                [low, high], [k, k], "|-", color=colour, linewidth=text / 5.0, markersize=text * 0.7,
                markeredgewidth=text / 8.0, zorder=2,
            )  # fmt: skip
        if np.isfinite(value):
            axes.plot([value], [k], "o", color=colour, markersize=text * 0.6, markeredgecolor="white", zorder=3)
        ends += [end for end in (value, low, high) if np.isfinite(end)]
    zero_line(axes, vertical=True)
    span = max(max(ends) - min(ends), 0.002)
    axes.set(xlim=(min(ends) - 0.12 * span, max(ends) + 0.12 * span), ylim=(outcome.sizes["scenario"] - 0.4, 0.4))
    axes.set_yticks(list(rows), outcome["scenario"].values.tolist()[1:], weight="bold")
    grid_of_rows(axes)
    axes.xaxis.set_major_locator(MaxNLocator(4, steps=[1, 2, 5, 10]))
    axes.xaxis.set_major_formatter(lambda value, _: bound(round(value, 9), "share")[lang])


def _key(figure: Figure, ds: xr.Dataset) -> list[tuple[Artist, Text]]:
    """Return the key of the lines, the band and the interval; with many lines, their titles may be cut."""
    text = text_size()
    room = 72.0 * figure.get_figwidth() * (0.8 if ds.sizes["scenario"] < _MANY else 0.38)
    entries: list[tuple[Artist, Text]] = []
    titles = coordinate(ds, "scenario_title")
    for letter, title, (colour, dashes) in zip(ds["scenario"].values.tolist(), titles, LINES, strict=False):
        line = Line2D([], [], color=colour, linestyle=dashes, linewidth=text / 5.0)
        cut = verbatim(*(shortened(figure, title[lang], room, text) for lang in LANGUAGES))
        entries.append((line, _SCENARIO.format(letter=letter, title=cut)))
    if ds.sizes["replication"] > 1:
        entries.append((Patch(color=QUIET, alpha=0.2, linewidth=0), _MEDIAN_BAND.format(p=percent(BAND))))
        mark = Line2D([], [], color=QUIET, linewidth=text / 5.0, marker="o", markersize=text * 0.6)
        entries.append((mark, _INTERVAL.format(p=percent(float(ds.attrs["confidence"])))))
    return entries
