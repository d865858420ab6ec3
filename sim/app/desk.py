"""Desk of the facilitator: what the facilitator's page keeps while it is built anew at every step."""

from dataclasses import dataclass, field

from sim.app.asked import Asked
from sim.app.clock import Clock
from sim.app.own_entry import OwnEntry
from sim.app.room import Room


@dataclass
class Desk:
    """Desk of the facilitator.

    Attributes
    ----------
    entry : OwnEntry
        Own numbers as they are typed.
    clock : Clock
        Time since the step began.
    asked : Asked
        Who has not answered.
    """

    entry: OwnEntry = field(default_factory=OwnEntry)
    clock: Clock = field(default_factory=Clock)
    asked: Asked = field(default_factory=Asked)

    def look(self, room: Room) -> None:
        """Note at which place the workshop is."""
        place = (id(room), room.case, room.step, len(room.rounds))
        self.clock.begin(place[2:])
        self.asked.begin(place, room.people)
