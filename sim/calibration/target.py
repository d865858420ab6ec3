"""A target: published numbers, their error, and the quantity of a run that they are compared with."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from math import isfinite
from pathlib import Path
from typing import Annotated, Any, Final, Literal

import numpy as np
import xarray as xr
from numpy.typing import NDArray
from pydantic import PlainValidator, ValidationError

from sim.calibration import words
from sim.calibration.quantity import Quantity, find_quantity, known_quantities
from sim.declared.refusal import refusal
from sim.declared.table import Table, Words
from sim.errors import ABSENT, Problem
from sim.python_file import NoFunctionError, reason_of
from sim.scenario import Scenario
from sim.vocabulary.names import nearest, one_of
from sim.vocabulary.param import Param
from sim.vocabulary.text import Text, number, same

Of = Literal["run", "mean"]
Floats = NDArray[np.float64]

_MOST: Final = 1000  # numbers of a target


def _numbers(allowed: Text, least: float) -> PlainValidator:
    """Return the validator of a finite number or a list of them."""

    def read(value: object) -> tuple[float, ...]:
        numbers: list[Any] = list(value) if isinstance(value, list | tuple) else [value]
        good = [isinstance(each, int | float) and not isinstance(each, bool) and isfinite(each) for each in numbers]
        if not (1 <= len(numbers) <= _MOST and all(good) and all(each >= least for each in numbers)):
            raise refusal(allowed)
        return tuple(float(each) for each in numbers)

    return PlainValidator(read)


def _months(value: object) -> tuple[int, ...]:
    """Read a month, or a list of different months."""
    months = value if isinstance(value, list | tuple) else [value]
    whole = all(isinstance(each, int) and not isinstance(each, bool) and each >= 1 for each in months)
    if not months or not whole or len(set(months)) < len(months):
        raise refusal(words.MONTHS)
    return tuple(months)


# fmt: off
class TargetTable(Table):
    """A target as a file gives it."""

    name: Annotated[str, Param("name of the target", "nom de la cible")]
    outcome: Annotated[str, Param("what it is compared with", "ce à quoi elle se compare")]
    resource: Annotated[str | None, Param("resource of the outcome", "ressource du résultat")] = None
    months: Annotated[tuple[int, ...] | None, PlainValidator(_months)] = None
    observed: Annotated[tuple[float, ...], _numbers(words.NUMBERS, -np.inf)]
    error: Annotated[tuple[float, ...], _numbers(words.ERRORS, 0.0)]
    of: Annotated[Of, Param(
        "what was observed: one history, or a mean of many", "ce qui a été observé : une histoire, ou une moyenne",
    )] = "run"
    source: Annotated[Words, Param("where the numbers come from", "d'où viennent les nombres")] = Text("", "")
# fmt: on


@dataclass(frozen=True, kw_only=True)
class Target:
    """A target that can be read from a dataset.

    Attributes
    ----------
    name : str
        Its name.
    quantity : Quantity
        What it is compared with.
    resource : str or None
    months : tuple of int
        The months of a series; empty for one number of a run.
    observed, error : (n,) float64
        The numbers, and the standard deviation of their error of observation.
    of : {"run", "mean"}
        Whether they were observed in one history, or are the mean of many.
    source : Text
        Where they come from.
    """

    name: str
    quantity: Quantity
    resource: str | None
    months: tuple[int, ...]
    observed: Floats
    error: Floats
    of: Of
    source: Text

    @property
    def table(self) -> dict[str, Any]:
        """The target as it would stand in a file."""
        return {
            "name": self.name,
            "outcome": self.quantity.key,
            "resource": self.resource,
            "months": list(self.months) or None,
            "observed": self.observed.tolist(),
            "error": self.error.tolist(),
            "of": self.of,
            "source": {"en": self.source.en, "fr": self.source.fr},
            "code": self.quantity.source or None,
        }

    def statistics(self, ds: xr.Dataset) -> Floats:
        """Return what the runs of a sweep give for the observed numbers, the mean over replications (point, n).

        NaN where no run of a point defines it.
        """
        values = self._of_function(ds) if self.quantity.source else self._of_quantity(ds)
        count = np.isfinite(values).sum(axis=1)
        total = np.where(np.isfinite(values), values, 0.0).sum(axis=1)
        return np.where(count > 0, total / np.maximum(count, 1), np.nan)

    def _of_quantity(self, ds: xr.Dataset) -> Floats:
        """Return an outcome or a variable (point, replication, n)."""
        values = self.quantity.read(ds)
        if self.resource is not None:
            values = values.sel(resource=self.resource)
        if self.months:
            values = values.sel(month=list(self.months))
        numbers = np.asarray(values.transpose("point", "replication", ...).values, dtype=np.float64)
        return numbers.reshape(*numbers.shape[:2], -1)

    def _of_function(self, ds: xr.Dataset) -> Floats:
        """Return what a function gives for all runs, which it receives as it would those of one scenario."""
        shape = ds.sizes["point"], ds.sizes["replication"]
        kept = ds[[str(name) for name, values in ds.data_vars.items() if "replication" in values.dims]].load()
        kept = kept.drop_vars([name for name in kept.coords if name not in ("month", "resource")])
        flat = kept.stack(run=("point", "replication"), create_index=False).rename(run="replication")
        try:
            numbers = np.asarray(self.quantity.read(flat.transpose("replication", ...)), dtype=np.float64)
        except Exception as error:  # the function is the user's: anything can happen in it
            failed = words.FUNCTION_FAILED.format(name=self.quantity.key, reason=same(reason_of(error)))
            raise words.CalibrationError(failed) from error
        wanted = shape[0] * shape[1], len(self.observed)
        if numbers.shape not in (wanted, wanted[:1]) or (numbers.ndim == 1 and wanted[1] != 1):
            text = words.WRONG_SHAPE.format(name=same(self.quantity.key), given=same(str(numbers.shape)),
                                            wanted=same(str(wanted)))  # fmt: skip
            raise words.CalibrationError(text)
        return numbers.reshape(*shape, len(self.observed))


def read_target(
    given: Any, place: int, scenario: Scenario | None, folder: Path, file: str
) -> tuple[Target | None, list[Problem]]:
    """Read one target; return it, or None and all its problems.

    Parameters
    ----------
    given : mapping
        The table of the target.
    place : int
        Its place in the study, from 1, which names it where it has no name.
    scenario : Scenario or None
        Without one, outcomes are not checked.
    folder : Path
        Folder of the study, where modules of functions are searched first.
    file : str
        Name of the study in problems.
    """
    name = given.get("name") if isinstance(given, Mapping) else None
    key = f"calibrate.targets.{name if isinstance(name, str) and name else place}"

    def problem(inner: str, value: object, allowed: Text, hint: Text | None = None) -> Problem:
        return Problem(file=file, key=f"{key}.{inner}".rstrip("."), value=value, allowed=allowed, hint=hint)

    problems: list[Problem] = []
    if isinstance(given, Mapping) and isinstance(given.get("source"), str):
        given = {**given, "source": given["source"]}
    try:
        table: TargetTable | None = TargetTable.model_validate(given)
    except ValidationError as error:
        table = None
        for each in error.errors(include_url=False):
            context = each["ctx"]
            inner = ".".join(str(part) for part in each["loc"])
            hint = words.WRITE_ZERO if inner == "error" else context["hint"]
            allowed = {"observed": words.NUMBERS, "error": words.ERRORS}.get(inner, context["allowed"])
            value = ABSENT if context["missing"] else each["input"]
            problems.append(problem(inner, value, allowed, hint))
    if scenario is None or not isinstance(given, Mapping):
        return None, problems
    quantity, others = _quantity(given, scenario, folder)
    problems += [problem(*each) for each in (*others, *_after_the_end(given.get("months"), scenario))]
    if table is None or quantity is None or problems:
        return None, problems
    months = table.months or ()
    count = len(table.observed) if quantity.source else max(1, len(months))
    if len(table.observed) != count:
        allowed = words.AS_MANY.format(n=number(count))
        problems.append(problem("observed", list(table.observed), allowed))
    if len(table.error) not in (1, count):
        allowed = words.ONE_OR_AS_MANY.format(n=number(count))
        problems.append(problem("error", list(table.error), allowed))
    if problems:
        return None, problems
    observed, deviation = (np.array(each, dtype=np.float64) for each in (table.observed, table.error))
    return Target(
        name=table.name, quantity=quantity, resource=table.resource, months=months, observed=observed,
        error=np.broadcast_to(deviation, observed.shape).copy(), of=table.of, source=table.source,
    ), []  # fmt: skip


_Problem = tuple[str, object, Text, Text | None]


def _quantity(given: Mapping[str, Any], scenario: Scenario, folder: Path) -> tuple[Quantity | None, list[_Problem]]:
    """Return the quantity of a target, or None, and the problems of outcome, resource and months."""
    outcome, months, resource = given.get("outcome"), given.get("months"), given.get("resource")
    if not isinstance(outcome, str):
        return None, []
    try:
        quantity = find_quantity(outcome, months is not None, scenario, folder)
    except NoFunctionError as error:
        return None, [("outcome", outcome, words.A_FUNCTION, words.NOT_LOADED.format(reason=same(str(error))))]
    if quantity is None:
        return None, [
            ("outcome", outcome, words.AN_OUTCOME, nearest(outcome, known_quantities()) or words.SOME_OUTCOMES)
        ]
    return quantity, [*_of_resource(quantity, resource, scenario), *_of_months(quantity, months, scenario)]


def _of_resource(quantity: Quantity, resource: Any, scenario: Scenario) -> Iterator[_Problem]:
    """Yield the problem of the resource of a target, if there is one."""
    needed = "resource" in quantity.dims
    if needed and resource not in scenario.resources:
        value = ABSENT if resource is None else resource
        hint = nearest(resource, scenario.resources) or words.OF_RESOURCE.format(name=same(quantity.key))
        yield "resource", value, one_of(scenario.resources), hint
    if not needed and resource is not None:
        yield "resource", resource, words.NOTHING, words.NO_RESOURCE.format(name=same(quantity.key))


def _of_months(quantity: Quantity, months: Any, scenario: Scenario) -> Iterator[_Problem]:
    """Yield the problem of the months of a target, if there is one."""
    needed = "month" in quantity.dims
    if needed and months is None:
        yield "months", ABSENT, words.IN_RUN.format(n=number(scenario.months)), None
    if months is not None and not needed:
        yield "months", months, words.NOTHING, words.NO_MONTHS.format(name=same(quantity.key))


def _after_the_end(months: Any, scenario: Scenario) -> Iterator[_Problem]:
    """Yield the problem of each month after the end of a run."""
    for month in months if isinstance(months, list | tuple) else [months]:
        if isinstance(month, int) and not isinstance(month, bool) and month > scenario.months:
            yield "months", month, words.IN_RUN.format(n=number(scenario.months)), words.LONGER
