"""Own rules: the functions that a user's Python file may hold, and what each of them sees.

What a function sees are copies: it never holds the state. Of what it writes, notes and shares are read; all else is
lost. What the fields mean is said in ``docs/how-to/own-rules.md``.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from sim.declared.record import record
from sim.vocabulary.text import Text

Record = np.dtype[np.void]


def _only(dtype: Record, names: str) -> Record:
    """Return some fields of a record type, at their places in it."""
    return dtype[names.split()]


OWN_KEY: Final = "own"
"""The name of an own rule in scenarios."""
OWN_RULE: Final = Text("own rule", "règle personnalisée")
"""Its name for readers."""

ONE: Final = record(
    """f stay join found taste threshold need stand_alone service size cash surplus trust horizon foresight solidarity
    autonomy risk_weight gain total pool_need pool_cost note_0 note_1 note_2 note_3
    cost fixed bill cost_before cost_after""",
    "i organization kind sector resource month months pools pool_size pool_age members agreeing",
    "u key",
    "b member can_join can_found",
)
"""What any function sees as its first parameter: one record for all, since they are called one at a time."""

MANY: Final = record(
    "f need size gain total stand_alone capped_cost share",
    "i organization kind sector pool_size",
    "b pooling same_pool",
)
"""What any function sees several of."""

OPTIONS: Final = _only(
    ONE,
    """stay join found taste threshold need stand_alone service size cash surplus trust horizon foresight solidarity
    autonomy risk_weight gain total pool_need pool_cost note_0 note_1 note_2 note_3 organization kind sector resource
    month months pools pool_size pool_age key member can_join can_found""",
)
"""What an organization decides on. Values are without taste, and minus infinity where there is no such option."""

CONTACT: Final = _only(MANY, "need size gain total organization kind sector pool_size pooling same_pool")
"""A contact that needs the resource, as it was when the organization looked around."""

BILL: Final = _only(ONE, "cost fixed stand_alone members resource month")
"""What the members of a pool share: its steady cost."""

MEMBER: Final = _only(MANY, "need size stand_alone capped_cost share organization kind sector")
"""A member, in order of need."""

GUEST: Final = _only(
    ONE,
    """need size stand_alone bill cost_before cost_after organization kind sector resource month members agreeing
    pool_age""",
)
"""An organization that asks to be admitted."""


@dataclass(frozen=True, kw_only=True)
class OwnFunction:
    """A function that the user's file may hold.

    Attributes
    ----------
    name : str
    signature : str
        How it is written, parameters that it may leave out in brackets.
    records : tuple of record types
        Of the one record and, if there is a second parameter, of the records that it sees.
    least : int
        The number of parameters that it must have.
    returns : Text
        What it must return.

    Examples
    --------
    >>> [function.signature for function in OWN_FUNCTIONS.values()]
    ['decide(own[, others])', 'share(pool, members)', 'admits(guest)']
    """

    name: str
    signature: str
    records: tuple[Record, ...]
    least: int
    returns: Text


_CHOICE: Final = Text(
    "a choice on every path: 0 (stay), 1 (leave), 2 (join) or 3 (found)",
    "un choix sur chaque chemin : 0 (rester), 1 (partir), 2 (se joindre) ou 3 (fonder)",
)
_NOTHING: Final = Text(
    "no value: the shares are written into members[k].share",
    "aucune valeur : les parts s'écrivent dans members[k].share",
)
_TRUTH: Final = Text("True or False on every path", "True ou False sur chaque chemin")

DECIDE: Final = OwnFunction(
    name="decide", signature="decide(own[, others])", records=(OPTIONS, CONTACT), least=1, returns=_CHOICE
)
SHARE: Final = OwnFunction(
    name="share", signature="share(pool, members)", records=(BILL, MEMBER), least=2, returns=_NOTHING
)
ADMITS: Final = OwnFunction(name="admits", signature="admits(guest)", records=(GUEST,), least=1, returns=_TRUTH)

OWN_FUNCTIONS: Final[dict[str, OwnFunction]] = {each.name: each for each in (DECIDE, SHARE, ADMITS)}
"""The functions by name."""
