"""Sentences about a course: how the group and each organization fare, in both languages."""

import math
from collections.abc import Sequence
from typing import Final

from sim.analysis.numbers import money, percent, rounded
from sim.analysis.words.j_curve import curve_sentences
from sim.analysis.words.verdict import COMPARES, FICTIONAL, NOBODY_POOLS
from sim.app.assumptions import WIDTH
from sim.app.cases import Bill
from sim.app.course import Course
from sim.app.words import charts as words
from sim.app.words import paths as path_words
from sim.app.words import room as room_words
from sim.vocabulary.status import Status
from sim.vocabulary.text import Text, join, number, same, within

_EMPTY: Final = Text("", "")
_NAMED: Final = 6
"""Most organizations that a sentence names."""


def amount(value: float) -> Text:
    """Write an amount with three significant digits, which is as precise as a simulation is."""
    return money(rounded(value))


def now_parts(bill: Bill, member: bool, leaving: float, members: int) -> tuple[tuple[Text, Text], tuple[Text, Text]]:
    """Return what carrying on alone and pooling cost from now on: each an amount and its label."""
    alone = room_words.LEAVE_NOW.format(x=amount(leaving)) if member else room_words.ON_YOUR_OWN
    return _parts(bill, alone, room_words.STAY_NOW if member else room_words.JOIN_NOW, members)


def _parts(bill: Bill, alone: Text, pooled: Text, members: int) -> tuple[tuple[Text, Text], tuple[Text, Text]]:
    """Return the two amounts of a bill with their labels; that of the pool tells its members and the entry payment."""
    together = room_words.COST_POOL.format(first=amount(bill.first), later=amount(bill.later))
    return (
        (room_words.COST_ALONE.format(x=amount(bill.alone)), alone),
        (together, pooled.format(n=number(members), entry=amount(bill.entry))),
    )


def so_far(course: Course, month: int) -> tuple[Text, Text]:
    """Return what the group has gained after some months, and how many pool then."""
    gain = amount(float(course.group.median[month - 1]))
    members = {"k": number(course.mean_members(month)), "n": number(len(course.names))}
    return room_words.GROUP_SO_FAR.format(m=number(month), x=gain), room_words.POOLING_NOW.format(**members)


def group_sentence(course: Course) -> Text:
    """Describe how the group fares, a failure as plainly as a gain."""
    return join([part for part in group_parts(course) if part != _EMPTY], " ")


def group_parts(course: Course) -> tuple[Text, Text]:
    """Describe how the group fares: the main result, and the details."""
    verdict = course.verdict
    worlds = number(course.replications)
    formed = int(course.formed.sum())
    first, *details = curve_sentences(verdict, course.months)
    if verdict.status == Status.NEVER_ENTERED:
        return first, words.FORMED.format(k=number(formed), n=worlds) if formed else _EMPTY
    told = len(course.told)
    failing = round(course.failing * told)
    if failing:
        details.append(words.FAILS_IN.format(k=number(failing), n=number(told)))
    unformed = course.replications - formed
    if unformed:
        details.append(words.UNFORMED.format(k=number(unformed), n=worlds))
    if course.public_money >= 1.0:
        details.append(words.PUBLIC.format(x=amount(verdict.end - course.public_money)))
    return first, join(details, " ")


def own_sentence(course: Course, row: int) -> Text:
    """Describe how one organization fares."""
    verdict = course.curve(row).verdict
    if verdict.status == Status.NEVER_ENTERED:
        return words.OWN_NEVER
    if verdict.status == Status.NO_LOSS:
        return words.OWN_NO_LOSS
    if verdict.status == Status.BROKE_EVEN:
        return words.OWN_EVEN.format(
            m=months(verdict.trough), n=number(verdict.break_even), x=amount(max(verdict.monthly, 0.0))
        )
    return words.OWN_NOT.format(n=number(course.months))


def who_sentence(course: Course) -> Text:
    """Return how many organizations are left behind, and how many are still paying back."""
    losing, behind = len(course.losing), len(course.behind)
    if losing == 0 and course.verdict.status == Status.NEVER_ENTERED:
        return NOBODY_POOLS
    said = [words.NOBODY_BEHIND if course.entered.all() else words.NO_MEMBER_BEHIND]
    if behind:
        said = [words.ONE_BEHIND if behind == 1 else words.BEHIND.format(k=number(behind))]
    elif losing:
        said.append(words.ONE_WAITS if losing == 1 else words.WAITING.format(k=number(losing)))
    return join(said, " ")


def outside_sentence(course: Course) -> list[Text]:
    """Name the organizations that never pool; nothing if all do."""
    names = [name for name, entered in zip(course.names, course.entered, strict=True) if not entered]
    if not names:
        return []
    outside = words.ONE_OUTSIDE if len(names) == 1 else words.OUTSIDE
    return [outside.format(k=number(len(names)), names=listed(names, _NAMED))]


def listed(names: Sequence[str], most: int) -> Text:
    """Name the first of some organizations, and count the others."""
    shown = same(", ".join(names[:most]))
    return words.AND_OTHERS.format(names=shown, k=number(len(names) - most)) if len(names) > most else shown


def fairness(course: Course, fair: bool | None) -> Text:
    """Return whether the steady bill is a fair cost; nothing where nobody pools.

    While an organization still loses, the sentence does not claim that nobody pays more than alone.
    """
    steady = (words.PAID_BACK_BUT if course.losing else words.FAIR) if fair else words.NOT_FAIR
    if fair is None:
        steady = words.NOT_REFUTED
    if course.pooling_at_the_end.sum() < 2:
        steady = words.NOBODY_LEFT
    return steady if course.entered.any() else _EMPTY


def missed(room: Course, best: Course) -> Text:
    """Return how much more the group would have gained on the best path than on the room's own."""
    price, more = price_of(room, best)
    return path_words.MISSED.format(price=price, x=amount(more)) if more >= 1.0 else path_words.NOTHING_MISSED


def price_of(room: Course, best: Course) -> tuple[Text, float]:
    """Return what the room has paid for, and how much: not agreeing or, where the best is to stay alone, pooling."""
    price = path_words.PRICE if best.entered.any() else path_words.PRICE_OF_POOLING
    return price, max(best.verdict.end - room.verdict.end, 0.0)


def best_is(members: Sequence[str], best: Course) -> Text:
    """Name the organizations that pool on the best path."""
    if not members:
        return path_words.BEST_IS_ALONE
    if len(members) == len(best.names):
        return path_words.BEST_IS_ALL.format(n=number(len(members)))
    return path_words.BEST_IS.format(names=same(", ".join(members)))


def uncertainty(course: Course) -> Text:
    """Explain the band."""
    text = words.UNCERTAINTY_CALIBRATED if course.data.attrs.get("posterior") else words.UNCERTAINTY
    return text.format(n=number(len(course.told)), spread=percent(WIDTH))


def bill_parts(bill: Bill, organizations: int) -> tuple[tuple[Text, Text], tuple[Text, Text]]:
    """Return an organization's bill alone, and its bill if all pooled: each an amount and its label."""
    return _parts(bill, room_words.ON_YOUR_OWN, room_words.IN_POOL, organizations)


def month_or_never(month: int) -> Text:
    """Write a prediction."""
    return room_words.AT_MONTH.format(m=number(month)) if month else room_words.NEVER


def months(n: int) -> Text:
    """Write a number of months."""
    return (words.MONTH_COUNT if n == 1 else words.MONTHS_COUNT).format(n=number(n))


def caveat(fictional: bool) -> Text:
    """Return the sentence that says what a result is not."""
    return FICTIONAL if fictional else COMPARES


def median_prediction(predictions: dict[int, int]) -> float:
    """Return the median of predictions [month]: inf stands for never, NaN for no predictions.

    Examples
    --------
    >>> median_prediction({0: 2, 12: 5, 18: 1}), median_prediction({0: 5, 12: 2}), median_prediction({})
    (12, inf, nan)
    """
    answers = sorted(month or math.inf for month, k in predictions.items() for _ in range(k))
    return answers[(len(answers) - 1) // 2] if answers else math.nan


def predictions_sentence(predictions: dict[int, int]) -> Text:
    """Summarize the predictions: their median, "never" counting as later than any month, and how many said never."""
    if not predictions:
        return _EMPTY
    median = median_prediction(predictions)
    what = within(month_or_never(0 if math.isinf(median) else int(median)))
    never = predictions.get(0, 0)
    if not never:
        return words.ROOM_SAID.format(what=what)
    return words.ROOM_SAID_NEVER.format(what=what, k=number(never), n=number(sum(predictions.values())))
