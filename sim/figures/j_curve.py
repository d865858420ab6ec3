"""The J-curve: the group's cumulative gain with its band, and single organizations, in two kinds of time."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

import matplotlib as mpl
import numpy as np
import xarray as xr
from matplotlib.collections import LineCollection
from matplotlib.lines import Line2D
from matplotlib.patches import Patch
from numpy.typing import NDArray

from sim.analysis.j_curve import j_curve as analyse
from sim.analysis.numbers import money, percent, rounded
from sim.analysis.recorded import has_organizations, require
from sim.analysis.spread import BAND, Spread, month_spread, spread
from sim.analysis.words.verdict import runs_among
from sim.figures.labels import Labels
from sim.figures.page import compose, heading, panel_title, runs, source
from sim.figures.scales import NOTHING, money_axis, month_axis
from sim.figures.style import BLUE, FAINT, INK, VERMILLION, Size, drawing
from sim.vocabulary.status import Status
from sim.vocabulary.text import Lang, Text, number

if TYPE_CHECKING:
    from matplotlib.artist import Artist
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

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
_X: Final = Text("Month", "Mois")
_X_EVENT: Final = Text("Months since entry", "Mois depuis l'entrée")
_TROUGH: Final = Text("Trough: month {m}\n{x}", "Creux : mois {m}\n{x}")
_FALLING: Final = Text("Still falling\n{x}", "En baisse\n{x}")
_EVEN: Final = Text("Break-even: month {m}", "Retour à l'équilibre : mois {m}")
_EVEN_BAND: Final = Text(
    "Break-even: month {m}\n({band} of runs: {low} to {high})",
    "Retour à l'équilibre : mois {m}\n({band} des simulations : de {low} à {high})",
)
_NOT: Final = Text("No break-even in {n} months", "Pas d'équilibre en {n}\u00a0mois")
_NOT_IN: Final = Text(
    "No break-even in {n} months\n(in {k} of {runs} runs)",
    "Pas d'équilibre en {n}\u00a0mois\n(dans {k} sur {runs})",
)
_LATER: Final = Text("later", "plus tard")
_NEVER_LOSES: Final = Text("Never at a loss", "Jamais en perte")
_NOBODY: Final = Text("Nobody pools", "Personne ne mutualise")
_MEDIAN: Final = Text("Median of {runs}", "Médiane de {runs}")
_ONE: Final = Text("The run", "La simulation")
_BAND: Final = Text("{band} of the runs", "{band} des simulations")
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


@dataclass(frozen=True)
class _Curve:
    """One panel's data: x, low, median, high (T,), break-even, runs without it, single organizations."""

    x: NDArray[np.float64]
    low: NDArray[np.float64]
    median: NDArray[np.float64]
    high: NDArray[np.float64]
    break_even: Spread
    failed: int
    singles: list[tuple[bool, NDArray[np.float64]]]

    @property
    def trough(self) -> int:
        """Month in which the median is lowest, if that is below zero."""
        return int(self.median.argmin()) if self.median.min() < 0.0 else 0


def j_curve(ds: xr.Dataset, lang: Lang = "en", size: Size = "slide") -> Figure:
    """Draw the J-curve of the group, in calendar time and since entry.

    The line is the median over replications, so that it crosses zero where half of them have broken even. A
    sample of single organizations, evenly spaced from the greatest loss to the greatest gain among those
    that entered, lies behind it: what the middle hides. Where a third of it or more would lie outside a frame in which
    the group is seen, it is left out, and the foot says so.

    Parameters
    ----------
    ds : xarray.Dataset
        What :func:`sim.simulate` returns, with ``record="months"`` or ``"organizations"``.
    lang : "en" or "fr"
        Language.
    size : "slide" or "paper"
        Format.

    Returns
    -------
    matplotlib.figure.Figure
        Two panels. Since entry, the curve stops where fewer than a tenth of those who entered have got, in
        more than a tenth of the runs.

    Raises
    ------
    sim.analysis.NotRecordedError
        The dataset holds a summary only.
    """
    require(ds, "months")
    found = analyse(ds)
    sample = _sample(ds)
    calendar = _calendar(ds, found, sample)
    event = _event(found, sample)
    said = _THIN.format(n=number(len(sample))) if sample else Text("", "")
    if not (_fits(calendar) and _fits(event)):
        calendar, event = replace(calendar, singles=[]), replace(event, singles=[])
        said = _APART
    with drawing(size) as figure:
        left, right = figure.subplots(1, 2)
        months = int(ds.sizes["month"])
        for axes, curve, title, label in (
            (left, calendar, _CALENDAR, _X),
            (right, event, _EVENT, _X_EVENT),
        ):
            _draw(axes, curve, lang)
            panel_title(axes, title[lang], 0.38)
            axes.set_xlabel(label[lang])
            month_axis(axes, months if axes is left else max(1, int(curve.x[-1])))
        left.set_ylabel(_Y[lang])
        right.set_ylabel(_Y_EVENT[lang])
        compose(
            figure,
            title=_TITLE[lang],
            note=heading(ds)[lang],
            foot=f"{said[lang]}{source(ds)[lang]}",
            key=_key(ds.sizes["replication"], bool(calendar.singles), lang),
        )
        for axes, curve in ((left, calendar), (right, event)):
            _label(axes, curve, ds.sizes["replication"], lang)
        return figure


def _fits(curve: _Curve) -> bool:
    """Whether enough of the single organizations can be seen beside the group, which sets the frame."""
    if not curve.singles:
        return True
    low, high = _limits(curve)
    values = np.concatenate([line for _, line in curve.singles])
    return bool(np.mean((values >= low) & (values <= high)) >= _INSIDE)


def _organizations(ds: xr.Dataset) -> float:
    """Number of organizations: known where any entered, and not needed where none did."""
    if "organization" in ds.sizes:
        return float(ds.sizes["organization"])
    entered = ds["entered"].values
    first = ds["organizations_since_entry"].isel(month=0).values
    return float(np.round(first[entered > 0] / entered[entered > 0]).max(initial=1.0))


def _sample(ds: xr.Dataset) -> list[tuple[int, NDArray[np.float64]]]:
    """Choose some that entered, from the worst result to the best: entry month and gains (T,) of each."""
    if not has_organizations(ds):
        return []
    runs_, rows = np.nonzero(ds["entry_month"].values > 0)
    if runs_.size == 0:
        return []
    order = np.argsort(ds["total_gain"].values[runs_, rows], kind="stable")
    chosen = order[np.unique(np.linspace(0, order.size - 1, min(_SAMPLE, order.size)).round().astype(int))]
    gain = ds["gain"].transpose("replication", "organization", "month").values
    entry = ds["entry_month"].values
    return [(int(entry[m, i]), gain[m, i]) for m, i in zip(runs_[chosen], rows[chosen], strict=True)]


def _calendar(ds: xr.Dataset, found: xr.Dataset, sample: list[tuple[int, NDArray[np.float64]]]) -> _Curve:
    """The group in calendar time, per organization."""
    band = spread(found["collective_cumulative_gain"] / _organizations(ds))
    status = found["collective_status"].values
    return _Curve(
        x=np.arange(ds.sizes["month"] + 1.0),
        **{k: np.concatenate([[0.0], band[k].values]) for k in ("low", "median", "high")},
        break_even=month_spread(found["collective_break_even"].values, status),
        failed=int(np.isin(status, (Status.NOT_YET, Status.NEVER)).sum()),
        singles=[(bool(gain.sum() < 0.0), np.concatenate([[0.0], gain.cumsum()])) for _, gain in sample],
    )


def _event(found: xr.Dataset, sample: list[tuple[int, NDArray[np.float64]]]) -> _Curve:
    """The group in event time, per organization that entered and has got so far."""
    curves = found["collective_cumulative_gain_since_entry"]
    defined = np.isfinite(curves.values)
    entered = defined[:, 0]
    kept = int((defined.sum(0) >= _DEFINED * max(1, entered.sum())).sum())
    length = kept or curves.sizes["month"]
    band = spread(curves.isel(month=slice(0, length)))
    depth = found["collective_depth_since_entry"].values
    back = found["collective_break_even_since_entry"].values
    back = np.where(back <= length, back, 0.0)
    status = np.select([~entered, depth == 0.0, back > 0.0], [4, 0, 1], default=2).astype(np.int8)
    return _Curve(
        x=np.arange(length + 1.0),
        **{k: np.concatenate([[0.0], np.nan_to_num(band[k].values)]) for k in ("low", "median", "high")},
        break_even=month_spread(back, status),
        failed=int((status == Status.NOT_YET).sum()),
        singles=[
            (bool(gain.sum() < 0.0), np.concatenate([[0.0], gain[entry - 1 :].cumsum()])[: length + 1])
            for entry, gain in sample
        ],
    )


def _draw(axes: Axes, curve: _Curve, lang: Lang) -> None:
    """Draw the curves of a panel."""
    text = float(mpl.rcParams["font.size"])
    for losing, colour, dashes in ((False, FAINT, "-"), (True, VERMILLION, (0, (4, 2)))):
        chosen = [np.column_stack([np.arange(y.size), y]) for lost, y in curve.singles if lost == losing]
        axes.add_collection(
            LineCollection(chosen, colors=colour, linewidths=text / 18.0, linestyles=[dashes], alpha=0.5, zorder=1.5),
            autolim=False,
        )
    axes.fill_between(curve.x, curve.low, curve.high, color=BLUE, alpha=0.18, linewidth=0, zorder=2)
    axes.fill_between(
        curve.x, curve.median, 0.0, where=curve.median < 0.0, interpolate=True,
        color=VERMILLION, alpha=0.28, linewidth=0, zorder=1.2,
    )  # fmt: skip
    axes.axhline(0.0, color=INK, linewidth=text / 15.0, zorder=3)
    axes.plot(curve.x, curve.median, color=BLUE, linewidth=text / 4.5, zorder=4)
    axes.set_ylim(*_limits(curve))
    money_axis(axes.yaxis, lang)


def _limits(curve: _Curve) -> tuple[float, float]:
    """Show the band whole, and of the single organizations what does not squeeze it."""
    low, high = min(0.0, float(curve.low.min())), max(0.0, float(curve.high.max()))
    if curve.singles:
        least = np.sort([line.min() for _, line in curve.singles])
        most = np.sort([line.max() for _, line in curve.singles])
        span = high - low
        low = max(min(low, float(least[len(least) // 20])), low - 0.5 * span)
        high = min(max(high, float(most[-1 - len(most) // 20])), high + 0.5 * span)
    span = high - low
    if span == 0.0:
        return -NOTHING / 2.0, NOTHING / 2.0
    return min(low - 0.12 * span, -0.26 * span), max(high + 0.1 * span, 0.22 * span)  # room for labels


def _key(replications: int, singles: bool, lang: Lang) -> list[tuple[Artist, str]]:
    """Explain the lines."""
    text = float(mpl.rcParams["font.size"])
    many = replications > 1
    median = _MEDIAN.format(runs=runs(replications)) if many else _ONE
    entries: list[tuple[Artist, Text]] = [(Line2D([], [], color=BLUE, linewidth=text / 4.5), median)]
    if many:
        entries.append((Patch(facecolor=BLUE, alpha=0.18), _BAND.format(band=percent(BAND))))
    entries.append((Patch(facecolor=VERMILLION, alpha=0.28, linewidth=0), _LOSS))
    if singles:
        entries.append((Line2D([], [], color=FAINT, linewidth=text / 12.0), _WINNER))
        entries.append((Line2D([], [], color=VERMILLION, linewidth=text / 12.0, linestyle=(0, (4, 2))), _LOSER))
    return [(artist, words[lang]) for artist, words in entries]


def _label(axes: Axes, curve: _Curve, replications: int, lang: Lang) -> None:
    """Name the trough and the break-even where they are."""
    labels = Labels(axes, [(curve.x, curve.median), (curve.x, np.zeros_like(curve.x))])
    text = float(mpl.rcParams["font.size"])
    month = curve.break_even
    end = float(curve.x[-1])
    if math.isnan(month.median):
        labels.put(_NOBODY[lang], end / 2.0, 0.0, size=text, weight="bold")
        return
    if 0.0 < month.median <= end:
        _whisker(axes, month, end, text)
        labels.put(_even(month, replications)[lang], month.median, 0.0, toward=120.0, size=text * 0.95, weight="bold")
    if curve.trough:
        low = float(curve.median[curve.trough])
        axes.plot([curve.trough], [low], "v", color=VERMILLION, ms=text * 0.6, mec="white", zorder=5)
        form = _TROUGH if curve.trough < end else _FALLING
        words = form.format(m=number(curve.trough), x=money(rounded(low)))
        labels.put(words[lang], curve.trough, low, toward=-60.0, size=text * 0.95)
    if math.isinf(month.median) or month.median > end:
        words = _NOT.format(n=number(end))
        if replications > 1:
            words = _NOT_IN.format(n=number(end), k=runs_among(curve.failed), runs=number(replications))
        labels.put(words[lang], end, 0.0, toward=135.0, size=text * 0.95, weight="bold")
    elif month.median == 0.0:
        labels.put(_NEVER_LOSES[lang], end / 2.0, 0.0, toward=-90.0, size=text * 0.95, weight="bold")


def _even(month: Spread, replications: int) -> Text:
    """The label of the break-even."""
    if replications == 1:
        return _EVEN.format(m=number(month.median))
    high = _LATER if math.isinf(month.high) else number(month.high)
    return _EVEN_BAND.format(m=number(month.median), band=percent(BAND), low=number(month.low), high=high)


def _whisker(axes: Axes, month: Spread, end: float, text: float) -> None:
    """Mark the break-even months of the runs on the zero line: median and band."""
    ends = [month.low, min(month.high, end)]
    axes.plot(ends, [0.0, 0.0], color=INK, linewidth=text / 4.0, zorder=5, solid_capstyle="butt")
    if month.high > end:
        axes.plot([end], [0.0], ">", color=INK, markersize=text * 0.6, zorder=5, clip_on=False)
    axes.plot(
        [month.median], [0.0], "o", color="white", markeredgecolor=INK, markeredgewidth=text / 8.0,
        markersize=text * 0.6, zorder=6,
    )  # fmt: skip
