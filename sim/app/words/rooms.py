"""Words of rooms that are compared."""

from typing import Final

from sim.vocabulary.text import Text

A_ROOM: Final = Text("a room of the workshop (salle-….json)", "une salle de l'atelier (salle-….json)")
SOME_ROOMS: Final = Text(
    "1 to {most} rooms of the workshop (salle-….json)", "de 1 à {most} salles de l'atelier (salle-….json)"
)
