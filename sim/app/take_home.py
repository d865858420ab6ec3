"""Page to take home: one file that plays, with the room's case in it; made in the background, offered once it is."""

from __future__ import annotations

import asyncio
import logging
import shlex
import threading
from collections.abc import Sequence
from enum import StrEnum
from functools import partial
from typing import TYPE_CHECKING, Any, Final, Protocol

from sim.app import sentences
from sim.app.background import in_background, tell
from sim.app.cases import SHIPPED, Case
from sim.app.levers import LeverSettings, settings
from sim.app.words import take_home as words
from sim.vocabulary.reasons import reason
from sim.vocabulary.text import Lang, Text, join, same

if TYPE_CHECKING:
    from sim.app.workshop import Workshop

_LONGEST: Final = 300
"""Letters of the longest reason that is shown."""

log = logging.getLogger("faire-ensemble")


class PageMaker(Protocol):
    """What makes pages; it stands above the workshop, which is handed one."""

    def plays(self, case: Case) -> bool:
        """Return whether a case can be played in a page."""

    def prepare(self, case: Case) -> None:
        """Work out what a page holds of a case, and the kernel; the first time, this takes a minute."""

    def left_out(self, case: Case, levers: LeverSettings) -> Sequence[str]:
        """Return the names of the levers that are moved and that a page of the case does not have."""

    def page(self, cases: Sequence[Case], levers: LeverSettings, told: Text, lang: Lang) -> bytes:
        """Return the page of some prepared cases, which opens with the first one, its levers and what is told of it."""


class State(StrEnum):
    """How far the page of a room is."""

    NONE = "none"
    UNABLE = "unable"
    MAKING = "making"
    READY = "ready"
    FAILED = "failed"


class TakeHome:
    """The page that the people of a room take home.

    Parameters
    ----------
    workshop : Workshop
    maker : PageMaker or None
        None if this workshop makes no pages.

    Attributes
    ----------
    failure : Text
        Why a page could not be made; empty while nothing failed.
    """

    def __init__(self, workshop: Workshop, maker: PageMaker | None) -> None:
        self.workshop = workshop
        self.maker = maker
        self.failure = Text("", "")
        self._prepared: set[Case] = set()
        self._failed: set[Case] = set()
        self._made: dict[Lang, tuple[Any, bytes]] = {}
        self._making = threading.Lock()

    @property
    def state(self) -> State:
        """How far the page of the room's case is."""
        case = self.workshop.case
        if self.maker is None:
            return State.NONE
        if not self.maker.plays(case):
            return State.UNABLE
        if case in self._prepared:
            return State.READY
        return State.FAILED if case in self._failed else State.MAKING

    @property
    def ready(self) -> bool:
        """Whether the page can be downloaded."""
        return self.state == State.READY

    @property
    def file(self) -> str:
        """Name of the file that people download."""
        return f"faire-ensemble-{self.workshop.room.code}.html"

    @property
    def command(self) -> str:
        """What one types to have a page of the room's case again."""
        return f"faire-ensemble page {shlex.quote(self.workshop.case.file)}"

    def page(self, lang: Lang) -> bytes:
        """Return the page: the room's case first, with its levers and what the room did, then the shipped cases."""
        assert self.maker is not None
        case, levers = self.workshop.case, self.workshop.room.levers
        others = [each for each in self._shipped if each in self._prepared and each is not case]
        told = self._told()
        key = (case, levers, told, *others)
        with self._making:
            if lang not in self._made or self._made[lang][0] != key:
                self._made[lang] = key, self.maker.page([case, *others], levers, told, lang)
            return self._made[lang][1]

    @property
    def _shipped(self) -> list[Case]:
        """The cases that everybody may have: numbers of other groups, and other files, stay on this computer."""
        return [case for key, case in self.workshop.cases.items() if key in SHIPPED and case.own is None]

    def _told(self) -> Text:
        """Say what the room did, and with which levers; no person is named."""
        workshop = self.workshop
        code = same(workshop.room.code)
        told = [words.IN_THE_ROOM.format(code=code, what=sentences.group_sentence(workshop.course()))]
        moved = [label for label, is_moved in settings(workshop.case.scenario, workshop.room.levers) if is_moved]
        if moved:
            told += [words.WITH_LEVERS.format(levers=join(moved, " · ")), *self.left_out()]
        return join(told, " ")

    def left_out(self) -> list[Text]:
        """Say which levers of the room the page does not have; nothing if it has all."""
        room, maker = self.workshop.room, self.maker
        names = maker.left_out(self.workshop.case, room.levers) if maker is not None else ()
        if not names:
            return []
        alone = LeverSettings()
        for name in names:
            alone = alone.moved(name, getattr(room.levers, name))
        moved = [label for label, is_moved in settings(self.workshop.case.scenario, alone) if is_moved]
        return [words.LEFT_OUT.format(levers=join(moved, " · "))]

    def again(self) -> list[Text]:
        """Say how to play again once the laptop of the workshop is gone; nothing where there is no page."""
        if self.maker is None or not self.maker.plays(self.workshop.case):
            return []
        have = words.TO_HAVE.format(command=same(self.command))
        return [words.TO_PLAY.format(file=same(self.file)), have] if self.ready else [have]

    async def run(self) -> None:
        """Prepare the cases one by one, that of the room first, once the workshop is warm, until cancelled."""
        if self.maker is None:
            return
        await self.workshop.warmed.wait()
        changed = asyncio.Event()
        self.workshop.listeners.add(changed.set)
        while True:
            changed.clear()
            case = self._next()
            if case is None:
                await changed.wait()
                continue
            try:
                await in_background(partial(self.maker.prepare, case))
                self._prepared.add(case)
            except Exception as error:
                log.exception("there is no page to take home")
                self._failed.add(case)
                self.failure = _reason(error)
            if case is self.workshop.case:
                tell(self.workshop.listeners)

    def _next(self) -> Case | None:
        """Return the case to prepare next: that of the room, or else a shipped one."""
        for case in (self.workshop.case, *self._shipped):
            if case not in self._prepared | self._failed and self.maker is not None and self.maker.plays(case):
                return case
        return None


def _reason(error: Exception) -> Text:
    """Return why something failed, in one line."""
    if isinstance(error, OSError):
        return reason(error)
    last = str(error).strip().splitlines() or [type(error).__name__]
    return same(last[-1][:_LONGEST])
