"""Sentences that say a course: when it breaks even, for the group, for one organization, for whom it never does."""

from __future__ import annotations

from dataclasses import asdict
from typing import Final

from sim.analysis.numbers import money, percent, rounded
from sim.app.cases import Bill
from sim.app.dispositions import Dispositions
from sim.app.words import charts as words
from sim.app.words import room as room_words
from sim.app.world import SPREAD, Course
from sim.vocabulary.status import Status
from sim.vocabulary.text import Text, join, number, same, within

_EMPTY: Final = Text("", "")
NEVER_MONTH: Final = 10**6


def amount(value: float) -> Text:
    """Write an amount with three significant digits: a simulation knows no more."""
    return money(rounded(value))


def group_sentence(course: Course) -> Text:
    """Say how the group fares, a failure as plainly as a gain."""
    return join([part for part in group_parts(course) if part != _EMPTY], " ")


def group_parts(course: Course) -> tuple[Text, Text]:
    """Say how the group fares: first what matters, then the rest."""
    found = course.verdict
    n = number(course.months)
    if found.status == Status.NEVER_ENTERED:
        formed = len(course.group) - course.unformed
        return words.NOBODY, words.FORMED.format(k=number(formed), n=number(len(course.group))) if formed else _EMPTY
    said = []
    if found.status == Status.NO_LOSS:
        first = words.NO_LOSS
    elif found.status == Status.BROKE_EVEN:
        first = join([words.BREAK_EVEN.format(m=number(found.break_even)), same(".")], "")
        said.append(words.GROUP_EVEN.format(t=number(found.trough), d=amount(found.depth), n=n, x=amount(found.end)))
    else:
        first = words.GROUP_NOT.format(n=n)
        if found.end < 0.0:
            said.append(words.GROUP_LOST.format(n=n, x=amount(-found.end)))
    worlds = len(course.told)
    failing = round(course.failing * worlds)
    if failing:
        said.append(words.FAILS_IN.format(k=number(failing), n=number(worlds)))
    if course.unformed:
        said.append(words.UNFORMED.format(k=number(course.unformed), n=number(len(course.group))))
    public = float(course.public.mean())
    if public >= 1.0:
        said.append(words.PUBLIC.format(x=amount(found.end - public)))
    return first, join(said, " ")


def own_sentence(course: Course, row: int) -> Text:
    """Say how one organization fares."""
    found = course.verdict_of(row)
    if found.status == Status.NEVER_ENTERED:
        return words.OWN_NEVER
    if found.status == Status.NO_LOSS:
        return words.OWN_NO_LOSS
    if found.status == Status.BROKE_EVEN:
        values = {"m": months(found.trough), "n": number(found.break_even)}
        return words.OWN_EVEN.format(x=amount(max(found.monthly, 0.0)), **values)
    return words.OWN_NOT.format(n=number(course.months))


def who_sentence(course: Course) -> Text:
    """Say how many organizations lose."""
    k = len(course.losing)
    if k == 0 and course.verdict.status == Status.NEVER_ENTERED:
        return words.NOBODY
    if k == 0:
        return words.NOBODY_BEHIND
    return words.ONE_BEHIND if k == 1 else words.BEHIND.format(k=number(k))


def fairness(course: Course, fair: bool | None) -> Text:
    """Say whether the steady bill is a fair cost, not beside a loss that says the contrary; and who is not in it."""
    steady = (words.PAID_BACK_BUT if course.losing else words.FAIR) if fair else words.NOT_FAIR
    if fair is None:
        steady = words.NOT_REFUTED
    if len(course.pools) < 2:
        steady = words.NOBODY_LEFT
    alone = int(((course.entered[course.told] > 0).mean(axis=0) < 0.5).sum())
    if alone == 0:
        return steady
    stayed = words.ONE_STAYED if alone == 1 else words.STAYED.format(k=number(alone))
    return join([stayed, steady], " ") if alone < len(course.names) else stayed


def uncertainty(course: Course) -> Text:
    """Say what the band is."""
    return words.UNCERTAINTY.format(n=number(len(course.told)), spread=percent(SPREAD))


def bill_parts(bill: Bill, organizations: int) -> tuple[tuple[Text, Text], tuple[Text, Text]]:
    """Say what an organization pays alone, and what it would pay if all pooled: numbers first, then what they are."""
    together = room_words.COST_POOL.format(first=amount(bill.first), later=amount(bill.later))
    return (
        (room_words.COST_ALONE.format(x=amount(bill.alone)), room_words.ON_YOUR_OWN),
        (together, room_words.IN_POOL.format(n=number(organizations), entry=amount(bill.entry))),
    )


def dispositions(assumed: Dispositions) -> Text:
    """Say what a world assumes of everybody."""
    values = asdict(assumed)
    shares = {name: percent(values[name]) for name in ("trust", "solidarity", "foresight")}
    return words.DISPOSITIONS.format(horizon=number(values["horizon"]), **shares)


def month_or_never(month: int) -> Text:
    """Write a prediction."""
    return room_words.AT_MONTH.format(m=number(month)) if month else room_words.NEVER


def months(n: int) -> Text:
    """Write so many months."""
    said = number(n)
    return Text(f"{said.en} month" if n == 1 else f"{said.en} months", f"{said.fr}\u00a0mois")


def caveat(fictional: bool) -> Text:
    """Say what a result is not."""
    return room_words.FICTIONAL if fictional else room_words.COMPARES


def predictions_sentence(predictions: dict[int, int]) -> Text:
    """Say what the room predicted: its median, never being later than any month, and how many said never."""
    if not predictions:
        return _EMPTY
    said = sorted(month or NEVER_MONTH for month, k in predictions.items() for _ in range(k))
    median = said[(len(said) - 1) // 2]
    what = within(month_or_never(0 if median == NEVER_MONTH else median))
    never = predictions.get(0, 0)
    if not never:
        return words.ROOM_SAID.format(what=what)
    return words.ROOM_SAID_NEVER.format(what=what, k=number(never), n=number(len(said)))
