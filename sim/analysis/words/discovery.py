"""The boxes in which an outcome fails, in a few plain sentences, in both languages."""

from functools import reduce
from typing import Final

import numpy as np
import xarray as xr

from sim.analysis.bilingual import attribute, coordinate, short
from sim.analysis.numbers import percent, value_words
from sim.analysis.words.comparison import amount
from sim.analysis.words.verdict import caveat
from sim.scenario.choices import CHOICES
from sim.vocabulary.currency import in_its_currency
from sim.vocabulary.text import Lang, Text, join, number, same, verbatim, within
from sim.vocabulary.units import UNITS

_POINTS: Final = Text(
    "A point fails if this outcome is {side} {x}: {outcome}. {k} of {n} points fail, {p}.",
    "Un point échoue si ce résultat est {side} {x} : {outcome}. {k} points sur {n} échouent, soit {p}.",
)
_SIDES: Final = {"above": Text("above", "au-dessus de"), "below": Text("below", "au-dessous de")}
_FIRST: Final = Text(
    "Pooling fails when {box}: {coverage} of the failures ({coverage_low} to {coverage_high}), {density} of the cases "
    "there are failures ({density_low} to {density_high}).",
    "La mutualisation échoue quand {box} : {coverage} des échecs s'y trouvent (de {coverage_low} à {coverage_high}), "
    "et {density} des cas y sont des échecs (de {density_low} à {density_high}).",
)
_NEXT: Final = Text(
    "Elsewhere, it fails when {box}: another {coverage} of the failures ({coverage_low} to {coverage_high}), {density} "
    "of the cases there are failures ({density_low} to {density_high}).",
    "Ailleurs, elle échoue quand {box} : {coverage} de plus des échecs s'y trouvent (de {coverage_low} à "
    "{coverage_high}), et {density} des cas y sont des échecs (de {density_low} à {density_high}).",
)
_HELD_OUT: Final = Text(
    "These figures are those of {n} points that did not choose the boxes, with intervals of {p}.",
    "Ces chiffres sont ceux de {n} points qui n'ont pas servi à choisir les boîtes, avec des intervalles à {p}.",
)
_LEFT: Final = Text("{p} of the failures lie outside these boxes.", "{p} des échecs sont en dehors de ces boîtes.")
_EVERYWHERE: Final = Text(
    "Pooling fails nearly everywhere: no box is needed to name where. Swap “above” and “below” to find where it does "
    "not fail.",
    "La mutualisation échoue presque partout : aucune boîte n'est nécessaire pour dire où. Échangez above et below "
    "pour trouver où elle n'échoue pas.",
)
_NOT_DENSE: Final = Text(
    "No box of at least 5% of the points reaches {p} of failures; the densest has {most}. Failures are spread out: "
    "accept a lower density, or ask sensitivity which parameters matter.",
    "Aucune boîte d'au moins 5 % des points n'atteint {p} d'échecs; la plus dense en compte {most}. Les échecs sont "
    "dispersés : acceptez une densité plus faible, ou demandez à sensitivity quels paramètres comptent.",
)
_UNCONFIRMED: Final = Text(
    "A box that half of the points suggests is not confirmed by the other half: chance could explain it. More points "
    "would tell.",
    "Une boîte que suggère une moitié des points n'est pas confirmée par l'autre : le hasard pourrait l'expliquer. "
    "Plus de points trancheraient.",
)
_NAME: Final = Text("“{name}”", "« {name} »")
_NAMED: Final = Text("{name} ({path})", "{name} ({path})")
_ABOVE: Final = Text("{name} is at least {low}", "{name} est d'au moins {low}")
_BELOW: Final = Text("{name} is at most {high}", "{name} est d'au plus {high}")
_BETWEEN: Final = Text("{name} lies between {low} and {high}", "{name} est entre {low} et {high}")
_EQUAL: Final = Text("{name} is {low}", "{name} vaut {low}")
_KEPT: Final = Text("{name} is {kept}", "{name} est {kept}")
_OR: Final = Text("{first} or {second}", "{first} ou {second}")
_AND: Final = Text("{first} and {second}", "{first} et que {second}")
_TIMES: Final = Text("{x} times the scenario's", "{x} fois la valeur du scénario")
_MONTHS: Final = Text("{x} months", "{x} mois")


@in_its_currency
def discovery(ds: xr.Dataset, lang: Lang = "en") -> str:
    """State in a few sentences where an outcome fails.

    Parameters
    ----------
    ds : xarray.Dataset
        What :func:`sim.analysis.discover` returns.
    lang : "en" or "fr"
        Language.

    Returns
    -------
    str
        A sentence for each box, with the figures of the points held out; the caveat last.
    """
    return join([judged(ds), *box_sentences(ds), caveat(ds)], " ")[lang]


def judged(ds: xr.Dataset) -> Text:
    """State which points fail, and how many."""
    fails = ds["fails"].values
    return _POINTS.format(
        side=_SIDES[str(ds.attrs["side"])], x=amount(float(ds.attrs["threshold"]), str(ds.attrs["outcome_units"])),
        outcome=within(attribute(ds, "outcome_long_name")), k=number(int(fails.sum())), n=number(fails.size),
        p=percent(float(fails.mean())),
    )  # fmt: skip


def box_sentences(ds: xr.Dataset) -> list[Text]:
    """State each box with its figures; or why there is none."""
    names = ("coverage", "coverage_low", "coverage_high", "density", "density_low", "density_high")
    sentences = []
    for k in range(ds.sizes["box"]):
        figures = {name: percent(round(float(ds[name][k]), 3)) for name in names}
        sentences.append((_NEXT if k else _FIRST).format(box=_all_of(ds.isel(box=k)), **figures))
    if sentences:
        told = {"n": number(int(ds["held_out"].sum())), "p": percent(float(ds.attrs["confidence"]))}
        left = float(ds["left"][-1]) / float((ds["fails"] & ds["held_out"]).sum())
        return [*sentences, _LEFT.format(p=percent(round(left, 3))), _HELD_OUT.format(**told)]
    if ds.attrs["unconfirmed"]:
        return [_UNCONFIRMED]
    least, most = float(ds.attrs["least_density"]), float(ds.attrs["highest_density"])
    if float(ds["fails"].mean()) >= least:
        return [_EVERYWHERE]
    return [_NOT_DENSE.format(p=percent(least), most=percent(round(most, 3)))]


def factor_names(ds: xr.Dataset) -> list[Text]:
    """Return the short names of the factors, with the path where two have the same."""
    names = [verbatim(short(name.en), short(name.fr)) for name in coordinate(ds, "factor_name")]
    paths = ds["factor"].values.tolist()
    return [
        _NAMED.format(name=name, path=path) if names.count(name) > 1 else name
        for name, path in zip(names, paths, strict=True)
    ]


def restriction(ds: xr.Dataset, k: int, name: Text) -> Text | None:
    """State the restriction of a box (one box) on its k-th factor; None where the factor is free."""
    here = ds.isel(factor=k)
    low, high, kept = float(here["low"]), float(here["high"]), str(here["kept"].values)
    if kept:
        return _KEPT.format(name=name, kept=choices(kept, quoted=True))
    unit = str(here["factor_unit"].values)
    ends = {"low": bound_words(low, unit), "high": bound_words(high, unit), "name": name}
    if np.isfinite(low) and np.isfinite(high):
        return (_EQUAL if low == high else _BETWEEN).format(**ends)
    if np.isfinite(low):
        return _ABOVE.format(**ends)
    return _BELOW.format(**ends) if np.isfinite(high) else None


def choices(kept: str, quoted: bool = False) -> Text:
    """Write the values that a box keeps of a parameter without order, between quotation marks in a sentence."""
    words = [
        value_words(each == "True") if each in ("True", "False") else CHOICES.get(each, same(each))
        for each in kept.split(", ")
    ]
    words = [_NAME.format(name=each) for each in words] if quoted else words
    return reduce(lambda first, second: _OR.format(first=first, second=second), words)


def bound_words(value: float, unit: str) -> Text:
    """Write a bound of a parameter with its unit."""
    if not np.isfinite(value):
        return same("–")
    words = value_words(value)
    if unit == "1":
        return _TIMES.format(x=words)
    if unit == "month":
        return _MONTHS.format(x=words)
    return words if unit in ("-", "share", "count") else join([words, UNITS.get(unit, same(unit))], "\u00a0")


def _all_of(box: xr.Dataset) -> Text:
    """State all restrictions of a box, joined."""
    quoted = [_NAME.format(name=name) for name in factor_names(box)]
    stated = [restriction(box, k, name) for k, name in enumerate(quoted)]
    there = [each for each in stated if each is not None]
    return reduce(lambda first, second: _AND.format(first=first, second=second), there)
