"""Codes of the rules, as compiled code compares them; what they mean for readers is declared in `sim.declared`."""

from enum import IntEnum


class Attribute(IntEnum):
    """What sets organizations apart; the code is the number of the draw, so add only at the end."""

    KIND = 0
    SECTOR = 1
    SIZE = 2
    CASH = 3
    SURPLUS = 4
    RATE = 5
    HORIZON = 6
    FORESIGHT = 7
    TRUST = 8
    SOLIDARITY = 9
    AUTONOMY = 10
    RISK_WEIGHT = 11
    TASTE = 12
    RULE = 13
    THRESHOLD = 14
    RECIPROCITY = 15


class Weight(IntEnum):
    """What a member's share of a cost is proportional to."""

    MEMBER = 0
    SIZE = 1
    NEED = 2
    USE = 3
    SERIAL = 4
    OWN = 5


class Rule(IntEnum):
    """How an organization decides."""

    RATIONAL = 0
    PRESCRIBED = 1
    ALONE = 2
    TOGETHER = 3
    IMITATE = 4
    CONDITIONAL = 5
    OWN = 6


class Admission(IntEnum):
    """Which newcomers a pool admits."""

    OPEN = 0
    NO_HARM = 1
    MAJORITY = 2
    OWN = 3


class Fault(IntEnum):
    """What was wrong with a call of an own rule."""

    NONE = 0
    RAISED = 1
    NO_CHOICE = 2
    IMPOSSIBLE = 3
    SUM = 4
