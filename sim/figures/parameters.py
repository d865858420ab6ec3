"""Parameters of a sweep in words: their names on an axis, their values and classes, the amounts of an outcome."""

from typing import Final

import numpy as np
import xarray as xr
from matplotlib.axis import Axis
from matplotlib.figure import Figure

from sim.analysis.bilingual import attribute, short
from sim.analysis.numbers import money, percent, value_words
from sim.analysis.words import caveat
from sim.figures.page import runs, wrap
from sim.figures.scales import money_axis, number_axis, percent_axis
from sim.figures.style import text_size
from sim.vocabulary.currency import is_money
from sim.vocabulary.text import Lang, Text, number, same, verbatim
from sim.vocabulary.units import unit_words

MEASURES: Final = {
    "first": Text("alone (first-order index)", "seul (indice du premier ordre)"),
    "total": Text("with its interactions (total index)", "avec ses interactions (indice total)"),
    "mu_star": Text("mean absolute effect (μ*)", "effet absolu moyen (μ*)"),
    "sigma": Text("spread of the effects (σ)", "dispersion des effets (σ)"),
}
"""Measures of sensitivity, as a key names them."""
_TIMES: Final = Text("{name} (× the scenario's)", "{name} (× celui du scénario)")
_UNIT: Final = Text("{name} ({unit})", "{name} ({unit})")
_CLASS: Final = Text("{low} to {high}", "de {low} à {high}")
_SOURCE: Final = Text(
    "Scenario {name}, seed {seed}, {points} points × {runs}. {caveat}",
    "Scénario {name}, graine {seed}, {points} points × {runs}. {caveat}",
)


def axis_words(ds: xr.Dataset, axis: str) -> Text:
    """Name the parameter of an axis, such as "x", with its unit, a capital first."""
    name = attribute(ds, f"{axis}_long_name")
    words = verbatim(short(name.en), short(name.fr))
    unit = str(ds.attrs[f"{axis}_units"])
    if unit == "1":
        words = _TIMES.format(name=words)
    elif unit not in ("-", "share", "count"):
        words = _UNIT.format(name=words, unit=unit_words(unit))
    return capitalized(words)


def axis_label(figure: Figure, ds: xr.Dataset, axis: str, room: float, lang: Lang) -> str:
    """Return the name of the parameter of an axis, in lines that fit a room [inch]."""
    return "\n".join(wrap(figure, axis_words(ds, axis)[lang], room * 72.0, text_size(), "normal"))


def capitalized(words: Text) -> Text:
    """Write a name as it stands alone, with a capital first."""
    return verbatim(*(each[:1].upper() + each[1:] for each in (words.en, words.fr)))


def class_words(low: object, high: object) -> Text:
    """Write a class of values.

    Examples
    --------
    >>> class_words(6.0, 14.6).fr, class_words(6.0, 6.0).en
    ('de 6 à 15', '6')
    """
    if low == high:
        return value_words(low)
    return _CLASS.format(low=value_words(low, 2), high=value_words(high, 2))


def amount(value: float, unit: str) -> Text:
    """Write a value of an outcome."""
    if np.isnan(value):
        return same("–")
    if unit == "share":
        return percent(float(f"{round(value, 3):.3g}"))
    return money(value) if is_money(unit) else number(float(f"{value:.3g}"))


def amount_axis(axis: Axis, unit: str, lang: Lang, ticks: int = 6) -> None:
    """Write an axis in the unit of an outcome."""
    if unit == "share":
        percent_axis(axis, lang, ticks)
    elif is_money(unit):
        money_axis(axis, lang, ticks)
    else:
        number_axis(axis, lang, ticks)


def swept_source(ds: xr.Dataset) -> Text:
    """State where the data of a sweep's figure come from, and that they are no forecast."""
    return _SOURCE.format(
        name=str(ds.attrs["scenario_name"]), seed=str(ds.attrs["seed"]),
        points=number(int(ds.attrs["points"])), runs=runs(int(ds.attrs["replications"])), caveat=caveat(ds),
    )  # fmt: skip
