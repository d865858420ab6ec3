"""Workshop: a room, the courses of its worlds and the pages that show it; every change is saved and shown."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from functools import partial
from pathlib import Path
from typing import Final

from sim.app.background import Bursts, in_background, tell
from sim.app.cases import Case
from sim.app.effort_world import first_month
from sim.app.levers import LeverSettings
from sim.app.own_case import OwnCases
from sim.app.own_numbers import OWN, OwnNumbers
from sim.app.rehearsal import Rehearsal
from sim.app.results_of_room import Key, ResultsOfRoom
from sim.app.room import Room
from sim.app.room_file import NOT_WRITTEN, UNUSABLE, RoomFileError, save_text, write_room
from sim.app.saved_rooms import known_room
from sim.app.saving import Saving
from sim.app.steps import AFTER_CURVE, Step
from sim.app.story import Story, told
from sim.app.take_home import PageMaker, TakeHome
from sim.app.world import simulate
from sim.compilation.cache import mark_warm
from sim.errors import SimError
from sim.files import path_inside
from sim.vocabulary.reasons import reason
from sim.vocabulary.text import Text

_PAUSES: Final = (1.0, 4.0, 16.0)  # seconds before each new try to warm up
_PATIENCE: Final = 1.0
"""Time after which the facilitator is told that a computation is running [s]."""
_BETWEEN: Final = 0.05
"""Least time between two showings of what people do [s]: forty votes at once are shown as one change."""

log = logging.getLogger("faire-ensemble")


class Workshop(ResultsOfRoom):
    """A room and the pages that show it.

    Parameters
    ----------
    cases : sequence of Case
        Cases on offer; the room begins with the first.
    folder : Path
        Folder of the room files.
    room : Room, optional
        Room to continue; a new one by default.
    maker : PageMaker, optional
        Makes the page that people take home; without one, there is none.

    Attributes
    ----------
    take_home : TakeHome
        That page.
    warmed : asyncio.Event
        Set once what is slow has been loaded and compiled, or could not be.
    saving : Saving
        Saves the room after every change.
    story : Story or None
        Story of the first minute, once it has been played.
    rehearsal : Rehearsal or None
        The rehearsal that takes the place of the room; it is not saved, and the room is as it was when it ends.
    """

    def __init__(
        self, cases: list[Case], folder: Path, room: Room | None = None, maker: PageMaker | None = None
    ) -> None:
        super().__init__(cases, OwnCases(folder / OWN), room)
        self.take_home = TakeHome(self, maker)
        self.warmed = asyncio.Event()
        self.folder = folder
        self.rehearsal: Rehearsal | None = None
        self.listeners: set[Callable[[], None]] = set()
        self.waiters: set[Callable[[], None]] = set()
        self.saving = Saving(self._text, lambda text, path: save_text(text, path))
        self.story: Story | None = None
        self._wanted = asyncio.Event()
        self._held_back = False
        self._showing = Bursts(lambda: tell(self.listeners), _BETWEEN)

    def _text(self) -> tuple[str, Path]:
        """Return the text of the room's file and its path; names are kept for as long as people may come back."""
        room = self.room if self.rehearsal is None else self.rehearsal.real
        return write_room(room, names=room.step != Step.HOME), self.path

    @property
    def title(self) -> Text:
        """Title of the case: a neutral one until its curve has been shown, since it may tell how the case ends."""
        shown = self.room.step in AFTER_CURVE and not self.unfolding
        return self.case.scenario.title if shown else self.case.neutral_title

    @property
    def path(self) -> Path:
        """Path of the room's file."""
        return path_inside(self.folder, f"salle-{self.room.code}.json")

    @property
    def unfolding(self) -> bool:
        """Whether the months of the curve are still being shown one by one."""
        shown = max(self.room.film.month, self.month)
        return self.room.step == Step.CURVE and shown < self.case.scenario.months

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
        self._held_back = bool(self._missing())
        if not self._held_back:
            self._showing.changed()

    def use_own(self, numbers: OwnNumbers) -> Case:
        """Save the group's own numbers as a case, and choose that case."""
        case = self.own.take(numbers)
        self.act(lambda room: room.set_case(case.key, case.scenario.population.number, numbers))
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
                room.case = self.own.take(room.own).key
            except OSError as error:
                raise RoomFileError(str(error), NOT_WRITTEN.format(reason=reason(error))) from error
            except (SimError, ArithmeticError, ValueError) as error:
                raise RoomFileError(str(error), UNUSABLE) from error
        room.secret = self.room.secret
        self.room, self.rehearsal = room, None
        self.changed()

    def rehearse(self) -> None:
        """Play with pretend people in place of the room."""
        if self.rehearsal is None:
            self.rehearsal = Rehearsal(self.room)
            self.room = self.rehearsal.room
            self.changed()

    def end_rehearsal(self) -> None:
        """Return to the room, which is as it was."""
        if self.rehearsal is not None:
            self.room, self.rehearsal = self.rehearsal.real, None
            self.changed()

    # going on

    def warm(self) -> None:
        """Load and compile what is slow before somebody waits for it."""
        for case in list(self.cases.values()):
            _ = case.bills
        simulate(self.case.scenario, replications=1)
        first_month(self.case, {})
        self.case.is_fair(LeverSettings())
        self.case.best_members(LeverSettings())
        mark_warm()

    async def run(self) -> None:
        """Save the room, compute missing results and show them, until cancelled; a burst of changes is handled as one.

        Saving never blocks on computation or compilation: choices of people are on the disk at once.
        """
        lasting = (self._logged(self._warm()), self.saving.run(), self._compute_missing(), self.take_home.run())
        tasks = [asyncio.create_task(each) for each in lasting]
        try:
            await asyncio.gather(*tasks)
        finally:
            for task in tasks:
                task.cancel()

    async def _warm(self) -> None:
        """Have the story told, then warm up; where files cannot be opened, try again after a while.

        Files cannot be opened when all descriptors are taken.
        """
        try:
            for pause in (*_PAUSES, None):
                try:
                    self.story = await in_background(told)
                    tell(self.listeners)
                    return await in_background(self.warm)
                except (OSError, ImportError):
                    if pause is None:
                        raise
                    await asyncio.sleep(pause)
        finally:
            self.warmed.set()

    async def _compute_missing(self) -> None:
        """Compute the missing results of the step, and show them."""
        while True:
            await self._wanted.wait()
            self._wanted.clear()
            for key in self._missing():
                await self._logged(self._compute(key))
            if self._held_back:  # also where a page that was just loaded has computed all of it
                self._held_back = False
                tell(self.listeners)
            later = self._missing_later()
            while later and not self._wanted.is_set():  # what a step waits for comes first
                await self._logged(in_background(partial(self._result_of, later.pop(0))))
                if not later:
                    tell(self.listeners)
            await asyncio.sleep(0)

    async def _logged(self, work: Awaitable[object]) -> None:
        """Wait for some work; log its failure, and continue."""
        try:
            await work
        except Exception:
            log.exception("the workshop goes on")

    async def _compute(self, key: Key) -> None:
        """Compute a result, and tell the waiters if that takes long."""
        work = asyncio.ensure_future(in_background(partial(self._result_of, key)))
        done, _ = await asyncio.wait({work}, timeout=_PATIENCE)
        if not done:
            tell(self.waiters)
        await work

    def keep(self) -> None:
        """Save the room now; a full disk does not stop the workshop."""
        self.saving.now()
