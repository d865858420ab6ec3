"""Question that is put to the people of a room: who has not answered it, and what the others answered."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

from sim.app.people import Person
from sim.app.room import Room
from sim.app.steps import Step


class Asked:
    """People as they were when a question was put to them.

    A choice stays from round to round; who has not chosen again since the round began has not answered it.
    """

    def __init__(self) -> None:
        self._place: object = None
        self._before: Mapping[str, Person] = {}

    def begin(self, place: object, people: Mapping[str, Person]) -> None:
        """Note the people as they are, if the question at this place of the workshop is another one."""
        if place != self._place:
            self._place, self._before = place, dict(people)

    def silent(self, room: Room) -> list[Person] | None:
        """Return the people who have not answered the question of the room's step; None if it asks none now."""
        if room.step == Step.ROUND and room.phase == "open":
            people = room.people.items()
            return [each for key, each in people if each.choice is None or self._is_as_before(key, each)]
        answered = _answered(room)
        return None if answered is None else [each for key, each in room.people.items() if key not in answered]

    def _is_as_before(self, identity: str, person: Person) -> bool:
        """Return whether a person has done nothing since, but perhaps has another name."""
        before = self._before.get(identity)
        if before is None or before is person:
            return before is person
        return before.name != person.name and replace(before, name=person.name) == person


def _answered(room: Room) -> Collection[str] | None:
    """Return who has answered the question of a step, outside the rounds; None if it asks none now."""
    if room.step == Step.PREDICT:
        return {key for key, person in room.people.items() if person.prediction is not None}
    if room.step == Step.LEVERS:
        bet = room.debrief.open_bet(room.case)
        return None if bet is None else bet.said
    if room.step == Step.EFFORT:
        return room.efforts.phones
    if room.step == Step.SANCTIONS and room.phase == "open":
        return room.efforts.votes
    said: dict[Step, Collection[str]] = {Step.CONDITIONS: room.debrief.conditions, Step.HOME: room.debrief.steps}
    return said.get(room.step)


@dataclass(frozen=True)
class Tally:
    """What people chose so far in a round, and what that makes of the organizations.

    Attributes
    ----------
    pooling, alone : int
        People who want their organization to pool, and not to.
    organizations : tuple of int
        How many organizations pool, stay alone, and follow the model's rules.
    """

    pooling: int
    alone: int
    organizations: tuple[int, int, int]


def tally(room: Room) -> Tally:
    """Return what people have chosen so far.

    Examples
    --------
    >>> room = Room(organizations=3, case="x", step=Step.ROUND)
    >>> _ = room.join("a"), room.join("b"), room.choose("a", True)
    >>> tally(room)
    Tally(pooling=1, alone=0, organizations=(1, 0, 2))
    """
    chosen = [person.choice for person in room.people.values() if person.choice is not None]
    standing = room.standing()
    pooling = sum(standing.values())
    return Tally(
        sum(chosen),
        len(chosen) - sum(chosen),
        (pooling, len(standing) - pooling, room.organizations - len(standing)),
    )
