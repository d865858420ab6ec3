"""Limits of a cost game, and the messages about values beyond them."""

import math
from typing import Final

from sim.errors import GameError, Problem
from sim.vocabulary.text import Text, number, same

MOST: Final = 20
"""Members of a game whose coalitions can all be examined: a million coalitions."""
LARGEST: Final = 1e100
"""Largest cost, so that no computation with costs overflows [currency]."""
JOINT: Final = "+"
"""Separator of the names of a coalition."""

_AMOUNT: Final = Text("a finite cost, at least 0", "un coût fini d'au moins 0")
_SMALLER: Final = Text("a cost of at most 1e100", "un coût d'au plus 1e100")
NOTHING: Final = Text("0, the cost of the empty coalition", "0, le coût de la coalition vide")
NAMES: Final = Text("names, each once, joined by +", "des noms, chacun une seule fois, séparés par +")
SOMEBODY: Final = Text("at least one coalition", "au moins une coalition")

_TOO_MANY: Final = Text("at most {most} members", "au plus {most} membres")
_FEWER: Final = Text(
    "{n} members form {coalitions} coalitions, too many for an exact answer. Choose at most {most} of them, or sample: "
    "sampled_shapley_value and sampled_audit.",
    "{n} membres forment {coalitions} coalitions, trop pour une réponse exacte. Choisissez-en au plus {most}, ou "
    "échantillonnez : sampled_shapley_value et sampled_audit.",
)


def refusal(cost: float) -> Text | None:
    """Return the values that are allowed instead of a cost; None if the cost itself is allowed.

    Examples
    --------
    >>> refusal(12.0) is None, refusal(-1.0).en, refusal(float("nan")).en
    (True, 'a finite cost, at least 0', 'a finite cost, at least 0')
    """
    if 0.0 <= cost <= LARGEST:
        return None
    return _SMALLER if LARGEST < cost < math.inf else _AMOUNT


def coalitions(n: int) -> Text:
    """Return the number of coalitions of n members, in words.

    Examples
    --------
    >>> coalitions(25).en, coalitions(300).en
    ('33,554,431', '2^300')
    """
    return number(2**n - 1) if n <= 40 else same(f"2^{n}")


def too_many(n: int, where: Problem | None = None) -> GameError:
    """Return the error for a game with too many members for an exact answer, with a remedy."""
    hint = _FEWER.format(n=number(n), coalitions=coalitions(n), most=number(MOST))
    file, key = (where.file, where.key) if where is not None else ("", "members")
    return GameError([Problem(file=file, key=key, value=n, allowed=_TOO_MANY.format(most=number(MOST)), hint=hint)])
