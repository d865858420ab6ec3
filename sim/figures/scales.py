"""Axes of figures: dollars, percent, months, sizes and members, with ticks as each language writes them."""

from typing import Final

import numpy as np
from matplotlib.axes import Axes
from matplotlib.axis import Axis
from matplotlib.ticker import FixedLocator, MaxNLocator, NullLocator

from sim.analysis.numbers import exact_money, money, percent
from sim.figures.style import INK, text_size
from sim.vocabulary.currency import in_present_currency
from sim.vocabulary.text import Lang, Text, number

NOTHING: Final = 1e-6
"""Span below which an axis of money shows nothing but zero [CAD]."""
_STEPS: Final = [1, 2, 2.5, 5, 10]
_MONTH: Final = Text("Month", "Mois")
_MONTH_STEPS: Final = (1, 2, 3, 6, 12, 24, 60, 120)


def zero_line(axes: Axes, *, vertical: bool = False, zorder: float = 1.0) -> None:
    """Draw the line at zero, horizontal by default."""
    draw = axes.axvline if vertical else axes.axhline
    draw(0.0, color=INK, linewidth=text_size() / 15.0, zorder=zorder)


def grid_of_rows(axes: Axes) -> None:
    """Draw the grid of a panel whose rows are names: vertical lines only."""
    axes.grid(visible=False, axis="y")
    axes.grid(visible=True, axis="x")


def money_axis(axis: Axis, lang: Lang, ticks: int = 6) -> None:
    """Write an axis of amounts."""
    low, high = axis.get_view_interval()
    nothing = abs(high - low) <= NOTHING
    axis.set_major_locator(FixedLocator([0.0]) if nothing else MaxNLocator(ticks, steps=_STEPS))

    def words(value: float, _: object) -> str:
        low, high = axis.get_view_interval()
        if NOTHING < abs(high - low) < 4.0:
            return exact_money(value)[lang]
        return money(0.0 if abs(value) < 1e-9 * abs(high - low) else value)[lang]

    axis.set_major_formatter(in_present_currency(words))


def percent_axis(axis: Axis, lang: Lang, ticks: int = 6) -> None:
    """Write an axis of shares in percent."""
    axis.set_major_locator(MaxNLocator(ticks, steps=_STEPS))
    axis.set_major_formatter(lambda value, _: percent(round(value, 9))[lang])


def number_axis(axis: Axis, lang: Lang, ticks: int = 6) -> None:
    """Write an axis of plain numbers."""
    axis.set_major_locator(MaxNLocator(ticks))
    axis.set_major_formatter(lambda value, _: number(round(value, 9))[lang])


def month_axis(axes: Axes, months: int, lang: Lang, start: int = 0, ticks: int = 6) -> None:
    """Name an axis of months and mark them, at the finest step that leaves no more ticks than asked for."""
    span = max(1, months - start)
    step = next((s for s in _MONTH_STEPS if span / s <= ticks), 120)
    first = start + (-start % step)
    places = np.arange(first, months + 1, step)
    axes.xaxis.set_major_locator(FixedLocator(places.tolist() if places.size > 1 else [start, months]))
    axes.set(xlabel=_MONTH[lang], xlim=(start - 0.01 * span, months + 0.02 * span))


def size_axis(axes: Axes, low: float, high: float, lang: Lang) -> None:
    """Make a logarithmic axis of sizes, marked 1, 2, 5, 10, 20 ..."""
    axes.set_xscale("log")
    decades = np.arange(np.floor(np.log10(low)), np.ceil(np.log10(high)) + 1)
    places = np.array([m * 10.0**d for d in decades for m in (1, 2, 5)])
    places = places[(places >= low) & (places <= high)]
    if places.size > 8:
        places = places[np.isclose(np.log10(places) % 1.0, 0.0)]
    if places.size < 2:
        places = np.array([low, high])
    axes.xaxis.set_major_locator(FixedLocator(places.tolist()))
    axes.xaxis.set_minor_locator(NullLocator())
    axes.xaxis.set_major_formatter(lambda value, _: number(float(f"{value:.2g}"))[lang])
    axes.set_xlim(low, high)


def member_axis(axes: Axes, most: int, lang: Lang) -> None:
    """Mark numbers of members from 1 to `most`."""
    step = next((s for s in (1, 2, 5, 10, 20, 50, 100) if most / s <= 15), 200)
    places = np.unique(np.concatenate([[1], np.arange(step, most + 1, step)]))
    axes.xaxis.set_major_locator(FixedLocator(places.tolist()))
    axes.xaxis.set_major_formatter(lambda value, _: number(round(value))[lang])
    axes.set_xlim(0.4, most + 0.6)
