"""Which run a model plays where nobody says so."""

import itertools
import multiprocessing
import operator
import os
from enum import Enum
from typing import Final, SupportsIndex

_PER_PROCESS: Final = 2**32  # replications
_count = itertools.count()


class Seed(Enum):
    """Where the root of a model's draws comes from."""

    OF_SCENARIO = "scenario"


def next_replication() -> int:
    """Return the number of a run that no other model of this process plays, nor one of a process beside it.

    Examples
    --------
    >>> next_replication() != next_replication()
    True
    """
    apart = 0 if multiprocessing.parent_process() is None else os.getpid()
    return apart * _PER_PROCESS + next(_count)


def whole(name: str, value: SupportsIndex) -> int:
    """Return a whole number that names a draw, or say what is wrong with it."""
    try:
        number = operator.index(value)
    except TypeError:
        raise TypeError(f"{name} = {value!r}: a whole number is needed") from None
    if not 0 <= number < 2**63:
        raise ValueError(f"{name} = {number}: from 0 to 2**63 - 1")
    return number
