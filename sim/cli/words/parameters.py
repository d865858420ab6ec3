"""Words of the table of parameters."""

from typing import Final

from sim.vocabulary.text import Text

PARAMETER: Final = Text("Parameter", "Paramètre")
MEANING: Final = Text("Meaning", "Signification")
SYMBOL: Final = Text("Symbol", "Symbole")
UNIT: Final = Text("Unit", "Unité")
DEFAULT: Final = Text("Default", "Par défaut")
ALLOWED: Final = Text("Allowed", "Permis")
SOURCE: Final = Text("Source of the default", "Source de la valeur")

OR_DRAWN: Final = Text("{allowed}, or drawn", "{allowed}, ou par tirage")
IN_UNIT: Final = Text("{meaning} [{unit}]", "{meaning} [{unit}]")

BY_AN_EVENT: Final = Text("By an event", "Par un événement")
WHY_NOT: Final = Text("Why not", "Pourquoi pas")
CHANGES: Final = {
    "freely": Text("freely", "librement"),
    "renewed": Text("renewed", "avec ce qui en découle"),
    "": Text("no", "non"),
}
