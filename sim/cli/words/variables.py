"""Words of the table of output variables."""

from typing import Final

from sim.vocabulary.text import Text

NAME: Final = Text("Name", "Nom")
MEANING: Final = Text("Meaning", "Signification")
UNIT: Final = Text("Unit", "Unité")
DIMENSIONS: Final = Text("By", "Par")
RECORD: Final = Text("Record", "Conservation")
OUTCOMES: Final = Text(
    "Outcomes of a run, for --outcome and sim.analysis", "Résultats d'une simulation, pour --outcome et sim.analysis"
)
VARIABLES: Final = Text(
    "Variables of a dataset, from the level of record that keeps them; each also by replication",
    "Variables d'un jeu de données, à partir du niveau de conservation (record) qui les garde; chacune aussi par "
    "réplication",
)
FORMAT_HELP: Final = Text(
    "A table to read, Markdown, JSON or CSV (default: table).",
    "Un tableau à lire, du Markdown, du JSON ou du CSV (par défaut : table).",
)
