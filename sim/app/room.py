"""State of a room, and its rules: who has joined, what they chose, what comes next; no page, no clock, no disk."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Final, Literal

from sim.app.levers import LeverSettings
from sim.app.names import clean_name
from sim.app.steps import PLANS, ROUND_MONTHS, ROUNDS, Step
from sim.vocabulary.text import Text

if TYPE_CHECKING:
    from sim.app.own_numbers import OwnNumbers

Phase = Literal["open", "closed", "revealed"]

MOST_PEOPLE: Final = 200
MOST_MONTH: Final = 600
_MOST_UNDONE: Final = 50
_LETTERS: Final = "ABCDEFGHJKLMNPQRSTUVWXYZ"
"""Letters of a code: no I and no O, which look like digits."""

CLOSED: Final = Text("The round is closed. Wait for the next one.", "Le tour est fermé. Attendez le prochain.")
UNKNOWN: Final = Text("Join the room first.", "Rejoignez d'abord la salle.")
FULL: Final = Text("The room is full.", "La salle est pleine.")
NOT_NOW: Final = Text("Not now.", "Pas maintenant.")
NO_MONTH: Final = Text("Choose a month, or never.", "Choisissez un mois, ou jamais.")
NO_CHOICE: Final = Text("Choose one of the two.", "Choisissez l'un des deux.")


class RefusedError(Exception):
    """What somebody asked for is not possible now; `words` says why, kindly."""

    def __init__(self, words: Text) -> None:
        super().__init__(words.en)
        self.words = words


@dataclass(frozen=True)
class Person:
    """Somebody with a phone.

    Attributes
    ----------
    name : str
        As they gave it, empty for none.
    row : int
        The organization they decide for.
    prediction : int or None
        Month of break-even, 0 for never, None before they answered.
    choice : bool or None
        Whether their organization pools; None before they chose.
    """

    name: str
    row: int
    prediction: int | None = None
    choice: bool | None = None


@dataclass(frozen=True)
class Round:
    """A round that is over: its first month, and what each organization with people does from then on."""

    first: int
    choices: dict[int, bool]


@dataclass
class Room:
    """A room.

    Attributes
    ----------
    organizations : int
        How many the case has.
    case : str
        Key of the case.
    code : str
        Four letters with which phones join.
    secret : str
        What makes a link the facilitator's.
    length : int
        One of :data:`sim.app.steps.LENGTHS`.
    step : Step
    phase : str
        Of a round: open, closed (nobody chooses any more) or revealed.
    people : dict of str to Person
        By the identity of their browser.
    hand : dict of int to bool
        Choices that the facilitator types in, by organization.
    guesses : dict of int to int
        Predictions that the facilitator types in: how many say which month (0: never).
    rounds : list of Round
        Those that are over.
    levers : LeverSettings
    own : OwnNumbers or None
        What the case was made of, where it is one's own numbers.
    """

    organizations: int
    case: str
    code: str = field(default_factory=lambda: "".join(secrets.choice(_LETTERS) for _ in range(4)))
    secret: str = field(default_factory=lambda: secrets.token_urlsafe(18))
    length: int = 45
    step: Step = Step.WELCOME
    phase: Phase = "open"
    people: dict[str, Person] = field(default_factory=dict)
    hand: dict[int, bool] = field(default_factory=dict)
    guesses: dict[int, int] = field(default_factory=dict)
    rounds: list[Round] = field(default_factory=list)
    levers: LeverSettings = field(default_factory=LeverSettings)
    own: OwnNumbers | None = None
    _past: list[tuple[Any, ...]] = field(default_factory=list, repr=False)

    # what people do

    def join(self, identity: str, name: str = "") -> Person:
        """Let somebody in; who comes back is the same person, perhaps with another name."""
        name = clean_name(name)
        known = self.people.get(identity)
        if known is not None:
            self.people[identity] = replace(known, name=name or known.name)
            return self.people[identity]
        if len(self.people) >= MOST_PEOPLE:
            raise RefusedError(FULL)
        seats = [0] * self.organizations
        for person in self.people.values():
            seats[person.row] += 1
        self.people[identity] = Person(name, seats.index(min(seats)))
        return self.people[identity]

    def predict(self, identity: str, month: object) -> None:
        """Note when somebody thinks that the group breaks even (0: never)."""
        person = self._known(identity)
        if self.step != Step.PREDICT:
            raise RefusedError(NOT_NOW)
        if not isinstance(month, int) or isinstance(month, bool) or not 0 <= month <= MOST_MONTH:
            raise RefusedError(NO_MONTH)
        self.people[identity] = replace(person, prediction=month)

    def choose(self, identity: str, pools: object) -> None:
        """Note what somebody wants their organization to do."""
        person = self._known(identity)
        if self.step != Step.ROUND or self.phase != "open":
            raise RefusedError(CLOSED)
        if not isinstance(pools, bool):
            raise RefusedError(NO_CHOICE)
        self.people[identity] = replace(person, choice=pools)

    def _known(self, identity: str) -> Person:
        """Return somebody who has joined."""
        if identity not in self.people:
            raise RefusedError(UNKNOWN)
        return self.people[identity]

    # what the facilitator does

    def set_case(self, case: str, organizations: int, own: OwnNumbers | None = None) -> None:
        """Begin another case: nothing chosen so far is about it, but who is here stays."""
        self._remember()
        self.case, self.organizations, self.own = case, organizations, own
        self.rounds, self.hand, self.guesses, self.levers = [], {}, {}, LeverSettings()
        self.phase = "open"
        for place, (identity, person) in enumerate(list(self.people.items())):
            self.people[identity] = Person(person.name, place % organizations)

    def set_length(self, minutes: int) -> None:
        """Choose how long the workshop is."""
        if minutes not in PLANS:
            raise RefusedError(NOT_NOW)
        self._remember()
        self.length = minutes
        if self.step not in self.plan:
            self.step = Step.WELCOME

    @property
    def plan(self) -> tuple[Step, ...]:
        """The steps of this workshop."""
        return PLANS[self.length]

    def next(self) -> None:
        """Go on: through the phases of a round, the rounds, the steps."""
        self._remember()
        if self.step == Step.ROUND and self.phase == "open":
            self._close()
            return
        if self.step == Step.REVEAL and len(self.rounds) < ROUNDS[self.length]:
            self._go(Step.ROUND)
            return
        if self.step == Step.ROUND and self.phase == "closed":
            self._reveal()
            return
        self._go(self.plan[min(self.plan.index(self.step) + 1, len(self.plan) - 1)])

    def back(self) -> None:
        """Go a step back; what was chosen stays chosen."""
        self._remember()
        self._go(self.plan[max(self.plan.index(self.step) - 1, 0)])

    def go(self, step: Step) -> None:
        """Go to any step of the plan."""
        if step not in self.plan:
            raise RefusedError(NOT_NOW)
        self._remember()
        self._go(step)

    def close(self) -> None:
        """Close the round: late phones keep their last choice."""
        if self.step != Step.ROUND or self.phase != "open":
            raise RefusedError(NOT_NOW)
        self._remember()
        self._close()

    def reveal(self) -> None:
        """Show what was chosen; from here on the round is over."""
        if self.step != Step.ROUND or self.phase != "closed":
            raise RefusedError(NOT_NOW)
        self._remember()
        self._reveal()

    def raise_hand(self, row: object, pools: object) -> None:
        """Type in what an organization chose by show of hands; None leaves it to its phones, or to the model."""
        if self.step != Step.ROUND or self.phase == "revealed":
            raise RefusedError(NOT_NOW)
        if not isinstance(row, int) or not 0 <= row < self.organizations or not isinstance(pools, bool | None):
            raise RefusedError(NO_CHOICE)
        self._remember()
        self.hand = {key: value for key, value in self.hand.items() if key != row}
        if pools is not None:
            self.hand[row] = pools

    def count_guesses(self, month: object, count: object) -> None:
        """Type in how many say a month by show of hands."""
        if (
            not isinstance(month, int)
            or not 0 <= month <= MOST_MONTH
            or not isinstance(count, int)
            or not 0 <= count <= MOST_PEOPLE
        ):
            raise RefusedError(NO_MONTH)
        self._remember()
        self.guesses = {key: value for key, value in self.guesses.items() if key != month}
        if count:
            self.guesses[month] = count

    def move(self, lever: str, value: object) -> None:
        """Move a lever.

        Raises
        ------
        RefusedError
            It cannot stand there.
        """
        try:
            moved = self.levers.moved(lever, value)
        except (TypeError, ValueError):
            raise RefusedError(NOT_NOW) from None
        if moved != self.levers:
            self._remember()
            self.levers = moved

    def reset_levers(self) -> None:
        """Put all levers where the case has them."""
        self._remember()
        self.levers = LeverSettings()

    def undo(self) -> bool:
        """Take back the facilitator's last act, and tell whether there was one; people and their answers stay."""
        if not self._past:
            return False
        before = self._past.pop()
        self.case, self.organizations, self.length, self.step, self.phase, self.levers = before[:6]
        self.hand, self.guesses, self.rounds, self.own = dict(before[6]), dict(before[7]), list(before[8]), before[9]
        for place, (identity, person) in enumerate(list(self.people.items())):
            if person.row >= self.organizations:
                self.people[identity] = Person(person.name, place % self.organizations)
        return True

    # what is known

    @property
    def begun(self) -> bool:
        """Whether anything has happened that somebody would miss."""
        return bool(
            self.people or self.rounds or self.hand or self.guesses or self.own or self.levers != LeverSettings()
        )

    @property
    def month(self) -> int:
        """Last month that has been played in the rounds; 0 before the first."""
        return self.rounds[-1].first + ROUND_MONTHS - 1 if self.rounds else 0

    @property
    def answered(self) -> int:
        """How many have predicted, or chosen in the round, as the step asks."""
        if self.step == Step.PREDICT:
            return sum(person.prediction is not None for person in self.people.values())
        return sum(person.choice is not None for person in self.people.values())

    @property
    def predictions(self) -> dict[int, int]:
        """How many say which month (0: never), phones and hands together, in order."""
        found = dict(self.guesses)
        for person in self.people.values():
            if person.prediction is not None:
                found[person.prediction] = found.get(person.prediction, 0) + 1
        return dict(sorted(found.items()))

    @property
    def choices(self) -> list[tuple[int, int, bool]]:
        """What is prescribed by the rounds that are over: month, organization, whether it pools."""
        return [(each.first, row, pools) for each in self.rounds for row, pools in sorted(each.choices.items())]

    def standing(self) -> dict[int, bool]:
        """Return what organizations with people or hands would do if the round ended now: the majority, by row.

        Where half of them want each, the organization goes on as before.
        """
        before = self.rounds[-1].choices if self.rounds else {}
        votes: dict[int, int] = {}
        for person in self.people.values():
            if person.choice is not None:
                votes[person.row] = votes.get(person.row, 0) + (1 if person.choice else -1)
        found = dict(before)
        found |= {row: before.get(row, False) if balance == 0 else balance > 0 for row, balance in votes.items()}
        return dict(sorted((found | self.hand).items()))

    def _close(self) -> None:
        self.phase = "closed"

    def _reveal(self) -> None:
        self.rounds = [*self.rounds, Round(self.month + 1, self.standing())]
        self.phase = "revealed"
        self.step = Step.REVEAL

    def _go(self, step: Step) -> None:
        if step == Step.ROUND:
            self.phase = "open"
        self.step = step

    def _remember(self) -> None:
        state = (self.case, self.organizations, self.length, self.step, self.phase, self.levers)
        self._past.append((*state, dict(self.hand), dict(self.guesses), list(self.rounds), self.own))
        del self._past[:-_MOST_UNDONE]
