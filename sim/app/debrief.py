"""Debrief of a room: bets on levers, conditions of a no, first steps, and what the facilitator hides of them."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Annotated, Final

from pydantic import Field

from sim.app.bets import MOVES, WAYS, Bet, Way, moved
from sim.app.gist import SUGGESTED, gist, key_of
from sim.app.levers import LeverSettings
from sim.app.names import Key, clean_name
from sim.app.people import MOST_PEOPLE, RefusedError
from sim.app.words import debrief as words
from sim.vocabulary.text import Text, same

LONGEST: Final = 140
"""Letters of the longest condition or first step."""
MOST_CONDITIONS: Final = 3
"""Most conditions of a person."""
MOST_NOTED: Final = 60
"""Most conditions, or first steps, that the facilitator notes for the room."""
MOST_BETS: Final = 30
NOTED: Final = "-"
"""Stands for a person where the facilitator notes what somebody said aloud."""
FIRST_DAY, LAST_DAY = date(2000, 1, 1), date(2099, 12, 31)


@dataclass(frozen=True)
class FirstStep:
    """A first step: what somebody will do, who, and by when. Its name is kept, since it is a commitment."""

    what: Annotated[str, Field(min_length=1, max_length=LONGEST)]
    who: Annotated[str, Field(min_length=1, max_length=LONGEST)]
    by: Annotated[date, Field(ge=FIRST_DAY, le=LAST_DAY)]


@dataclass(frozen=True)
class Condition:
    """A condition that people said: the key of those that say the same, its words, how many, whether it is hidden."""

    key: str
    words: Text
    count: int
    hidden: bool


@dataclass(frozen=True)
class Promise:
    """First steps that say the same: their key, the words of the first, who and by when, whether they are hidden."""

    key: str
    what: str
    people: tuple[tuple[str, date], ...]
    hidden: bool


_MOST_KEYS: Final = 1000
"""Most people of whom something is kept: those of today, and those of an earlier session of the room."""
Conditions = Annotated[
    tuple[Annotated[str, Field(min_length=1, max_length=LONGEST)], ...], Field(max_length=MOST_NOTED)
]
FirstSteps = Annotated[tuple[FirstStep, ...], Field(max_length=MOST_NOTED)]


@dataclass
class Debrief:
    """Debrief of a room.

    Copies share what people say: undoing an act of the facilitator loses none of it.

    Attributes
    ----------
    bets : tuple of Bet
        The last one may be open.
    hidden : frozenset of str
        Keys of the conditions and first steps that are not shown.
    conditions : dict of str to tuple of str
        Conditions under which people would say no, by the identity of their browser.
    steps : dict of str to tuple of FirstStep
    """

    bets: Annotated[tuple[Bet, ...], Field(max_length=MOST_BETS)] = ()
    hidden: frozenset[Annotated[str, Field(max_length=1000)]] = frozenset()
    conditions: Annotated[dict[Key, Conditions], Field(max_length=_MOST_KEYS)] = field(default_factory=dict)
    steps: Annotated[dict[Key, FirstSteps], Field(max_length=_MOST_KEYS)] = field(default_factory=dict)

    @property
    def given(self) -> bool:
        """Whether there is anything to keep."""
        return bool(self.bets or self.conditions or self.steps)

    @property
    def stage(self) -> tuple[int, bool]:
        """How far the bets are: how many there were, and whether the last one is open."""
        return len(self.bets), bool(self.bets) and self.bets[-1].moments is None

    # bets

    def last_bet(self, case: str) -> Bet | None:
        """Return the last bet, if it is one on a case."""
        return self.bets[-1] if self.bets and self.bets[-1].case == case else None

    def open_bet(self, case: str) -> Bet | None:
        """Return the bet on a case that is open."""
        bet = self.last_bet(case)
        return bet if bet is not None and bet.moments is None else None

    def ask(self, case: str, organizations: int, levers: LeverSettings, move: object) -> None:
        """Open a bet on moving a lever; one that was open is dropped."""
        bets = self.bets[:-1] if self.stage[1] else self.bets
        known = next((each for each in MOVES if each == move), None)
        if known is None or len(bets) >= MOST_BETS:
            raise RefusedError(words.NO_LEVER)
        after = moved(levers, known, organizations)
        if after == levers:
            raise RefusedError(words.ALREADY_THERE)
        self.bets = (*bets, Bet(case, known, levers, after))

    def bet(self, case: str, identity: str, way: object) -> None:
        """Record what a person bets."""
        bet = self.open_bet(case)
        if bet is None:
            raise RefusedError(words.NO_BET)
        bet.said[identity] = way_of(way)

    def count_hands(self, case: str, way: object, count: object) -> None:
        """Record how many hands there were for an answer."""
        bet = self.open_bet(case)
        if bet is None:
            raise RefusedError(words.NO_BET)
        if not isinstance(count, int) or not 0 <= count <= MOST_PEOPLE:
            raise RefusedError(words.NO_WAY)
        hands = {key: n for key, n in {**bet.hands, way_of(way): count}.items() if n}
        self.bets = (*self.bets[:-1], replace(bet, hands=hands))

    def settle(self, case: str, before: int, after: int) -> None:
        """Record the month of break-even before and after the lever was moved, which ends the bet."""
        bet = self.open_bet(case)
        if bet is None:
            raise RefusedError(words.NO_BET)
        self.bets = (*self.bets[:-1], replace(bet, moments=(before, after)))

    def put_back(self, case: str, levers: LeverSettings) -> LeverSettings:
        """Return the levers as they were before the last bet on a case, if nobody has touched them since.

        Examples
        --------
        >>> settled = Bet("case", "setup", LeverSettings(), LeverSettings(setup=2.0), (35, 43))
        >>> Debrief((settled,)).put_back("case", LeverSettings(setup=2.0)) == LeverSettings()
        True
        >>> Debrief((settled,)).put_back("case", LeverSettings(setup=2.0, subsidy=0.5)).subsidy
        0.5
        """
        bet = self.last_bet(case)
        return bet.before if bet is not None and bet.moments is not None and bet.after == levers else levers

    # conditions and first steps

    def add_condition(self, identity: str, said: object) -> None:
        """Add a condition under which a person would say no; one that they have said already is not added."""
        text = clean_name(said, LONGEST)
        mine = self.conditions.get(identity, ())
        if not text:
            raise RefusedError(words.NOTHING_SAID)
        if key_of(text) in map(key_of, mine):
            return
        most = MOST_NOTED if identity == NOTED else MOST_CONDITIONS
        if len(mine) >= most or (not mine and len(self.conditions) >= _MOST_KEYS):
            raise RefusedError(words.ENOUGH.format(n=most))
        self.conditions[identity] = (*mine, text)

    def withdraw(self, identity: str, said: str) -> None:
        """Remove one of the conditions of a person."""
        left = tuple(each for each in self.conditions.get(identity, ()) if each != said)
        self.conditions.pop(identity, None)
        if left:
            self.conditions[identity] = left

    def promise(self, identity: str, what: object, who: object, by: object) -> None:
        """Record the first step of a person, in place of an earlier one; the facilitator notes several."""
        step = FirstStep(clean_name(what, LONGEST), clean_name(who), day_of(by))
        if not (step.what and step.who):
            raise RefusedError(words.INCOMPLETE)
        mine = self.steps.get(identity, ()) if identity == NOTED else ()
        if len(mine) >= MOST_NOTED or (identity not in self.steps and len(self.steps) >= _MOST_KEYS):
            raise RefusedError(words.ENOUGH.format(n=MOST_NOTED))
        self.steps[identity] = (*mine, step)

    def hide(self, key: str, hidden: bool) -> None:
        """Hide the conditions or first steps of a key from the room, or show them again."""
        self.hidden = self.hidden | {key} if hidden else self.hidden - {key}

    def forget(self, identity: str) -> None:
        """Remove all that a person said."""
        self.conditions.pop(identity, None)
        self.steps.pop(identity, None)
        for bet in self.bets:
            bet.said.pop(identity, None)

    @property
    def walls(self) -> tuple[list[Condition], list[Promise]]:
        """The conditions, those that most people said first, and the first steps, the next one first; all of them."""
        conditions: dict[str, list[str]] = {}
        for text in (text for mine in self.conditions.values() for text in mine):
            conditions.setdefault(key_of(text), []).append(text)
        steps: dict[str, list[FirstStep]] = {}
        for step in sorted(
            {step for mine in self.steps.values() for step in mine}, key=lambda each: (each.by, each.who)
        ):
            steps.setdefault(f"+{gist(step.what)}", []).append(step)
        said = [
            Condition(key, SUGGESTED.get(key, same(texts[0])), len(texts), key in self.hidden)
            for key, texts in conditions.items()
        ]
        promised = [
            Promise(key, those[0].what, tuple((each.who, each.by) for each in those), key in self.hidden)
            for key, those in steps.items()
        ]
        return sorted(said, key=lambda each: -each.count), promised

    def shown_conditions(self) -> list[Condition]:
        """Return the conditions that are not hidden."""
        return [each for each in self.walls[0] if not each.hidden]

    def shown_steps(self) -> list[Promise]:
        """Return the first steps that are not hidden."""
        return [each for each in self.walls[1] if not each.hidden]

    def without_identities(self) -> "Debrief":
        """Return a debrief to pass on: nothing in it tells which person, and so which vote, a first step belongs to."""
        steps = sorted((step for mine in self.steps.values() for step in mine), key=lambda each: (each.by, each.what))
        return replace(self, steps={f"step-{k}": (step,) for k, step in enumerate(steps, start=1)})

    def cleaned(self) -> "Debrief":
        """Return the debrief of a file, with texts as :meth:`add_condition` and :meth:`promise` keep them."""
        conditions = {key: _texts(mine) for key, mine in self.conditions.items()}
        steps = {
            key: tuple(replace(s, what=clean_name(s.what, LONGEST), who=clean_name(s.who)) for s in mine)
            for key, mine in self.steps.items()
        }
        return replace(
            self,
            conditions={key: mine for key, mine in conditions.items() if mine},
            steps={key: kept for key, mine in steps.items() if (kept := tuple(s for s in mine if s.what and s.who))},
        )


def _texts(said: Iterable[str]) -> tuple[str, ...]:
    """Return texts as they are kept, without those of which nothing is left."""
    return tuple(text for text in (clean_name(each, LONGEST) for each in said) if text)


def way_of(typed: object) -> Way:
    """Return an answer to a bet; refuse anything else."""
    for way in WAYS:
        if way == typed:
            return way
    raise RefusedError(words.NO_WAY)


def day_of(typed: object) -> date:
    """Return a day as pages give it (2026-12-04); refuse anything else."""
    try:
        day = date.fromisoformat(typed) if isinstance(typed, str) else None
    except ValueError:
        day = None
    if day is None or not FIRST_DAY <= day <= LAST_DAY:
        raise RefusedError(words.NO_DAY)
    return day
