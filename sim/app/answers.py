"""Answers of a room in a case: rounds, hands, predictions, levers, and what each person said."""

from dataclasses import dataclass, field
from typing import Annotated

from pydantic import Field

from sim.app.levers import LeverSettings
from sim.app.own_numbers import OwnNumbers
from sim.app.people import MOST_PEOPLE, Month

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
    hand, guesses, rounds, levers
        As in :class:`Room`.
    """

    organizations: Annotated[int, Field(ge=2, le=1000)]
    own: OwnNumbers | None = None
    people: dict[str, Answer] = field(default_factory=dict)
    hand: Choices = field(default_factory=dict)
    guesses: dict[Month, Annotated[int, Field(ge=1, le=MOST_PEOPLE)]] = field(default_factory=dict)
    rounds: list[Round] = field(default_factory=list)
    levers: LeverSettings = field(default_factory=LeverSettings)

    @property
    def given(self) -> bool:
        """Whether there is anything to keep."""
        answered = any(prediction is not None or choice is not None for _, prediction, choice in self.people.values())
        return bool(answered or self.hand or self.guesses or self.rounds or self.own or self.levers != LeverSettings())
