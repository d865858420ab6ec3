"""State of a room and its rules: who has joined, what they chose, what comes next; without page, clock or disk."""

import secrets
from copy import copy
from dataclasses import dataclass, field, replace
from typing import Any, Final, Literal

from sim.app.answers import Answers, Round, counted, majority
from sim.app.debrief import Debrief
from sim.app.efforts import Efforts
from sim.app.film import Film
from sim.app.levers import LeverSettings
from sim.app.names import clean_name, new_code
from sim.app.own_numbers import OwnNumbers
from sim.app.people import MOST_MONTH, MOST_PEOPLE, PER_ADDRESS, Entrance, Person, RefusedError
from sim.app.steps import PLANS, ROUND_MONTHS, ROUNDS, Step
from sim.app.words.refusals import CLOSED, NO_CHOICE, NO_MONTH, NOT_NOW, UNKNOWN

Phase = Literal["open", "closed", "revealed"]
MOST_ROUNDS: Final = 100
_MOST_UNDONE: Final = 50
MOST_SHELVED: Final = 12
_OF_CASE: Final = ("hand", "guesses", "rounds", "levers", "efforts", "film")
_UNDONE: Final = ("case", "organizations", "length", "step", "phase", "own", "debrief", *_OF_CASE)


@dataclass
class Room:
    """A room.

    Attributes
    ----------
    organizations : int
        Number of organizations in the case.
    case : str
        Key of the case.
    code : str
        Four letters that phones enter to join.
    secret : str
        Secret part of the facilitator's link.
    length : int
        One of :data:`sim.app.steps.LENGTHS`.
    step : Step
    phase : str
        Of a round or a vote: open, closed (nobody chooses any more) or revealed.
    people : dict of str to Person
        By the identity of their browser.
    hand : dict of int to bool
        Choices by show of hands, by organization.
    guesses : dict of int to int
        Predictions by show of hands: number of people by month (0: never).
    rounds : list of Round
        Finished rounds.
    levers : LeverSettings
    efforts : Efforts
    own : OwnNumbers or None
        Numbers of the case, if the group entered its own.
    film : Film
        How far the months of its world have been shown.
    shelf : dict of str to Answers
        Answers in other cases, by the key of the case.
    entrance : Entrance
        Who may join.
    debrief : Debrief
    """

    organizations: int
    case: str
    code: str = field(default_factory=new_code)
    secret: str = field(default_factory=lambda: secrets.token_urlsafe(18))
    length: int = 45
    step: Step = Step.WELCOME
    phase: Phase = "open"
    people: dict[str, Person] = field(default_factory=dict)
    hand: dict[int, bool] = field(default_factory=dict)
    guesses: dict[int, int] = field(default_factory=dict)
    rounds: list[Round] = field(default_factory=list)
    levers: LeverSettings = field(default_factory=LeverSettings)
    efforts: Efforts = field(default_factory=Efforts)
    own: OwnNumbers | None = None
    film: Film = field(default_factory=Film)
    shelf: dict[str, Answers] = field(default_factory=dict)
    entrance: Entrance = field(default_factory=Entrance)
    debrief: Debrief = field(default_factory=Debrief)
    _past: list[dict[str, Any]] = field(default_factory=list, repr=False)

    def join(self, identity: str, name: str = "", address: str = "") -> Person:
        """Add a person; a known browser stays the same person, and may change its name."""
        name = clean_name(name)
        known = self.people.get(identity)
        if known is not None:
            self.people[identity] = replace(known, name=name or known.name)
            return self.people[identity]
        self.entrance.check(identity, address, self.people)
        if address:
            self.entrance.addresses[identity] = address
        seats = [0] * self.organizations
        for person in self.people.values():
            seats[person.row] += 1
        self.people[identity] = Person(name, seats.index(min(seats)), None, None)
        return self.people[identity]

    def predict(self, identity: str, month: object) -> None:
        """Record the month in which a person thinks that the group breaks even (0: never)."""
        person = self.known(identity)
        if self.step != Step.PREDICT:
            raise RefusedError(NOT_NOW)
        if not isinstance(month, int) or isinstance(month, bool) or not 0 <= month <= MOST_MONTH:
            raise RefusedError(NO_MONTH)
        self.people[identity] = replace(person, prediction=month)

    def choose(self, identity: str, pools: object) -> None:
        """Record whether a person wants their organization to pool."""
        person = self.known(identity)
        if self.step != Step.ROUND or self.phase != "open":
            raise RefusedError(CLOSED)
        if not isinstance(pools, bool):
            raise RefusedError(NO_CHOICE)
        self.people[identity] = replace(person, choice=pools)

    def known(self, identity: str) -> Person:
        """Return a person who has joined."""
        if identity not in self.people:
            raise RefusedError(UNKNOWN)
        return self.people[identity]

    def rename(self, identity: str, name: object) -> None:
        """Give a person another name, or none."""
        self.people[identity] = replace(self.known(identity), name=clean_name(name))

    def remove(self, *identities: str) -> None:
        """Remove people with their answers; their browsers cannot join again until they are readmitted."""
        for identity in identities:
            if self.people.pop(identity, None) is not None:
                self.entrance.removed.add(identity)
                self.entrance.addresses.pop(identity, None)
                self.debrief.forget(identity)
        self.efforts = self.efforts.among(self.people)

    def readmit(self) -> None:
        """Let everybody who was removed join again."""
        self.entrance.removed.clear()

    def lock(self, locked: bool) -> None:
        """Let nobody else join, or let people join again."""
        self.entrance.locked = locked

    def allow_per_address(self, most: int) -> None:
        """Choose how many people may join from one network address."""
        if most not in PER_ADDRESS:
            raise RefusedError(NOT_NOW)
        self.entrance.per_address = most

    def set_case(self, case: str, organizations: int, own: OwnNumbers | None = None) -> None:
        """Take another case: people stay; answers stay with their case, and are there again when it is taken again."""
        if case == self.case and own in (None, self.own):
            return
        self.remember()
        self._take(case, organizations, own)

    def set_length(self, minutes: int) -> None:
        """Choose the length of the workshop [minutes]."""
        if minutes not in PLANS:
            raise RefusedError(NOT_NOW)
        self.remember()
        self.length = minutes
        if self.step not in self.plan:
            self.step = Step.WELCOME

    @property
    def plan(self) -> tuple[Step, ...]:
        """The steps of this workshop."""
        return PLANS[self.length]

    def next(self) -> None:
        """Go on to the next phase of the round, round or step."""
        self.remember()
        if self.step == Step.ROUND and self.phase == "open":
            self.phase = "closed"
            return
        if self.step == Step.SANCTIONS and self.phase == "open":
            self.phase = "revealed"
            return
        if self.step == Step.REVEAL and len(self.rounds) < ROUNDS[self.length]:
            self._go(Step.ROUND)
            return
        if self.step == Step.ROUND and self.phase == "closed":
            self._reveal()
            return
        self._go(self.plan[min(self.plan.index(self.step) + 1, len(self.plan) - 1)])

    def back(self) -> None:
        """Go one step back; all choices stay. From what a round revealed, back to that round, to play it again."""
        self.remember()
        if self.step == Step.REVEAL and self.rounds:
            self.rounds = self.rounds[:-1]
        self._go(self.plan[max(self.plan.index(self.step) - 1, 0)])

    def go(self, step: Step) -> None:
        """Go to any step of the plan."""
        if step not in self.plan:
            raise RefusedError(NOT_NOW)
        self.remember()
        self._go(step)

    def close(self) -> None:
        """Close the round; phones that have not answered keep their last choice."""
        if self.step != Step.ROUND or self.phase != "open":
            raise RefusedError(NOT_NOW)
        self.remember()
        self.phase = "closed"

    def reveal(self) -> None:
        """Reveal the choices, which ends the round."""
        if self.step != Step.ROUND or self.phase != "closed":
            raise RefusedError(NOT_NOW)
        self.remember()
        self._reveal()

    def raise_hand(self, row: object, pools: object) -> None:
        """Record the choice of an organization by show of hands; None leaves it to its phones or to the model."""
        if self.step != Step.ROUND or self.phase == "revealed":
            raise RefusedError(NOT_NOW)
        if not isinstance(row, int) or not 0 <= row < self.organizations or not isinstance(pools, bool | None):
            raise RefusedError(NO_CHOICE)
        self.remember()
        self.hand = {key: value for key, value in self.hand.items() if key != row}
        if pools is not None:
            self.hand[row] = pools

    def count_guesses(self, month: object, count: object) -> None:
        """Record by show of hands how many people predict a month."""
        if not isinstance(month, int) or not isinstance(count, int):
            raise RefusedError(NO_MONTH)
        if not 0 <= month <= MOST_MONTH or not 0 <= count <= MOST_PEOPLE:
            raise RefusedError(NO_MONTH)
        self.remember()
        self.guesses = {key: value for key, value in self.guesses.items() if key != month}
        if count:
            self.guesses[month] = count

    def move(self, lever: str, value: object) -> None:
        """Move a lever.

        Raises
        ------
        RefusedError
            If the value is not allowed.
        """
        try:
            moved = self.levers.moved(lever, value)
        except (TypeError, ValueError):
            raise RefusedError(NOT_NOW) from None
        if moved != self.levers:
            self.remember()
            self.levers = moved

    def reset_levers(self) -> None:
        """Reset all levers to the values of the case."""
        self.remember()
        self.levers = LeverSettings()

    def undo(self) -> bool:
        """Undo the facilitator's last act, and tell whether there was one; people and their answers stay.

        After a change of case, the answers in the case before are there again.
        """
        if not self._past:
            return False
        past = self._past.pop()
        if past["case"] != self.case:
            self._take(past["case"], past["organizations"], past["own"])
        answered = self.efforts
        vars(self).update(past)
        self.efforts = self.efforts.with_phones_of(answered)
        for place, (identity, person) in enumerate(list(self.people.items())):
            if person.row >= self.organizations:
                self.people[identity] = Person(person.name, place % self.organizations, None, None)
        return True

    @property
    def begun(self) -> bool:
        """Whether the room holds anything worth keeping."""
        given = (self.people, self.rounds, self.hand, self.guesses, self.own, self.debrief.given)
        return any(given) or self.levers != LeverSettings() or self.efforts != Efforts()

    @property
    def month(self) -> int:
        """Last month of the finished rounds; 0 before the first."""
        return self.rounds[-1].first + ROUND_MONTHS - 1 if self.rounds else 0

    @property
    def answered(self) -> int:
        """Number of people who have answered the question of the step."""
        if self.step == Step.PREDICT:
            return sum(person.prediction is not None for person in self.people.values())
        if self.step in (Step.EFFORT, Step.SANCTIONS):
            return len(self.people.keys() & (self.efforts.phones if self.step == Step.EFFORT else self.efforts.votes))
        return sum(person.choice is not None for person in self.people.values())

    @property
    def predictions(self) -> dict[int, int]:
        """Number of people by predicted month (0: never), phones and hands together, in order."""
        return counted(self.guesses, self.people.values())

    @property
    def choices(self) -> list[tuple[int, int, bool]]:
        """Choices of the finished rounds: month, organization, whether it pools."""
        return [(each.first, row, pools) for each in self.rounds for row, pools in sorted(each.choices.items())]

    def standing(self) -> dict[int, bool]:
        """Return whether each organization with people or hands would pool if the round ended now, by row.

        The majority decides; with a tie the organization continues as before.
        """
        return majority(self.rounds[-1].choices if self.rounds else {}, self.people.values(), self.hand)

    def _reveal(self) -> None:
        if len(self.rounds) >= MOST_ROUNDS:
            raise RefusedError(NOT_NOW)
        votes = [person.choice for person in self.people.values() if person.choice is not None]
        self.rounds = [*self.rounds, Round(self.month + 1, self.standing(), sum(votes), len(votes))]
        self.phase, self.step, self.film = "revealed", Step.REVEAL, Film()

    def _take(self, case: str, organizations: int, own: OwnNumbers | None) -> None:
        """Put the answers in this case on the shelf, and take those in another one from it."""
        people = {key: (each.row, each.prediction, each.choice) for key, each in self.people.items()}
        given = {name: getattr(self, name) for name in _OF_CASE}
        left = Answers(self.organizations, self.own, people, **given)
        if left.given:
            self.shelf = dict([*self.shelf.items(), (self.case, left)][-MOST_SHELVED:])
        found = self.shelf.get(case)
        if found is None or found.organizations != organizations:
            found = Answers(organizations, own)
        self.shelf = {key: each for key, each in self.shelf.items() if key != case}
        self.case, self.organizations, self.own = case, organizations, own or found.own
        vars(self).update({name: getattr(found, name) for name in _OF_CASE})
        self.phase = "open"
        for place, (identity, person) in enumerate(list(self.people.items())):
            answer = found.people.get(identity, (place % organizations, None, None))
            self.people[identity] = Person(person.name, *answer)

    def _go(self, step: Step) -> None:
        self.levers = self.levers if step == self.step else self.debrief.put_back(self.case, self.levers)
        self.step, self.phase = step, "open" if step in (Step.ROUND, Step.SANCTIONS) else self.phase

    def remember(self) -> None:
        """Keep what the facilitator's next act may change, so that it can be undone."""
        self._past.append({name: copy(getattr(self, name)) for name in _UNDONE})
        del self._past[:-_MOST_UNDONE]
