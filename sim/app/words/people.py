"""Words for the people of a room: what the facilitator sees of them, and does about them."""

from typing import Final

from sim.vocabulary.text import Text

PEOPLE: Final = Text("Manage the people ({n})", "Gérer les personnes ({n})")
LOCK: Final = Text("Lock the room: nobody else can join", "Verrouiller la salle : personne d'autre ne peut entrer")
PER_ADDRESS: Final = Text("Most people per network address", "Nombre maximal de personnes par adresse réseau")
NO_LIMIT: Final = Text("no limit", "sans limite")
NAME: Final = Text("Name of person {k}, {organization}", "Nom de la personne {k}, {organization}")
REMOVE: Final = Text("Remove", "Retirer")
REMOVE_WHOM: Final = Text("Remove person {k}, {name}", "Retirer la personne {k}, {name}")
NO_NAME: Final = Text("without a name", "sans nom")
READMIT: Final = Text("Let the {n} removed join again", "Laisser revenir les {n} personnes retirées")
READMIT_ONE: Final = Text("Let the removed person join again", "Laisser revenir la personne retirée")
FROM_ADDRESS: Final = Text("{n} people come from {address}.", "{n} personnes viennent de {address}.")
THIS_COMPUTER: Final = Text("this computer", "cet ordinateur")
REMOVE_ALL: Final = Text("Remove all from {address}", "Retirer toutes les personnes de {address}")
WRONG_CODES: Final = Text(
    "{n} wrong codes came from {address}: somebody may be guessing.",
    "{n} codes erronés sont venus de {address} : quelqu'un essaie peut-être de deviner.",
)
