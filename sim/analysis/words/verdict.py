"""The verdict on a simulation: its outcome in a few plain sentences, in both languages."""

import math
from typing import Final

import xarray as xr

from sim.analysis.numbers import decimal, money, percent, rounded
from sim.analysis.outcomes import Outcomes, outcomes
from sim.vocabulary.currency import in_its_currency
from sim.vocabulary.loss import Loss
from sim.vocabulary.status import Status
from sim.vocabulary.text import Lang, Text, join, number

NOBODY_POOLS: Final = Text(
    "Nobody pools: every organization carries on alone.",
    "Personne ne mutualise : chaque organisation continue de son côté.",
)
_NOBODY_IN: Final = Text("In {k} of {n} runs nobody pools.", "Dans {k} sur {n}, personne ne mutualise.")
_AHEAD: Final = Text(
    "The group is never worse off than if everyone had stayed alone.",
    "Le groupe ne perd à aucun moment par rapport à une situation où chacune serait restée seule.",
)
_AHEAD_IN: Final = Text(
    "In {k} of {n} runs the group is never worse off than if everyone had stayed alone.",
    "Dans {k} sur {n}, le groupe ne perd à aucun moment par rapport à une situation où chacune serait restée seule.",
)
_EVEN: Final = Text("The group breaks even in month {m}.", "Le groupe rentre dans ses frais au mois {m}.")
_EVEN_BAND: Final = Text(
    "The group breaks even in month {m} (median of {n} runs; {band} between months {low} and {high}).",
    "Le groupe rentre dans ses frais au mois {m} (médiane de {n} simulations; {band} entre les mois {low} et {high}).",
)
_EVEN_BUT: Final = Text(
    "The group breaks even in month {m} (median of {n} runs), but in {k} of them not within {months}.",
    "Le groupe rentre dans ses frais au mois {m} (médiane de {n} simulations), mais dans {k} d'entre elles, "
    "pas en {months}.",
)
NOT_BACK: Final = Text(
    "The group does not break even within {months}.", "Le groupe ne rentre pas dans ses frais en {months}."
)
_NOT_ANY: Final = Text(
    "The group does not break even within {months} in any of {n} runs.",
    "Le groupe ne rentre pas dans ses frais en {months}, dans aucune des {n} simulations.",
)
_NOT_IN: Final = Text(
    "In {k} of {n} runs the group does not break even within {months}.",
    "Dans {k} sur {n}, le groupe ne rentre pas dans ses frais en {months}.",
)
_DEPTH: Final = Text(
    "At worst, in month {m}, it has lost {x}; by the plans of its members it would have lost {y}.",
    "Au pire, au mois {m}, il a perdu {x}; selon les plans de ses membres, il aurait perdu {y}.",
)
_DEPTH_MEDIAN: Final = Text(
    "At worst, in month {m}, it has lost {x}; by the plans of its members it would have lost {y} (medians of the "
    "troughs of the runs).",
    "Au pire, au mois {m}, il a perdu {x}; selon les plans de ses membres, il aurait perdu {y} (médianes des creux "
    "des simulations).",
)
_GROWING: Final = Text("Its loss is still growing at the end.", "À la fin, sa perte se creuse encore.")
_GAINED: Final = Text(
    "After {months} it has gained {x}, or {p} of what being alone would have cost{band}.",
    "Après {months}, il a gagné {x}, soit {p} de ce qu'il en aurait coûté de rester seuls{band}.",
)
_LOST: Final = Text(
    "After {months} it has lost {x}, or {p} of what being alone would have cost{band}.",
    "Après {months}, il a perdu {x}, soit {p} de ce qu'il en aurait coûté de rester seuls{band}.",
)
_EVENS: Final = Text("After {months} it has neither gained nor lost.", "Après {months}, il n'a ni gagné ni perdu.")
_BAND: Final = Text(" ({band} of runs: {low} to {high})", " ({band} des simulations : de {low} à {high})")
_POOLED: Final = Text(
    "At the end an organization pools {x} of the {y} resources that it needs, on average.",
    "À la fin, une organisation mutualise en moyenne {x} des {y} ressources dont elle a besoin.",
)
_POOLING: Final = Text("At the end {p} of organizations pool.", "À la fin, {p} des organisations mutualisent.")
_EVERYBODY: Final = Text("At the end all organizations pool.", "À la fin, toutes les organisations mutualisent.")
_NO_MORE: Final = Text("At the end nobody pools any more.", "À la fin, plus personne ne mutualise.")
_BEHIND: Final = Text(
    "{p} of organizations are left behind: {kinds}.", "{p} des organisations sont laissées pour compte : {kinds}."
)
_ALL_BEHIND: Final = Text(
    "All organizations are left behind: {kinds}.", "Toutes les organisations sont laissées pour compte : {kinds}."
)
_OUT: Final = Text("they are out at a loss", "elles sont sorties à perte")
_LOSING: Final = Text("they still lose", "elles perdent encore")
_BOTH: Final = Text(
    "{out} are out at a loss, {losing} still lose", "{out} sont sorties à perte, {losing} perdent encore"
)
_NONE_BEHIND: Final = Text("Nobody is left behind.", "Personne n'est laissé pour compte.")
_AHEAD_OF: Final = Text("{p} end at a loss but {kinds}.", "{p} finissent en perte, mais {kinds}.")
_PAYING_BACK: Final = Text("gained in the last year", "ont gagné à la dernière année")
_YOUNG: Final = Text("have been members for less than two years", "sont membres d'un groupe depuis moins de deux ans")
_EITHER: Final = Text(
    "gained in the last year ({paying}) or have been members for less than two years ({young})",
    "ont gagné à la dernière année ({paying}) ou sont membres d'un groupe depuis moins de deux ans ({young})",
)
_POOLS_LOST: Final = Text(
    "Of the pools founded at least two years before the end, {p} ended without recovering what they had cost.",
    "Des groupes fondés au moins deux ans avant la fin, {p} ont pris fin sans avoir récupéré leurs frais.",
)
FICTIONAL: Final = Text("Fictional example: this is not a forecast.", "Exemple fictif : ceci n'est pas une prévision.")
COMPARES: Final = Text(
    "It compares worlds; it is not a forecast.", "On compare des scénarios; ce n'est pas une prévision."
)
_ONE_UNCERTAIN: Final = Text("one assumption", "une hypothèse")
_SOME_UNCERTAIN: Final = Text("{n} assumptions", "{n} hypothèses")
_UNCERTAIN: Final = Text(
    "Each run draws {what} anew: a band over the runs shows the uncertainty of assumptions as well as chance.",
    "Chaque simulation tire de nouveau {what} : une bande de simulations montre l'incertitude des "
    "hypothèses en plus du hasard.",
)
_ONE_DRAW: Final = Text("This is one draw of {what}.", "Il s'agit d'un seul tirage de {what}.")
_MONTHS: Final = (Text("{n} month", "{n}\u00a0mois"), Text("{n} months", "{n}\u00a0mois"))


def caveat(ds: xr.Dataset) -> Text:
    """Return the caveat that every result carries.

    Parameters
    ----------
    ds : xarray.Dataset
        A simulated dataset.

    Returns
    -------
    Text
        One sentence, a different one for fictional examples; where parameters are uncertain, a sentence about them
        stands before it.
    """
    last = FICTIONAL if int(ds.attrs.get("fictional", 0)) else COMPARES
    unsure = len(str(ds.attrs.get("uncertain", "")).split())
    if not unsure:
        return last
    what = _ONE_UNCERTAIN if unsure == 1 else _SOME_UNCERTAIN.format(n=number(unsure))
    return join([(_ONE_DRAW if ds.sizes["replication"] == 1 else _UNCERTAIN).format(what=what), last], " ")


@in_its_currency
def verdict(ds: xr.Dataset, lang: Lang = "en") -> str:
    """State the result of a simulation in a few plain sentences.

    Numbers are medians over the replications, with the band that holds most of them. Losses and organizations left
    behind are stated as plainly as gains.

    Parameters
    ----------
    ds : xarray.Dataset
        What :func:`sim.simulate` returns, at any level of record.
    lang : "en" or "fr"
        Language.

    Returns
    -------
    str
        The sentences, the caveat last.
    """
    return join([*_sentences(outcomes(ds)), caveat(ds)], " ")[lang]


def months_long(months: int) -> Text:
    """Write a duration in months."""
    return _MONTHS[months != 1].format(n=number(months))


def runs_among(k: int) -> Text:
    """Write a number of runs out of a total that follows."""
    return Text(f"{number(k).en}", f"{number(k).fr}\u00a0simulation{'s' if k > 1 else ''}")


def _sentences(o: Outcomes) -> list[Text]:
    """Write the sentences of a verdict without its caveat."""
    if o.runs[Status.NEVER_ENTERED] == o.replications:
        return [NOBODY_POOLS]
    sentences = [_when(o), *_worst(o), _in_the_end(o)]
    if o.runs[Status.NEVER_ENTERED]:
        sentences.append(_NOBODY_IN.format(k=runs_among(o.runs[Status.NEVER_ENTERED]), n=number(o.replications)))
    return [*sentences, *_who(o)]


def _when(o: Outcomes) -> Text:
    """State when the group breaks even."""
    entered = o.replications - o.runs[Status.NEVER_ENTERED]
    failed = o.runs[Status.NOT_YET] + o.runs[Status.NEVER]
    ahead = o.runs[Status.NO_LOSS]
    month = o.break_even
    values = {"n": number(o.replications), "months": months_long(o.months)}
    if math.isinf(month.median):
        if entered == 1:
            return NOT_BACK.format(**values)
        return _NOT_ANY.format(**values) if failed == entered else _NOT_IN.format(k=runs_among(failed), **values)
    if month.median == 0.0:
        return _AHEAD if ahead == entered else _AHEAD_IN.format(k=runs_among(ahead), **values)
    values |= {"n": number(entered), "m": number(month.median)}
    if entered == 1:
        return _EVEN.format(**values)
    if math.isinf(month.high):
        return _EVEN_BUT.format(k=number(failed), **values)
    return _EVEN_BAND.format(band=percent(o.band), low=number(month.low), high=number(month.high), **values)


def _worst(o: Outcomes) -> list[Text]:
    """State how deep the group falls, if it does in most runs."""
    if math.isnan(o.depth.median) or o.break_even.median == 0.0:
        return []
    if round(o.trough.median) == o.months:
        return [_GROWING]
    words = _DEPTH if o.replications == 1 else _DEPTH_MEDIAN
    planned = money(rounded(o.chosen_loss.median))
    return [words.format(m=number(round(o.trough.median)), x=money(rounded(o.depth.median)), y=planned)]


def _in_the_end(o: Outcomes) -> Text:
    """State what the group has gained or lost at the end."""
    months = months_long(o.months)
    if o.gain.median == 0.0:
        return _EVENS.format(months=months)
    low, high = o.gain_share.low, o.gain_share.high
    band = _BAND.format(band=percent(o.band), low=percent(low), high=percent(high))
    return (_GAINED if o.gain.median > 0.0 else _LOST).format(
        months=months,
        x=money(rounded(abs(o.gain.median))),
        p=percent(abs(o.gain_share.median)),
        band=band if o.replications > 1 else Text("", ""),
    )


def _who(o: Outcomes) -> list[Text]:
    """State how much is pooled, who is left behind, and how many pools never recovered."""
    losses = o.losses
    behind = losses[Loss.OUT] + losses[Loss.LOSING]
    waiting = losses[Loss.PAYING_BACK] + losses[Loss.YOUNG]
    sentences = [_pooled(o), _left_behind(losses, behind)]
    if waiting:
        sentences.append(_AHEAD_OF.format(p=percent(waiting), kinds=_waiting(losses)))
    if o.never_recovered > 0.0:
        sentences.append(_POOLS_LOST.format(p=percent(o.never_recovered)))
    return sentences


def _pooled(o: Outcomes) -> Text:
    """State how much organizations pool at the end."""
    pooled, needed = o.resources_pooled.mean, o.resources_needed.mean
    if pooled == 0.0:
        return _NO_MORE
    if o.resources == 1:
        return _EVERYBODY if pooled == 1.0 else _POOLING.format(p=percent(pooled))
    return _POOLED.format(x=decimal(pooled), y=decimal(needed))


def _left_behind(losses: dict[Loss, float], behind: float) -> Text:
    """State how many are left behind, out at a loss or still losing."""
    if behind == 0.0:
        return _NONE_BEHIND
    if losses[Loss.OUT] and losses[Loss.LOSING]:
        kinds = _BOTH.format(out=percent(losses[Loss.OUT]), losing=percent(losses[Loss.LOSING]))
    else:
        kinds = _OUT if losses[Loss.OUT] else _LOSING
    return (
        _ALL_BEHIND.format(kinds=kinds) if math.isclose(behind, 1.0) else _BEHIND.format(p=percent(behind), kinds=kinds)
    )


def _waiting(losses: dict[Loss, float]) -> Text:
    """State why those that end at a loss are not left behind."""
    paying, young = losses[Loss.PAYING_BACK], losses[Loss.YOUNG]
    if paying and young:
        return _EITHER.format(paying=percent(paying), young=percent(young))
    return _PAYING_BACK if paying else _YOUNG
