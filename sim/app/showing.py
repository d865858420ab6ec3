"""Showing of the film of a room's world: played, stopped and wound for all views at once."""

import asyncio
import logging
from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import replace

from sim.app.background import tell
from sim.app.film import SPEEDS, Film
from sim.app.people import MOST_MONTH, RefusedError
from sim.app.reel import Scene, Stop, Why, scene, stops
from sim.app.room import Room
from sim.app.words.refusals import NO_MONTH, NOT_NOW, UNKNOWN
from sim.app.workshop import Workshop

log = logging.getLogger("faire-ensemble")


class Showing:
    """The film of the present room; at the step of the curve, it shows the months that no round has shown.

    Parameters
    ----------
    workshop : Workshop
    """

    def __init__(self, workshop: Workshop) -> None:
        self.workshop = workshop

    @property
    def room(self) -> Room:
        """The room; reopening a file replaces it."""
        return self.workshop.room

    @property
    def film(self) -> Film:
        """The film, beginning after the months of the finished rounds."""
        film, first = self.room.film, self.workshop.month
        return film if film.month >= first else replace(film, month=first)

    @property
    def stops(self) -> list[Stop]:
        """Where the film stops."""
        return stops(self.workshop.course(), self.workshop.month)

    @property
    def stop(self) -> Why | None:
        """Why the film stands still, if it is at one of its stops."""
        film = self.film
        why = [stop.why for stop in self.stops if stop.month == film.month]
        return why[0] if why and not film.playing else None

    @property
    def asking(self) -> bool:
        """Whether the room is asked once more when the group breaks even."""
        return self.workshop.unfolding and self.stop == Why.ASK

    @property
    def scene(self) -> Scene:
        """What the film shows now."""
        return scene(self.workshop.course(), self.film.month)

    @property
    def bets(self) -> dict[int, int]:
        """Number of people by the month that they predicted when asked once more (0: never), in order."""
        bets = Counter(month for identity, month in self.room.film.bets.items() if identity in self.room.people)
        return dict(sorted(bets.items()))

    # acts

    def play(self) -> None:
        """Play the film, or go on."""
        self._change(replace(self.film, playing=True))

    def pause(self) -> None:
        """Stop the film where it is."""
        self._change(self.film.at(self.film.month))

    def skip(self) -> None:
        """Go to the next stop at once."""
        self._change(self.film.skipped([stop.month for stop in self.stops]))

    def finish(self) -> None:
        """Go to the end at once: the whole curve."""
        self._change(self.film.at(self.workshop.case.scenario.months))

    def rewind(self) -> None:
        """Wind the film back to its beginning; what people predicted on the way is asked again."""
        self.workshop.act(lambda room: setattr(room, "film", Film(speed=room.film.speed)))

    def set_speed(self, speed: int) -> None:
        """Choose the speed [month/s]."""
        found = next((each for each in SPEEDS if each == speed), None)
        if found is not None:
            self.workshop.act(lambda room: setattr(room, "film", replace(room.film, speed=found)))

    def forward(self) -> bool:
        """Play the film, or go to its next stop if it plays; tell whether there is any left to show."""
        if not self.workshop.unfolding:
            return False
        if self.film.playing:
            self.skip()
        else:
            self.play()
        return True

    def halt(self) -> bool:
        """Stop the film; tell whether it was playing."""
        playing = self.workshop.unfolding and self.film.playing
        if playing:
            self.pause()
        return playing

    def bet(self, identity: str, month: object) -> None:
        """Record what a person predicts when asked once more (0: never).

        Raises
        ------
        RefusedError
            If nobody is asked now, or the month has been shown.
        """
        if identity not in self.room.people:
            raise RefusedError(UNKNOWN)
        if not self.asking:
            raise RefusedError(NOT_NOW)
        if not isinstance(month, int) or isinstance(month, bool) or not 0 <= month <= MOST_MONTH:
            raise RefusedError(NO_MONTH)
        try:
            film = self.film.with_bet(identity, month)
        except ValueError:
            raise RefusedError(NO_MONTH) from None
        self.workshop.act(lambda room: setattr(room, "film", film))

    def _change(self, film: Film) -> None:
        """Show another state of the film, if it is not over."""
        if self.workshop.unfolding:
            self.workshop.act(lambda room: setattr(room, "film", film))

    # going on

    def tick(self) -> None:
        """Show one month more; a room that has left the film stops it. The disk hears of it where the film stops."""
        if not self.workshop.unfolding:
            self.room.film = self.room.film.at(self.room.film.month)
            return
        self.room.film = self.film.ticked([stop.month for stop in self.stops])
        if self.room.film.playing:
            tell(self.workshop.listeners)
        else:
            self.workshop.changed()

    async def run(self, sleep: Callable[[float], Awaitable[object]] = asyncio.sleep) -> None:
        """Show month after month while the film plays, until cancelled; `sleep` waits for some seconds."""
        changed = asyncio.Event()
        self.workshop.listeners.add(changed.set)
        while True:
            if not self.room.film.playing:
                await changed.wait()
                changed.clear()
                continue
            await sleep(1.0 / self.room.film.speed)
            try:
                if self.room.film.playing:
                    self.tick()
            except Exception:
                log.exception("the film goes on")
                self.room.film = self.room.film.at(self.room.film.month)
