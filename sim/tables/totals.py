"""Names of rows that hold totals, in French and English."""

import re
from typing import Final

from sim.tables.headings import folded

_TOTAL: Final = re.compile(
    r"((grand|sous|sub)[ -]?)?tota(l|ls|ux)( general| generale| generaux| partiel| partiels)?|somme|sum"
    r"|moyenne|average|mean"
)
_OF_TOTAL: Final = re.compile(r"((grand|sous|sub)[ -]?)?total\b.*|(somme|moyenne) d.*|(sum|average|mean) of .*")
_LIKELY: Final = re.compile(r"grand|sous|sub|tota|somme|sum|moyenne|average|mean", re.IGNORECASE)


def is_total(name: str) -> bool:
    """Return whether a name is that of a total.

    Examples
    --------
    >>> is_total("Sous-total :"), is_total("Total Énergie")
    (True, False)
    """
    return bool(_LIKELY.match(name) and _TOTAL.fullmatch(folded(name).rstrip(" :.")))


def may_be_total(name: str) -> bool:
    """Return whether a name begins like that of a total: its numbers show whether it is one.

    Examples
    --------
    >>> may_be_total("Total des coûts"), may_be_total("Totem")
    (True, False)
    """
    return bool(_LIKELY.match(name) and _OF_TOTAL.fullmatch(folded(name)))
