"""Hindsight: what an organization gained by its choices, and what its best choice would have been, others as they were.

The choices tried are to stay alone, and to pool from one of the rounds on until the end. The people who play the other
organizations have chosen what they chose; organizations without people follow the model, and may act differently.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from sim.analysis.numbers import money, rounded
from sim.app.course import Course
from sim.app.levers import LeverSettings
from sim.app.words import hindsight as words
from sim.app.world import Choices, simulate
from sim.scenario import Scenario
from sim.vocabulary.text import Text, number


@dataclass(frozen=True)
class Hindsight:
    """What came of an organization's choices.

    Attributes
    ----------
    gained : float
        Its median gain at the end [CAD].
    best : float
        The largest that it could have had [CAD].
    first : int or None
        Month from which it would have pooled; 0: it would have stayed alone; None: what it did was the best.
    """

    gained: float
    best: float
    first: int | None


def hindsight(scenario: Scenario, choices: Choices, levers: LeverSettings, row: int, course: Course) -> Hindsight:
    """Return what came of an organization's choices.

    Parameters
    ----------
    scenario : Scenario
    choices : sequence of (int, int, bool)
        Those of the finished rounds: month, organization, whether it pools.
    levers : LeverSettings
    row : int
        The organization.
    course : Course
        Of the world with these choices.

    Returns
    -------
    Hindsight
    """
    gained = float(course.final_gains[1][row])
    best, first = gained, None
    for start, tried in tries(choices, row):
        found = float(simulate(scenario, tried, levers).final_gains[1][row])
        if found >= best + 1.0:  # less than a dollar is no better
            best, first = found, start
    return Hindsight(gained, best, first)


def tries(choices: Choices, row: int) -> Iterator[tuple[int, Choices]]:
    """Yield the month from which an organization pools (0: never), and the choices of all, unless it chose just that.

    Examples
    --------
    >>> for start, choices in tries([(1, 0, True), (1, 1, False), (7, 0, True), (7, 1, True)], 0):
    ...     print(start, [pools for _, row, pools in choices if row == 0], [pools for _, row, pools in choices if row])
    0 [False, False] [False, True]
    7 [False, True] [False, True]
    """
    months = sorted({month for month, _, _ in choices})
    others = [choice for choice in choices if choice[1] != row]
    did = [(month, own, pools) for month, own, pools in choices if own == row]
    for start in (0, *months):
        own = [(month, row, 0 < start <= month) for month in months]
        if own != did:
            yield start, sorted([*others, *own])


def hindsight_amounts(found: Hindsight) -> tuple[Text, Text, Text]:
    """Return what was gained, the best, and what was missed: the difference of the two amounts as they are written."""
    gained, best = rounded(found.gained), rounded(found.best)
    return money(gained), money(best), money(best - gained)


def hindsight_choice(first: int) -> Text:
    """Name a choice by the month from which it pools; 0 for never."""
    return words.FROM.format(m=number(first)) if first else words.ALONE
