"""Clock of the facilitator: how long a step has taken, how long it should, and what comes next."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from sim.app.steps import LENGTHS, ROUNDS, Step

MINUTES: Final = {
    Step.WELCOME: (2, 3, 4),
    Step.ROOM: (0, 4, 5),
    Step.PREDICT: (4, 5, 6),
    Step.ROUND: (0, 7, 12),
    Step.REVEAL: (0, 4, 9),
    Step.CURVE: (4, 6, 7),
    Step.LEVERS: (0, 0, 10),
    Step.COMPARE: (4, 5, 6),
    Step.WHO: (3, 4, 5),
    Step.EFFORT: (0, 0, 4),
    Step.SANCTIONS: (0, 0, 5),
    Step.OWN: (0, 0, 5),
    Step.CONDITIONS: (0, 3, 5),
    Step.HOME: (3, 4, 7),
}
"""Suggested minutes of each step in a workshop of each length; of all its rounds together."""
_REPEATED: Final = (Step.ROUND, Step.REVEAL)


def minutes(step: Step, length: int) -> int:
    """Return the suggested minutes of a step; of one round, where there are several.

    Examples
    --------
    >>> minutes(Step.ROUND, 90), minutes(Step.HOME, 20)
    (4, 3)
    """
    whole = MINUTES[step][LENGTHS.index(length)]
    return whole // max(1, ROUNDS[length]) if step in _REPEATED else whole


@dataclass(frozen=True)
class Pace:
    """How a workshop stands against its plan.

    Attributes
    ----------
    spent : float
        Time since the step began [s].
    planned : int
        Suggested length of the step [min].
    next : Step or None
        The step that comes next; None at the end.
    next_minutes : int
        Its suggested length [min].
    left : int
        Suggested minutes of all that comes after this step.
    """

    spent: float
    planned: int
    next: Step | None
    next_minutes: int
    left: int

    @property
    def late(self) -> bool:
        """Whether the step has taken longer than suggested."""
        return self.spent > 60.0 * self.planned


def coming(plan: tuple[Step, ...], step: Step, length: int, rounds: int) -> list[Step]:
    """Return the steps that come after one, with each round that is still to be played.

    Parameters
    ----------
    plan : tuple of Step
    step : Step
    length : int
        Length of the workshop [min].
    rounds : int
        Finished rounds.

    Examples
    --------
    >>> from sim.app.steps import PLANS
    >>> [each.value for each in coming(PLANS[45], Step.ROUND, 45, 0)]
    ['reveal', 'curve', 'compare', 'who', 'conditions', 'home']
    """
    after = [*plan[plan.index(step) + 1 :]]
    again = [*_REPEATED] * max(0, ROUNDS[length] - rounds - (step == Step.ROUND))
    if step in _REPEATED:
        rest = [each for each in after if each not in _REPEATED]
        return [*([Step.REVEAL] if step == Step.ROUND else []), *again, *rest]
    if Step.ROUND not in after:
        return after
    place = after.index(Step.ROUND)
    return [*after[:place], *again, *after[place + len(_REPEATED) :]]


class Clock:
    """Clock that begins anew with each step.

    Parameters
    ----------
    now : callable
        Returns the time [s].

    Examples
    --------
    >>> times = iter([0.0, 90.0])
    >>> clock = Clock(lambda: next(times))
    >>> clock.begin("welcome")
    >>> clock.begin("welcome")
    >>> clock.spent
    90.0
    """

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        self._now = now
        self._place: object = None
        self._began = 0.0

    def begin(self, place: object) -> None:
        """Begin anew, if a place of the workshop is not the one at which it is."""
        if place != self._place:
            self._place, self._began = place, self._now()

    @property
    def spent(self) -> float:
        """Time since the step began [s]."""
        return self._now() - self._began

    def pace(self, plan: tuple[Step, ...], step: Step, length: int, rounds: int) -> Pace:
        """Return how a workshop stands that is at a step; parameters as in :func:`coming`."""
        after = coming(plan, step, length, rounds)
        left = sum(minutes(each, length) for each in after)
        first = after[0] if after else None
        soon = 0 if first is None else minutes(first, length)
        return Pace(self.spent, minutes(step, length), first, soon, left)
