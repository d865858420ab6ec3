"""Stability: how often no coalition of a pool's members would be better off apart, by sharing rule."""

from typing import Final

import numpy as np
import xarray as xr
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Patch

from sim.analysis.audit import EMPTY, NOT_REFUTED, OBJECTED, STABLE
from sim.analysis.numbers import percent
from sim.declared.sharing import SHARING_RULES
from sim.figures.page import compose, figure_of, source, text_width
from sim.figures.scales import percent_axis
from sim.figures.style import BLUE, INK, SKY, VERMILLION, Size, drawing, text_size
from sim.vocabulary.currency import in_its_currency
from sim.vocabulary.text import Lang, Text, number, same

_TITLE: Final = Text(
    "How often pools are stable, by the rule that shares the bill",
    "À quelle fréquence les groupes sont stables, selon la règle de partage",
)
_NOTE: Final = Text(
    "A pool is stable when no coalition of its members would pay less apart. Month {month}, expected bills at the "
    "overrun that is known",
    "Un groupe est stable si aucune coalition de ses membres ne paierait moins à part. Mois {month}, factures "
    "attendues au dépassement connu",
)
_X: Final = Text("Share of the pools", "Part des groupes")
_UNTRIED: Final = Text("Over 20 members: no objection found", "Plus de 20\u00a0membres : aucune objection trouvée")
_LOOK: Final = {
    STABLE: (Text("Stable", "Stable"), BLUE, ""),
    NOT_REFUTED: (_UNTRIED, SKY, "//"),
    OBJECTED: (Text("A coalition would pay less apart", "Une coalition paierait moins à part"), VERMILLION, "\\\\"),
    EMPTY: (Text("No way of sharing is stable", "Aucun partage n'est stable"), "#BDBDBD", "xx"),
}
_FORMED: Final = Text(
    "Upper bars: the pools that form under the rule. ", "Barres du haut : les groupes formés sous la règle. "
)
_GIVEN: Final = Text(
    "Lower bars: the pools of the scenario as it is, their bills shared by the rule. ",
    "Barres du bas : les groupes du scénario tel quel, factures partagées selon la règle. ",
)
_COUNT: Final = (Text("{n} pool", "{n}\u00a0groupe"), Text("{n} pools", "{n}\u00a0groupes"))
_NONE: Final = Text("no pool", "aucun groupe")


@in_its_currency
def stability(ds: xr.Dataset, lang: Lang = "en", size: Size = "slide") -> Figure:
    """Draw the share of pools that are stable under each sharing rule.

    Parameters
    ----------
    ds : xarray.Dataset
        From :func:`sim.analysis.stability`.
    lang, size : "en" or "fr", "slide", "paper" or "column"
        Language and format.

    Returns
    -------
    matplotlib.figure.Figure
        One panel; two bars for each rule.
    """
    rules = ds["rule"].values.tolist()
    with drawing(size) as figure:
        axes = figure.subplots()
        axes.set(xlabel=_X[lang], xlim=(0.0, 1.0), ylim=(len(rules) - 0.45, -0.55))
        titles = [SHARING_RULES[rule].title if rule in SHARING_RULES else same(rule) for rule in rules]
        axes.set_yticks(range(len(rules)), [title[lang] for title in titles])
        axes.grid(False)
        percent_axis(axes.xaxis, lang)
        counts = ds["pools"].transpose("rule", "world", "verdict").values
        key = [
            (Patch(facecolor=colour, hatch=hatch, edgecolor="white", linewidth=0.0), words)
            for code, (words, colour, hatch) in _LOOK.items()
            if counts[:, :, code].any()
        ]
        note = _NOTE.format(month=number(int(ds.attrs["month"])))
        foot = [_FORMED, _GIVEN, source(ds, int(ds.attrs["replications"]))]
        compose(figure, lang, title=_TITLE, note=note, foot=foot, key=key, right=0.13)
        for row, (formed, given) in enumerate(counts):
            _bar(axes, formed, row - 0.19, 0.4, lang, 0.9 * text_size())
            _bar(axes, given, row + 0.24, 0.3, lang, 0.8 * text_size())
        return figure


def _bar(axes: Axes, counts: np.ndarray, y: float, height: float, lang: Lang, size: float) -> None:
    """Draw a bar of shares, each written where there is room, and how many pools there are at its end."""
    figure = figure_of(axes)
    total = int(counts.sum())
    left = 0.0
    for code, (_, colour, hatch) in _LOOK.items():
        share = counts[code] / total if total else 0.0
        if not share:
            continue
        axes.barh(y, share, height, left=left, color=colour, hatch=hatch, edgecolor="white", linewidth=0.0)
        words = percent(float(f"{share:.2g}"))[lang]
        room = share * axes.bbox.width * 72.0 / figure.dpi
        if text_width(figure, words, size) + size < room:
            axes.text(
                left + share / 2.0, y, words, size=size, ha="center", va="center", color=INK,
                bbox={"boxstyle": "round,pad=0.15", "facecolor": "white", "edgecolor": "none", "alpha": 0.9},
            )  # fmt: skip
        left += share
    count = _COUNT[total > 1].format(n=number(total)) if total else _NONE
    axes.text(1.01, y, count[lang], size=size, va="center", ha="left", color=INK, clip_on=False)
