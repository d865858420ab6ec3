"""The explanation of a gain in a few plain sentences, in both languages."""

from collections.abc import Iterable
from typing import Final

import xarray as xr

from sim.analysis.bilingual import coordinate
from sim.analysis.numbers import money, percent, rounded, signed
from sim.analysis.outcomes import months_of
from sim.analysis.words.verdict import caveat, months_long
from sim.vocabulary.currency import in_its_currency
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
    "Switching mechanisms off changes nothing, in any combination.",
    "Désactiver des mécanismes, seuls ou ensemble, ne change rien.",
)
_BRINGS: Final = Text(
    "What brings it most: {name} ({x}). Without it, {result}.",
    "Ce qui lui apporte le plus : {name} ({x}). Sans cela, {result}.",
)
_TAKES: Final = Text(
    "What takes most from it: {name} ({x}). Without it, {result}.",
    "Ce qui lui enlève le plus : {name} ({x}). Sans cela, {result}.",
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
_ORDER: Final = Text(
    "The order matters most here: {name} ({first} without the others, {last} after all of them).",
    "L'ordre compte surtout ici : {name} ({first} sans les autres, {last} après tous les autres).",
)
_ADD_UP: Final = Text(
    "The contributions add up to the gain: each is a mean over all orders of adding the mechanisms one by one.",
    "La somme des apports est le gain : chacun est une moyenne sur tous les ordres d'ajout des mécanismes, un à un.",
)
_BARE: Final = Text(
    "The contributions add up to the gain less {x}, which it would be without any of these mechanisms; each is a mean "
    "over all orders of adding them one by one.",
    "La somme des apports est le gain moins {x}, qu'il vaudrait sans aucun de ces mécanismes; chacun est une moyenne "
    "sur tous les ordres d'ajout, un à un.",
)
LEAST: Final = 0.5
"""Amounts below it are rounded to nothing [CAD]."""


@in_its_currency
def explanation(ds: xr.Dataset, lang: Lang = "en") -> str:
    """State in a few sentences where a gain comes from, what takes from it, and for what the order matters most.

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


def amount(value: float) -> Text:
    """Write an amount with its sign; what rounds to nothing has none."""
    return signed(0.0 if abs(value) < LEAST else rounded(value), money)


def _sentences(ds: xr.Dataset) -> list[Text]:
    """Write the sentences without the caveat."""
    sentences = [_total(ds)]
    if (public := float(ds["public"].mean())) >= LEAST and float(ds["total"]) > 0.0:
        sentences.append(_PUBLIC.format(x=money(rounded(public))))
    if not ds.sizes["mechanism"]:
        return [*sentences, _NOTHING_ON]
    effect = ds["contribution"].values
    if not (ds["gain_in_world"] != ds["gain"]).any():
        return [*sentences, _NO_EFFECT]
    names = [within(name) for name in mechanism_names(ds)]
    bounds = zip(ds["contribution_low"].values, ds["contribution_high"].values, strict=True)
    single = ds.sizes["replication"] == 1
    sure = [single or is_told(low, high) for low, high in bounds]
    for words, place in ((_BRINGS, int(effect.argmax())), (_TAKES, int(effect.argmin()))):
        if abs(effect[place]) >= LEAST and (effect[place] > 0.0) == (words is _BRINGS) and sure[place]:
            sentences.append(
                words.format(name=names[place], x=amount(effect[place]), result=_result(ds.isel(mechanism=place)))
            )
    needed = (ds["entered"] > 0.0).any() & ~(ds["entered_without"] > 0.0).any("replication")
    if needed.any():
        sentences.append(_NOBODY.format(names=_list(names, needed.values, _OR)))
    if not all(sure):
        sentences.append(_UNSURE.format(names=_list(names, [not told for told in sure])))
    return [*sentences, *_order(ds, names), _sum(ds)]


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
    words = _NEITHER if abs(gain) < LEAST else _GAINED if gain > 0.0 else _LOST
    return words.format(
        months=months_long(months_of(ds)),
        of=_ONE if runs == 1 else _MEAN.format(n=number(runs)),
        x=money(rounded(abs(gain))),
        p=percent(abs(float(ds["total_share"]))),
    )


def _result(world: xr.Dataset) -> Text:
    """State what the group would gain in a world without one mechanism."""
    gain = float(world["gain_without"].mean())
    words = _WOULD_NEITHER if abs(gain) < LEAST else _WOULD_GAIN if gain > 0.0 else _WOULD_LOSE
    return words.format(x=money(rounded(abs(gain))))


def _order(ds: xr.Dataset, names: list[Text]) -> list[Text]:
    """State for which mechanism the order of adding matters most, if for any."""
    apart = abs(ds["first"] - ds["last"]).values
    place = int(apart.argmax())
    if len(names) < 2 or apart[place] < LEAST:
        return []
    first, last = (amount(float(ds[name][place])) for name in ("first", "last"))
    return [_ORDER.format(name=names[place], first=first, last=last)]


def _sum(ds: xr.Dataset) -> Text:
    """State to what the contributions sum."""
    bare = float(ds["bare"])
    return _ADD_UP if abs(bare) < LEAST else _BARE.format(x=amount(bare))
