"""A factor: one parameter of a scenario that a sweep varies, over a list of values or a range."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final, get_args, get_origin

import numpy as np
from numpy.typing import NDArray

from sim.declared.table import Table
from sim.scenario import Scenario
from sim.scenario.schema import Resource
from sim.scenario.schema.distribution import Distribution
from sim.scenario.schema.population import CHOICES
from sim.vocabulary.names import nearest, one_of
from sim.vocabulary.param import Param
from sim.vocabulary.text import Text, number, same

ALL: Final = "*"
"""In place of a resource's key: all resources."""
_INSIDE: Final = 1e-6  # of a range: how far from a bound that is not allowed itself
_FIXED: Final = ("months", "replications", "seed")


class FactorError(Exception):
    """What a factor may not be: what is allowed there, and a hint."""

    def __init__(self, allowed: Text, hint: Text | None = None, key: str = "", value: object = None) -> None:
        super().__init__(allowed.en)
        self.allowed, self.hint, self.key, self.value = allowed, hint, key, value


@dataclass(frozen=True)
class Declared:
    """What the schema says of a path: its metadata, whether it is whole, the names it may take."""

    param: Param
    numeric: bool
    whole: bool
    choices: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Factor:
    """A parameter and the values it takes.

    Attributes
    ----------
    path : str
        Dotted path; ``*`` in place of a resource's key stands for all of them.
    text : Text
        What the parameter is.
    unit : str
        Its unit; "1" where the factor multiplies the scenario's own value.
    values : tuple
        The values of a list; empty for a range.
    low, high : float
        The ends of a range.
    steps : int
        How many values of a range a grid takes; 0 where none is said.
    log : bool
        Whether a range is even in the logarithm.
    whole : bool
        Whether only whole numbers are allowed.
    relative : bool
        Whether the value multiplies the one of the scenario.
    """

    path: str
    text: Text
    unit: str
    values: tuple[Any, ...] = ()
    low: float = 0.0
    high: float = 1.0
    steps: int = 0
    log: bool = False
    whole: bool = False
    relative: bool = False

    def at(self, u: NDArray[np.float64]) -> NDArray[Any]:
        """Give the values at places u (n,) in [0, 1] of the factor: equal parts for each value of a list.

        Examples
        --------
        >>> Factor(path="x", text=Text("", ""), unit="1", low=1, high=100, log=True).at(np.array([0.0, 0.5, 1.0]))
        array([  1.,  10., 100.])
        >>> Factor(path="n", text=Text("", ""), unit="1", low=1, high=3, whole=True).at(np.array([0.0, 0.5, 1.0]))
        array([1, 2, 3])
        """
        if self.values:
            return self.listed(np.minimum((u * len(self.values)).astype(np.int64), len(self.values) - 1))
        if self.whole:
            span = self.high - self.low + 1
            return (self.low + np.minimum(np.floor(u * span), span - 1)).astype(np.int64)
        if self.log:
            found = np.exp(math.log(self.low) + u * (math.log(self.high) - math.log(self.low)))
            return np.clip(found, self.low, self.high)
        return np.clip(self.low + u * (self.high - self.low), self.low, self.high)

    def listed(self, places: NDArray[np.int64]) -> NDArray[Any]:
        """Give the values of the list at some places (n,)."""
        return np.asarray(self.values, dtype=object if _mixed(self.values) else None)[places]

    def grid(self) -> NDArray[Any]:
        """Give the values that a grid takes."""
        if self.values:
            return self.listed(np.arange(len(self.values)))
        if self.whole:
            return np.unique(np.rint(np.linspace(self.low, self.high, self.steps)).astype(np.int64))
        return self.at(np.linspace(0.0, 1.0, self.steps))


def declared(path: str, scenario: Scenario) -> Declared:
    """Look a dotted path up in the schema.

    Raises
    ------
    FactorError
        There is no such parameter, or it cannot be varied.
    """
    if path in _FIXED:
        allowed = Text(
            "another parameter: this one is the same in all points",
            "un autre paramètre : celui-ci est le même en tout point",
        )
        raise FactorError(allowed)
    table: type[Table] = Scenario
    parts = path.split(".")
    for place, part in enumerate(parts):
        rest = parts[place + 1 :]
        field = table.model_fields.get(part)
        if field is None:
            raise _unknown(path, ".".join(parts[:place]), part, list(table.model_fields))
        annotation = field.annotation
        if get_origin(annotation) is dict:  # the resources
            if not rest or rest[0] not in (ALL, *scenario.resources):
                raise _unknown(path, part, rest[0] if rest else "", [ALL, *scenario.resources])
            return _in_table(path, Resource, parts[: place + 2], rest[1:])
        if isinstance(annotation, type) and issubclass(annotation, Table) and not issubclass(annotation, Distribution):
            table = annotation
            continue
        return _in_table(path, table, parts[:place], [part, *rest])
    raise _unknown(path, path, "", list(table.model_fields))


def _in_table(path: str, table: type[Table], above: list[str], rest: list[str]) -> Declared:
    """Look the rest of a path up in the table where it ends."""
    field = table.model_fields.get(rest[0]) if rest else None
    if field is None:
        raise _unknown(path, ".".join(above), rest[0] if rest else "", list(table.model_fields))
    param, annotation = table.param(rest[0]) or Param("", ""), field.annotation
    if annotation is Distribution:
        names = CHOICES.get(rest[0], ())
        return Declared(param, not names, rest[0] in CHOICES, names if len(rest) == 1 else ())
    kinds = [kind for kind in get_args(annotation) if kind is not type(None)] or [annotation]
    choices = table.choices(rest[0])
    if len(rest) > 1 or not (choices or set(kinds) <= {int, float, bool}):
        allowed = Text("a number, a choice, or true and false", "un nombre, un choix, ou true et false")
        raise FactorError(allowed, Text("This parameter cannot be varied.", "Ce paramètre ne peut pas varier."))
    return Declared(param, set(kinds) <= {int, float}, kinds == [int], choices)


def _require_in_distribution(path: str, scenario: Scenario) -> None:
    """Refuse a number that the scenario's distribution of an attribute has not."""
    parts = path.split(".")
    own = getattr(scenario.population, parts[1], None) if len(parts) == 3 and parts[0] == "population" else None
    if not isinstance(own, Distribution) or parts[2] in type(own).model_fields:
        return
    above = f"population.{parts[1]}"
    there = [f"{above}.{key}" for key in type(own).model_fields if key != "distribution"]
    names = same(", ".join([above, *(name for name in there if name != f"{above}.value")]))
    raise FactorError(
        Text("one of {names}", "un parmi {names}").format(names=names),
        Text("The scenario gives it no {key}.", "Le scénario ne lui donne pas de {key}.").format(key=same(parts[2])),
    )


def _unknown(path: str, above: str, part: str, known: list[str]) -> FactorError:
    """Say that there is no such parameter."""
    prefix = f"{above}." if above else ""
    allowed = Text("the path of a parameter", "le chemin d'un paramètre")
    hint = nearest(part, known)
    if hint is None:
        hint = Text("“faire-ensemble parameters” lists them.", "« faire-ensemble parameters » les énumère.")
    else:
        hint = nearest(f"{prefix}{part}", [f"{prefix}{each}" for each in known]) or hint
    return FactorError(allowed, hint)


def read_factor(path: str, given: Any, scenario: Scenario, gridded: bool) -> Factor:
    """Read how far a parameter varies.

    Parameters
    ----------
    path : str
        Dotted path.
    given : list, or mapping
        A list of values; or ``low``, ``high`` (the schema's bounds unless given), ``steps`` (for a grid), ``scale``
        ("linear" or "log"), ``relative`` (multiply the scenario's value), ``values`` (a list beside ``relative``).
    scenario : Scenario
        Whose parameter it is.
    gridded : bool
        Whether a range needs its number of steps.

    Raises
    ------
    FactorError
        With what is allowed.
    """
    known = declared(path, scenario)
    _require_in_distribution(path, scenario)
    given = {"values": given} if isinstance(given, list) else given
    if not isinstance(given, Mapping):
        allowed = Text("a list of values, or a table {low, high}", "une liste de valeurs, ou une table {low, high}")
        raise FactorError(allowed, value=given)
    relative = given.get("relative", False)
    if not isinstance(relative, bool):
        raise FactorError(Text("true or false", "true (vrai) ou false (faux)"), key="relative", value=relative)
    if relative:
        _require_numbers(path, scenario)
    unit = "1" if relative else known.param.unit
    if "values" in given:
        values = given["values"]
        if not isinstance(values, list) or not 1 <= len(values) <= 100_000:
            allowed = Text("a list of at least one value", "une liste d'au moins une valeur")
            raise FactorError(allowed, key="values", value=values)
        for value in values:
            _require_allowed(known, value, relative)
        if len({repr(value) for value in values}) < len(values) and gridded:
            raise FactorError(Text("values that differ", "des valeurs différentes"), value=values)
        if (known.numeric and not known.whole) or relative:
            values = [float(value) for value in values]
        return Factor(path=path, text=known.param.text, unit=unit, values=tuple(values), relative=relative)
    return _read_range(path, given, known, relative, unit, gridded)


def _read_range(
    path: str, given: Mapping[str, Any], known: Declared, relative: bool, unit: str, gridded: bool
) -> Factor:
    """Read a range."""
    if not known.numeric:
        raise FactorError(Text("a list of values", "une liste de valeurs"), value=dict(given))
    whole = known.whole and not relative
    ends = []
    for key, bound in zip(("low", "high"), _default_ends(known.param, whole), strict=True):
        end = given.get(key, None if relative or path.endswith(".sd") else bound)
        if end is None:
            allowed = Text("a number", "un nombre")
            raise FactorError(
                allowed, Text("The parameter has no bound there.", "Le paramètre n'a pas de borne là."), key
            )
        _require_allowed(known, end, relative, key)
        ends.append(end)
    low, high = ends
    if not low < high:
        allowed = Text("a number less than high = {high}", "un nombre plus petit que high = {high}")
        raise FactorError(allowed.format(high=number(high)), key="low", value=low)
    scale = given.get("scale", "linear")
    if scale not in ("linear", "log"):
        names = ("linear", "log")
        raise FactorError(one_of(names), nearest(scale, names), "scale", scale)
    if scale == "log" and not low > 0:
        raise FactorError(Text("a number more than 0", "un nombre plus grand que 0"), key="low", value=low)
    steps = given.get("steps", 0)
    if isinstance(steps, bool) or not isinstance(steps, int) or (gridded and not 2 <= steps <= 100_000):
        allowed = Text("a whole number from 2 to 100,000", "un nombre entier de 2 à 100\u00a0000")
        raise FactorError(
            allowed, Text("A grid needs its steps.", "Une grille demande ses pas."), "steps", steps or None
        )
    return Factor(
        path=path, text=known.param.text, unit=unit, low=low, high=high, steps=steps, log=scale == "log", whole=whole,
        relative=relative,
    )  # fmt: skip


def _default_ends(param: Param, whole: bool) -> tuple[float | None, float | None]:
    """Give the bounds of the schema, and where a bound is not allowed itself, what lies just inside it."""
    low, high = param.low, param.high
    inside = 1.0 if whole else _INSIDE * (high - low if low is not None and high is not None else 1.0)
    if low is not None and not param.holds(low):
        low += inside
    if high is not None and not param.holds(high):
        high -= inside
    return (low, high) if not whole else (_whole(low), _whole(high))


def _whole(end: float | None) -> int | None:
    """Give a bound as a whole number."""
    return None if end is None else int(end)


def _require_allowed(known: Declared, value: Any, relative: bool, key: str = "") -> None:
    """Refuse a value that the schema does not allow."""
    if not known.numeric and not relative:
        names = known.choices or (True, False)
        if value not in names or isinstance(value, bool) == bool(known.choices):
            shown = same(", ".join(known.choices)) if known.choices else Text("true, false", "true, false")
            raise FactorError(Text("one of {names}", "un parmi {names}").format(names=shown), value=value, key=key)
        return
    right = isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)
    if relative:
        if not right or value < 0:
            raise FactorError(Text("a number, at least 0", "un nombre d'au moins 0"), key=key, value=value)
    elif not right or not known.param.holds(value) or (known.whole and not float(value).is_integer()):
        raise FactorError(known.param.allowed(known.whole), key=key, value=value)


def _require_numbers(path: str, scenario: Scenario) -> None:
    """Refuse to multiply what is no number."""
    for key, value in own_values(path, scenario):
        if isinstance(value, bool) or not isinstance(value, int | float):
            allowed = Text("the path of a number, to be multiplied", "le chemin d'un nombre, à multiplier")
            hint = Text(
                "It is a distribution: name its mean, {path}.mean.",
                "C'est une distribution : nommez sa moyenne, {path}.mean.",
            )
            raise FactorError(allowed, hint.format(path=same(key)) if isinstance(value, Mapping) else None)


def own_values(path: str, scenario: Scenario) -> Iterator[tuple[str, Any]]:
    """Give the paths that a factor stands for, with the scenario's own values there (None where there is none)."""
    parts = path.split(".")
    keys = list(scenario.resources) if len(parts) > 1 and parts[1] == ALL else [""]
    tables = scenario.model_dump()
    for key in keys:
        named = [key if key and place == 1 else part for place, part in enumerate(parts)]
        value: Any = tables
        for part in named:
            value = value.get(part) if isinstance(value, Mapping) else None
        yield ".".join(named), value


def _mixed(values: tuple[Any, ...]) -> bool:
    """Whether the values of a list are of several kinds."""
    return len({type(value) for value in values}) > 1
