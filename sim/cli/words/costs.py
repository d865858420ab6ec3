"""Words of what a resource costs each member, by the number of members: the table and its caption."""

from typing import Final

from sim.vocabulary.text import Text

NEED_HELP: Final = Text(
    "What each member needs in a month, in the unit of the resource (default: the median of the organizations that "
    "need it). Only for one resource.",
    "Ce dont chaque membre a besoin par mois, dans l'unité de la ressource (par défaut : la médiane des organisations "
    "qui en ont besoin). Pour une seule ressource.",
)
OUT_HELP: Final = Text(
    "Folder of the figures (default: results/ and the scenario's name).",
    "Dossier des figures (par défaut : results/ et le nom du scénario).",
)
NEED: Final = Text("a number greater than 0, at most {most}", "un nombre supérieur à 0, d'au plus {most}")
ONE_UNIT: Final = Text(
    "only together with --resource: each resource has a unit of its own",
    "seulement avec --resource : chaque ressource a sa propre unité",
)
DRAWING: Final = Text("Writing the figures.", "Écriture des figures.")

# a line break in a title keeps its column narrow
RESOURCE: Final = Text("Resource", "Ressource")
ALONE: Final = Text("Alone,\na month", "Seul,\npar mois")
MEMBERS: Final = Text("Members\nat best", "Membres,\nau mieux")
NEAR: Final = Text("Within\n{p}", "À {p}\nprès")
EACH: Final = Text("Each\npays", "Chacun\npaie")
DIFFERENCE: Final = Text("Against\nalone", "Écart\navec seul")
OVERRUN: Final = Text("With mean\noverrun", "Avec le\ndépassement\nmoyen")
RANGE: Final = Text("{low} to {high}", "{low} à {high}")

MEDIAN: Final = Text(
    "Identical members, each with the median need of the organizations that need the resource; expected cost, entry "
    "payments not included.",
    "Membres identiques, chacun avec le besoin médian des organisations qui ont besoin de la ressource; coût attendu, "
    "sans les paiements d'entrée.",
)
GIVEN: Final = Text(
    "Identical members that need {need} a month each (unit: {unit}); expected cost, entry payments not included.",
    "Membres identiques qui ont besoin de {need} par mois chacun (unité : {unit}); coût attendu, sans les paiements "
    "d'entrée.",
)
BEST: Final = Text(
    "At best: the number of members that costs each the least, and around it those that cost at most {p} more.",
    "Au mieux : le nombre de membres qui coûte le moins à chacun, et, autour de lui, ceux qui coûtent au plus {p} de "
    "plus.",
)
LEFT_OUT: Final = Text(
    "{resource}: without the use itself, {x} each in any case.",
    "{resource} : sans l'usage lui-même, {x} chacun dans tous les cas.",
)
