"""Film of the months of a room's world: how far it has come, and whether it plays; without page, clock or disk."""

from collections.abc import Collection
from dataclasses import dataclass, field, replace
from typing import Annotated, Final, Literal, Self, get_args

from pydantic import Field

from sim.app.names import Key
from sim.app.people import MOST_PEOPLE, Month

Speed = Literal[1, 2, 5]
SPEEDS: Final[tuple[Speed, ...]] = get_args(Speed)
"""Speeds of the film [month/s]."""


@dataclass(frozen=True)
class Film:
    """How far the film of a room has come.

    Attributes
    ----------
    month : int
        Last month on the screen; 0 before the first.
    playing : bool
    speed : int
        One of :data:`SPEEDS` [month/s].
    bets : dict of str to int
        What people predict when they are asked once more, by the identity of their browser (0: never).

    Examples
    --------
    >>> film = Film(month=22, playing=True).ticked({23, 60})
    >>> film.month, film.playing
    (23, False)
    """

    month: Annotated[int, Field(ge=0, le=10_000)] = 0
    playing: bool = False
    speed: Speed = 2
    bets: Annotated[dict[Key, Month], Field(max_length=MOST_PEOPLE)] = field(default_factory=dict)

    def at(self, month: int) -> Self:
        """Return the film at a month, not playing."""
        return replace(self, month=month, playing=False)

    def ticked(self, stops: Collection[int]) -> Self:
        """Return the film one month later; it plays on unless it stops after that month."""
        return replace(self, month=self.month + 1, playing=self.playing and self.month + 1 not in stops)

    def skipped(self, stops: Collection[int]) -> Self:
        """Return the film at its next stop."""
        return self.at(min((month for month in stops if month > self.month), default=self.month))

    def with_bet(self, identity: str, month: int) -> Self:
        """Return the film with what a person predicts when asked once more (0: never).

        Raises
        ------
        ValueError
            If the month has been shown.
        """
        if 0 < month <= self.month:
            raise ValueError(month)
        others = [each for each in self.bets.items() if each[0] != identity]
        return replace(self, bets=dict([*others, (identity, month)][-MOST_PEOPLE:]))
