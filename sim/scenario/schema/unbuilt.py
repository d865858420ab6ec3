"""What the schema knows and this version does not have: the one list to shrink as it is built."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from sim.errors import shown
from sim.scenario.schema.distribution import Distribution
from sim.scenario.schema.table import Inconsistency, Table
from sim.vocabulary.names import one_of
from sim.vocabulary.text import Text, same

UNBUILT: Final[dict[str, tuple[str, ...]]] = {}
"""Parameters that are not built: some of their choices, or every value but the one that is off."""

NOT_AVAILABLE: Final = Text(
    "This mechanism is not available in this version.", "Ce mécanisme n'est pas offert dans cette version."
)
"""Said of a value that asks for such a mechanism."""


def unbuilt_choices(path: str) -> tuple[str, ...] | None:
    """Give the choices of a parameter that are not built: an empty tuple for all values, None for none."""
    table, _, _ = path.rpartition(".")
    return UNBUILT.get(path, UNBUILT.get(f"{table}.*"))


def unavailable(scenario: Table) -> Iterator[Inconsistency]:
    """Find the values that ask for a mechanism this version does not have."""
    for path, declared, table, key in _parameters(scenario):
        names = unbuilt_choices(declared)
        if names is None:
            continue
        param, value = table.param(key), getattr(table, key)
        values = value.options() or (None,) if isinstance(value, Distribution) else (value,)
        if names and not set(names).isdisjoint(values):
            left = [choice for choice in table.choices(key) if choice not in names]
            yield Inconsistency((path,), one_of(left), NOT_AVAILABLE)
        elif not names and param is not None and any(item != param.off for item in values):
            allowed = Text("{off}, which turns the mechanism off", "{off}, ce qui désactive le mécanisme")
            yield Inconsistency((path,), allowed.format(off=same(shown(param.off))), NOT_AVAILABLE)


def _parameters(scenario: Table) -> Iterator[tuple[str, str, Table, str]]:
    """Give each parameter of a scenario: its path, that of its declaration, its table, its key there."""
    tables: list[tuple[str, str, Any]] = [("", "", scenario)]
    while tables:
        prefix, declared, table = tables.pop(0)
        for key in type(table).model_fields:
            value = getattr(table, key)
            if isinstance(value, dict):
                inner = value.items()
                tables += [(f"{prefix}{key}.{name}.", f"{declared}{key}.*.", item) for name, item in inner]
            elif isinstance(value, Table) and not isinstance(value, Distribution):
                tables.append((f"{prefix}{key}.", f"{declared}{key}.", value))
            else:
                yield f"{prefix}{key}", f"{declared}{key}", table, key
