"""Workshop: a room, the worlds behind it and those who look at it; acts go in, changes go out, every change is kept."""

from __future__ import annotations

import asyncio
import logging
import threading
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any, Final

from sim.app.cases import Case
from sim.app.comparison import LAISSEZ_FAIRE, TOGETHER
from sim.app.course import Course
from sim.app.levers import LeverSettings
from sim.app.own_case import write_own
from sim.app.own_numbers import OWN, OwnNumbers
from sim.app.room import Room
from sim.app.room_file import LARGEST, NO_SUCH_CASE, RoomFileError, read_room, save_text, write_room
from sim.app.steps import Step
from sim.app.world import Choices, simulate
from sim.compilation.cache import mark_warm

_KEPT: Final = 64
"""Findings that are remembered: going back to one is at once."""
_PATIENCE: Final = 1.0
"""After so long those who wait are told that they do [s]."""
_NEEDS_COURSE: Final = (Step.REVEAL, Step.CURVE, Step.LEVERS, Step.WHO, Step.HOME)

_STACK: Final = 64 * 2**20
"""Bytes: compiling needs more than the half megabyte of a thread on macOS."""

log = logging.getLogger("faire-ensemble")


class Workshop:
    """A room that people look at.

    Parameters
    ----------
    cases : sequence of Case
        On offer, the first one to begin with.
    folder : Path
        Where rooms are kept.
    room : Room, optional
        One to continue; a new one by default.
    """

    def __init__(self, cases: list[Case], folder: Path, room: Room | None = None) -> None:
        self.cases: dict[str, Case] = {case.key: case for case in cases}
        self.folder = folder
        self.room = room or Room(organizations=cases[0].scenario.population.number, case=cases[0].key)
        self.listeners: set[Callable[[], None]] = set()
        self.waiters: set[Callable[[], None]] = set()
        self._own: dict[str, Case] = {}
        self._known: dict[tuple[Any, ...], Any] = {}
        self._wanted = asyncio.Event()
        self._unkept = asyncio.Event()

    @property
    def case(self) -> Case:
        """The case that is played."""
        return self._case_of(self.room.case)

    def _case_of(self, key: str) -> Case:
        """A case by its key: one on offer, or one's own numbers of before."""
        return self.cases.get(key) or self._own[key]

    @property
    def path(self) -> Path:
        """Where the room is kept."""
        return self.folder / f"salle-{self.room.code}.json"

    # acts

    def act(self, what: Callable[[Room], object]) -> None:
        """Do something to the room, and let everybody see.

        Raises
        ------
        RefusedError
            The room does not allow it.
        """
        what(self.room)
        self.changed()

    def changed(self) -> None:
        """Note that the room is not what it was: it is kept and shown, as soon as its world is known."""
        self._unkept.set()
        self._wanted.set()
        if not self._missing():
            self._show()

    def use_own(self, numbers: OwnNumbers) -> Case:
        """Write one's own numbers as a case, and play it."""
        case = self._own_case(numbers)
        self.act(lambda room: room.set_case(case.key, case.scenario.population.number, numbers))
        return case

    def _own_case(self, numbers: OwnNumbers) -> Case:
        """Return one's own numbers as a case, on offer from now on; other numbers are another case."""
        case = write_own(numbers, self.folder / OWN)
        self.cases = {key: each for key, each in self.cases.items() if key not in self._own} | {case.key: case}
        self._own[case.key] = case
        return case

    def reopen(self, text: str) -> None:
        """Continue the room of a file; who came in through this one's link may go on there.

        Raises
        ------
        RoomFileError
            It is no room, or one of a case that is not here.
        """
        room = known_room(text, self.cases)
        if room.own is not None:
            room.case = self._own_case(room.own).key
        room.secret = self.room.secret
        self.room = room
        self.changed()

    # worlds

    def course(self) -> Course:
        """Return what happens in the room's world."""
        found: Course = self._found(("room", self.room.levers))
        return found

    def compared(self) -> tuple[Course, Course]:
        """Return the two worlds that are compared: laissez-faire, and doing it together.

        Levers stand in both where they stand in the room, but for trust, which is among what sets the two apart.
        """
        return self._found(("laissez", self.common)), self._found(("together", self.common))

    @property
    def common(self) -> LeverSettings:
        """Levers of the two worlds that are compared."""
        return replace(self.room.levers, trust=None)

    def is_fair(self) -> bool | None:
        """Tell whether nobody who pools would be better off refusing the steady bill, as the levers share it.

        None: not refuted (see `Case.is_fair`).
        """
        fair: bool | None = self._found(("fair", self.room.levers))
        return fair

    def _wishes(self) -> list[tuple[Any, ...]]:
        """What the step shows."""
        step, room = self.room.step, ("room", self.room.levers)
        if step == Step.COMPARE:
            return [("laissez", self.common), ("together", self.common)]
        if step in (Step.PREDICT, Step.ROUND):
            return [("bills",)]
        if step == Step.WHO:
            return [room, ("fair", self.room.levers)]
        return [room] if step in _NEEDS_COURSE else []

    def _key(self, wish: tuple[Any, ...]) -> tuple[Any, ...]:
        """What a finding depends on."""
        choices = tuple(self.room.choices) if wish[0] in ("room", "fair") else ()
        return (self.room.case, wish, choices)

    def _missing(self) -> list[tuple[Any, ...]]:
        """What the step shows and is not known."""
        return [key for key in map(self._key, self._wishes()) if key not in self._known]

    def _found(self, wish: tuple[Any, ...]) -> Any:
        """Return what is known, worked out if it must be."""
        return self._known_or_worked_out(self._key(wish))

    def _known_or_worked_out(self, key: tuple[Any, ...]) -> Any:
        """Return a finding by all that it depends on, however the room has changed since."""
        if key not in self._known:
            found = self._worked_out(*key)
            for oldest in list(self._known)[: len(self._known) - _KEPT + 1]:
                self._known.pop(oldest, None)
            self._known[key] = found
            return found
        return self._known[key]

    def _worked_out(self, case: str, wish: tuple[Any, ...], choices: Choices) -> Any:
        """Work something out: a course, or whether bills are fair."""
        scenario = self._case_of(case).scenario
        if wish[0] == "room":
            return simulate(scenario, choices, wish[1])
        if wish[0] == "fair":
            course: Course = self._known_or_worked_out((case, ("room", wish[1]), choices))
            return self._case_of(case).is_fair(
                wish[1], [name for name, pools in zip(course.names, course.pooling_at_the_end, strict=True) if pools]
            )
        if wish[0] == "bills":
            return self._case_of(case).bills
        world = LAISSEZ_FAIRE if wish[0] == "laissez" else TOGETHER
        return simulate(world.applied(scenario), levers=wish[1])

    def warm(self) -> None:
        """Load what is slow to load before somebody waits for it."""
        for case in list(self.cases.values()):
            case.bill(0)
        simulate(self.case.scenario, replications=1)
        self.case.is_fair(LeverSettings())
        mark_warm()

    # going on

    async def run(self) -> None:
        """Work out what is missing, show it, and keep the room, until cancelled; a burst of changes is one.

        Keeping waits for nothing: what people chose is on the disk even while a world is worked out, or the model is
        compiled on a new machine.
        """
        tasks = [asyncio.create_task(each) for each in (self._warming(), self._keeping(), self._working_out())]
        try:
            await asyncio.gather(*tasks)
        finally:
            for task in tasks:
                task.cancel()

    async def _warming(self) -> None:
        """Load what is slow to load."""
        await self._unharmed(beside(self.warm))

    async def _keeping(self) -> None:
        """Keep the room whenever it is not what it was."""
        while True:
            await self._unkept.wait()
            self._unkept.clear()
            text, path = write_room(self.room), self.path  # here, where nothing changes the room meanwhile
            await self._unharmed(beside(partial(self._written, text, path)))

    async def _working_out(self) -> None:
        """Work out what the step shows, and show it."""
        while True:
            await self._wanted.wait()
            self._wanted.clear()
            missing = self._missing()
            for key in missing:
                await self._unharmed(self._work_out(key))
            if missing:
                self._show()
            await asyncio.sleep(0)

    async def _unharmed(self, work: Awaitable[object]) -> None:
        """Wait for something; if it fails, say so where the command was called, and go on."""
        try:
            await work
        except Exception:
            log.exception("the workshop goes on")

    async def _work_out(self, key: tuple[Any, ...]) -> None:
        """Work something out, and tell those who wait if that takes long."""
        work = asyncio.ensure_future(beside(partial(self._known_or_worked_out, key)))
        done, _ = await asyncio.wait({work}, timeout=_PATIENCE)
        if not done:
            self._tell(self.waiters)
        await work

    def keep(self) -> None:
        """Write the room's file; a full disk is no reason to stop."""
        self._written(write_room(self.room), self.path)

    def _written(self, text: str, path: Path) -> None:
        """Write a room's file, or say where the command was called why not."""
        try:
            save_text(text, path)
        except OSError as error:
            log.warning("%s: %s", path, error)

    def _show(self) -> None:
        """Tell those who look."""
        self._tell(self.listeners)

    def _tell(self, listeners: set[Callable[[], None]]) -> None:
        """Call everybody, whatever happens to one of them."""
        for listener in list(listeners):
            try:
                listener()
            except Exception:
                log.exception("a page could not be shown")


def last_room(folder: Path, cases: Mapping[str, Case], but: str = "") -> Room | None:
    """Return the room that was kept last of those in which something has happened, but for the one with a code."""
    files = sorted(folder.glob("salle-*.json"), key=lambda path: path.stat().st_mtime, reverse=True)
    for path in files[:20]:
        try:
            if path.stat().st_size <= LARGEST:
                room = known_room(path.read_text("utf-8"), cases)
                if room.begun and room.code != but:
                    return room
        except (OSError, UnicodeDecodeError, RoomFileError):
            continue
    return None


def known_room(text: str, cases: Mapping[str, Case]) -> Room:
    """Read a room of one of these cases.

    Raises
    ------
    RoomFileError
        It is none.
    """
    room = read_room(text)
    if room.own is not None:
        return room
    if room.case not in cases or cases[room.case].scenario.population.number != room.organizations:
        raise RoomFileError(room.case, NO_SUCH_CASE.format(case=room.case[:80]))
    return room


async def beside[T](work: Callable[[], T]) -> T:
    """Do something slow beside the pages, in a thread that nobody waits for when the room closes."""
    loop = asyncio.get_running_loop()
    done: asyncio.Future[T] = loop.create_future()

    def settle(found: T | None, error: BaseException | None) -> None:
        if done.cancelled():
            return
        if error is not None:
            done.set_exception(error)
        else:
            done.set_result(found)  # type: ignore[arg-type]

    def run() -> None:
        found, error = None, None
        try:
            found = work()
        except BaseException as raised:
            error = raised
        with suppress(RuntimeError):  # the room has closed meanwhile
            loop.call_soon_threadsafe(settle, found, error)

    before = threading.stack_size(_STACK)
    try:
        threading.Thread(target=run, daemon=True).start()
    finally:
        threading.stack_size(before)
    return await done
