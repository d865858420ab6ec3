"""Why an act is refused in a room."""

from typing import Final

from sim.vocabulary.text import Text

CLOSED: Final = Text("The round is closed. Wait for the next one.", "Le tour est fermé. Attendez le prochain.")
UNKNOWN: Final = Text("Join the room first.", "Rejoignez d'abord la salle.")
NOT_NOW: Final = Text("Not now.", "Pas maintenant.")
NO_MONTH: Final = Text("Choose a month, or never.", "Choisissez un mois, ou jamais.")
NO_CHOICE: Final = Text("Choose one of the two.", "Choisissez l'un des deux.")
NO_EFFORT: Final = Text("Choose one of the three efforts.", "Choisissez l'un des trois efforts.")
