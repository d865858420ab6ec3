"""Words of the command ``workshop``."""

from typing import Final

from sim.vocabulary.text import Text

NO_PAGE_HELP: Final = Text(
    "Make no page to take home; making one takes a minute of work the first time.",
    "Ne prépare pas de page à emporter; la première fois, cela demande une minute de calcul.",
)
STARTING: Final = Text("Opening the room.", "Ouverture de la salle.")
OPEN: Final = Text(
    "The room is open. Facilitator's page (keep this link to yourself): {address}",
    "La salle est ouverte. Page d'animation (gardez ce lien pour vous) : {address}",
)
PHONES: Final = Text("Phones join at {address}, code {code}.", "Les téléphones vont à {address}, code {code}.")
NO_PHONES: Final = Text(
    "The room could not be opened to phones at {address} ({reason}). Choose a network on the page, or another port.",
    "La salle n'a pas pu s'ouvrir aux téléphones à {address} ({reason}). Choisissez un réseau sur la page, ou un autre "
    "port.",
)
STOP: Final = Text("Ctrl-C closes it.", "Ctrl-C la ferme.")
KEPT: Final = Text("The room is saved in {path}", "La salle est enregistrée dans {path}")
NOT_KEPT: Final = Text(
    "The room could not be saved in {path}: {reason}.",
    "La salle n'a pas pu être enregistrée dans {path} : {reason}.",
)
MISSING: Final = Text(
    "the workshop needs {names}. Install it with: python -m pip install {packages}. In a checkout: sh install.sh app "
    "(on Windows: install.ps1 app)",
    "l'atelier a besoin de {names}. Installez-le avec : python -m pip install {packages}. Dans une copie du projet : "
    "sh install.sh app (sous Windows : install.ps1 app)",
)
PORT: Final = Text("a whole number from 1 to 65535", "un nombre entier de 1 à 65535")
PORT_TAKEN: Final = Text(
    "port {port} is taken, perhaps by a room that is open already. Close that one, or choose another with --port.",
    "le port {port} est pris, peut-être par une salle déjà ouverte. Fermez-la, ou choisissez-en un autre avec --port.",
)
INTERFACE: Final = Text(
    "the name or the address of a network of this computer ({known})",
    "le nom ou l'adresse d'un réseau de cet ordinateur ({known})",
)
