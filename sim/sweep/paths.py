"""Paths: the parameters of a scenario by dotted path, such as ``population.trust`` or ``resources.*.tax``."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final, get_args, get_origin

from sim.declared.table import Table
from sim.scenario import Scenario
from sim.scenario.schema import Resource
from sim.scenario.schema.distribution import Distribution
from sim.scenario.schema.population import CHOICES
from sim.vocabulary.names import nearest, one_of
from sim.vocabulary.param import Param
from sim.vocabulary.text import Text, same

ALL: Final = "*"
"""In place of a resource's key: all resources."""
OVERRUN: Final = "overrun"
"""The parameter of a resource that may be a distribution."""
_FIXED: Final = ("months", "replications", "seed")


class FactorError(Exception):
    """A factor that cannot be used: what is allowed in its place, and a hint."""

    def __init__(self, allowed: Text, hint: Text | None = None, key: str = "", value: object = None) -> None:
        super().__init__(allowed.en)
        self.allowed, self.hint, self.key, self.value = allowed, hint, key, value


@dataclass(frozen=True)
class Declared:
    """The declaration of the parameter at a path.

    Attributes
    ----------
    param : Param
        Its metadata.
    numeric, whole : bool
        Whether it is a number, and a whole number.
    choices : tuple of str
        The names that it may take; empty for numbers and truth values.
    """

    param: Param
    numeric: bool
    whole: bool
    choices: tuple[str, ...]


def declared(path: str, scenario: Scenario) -> Declared:
    """Return the declaration of the parameter at a dotted path.

    Raises
    ------
    FactorError
        There is no such parameter, or it cannot be varied.
    """
    if path in _FIXED:
        allowed = Text(
            "another parameter: this one is the same at all points",
            "un autre paramètre : celui-ci est le même à tous les points",
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
    """Return the declaration at the rest of a path, in the table where the path ends."""
    field = table.model_fields.get(rest[0]) if rest else None
    if field is None:
        raise _unknown(path, ".".join(above), rest[0] if rest else "", list(table.model_fields))
    param, annotation = table.param(rest[0]) or Param("", ""), field.annotation
    if annotation is Distribution or rest[0] == OVERRUN:
        names = CHOICES.get(rest[0], ())
        return Declared(param, not names, rest[0] in CHOICES, names if len(rest) == 1 else ())
    kinds = [kind for kind in get_args(annotation) if kind is not type(None)] or [annotation]
    choices = table.choices(rest[0])
    if len(rest) > 1 or not (choices or set(kinds) <= {int, float, bool}):
        allowed = Text("a number, a choice, or true and false", "un nombre, un choix, ou true et false")
        raise FactorError(allowed, Text("This parameter cannot be varied.", "Ce paramètre ne peut pas varier."))
    return Declared(param, set(kinds) <= {int, float}, kinds == [int], choices)


def require_in_distribution(path: str, scenario: Scenario) -> None:
    """Raise a FactorError for a number that a distribution of the scenario does not have."""
    above, _, key = path.rpartition(".")
    if above.startswith("population."):
        owners: list[tuple[str, Any]] = [(above, getattr(scenario.population, above.partition(".")[2], None))]
    elif above.endswith(f".{OVERRUN}"):
        owners = [(name, scenario.resources[name.split(".")[1]].overrun) for name, _ in own_values(above, scenario)]
    else:
        return
    for name, own in owners:
        if own is None:
            other = name.replace(OVERRUN, "overrun_mean")
            hint = Text("The scenario has no distribution at {name}.", "Le scénario n'a pas de distribution à {name}.")
            raise FactorError(one_of([other]), hint.format(name=same(name)))
        if isinstance(own, Distribution) and key not in type(own).model_fields:
            there = [f"{name}.{each}" for each in type(own).model_fields if each not in ("distribution", "value")]
            hint = Text(
                "The scenario's distribution has no key {key}.", "La distribution du scénario n'a pas de clé {key}."
            )
            raise FactorError(one_of([name, *there]), hint.format(key=same(key)))


def _unknown(path: str, above: str, part: str, known: list[str]) -> FactorError:
    """Return the error for a path without a parameter."""
    prefix = f"{above}." if above else ""
    allowed = Text("the path of a parameter", "le chemin d'un paramètre")
    hint = nearest(part, known)
    if hint is None:
        hint = Text("“faire-ensemble parameters” lists them.", "« faire-ensemble parameters » les énumère.")
    else:
        hint = nearest(f"{prefix}{part}", [f"{prefix}{each}" for each in known]) or hint
    return FactorError(allowed, hint)


def own_values(path: str, scenario: Scenario) -> Iterator[tuple[str, Any]]:
    """Yield each path that a factor stands for, and the scenario's own value there (None where there is none)."""
    parts = path.split(".")
    keys = list(scenario.resources) if len(parts) > 1 and parts[1] == ALL else [""]
    tables = scenario.model_dump()
    for key in keys:
        named = [key if key and place == 1 else part for place, part in enumerate(parts)]
        value: Any = tables
        for part in named:
            value = value.get(part) if isinstance(value, Mapping) else None
        yield ".".join(named), value
