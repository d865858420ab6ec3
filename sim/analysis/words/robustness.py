"""Which lever is regretted least over uncertain worlds, in a few plain sentences, in both languages."""

from typing import Final

import xarray as xr

from sim.analysis.bilingual import coordinate
from sim.analysis.lever_study import NOTHING
from sim.analysis.numbers import money, percent, rounded
from sim.analysis.robustness import order
from sim.analysis.words.verdict import caveat
from sim.vocabulary.currency import in_its_currency
from sim.vocabulary.text import Lang, Text, join, number

_LEAST: Final = Text(
    "Over {worlds} uncertain worlds, “{name}” is regretted least: in the worst of them it brings {x} per organization "
    "less than the best choice ({low} to {high}).",
    "Sur {worlds} mondes incertains, c'est « {name} » que l'on regrette le moins : dans le pire, ce choix rapporte {x} "
    "par organisation de moins que le meilleur (de {low} à {high}).",
)
_NO_REGRET: Final = Text(
    "Over {worlds} uncertain worlds, “{name}” is the best choice in each of them: it is never regretted.",
    "Sur {worlds} mondes incertains, « {name} » est le meilleur choix dans chacun : on ne le regrette jamais.",
)
_UNSURE: Final = Text(
    "These runs do not tell it from “{next}”: it has the smallest worst regret in {p} of the resamples only.",
    "Ces simulations ne permettent pas de trancher avec « {next} » : son pire regret n'est le plus petit que dans {p} "
    "des rééchantillonnages.",
)
_BETTER: Final = Text(
    "It brings more than doing nothing in {p} of the worlds ({low} to {high}).",
    "Il rapporte plus que ne rien faire dans {p} des mondes (de {low} à {high}).",
)
_NOTHING_LEAST: Final = Text("No lever is worth it on this count.", "À ce compte, aucun levier n'en vaut la peine.")
_WORSE: Final = Text(
    "These bring less than doing nothing in at least one world in ten: {names}.",
    "Ceux-ci rapportent moins que ne rien faire dans au moins un monde sur dix : {names}.",
)
_ONE: Final = Text("“{name}” ({p} of the worlds)", "« {name} » ({p} des mondes)")
_WIDE: Final = Text(
    "Warning: the worst regret is not known within 20% for {names}; more runs of each world (--replications) "
    "would tell.",
    "Attention : le pire regret n'est pas connu à 20 % près pour {names}; plus de simulations de chaque monde "
    "(--replications) l'établiraient.",
)
_SINGLE: Final = Text(
    "Warning: with one run of each world, chance counts as regret and the worst regret is about twice too large; "
    "use 8.",
    "Attention : avec une seule simulation par monde, le hasard passe pour du regret, et le pire regret est environ "
    "deux fois trop grand; faites-en 8.",
)
_QUOTED: Final = Text("“{name}”", "« {name} »")
_OF_WORLDS: Final = Text(
    "The worlds draw what is declared uncertain, not what nobody thought of.",
    "Les mondes tirent ce qui est déclaré incertain, pas ce à quoi personne n'a pensé.",
)


@in_its_currency
def robustness(ds: xr.Dataset, lang: Lang = "en") -> str:
    """State in a few sentences which lever is regretted least, and how far that is told.

    Parameters
    ----------
    ds : xarray.Dataset
        What :func:`sim.decide` returns.
    lang : "en" or "fr"
        Language.

    Returns
    -------
    str
        The sentences, the caveat last.
    """
    names = coordinate(ds, "lever_name")
    ranked = order(ds)
    first = ds.isel(lever=ranked[0])
    worst = {"x": "worst_regret", "low": "worst_regret_low", "high": "worst_regret_high"}
    figures = {key: money(rounded(float(first[name]))) for key, name in worst.items()}
    sentence = _LEAST if float(first["worst_regret_high"]) > 0.0 else _NO_REGRET
    sentences = [sentence.format(worlds=number(ds.sizes["world"]), name=names[ranked[0]], **figures)]
    least = float(first["least"])
    if least < float(ds.attrs["confidence"]):
        sentences.append(_UNSURE.format(next=names[ranked[1]], p=percent(round(least, 2))))
    if str(first["lever"].values) == NOTHING:
        sentences.append(_NOTHING_LEAST)
    else:
        shares = {"p": "better", "low": "better_low", "high": "better_high"}
        sentences.append(_BETTER.format(**{key: percent(round(float(first[name]), 3)) for key, name in shares.items()}))
    worse = (ds["net_gain"].mean("replication") < ds["net_gain"].mean("replication").sel(lever=NOTHING)).mean("world")
    harmful = [_ONE.format(name=names[k], p=percent(round(float(worse[k]), 3))) for k in ranked if worse[k] >= 0.1]
    if harmful:
        sentences.append(_WORSE.format(names=join(harmful)))
    if ds.sizes["replication"] == 1:
        sentences.append(_SINGLE)
    elif bool(ds["wide"].any()):
        sentences.append(_WIDE.format(names=join(_QUOTED.format(name=names[k]) for k in ranked if ds["wide"][k])))
    return join([*sentences, _OF_WORLDS, caveat(ds)], " ")[lang]
