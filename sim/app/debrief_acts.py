"""Acts of a debrief in a room: those of people, and those of the facilitator, which can be undone."""

from collections.abc import Callable
from copy import copy

from sim.app.debrief import Debrief
from sim.app.people import RefusedError
from sim.app.room import Room
from sim.app.steps import Step
from sim.app.words.refusals import NOT_NOW


def say(room: Room, identity: str, step: Step, what: Callable[[Debrief], object]) -> None:
    """Let a person say something in the debrief, at the step that asks for it.

    Raises
    ------
    RefusedError
        If the person has not joined, or the step is another one, or the debrief refuses it.
    """
    room.known(identity)
    if room.step != step:
        raise RefusedError(NOT_NOW)
    what(room.debrief)


def note(room: Room, what: Callable[[Debrief], object]) -> None:
    """Change the debrief as the facilitator.

    Raises
    ------
    RefusedError
        If the debrief refuses it.
    """
    changed = copy(room.debrief)
    what(changed)
    room.remember()
    room.debrief = changed


def open_bet(room: Room, move: object) -> None:
    """Open a bet on moving a lever; the lever of the bet before goes back, so that each bet is on one lever alone.

    Raises
    ------
    RefusedError
        If the debrief refuses it.
    """
    levers = room.debrief.put_back(room.case, room.levers)
    note(room, lambda debrief: debrief.ask(room.case, room.organizations, levers, move))
    room.levers = levers


def move_lever(room: Room, before: int, after: int) -> None:
    """Move the lever on which the room has bet, and record the month of break-even before and after."""
    note(room, lambda debrief: debrief.settle(room.case, before, after))
    room.levers = room.debrief.bets[-1].after
