"""Sentences about a debrief, in both languages: bets and what came of them, first steps with their days."""

from datetime import date

from babel.dates import format_date

from sim.analysis.numbers import LOCALES
from sim.app.bets import NOT_BACK, Bet, Move, half
from sim.app.course import Course
from sim.app.debrief import Condition, Promise
from sim.app.levers import SHOCK_MONTH
from sim.app.words import debrief as words
from sim.vocabulary.status import Status
from sim.vocabulary.text import LANGUAGES, Text, join, number, same, verbatim, within


def moment(course: Course) -> int:
    """Return the month of break-even of the group; 0 if it never loses, `NOT_BACK` if it does not break even."""
    status = course.verdict.status
    if status == Status.BROKE_EVEN:
        return int(course.verdict.break_even)
    return 0 if status == Status.NO_LOSS else NOT_BACK


def moment_words(month: int) -> Text:
    """Write a month of break-even.

    Examples
    --------
    >>> [moment_words(month).en for month in (35, 0, NOT_BACK)]
    ['month 35', 'no loss at all', 'never']
    """
    if month == NOT_BACK:
        return words.NOT_BACK
    return words.MONTH.format(m=number(month)) if month else words.NO_LOSS


def move_words(move: Move, organizations: int) -> Text:
    """Write what is moved in a bet."""
    left = number(half(organizations))
    return words.MOVES[move].format(n=left, all=number(organizations), m=number(SHOCK_MONTH))


def question(bet: Bet, organizations: int) -> Text:
    """Ask what the room bets on."""
    return words.QUESTION.format(what=move_words(bet.move, organizations))


def came(bet: Bet, organizations: int) -> Text:
    """Return what came of a bet: the month of break-even before and after."""
    return words.CAME.format(what=move_words(bet.move, organizations), came=from_to(bet))


def from_to(bet: Bet) -> Text:
    """Write the month of break-even before and after a lever was moved."""
    before, after = bet.moments or (NOT_BACK, NOT_BACK)
    return words.FROM_TO.format(before=moment_words(before), after=moment_words(after))


def right(bet: Bet) -> Text:
    """Return how many had bet on what came."""
    said = sum(bet.counts.values())
    if not said:
        return words.NO_BETS
    text = (words.NONE_RIGHT, words.ONE_RIGHT, words.RIGHT)[min(bet.right, 2)]
    return text.format(k=number(bet.right), n=number(said))


def tally(bet: Bet) -> Text:
    """Return how many bet on each answer."""
    return join([words.COUNTED.format(what=words.WAYS[way], n=number(k)) for way, k in bet.counts.items()], " · ")


def counted(condition: Condition) -> Text:
    """Write a condition, with the number of people who said it if there are several."""
    if condition.count == 1:
        return condition.words
    return words.COUNTED.format(what=condition.words, n=number(condition.count))


def day(by: date) -> Text:
    """Write a day.

    Examples
    --------
    >>> day(date(2026, 12, 4))
    Text(en='December 4, 2026', fr='4 décembre 2026')
    """
    return verbatim(*(format_date(by, "long", LOCALES[lang]) for lang in LANGUAGES))


def who_and_when(promise: Promise, most: int | None = None) -> Text:
    """Write who will do a first step, and by when; of many people, the first and how many more."""
    people = [words.WHO_AND_DAY.format(who=same(who), day=day(by)) for who, by in promise.people[:most]]
    left = len(promise.people) - len(people)
    return join([*people, *([words.AND_MORE.format(n=number(left))] if left else [])], "; ")


def bet_words(way: str) -> Text:
    """Write an answer as it stands within a sentence."""
    return within(words.WAYS[way])
