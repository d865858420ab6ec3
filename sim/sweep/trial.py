"""A trial of the functions of a sweep: a first run tells which numbers they give."""

from typing import Final

import numpy as np

from sim.compilation.cache import mark_warm
from sim.errors import SimError
from sim.sweep import words
from sim.sweep.design import Design
from sim.sweep.own_outcome import OwnNumber, OwnOutcomeError
from sim.sweep.task import first_numbers

_TRIED: Final = 8  # points: a function may fail at some


def first_numbers_of(design: Design) -> list[OwnNumber]:
    """Return the numbers that the functions of a sweep give for a run.

    Raises
    ------
    OwnOutcomeError
        They fail in the first run of each point that is tried.
    """
    first: OwnOutcomeError | None = None
    for point in np.unique(np.linspace(0, design.size - 1, min(design.size, _TRIED)).astype(int)).tolist():
        try:
            return first_numbers(design, point)
        except OwnOutcomeError as error:
            first = first or error
            mark_warm()  # the run itself has been simulated
        except SimError:  # a run that fails by itself is reported with its block
            continue
    raise OwnOutcomeError(words.ALWAYS_FAILS.format(problem=first.words if first else words.NO_RUN)) from first
