"""Who gains and who loses: one dot for each organization of a typical run, and all runs together."""

from typing import Final

import numpy as np
import xarray as xr
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.collections import PolyCollection
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from numpy.typing import NDArray

from sim.analysis.bilingual import attribute
from sim.analysis.j_curve import j_curve
from sim.analysis.numbers import percent
from sim.analysis.recorded import require
from sim.analysis.spread import BAND, spread
from sim.figures.labels import Labels
from sim.figures.page import compose, panel_title, source
from sim.figures.scales import percent_axis, size_axis, zero_line
from sim.figures.style import BLUE, MARKS, QUIET, VERMILLION, Size, drawing, text_size
from sim.vocabulary.currency import in_its_currency
from sim.vocabulary.status import Status
from sim.vocabulary.text import Lang, Text, number

_TITLE: Final = Text("Who gains and who loses after {n} months", "Qui gagne et qui perd après {n}\u00a0mois")
_TYPICAL: Final = Text("Each organization in a typical run", "Chaque organisation d'une simulation typique")
_EACH: Final = Text("Each organization", "Chaque organisation")
_ALL: Final = Text("All runs", "Toutes les simulations")
_POOLED: Final = Text("All together", "Toutes ensemble")
_X: Final = Text(
    "Size (full-time equivalents, logarithmic scale)",
    "Taille (équivalents temps plein, échelle logarithmique)",
)
_Y: Final = Text("Gain, share of what being alone costs", "Gain, en part du coût de rester seule")
_SHARE: Final = Text("Share of those that pooled", "Part de celles qui ont mutualisé")
_WORDS: Final = {
    Status.NO_LOSS: Text("Never at a loss", "Jamais en perte"),
    Status.BROKE_EVEN: Text("Broke even", "Rentrée dans ses frais"),
    Status.NOT_YET: Text("Pools, has not broken even yet", "Mutualise, pas encore rentrée dans ses frais"),
    Status.NEVER: Text("Stopped pooling at a loss", "A cessé de mutualiser à perte"),
    Status.NEVER_ENTERED: Text("Never pooled", "N'a jamais mutualisé"),
}
_ENTRY: Final = Text("{status}: {share}", "{status} : {share}")
_BEHIND: Final = Text("Left behind: {p}", "Laissées pour compte : {p}")
_BEHIND_BAND: Final = Text(
    "Left behind: {p}\n({band} of runs: {low} to {high})",
    "Laissées pour compte : {p}\n({band} des simulations : de {low} à {high})",
)
_NONE: Final = Text("Nobody is left behind", "Personne n'est laissé pour compte")
_BEYOND: Final = Text(
    "Results beyond the frame (from {low} to {high}) are drawn on its edge. ",
    "Les résultats hors du cadre (de {low} à {high}) sont dessinés sur son bord. ",
)
_SHARES: Final = Text(
    "Shares: of all organizations, mean of all runs. Dots: run {k}, the nearest to the median gain and to "
    "the median share left behind. ",
    "Parts : de toutes les organisations, moyenne des simulations. Points : la simulation {k}, la "
    "plus proche du gain médian et de la part médiane laissée pour compte. ",
)
_BEYOND_SPANS: Final = 0.5
"""How far the frame follows the last hundredth, in spans of the other 98 %."""


@in_its_currency
def who_gains(ds: xr.Dataset, lang: Lang = "en", size: Size = "slide") -> Figure:
    """Draw each organization's gain against its size, by status, and the distribution over all runs.

    Averaging an organization over runs would hide those that lose in some of them, and joins organizations
    that are not the same when the population is drawn anew. So the dots are those of one run, the one
    nearest to the median gain and median share left behind; the shares and the histogram count every run.

    Parameters
    ----------
    ds : xarray.Dataset
        What :func:`sim.simulate` returns, with ``record="organizations"``.
    lang, size : "en" or "fr", "slide", "paper" or "column"
        Language and format.

    Returns
    -------
    matplotlib.figure.Figure
        Two panels that share their vertical axis.

    Raises
    ------
    sim.analysis.NotRecordedError
        The dataset does not hold the organizations.
    """
    require(ds, "organizations")
    curves = j_curve(ds)
    share = curves["individual_gain_share"].transpose("replication", "organization").values
    status = curves["individual_status"].transpose("replication", "organization").values
    distance = np.zeros(curves.sizes["replication"])
    for name in ("collective_gain_share", "collective_left_behind"):
        away = np.abs(curves[name].values - np.median(curves[name].values))
        distance += away / (away.max() or 1.0)
    run = int(distance.argmin())  # the first of equally near ones
    pooled = share[status != Status.NEVER_ENTERED]
    low, high = _limits(pooled, share[run])
    many = ds.sizes["replication"] > 1
    with drawing(size, wide=True) as figure:
        left, right = figure.subplots(1, 2, sharey=True, width_ratios=(5, 2))
        sizes = ds["size"].transpose("replication", "organization").values[run]
        _dots(left, sizes, share[run], status[run], (low, high), lang)
        _distribution(right, pooled, low, high)
        percent_axis(right.xaxis, lang, ticks=3)
        right.set_xlabel(_SHARE[lang])
        left.set(xlabel=_X[lang], ylabel=_Y[lang], ylim=(low, high))
        panel_title(left, (_TYPICAL if many else _EACH)[lang], 0.55)
        panel_title(right, (_ALL if many else _POOLED)[lang], 0.2)
        percent_axis(left.yaxis, lang)
        drawn = np.concatenate([pooled, share[run]])
        inside = low <= drawn.min() and drawn.max() <= high
        beyond = [] if inside else [_BEYOND.format(low=percent(drawn.min()), high=percent(drawn.max()))]
        shares = [_SHARES.format(k=number(int(ds["replication"].values[run]) + 1))] if many else []
        foot = [*beyond, *shares, source(ds)]
        title = _TITLE.format(n=number(ds.sizes["month"]))
        compose(figure, lang, title=title, note=attribute(ds, "title"), foot=foot, key=_key(status))
        labels = Labels(left, dots=(sizes, np.clip(share[run], low, high)))
        _write_left_behind(left, labels, spread(curves["collective_left_behind"]), lang)
        return figure


def _limits(pooled: NDArray[np.float64], shown: NDArray[np.float64]) -> tuple[float, float]:
    """Return limits that show all dots, unless a few would squeeze the others."""
    values = np.concatenate([pooled, shown, [0.0]])
    least, most = np.quantile(values, [0.01, 0.99])
    span = max(float(most - least), 0.02)
    low = max(float(values.min()), least - _BEYOND_SPANS * span)
    high = min(float(values.max()), most + _BEYOND_SPANS * span)
    room = max(high - low, 0.02)
    return min(low - 0.06 * room, -0.2 * room), max(high + 0.06 * room, 0.14 * room)


def _dots(
    axes: Axes,
    sizes: NDArray[np.float64],
    share: NDArray[np.float64],
    status: NDArray[np.int8],
    limits: tuple[float, float],
    lang: Lang,
) -> None:
    """Draw a dot for each organization (N,)."""
    text = text_size()
    low, high = float(sizes.min()), float(sizes.max())
    alike = high / low < 1.05
    if alike:  # all of about one size: spread them out, so that each is seen
        sizes = sizes * np.exp(0.3 * (((np.arange(sizes.size) + 1) * 0.6180339887498949) % 1.0 - 0.5))
    margin = 1.3 if alike else 1.15
    size_axis(axes, low / margin, high * margin, lang)
    axes.axhspan(min(limits[0], 0.0), 0.0, color=VERMILLION, alpha=0.08, linewidth=0, zorder=0.5)
    zero_line(axes)
    area = (text * (0.55 if sizes.size <= 400 else 0.4)) ** 2
    inside = np.clip(share, *limits)
    for code in reversed(Status):
        mark, chosen = MARKS[code], status == code
        axes.scatter(
            sizes[chosen], inside[chosen], s=area, marker=mark.shape,
            facecolors=mark.colour if mark.filled else "none",
            edgecolors="white" if mark.filled else mark.colour,
            linewidths=text / (30.0 if mark.filled else 14.0), alpha=0.9, zorder=3 if mark.filled else 2,
            clip_on=False,
        )  # fmt: skip


def _distribution(axes: Axes, pooled: NDArray[np.float64], low: float, high: float) -> None:
    """Draw the histogram of the gains of those that pooled, losses in another colour."""
    step = (high - low) / 36.0
    edges = step * np.arange(np.floor(low / step), np.ceil(high / step) + 1)
    counts, _ = np.histogram(np.clip(pooled, edges[0], edges[-1]), edges)
    middle = (edges[:-1] + edges[1:]) / 2.0
    colours = np.where(middle < 0.0, VERMILLION, BLUE)
    shares = counts / max(1, pooled.size)
    ends = middle[:, None] + np.array([-0.44, 0.44, 0.44, -0.44]) * step
    bars = np.stack([shares[:, None] * np.array([0.0, 0.0, 1.0, 1.0]), ends], axis=-1)
    axes.add_collection(PolyCollection(list(bars), facecolors=colours.tolist(), linewidths=0, zorder=2), autolim=False)
    zero_line(axes, zorder=3)
    axes.set_xlim(0.0, float(shares.max(initial=0.0)) * 1.08 or 1.0)
    axes.tick_params(axis="y", labelleft=False)


def _key(status: NDArray[np.int8]) -> list[tuple[Artist, Text]]:
    """Return the key of the dots, with the share of each status over all runs."""
    text = text_size()
    entries: list[tuple[Artist, Text]] = []
    for code, mark in MARKS.items():
        share = percent(float((status == code).mean()))
        dot = Line2D(
            [], [], linestyle="none", marker=mark.shape, markersize=text * 0.65, markeredgewidth=text / 14.0,
            markerfacecolor=mark.colour if mark.filled else "none",
            markeredgecolor="white" if mark.filled else mark.colour,
        )  # fmt: skip
        entries.append((dot, _ENTRY.format(status=_WORDS[code], share=share)))
    return entries


def _write_left_behind(axes: Axes, labels: Labels, left_behind: xr.Dataset, lang: Lang) -> None:
    """Write in the panel how many are left behind."""
    mean = float(left_behind["mean"])
    words = _NONE
    if mean > 0.0:
        values = {name: percent(float(left_behind[name])) for name in ("low", "high")}
        form = _BEHIND_BAND if values["low"] != values["high"] else _BEHIND
        words = form.format(p=percent(mean), band=percent(BAND), **values)
    labels.put(
        words[lang], axes.get_xlim()[1], axes.get_ylim()[0] * 0.98, toward=160.0, lead=False,
        colour=VERMILLION if mean > 0.0 else QUIET, size=text_size() * 0.95, weight="bold",
    )  # fmt: skip
