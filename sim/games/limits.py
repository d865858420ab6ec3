"""What a cost game may hold, and the words for what it may not."""

from __future__ import annotations

import math
from typing import Final

from sim.errors import GameError, Problem
from sim.vocabulary.text import Text, number, same

MOST: Final = 20
"""Members of a game of which every coalition can be looked at: a million coalitions."""
LARGEST: Final = 1e100
"""Costs stay below it, so that nothing that is worked out from them overflows [currency]."""
JOINT: Final = "+"
"""What joins the names of a coalition."""

_AMOUNT: Final = Text("a finite cost, at least 0", "un coût fini, d'au moins 0")
_SMALLER: Final = Text("a cost of at most 1e100", "un coût d'au plus 1e100")
NOTHING: Final = Text("0, the cost of nobody", "0, le coût de personne")
NAMES: Final = Text("names, each once, joined by +", "des noms, chacun une seule fois, joints par +")
SOMEBODY: Final = Text("at least one coalition", "au moins une coalition")

_TOO_MANY: Final = Text("at most {most} members", "au plus {most} membres")
_FEWER: Final = Text(
    "{n} members form {coalitions} coalitions, too many for an exact answer. Choose at most {most} of them, or sample: "
    "sampled_shapley_value and sampled_audit.",
    "{n} membres forment {coalitions} coalitions, trop pour une réponse exacte. Choisissez-en au plus {most}, ou "
    "échantillonnez : sampled_shapley_value et sampled_audit.",
)


def refusal(cost: float) -> Text | None:
    """Say what is allowed in place of a cost; None if it can be one.

    Examples
    --------
    >>> refusal(12.0) is None, refusal(-1.0).en, refusal(float("nan")).en
    (True, 'a finite cost, at least 0', 'a finite cost, at least 0')
    """
    if 0.0 <= cost <= LARGEST:
        return None
    return _SMALLER if LARGEST < cost < math.inf else _AMOUNT


def coalitions(n: int) -> Text:
    """Write the number of coalitions of n members.

    Examples
    --------
    >>> coalitions(25).en, coalitions(300).en
    ('33,554,431', '2^300')
    """
    return number(2**n - 1) if n <= 40 else same(f"2^{n}")


def too_many(n: int, where: Problem | None = None) -> GameError:
    """Say that there are too many members for an exact answer, and what to do."""
    hint = _FEWER.format(n=number(n), coalitions=coalitions(n), most=number(MOST))
    file, key = (where.file, where.key) if where is not None else ("", "members")
    return GameError([Problem(file=file, key=key, value=n, allowed=_TOO_MANY.format(most=number(MOST)), hint=hint)])
