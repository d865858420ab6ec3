"""People of a room, and who may join it: locked rooms, removed people, and the number of people per address."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated, Final

from pydantic import Field

from sim.errors import WordedError
from sim.vocabulary.text import Text, number

MOST_PEOPLE: Final = 200
MOST_MONTH: Final = 600
PER_ADDRESS: Final = (10, 40, 100, MOST_PEOPLE)
"""Numbers of people per address that a facilitator can allow; the last one is no limit."""
USUAL_PER_ADDRESS: Final = 100
"""A whole school may have one address, and one person must not be able to fill the room."""

Month = Annotated[int, Field(ge=0, le=MOST_MONTH)]
"""Predicted month; 0 stands for never. The bounds are those of a room's file."""

FULL: Final = Text("The room is full.", "La salle est pleine.")
LOCKED: Final = Text(
    "The room is locked: nobody else can join now. Ask the facilitator.",
    "La salle est verrouillée : personne d'autre ne peut entrer. Parlez-en à la personne qui anime.",
)
REMOVED: Final = Text(
    "You were removed from this room. Ask the facilitator.",
    "Vous ne faites plus partie de cette salle. Parlez-en à la personne qui anime.",
)
CROWDED: Final = Text(
    "{n} people have already joined from the same network address. Ask the facilitator to allow more.",
    "{n} personnes sont déjà entrées depuis la même adresse réseau. Demandez à la personne qui anime d'en permettre "
    "plus.",
)


class RefusedError(WordedError):
    """An act that is not possible now."""


@dataclass(frozen=True)
class Person:
    """A person with a phone.

    Attributes
    ----------
    name : str
        As given; empty if none.
    row : int
        The organization they decide for.
    prediction : int or None
        Month of break-even, 0 for never, None before they answered.
    choice : bool or None
        Whether their organization pools; None before they chose.
    """

    name: str
    row: Annotated[int, Field(ge=0)]
    prediction: Month | None
    choice: bool | None


@dataclass
class Entrance:
    """Who may join a room.

    Attributes
    ----------
    locked : bool
        Whether nobody else may join.
    per_address : int
        Most people who join from one network address.
    removed : set of str
        Browsers whose people were removed, and may not join again.
    addresses : dict of str to str
        Network address of each browser that came, as long as the program runs; never written to a file.
    """

    locked: bool = False
    per_address: int = USUAL_PER_ADDRESS
    removed: set[str] = field(default_factory=set)
    addresses: dict[str, str] = field(default_factory=dict)

    def check(self, identity: str, address: str, people: Mapping[str, Person]) -> None:
        """Check that a browser without a person may join.

        Raises
        ------
        RefusedError
            With the reason.
        """
        if identity in self.removed:
            raise RefusedError(REMOVED)
        if self.locked:
            raise RefusedError(LOCKED)
        if len(people) >= MOST_PEOPLE:
            raise RefusedError(FULL)
        if address and self.count(people)[address] >= self.per_address:
            raise RefusedError(CROWDED.format(n=number(self.per_address)))

    def count(self, people: Mapping[str, Person]) -> Counter[str]:
        """Return the number of people by network address, of those whose address is known."""
        return Counter(self.addresses[identity] for identity in people if identity in self.addresses)
