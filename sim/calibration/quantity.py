"""What a target can be compared with: an outcome, an output variable, or a function of a dataset."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
import xarray as xr

from sim.analysis.catalogue import OF_MONTHS, OF_RESOURCES, OUTCOMES, Outcome
from sim.declared.variables import VARIABLES, recorded
from sim.kernel.outcome import Record
from sim.python_file import find_function
from sim.scenario import Scenario
from sim.vocabulary.status import Status
from sim.vocabulary.text import Text, same

NOT_REACHED: Final = 6
"""A break-even that is not reached counts as this number of months after the end of the run."""
BREAK_EVEN: Final = "break_even"
_ALIASES: Final = {"collective_break_even": BREAK_EVEN, "collective_trough": "trough"}  # their months of 0 mean "none"

Read = Callable[[xr.Dataset], xr.DataArray]


@dataclass(frozen=True)
class Quantity:
    """A quantity of a run.

    Attributes
    ----------
    key, unit : str
        Its name and its unit.
    text : Text
        Its name for readers; of a resource, with a brace ``{resource}``.
    dims : frozenset of str
        "month", "resource", both or none; a function has its own numbers, and none.
    record : {"summary", "months"}
        The level of record that it needs.
    variables : frozenset of str
        The output variables that it is computed from; of a function, all.
    read : callable
        Dataset in, (..., replication[, month][, resource]) out; of a function, (replication[, number]).
    source : str
        Source text of the file of a function, so that what the function calls there belongs to the identity of a study,
        too; empty for the others.
    """

    key: str
    unit: str
    text: Text
    dims: frozenset[str]
    record: Record
    variables: frozenset[str]
    read: Read
    source: str = ""


def known_quantities() -> list[str]:
    """Return the names of the outcomes and of the output variables that a target can name."""
    outcomes = [outcome.key for outcome in (*OUTCOMES, *OF_RESOURCES, *OF_MONTHS)]
    return list(dict.fromkeys([*outcomes, *(each.name for each in recorded("months") if each.unit != "code")]))


def find_quantity(name: str, by_month: bool, scenario: Scenario, folder: Path) -> Quantity | None:
    """Return the quantity of a name, or None.

    Parameters
    ----------
    name : str
        An outcome, an output variable, or ``mine.py:function`` beside the study; or ``module:function``.
    by_month : bool
        Whether the quantity of each month is meant, where a name has both.
    scenario : Scenario
        It is checked by which dimensions and which level of record the quantity has.
    folder : Path
        Folder of the study.

    Raises
    ------
    NoFunctionError
        The function cannot be loaded.
    """
    if ":" in name:
        found = find_function(name, folder)
        every = frozenset(variable.name for variable in recorded("months"))
        return Quantity(name, "1", same(name), frozenset(), "months", every, found.function, found.source)
    name = _ALIASES.get(name, name)
    catalogue = (*OF_MONTHS, *OUTCOMES, *OF_RESOURCES) if by_month else (*OUTCOMES, *OF_RESOURCES, *OF_MONTHS)
    outcome = next((each for each in catalogue if each.key == name), None)
    if outcome is None:
        variable = VARIABLES.get(name)
        if variable is None or variable.level == "organizations" or variable.unit == "code":
            return None
        outcome = Outcome(name, variable.unit, variable.text)
    read = _break_even(scenario.months) if name == BREAK_EVEN else outcome.read
    records: tuple[Record, ...] = ("summary", "months")
    for record in records:
        watched = _Watched(_blank(scenario, record))
        try:
            values = read(watched)  # type: ignore[arg-type]
        except KeyError:  # it needs months
            continue
        dims = frozenset(str(dim) for dim in values.dims) - {"replication"}
        variables = frozenset(watched.names) & VARIABLES.keys()
        return Quantity(name, outcome.unit, outcome.text, dims, record, variables, read)
    return None


class _Watched:
    """A dataset that notes which of its variables are read."""

    def __init__(self, ds: xr.Dataset) -> None:
        self._ds = ds
        self.names: set[str] = set()

    def __getitem__(self, name: str) -> xr.DataArray:
        self.names.add(name)
        return self._ds[name]


def _break_even(months: int) -> Read:
    """Return the reader of the month of break-even, with a month after the end where it is not reached."""
    outcome = next(each for each in OUTCOMES if each.key == BREAK_EVEN)

    def read(ds: xr.Dataset) -> xr.DataArray:
        ended = ds["collective_status"].isin([Status.NOT_YET, Status.NEVER, Status.NEVER_ENTERED])
        return xr.where(ended, float(months + NOT_REACHED), outcome.read(ds))

    return read


def _blank(scenario: Scenario, record: Record) -> xr.Dataset:
    """Return a dataset with the variables of a level of record, one run of zeros."""
    sizes = {"replication": 1, "month": scenario.months, "resource": len(scenario.resources)}
    variables = {
        each.name: (each.dims, np.zeros([sizes[dim] for dim in each.dims], dtype=each.dtype))
        for each in recorded(record)
    }
    labels: dict[str, Any] = {"resource": list(scenario.resources)}
    if record == "months":
        labels["month"] = np.arange(1, scenario.months + 1)
    return xr.Dataset(variables, labels)
