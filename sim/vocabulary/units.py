"""The units of parameters and variables, in both languages."""

from typing import Final

from sim.vocabulary.currency import priced_words
from sim.vocabulary.text import Text, same

UNITS: Final[dict[str, Text]] = {
    "-": Text("-", "-"),
    "1": Text("1", "1"),
    "1/month": Text("1/month", "1/mois"),
    "1/year": Text("1/year", "1/an"),
    "CAD": Text("CAD", "CAD"),
    "CAD/month": Text("CAD/month", "CAD/mois"),
    "CAD/unit": Text("CAD/unit", "CAD/unité"),
    "FTE": Text("FTE", "ETP"),
    "code": Text("code", "code"),
    "count": Text("count", "nombre"),
    "month": Text("month", "mois"),
    "share": Text("share", "part"),
    "unit": Text("unit", "unité"),
    "unit/FTE/month": Text("unit/FTE/month", "unité/ETP/mois"),
    "unit/month": Text("unit/month", "unité/mois"),
}


def unit_words(unit: str) -> Text:
    """Return a unit in words, amounts in the currency that is used."""
    return priced_words(UNITS.get(unit, same(unit)))
