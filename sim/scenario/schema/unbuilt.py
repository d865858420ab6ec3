"""The mechanisms that the schema knows and this version does not have: the one list to shrink as they are built."""

from __future__ import annotations

from collections.abc import Iterator
from fnmatch import fnmatchcase
from typing import Any, Final

from sim.errors import shown
from sim.scenario.schema.distribution import Distribution
from sim.scenario.schema.refusal import one_of
from sim.scenario.schema.table import Inconsistency, Table
from sim.vocabulary.text import Text, same

UNBUILT: Final[dict[str, tuple[str, ...]]] = {
    "population.risk_weight": (),
    "population.rule": ("imitate", "conditional"),
    "resources.*.sharing": ("by_size", "serial"),
    "resources.*.overuse": (),
    "resources.*.tax": (),
    "resources.*.progress_ratio": (),
    "resources.*.innovation_rate": (),
    "network.kind": ("scale_free", "communities", "spatial"),
    "society.taste": ("independent",),
    "society.closure": (),
    "crises.probability": (),
    "levers.*": (),
}
"""Parameters that are not built: some of their choices, or every value but the one that is off."""

_MISSING: Final = Text("This mechanism is not available in this version.", "Ce mécanisme n'est pas offert dans cette version.")


def unbuilt_choices(path: str) -> tuple[str, ...] | None:
    """Give the choices of a parameter that are not built, an empty tuple for all its values, None when it is built."""
    return next((UNBUILT[pattern] for pattern in UNBUILT if fnmatchcase(path, pattern)), None)


def unavailable(scenario: Table) -> Iterator[Inconsistency]:
    """Find the values that ask for a mechanism this version does not have."""
    for path, table, key in _parameters(scenario):
        names = unbuilt_choices(path)
        if names is None:
            continue
        param, value = table.param(key), getattr(table, key)
        values = value.options() or (None,) if isinstance(value, Distribution) else (value,)
        if names and not set(names).isdisjoint(values):
            left = [choice for choice in table.choices(key) if choice not in names]
            yield Inconsistency((path,), one_of(left), _MISSING)
        elif not names and param is not None and any(item != param.off for item in values):
            allowed = Text("{off}, which turns the mechanism off", "{off}, ce qui désactive le mécanisme")
            yield Inconsistency((path,), allowed.format(off=same(shown(param.off))), _MISSING)


def _parameters(scenario: Table) -> Iterator[tuple[str, Table, str]]:
    """Each parameter of a scenario: its dotted path, its table, its key in that table."""
    tables: list[tuple[str, Any]] = [("", scenario)]
    while tables:
        prefix, table = tables.pop(0)
        for key in type(table).model_fields:
            value = getattr(table, key)
            if isinstance(value, dict):
                tables += [(f"{prefix}{key}.{name}.", inner) for name, inner in value.items()]
            elif isinstance(value, Table) and not isinstance(value, Distribution):
                tables.append((f"{prefix}{key}.", value))
            else:
                yield f"{prefix}{key}", table, key
