"""Words of the command that writes a page."""

from typing import Final

from sim.vocabulary.text import Text

LOWERING: Final = Text(
    "The first page of this version: its kernel is compiled for browsers, which takes about a minute.",
    "Première page de cette version : son noyau est compilé pour les navigateurs, ce qui prend environ une minute.",
)
WROTE: Final = Text(
    "{file}: a page that plays ({size} kB). Open it with a double-click; it needs no network.",
    "{file} : une page qui se joue ({size} ko). Ouvrez-la d'un double-clic; elle n'a besoin d'aucun réseau.",
)
