"""The J-curve: the group's cumulative gain with its band, and single organizations, in two kinds of time."""

import math
from typing import Final, NamedTuple

import numpy as np
import xarray as xr
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Patch
from numpy.typing import NDArray

from sim.analysis.bilingual import attribute
from sim.analysis.events import events_of
from sim.analysis.j_curve import j_curve as curves_of
from sim.analysis.median_curve import median_curve
from sim.analysis.numbers import percent
from sim.analysis.recorded import has_organizations, require
from sim.analysis.spread import BAND, Spread, month_spread, trough_spread
from sim.analysis.words.j_curve import NEVER_LOSES, NOBODY, break_even_label, not_back_label, trough_label
from sim.figures.events import events_foot, mark_events
from sim.figures.labels import Labels
from sim.figures.page import compose, panel_title, runs, source
from sim.figures.scales import NOTHING, money_axis, month_axis, zero_line
from sim.figures.style import BLUE, FAINT, INK, VERMILLION, Size, drawing, row_of_panels, text_size
from sim.vocabulary.currency import in_its_currency, priced_words
from sim.vocabulary.status import Status
from sim.vocabulary.text import Lang, Text, number

_SAMPLE: Final = 40
_DEFINED: Final = 0.9
_TITLE: Final = Text(
    "What pooling has cost or gained so far, compared with each one alone",
    "Ce que mutualiser a coûté ou rapporté jusqu'ici, par rapport à chacun de son côté",
)
_CALENDAR: Final = Text("The whole group, month by month", "Tout le groupe, mois après mois")
_EVENT: Final = Text("Since each one entered", "Depuis l'entrée de chacune")
_Y: Final = Text("Cumulative gain per organization (CAD)", "Gain cumulé par organisation (CAD)")
_Y_EVENT: Final = Text("Per organization that entered (CAD)", "Par organisation entrée (CAD)")
_X_EVENT: Final = Text("Months since entry", "Mois depuis l'entrée")
_MEDIAN: Final = Text("Median of {runs}", "Médiane de {runs}")
_ONE: Final = Text("The run", "La simulation")
_BAND: Final = Text("{band} of the runs", "{band} des simulations")
_PLANNED: Final = Text("Planned at entry", "Prévu à l'entrée")
_LOSS: Final = Text("Loss", "Perte")
_WINNER: Final = Text("One organization, gaining in the end", "Une organisation, gagnante à la fin")
_LOSER: Final = Text("One organization, losing in the end", "Une organisation, perdante à la fin")
_THIN: Final = Text(
    "Thin lines: {n} of the organizations that pooled, from the worst result to the best; some leave the frame. ",
    "Lignes fines : {n} des organisations qui ont mutualisé, du pire résultat au meilleur; certaines "
    "sortent du cadre. ",
)
_APART: Final = Text(
    "Single organizations are not drawn: their gains and losses go far beyond the group's. ",
    "Les organisations ne sont pas tracées une à une; leurs gains et leurs pertes dépassent de loin ceux du groupe. ",
)
_INSIDE: Final = 2 / 3


class _Panel(NamedTuple):
    """The data of a panel: the median curve and its band, its plan, trough and break-even of the runs, single lines."""

    curve: xr.Dataset
    planned: NDArray[np.float64]
    depth: Spread
    trough: Spread
    break_even: Spread
    failed: int
    singles: list[tuple[bool, NDArray[np.float64]]]

    @property
    def months(self) -> int:
        """Length of the curve [month]."""
        return int(self.curve["month"].values[-1])


@in_its_currency
def j_curve(ds: xr.Dataset, lang: Lang = "en", size: Size = "slide") -> Figure:
    """Draw the J-curve of the group, in calendar time and since entry.

    The line is the median over replications (:func:`sim.analysis.median_curve`); it crosses zero about where half of
    them have broken even. The trough that is marked is the median of the troughs of the runs, as in the verdict: it may
    lie below the line. The dotted line is the median of what members planned as they entered: the loss above it is
    chosen, the rest suffered. Thin lines behind it are single organizations that entered, evenly spaced from the
    greatest loss to the greatest gain. If more than a third of their points lie outside a frame that fits the group,
    they are left out, and the foot says so. Dotted vertical lines in calendar time are events, which the foot names.

    Parameters
    ----------
    ds : xarray.Dataset
        What :func:`sim.simulate` returns, with ``record="months"`` or ``"organizations"``.
    lang, size : "en" or "fr", "slide", "paper" or "column"
        Language and format.

    Returns
    -------
    matplotlib.figure.Figure
        Two panels. Since entry, the curve stops at the month that, in more than a tenth of the runs, fewer than a
        tenth of the organizations have reached.

    Raises
    ------
    sim.analysis.NotRecordedError
        The dataset holds a summary only.
    """
    require(ds, "months")
    curves = curves_of(ds)
    sample = _sample(ds)
    calendar = _calendar(ds, curves, sample)
    event = _event(curves, sample)
    about_singles = [_THIN.format(n=number(len(sample)))] if sample else []
    if not (_fits(calendar) and _fits(event)):
        calendar, event = calendar._replace(singles=[]), event._replace(singles=[])
        about_singles = [_APART]
    with drawing(size) as figure:
        left, right = row_of_panels(figure, 2)
        for axes, panel, title in ((left, calendar, _CALENDAR), (right, event, _EVENT)):
            _draw(axes, panel, lang)
            panel_title(axes, title[lang], 0.38)
            month_axis(axes, max(1, panel.months), lang)
        left.set_ylabel(priced_words(_Y)[lang])
        right.set(xlabel=_X_EVENT[lang], ylabel=priced_words(_Y_EVENT)[lang])
        replications = ds.sizes["replication"]
        key = _key(replications, bool(calendar.singles))
        mark_events(left, events_of(ds))
        foot = [*about_singles, *events_foot(ds), source(ds)]
        compose(figure, lang, title=_TITLE, note=attribute(ds, "title"), foot=foot, key=key)
        _label(left, calendar, replications, lang)
        _label(right, event, replications, lang)
        return figure


def _fits(panel: _Panel) -> bool:
    """Return whether most points of the single organizations lie in the frame that fits the group."""
    if not panel.singles:
        return True
    low, high = _limits(panel)
    values = np.concatenate([line for _, line in panel.singles])
    return bool(np.mean((values >= low) & (values <= high)) >= _INSIDE)


def _organizations(ds: xr.Dataset) -> float:
    """Return the number of organizations: known if any entered, not needed if none did."""
    if "organization" in ds.sizes:
        return float(ds.sizes["organization"])
    entered = ds["entered"].values
    first = ds["organizations_since_entry"].isel(month=0).values
    return float(np.round(first[entered > 0] / entered[entered > 0]).max(initial=1.0))


def _sample(ds: xr.Dataset) -> list[tuple[int, NDArray[np.float64]]]:
    """Return some that entered, from the worst result to the best: entry month and gains (T,) of each."""
    if not has_organizations(ds):
        return []
    entry = ds["entry_month"].values
    entered = np.argwhere(entry > 0)
    order = entered[np.argsort(ds["total_gain"].values[entry > 0], kind="stable")]
    chosen = np.unique(np.linspace(0, len(order) - 1, min(_SAMPLE, len(order))).round().astype(int))
    runs, rows = order[chosen].T
    each = {"replication": xr.DataArray(runs, dims="line"), "organization": xr.DataArray(rows, dims="line")}
    gain = ds["gain"].isel(each).transpose("line", "month").values  # the others need not be read
    return list(zip(entry[runs, rows].astype(int).tolist(), gain, strict=True))


def _calendar(ds: xr.Dataset, curves: xr.Dataset, sample: list[tuple[int, NDArray[np.float64]]]) -> _Panel:
    """Return the group in calendar time, per organization."""
    status = curves["collective_status"].values
    number = _organizations(ds)
    planned = median_curve(ds["collective_planned_gain"].cumsum("month") / number)["median"].values
    depth, trough = trough_spread(curves["collective_depth"].values / number, curves["collective_trough"].values)
    return _Panel(
        median_curve(curves["collective_cumulative_gain"] / number),
        planned,
        depth,
        trough,
        month_spread(curves["collective_break_even"].values, status),
        int(np.isin(status, (Status.NOT_YET, Status.NEVER)).sum()),
        [(bool(gain.sum() < 0.0), np.concatenate([[0.0], gain.cumsum()])) for _, gain in sample],
    )


def _event(curves: xr.Dataset, sample: list[tuple[int, NDArray[np.float64]]]) -> _Panel:
    """Return the group in event time, per organization that entered and has got so far."""
    gain = curves["collective_cumulative_gain_since_entry"]
    defined = np.isfinite(gain.values)
    entered = defined[:, 0]
    kept = int((defined.sum(0) >= _DEFINED * max(1, entered.sum())).sum())
    length = kept or gain.sizes["month"]
    depth = curves["collective_depth_since_entry"].values
    back = curves["collective_break_even_since_entry"].values
    back = np.where(back <= length, back, 0.0)
    codes = (Status.NEVER_ENTERED, Status.NO_LOSS, Status.BROKE_EVEN)
    trough = curves["collective_trough_since_entry"].values
    status = np.select([~entered, depth == 0.0, back > 0.0], codes, default=Status.NOT_YET).astype(np.int8)
    return _Panel(
        median_curve(gain.isel(month=slice(0, length))).fillna(0.0),
        np.empty(0),
        *trough_spread(depth, trough),
        month_spread(back, status),
        int((status == Status.NOT_YET).sum()),
        [
            (bool(gain.sum() < 0.0), np.concatenate([[0.0], gain[entry - 1 :].cumsum()])[: length + 1])
            for entry, gain in sample
        ],
    )


def _draw(axes: Axes, panel: _Panel, lang: Lang) -> None:
    """Draw the curves of a panel."""
    text = text_size()
    for losing, colour, dashes in ((False, FAINT, "-"), (True, VERMILLION, (0, (4, 2)))):
        chosen = [np.column_stack([np.arange(y.size), y]) for lost, y in panel.singles if lost == losing]
        axes.add_collection(
            LineCollection(chosen, colors=colour, linewidths=text / 18.0, linestyles=[dashes], alpha=0.5, zorder=1.5),
            autolim=False,
        )
    x, low, median, high = (panel.curve[name].values for name in ("month", "low", "median", "high"))
    axes.fill_between(x, low, high, color=BLUE, alpha=0.18, linewidth=0, zorder=2)
    axes.fill_between(
        x, median, 0.0, where=median < 0.0, interpolate=True,
        color=VERMILLION, alpha=0.28, linewidth=0, zorder=1.2,
    )  # fmt: skip
    zero_line(axes, zorder=3)
    axes.plot(x, median, color=BLUE, linewidth=text / 4.5, zorder=4)
    axes.plot(x[: panel.planned.size], panel.planned, color=INK, linewidth=text / 9.0, linestyle=":", zorder=3.5)
    axes.set_ylim(*_limits(panel))
    money_axis(axes.yaxis, lang)


def _limits(panel: _Panel) -> tuple[float, float]:
    """Return limits that show the whole band, and single organizations as far as they do not squeeze it."""
    low, high = min(0.0, float(panel.curve["low"].min())), max(0.0, float(panel.curve["high"].max()))
    if panel.planned.size:
        low, high = min(low, float(panel.planned.min())), max(high, float(panel.planned.max()))
    if panel.singles:
        least = np.sort([line.min() for _, line in panel.singles])
        most = np.sort([line.max() for _, line in panel.singles])
        span = high - low
        low = max(min(low, float(least[len(least) // 20])), low - 0.5 * span)
        high = min(max(high, float(most[-1 - len(most) // 20])), high + 0.5 * span)
    span = high - low
    if span == 0.0:
        return -NOTHING / 2.0, NOTHING / 2.0
    return min(low - 0.12 * span, -0.26 * span), max(high + 0.1 * span, 0.22 * span)  # room for labels


def _key(replications: int, singles: bool) -> list[tuple[Artist, Text]]:
    """Return the key of the lines."""
    text = text_size()
    many = replications > 1
    median = _MEDIAN.format(runs=runs(replications)) if many else _ONE
    entries: list[tuple[Artist, Text]] = [(Line2D([], [], color=BLUE, linewidth=text / 4.5), median)]
    if many:
        entries.append((Patch(facecolor=BLUE, alpha=0.18), _BAND.format(band=percent(BAND))))
    entries.append((Line2D([], [], color=INK, linewidth=text / 9.0, linestyle=":"), _PLANNED))
    entries.append((Patch(facecolor=VERMILLION, alpha=0.28, linewidth=0), _LOSS))
    if singles:
        entries.append((Line2D([], [], color=FAINT, linewidth=text / 12.0), _WINNER))
        entries.append((Line2D([], [], color=VERMILLION, linewidth=text / 12.0, linestyle=(0, (4, 2))), _LOSER))
    return entries


def _label(axes: Axes, panel: _Panel, replications: int, lang: Lang) -> None:
    """Name the trough and the break-even where they are."""
    x, median = panel.curve["month"].values, panel.curve["median"].values
    labels = Labels(axes, [(x, median), (x, np.zeros(x.size))])
    month, end = panel.break_even, panel.months
    if math.isnan(month.median):
        labels.put(NOBODY[lang], end / 2.0, 0.0, size=text_size(), weight="bold")
        return
    text = text_size() * 0.95
    if 0.0 < month.median <= end:
        _whisker(axes, month, end)
        words = break_even_label(month if replications > 1 else month.median)
        labels.put(words[lang], month.median, 0.0, toward=120.0, size=text, weight="bold")
    if not math.isnan(panel.depth.median) and month.median > 0.0:
        depth, trough = panel.depth.median, min(panel.trough.median, end)
        axes.plot([trough], [-depth], "v", color=VERMILLION, ms=text_size() * 0.6, mec="white", zorder=5)
        words = trough_label(trough, depth, end, of_runs=replications > 1)
        labels.put(words[lang], trough, -depth, toward=-60.0, size=text)
    if month.median > end:
        words = not_back_label(end, panel.failed, replications)
        labels.put(words[lang], end, 0.0, toward=135.0, size=text, weight="bold")
    elif month.median == 0.0:
        labels.put(NEVER_LOSES[lang], end / 2.0, 0.0, toward=-90.0, size=text, weight="bold")


def _whisker(axes: Axes, month: Spread, end: float) -> None:
    """Mark the break-even months of the runs on the zero line: median and band."""
    text = text_size()
    axes.plot(
        [month.low, min(month.high, end)], [0.0, 0.0], color=INK, linewidth=text / 4.0, zorder=5, solid_capstyle="butt"
    )
    if month.high > end:
        axes.plot([end], [0.0], ">", color=INK, markersize=text * 0.6, zorder=5, clip_on=False)
    axes.plot(
        [month.median], [0.0], "o", color="white", markeredgecolor=INK, markeredgewidth=text / 8.0,
        markersize=text * 0.6, zorder=6,
    )  # fmt: skip
