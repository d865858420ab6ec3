"""The steps of a workshop, and which of them fit into 20, 45 or 90 minutes."""

from enum import StrEnum
from typing import Final


class Step(StrEnum):
    """A step of a workshop."""

    WELCOME = "welcome"
    ROOM = "room"
    PREDICT = "predict"
    ROUND = "round"
    REVEAL = "reveal"
    CURVE = "curve"
    LEVERS = "levers"
    COMPARE = "compare"
    WHO = "who"
    EFFORT = "effort"
    SANCTIONS = "sanctions"
    OWN = "own"
    CONDITIONS = "conditions"
    HOME = "home"


ALL: Final = tuple(Step)
AFTER_CURVE: Final = ALL[ALL.index(Step.CURVE) :]
"""The steps from the one on that shows how the case ends."""
LENGTHS: Final = (20, 45, 90)
"""Lengths of a workshop [minutes]."""

_SHORT: Final = (Step.WELCOME, Step.PREDICT, Step.CURVE, Step.COMPARE, Step.WHO, Step.HOME)
_MIDDLE: Final = (*_SHORT, Step.ROOM, Step.ROUND, Step.REVEAL, Step.CONDITIONS)
PLANS: Final = {
    20: tuple(step for step in ALL if step in _SHORT),
    45: tuple(step for step in ALL if step in _MIDDLE),
    90: ALL,
}
"""The steps of each length, in their order."""
ROUNDS: Final = {20: 0, 45: 1, 90: 3}
"""Number of rounds by length."""
ROUND_MONTHS: Final = 6
"""Months of a round; the choices of the last round hold until the end."""
