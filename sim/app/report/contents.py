"""Contents of the report: its pages with their sentences, tables and charts."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

import numpy as np

from sim.app import debrief_sentences, effort_sentences, sentences
from sim.app.charts.axes import Table
from sim.app.charts.efforts import effort_table
from sim.app.charts.organizations import gain_table
from sim.app.charts.paths import paths_of, paths_table
from sim.app.debrief import Debrief
from sim.app.hindsight import hindsight_amounts, hindsight_choice
from sim.app.levers import LeverSettings, settings
from sim.app.predictions import again_sentence, asked_again, predictions_table
from sim.app.steps import ROUND_MONTHS
from sim.app.words import charts as chart_words
from sim.app.words import efforts as effort_words
from sim.app.words import handout as handout_words
from sim.app.words import hindsight as hindsight_words
from sim.app.words import paths as path_words
from sim.app.words import report as words
from sim.app.words import room as room_words
from sim.app.words import take_home as home_words
from sim.app.workshop import Workshop
from sim.vocabulary.text import Lang, Text, join, number, same

_NAMED: Final = 3
"""Most people who are named with one first step where there is little room."""


@dataclass(frozen=True)
class Chart:
    """A chart: lines over months, or bars.

    Attributes
    ----------
    kind : "lines", "columns" or "bars"
        Bars lie on their sides, for names.
    categories : tuple of str
    series : dict of str to tuple of float
        Values by name.
    unit : "money", "share" or "count"
        Of the values: amounts [CAD], shares [1] or counts.
    axis : str
        What the categories are.
    """

    kind: Literal["lines", "columns", "bars"]
    categories: tuple[str, ...]
    series: dict[str, tuple[float, ...]]
    unit: Literal["money", "share", "count"]
    axis: str


@dataclass(frozen=True)
class Page:
    """A page: its title, sentences, and perhaps a chart and a table."""

    title: str
    sentences: tuple[str, ...] = ()
    chart: Chart | None = None
    table: Table | None = None


@dataclass(frozen=True)
class Report:
    """A report: title, what it is about, the facts of its first page, its pages, and the line at the foot of each."""

    title: str
    about: str
    facts: tuple[tuple[str, str], ...]
    pages: tuple[Page, ...]
    foot: str


def report(workshop: Workshop, lang: Lang, day: date) -> Report:
    """Return the contents of the report of a room.

    Parameters
    ----------
    workshop : Workshop
    lang : "en" or "fr"
    day : date
        Day of the report.
    """
    room = workshop.room
    facts = (
        (words.DAY, debrief_sentences.day(day)),
        (words.ROOM, same(room.code)),
        (words.PEOPLE, number(len(room.people))),
        (handout_words.ORGANIZATIONS, number(room.organizations)),
    )
    pages = [
        _case(workshop, lang),
        _predictions(workshop, lang),
        _rounds(workshop, lang),
        _curve(workshop, lang),
        _paths(workshop, lang),
        _who(workshop, lang),
        *_hindsight(workshop, lang),
        *_efforts(workshop, lang),
        *debrief_pages(workshop, lang),
        _assumed(workshop, lang),
        *_again(workshop, lang),
    ]
    return Report(
        words.REPORT[lang],
        workshop.case.scenario.title[lang],
        tuple((name[lang], value[lang]) for name, value in facts),
        tuple(pages),
        sentences.caveat(workshop.case.scenario.fictional)[lang],
    )


def _told(parts: Sequence[Text], lang: Lang) -> tuple[str, ...]:
    """Return the sentences that say something."""
    return tuple(part[lang] for part in parts if part[lang])


def _table(caption: Text, heads: Sequence[Text], rows: Sequence[Sequence[Text]], lang: Lang) -> Table:
    """Return a table in one language."""
    body = tuple(tuple(cell[lang] for cell in row) for row in rows)
    return Table(caption[lang], tuple(head[lang] for head in heads), body)


def _amounts(values: Sequence[float]) -> tuple[float, ...]:
    """Amounts in whole dollars."""
    return tuple(float(round(float(value))) for value in values)


def _case(workshop: Workshop, lang: Lang) -> Page:
    """What each pays, and what the plan of the case is."""
    case = workshop.case
    bills = case.bills
    amounts = (
        (words.ALL_ALONE, sum(bill.alone for bill in bills)),
        (words.TO_START, float(case.scenario.resources[case.resource].founding_cost)),
        (words.AT_FIRST, sum(bill.first for bill in bills)),
        (words.LATER, sum(bill.later for bill in bills)),
    )
    rows = [(name, sentences.amount(value)) for name, value in amounts]
    planned = room_words.PLANNED.format(n=number(len(case.group.members)))
    return Page(
        words.CASE[lang],
        _told([case.scenario.teaches, planned], lang),
        table=_table(words.IN_FIGURES, (words.IN_FIGURES, words.VALUE), rows, lang),
    )


def _predictions(workshop: Workshop, lang: Lang) -> Page:
    """What the room predicted, and what came of it."""
    predictions, again = workshop.room.predictions, asked_again(workshop)
    course = workshop.course(LeverSettings())
    first, _ = sentences.group_parts(course)
    if not predictions and again is None:
        return Page(words.PREDICTIONS[lang], _told([handout_words.NO_PREDICTIONS, first], lang))
    heads, rows = predictions_table(workshop, course)
    asked = [predictions] if again is None else [predictions, again.counts]
    months = sorted(set().union(*asked), key=lambda month: (month == 0, month))
    chart = Chart(
        "columns",
        tuple((number(month) if month else room_words.NEVER)[lang] for month in months),
        {
            head[lang]: tuple(float(each.get(month, 0)) for month in months)
            for head, each in zip(heads[1:], asked, strict=True)
        },
        "count",
        chart_words.MONTHS[lang],
    )
    told = [sentences.predictions_sentence(predictions), *again_sentence(workshop), first]
    return Page(words.PREDICTIONS[lang], _told(told, lang), chart, _table(handout_words.AGAINST, heads, rows, lang))


def _rounds(workshop: Workshop, lang: Lang) -> Page:
    """What was chosen in each round, and what it cost until then."""
    rounds, course = workshop.room.rounds, workshop.course(LeverSettings())
    if not rounds:
        return Page(words.ROUNDS[lang], _told([words.NO_ROUNDS], lang))
    rows = []
    for place, each in enumerate(rounds, start=1):
        last = min(each.first + ROUND_MONTHS - 1, course.months)
        said = words.OF.format(k=number(each.pooling), n=number(each.voters)) if each.voters else same("–")
        pool = words.OF.format(k=number(course.mean_members(last)), n=number(len(course.names)))
        gain = sentences.amount(float(course.group.median[last - 1]))
        rows.append((number(place), same(f"{each.first}–{last}"), said, pool, gain))
    heads = (words.ROUND, words.MONTHS, words.SAID, words.IN_POOL, words.SO_FAR)
    return Page(
        words.ROUNDS[lang],
        _told(sentences.so_far(course, workshop.month), lang),
        table=_table(words.ROUNDS, heads, rows, lang),
    )


def _levers(workshop: Workshop) -> list[Text]:
    """Return a sentence with the levers that are moved, if any are."""
    moved = [label for label, is_moved in settings(workshop.case.scenario, workshop.room.levers) if is_moved]
    return [words.LEVERS.format(levers=join(moved, " · "))] if moved else []


def _curve(workshop: Workshop, lang: Lang) -> Page:
    """The curve of the group with its band."""
    course = workshop.course()
    curve = course.group
    series = {
        chart_words.GROUP[lang]: _amounts([0.0, *curve.median]),
        words.LOW[lang]: _amounts([0.0, *curve.low]),
        words.HIGH[lang]: _amounts([0.0, *curve.high]),
    }
    months = tuple(str(month) for month in range(course.months + 1))
    chart = Chart("lines", months, series, "money", chart_words.MONTHS[lang])
    return Page(words.CURVE[lang], _told([*sentences.group_parts(course), *_levers(workshop)], lang), chart)


def _paths(workshop: Workshop, lang: Lang) -> Page:
    """Each alone, what the room did, what organizations do by themselves, the best for all."""
    paths = paths_of(workshop)
    months = paths[0].course.months
    series = {path_words.ALONE[lang]: (0.0,) * (months + 1)}
    series |= {path.name[lang]: _amounts([0.0, *path.course.group.median]) for path in paths}
    chart = Chart("lines", tuple(str(month) for month in range(months + 1)), series, "money", chart_words.MONTHS[lang])
    members, best = workshop.best()
    missed = [sentences.missed(workshop.course(), best)] if workshop.room.rounds else []
    return Page(
        words.PATHS[lang],
        _told([*missed, sentences.best_is(members, best), *_levers(workshop)], lang),
        chart,
        paths_table(paths, lang),
    )


def _who(workshop: Workshop, lang: Lang) -> Page:
    """The gain of each organization at the end."""
    course = workshop.course()
    gains = course.final_gains[1]
    order = [int(row) for row in np.argsort(gains)]
    chart = Chart(
        "bars",
        tuple(course.names[row] for row in order),
        {words.GAIN[lang]: _amounts([gains[row] for row in order])},
        "money",
        chart_words.ORGANIZATION[lang],
    )
    fair = sentences.fairness(course, workshop.is_fair())
    told = [sentences.who_sentence(course), *sentences.outside_sentence(course), fair, *_levers(workshop)]
    return Page(words.WHO[lang], _told(told, lang), chart, gain_table(course, lang))


def _hindsight(workshop: Workshop, lang: Lang) -> list[Page]:
    """What each organization that people played gained, and its best choice in hindsight."""
    names, months = workshop.case.names, workshop.case.scenario.months
    rows = []
    for row, found in workshop.hindsights().items():
        gained, best, missed = hindsight_amounts(found)
        what = hindsight_words.SAME if found.first is None else hindsight_choice(found.first)
        rows.append((same(names[row]), gained, what, best, missed))
    heads = (chart_words.ORGANIZATION, words.GAIN, words.BEST_CHOICE, words.BEST_GAIN, words.MISSED)
    if not rows:
        return []
    table = _table(hindsight_words.AFTER.format(m=number(months)), heads, rows, lang)
    return [Page(words.HINDSIGHT[lang], _told([hindsight_words.OTHERS_OF_EACH], lang), table=table)]


def _efforts(workshop: Workshop, lang: Lang) -> list[Page]:
    """How much the room gave, how it voted on checking, and the group without checking and with it."""
    room = workshop.room
    if not room.efforts.asked or not workshop.begun().members:
        return []
    without, checked = workshop.checked()
    series = {
        name[lang]: tuple(round(float(value), 3) for value in each.effort)
        for name, each in ((effort_words.WITH, checked), (effort_words.WITHOUT, without))
    }
    months = tuple(str(month) for month in range(1, without.months + 1))
    told = [
        effort_sentences.voted(room.efforts.tally(room.people)),
        *effort_sentences.compared(without, checked),
        effort_words.WHOSE,
        effort_sentences.assumed(workshop.case.scenario),
    ]
    chart = Chart("lines", months, series, "share", chart_words.MONTHS[lang])
    return [Page(words.EFFORTS[lang], _told(told, lang), chart, effort_table(without, checked, lang))]


def debrief_pages(workshop: Workshop, lang: Lang, most: int | None = None) -> list[Page]:
    """Return what the room said in its debrief: bets, conditions, first steps; of each, at most so many lines."""
    debrief: Debrief = workshop.room.debrief
    named = None if most is None else _NAMED
    organizations = workshop.room.organizations
    bets = [bet for bet in debrief.bets if bet.case == workshop.room.case and bet.moments is not None]
    parts: list[tuple[Text, tuple[Text, ...], list[tuple[Text, ...]]]] = [
        (
            words.BETS,
            (words.LEVER, words.CAME, words.RIGHT),
            [
                (
                    debrief_sentences.move_words(bet.move, organizations),
                    debrief_sentences.from_to(bet),
                    words.OF.format(k=number(bet.right), n=number(sum(bet.counts.values()))),
                )
                for bet in bets
            ],
        ),
        (
            words.CONDITIONS,
            (words.CONDITION, words.HOW_MANY),
            [(each.words, number(each.count)) for each in debrief.shown_conditions()],
        ),
        (
            words.STEPS,
            (words.WHAT, words.WHO_AND_WHEN),
            [(same(each.what), debrief_sentences.who_and_when(each, named)) for each in debrief.shown_steps()],
        ),
    ]
    pages = []
    for title, heads, rows in parts:
        if not rows:
            continue
        left = len(rows) - len(rows[:most])
        told = [words.AND_MORE.format(n=number(left))] if left else []
        if title is words.STEPS and most is None:
            told = [words.SIGNED]
        pages.append(Page(title[lang], _told(told, lang), table=_table(title, heads, rows[:most], lang)))
    return pages


def _assumed(workshop: Workshop, lang: Lang) -> Page:
    """What is assumed, and what the report is not."""
    fictional = sentences.caveat(workshop.case.scenario.fictional)
    told = [fictional, sentences.uncertainty(workshop.course()), path_words.PATHS_ARE, words.NOT_A_FORECAST]
    return Page(words.ASSUMED[lang], _told(told, lang))


def _again(workshop: Workshop, lang: Lang) -> list[Page]:
    """How to play again."""
    told = workshop.take_home.again()
    return [Page(home_words.AT_HOME[lang], _told(told, lang))] if told else []
