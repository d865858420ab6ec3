"""Workshop: a room, the courses of its worlds and the pages that show it; every change is saved and shown."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any, Final

from sim.app.assumptions import LAISSEZ_FAIRE, TOGETHER
from sim.app.background import in_background, tell
from sim.app.cases import Case
from sim.app.course import Course
from sim.app.levers import LeverSettings
from sim.app.own_case import write_own
from sim.app.own_numbers import OWN, OwnNumbers
from sim.app.room import Room
from sim.app.room_file import (
    LARGEST,
    NO_SUCH_CASE,
    NOT_WRITTEN,
    UNUSABLE,
    RoomFileError,
    read_room,
    save_text,
    write_room,
)
from sim.app.saving import Saving
from sim.app.steps import AFTER_CURVE, Step
from sim.app.world import Choices, simulate
from sim.compilation.cache import mark_warm
from sim.errors import SimError
from sim.files import path_inside
from sim.vocabulary.reasons import reason
from sim.vocabulary.text import Text

_KEPT: Final = 64
"""Number of results kept in memory, so that returning to one is immediate."""
_PAUSES: Final = (1.0, 4.0, 16.0)  # seconds before each new try to warm up
_PATIENCE: Final = 1.0
"""Time after which the facilitator is told that a computation is running [s]."""
_LOOKED_THROUGH: Final = 20
"""Most room files that are looked through for the one to continue."""
_NEEDS_COURSE: Final = (Step.REVEAL, Step.CURVE, Step.LEVERS, Step.WHO, Step.HOME)

log = logging.getLogger("faire-ensemble")


class Workshop:
    """A room and the pages that show it.

    Parameters
    ----------
    cases : sequence of Case
        Cases on offer; the room begins with the first.
    folder : Path
        Folder of the room files.
    room : Room, optional
        Room to continue; a new one by default.

    Attributes
    ----------
    saving : Saving
        Saves the room after every change.
    """

    def __init__(self, cases: list[Case], folder: Path, room: Room | None = None) -> None:
        self.cases: dict[str, Case] = {case.key: case for case in cases}
        self.folder = folder
        self.room = room or Room(organizations=cases[0].scenario.population.number, case=cases[0].key)
        self.listeners: set[Callable[[], None]] = set()
        self.waiters: set[Callable[[], None]] = set()
        self.saving = Saving(self._text, lambda text, path: save_text(text, path))
        self._own: dict[str, Case] = {}
        self._known: dict[tuple[Any, ...], Any] = {}
        self._wanted = asyncio.Event()

    def _text(self) -> tuple[str, Path]:
        """Return the text of the room's file and its path; names are kept for as long as people may come back."""
        return write_room(self.room, names=self.room.step != Step.HOME), self.path

    @property
    def case(self) -> Case:
        """Case of the room."""
        return self._case_of(self.room.case)

    def _case_of(self, key: str) -> Case:
        """Return a case by its key: one on offer, or earlier numbers of the group."""
        return self.cases.get(key) or self._own[key]

    @property
    def title(self) -> Text:
        """Title of the case: a neutral one until its curve has been shown, since it may tell how the case ends."""
        shown = self.room.step in AFTER_CURVE
        return self.case.scenario.title if shown else self.case.neutral_title

    @property
    def path(self) -> Path:
        """Path of the room's file."""
        return path_inside(self.folder, f"salle-{self.room.code}.json")

    @property
    def month(self) -> int:
        """Last month of the finished rounds that is simulated; 0 before the first."""
        return min(self.room.month, self.case.scenario.months)

    # acts

    def act(self, what: Callable[[Room], object]) -> None:
        """Change the room, save it and show it.

        Raises
        ------
        RefusedError
            If the room does not allow it.
        """
        what(self.room)
        self.changed()

    def changed(self) -> None:
        """Have the room saved, and shown as soon as the results of its step are known."""
        self.saving.changed()
        self._wanted.set()
        if not self._missing():
            tell(self.listeners)

    def use_own(self, numbers: OwnNumbers) -> Case:
        """Write the group's own numbers as a case, and choose that case."""
        case = self._own_case(numbers)
        self.act(lambda room: room.set_case(case.key, case.scenario.population.number, numbers))
        return case

    def _own_case(self, numbers: OwnNumbers) -> Case:
        """Return the group's own numbers as a case, and offer it; different numbers are different cases."""
        case = write_own(numbers, self.folder / OWN)
        self.cases = {key: each for key, each in self.cases.items() if key not in self._own} | {case.key: case}
        self._own[case.key] = case
        return case

    def reopen(self, text: str) -> None:
        """Continue the room of a file; the facilitator's link stays valid.

        Raises
        ------
        RoomFileError
            If the file is not a room, or its case is not on offer.
        """
        room = known_room(text, self.cases)
        if room.own is not None:
            try:
                room.case = self._own_case(room.own).key
            except OSError as error:
                raise RoomFileError(str(error), NOT_WRITTEN.format(reason=reason(error))) from error
            except (SimError, ArithmeticError, ValueError) as error:
                raise RoomFileError(str(error), UNUSABLE) from error
        room.secret = self.room.secret
        self.room = room
        self.changed()

    # worlds

    def course(self) -> Course:
        """Return the course of the room's world."""
        course: Course = self._result(("room", self.room.levers))
        return course

    def unmoved(self) -> Course:
        """Return the course of the room's world before any lever was moved."""
        course: Course = self._result(("room", LeverSettings()))
        return course

    def compared(self) -> tuple[Course, Course]:
        """Return the courses of the two worlds compared: laissez-faire, and doing it together.

        Both have the levers of the room except trust, in which they differ.
        """
        return self._result(("laissez", self.common)), self._result(("together", self.common))

    def best(self) -> tuple[tuple[str, ...], Course]:
        """Return the members of the group that saves most, and the course if they pool from the first month."""
        best: tuple[tuple[str, ...], Course] = self._result(("best", self.room.levers))
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

    def _wishes(self) -> list[tuple[Any, ...]]:
        """Return the results that the step shows."""
        step, room = self.room.step, ("room", self.room.levers)
        if step == Step.COMPARE:
            return [room, ("laissez", self.common), ("together", self.common), ("best", self.room.levers)]
        if step in (Step.PREDICT, Step.ROUND):
            return [("bills",), *([room] if step == Step.ROUND and self.room.rounds else [])]
        if step == Step.WHO:
            return [room, ("fair", self.room.levers)]
        if step == Step.LEVERS:
            return [room, ("room", LeverSettings())]
        return [room] if step in _NEEDS_COURSE else []

    def _key(self, wish: tuple[Any, ...]) -> tuple[Any, ...]:
        """Return the key of a result: everything that it depends on."""
        choices = tuple(self.room.choices) if wish[0] in ("room", "fair") else ()
        return (self.room.case, wish, choices)

    def _missing(self) -> list[tuple[Any, ...]]:
        """Return the keys of the results that the step shows and that are not known yet."""
        return [key for key in map(self._key, self._wishes()) if key not in self._known]

    def _result(self, wish: tuple[Any, ...]) -> Any:
        """Return a result, computed if it is not known."""
        return self._result_of(self._key(wish))

    def _result_of(self, key: tuple[Any, ...]) -> Any:
        """Return a result by its key, whatever the room has become since."""
        if key not in self._known:
            result = self._computed(*key)
            for oldest in list(self._known)[: len(self._known) - _KEPT + 1]:
                self._known.pop(oldest, None)
            self._known[key] = result
            return result
        return self._known[key]

    def _computed(self, case: str, wish: tuple[Any, ...], choices: Choices) -> Any:
        """Compute a result: a course, the bills, or whether they are fair."""
        scenario = self._case_of(case).scenario
        if wish[0] == "room":
            return simulate(scenario, choices, wish[1])
        if wish[0] == "fair":
            course: Course = self._result_of((case, ("room", wish[1]), choices))
            return self._case_of(case).is_fair(
                wish[1], [name for name, pools in zip(course.names, course.pooling_at_the_end, strict=True) if pools]
            )
        if wish[0] == "bills":
            return self._case_of(case).bills
        if wish[0] == "best":
            members = self._case_of(case).best_members(wish[1])
            prescribed = [(1, row, name in members) for row, name in enumerate(self._case_of(case).names)]
            return members, simulate(scenario, prescribed, wish[1])
        world = LAISSEZ_FAIRE if wish[0] == "laissez" else TOGETHER
        return simulate(world.applied(scenario), levers=wish[1])

    def warm(self) -> None:
        """Load and compile what is slow before somebody waits for it."""
        for case in list(self.cases.values()):
            _ = case.bills
        simulate(self.case.scenario, replications=1)
        self.case.is_fair(LeverSettings())
        self.case.best_members(LeverSettings())
        mark_warm()

    # going on

    async def run(self) -> None:
        """Save the room, compute missing results and show them, until cancelled; a burst of changes is handled as one.

        Saving never blocks on computation or compilation: choices of people are on the disk at once.
        """
        warming = self._logged(self._warm())
        tasks = [asyncio.create_task(each) for each in (warming, self.saving.run(), self._compute_missing())]
        try:
            await asyncio.gather(*tasks)
        finally:
            for task in tasks:
                task.cancel()

    async def _warm(self) -> None:
        """Warm up; where files cannot be opened, as when all descriptors are taken, try again after a while."""
        for pause in _PAUSES:
            try:
                return await in_background(self.warm)
            except (OSError, ImportError):
                await asyncio.sleep(pause)
        return await in_background(self.warm)

    async def _compute_missing(self) -> None:
        """Compute the missing results of the step, and show them."""
        while True:
            await self._wanted.wait()
            self._wanted.clear()
            missing = self._missing()
            for key in missing:
                await self._logged(self._compute(key))
            if missing:
                tell(self.listeners)
            await asyncio.sleep(0)

    async def _logged(self, work: Awaitable[object]) -> None:
        """Wait for some work; log its failure, and continue."""
        try:
            await work
        except Exception:
            log.exception("the workshop goes on")

    async def _compute(self, key: tuple[Any, ...]) -> None:
        """Compute a result, and tell the waiters if that takes long."""
        work = asyncio.ensure_future(in_background(partial(self._result_of, key)))
        done, _ = await asyncio.wait({work}, timeout=_PATIENCE)
        if not done:
            tell(self.waiters)
        await work

    def keep(self) -> None:
        """Save the room now; a full disk does not stop the workshop."""
        self.saving.now()


def last_room(folder: Path, cases: Mapping[str, Case], but: str = "") -> Room | None:
    """Return the room saved last in which something has happened, except the one with the code `but`."""
    found = []
    for path in folder.glob("salle-*.json"):
        with suppress(OSError):  # it may be gone since it was found
            found.append((path.stat().st_mtime, path))
    for _, path in sorted(found, reverse=True)[:_LOOKED_THROUGH]:
        try:
            if path.stat().st_size <= LARGEST:
                room = known_room(path.read_text("utf-8"), cases)
                if room.begun and room.code != but:
                    return room
        except (OSError, UnicodeDecodeError, RoomFileError):
            continue
    return None


def known_room(text: str, cases: Mapping[str, Case]) -> Room:
    """Return the room of a file, of one of these cases.

    Raises
    ------
    RoomFileError
        If it is not one.
    """
    room = read_room(text)
    if room.own is not None:
        return room
    if room.case not in cases or cases[room.case].scenario.population.number != room.organizations:
        raise RoomFileError(room.case, NO_SUCH_CASE.format(case=room.case[:80]))
    return room
