"""Which run a model plays where nobody says so."""

import itertools
import multiprocessing
import os
from enum import Enum
from typing import Final

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
