"""A scenario before it is checked: the layers of the files it extends and of overrides, merged into one."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from sim.errors import ABSENT, Problem, ScenarioError
from sim.scenario.schema.population import ATTRIBUTES
from sim.scenario.toml import read_toml
from sim.vocabulary.text import Text

OVERRIDE = "--set"

_FILES = (("population", "file"), ("network", "file"), ("decisions",))


class Layers:
    """Nested tables, and for each path the layer that gave it.

    Attributes
    ----------
    tables : dict
        The merged tables.
    origins : dict of tuple of str to str
        The name of the layer that gave the value at a path.
    """

    def __init__(self) -> None:
        self.tables: dict[str, Any] = {}
        self.origins: dict[tuple[str, ...], str] = {}

    def add(self, tables: Mapping[str, Any], origin: str) -> None:
        """Lay tables over the ones that are there: tables merge, everything else is replaced.

        ``false`` in place of a resource, or of an uncertain parameter, leaves it out. A parameter that is given a value
        is no longer uncertain, unless the same tables say so again.
        """
        tables = _by_path(tables)
        if isinstance(unsure := self.tables.get("uncertain"), Mapping):
            kept = {path: each for path, each in unsure.items() if not _gives(tables, path)}
            self.tables = {**self.tables, "uncertain": kept}
        population = tables.get("population")
        if isinstance(population, Mapping) and "file" in population and "number" not in population:
            # a new file brings its own number of organizations
            self.tables = _without(self.tables, ("population", "number"))
        self.tables = self._merged(self.tables, tables, origin, ())

    def origin(self, path: tuple[str, ...]) -> str:
        """Name the layer that gave a path, or else the nearest table above it."""
        for depth in range(len(path), -1, -1):
            if path[:depth] in self.origins:
                return self.origins[path[:depth]]
        return ""

    def _merged(self, under: Any, over: Any, origin: str, path: tuple[str, ...]) -> Any:
        """Return one value laid over another."""
        if path or not self.origins:
            self.origins[path] = origin
        if not isinstance(over, Mapping):
            return over
        if _is_attribute(path):
            if "distribution" in over:
                under = {}
            elif under is not None and not isinstance(under, Mapping):
                under = {"distribution": "constant", "value": under}
        kept = dict(under) if isinstance(under, Mapping) else {}
        for key, value in over.items():
            if value is False and path in (("resources",), ("uncertain",)) and key in kept:
                del kept[key]
                continue
            kept[key] = self._merged(kept.get(key), value, origin, (*path, key))
        return kept


def read_layers(path: Path) -> Layers:
    """Read a scenario file and those it extends, the last ancestor first.

    Raises
    ------
    ScenarioError
        A file is missing or not TOML, or the files extend each other in a circle.
    """
    layers = Layers()
    for file, tables in reversed(list(_chain(path))):
        if file != path:
            tables.pop("name", None)  # a name is a file's own
        layers.add(_moved(tables, file.parent, path.parent), _shown(file, path))
    layers.origins[()] = _shown(path, path)
    return layers


def parse_overrides(overrides: list[str]) -> tuple[list[tuple[str, Any]], list[Problem]]:
    """Read overrides written path=value, the value in TOML (a bare word is a string)."""
    found: list[tuple[str, Any]] = []
    problems: list[Problem] = []
    for override in overrides:
        path, equals, value = override.partition("=")
        if not equals or not all(path.strip().split(".")):
            allowed = Text("path=value, such as months=24", "chemin=valeur, comme months=24")
            problems.append(Problem(file=OVERRIDE, value=override, allowed=allowed))
        else:
            found.append((path.strip(), _override_value(value.strip())))
    return found, problems


def nested(path: str, value: Any) -> dict[str, Any]:
    """Put a value at a dotted path.

    Examples
    --------
    >>> nested("population.trust.mean", 0.3)
    {'population': {'trust': {'mean': 0.3}}}
    """
    for key in reversed(path.split(".")):
        value = {key: value}
    return dict(value)


def _override_value(text: str) -> Any:
    """A TOML value, or the words as they are."""
    try:
        parsed = tomllib.loads(f"value = {text}")
    except (ValueError, RecursionError):
        return text
    return parsed["value"] if set(parsed) == {"value"} else text


def _chain(path: Path) -> Iterator[tuple[Path, dict[str, Any]]]:
    """A file, the one it extends, and so on."""
    seen: list[Path] = []
    file = path
    while True:
        name = _shown(file, path)
        tables = read_toml(file, name)
        seen.append(Path(os.path.realpath(file)))
        parent = tables.pop("extends", ABSENT)
        yield file, tables
        if parent is ABSENT:
            return
        if not isinstance(parent, str) or not parent or "\0" in parent:
            allowed = Text("the path of another scenario file", "le chemin d'un autre fichier de scénario")
            raise ScenarioError([Problem(file=name, key="extends", value=parent, allowed=allowed)])
        file = file.parent / parent
        if Path(os.path.realpath(file)) in seen:
            circle = " > ".join([*(each.name for each in seen), file.name])
            allowed = Text("a file that does not lead back here", "un fichier qui ne ramène pas ici")
            hint = Text("They go in a circle: {circle}.", "Ils tournent en rond : {circle}.")
            raise ScenarioError(
                [
                    Problem(
                        file=name,
                        key="extends",
                        value=parent,
                        allowed=allowed,
                        hint=hint.format(circle=circle),
                    )
                ]
            )


def _moved(tables: dict[str, Any], home: Path, folder: Path) -> dict[str, Any]:
    """The tables of a file with the paths in them named from another folder."""
    if os.path.realpath(home) == os.path.realpath(folder):
        return tables
    for path in _FILES:
        value: Any = tables
        for key in path:
            value = value.get(key) if isinstance(value, Mapping) else None
        if isinstance(value, str) and not Path(value).is_absolute():
            moved = Path(os.path.relpath(home / value, folder)).as_posix()
            tables = _with(tables, path, moved)
    return tables


def _with(tables: dict[str, Any], path: tuple[str, ...], value: Any) -> dict[str, Any]:
    """A copy with another value at a path."""
    rest = _with(tables[path[0]], path[1:], value) if len(path) > 1 else value
    return {**tables, path[0]: rest}


def _without(tables: dict[str, Any], path: tuple[str, str]) -> dict[str, Any]:
    """A copy without the value at a path."""
    inner = tables.get(path[0])
    if not isinstance(inner, Mapping):
        return tables
    return {**tables, path[0]: {key: value for key, value in inner.items() if key != path[1]}}


def _is_attribute(path: tuple[str, ...]) -> bool:
    """Whether a distribution stands at a path."""
    return len(path) == 2 and (path[0] == "uncertain" or (path[0] == "population" and path[1] in ATTRIBUTES))


def _by_path(tables: Mapping[str, Any]) -> Mapping[str, Any]:
    """The same tables with uncertain parameters by dotted path, whether or not the path was written in quotes."""
    unsure = tables.get("uncertain")
    return {**tables, "uncertain": dict(_paths(unsure, ""))} if isinstance(unsure, Mapping) else tables


def _paths(tables: Mapping[str, Any], above: str) -> Iterator[tuple[str, Any]]:
    """The distributions in nested tables, each with its dotted path."""
    for key, value in tables.items():
        path = f"{above}{key}"
        inside = value.values() if isinstance(value, Mapping) and "distribution" not in value else ()
        if inside and all(isinstance(each, Mapping) or each is False for each in inside):
            yield from _paths(value, f"{path}.")
        else:
            yield path, value


def _gives(tables: Any, path: str) -> bool:
    """Whether tables give a value at a path, or one in place of a table above it."""
    for key in path.split("."):
        if not isinstance(tables, Mapping) or "distribution" in tables:
            return True
        if key not in tables:
            return False
        tables = tables[key]
    return not isinstance(tables, Mapping) or "distribution" in tables


def _shown(file: Path, first: Path) -> str:
    """How a problem calls a file: as the user wrote the first one, from there for the others."""
    return str(file) if file == first else os.path.relpath(file, first.parent)
