"""Rehearsal: a room with pretend people, for a facilitator alone; it is never saved."""

import math
import random
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from typing import Final

from sim.app.bets import WAYS
from sim.app.cases import Bill
from sim.app.debrief_acts import say
from sim.app.efforts import EFFORTS, choose_effort, vote
from sim.app.people import Person
from sim.app.room import Room
from sim.app.steps import Step
from sim.app.words.debrief import SUGGESTIONS

PEOPLE: Final = 24
"""Number of pretend people."""
_NAMES: Final = (
    *("Ana", "Benoît", "Chloé", "David", "Émilie", "Félix", "Gabrielle", "Hugo", "Inès", "Joël", "Karine", "Louis"),
    *("Maude", "Nadia", "Olivier", "Pascale", "Quentin", "Rosalie", "Samuel", "Thuy", "Ulysse", "Valérie", "Xavier"),
    *("Yasmine",),
)
_MARK: Final = "{name} (test)"
_LATE: Final = 8
"""Of so many people, one never answers, as in a real room."""
_NEVER: Final = 0.15
_MIDDLE: Final = (math.log(18.0), 0.5)
"""Logarithm of the month that people predict: its mean and standard deviation; an assumption."""
_STAYS: Final = 0.7
"""Chance that a person repeats the choice of the round before."""


@dataclass(eq=False)
class Rehearsal:
    """A rehearsal: the room that it leaves alone, and one with pretend people in its place.

    Attributes
    ----------
    real : Room
        The room to return to.
    room : Room
        The room of the rehearsal, of the same case and with the same links.
    """

    real: Room
    room: Room = field(init=False)
    _done: set[tuple[str, str]] = field(default_factory=set, repr=False)

    def __post_init__(self) -> None:
        """Make the room."""
        real = self.real
        self.room = Room(
            real.organizations, real.case, real.code, real.secret, real.length, own=real.own, shelf=dict(real.shelf)
        )

    def next_act(self, bills: list[Bill], months: int) -> Callable[[Room], object] | None:
        """Return what one pretend person does next; None while all have done what they will.

        Parameters
        ----------
        bills : list of Bill
            Of the organizations of the case.
        months : int
            Months that the case simulates.
        """
        room = self.room
        bet = room.debrief.open_bet(room.case)
        question = f"{room.case} {room.step} {len(room.rounds)} {bet and (bet.move, bet.before)}"
        if room.step == Step.ROUND and room.phase != "open":
            return None
        for place in self._order(question):
            identity = f"pretend-{place}"
            person = room.people.get(identity)
            if person is None and room.step != Step.WELCOME:
                return partial(Room.join, identity=identity, name=_MARK.format(name=_NAMES[place % len(_NAMES)]))
            if person is None or place % _LATE == _LATE - 1 or (identity, question) in self._done:
                continue
            chance = random.Random(f"{identity} {question}")
            act = self._answer(identity, person, chance, bills, months)
            if act is not None:
                self._done.add((identity, question))
                return act
        return None

    def _answer(
        self, identity: str, person: Person, chance: random.Random, bills: list[Bill], months: int
    ) -> Callable[[Room], object] | None:
        """Return how a person answers the question of the step; None where there is none."""
        room = self.room
        if room.step == Step.PREDICT:
            return partial(Room.predict, identity=identity, month=_month(chance, months))
        if room.step == Step.ROUND:
            return partial(Room.choose, identity=identity, pools=_pools(chance, person, bills[person.row]))
        if room.step == Step.LEVERS and room.debrief.open_bet(room.case) is not None:
            way = chance.choice(WAYS)
            return partial(say, identity=identity, step=room.step, what=lambda said: said.bet(room.case, identity, way))
        if room.step == Step.EFFORT:
            return partial(choose_effort, identity=identity, effort=chance.choice(EFFORTS))
        if room.step == Step.SANCTIONS and room.phase == "open":
            return partial(vote, identity=identity, checks=chance.random() < 0.5)
        if room.step == Step.CONDITIONS:
            no = chance.choice(SUGGESTIONS).fr  # the wall has it in the language of each page
            return partial(say, identity=identity, step=room.step, what=lambda said: said.add_condition(identity, no))
        return None

    def _order(self, question: str) -> list[int]:
        """Return in which order people answer a question."""
        return random.Random(question).sample(range(PEOPLE), PEOPLE)


def _month(chance: random.Random, months: int) -> int:
    """Draw a predicted month, mostly a round one; 0 stands for never."""
    if chance.random() < _NEVER:
        return 0
    drawn = math.exp(chance.gauss(*_MIDDLE))
    step = chance.choice((1, 3, 6, 6))
    return min(months, max(1, round(drawn / step) * step))


def _pools(chance: random.Random, person: Person, bill: Bill) -> bool:
    """Draw a choice: the more an organization would save once the service runs well, the likelier it pools."""
    if person.choice is not None and chance.random() < _STAYS:
        return person.choice
    saved = (bill.alone - bill.later) / bill.alone if bill.alone > 0.0 else 0.0
    return chance.random() < min(0.9, max(0.1, 0.5 + saved))
