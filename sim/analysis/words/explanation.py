"""The explanation of a gain in a few plain sentences, in both languages."""

from collections.abc import Iterable
from typing import Final

import xarray as xr

from sim.analysis.bilingual import coordinate
from sim.analysis.numbers import money, percent, rounded
from sim.analysis.outcomes import months_of
from sim.analysis.words.verdict import caveat, months_long
from sim.vocabulary.text import Lang, Text, join, number, within

_GAINED: Final = Text(
    "After {months} the group has gained {x} ({of}), or {p} of what being alone would have cost.",
    "Après {months}, le groupe a gagné {x} ({of}), soit {p} de ce qu'il en aurait coûté de rester seuls.",
)
_LOST: Final = Text(
    "After {months} the group has lost {x} ({of}), or {p} of what being alone would have cost.",
    "Après {months}, le groupe a perdu {x} ({of}), soit {p} de ce qu'il en aurait coûté de rester seuls.",
)
_NEITHER: Final = Text(
    "After {months} the group has neither gained nor lost ({of}).",
    "Après {months}, le groupe n'a ni gagné ni perdu ({of}).",
)
_MEAN: Final = Text("mean of {n} runs", "moyenne de {n}\u00a0simulations")
_ONE: Final = Text("a single run", "une seule simulation")
_PUBLIC: Final = Text("{x} of it is public money.", "De ce gain, {x} sont de l'argent public.")
_NOTHING_ON: Final = Text(
    "None of the mechanisms is on in this scenario: there is nothing to switch off.",
    "Aucun des mécanismes n'est actif dans ce scénario : il n'y a rien à désactiver.",
)
_NO_EFFECT: Final = Text(
    "Switching off any one mechanism changes nothing.", "Désactiver un mécanisme, quel qu'il soit, ne change rien."
)
_BRINGS: Final = Text(
    "What brings it most: {name}. Without it, {result}.",
    "Ce qui lui apporte le plus : {name}. Sans cela, {result}.",
)
_TAKES: Final = Text(
    "What takes most from it: {name}. Without it, {result}.",
    "Ce qui lui enlève le plus : {name}. Sans cela, {result}.",
)
_WOULD_GAIN: Final = Text("the group would gain {x}", "il gagnerait {x}")
_WOULD_LOSE: Final = Text("the group would lose {x}", "il perdrait {x}")
_WOULD_NEITHER: Final = Text("the group would neither gain nor lose", "il ne gagnerait ni ne perdrait rien")
_NOBODY: Final = Text("Without {names}, nobody would pool.", "Sans {names}, personne ne mutualiserait.")
_OR: Final = Text(" or ", " ou ")
_UNSURE: Final = Text(
    "These runs do not tell whether these bring or take something: {names}.",
    "Ces simulations ne disent pas si ces mécanismes apportent ou enlèvent quelque chose : {names}.",
)
_MORE: Final = Text(
    "The parts do not add up to the gain: their sum is {sum}, and {x} comes from mechanisms acting together. This "
    "happens when an obstacle is counted both by itself and in what the other mechanisms bring net of it, or when one "
    "mechanism partly replaces another.",
    "La somme des parts n'est pas le gain : elle est de {sum}, et {x} viennent de l'effet conjoint des mécanismes. "
    "C'est le cas quand un obstacle compte à la fois pour lui-même et dans l'apport net des autres mécanismes, ou "
    "quand un mécanisme en remplace un autre en partie.",
)
_LESS: Final = Text(
    "The parts do not add up to the gain: their sum is {sum}, {x} too much. This happens when the same dollars need "
    "several mechanisms, and each of them is credited with these dollars.",
    "La somme des parts n'est pas le gain : elle est de {sum}, soit {x} de trop. C'est le cas quand les mêmes dollars "
    "exigent plusieurs mécanismes et qu'ils sont attribués à chacun.",
)
_UNTOLD: Final = Text(
    "The parts add up to {sum}; these runs do not tell whether the remainder, {x}, is more than chance.",
    "La somme des parts est de {sum}; ces simulations ne disent pas si le reste, {x}, est dû à autre "
    "chose qu'au hasard.",
)
_ADD_UP: Final = Text("The parts add up to the gain.", "La somme des parts est le gain.")
_LEAST: Final = 0.5
"""Amounts below it are rounded to nothing [CAD]."""


def explanation(ds: xr.Dataset, lang: Lang = "en") -> str:
    """State in a few sentences where a gain comes from, what takes from it, and what no mechanism explains alone.

    Parameters
    ----------
    ds : xarray.Dataset
        What :func:`sim.explain` returns.
    lang : "en" or "fr"
        Language.

    Returns
    -------
    str
        The sentences, the caveat last.
    """
    return join([*_sentences(ds), caveat(ds)], " ")[lang]


def is_told(low: float, high: float) -> bool:
    """Return whether an interval excludes zero or is zero itself; False for NaN bounds."""
    return low > 0.0 or high < 0.0 or low == high == 0.0


def mechanism_names(ds: xr.Dataset) -> list[Text]:
    """Return the names of the mechanisms of a dataset, in its order."""
    return coordinate(ds, "mechanism_name")


def _sentences(ds: xr.Dataset) -> list[Text]:
    """Write the sentences without the caveat."""
    sentences = [_total(ds)]
    if (public := float(ds["public"].mean())) >= _LEAST and float(ds["total"]) > 0.0:
        sentences.append(_PUBLIC.format(x=money(rounded(public))))
    if not ds.sizes["mechanism"]:
        return [*sentences, _NOTHING_ON]
    effect = ds["contribution"].values
    if not (ds["gain"] != ds["gain_without"]).any():
        return [*sentences, _NO_EFFECT]
    names = [within(name) for name in mechanism_names(ds)]
    bounds = zip(ds["contribution_low"].values, ds["contribution_high"].values, strict=True)
    single = ds.sizes["replication"] == 1
    sure = [single or is_told(low, high) for low, high in bounds]
    for words, place in ((_BRINGS, int(effect.argmax())), (_TAKES, int(effect.argmin()))):
        if abs(effect[place]) >= _LEAST and (effect[place] > 0.0) == (words is _BRINGS) and sure[place]:
            sentences.append(words.format(name=names[place], result=_result(ds.isel(mechanism=place))))
    needed = (ds["entered"] > 0.0).any() & ~(ds["entered_without"] > 0.0).any("replication")
    if needed.any():
        sentences.append(_NOBODY.format(names=_list(names, needed.values, _OR)))
    if not all(sure):
        sentences.append(_UNSURE.format(names=_list(names, [not told for told in sure])))
    return [*sentences, _remainder(ds)]


def _list(names: list[Text], chosen: Iterable[bool], last: Text | None = None) -> Text:
    """List the chosen names, perhaps with a word before the last."""
    kept = [name for name, take in zip(names, chosen, strict=True) if take]
    if last is None or len(kept) == 1:
        return join(kept)
    first = join(kept[:-1])
    return Text(f"{first.en}{last.en}{kept[-1].en}", f"{first.fr}{last.fr}{kept[-1].fr}")


def _total(ds: xr.Dataset) -> Text:
    """State what the group gains."""
    gain, runs = float(ds["total"]), ds.sizes["replication"]
    words = _NEITHER if abs(gain) < _LEAST else _GAINED if gain > 0.0 else _LOST
    return words.format(
        months=months_long(months_of(ds)),
        of=_ONE if runs == 1 else _MEAN.format(n=number(runs)),
        x=money(rounded(abs(gain))),
        p=percent(abs(float(ds["total_share"]))),
    )


def _result(world: xr.Dataset) -> Text:
    """State what the group would gain in a world without one mechanism."""
    gain = float(world["gain_without"].mean())
    words = _WOULD_NEITHER if abs(gain) < _LEAST else _WOULD_GAIN if gain > 0.0 else _WOULD_LOSE
    return words.format(x=money(rounded(abs(gain))))


def _remainder(ds: xr.Dataset) -> Text:
    """State why the parts do not add up to the gain."""
    rest = float(ds["remainder"])
    if abs(rest) < _LEAST:
        return _ADD_UP
    told = is_told(float(ds["remainder_low"]), float(ds["remainder_high"])) or ds.sizes["replication"] == 1
    words = _UNTOLD if not told else _MORE if rest > 0.0 else _LESS
    total = money(rounded(float(ds["contribution"].sum())))
    return words.format(sum=total, x=money(rounded(abs(rest) if told else rest)))
