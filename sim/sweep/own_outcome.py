"""Own outcomes: functions of a user that reduce one run to named numbers, which a sweep keeps beside ours."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from sim.declared.variables import VARIABLES
from sim.errors import Problem, WordedError
from sim.python_file import NoFunctionError, UserFunction, find_function, given_function, reason_of, title_of
from sim.sweep import words
from sim.vocabulary.names import nearest
from sim.vocabulary.text import Text, join, number, same
from sim.vocabulary.variable import LEVELS, Variable

if TYPE_CHECKING:
    import xarray as xr

    from sim.kernel.outcome import Outcomes, Record

Function = str | Callable[..., Any]
"""A function by ``mine.py:name``, or the function itself."""
UNITLESS: Final = "1"
_MOST: Final = 1_000  # numbers of a run
_OURS: Final = frozenset(each.text.en for each in VARIABLES.values())
_NOTHING: Final = Variable("", (), "", Text("", ""), LEVELS[0])


class OwnOutcomeError(WordedError):
    """A function of the user fails, or gives something else than named numbers."""


@dataclass(frozen=True)
class OwnNumber:
    """A number that a function gives: its name, its value in a run, its unit and its names for readers."""

    name: str
    value: float
    unit: str = UNITLESS
    en: str = ""
    fr: str = ""


@dataclass(frozen=True)
class OwnOutcome:
    """A function of one run.

    Attributes
    ----------
    function : UserFunction
    arrays : tuple of str
        The output variables that it takes as arrays, by the names of its parameters; empty if it takes a dataset.
    """

    function: UserFunction
    arrays: tuple[str, ...]

    @property
    def level(self) -> Record:
        """The lowest level of record that has the arrays; of a function of a dataset, the lowest of all."""
        return highest(VARIABLES[name].level for name in self.arrays)

    def numbers(self, outcomes: Outcomes, dataset: Callable[[], xr.Dataset]) -> list[OwnNumber]:
        """Return the numbers of a run.

        Parameters
        ----------
        outcomes : dict of str to ndarray
            The output variables of the run, without the replication.
        dataset : callable
            Returns them as a dataset.

        Raises
        ------
        OwnOutcomeError
            The function fails, with its file and line; or it gives something else than named numbers.
        """
        function = self.function
        try:
            if self.arrays:
                given = function.function(*(_copy(outcomes[name], name) for name in self.arrays))
            else:
                given = function.function(dataset())
        except (Exception, SystemExit) as error:
            raise OwnOutcomeError(self._failure(error)) from error
        alone = not isinstance(given, Mapping)
        numbers = {function.name.rpartition(":")[2].strip("<>"): given} if alone else given
        if not 1 <= len(numbers) <= _MOST:
            raise OwnOutcomeError(words.NO_NUMBERS.format(name=same(function.name), n=number(len(numbers))))
        told = function.function if alone else None
        return [_number(name, value, function.name, told) for name, value in numbers.items()]

    def _failure(self, error: BaseException) -> Text:
        """Return what went wrong in the function, with its file and line."""
        name, line = self.function.name, self.function.line_of(error)
        place = same(name if self.function.has_file else f"{name} ({self.function.file})")
        reason = same(reason_of(error))
        text = words.OWN_FAILS.format(place=place, line=line or "?", reason=reason)
        asked = re.search(r"'(\w+)'", str(error)) if isinstance(error, KeyError) else None
        if asked is None or VARIABLES.get(asked[1], _NOTHING).level == LEVELS[0]:
            return text
        hint = words.RECORD_MORE.format(name=same(asked[1]), level=same(VARIABLES[asked[1]].level))
        return join([text, hint], " ")


def highest(levels: Iterable[Record]) -> Record:
    """Return the level of record that holds all of some levels.

    Examples
    --------
    >>> highest(["months", "summary"])
    'months'
    """
    return LEVELS[max((LEVELS.index(level) for level in levels), default=0)]


def read_own_outcome(given: Function, folder: Path) -> OwnOutcome | Problem:
    """Return the outcome of a function, or the problem of it.

    Parameters
    ----------
    given : str or callable
        ``file.py:function``, the file in the folder; or the function.
    folder : Path
        Folder of the scenario.
    """
    shown = given if isinstance(given, str) else getattr(given, "__name__", repr(given))
    try:
        function = find_function(given, folder) if isinstance(given, str) else given_function(given)
    except NoFunctionError as error:
        hint = words.NOT_LOADED.format(reason=same(str(error)))
        return Problem(file="", value=shown, allowed=words.A_FUNCTION, hint=hint)
    parameters = inspect.signature(function.function).parameters.values()
    names = [each.name for each in parameters if each.default is each.empty and each.kind not in _OPTIONAL]
    unknown = [name for name in names if name not in VARIABLES]
    if len(names) == 1 and unknown:
        return OwnOutcome(function, ())
    if not names or unknown or any(each.kind is each.KEYWORD_ONLY and each.name in names for each in parameters):
        near = next(filter(None, (nearest(name, VARIABLES) for name in unknown)), None)
        return Problem(file="", value=f"{shown}({', '.join(names)})", allowed=words.OF_A_RUN, hint=near)
    return OwnOutcome(function, tuple(names))


_OPTIONAL: Final = (inspect.Parameter.VAR_POSITIONAL, inspect.Parameter.VAR_KEYWORD)


def own_numbers(
    own: Sequence[OwnOutcome], outcomes: Outcomes, dataset: Callable[[], xr.Dataset]
) -> Iterator[OwnNumber]:
    """Yield the numbers that all functions give for a run; raise an OwnOutcomeError for a name that is given twice."""
    seen: set[str] = set()
    for outcome in own:
        for each in outcome.numbers(outcomes, dataset):
            if each.name in seen:
                raise OwnOutcomeError(words.TWICE.format(name=same(each.name)))
            seen.add(each.name)
            yield each


def _copy(value: Any, name: str) -> Any:
    """Return a number or a copy of an array, which a user may change, in the type of its variable."""
    return np.array(value, dtype=VARIABLES[name].dtype) if np.ndim(value) else value


def _number(name: object, given: Any, function: str, told: Callable[..., Any] | None) -> OwnNumber:
    """Return one number: plain, with its unit, or an array of xarray without dimensions; `told` gives nothing else."""
    plain, unit = given if isinstance(given, tuple) and len(given) == 2 else (given, None)
    about: Mapping[Any, Any] = getattr(plain, "attrs", {})
    unit = about.get("units", UNITLESS) if unit is None else unit
    good = isinstance(name, str) and name.isidentifier() and isinstance(unit, str) and unit.isprintable() and unit
    if good and np.ndim(plain) == 0 and not isinstance(plain, str | bytes):
        try:
            value = float(plain)
        except (TypeError, ValueError):
            pass
        else:
            english, french = (str(about.get(key, "")) for key in ("long_name", "long_name_fr"))
            if not english or english in _OURS:  # computing with an array of ours keeps its name
                english = french = title_of(str(name), told)
            return OwnNumber(str(name), value, str(unit), english, french or english)
    shown = same(f"{name!r}: {given!r}"[:120])
    raise OwnOutcomeError(words.NOT_A_NUMBER.format(name=same(function), given=shown))
