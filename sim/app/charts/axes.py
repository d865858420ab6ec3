"""What all charts share: colours, letters, axes in dollars, what changes on a phone, the table of their numbers."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from sim.analysis.numbers import currency_symbol
from sim.vocabulary.text import Lang

Floats = NDArray[np.float64]

# Okabe & Ito (2008): distinguishable with any colour vision; dashes and shapes repeat the distinction.
BLUE: Final = "#0072B2"
VERMILLION: Final = "#D55E00"
GREEN: Final = "#009E73"
ORANGE: Final = "#E69F00"
INK: Final = "#1A1A1A"
GRID: Final = "#E3E3E3"

FONT: Final = {"fontFamily": "Roboto, system-ui, sans-serif"}
STILL: Final[dict[str, Any]] = {"animation": False, "aria": {"enabled": False}, "textStyle": FONT}
"""Options of a chart that does not move, and whose words are beside it in the page."""
_LOCALES: Final = {"en": "en-CA", "fr": "fr-CA"}
_NARROW: Final = 560
"""Width up to which a chart is laid out for a phone [pixel]."""
SMALL: Final = 15
"""Largest letters in a chart on a phone [pixel]."""


@dataclass(frozen=True)
class Style:
    """How a chart is drawn.

    Attributes
    ----------
    text : int
        Size of the letters [pixel].
    legend : bool
    ticks : int
        Approximate number of amounts on the vertical axis.
    """

    text: int = 16
    legend: bool = True
    ticks: int = 5


@dataclass(frozen=True)
class Table:
    """A table as it is read: caption, column headings and rows of formatted cells."""

    caption: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def letters(size: int) -> dict[str, Any]:
    """Return the options of text of a size [pixel]."""
    return {"fontSize": size, "color": INK}


def legend_above(size: int) -> dict[str, Any]:
    """Return the options of a legend in one row above a chart, with letters of a size [pixel]."""
    place = {"top": 0, "left": 0, "itemGap": 18, "itemWidth": 2 * size}
    return {**place, "selectedMode": False, "textStyle": letters(size)}


def narrow(options: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the options that replace others on a phone, as a media query of ECharts."""
    return [{"query": {"maxWidth": _NARROW}, "option": options}]


def money_axis(lang: Lang, only: Sequence[float] = ()) -> str:
    """Return JavaScript that formats an amount on an axis in a language; with `only`, other amounts stay blank."""
    symbol = currency_symbol(lang)
    before, after = (symbol, "") if lang == "en" else ("", f"\u00a0{symbol}")
    sign = "(v < 0 ? '\\u2212' : '')"
    amount = f"{sign} + '{before}' + Math.abs(v).toLocaleString('{_LOCALES[lang]}') + '{after}'"
    return f"v => {list(only)}.includes(v) ? {amount} : ''" if only else f"v => {amount}"


def range_of(low: Floats, high: Floats, piles: bool) -> tuple[float, float]:
    """Return the lowest and highest amount of a chart, with room above zero for piles of predictions."""
    bottom, top = min(float(low.min()), 0.0), max(float(high.max()), 0.0)
    if top - bottom < 100.0:
        bottom, top = -1000.0, 1000.0
    return bottom, max(top, 0.7 * -bottom) if piles else top


def scale(low: float, high: float, ticks: int = 5) -> tuple[float, float, float]:
    """Return the ends of an axis and its step: about `ticks` round amounts."""
    step = round_step((max(high - low, 1.0)) / ticks, 0.9)
    return float(np.floor(low / step) * step), float(np.ceil(high / step) * step), step


def round_step(least: float, tolerance: float = 1.0) -> float:
    """Return the smallest of 1, 2, 2.5, 5 times a power of ten that is at least ``tolerance * least``.

    Examples
    --------
    >>> round_step(1_800.0), round_step(2_100.0), round_step(2_100.0, 0.9)
    (2000.0, 2500.0, 2000.0)
    """
    power = 10.0 ** np.floor(np.log10(least))
    return next(float(m * power) for m in (1.0, 2.0, 2.5, 5.0, 10.0) if m * power >= least * tolerance)
