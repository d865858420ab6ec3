"""The columns of a store: the variables that it keeps of each run, own outcomes and drawn parameters among them."""

from __future__ import annotations

from typing import Any, Final, NamedTuple

import numpy as np

from sim.declared.variables import VARIABLES, recorded
from sim.sweep import words
from sim.sweep.design import Design
from sim.sweep.own_outcome import UNITLESS, OwnNumber, OwnOutcomeError
from sim.sweep.uncertainty import Drawn
from sim.vocabulary.text import same
from sim.vocabulary.variable import DIMENSIONS, Variable

_CODE_MISSING: Final = -1
STATUS: Final = "collective_status"
"""The column that tells which runs are there: every sweep keeps it, and it is written last."""
_COORDINATES: Final = ("place", "factor", "done", "block")


class Column(NamedTuple):
    """A variable of a store, and the attributes of its array."""

    variable: Variable
    attributes: dict[str, Any]


def columns_of(design: Design) -> list[Column]:
    """Return the columns of a sweep, in the order of the store.

    The first run tells which numbers the functions give: they are played once for it.

    Raises
    ------
    OwnOutcomeError
        The functions fail in every run that is tried, or give a name that is taken.
    """
    columns = [Column(variable, variable.attrs) for variable in recorded(design.kept)]
    if design.uncertain:
        drawn = Drawn(design.simulated)
        columns += [Column(variable, drawn.attributes(path)) for path, variable in drawn.variables.items()]
    if design.outcomes:
        taken = {*VARIABLES, *DIMENSIONS, *_COORDINATES, *(factor.path for factor in design.factors)}
        taken |= {column.variable.name for column in columns}
        columns += [_of_number(each, taken) for each in design.own_numbers]
    return columns


def _of_number(each: OwnNumber, taken: set[str]) -> Column:
    """Return the column of a number that a function gives."""
    if each.name in taken:
        raise OwnOutcomeError(words.NAME_TAKEN.format(name=same(each.name)))
    return Column(own_variable(each.name), {"units": each.unit, "long_name": each.en, "long_name_fr": each.fr})


def own_variable(name: str) -> Variable:
    """Return the variable of a number that a function gives; its unit and its names are known once it is played."""
    return Variable(name, ("replication",), UNITLESS, same(name), "summary")


def missing(dtype: str | np.dtype[Any]) -> float | int:
    """Return the value that marks a missing run in a column: NaN, or -1 for a code."""
    return _CODE_MISSING if np.dtype(dtype).kind == "i" else float("nan")
