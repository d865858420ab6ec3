"""Bets of a room: if a lever were moved, would the group break even sooner, at the same time, or later."""

from collections import Counter
from dataclasses import dataclass, field
from typing import Annotated, Any, Final, Literal, get_args

from pydantic import Field

from sim.app.levers import LeverSettings
from sim.app.names import Key
from sim.app.people import MOST_MONTH, MOST_PEOPLE

Way = Literal["sooner", "same", "later"]
WAYS: Final[tuple[Way, ...]] = get_args(Way)
Move = Literal["setup", "subsidy", "members", "facilitation", "trust", "sharing", "shock"]
MOVES: Final[tuple[Move, ...]] = get_args(Move)
_TO: Final[dict[Move, Any]] = {
    "setup": 2.0,
    "subsidy": 0.5,
    "facilitation": True,
    "trust": 1.0,
    "sharing": "equal",
    "shock": True,
}
"""Where a bet moves each lever; the number of members is halved."""

Moment = Annotated[int, Field(ge=-1, le=MOST_MONTH)]
NOT_BACK: Final = -1
"""In place of a month of break-even: there is none. Month 0: the group never loses."""


def half(organizations: int) -> int:
    """Return the number of members that a bet on it leaves."""
    return max(2, organizations // 2)


@dataclass(frozen=True)
class Bet:
    """A bet on when the group breaks even once a lever is moved.

    Attributes
    ----------
    case : str
        Key of the case.
    move : str
        The lever that will be moved.
    before, after : LeverSettings
        Settings before and after it is moved.
    moments : (int, int) or None
        Month of break-even before and after; None until the lever is moved.
    said : dict of str to str
        What each person says, by the identity of their browser.
    hands : dict of str to int
        Number of hands for each answer.
    """

    case: Annotated[str, Field(min_length=1, max_length=255)]
    move: Move
    before: LeverSettings
    after: LeverSettings
    moments: tuple[Moment, Moment] | None = None
    said: dict[Key, Way] = field(default_factory=dict)
    hands: dict[Way, Annotated[int, Field(ge=1, le=MOST_PEOPLE)]] = field(default_factory=dict)

    @property
    def counts(self) -> dict[Way, int]:
        """Number of people by answer, phones and hands together."""
        phones = Counter(self.said.values())
        return {way: phones[way] + self.hands.get(way, 0) for way in WAYS}

    @property
    def right(self) -> int:
        """How many had bet on what came; 0 until the lever is moved."""
        return self.counts[self.outcome] if self.outcome is not None else 0

    @property
    def outcome(self) -> Way | None:
        """What came of it; None until the lever is moved.

        Examples
        --------
        >>> bet = Bet("case", "setup", LeverSettings(), LeverSettings(setup=2.0), (35, NOT_BACK), {"ana": "later"})
        >>> bet.outcome, bet.counts
        ('later', {'sooner': 0, 'same': 0, 'later': 1})
        """
        if self.moments is None:
            return None
        before, after = (month if month != NOT_BACK else MOST_MONTH + 1 for month in self.moments)
        return "same" if before == after else "sooner" if after < before else "later"


def moved(levers: LeverSettings, move: Move, organizations: int) -> LeverSettings:
    """Return the settings after the lever of a bet is moved."""
    return levers.moved(move, _TO.get(move, half(organizations)))
