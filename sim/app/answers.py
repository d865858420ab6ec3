"""Answers of a room in a case: rounds, hands, predictions, levers, and what each person said."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Annotated

from pydantic import Field

from sim.app.efforts import Efforts
from sim.app.film import Film
from sim.app.levers import LeverSettings
from sim.app.own_numbers import OwnNumbers
from sim.app.people import MOST_PEOPLE, Month, Person

Choices = dict[Annotated[int, Field(ge=0)], bool]
"""Whether organizations pool, by row."""


@dataclass(frozen=True)
class Round:
    """A finished round.

    Attributes
    ----------
    first : int
        Its first month.
    choices : dict of int to bool
        Whether each organization played by people pools from then on.
    pooling, voters : int
        How many people said that theirs should pool, and how many answered.
    """

    first: Annotated[int, Field(ge=1, le=10_000)]
    choices: Choices
    pooling: Annotated[int, Field(ge=0, le=MOST_PEOPLE)] = 0
    voters: Annotated[int, Field(ge=0, le=MOST_PEOPLE)] = 0


Answer = tuple[Annotated[int, Field(ge=0)], Month | None, bool | None]
"""The organization of a person, their prediction and their choice."""


@dataclass(frozen=True)
class Answers:
    """What a room has answered in a case, kept while it looks at another one.

    Attributes
    ----------
    organizations : int
    own : OwnNumbers or None
    people : dict of str to Answer
        By the identity of their browser.
    hand, guesses, rounds, levers, efforts, film
        As in :class:`Room`.
    """

    organizations: Annotated[int, Field(ge=2, le=1000)]
    own: OwnNumbers | None = None
    people: dict[str, Answer] = field(default_factory=dict)
    hand: Choices = field(default_factory=dict)
    guesses: dict[Month, Annotated[int, Field(ge=1, le=MOST_PEOPLE)]] = field(default_factory=dict)
    rounds: list[Round] = field(default_factory=list)
    levers: LeverSettings = field(default_factory=LeverSettings)
    efforts: Efforts = field(default_factory=Efforts)
    film: Film = field(default_factory=Film)

    @property
    def given(self) -> bool:
        """Whether there is anything to keep."""
        answered = any(prediction is not None or choice is not None for _, prediction, choice in self.people.values())
        given = (self.hand, self.guesses, self.rounds, self.own)
        played = (self.levers, self.efforts, self.film) != (LeverSettings(), Efforts(), Film())
        return answered or any(given) or played


def majority(before: Mapping[int, bool], people: Iterable[Person], hand: Mapping[int, bool]) -> dict[int, bool]:
    """Return whether each organization would pool if the round ended now, by row, of those that somebody plays.

    The majority decides; with a tie the organization continues as before. A show of hands goes before phones.

    Examples
    --------
    >>> people = [Person("", row, None, choice) for row, choice in ((0, True), (0, False), (1, True))]
    >>> majority({0: True}, people, {2: False})
    {0: True, 1: True, 2: False}
    """
    votes: dict[int, int] = {}
    for person in people:
        if person.choice is not None:
            votes[person.row] = votes.get(person.row, 0) + (1 if person.choice else -1)
    phones = {row: before.get(row, False) if balance == 0 else balance > 0 for row, balance in votes.items()}
    return dict(sorted({**before, **phones, **hand}.items()))


def counted(guesses: Mapping[int, int], people: Iterable[Person]) -> dict[int, int]:
    """Return the number of people by predicted month (0: never), phones and hands together, in order.

    Examples
    --------
    >>> counted({12: 2}, [Person("", 0, 12, None), Person("", 1, 0, None), Person("", 1, None, None)])
    {0: 1, 12: 3}
    """
    counts = dict(guesses)
    for person in people:
        if person.prediction is not None:
            counts[person.prediction] = counts.get(person.prediction, 0) + 1
    return dict(sorted(counts.items()))
