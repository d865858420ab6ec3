"""An attribute of the organizations: its distribution as a file gives it, checked against its bounds."""

from __future__ import annotations

from collections.abc import Mapping
from math import isfinite
from typing import TypeGuard

from sim.declared.refusal import refusal, refused_keys
from sim.scenario.schema.distribution import LARGE, Constant, Distribution, LogNormal, TruncatedNormal
from sim.scenario.schema.mixture import DISTRIBUTIONS
from sim.tables.names import clean
from sim.vocabulary.names import nearest, one_of
from sim.vocabulary.param import Param
from sim.vocabulary.text import Text, number, same

_HOW = Text(
    'Write a constant, or a table such as {distribution = "uniform", low = ..., high = ...}.',
    'Écrivez une constante, ou une table comme {distribution = "uniform", low = ..., high = ...}.',
)
_NAMED = Text(
    "in a table whose distribution is one of {names}", "dans une table dont la distribution est l'une de {names}"
)
_CONSTANT = Text(
    "A constant has no {keys}; a table that names no distribution is a constant.",
    "Une constante n'a pas de {keys}; une table qui ne nomme pas de distribution est une constante.",
)


def read_distribution(
    value: object, param: Param, choices: tuple[str, ...] | None, default: Distribution
) -> Distribution:
    """Read a distribution as a TOML file gives it, and check its support against the parameter's bounds.

    Parameters
    ----------
    value : object
        A bare value (a constant), a table, or a Distribution.
    param : Param
        Bounds; they are also the cut of a normal or lognormal that gives none.
    choices : tuple of str, or None
        The allowed names; an empty tuple allows any name, and whole numbers within the bounds. None: numbers.
    default : Distribution
        Completes a table that does not name its distribution, such as ``{mean = 0.3}``.

    Raises
    ------
    pydantic.ValidationError, pydantic_core.PydanticCustomError
        With all that is wrong.
    """
    distribution: Distribution
    if isinstance(value, Distribution):
        distribution = value
    elif isinstance(value, Mapping):
        distribution = _read_table(value, param, default)
    elif isinstance(value, str) or (_is_number(value) and abs(value) <= LARGE):
        distribution = Constant(value=clean(value) if isinstance(value, str) else value)
    else:
        raise refusal(_allowed(param, choices), None if _is_number(value) else _HOW)
    if not _values_allowed(distribution, param, choices):
        unknown = (option for option in distribution.options() if choices and option not in choices)
        raise refusal(_allowed(param, choices), nearest(next(unknown, ""), choices or ()))
    return distribution


def _read_table(table: Mapping[object, object], param: Param, default: Distribution) -> Distribution:
    """Read a table; the parameter's bounds are the cut where none is given."""
    given = {str(key): value for key, value in table.items()}
    name = given.pop("distribution", default.name)
    if not isinstance(name, str) or name not in DISTRIBUTIONS:
        raise refused_keys({"distribution": name}, refusal(one_of(DISTRIBUTIONS), nearest(name, DISTRIBUTIONS)))
    kind = DISTRIBUTIONS[name]
    others = {key: inner for key, inner in given.items() if key != "value"}
    if kind is Constant and others:
        named = _NAMED.format(names=same(", ".join(each for each in DISTRIBUTIONS if each != name)))
        raise refused_keys(others, refusal(named, _CONSTANT.format(keys=", ".join(sorted(others)))))
    if "distribution" not in table:
        given = {key: getattr(default, key) for key in kind.model_fields} | given
    if isinstance(values := given.get("values"), list):
        given["values"] = [clean(each) if isinstance(each, str) else each for each in values]
    if kind in (TruncatedNormal, LogNormal):
        given = {"low": param.low, "high": param.high} | given
    return kind.model_validate(given)


def _is_number(value: object) -> TypeGuard[float]:
    """Whether it is a finite number (a bool is none)."""
    return (isinstance(value, int) and not isinstance(value, bool)) or (isinstance(value, float) and isfinite(value))


def _values_allowed(distribution: Distribution, param: Param, choices: tuple[str, ...] | None) -> bool:
    """Whether everything that a distribution can give is allowed for the parameter."""
    options = distribution.options()
    names = [option for option in options if isinstance(option, str)]
    if choices:
        return bool(options) and len(names) == len(options) and set(names) <= set(choices)
    if choices is not None and names:
        return len(names) == len(options) and len(set(names)) <= (param.high or len(names)) and all(names)
    if choices is not None and not all(float(option).is_integer() for option in options):
        return False
    if names or (choices is not None and not options):
        return False
    low, high = distribution.support()
    if options:
        return param.holds(low) and param.holds(high)
    # a continuous distribution never gives its very ends, so an open bound may be one
    return (param.low is None or low >= param.low) and (param.high is None or high <= param.high)


def _allowed(param: Param, choices: tuple[str, ...] | None) -> Text:
    """Say what a distribution may give."""
    if choices:
        return one_of(choices)
    if choices is not None:
        names = Text("names, or whole numbers from {low} to {high}", "des noms, ou des entiers de {low} à {high}")
        return names.format(low=number(param.low or 0), high=number(param.high or 0))
    return param.allowed(whole=False)
