"""Words of the command that writes a new scenario."""

from typing import Final

from sim.vocabulary.text import Text

NEW_FILE: Final = Text("a file that does not exist yet", "un fichier qui n'existe pas encore")
ANOTHER_NAME: Final = Text(
    "Choose another name, or remove the file.", "Choisissez un autre nom, ou supprimez le fichier."
)
KEYS: Final = Text(
    "keys of resources: small letters, digits and _, a letter first",
    "des clés de ressources : minuscules sans accent, chiffres et _, une lettre d'abord",
)
NEEDS_SAY: Final = Text(
    "only where the table of organizations does not exist yet or has no column need_KEY",
    "seulement si le tableau des organisations n'existe pas encore ou n'a pas de colonne need_CLÉ",
)
A_TABLE: Final = Text("a table whose name ends in .csv", "un tableau dont le nom finit par .csv")

WROTE_TABLE: Final = Text(
    "{file}: a table to fill in, with three examples to replace. Empty cells are drawn.",
    "{file} : un tableau à remplir, avec trois exemples à remplacer. Les cellules vides sont tirées au hasard.",
)
WROTE: Final = Text(
    "{file}: a scenario with all parameters and what they mean.",
    "{file} : un scénario avec tous les paramètres et leur sens.",
)
NEXT: Final = Text(
    "Next: write your costs into it, then\n  faire-ensemble check {file}\n  faire-ensemble run {file}",
    "Ensuite : écrivez-y vos coûts, puis\n  faire-ensemble check {file}\n  faire-ensemble run {file}",
)
