"""Story of the first minute: one organization of a fictional example loses first, and all gain later."""

from dataclasses import dataclass
from functools import cache
from typing import Final

import numpy as np

from sim.app.cases import read_case
from sim.app.course import Course, Floats
from sim.app.world import simulate
from sim.scenario.shipped import shipped_files
from sim.vocabulary.status import Status
from sim.vocabulary.text import Text

SCENARIO: Final = "fournil"
"""Shipped scenario of the story, which is none of the cases; its first organization is the one that is told of."""
_REPLICATIONS: Final = 20


@dataclass(frozen=True, eq=False)
class Story:
    """What is told of one organization and its group.

    Attributes
    ----------
    name : str
    resource : Text
    alone : float
        What it pays on its own [CAD/month].
    losing : int
        Months for which it pays more than on its own.
    extra : float
        How much more, on average over these months, what it pays to start included [CAD/month].
    even : int
        Month in which it has got everything back.
    gain : float
        What all have gained together at the end [CAD].
    curves : (N, T + 1) float64
        Cumulative gain of each organization from month 0, its own first [CAD].
    """

    name: str
    resource: Text
    alone: float
    losing: int
    extra: float
    even: int
    gain: float
    curves: Floats

    @property
    def months(self) -> int:
        """Number of months."""
        return self.curves.shape[1] - 1


def story_of(course: Course, alone: float, resource: Text) -> Story | None:
    """Return the story of the first organization of a course; None if it does not lose first and gain later."""
    own = course.curve(0)
    if own.verdict.status != Status.BROKE_EVEN or course.verdict.end <= 0.0:
        return None
    curves = np.array([course.curve(row).median for row in range(len(course.names))])
    losing = int(own.median.argmin()) + 1
    extra = -float(own.median[losing - 1]) / losing
    curves = np.concatenate([np.zeros((len(curves), 1)), curves], axis=1)
    return Story(course.names[0], resource, alone, losing, extra, own.verdict.break_even, course.verdict.end, curves)


@cache
def told() -> Story | None:
    """Return the story, played the first time it is asked for; None where its scenario is not at hand."""
    file = shipped_files().get(SCENARIO)
    if file is None:
        return None
    case = read_case(file)
    title = case.scenario.resources[case.resource].title
    return story_of(simulate(case.scenario, replications=_REPLICATIONS), case.bills[0].alone, title)
