"""What the film of a course shows: where it stops, and who is in the pool after each month."""

from enum import StrEnum
from typing import NamedTuple

from sim.app.course import Course
from sim.vocabulary.status import Status


class Why(StrEnum):
    """Why the film stops in a month."""

    ASK = "ask"
    EVEN = "even"
    END = "end"


class Stop(NamedTuple):
    """A month after which the film stops, and why."""

    month: int
    why: Why


def break_even(course: Course) -> int:
    """Return the month in which the group breaks even; 0 if it does not."""
    return course.verdict.break_even if course.verdict.status == Status.BROKE_EVEN else 0


def stops(course: Course, first: int = 0) -> list[Stop]:
    """Return where the film of a course stops: once to ask again, at break-even, at the end.

    It asks after two thirds of the way to break-even or, so that the place tells nothing, to the end; only while the
    group is at a loss.

    Parameters
    ----------
    course : Course
    first : int
        Months that the room already knows.
    """
    even = break_even(course) or course.months
    ask = max(2 * even // 3, first)
    found = [Stop(course.months, Why.END)]
    if first < even < course.months:
        found.append(Stop(even, Why.EVEN))
    if 0 < ask < even and course.group.median[ask - 1] < 0.0:
        found.append(Stop(ask, Why.ASK))
    return sorted(found)


class Scene(NamedTuple):
    """What the film shows after a month.

    Attributes
    ----------
    month : int
    gain : float
        What the group has gained so far [CAD].
    change : float
        What it gained in this month [CAD].
    members : tuple of bool
        Whether each organization is in the pool.
    age : int or None
        Months since there has been a pool; None before.
    """

    month: int
    gain: float
    change: float
    members: tuple[bool, ...]
    age: int | None


def scene(course: Course, month: int) -> Scene:
    """Return what the film of a course shows after a month; at month 0 all are alone."""
    if month == 0:
        return Scene(0, 0.0, 0.0, (False,) * len(course.names), None)
    median = course.group.median
    gain = float(median[month - 1])
    before = float(median[month - 2]) if month > 1 else 0.0
    founded = course.founded
    members = tuple(bool(pools) for pools in course.pooling_in(month))
    return Scene(month, gain, gain - before, members, month - founded if founded and founded <= month else None)
