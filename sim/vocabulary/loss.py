"""The kinds of loss that an organization may have at the end of a run."""

from __future__ import annotations

from enum import IntEnum
from typing import Final

from sim.vocabulary.text import Text


class Loss(IntEnum):
    """Whether an organization ends at a loss, and whether that loss is likely to last; stored as int8.

    Examples
    --------
    >>> [kind.name for kind in LEFT_BEHIND]
    ['OUT', 'LOSING']
    """

    NONE = 0
    OUT = 1
    LOSING = 2
    PAYING_BACK = 3
    YOUNG = 4
    SPARED = 5

    @property
    def label(self) -> Text:
        """The kind of loss in words."""
        return _LABELS[self]


_LABELS = {
    Loss.NONE: Text("not at a loss", "sans perte"),
    Loss.OUT: Text("out at a loss", "sortie à perte"),
    Loss.LOSING: Text("still losing", "encore perdante"),
    Loss.PAYING_BACK: Text("still paying back but gaining lately", "en voie de se rattraper"),
    Loss.YOUNG: Text("too recent a member to tell", "membre depuis trop peu de temps"),
    Loss.SPARED: Text("would have closed alone", "aurait fermé seule"),
}
LEFT_BEHIND: Final = (Loss.OUT, Loss.LOSING)
"""The kinds of loss that leave an organization behind."""
