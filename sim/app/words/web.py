"""Words of the server: requests that it refuses, and what the terminal says."""

from typing import Final

from sim.vocabulary.text import Text

OTHER_HOST: Final = Text(
    "This is not an address of the room. Type the address that is on the screen.",
    "Ce n'est pas une adresse de la salle. Tapez l'adresse qui est à l'écran.",
)
OTHER_PAGE: Final = Text(
    "Only the room's own pages can ask for this.", "Seules les pages de la salle peuvent demander cela."
)
NO_PAGE: Final = Text(
    "There is no such page. Type the address that is on the screen.",
    "Cette page n'existe pas. Tapez l'adresse qui est à l'écran.",
)
TOO_MANY: Final = Text(
    "The room is very busy. This page tries again by itself in a few seconds.",
    "La salle est très sollicitée. Cette page réessaie d'elle-même dans quelques secondes.",
)
DEFECT: Final = Text(
    "The program met an error. Load the page again; the room goes on.",
    "Le programme a rencontré une erreur. Rechargez la page; la salle continue.",
)
AGAIN: Final = Text("(the same {n} times more)", "(la même chose {n} fois encore)")
