"""Efforts of a room: how much each organization gives to the group, and the vote on checking that it does."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Annotated, Final, Literal, NamedTuple, get_args

from pydantic import Field

from sim.app.people import MOST_PEOPLE, Person, RefusedError
from sim.app.steps import Step
from sim.app.words.refusals import CLOSED, NO_CHOICE, NO_EFFORT, NOT_NOW

if TYPE_CHECKING:
    from sim.app.room import Room

Effort = Literal["full", "half", "none"]
EFFORTS: Final[tuple[Effort, ...]] = get_args(Effort)
"""The efforts to choose from, from the largest on."""
SHARES: Final[dict[Effort, float]] = {"full": 1.0, "half": 0.5, "none": 0.0}
"""Effort of the first month [1]."""
RECIPROCITY: Final[dict[Effort, float]] = {"full": 0.9, "half": 0.5, "none": 0.0}
"""Weight of the others' effort in its own from the second month on [1]: the three kinds of the model's population."""


class Given(NamedTuple):
    """What an organization gives: its effort in the first month, and later the weight of the others' in its own [1]."""

    effort: float
    reciprocity: float


Count = Annotated[int, Field(ge=0, le=MOST_PEOPLE)]


@dataclass(frozen=True)
class Efforts:
    """What a room says about efforts.

    Attributes
    ----------
    phones : dict of str to Effort
        By the identity of the browser.
    hands : dict of int to Effort
        By show of hands, by organization.
    votes : dict of str to bool
        Whether the group should check, by the identity of the browser.
    hands_for, hands_against : int
        Votes by show of hands.
    """

    phones: dict[str, Effort] = field(default_factory=dict)
    hands: dict[Annotated[int, Field(ge=0)], Effort] = field(default_factory=dict)
    votes: dict[str, bool] = field(default_factory=dict)
    hands_for: Count = 0
    hands_against: Count = 0

    @property
    def hands_voting(self) -> int:
        """Number of people who voted by show of hands."""
        return self.hands_for + self.hands_against

    @property
    def asked(self) -> bool:
        """Whether anybody has answered or voted."""
        return self != Efforts()

    def with_phones_of(self, other: Efforts) -> Efforts:
        """Return the hands of these efforts with the phones of others, whose answers stay when an act is undone."""
        return replace(self, phones=other.phones, votes=other.votes)

    def among(self, people: Collection[str]) -> Efforts:
        """Return what is left of these efforts if only these people are in the room."""
        phones = {key: each for key, each in self.phones.items() if key in people}
        return replace(self, phones=phones, votes={key: each for key, each in self.votes.items() if key in people})

    def standing(self, people: Mapping[str, Person]) -> dict[int, Given]:
        """Return what each organization with an answer gives, by row: the mean of its phones, unless it raised a hand.

        Examples
        --------
        >>> people = {"a": Person("", 3, None, None), "b": Person("", 3, None, None)}
        >>> Efforts(phones={"a": "full", "b": "none"}, hands={5: "half"}).standing(people)
        {3: Given(effort=0.5, reciprocity=0.45), 5: Given(effort=0.5, reciprocity=0.5)}
        """
        said: dict[int, list[Effort]] = {}
        for identity, person in people.items():
            if identity in self.phones:
                said.setdefault(person.row, []).append(self.phones[identity])
        said |= {row: [effort] for row, effort in self.hands.items()}
        return {row: _mean(efforts) for row, efforts in sorted(said.items())}

    def tally(self, people: Mapping[str, Person]) -> tuple[int, int]:
        """Return how many people are for checking, and how many against."""
        votes = [self.votes[identity] for identity in people if identity in self.votes]
        return votes.count(True) + self.hands_for, votes.count(False) + self.hands_against

    def checks(self, people: Mapping[str, Person]) -> bool:
        """Return whether the room decides to check: more people for it than against."""
        votes_for, votes_against = self.tally(people)
        return votes_for > votes_against


def choose_effort(room: Room, identity: str, effort: object) -> None:
    """Record the effort that a person wants their organization to make."""
    room.known(identity)
    if room.step != Step.EFFORT:
        raise RefusedError(NOT_NOW)
    room.efforts = replace(room.efforts, phones={**room.efforts.phones, identity: _effort(effort)})


def raise_effort(room: Room, row: object, effort: object) -> None:
    """Record the effort of an organization by show of hands; None leaves it to its phones or to the model."""
    if room.step != Step.EFFORT:
        raise RefusedError(NOT_NOW)
    if not isinstance(row, int) or not 0 <= row < room.organizations:
        raise RefusedError(NO_EFFORT)
    hands = {key: each for key, each in room.efforts.hands.items() if key != row}
    if effort is not None:
        hands[row] = _effort(effort)
    room.remember()
    room.efforts = replace(room.efforts, hands=hands)


def vote(room: Room, identity: str, checks: object) -> None:
    """Record whether a person wants the group to check efforts."""
    room.known(identity)
    if room.step != Step.SANCTIONS or room.phase != "open":
        raise RefusedError(CLOSED)
    if not isinstance(checks, bool):
        raise RefusedError(NO_CHOICE)
    room.efforts = replace(room.efforts, votes={**room.efforts.votes, identity: checks})


def count_votes(room: Room, checks: bool, count: object) -> None:
    """Record by show of hands how many people are for checking, or against."""
    if room.step != Step.SANCTIONS or room.phase != "open":
        raise RefusedError(NOT_NOW)
    if not isinstance(count, int) or not 0 <= count <= MOST_PEOPLE:
        raise RefusedError(NO_CHOICE)
    room.remember()
    efforts = room.efforts
    room.efforts = replace(efforts, hands_for=count) if checks else replace(efforts, hands_against=count)


def _mean(efforts: Sequence[Effort]) -> Given:
    """Return the mean of what several people give for one organization."""
    n = len(efforts)
    return Given(sum(SHARES[each] for each in efforts) / n, sum(RECIPROCITY[each] for each in efforts) / n)


def _effort(given: object) -> Effort:
    """Return an effort, or refuse what is none."""
    for effort in EFFORTS:
        if given == effort:
            return effort
    raise RefusedError(NO_EFFORT)
