"""Uncertain parameters: for a number of the scenario, or its decision rule, what it might be instead."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from functools import cache
from typing import Any, Final, NamedTuple

from pydantic import ValidationError
from pydantic_core import InitErrorDetails, PydanticCustomError

from sim.declared.refusal import refusal, refused_keys
from sim.declared.table import Table
from sim.scenario.schema.attribute import read_distribution
from sim.scenario.schema.distribution import Constant, Distribution
from sim.scenario.schema.mixture import DISTRIBUTIONS
from sim.scenario.schema.network import too_many_contacts
from sim.scenario.schema.population import CHOICES
from sim.vocabulary.names import nearest, one_of
from sim.vocabulary.param import Param
from sim.vocabulary.text import Text, number

STRUCTURE: Final = ("months", "replications", "seed", "population.number")
"""Numbers that say what is simulated: not knowing them makes no sense, and runs of different shapes do not compare."""

_MOST: Final = 100
_A_NUMBER: Final = Text("the path of a numeric parameter", "le chemin d'un paramètre numérique")
_STRUCTURE: Final = Text(
    "It sets what is simulated; it is not an assumption.", "Il fixe ce qui est simulé; ce n'est pas une hypothèse."
)
_SPREAD_OUT: Final = Text(
    "It differs between organizations: name a number of its distribution, such as {path}.",
    "Il varie d'une organisation à l'autre : nommez un nombre de sa distribution, comme {path}.",
)
_A_TABLE: Final = Text(
    'a table such as {distribution = "uniform", low = 1, high = 1.6}',
    'une table comme {distribution = "uniform", low = 1, high = 1.6}',
)
_TOGETHER: Final = Text(
    "The value {value} is not consistent with the rest of its table.",
    "La valeur {value} n'est pas cohérente avec le reste de sa table.",
)


class UncertainParameter(NamedTuple):
    """A parameter that may be uncertain: the table that it stands in, its key there, and what is known of it."""

    table: Table
    key: str
    param: Param

    @property
    def whole(self) -> bool:
        """Whether it is a whole number."""
        return type(self.table).model_fields[self.key].annotation is int

    @property
    def choices(self) -> tuple[str, ...] | None:
        """The names that it may take; None for a number."""
        return CHOICES.get(self.key)


def known_parameters(tables: Mapping[str, Any]) -> dict[str, UncertainParameter]:
    """Find all parameters that may be uncertain, by dotted path.

    Parameters
    ----------
    tables : mapping of str to value
        The values of a scenario by key, or those of them that hold.

    Returns
    -------
    dict of str to UncertainParameter
        All that are one number, the constants of a population and the numbers of its distributions among them; and the
        decision rule, if all organizations share one.
    """
    return {
        f"{key}{path}": parameter
        for key, value in tables.items()
        for path, parameter in _below(value)
        if f"{key}{path}" not in STRUCTURE
    }


def parameter_at(path: str, tables: Mapping[str, Any]) -> UncertainParameter | None:
    """Return the parameter at a dotted path, if it may be uncertain: what `known_parameters` knows of it."""
    found: Any = tables
    for key in path.split("."):
        if isinstance(found, Mapping):
            found = found.get(key)
        elif isinstance(found, Table) and key in type(found).model_fields:
            found = _inside(found, key)
        else:
            return None
    return found if isinstance(found, UncertainParameter) and path not in STRUCTURE else None


def _below(value: Any) -> Iterator[tuple[str, UncertainParameter]]:
    """Find the parameters under a value, each with the rest of its path."""
    if isinstance(value, UncertainParameter):
        yield "", value
    elif isinstance(value, Mapping):
        for name, table in value.items():
            yield from ((f".{name}{path}", parameter) for path, parameter in _below(table))
    elif isinstance(value, Table):
        for key in type(value).model_fields:
            yield from ((f".{key}{path}", parameter) for path, parameter in _below(_inside(value, key)))


def _inside(table: Table, key: str) -> Table | UncertainParameter | None:
    """Return what stands at a key of a table: another table, a parameter that may be uncertain, or neither."""
    inner, param = getattr(table, key), type(table).param(key)
    if isinstance(inner, Constant):
        inner = inner.value
    if key in CHOICES:
        fits = key == "rule" and isinstance(inner, str)
    elif isinstance(inner, Table):
        return inner
    else:
        fits = isinstance(inner, (int, float)) and not isinstance(inner, bool)
    return UncertainParameter(table, key, param) if fits and param is not None else None


def read_uncertain(value: object, tables: Mapping[str, Any], failed: Collection[str] = ()) -> dict[str, Distribution]:
    """Read the distributions of uncertain parameters, and check everything that they can give.

    Parameters
    ----------
    value : object
        Distributions by dotted path, as a TOML file gives them.
    tables : mapping of str to value
        The values of the rest of the scenario that hold, by key.
    failed : collection of str
        The keys of those that do not: what is unsure in them is judged once they are put right.

    Raises
    ------
    pydantic.ValidationError, pydantic_core.PydanticCustomError
        With all that is wrong.
    """
    if not isinstance(value, Mapping):
        raise refusal(Text("a table of paths and distributions", "une table de chemins et de distributions"))
    known = cache(lambda: known_parameters(tables))  # only what is wrong needs them all
    distributions: dict[str, Distribution] = {}
    problems: list[InitErrorDetails] = []
    for path, given in value.items():
        if path.partition(".")[0] in failed:
            continue
        try:
            parameter = parameter_at(path, tables)
            if parameter is None:
                raise refusal(_A_NUMBER, _hint(path, tables, known()))
            distributions[path] = _read(given, path, parameter, tables)
        except ValidationError as error:
            problems += [
                InitErrorDetails(
                    type=refusal(each["ctx"]["allowed"], each["ctx"]["hint"], each["ctx"]["missing"]),
                    loc=(path, *each["loc"]),
                    input=each["input"],
                )
                for each in error.errors(include_url=False)
            ]
        except PydanticCustomError as error:
            problems.append(InitErrorDetails(type=error, loc=(path,), input=given))
    if problems:
        raise ValidationError.from_exception_data("uncertain", problems)
    return distributions


def _hint(path: str, tables: Mapping[str, Any], known: Mapping[str, object]) -> Text | None:
    """Say why a path is none that can be uncertain, or which one was perhaps meant."""
    if path in STRUCTURE:
        return _STRUCTURE
    inside = next((each for each in known if each.startswith(f"{path}.") and path.startswith("population.")), None)
    if inside is not None:
        return _SPREAD_OUT.format(path=inside)
    return None if _stands(path, tables) else nearest(path, known)


def _stands(path: str, tables: Mapping[str, Any]) -> bool:
    """Whether a path leads to something that is no number."""
    value: Any = tables
    for key in path.split("."):
        value = value.get(key) if isinstance(value, Mapping) else getattr(value, key, None)
    return value is not None


def _read(given: object, path: str, parameter: UncertainParameter, tables: Mapping[str, Any]) -> Distribution:
    """Read one distribution: all that it gives respects the bounds, and goes with the rest of the table."""
    if isinstance(given, Mapping) and "distribution" not in given:
        raise refused_keys({"distribution": None}, refusal(one_of(DISTRIBUTIONS), missing=True))
    if not isinstance(given, (Mapping, Distribution)):
        raise refusal(_A_TABLE)
    distribution = read_distribution(given, parameter.param, parameter.choices, Constant(value=0.0))
    if parameter.whole and not all(float(option).is_integer() for option in distribution.options()):
        raise refusal(parameter.param.allowed(whole=True))
    if parameter.choices:
        return distribution
    head, *rest = path.split(".")
    table = tables[head]
    if isinstance(table, Mapping):
        table, rest = table[rest[0]], rest[1:]
    for value in _ends(distribution, parameter.whole):
        _require_consistent(table, rest, value)
        if path == "network.contacts" and (others := tables.get("population")) is not None:
            allowed = too_many_contacts(table.kind, value, others.number)
            if allowed is not None:
                raise refusal(allowed)
    return distribution


def _ends(distribution: Distribution, whole: bool) -> list[float | int]:
    """Return the values by which to judge all that a distribution can give: its ends, or whole numbers between."""
    low, high = distribution.support()
    if not whole:
        return [float(option) for option in distribution.options()] or [low, high]
    options = distribution.options() or range(round(low), round(high) + 1)
    numbers = [int(option) for option in options] if len(options) <= _MOST else [round(low), round(high)]
    return list(numbers)


def _require_consistent(table: Any, keys: list[str], value: float) -> None:
    """Refuse a value with which a table does not hold."""
    values: dict[str, Any] = table.model_dump(exclude_none=True)
    inner = values
    for key in keys[:-1]:
        inner = inner[key]
    inner[keys[-1]] = value
    try:
        type(table).model_validate(values)
    except ValidationError as error:
        context = error.errors(include_url=False)[0]["ctx"]
        raise refusal(context["allowed"], context["hint"] or _TOGETHER.format(value=number(value))) from None
