"""Sentences that say a course: when it breaks even, for the group, for one organization, for whom it never does."""

from __future__ import annotations

from typing import Final

from sim.analysis.numbers import money, percent, rounded
from sim.app.cases import Bill
from sim.app.words import charts as words
from sim.app.words import room as room_words
from sim.app.world import SPREAD, Course
from sim.vocabulary.status import Status
from sim.vocabulary.text import Text, join, number

_EMPTY: Final = Text("", "")


def amount(value: float) -> Text:
    """Write an amount with three significant digits: a simulation knows no more."""
    return money(rounded(value))


def group_sentence(course: Course) -> Text:
    """Say how the group fares, a failure as plainly as a gain."""
    found = course.verdict
    n = number(course.months)
    said = []
    if found.status == Status.NEVER_ENTERED:
        return words.NOBODY
    if found.status == Status.NO_LOSS:
        said.append(words.NO_LOSS)
    elif found.status == Status.BROKE_EVEN:
        values = {"m": number(found.break_even), "t": number(found.trough), "n": n}
        said.append(words.GROUP_EVEN.format(d=amount(found.depth), x=amount(found.end), **values))
    else:
        said.append(words.GROUP_NOT.format(n=n))
        if found.end < 0.0:
            said.append(words.GROUP_LOST.format(n=n, x=amount(-found.end)))
    worlds = len(course.group)
    failing = round(course.failing * worlds)
    if failing:
        said.append(words.FAILS_IN.format(k=number(failing), n=number(worlds)))
    public = float(course.public.mean())
    if public >= 1.0:
        said.append(words.PUBLIC.format(x=amount(found.end - public)))
    return join(said, " ")


def own_sentence(course: Course, row: int) -> Text:
    """Say how one organization fares."""
    found = course.verdict_of(row)
    if found.status == Status.NEVER_ENTERED:
        return words.OWN_NEVER
    if found.status == Status.NO_LOSS:
        return words.OWN_NO_LOSS
    if found.status == Status.BROKE_EVEN:
        values = {"m": number(found.trough), "n": number(found.break_even)}
        return words.OWN_EVEN.format(x=amount(max(found.monthly, 0.0)), **values)
    return words.OWN_NOT.format(n=number(course.months))


def who_sentence(course: Course) -> Text:
    """Say how many organizations lose."""
    k = len(course.losing)
    if k == 0:
        return words.NOBODY_BEHIND
    return words.ONE_BEHIND if k == 1 else words.BEHIND.format(k=number(k))


def uncertainty(course: Course) -> Text:
    """Say what the band is."""
    return words.UNCERTAINTY.format(n=number(len(course.group)), spread=percent(SPREAD))


def bill_sentences(bill: Bill, organizations: int) -> tuple[Text, Text]:
    """Say what an organization pays alone, and what it would pay if all pooled."""
    together = room_words.COST_POOL.format(
        n=number(organizations), first=amount(bill.first), later=amount(bill.later), entry=amount(bill.entry)
    )
    return room_words.COST_ALONE.format(x=amount(bill.alone)), together


def month_or_never(month: int) -> Text:
    """Write a prediction."""
    return room_words.AT_MONTH.format(m=number(month)) if month else room_words.NEVER


def caveat(fictional: bool) -> Text:
    """Say what a result is not."""
    return room_words.FICTIONAL if fictional else room_words.COMPARES


def predictions_sentence(predictions: dict[int, int]) -> Text:
    """Say what the room predicted, most votes first."""
    if not predictions:
        return _EMPTY
    ordered = sorted(predictions.items(), key=lambda each: (-each[1], each[0]))
    said = [Text(f"{month_or_never(m).en.lower()} ({k})", f"{month_or_never(m).fr.lower()} ({k})") for m, k in ordered]
    return words.PREDICTION_MEDIAN.format(what=join(said[:6]))
