"""Headings of a table: where they stand, which separator they have, and what they are called."""

import csv
import io
import unicodedata
from collections.abc import Callable, Collection, Sequence
from typing import Final

from sim.tables.names import clean

Expected = Collection[str] | Callable[[str], bool]
"""The headings that are expected, or a function that returns whether a heading is."""

SEPARATORS: Final = ",;\t"
_ABOVE: Final = 30  # rows among which the headings are looked for
_FRENCH: Final = {
    "nom": "name",
    "cout": "cost",
    "membre": "member",
    "groupe": "coalition",
    "secteur": "sector",
    "taille": "size",
    "liquidites": "cash",
    "taux": "rate",
    "anticipation": "foresight",
    "prevoyance": "foresight",
    "confiance": "trust",
    "solidarite": "solidarity",
    "autonomie": "autonomy",
    "gout": "taste",
    "regle": "rule",
    "seuil": "threshold",
    "reciprocite": "reciprocity",
    "mois": "month",
    "organisation": "organization",
    "ressource": "resource",
    "choix": "choice",
}


def separator_of(text: str, known: Expected) -> str:
    """Return the separator with which the first rows read best: most known headings, most columns, no row too long."""

    def quality(separator: str) -> tuple[int, int, int]:
        rows = []
        with_quotes = csv.reader(io.StringIO(text[:100_000], newline=""), delimiter=separator)
        try:
            for cells in with_quotes:
                rows.append([clean(cell) for cell in cells])
                if len(rows) > _ABOVE:
                    break
        except csv.Error:
            return (-1, 0, 0)
        place = place_of_headings(rows, known)
        if place is None:
            return (-1, 0, 0)
        head = [cell for cell in rows[place] if cell]
        return (_count(head, known), len(head), -sum(len(cells) > len(rows[place]) for cells in rows[place:]))

    return max(SEPARATORS, key=quality)


def place_of_headings(records: Sequence[Sequence[str | float]], known: Expected) -> int | None:
    """Return the place of the headings: of the first rows, the first with most known headings, or that is not empty."""
    filled = [place for place, cells in enumerate(records[: 10 * _ABOVE]) if any(map(is_filled, cells))][:_ABOVE]
    return max(filled, key=lambda place: _count(records[place], known), default=None)


def _count(cells: Sequence[str | float], known: Expected) -> int:
    """Return how many cells are known headings."""
    return sum(_is_known(heading(cell, known), known) for cell in cells if isinstance(cell, str) and cell)


def _is_known(heading: str, known: Expected) -> bool:
    """Return whether a heading is expected."""
    return known(heading) if callable(known) else heading in known


def heading(cell: str | float, known: Expected) -> str:
    """Return a heading, in the form that is expected where it is one, whatever its capitals and its language."""
    words = cell if isinstance(cell, str) else shown(cell)
    plain = folded(words)
    return next((form for form in (words, plain, _FRENCH.get(plain, "")) if form and _is_known(form, known)), words)


def folded(words: str) -> str:
    """Return words in lower case without accents."""
    if words.isascii():
        return words.lower()
    apart = unicodedata.normalize("NFD", words.lower())
    return "".join(c for c in apart if not unicodedata.combining(c))


def is_filled(cell: str | float) -> bool:
    """Return whether a cell is not empty."""
    return cell != ""


def shown(value: float) -> str:
    """Return a number of a workbook as text."""
    return str(int(value)) if float(value).is_integer() and abs(value) < 1e15 else repr(value)
