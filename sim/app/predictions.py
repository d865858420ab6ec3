"""Predictions of a room: before its film, and once more on the way; neighbouring months together where many."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from sim.app import sentences
from sim.app.course import Course
from sim.app.levers import LeverSettings
from sim.app.reel import Why, stops
from sim.app.words import handout as words
from sim.app.words import report as report_words
from sim.app.workshop import Workshop
from sim.vocabulary.status import Status
from sim.vocabulary.text import Text, number

_ROWS: Final = 5


@dataclass(frozen=True)
class Again:
    """What people predicted when the film stopped and asked once more.

    Attributes
    ----------
    month : int
        Month after which it asked; 0 if the room's world has since become one in which it would not.
    counts : dict of int to int
        Number of people by predicted month (0: never), in order.
    organizations : int
        Number of organizations that they decide for.
    changed : int
        How many had predicted something else before.
    """

    month: int
    counts: dict[int, int]
    organizations: int
    changed: int

    @property
    def people(self) -> int:
        """Number of people who answered."""
        return sum(self.counts.values())


def asked_again(workshop: Workshop) -> Again | None:
    """Return what people predicted when they were asked once more; None if nobody answered."""
    people = workshop.room.people
    said = {key: month for key, month in workshop.room.film.bets.items() if key in people}
    if not said:
        return None
    asked = [stop.month for stop in stops(workshop.course(LeverSettings()), workshop.month) if stop.why == Why.ASK]
    before = {key: people[key].prediction for key in said}
    return Again(
        asked[0] if asked else 0,
        dict(sorted(Counter(said.values()).items())),
        len({people[key].row for key in said}),
        sum(before[key] not in (None, month) for key, month in said.items()),
    )


def predictions_table(workshop: Workshop, course: Course) -> tuple[list[Text], list[list[Text]]]:
    """Return heads and rows of a table of what the room predicted and, in the last row, what came of it.

    Parameters
    ----------
    workshop : Workshop
    course : Course
        What came of it.

    Returns
    -------
    (list of Text, list of list of Text)
        People by answer. If they were asked once more, in a column more, and with the number of their organizations.
    """
    room, again = workshop.room, asked_again(workshop)
    first = room.predictions
    if again is None:
        rows = [[said, number(k)] for said, (k,) in grouped(first)]
        return [words.PREDICTION, words.PEOPLE], [*rows, [words.OUTCOME, when(course)]]
    asked = words.ASKED_IN.format(m=number(again.month)) if again.month else words.ASKED_AGAIN
    rows = [[said, *map(number, counts)] for said, counts in grouped(first, again.counts)]
    begun = len({person.row for person in room.people.values() if person.prediction is not None})
    of = number(room.organizations)
    organizations = [report_words.OF.format(k=number(k), n=of) for k in (begun, again.organizations)]
    rows += [[words.THEIR_ORGANIZATIONS, *organizations], [words.OUTCOME, Text("", ""), when(course)]]
    return [words.PEOPLE_BY, words.ASKED_FIRST, asked], rows


def when(course: Course) -> Text:
    """Return when the group breaks even, or why there is no such month."""
    verdict = course.verdict
    if verdict.status in (Status.NOT_YET, Status.NEVER):
        return words.NOT_WITHIN.format(n=number(course.months))
    if verdict.status == Status.BROKE_EVEN:
        return sentences.month_or_never(verdict.break_even)
    return verdict.status.label


def again_sentence(workshop: Workshop) -> list[Text]:
    """Say how many people and organizations answered when asked once more, and how many changed their mind."""
    again, room = asked_again(workshop), workshop.room
    if again is None:
        return []
    counts = {"k": again.people, "n": len(room.people), "j": again.organizations, "o": room.organizations}
    said = words.AGAIN_CHANGED if again.changed else words.AGAIN_KEPT
    when = words.IN_MONTH.format(m=number(again.month)) if again.month else words.ON_THE_WAY
    values = {key: number(value) for key, value in counts.items()}
    return [words.AGAIN.format(when=when, **values), said.format(c=number(again.changed))]


def grouped(*asked: Mapping[int, int]) -> list[tuple[Text, tuple[int, ...]]]:
    """Return what was predicted, and how many people said so each time that they were asked.

    Neighbouring months stand together where there are too many.

    Examples
    --------
    >>> [(said.en, *k) for said, k in grouped({3: 2, 5: 1, 12: 4, 18: 1, 24: 1, 36: 1, 0: 3})]
    [('Months 3 to 5', 3), ('Months 12 to 18', 5), ('In month 24', 1), ('In month 36', 1), ('Never', 3)]
    >>> [(said.en, *k) for said, k in grouped({12: 4}, {12: 1, 0: 3})]
    [('In month 12', 4, 1), ('Never', 0, 3)]
    """
    said = sorted(set().union(*asked))
    counts = {month: tuple(each.get(month, 0) for each in asked) for month in said}
    never = [(sentences.month_or_never(0), counts[0])] if 0 in counts else []
    groups = [(month, month, counts[month]) for month in said if month]
    while len(groups) > _ROWS - len(never):
        width = [later[1] - earlier[0] for earlier, later in pairwise(groups)]
        first = width.index(min(width))
        (low, _, k), (_, high, more) = groups[first : first + 2]
        groups[first : first + 2] = [(low, high, tuple(a + b for a, b in zip(k, more, strict=True)))]
    named = [
        (words.BETWEEN.format(low=number(low), high=number(high)) if low < high else sentences.month_or_never(low), k)
        for low, high, k in groups
    ]
    return named + never
