"""What the calibrated model gives beside what was observed: one panel for each target."""

import math
from typing import Final

import numpy as np
import xarray as xr
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Patch
from matplotlib.ticker import FixedLocator

from sim.analysis.bilingual import coordinate
from sim.calibration.posterior import weighted_quantiles
from sim.figures.page import compose, panel_title
from sim.figures.parameters import amount_axis, capitalized
from sim.figures.posterior import headlines, posterior_source
from sim.figures.scales import month_axis
from sim.figures.style import BLUE, FAINT, GRID, INK, Size, drawing, text_size
from sim.vocabulary.currency import in_its_currency
from sim.vocabulary.text import Lang, Text

_TITLE: Final = Text("What the calibrated model gives", "Ce que donne le modèle calé")
_KEY: Final = (
    Text("observed, ± 2 standard errors", "observé, ± 2 erreurs types"),
    Text(
        "model after the data: median and 80% of the particles",
        "modèle après les données : médiane et 80 % des particules",
    ),
    Text("model before the data: 80%", "modèle avant les données : 80 %"),
)
_MOST: Final = 6
_ENDS: Final = np.array([0.1, 0.5, 0.9])


@in_its_currency
def predictive(ds: xr.Dataset, lang: Lang = "en", size: Size = "slide") -> Figure:
    """Draw the statistics of the particles beside the observed numbers, before and after the data.

    Parameters
    ----------
    ds : xarray.Dataset
        What :func:`sim.calibrate` returns.
    lang, size : "en" or "fr", "slide", "paper" or "column"
        Language and format.

    Returns
    -------
    matplotlib.figure.Figure
        A panel for each target, six at most: its months, or its numbers in their order.
    """
    names = ds["target"].values.tolist()
    targets = list(dict.fromkeys(names))[:_MOST]
    with drawing(size) as figure:
        columns = min(len(targets), 3)
        panels = figure.subplots(math.ceil(len(targets) / columns), columns, squeeze=False).ravel()
        for axes in panels[len(targets) :]:
            axes.remove()
        for axes, target in zip(panels, targets, strict=False):
            rows = [k for k, name in enumerate(names) if name == target]
            _panel(axes, ds, rows, lang)
            title = capitalized(coordinate(ds, "target_name")[rows[0]])
            panel_title(axes, title[lang], 0.85 / columns)
        text = text_size()
        key: list[tuple[Line2D | Patch, Text]] = [
            (Line2D([], [], color=INK, marker="o", linestyle="", markersize=text * 0.5), _KEY[0]),
            (Patch(facecolor=BLUE, alpha=0.45), _KEY[1]),
            (Patch(facecolor=GRID, edgecolor=FAINT), _KEY[2]),
        ]
        title, note = headlines(ds, _TITLE)
        compose(figure, lang, title=title, note=note, foot=[posterior_source(ds)], key=key)
        return figure


def _panel(axes: Axes, ds: xr.Dataset, rows: list[int], lang: Lang) -> None:
    """Draw one target: bands along its months, or boxes in the order of its numbers."""
    months = ds["month"].values[rows]
    series = len(rows) > 1 and bool((months > 0).all())
    order = np.argsort(months, kind="stable") if series else np.arange(len(rows))
    x = months[order].astype(float) if series else np.arange(len(rows), dtype=float)
    rows = [rows[k] for k in order]
    before = _band(ds["prior_simulated"].values[:, rows], np.full(ds.sizes["prior_particle"], 1.0))
    after = _band(ds["simulated"].values[:, rows], ds["weight"].values)
    text = text_size()
    axes.use_sticky_edges = False  # a bar below zero ends inside the axes, not on their edge
    if series:
        axes.fill_between(x, before[0], before[2], facecolor=GRID, edgecolor=FAINT, linewidth=text / 15.0)
        axes.fill_between(x, after[0], after[2], color=BLUE, alpha=0.45, linewidth=0.0)
        axes.plot(x, after[1], color=BLUE, linewidth=text / 6.0)
    else:
        axes.bar(x, before[2] - before[0], 0.5, before[0], facecolor=GRID, edgecolor=FAINT, linewidth=text / 15.0)
        axes.bar(x, after[2] - after[0], 0.3, after[0], color=BLUE, alpha=0.45)
        axes.hlines(after[1], x - 0.15, x + 0.15, color=BLUE, linewidth=text / 6.0)
    axes.errorbar(
        x, ds["observed"].values[rows], yerr=2.0 * ds["error"].values[rows], fmt="o", color=INK, markersize=text * 0.5,
        elinewidth=text / 10.0, capsize=text * 0.2, capthick=text / 10.0, zorder=4,
    )  # fmt: skip
    amount_axis(axes.yaxis, str(ds["target_unit"].values[rows[0]]), lang, ticks=5)
    if series:
        month_axis(axes, int(x[-1]), lang)
    else:
        axes.set_xlim(-0.8, len(rows) - 0.2)
        single = len(rows) == 1
        shown = [] if single else x.tolist()
        axes.xaxis.set_major_locator(FixedLocator(shown))
        axes.set_xticklabels([str(k + 1) for k in range(len(shown))])


def _band(values: np.ndarray, weight: np.ndarray) -> np.ndarray:
    """Return the ends and the median (3, n) of values (particles, n); NaN where no particle defines one."""
    columns = []
    for column in values.T:
        there = np.isfinite(column)
        share = weight[there] / weight[there].sum() if there.any() else weight[there]
        columns.append(weighted_quantiles(column[there], share, _ENDS) if there.any() else np.full(3, np.nan))
    return np.stack(columns, axis=1)
