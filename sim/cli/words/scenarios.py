"""Words of the table of shipped scenarios."""

from typing import Final

from sim.vocabulary.text import Text

NAME: Final = Text("Name", "Nom")
TITLE: Final = Text("Title", "Titre")
TEACHES: Final = Text("What it teaches", "Ce qu'il enseigne")
COMMANDS: Final = Text("Made for", "Fait pour")
FORMAT_HELP: Final = Text(
    "A table to read, Markdown or JSON (default: table).",
    "Un tableau à lire, du Markdown ou du JSON (par défaut : table).",
)
WHERE: Final = Text(
    'Their files are in {folder}. To change one, begin a file of your own with: extends = "quebec"',
    'Leurs fichiers sont dans {folder}. Pour en modifier un, commencez votre propre fichier par : extends = "quebec"',
)
