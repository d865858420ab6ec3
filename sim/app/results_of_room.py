"""Results of a room: the courses of its worlds and what follows from them, each computed once and kept."""

from dataclasses import replace
from typing import Any, Final

from sim.app.assumptions import LAISSEZ_FAIRE, TOGETHER
from sim.app.cases import Case
from sim.app.course import Course
from sim.app.effort_world import EffortCourse, FirstMonth, effort_course, first_month
from sim.app.efforts import SHARES, Given
from sim.app.hindsight import Hindsight, hindsight
from sim.app.levers import LeverSettings
from sim.app.own_case import OwnCases
from sim.app.room import Room
from sim.app.steps import Step
from sim.app.world import Choices, simulate

_KEPT: Final = 64
"""Number of results kept in memory, so that returning to one is immediate."""
_SMALL: Final = ("hindsight",)
"""Kinds of results that take no memory, and of which there may be as many as there are organizations."""
_NEEDS_COURSE: Final = (Step.REVEAL, Step.CURVE, Step.LEVERS, Step.WHO)

Wish = tuple[Any, ...]
"""A result that somebody wants: its kind, and what it depends on beside the case and the choices."""
Key = tuple[str, Wish, Choices]
"""Everything that a result depends on: the case, the wish, and the choices of the room."""


class ResultsOfRoom:
    """Results that a room shows; :class:`sim.app.workshop.Workshop` adds what changes the room.

    Parameters
    ----------
    cases : sequence of Case
        Cases on offer; the room begins with the first.
    own : OwnCases
        Cases that groups made of their own numbers.
    room : Room, optional
        Room to continue; a new one by default.
    """

    def __init__(self, cases: list[Case], own: OwnCases, room: Room | None = None) -> None:
        self._given = {case.key: case for case in cases}
        self.own = own
        self.room = room or Room(organizations=cases[0].scenario.population.number, case=cases[0].key)
        self._known: dict[Key, Any] = {}

    @property
    def cases(self) -> dict[str, Case]:
        """Cases on offer, by key: those of the files, then those of own numbers."""
        return self._given | self.own.offered

    @property
    def case(self) -> Case:
        """Case of the room."""
        return self._case_of(self.room.case)

    def _case_of(self, key: str) -> Case:
        """Return a case by its key: one on offer, or earlier numbers of the group."""
        return self._given.get(key) or self.own.known[key]

    @property
    def month(self) -> int:
        """Last month of the finished rounds that is simulated; 0 before the first."""
        return min(self.room.month, self.case.scenario.months)

    def course(self, levers: LeverSettings | None = None) -> Course:
        """Return the course of the room's world, with its levers or others."""
        course: Course = self._result(("room", self.room.levers if levers is None else levers))
        return course

    def compared(self) -> tuple[Course, Course]:
        """Return the courses of the two worlds compared: laissez-faire, and doing it together.

        Both have the levers of the room except trust, in which they differ.
        """
        return self._result(("laissez", self.common)), self._result(("together", self.common))

    def best(self, levers: LeverSettings | None = None) -> tuple[tuple[str, ...], Course]:
        """Return the members of the group that saves most, and the course if they pool from the first month."""
        best: tuple[tuple[str, ...], Course] = self._result(("best", self.room.levers if levers is None else levers))
        return best

    @property
    def common(self) -> LeverSettings:
        """Levers of the two worlds that are compared."""
        return replace(self.room.levers, trust=None)

    def is_fair(self) -> bool | None:
        """Return whether no member would be better off refusing the steady bill, with the levers of the room.

        None if this is not refuted (see `Case.is_fair`).
        """
        fair: bool | None = self._result(("fair", self.room.levers))
        return fair

    def hindsight(self, row: int) -> Hindsight | None:
        """Return what came of an organization's choices; None while that is being computed."""
        found: Hindsight | None = self._known.get(self._key(("hindsight", self.room.levers, row)))
        return found

    def hindsights(self) -> dict[int, Hindsight]:
        """Return what came of the choices of each organization that people played, by row."""
        return {row: self._result(("hindsight", self.room.levers, row)) for row in self._played}

    def without_effort(self) -> FirstMonth:
        """Return the first month of the group if nobody makes an effort: all that is at stake."""
        first: FirstMonth = self._result(("first", self._idle))
        return first

    def begun(self) -> FirstMonth:
        """Return the first month of the group with the room's efforts."""
        first: FirstMonth = self._result(("first", self.given))
        return first

    def checked(self) -> tuple[EffortCourse, EffortCourse]:
        """Return the courses of the group after the room's first month: without inspections and fines, and with."""
        return self._result(("effort", self.given, False)), self._result(("effort", self.given, True))

    @property
    def _played(self) -> list[int]:
        """Rows of the organizations that people played."""
        return sorted({row for each in self.room.rounds for row in each.choices})

    @property
    def given(self) -> tuple[tuple[int, Given], ...]:
        """What the organizations with an answer give, by row."""
        return tuple(self.room.efforts.standing(self.room.people).items())

    @property
    def _idle(self) -> tuple[tuple[int, Given], ...]:
        """No effort of anybody."""
        return tuple((row, Given(SHARES["none"], 0.0)) for row in range(self.room.organizations))

    def _wishes(self) -> list[Wish]:
        """Return the results that the step shows."""
        step, room = self.room.step, ("room", self.room.levers)
        if step in (Step.COMPARE, Step.HOME):  # at home the report compares once more
            fair = [("fair", self.room.levers), ("room", LeverSettings())] if step == Step.HOME else []
            return [room, ("laissez", self.common), ("together", self.common), ("best", self.room.levers), *fair]
        if step in (Step.EFFORT, Step.SANCTIONS):
            checked = [("effort", self.given, checks) for checks in (False, True)]
            first = [("first", self._idle), ("first", self.given)]
            return [*first, *checked] if step == Step.SANCTIONS and self.room.phase == "revealed" else first
        if step in (Step.PREDICT, Step.ROUND):
            return [("bills",), *([room] if step == Step.ROUND and self.room.rounds else [])]
        if step == Step.WHO:
            return [room, ("fair", self.room.levers)]
        if step == Step.LEVERS:
            bet = self.room.debrief.open_bet(self.room.case)
            return [room, ("room", LeverSettings()), *([("room", bet.before), ("room", bet.after)] if bet else [])]
        return [room] if step in _NEEDS_COURSE else []

    def _later(self) -> list[Wish]:
        """Return the results for which the step does not wait: it shows them when they are known."""
        if self.room.step == Step.SANCTIONS:
            return [("effort", self.given, checks) for checks in (False, True)]
        if self.room.step in (Step.COMPARE, Step.HOME):
            return [("hindsight", self.room.levers, row) for row in self._played]
        return []

    def _key(self, wish: Wish) -> Key:
        """Return the key of a result: everything that it depends on."""
        choices = tuple(self.room.choices) if wish[0] in ("room", "fair", "hindsight") else ()
        return (self.room.case, wish, choices)

    def _missing(self) -> list[Key]:
        """Return the keys of the results that the step shows and that are not known yet."""
        return [key for key in map(self._key, self._wishes()) if key not in self._known]

    def _missing_later(self) -> list[Key]:
        """Return the keys of the results that the step shows later and that are not known yet."""
        return [key for key in map(self._key, self._later()) if key not in self._known]

    def _result(self, wish: Wish) -> Any:
        """Return a result, computed if it is not known."""
        return self._result_of(self._key(wish))

    def _result_of(self, key: Key) -> Any:
        """Return a result by its key, whatever the room has become since."""
        if key not in self._known:
            result = self._computed(*key)
            large = [known for known in self._known if known[1][0] not in _SMALL]
            for oldest in large[: len(large) - _KEPT + 1]:
                self._known.pop(oldest, None)
            self._known[key] = result
            return result
        return self._known[key]

    def _computed(self, case: str, wish: Wish, choices: Choices) -> Any:
        """Compute a result: a course, the bills, or whether they are fair."""
        scenario = self._case_of(case).scenario
        if wish[0] == "room":
            return simulate(scenario, choices, wish[1])
        if wish[0] == "fair":
            course: Course = self._result_of((case, ("room", wish[1]), choices))
            return self._case_of(case).is_fair(
                wish[1], [name for name, pools in zip(course.names, course.pooling_at_the_end, strict=True) if pools]
            )
        if wish[0] == "hindsight":
            course = self._result_of((case, ("room", wish[1]), choices))
            return hindsight(scenario, choices, wish[1], wish[2], course)
        if wish[0] == "first":
            return first_month(self._case_of(case), dict(wish[1]))
        if wish[0] == "effort":
            return effort_course(self._case_of(case), dict(wish[1]), wish[2])
        if wish[0] == "bills":
            return self._case_of(case).bills
        if wish[0] == "best":
            return self._best(self._case_of(case), wish[1])
        world = LAISSEZ_FAIRE if wish[0] == "laissez" else TOGETHER
        return simulate(world.applied(scenario), levers=wish[1])

    def _best(self, case: Case, levers: LeverSettings) -> tuple[tuple[str, ...], Course]:
        """Return the members of the group that saves most, and its course; nobody, if its start is not paid back."""

        def path(members: tuple[str, ...]) -> Course:
            return simulate(case.scenario, [(1, row, name in members) for row, name in enumerate(case.names)], levers)

        found = case.best_members(levers)
        course = path(found)
        return (found, course) if course.verdict.end >= 0.0 else ((), path(()))
