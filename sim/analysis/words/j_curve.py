"""Words beside a J-curve and the short verdict on it, in both languages: figures, charts and pages share them."""

import math
from typing import Final

from sim.analysis.median_curve import CurveSummary
from sim.analysis.numbers import money, percent, rounded
from sim.analysis.spread import BAND, Spread
from sim.analysis.words.verdict import NOBODY_POOLS, NOT_BACK, months_long, runs_among
from sim.vocabulary.status import Status
from sim.vocabulary.text import Text, number

NOBODY: Final = Text("Nobody pools", "Personne ne mutualise")
NEVER_LOSES: Final = Text("Never at a loss", "Jamais en perte")
_TROUGH: Final = Text("Trough: month {m}\n{x}", "Creux : mois {m}\n{x}")
_TROUGH_OF_RUNS: Final = Text(
    "Trough: month {m}\n{x}\n(medians of the runs)", "Creux : mois {m}\n{x}\n(médianes des simulations)"
)
_FALLING: Final = Text("Still falling\n{x}", "En baisse\n{x}")
_EVEN: Final = Text("Break-even: month {m}", "Retour à l'équilibre : mois {m}")
_EVEN_BAND: Final = Text(
    "Break-even: month {m}\n({band} of runs: {low} to {high})",
    "Retour à l'équilibre : mois {m}\n({band} des simulations : de {low} à {high})",
)
_LATER: Final = Text("later", "plus tard")
_NOT: Final = Text("No break-even in {months}", "Pas d'équilibre en {months}")
_NOT_IN: Final = Text(
    "No break-even in {months}\n(in {k} of {runs} runs)", "Pas d'équilibre en {months}\n(dans {k} sur {runs})"
)

_AHEAD: Final = Text("The group never loses.", "Le groupe ne perd à aucun moment.")
_BACK: Final = Text("Break-even: month {m}.", "Retour à l'équilibre : mois {m}.")
_COURSE: Final = Text(
    "At worst, in month {t}, the group has lost {d}; after {months} it has gained {x}.",
    "Au pire, au mois {t}, le groupe a perdu {d}; après {months}, il a gagné {x}.",
)
_LOST: Final = Text("After {months} it has lost {x}.", "Après {months}, il a perdu {x}.")


def curve_sentences(summary: CurveSummary, months: int) -> list[Text]:
    """State how the group fares by its median curve: when it breaks even, then what it loses and gains on the way.

    Parameters
    ----------
    summary : CurveSummary
        From :func:`sim.analysis.summarize_curve`, of the curve that is shown [CAD].
    months : int
        Length of the curve [month].

    Returns
    -------
    list of Text
        A headline; after it, where there is more to say, one sentence.

    Examples
    --------
    >>> from sim.analysis.median_curve import CurveSummary
    >>> summary = CurveSummary(Status.BROKE_EVEN, 1750.0, 1, 8, 4000.0, 250.0)
    >>> [sentence.en for sentence in curve_sentences(summary, 24)]
    ['Break-even: month 8.', 'At worst, in month 1, the group has lost $1,750; after 24 months it has gained $4,000.']
    """
    length = months_long(months)
    if summary.status == Status.NEVER_ENTERED:
        return [NOBODY_POOLS]
    if summary.status == Status.NO_LOSS:
        return [_AHEAD]
    if summary.status == Status.BROKE_EVEN:
        values = {"t": number(summary.trough), "d": _amount(summary.depth), "x": _amount(summary.end)}
        return [_BACK.format(m=number(summary.break_even)), _COURSE.format(months=length, **values)]
    lost = [_LOST.format(months=length, x=_amount(-summary.end))] if summary.end < 0.0 else []
    return [NOT_BACK.format(months=length), *lost]


def trough_label(month: float, depth: float, months: int, of_runs: bool) -> Text:
    """Name the trough of a curve of some months, at whose end it may still be falling.

    `of_runs` states that month and depth [CAD] are medians over several runs, each of which has a trough of its own.
    """
    form = _FALLING if round(month) >= months else _TROUGH_OF_RUNS if of_runs else _TROUGH
    return form.format(m=number(round(month)), x=_amount(-depth))


def break_even_label(month: float | Spread) -> Text:
    """Name the break-even: a month, or the median over runs with the band that holds most of them.

    Parameters
    ----------
    month : float or Spread
        From :func:`sim.analysis.spread.month_spread` where there are several runs [month].

    Examples
    --------
    >>> break_even_label(8).en
    'Break-even: month 8'
    """
    if not isinstance(month, Spread):
        return _EVEN.format(m=number(month))
    high = _LATER if math.isinf(month.high) else number(month.high)
    return _EVEN_BAND.format(m=number(month.median), band=percent(BAND), low=number(month.low), high=high)


def not_back_label(months: int, failed: int = 1, runs: int = 1) -> Text:
    """State that a curve is not back within its months, and, of several runs, how many are not."""
    form = _NOT if runs == 1 else _NOT_IN
    return form.format(months=months_long(months), k=runs_among(failed), runs=number(runs))


def _amount(value: float) -> Text:
    """Write an amount to three significant digits."""
    return money(rounded(value))
