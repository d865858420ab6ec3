"""Bindings: where the value of each parameter of a scenario stands in the arrays of its runs."""

from __future__ import annotations

from typing import Any, Final

import numpy as np

from sim.declared import MECHANISMS
from sim.declared.admission import ADMISSION_RULES
from sim.declared.sharing import SHARING_RULES
from sim.declared.table import Table
from sim.kernel.filling import GIVEN, TERMS
from sim.kernel.inputs import SHARING_FIELDS, fill_sharing
from sim.kernel.layout import records
from sim.kernel.state import RESOURCE, SOCIETY
from sim.scenario import Scenario
from sim.scenario.schema import Constant
from sim.scenario.schema.population import ATTRIBUTES
from sim.vocabulary.param import Param

Place = list[Any]
"""Name of an array, index, and field of its records."""

_SIZES: Final = frozenset({"memory_months", "max_members"})
"""Parameters on which sizes of arrays depend, or what else is allowed."""


def places_of(scenario: Scenario) -> dict[str, list[Place]]:
    """Return where the number of each parameter stands, by its path, without those that a page cannot change.

    Missing are parameters of mechanisms that have arrays or flags of their own, distributions, what the file of the
    organizations gives, and names.
    """
    excluded = {path for each in MECHANISMS if each.is_flagged for path in each.parameters}
    found: dict[str, list[Place]] = {}
    tables: list[tuple[str, str, Table, list[tuple[str, int, np.dtype[np.void], str]]]] = [
        ("society", "society", scenario.society, [("inputs.given", 0, GIVEN, ""), ("state.society", 0, SOCIETY, "")]),
        ("levers", "levers", scenario.levers, [("inputs.given", 0, GIVEN, ""), ("state.society", 0, SOCIETY, "")]),
        ("crises", "crises", scenario.crises, [("state.society", 0, SOCIETY, "crisis_")]),
    ]
    for r, (key, resource) in enumerate(scenario.resources.items()):
        homes = [("inputs.terms", r, TERMS, ""), ("state.resource", r, RESOURCE, "")]
        tables.append((f"resources.{key}", "resources.*", resource, homes))
    for prefix, general, table, homes in tables:
        for name in type(table).model_fields:
            if name in _SIZES or f"{general}.{name}" in excluded or not isinstance(getattr(table, name), int | float):
                continue
            for array, index, dtype, before in homes:
                if before + name in (dtype.names or ()):
                    found[f"{prefix}.{name}"] = [[array, index, before + name]]
                    break
    return found | _of_population(scenario)


def _of_population(scenario: Scenario) -> dict[str, list[Place]]:
    """Return where the attributes stand that are the same for all organizations."""
    given = {} if scenario.organizations is None else scenario.organizations.values
    found: dict[str, list[Place]] = {}
    for k, name in enumerate(ATTRIBUTES):
        law = getattr(scenario.population, name)
        if isinstance(law, Constant) and isinstance(law.value, int | float) and name not in given:
            found[f"population.{name}"] = [["inputs.law", k, "low"], ["inputs.law", k, "high"]]
    return found


def named_places(scenario: Scenario) -> dict[str, dict[str, list[Place]]]:
    """Return, by path and name, the numbers that a name stands for: places, each with its value."""
    found: dict[str, dict[str, list[Place]]] = {}
    for r, key in enumerate(scenario.resources):
        if scenario.resources[key].sharing in SHARING_RULES:
            found[f"resources.{key}.sharing"] = {rule: _of_sharing(r, rule) for rule in SHARING_RULES}
        if scenario.resources[key].admission != "own":
            found[f"resources.{key}.admission"] = {
                name: [["state.resource", r, "admission", int(each.code)]]
                for name, each in ADMISSION_RULES.items()
                if name != "own"
            }
    return found


def _of_sharing(r: int, rule: str) -> list[Place]:
    """Return the numbers of a sharing rule."""
    filled = records(1, RESOURCE)
    fill_sharing(SHARING_RULES[rule], filled[0])
    return [["state.resource", r, field, filled[field][0].item()] for field in SHARING_FIELDS]


def param_at(scenario: Scenario, path: str) -> tuple[Param, Any]:
    """Return the declaration of a parameter and its value in a scenario."""
    prefix, _, name = path.rpartition(".")
    table: Any = scenario
    for part in prefix.split("."):
        table = table[part] if isinstance(table, dict) else getattr(table, part)
    param = type(table).param(name)
    assert param is not None
    value = getattr(table, name)
    return param, value.value if isinstance(value, Constant) else value
