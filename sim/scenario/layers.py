"""Unchecked tables of a scenario: its file, the files that it extends and the overrides, merged."""

import os
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

import numpy as np
from pydantic_core import ErrorDetails

from sim.declared.table import Table
from sim.errors import ABSENT, Problem, ScenarioError
from sim.files import relative_path
from sim.scenario.changes import changes_of
from sim.scenario.files import named_files, value_at
from sim.scenario.schema.distribution import Distribution
from sim.scenario.schema.population import ATTRIBUTES
from sim.scenario.shipped import read_scenario_toml, scenario_file, shown_name
from sim.scenario.toml import parse_toml
from sim.tables.user_file import decoded
from sim.vocabulary.text import Text, number

OVERRIDE: Final = "--set"
OF_TABLES: Final = "scenario"
"""Name, in problems, of tables that are in no file."""
_DEEPEST: Final = 32  # tables in tables; a scenario needs six
_WIDEST: Final = 2_000  # keys of one table
_MOST: Final = 10_000  # keys of all tables of a layer; fifty resources with all their parameters have 4,000
_LONGEST: Final = 50  # files that extend each other
_ORDERED: Final = ("distribution", "file")  # keys that take away what was set before them


class Layers:
    """Nested tables, and the layer that each value comes from.

    Attributes
    ----------
    tables : dict
        The merged tables.
    origins : dict of tuple of str to str
        Name of the layer that set the value at a path.
    changes : dict of tuple of str to value
        The values that layers changed after the title was written, by path.
    lesson_holds : bool
        Whether nothing was changed after what the scenario teaches was written.
    """

    def __init__(self) -> None:
        self.tables: dict[str, Any] = {}
        self.origins: dict[tuple[str, ...], str] = {}
        self.changes: dict[tuple[str, ...], Any] = {}
        self.lesson_holds = True

    def add(self, tables: Mapping[str, Any], origin: str) -> None:
        """Add a layer on top: tables are merged, other values are replaced.

        ``false`` in place of a resource, of an uncertain parameter or of a distribution of overruns removes it. A
        parameter that is given a value is no longer uncertain, unless the same layer declares it uncertain again.

        Raises
        ------
        ScenarioError
            The tables are deeper or have more keys than any scenario: all that follows may be recursive, and slow.
        """
        _require_modest(tables, origin)
        tables = plain(tables)
        if isinstance(tables.get("uncertain"), Mapping):  # by dotted path, whether or not the file quotes the path
            tables = {**tables, "uncertain": dict(_paths(tables["uncertain"], ""))}
        if isinstance(uncertain := self.tables.get("uncertain"), Mapping):
            kept = {path: each for path, each in uncertain.items() if not _sets(tables, path)}
            self.tables = {**self.tables, "uncertain": kept}
        population = tables.get("population")
        if isinstance(population, Mapping) and "file" in population and "number" not in population:
            # the number of organizations comes from the new file
            under = opened(self.tables.get("population"))
            if isinstance(under, Mapping):
                kept = {key: value for key, value in under.items() if key != "number"}
                self.tables = {**self.tables, "population": kept}
        before, self.tables = self.tables, self._merged(self.tables, tables, origin, ())
        if before:
            self._note_changes(tables, before)

    def origin(self, path: tuple[str, ...]) -> str:
        """Return the name of the layer that set a path or the nearest table above it."""
        for depth in range(len(path), -1, -1):
            if path[:depth] in self.origins:
                return self.origins[path[:depth]]
        return ""

    def problem(self, error: ErrorDetails, above: tuple[str, ...] = ()) -> Problem:
        """Return the problem of a schema error in the table at a path, with the layer that it comes from."""
        path = (*above, *(str(key) for key in error["loc"]))
        context = error["ctx"]
        return Problem(
            file=self.origin(path),
            key=".".join(path),
            value=ABSENT if context["missing"] or error["input"] is None else error["input"],
            allowed=context["allowed"],
            hint=context["hint"],
        )

    def _note_changes(self, tables: Mapping[str, Any], under: Mapping[str, Any]) -> None:
        """Note what a layer changes; a title or a lesson of its own tells what there is up to here."""
        changes = changes_of(tables, under, self.tables)
        self.changes = {} if "title" in tables else {**self.changes, **changes}
        self.lesson_holds = "teaches" in tables or (self.lesson_holds and not changes)

    def _merged(self, under: Any, over: Any, origin: str, path: tuple[str, ...]) -> Any:
        """Return a value merged with the value under it."""
        if path or not self.origins:
            self.origins[path] = origin
        if not isinstance(over, Mapping):
            return over
        under = opened(under)
        if len(path) == 2 and (path[0] == "uncertain" or (path[0] == "population" and path[1] in ATTRIBUTES)):
            # the value is a distribution
            if "distribution" in over:
                under = {}
            elif under is not None and not isinstance(under, Mapping):
                under = {"distribution": "constant", "value": under}
        kept = dict(under) if isinstance(under, Mapping) else {}
        for key, value in over.items():
            if value is False and key in kept and (path in (("resources",), ("uncertain",)) or key == "overrun"):
                del kept[key]
                continue
            kept[key] = self._merged(kept.get(key), value, origin, (*path, key))
        return kept


def opened(value: Any) -> Any:
    """Return a table that was checked before as the mapping that a file gives: of checked values, which stay closed."""
    if isinstance(value, Distribution):
        return value.model_dump()
    if isinstance(value, Table):
        return {key: each for key in type(value).model_fields if (each := getattr(value, key)) is not None}
    return value


def read_layers(path: Path, tables: Mapping[str, Any] | None = None) -> Layers:
    """Return the merged tables of a scenario file and the files that it extends, the last ancestor first.

    Parameters
    ----------
    path : Path
        The file.
    tables : mapping, optional
        What the file would hold, if there is none.

    Raises
    ------
    ScenarioError
        A file is missing or not TOML, or the files extend each other in a circle.
    """
    layers = Layers()
    for file, of_file in reversed(list(_chain(path, tables))):
        if file != path:
            of_file.pop("name", None)  # names are not inherited
        _move(of_file, file.parent, path.parent)
        layers.add(of_file, _shown(file, path))
    layers.origins[()] = _shown(path, path)
    return layers


def _require_modest(tables: Mapping[str, Any], origin: str) -> None:
    """Refuse tables that are too deep or have too many keys, without a recursion of its own."""
    keys = 0
    waiting: list[tuple[Any, int]] = [(tables, 0)]
    while waiting:
        value, depth = waiting.pop()
        if depth > _DEEPEST:
            allowed = Text("at most {n} tables in one another", "au plus {n} tables imbriquées").format(n=_DEEPEST)
            raise ScenarioError([Problem(file=origin, allowed=allowed)])
        if isinstance(value, Mapping):
            keys += len(value)
            if len(value) > _WIDEST or keys > _MOST:
                allowed = Text(
                    "at most {n} keys in a table, and {all} in all", "au plus {n} clés par table, et {all} en tout"
                )
                raise ScenarioError(
                    [Problem(file=origin, allowed=allowed.format(n=number(_WIDEST), all=number(_MOST)))]
                )
            waiting += [(each, depth + 1) for each in value.values()]
        elif isinstance(value, list | tuple):
            waiting += [(each, depth + 1) for each in value if isinstance(each, Mapping | list | tuple)]


def parse_overrides(
    overrides: str | Sequence[str] | Mapping[str, Any],
) -> tuple[list[tuple[str, Any]], list[Problem]]:
    """Return the overrides and their problems: values by dotted path, or texts ``path=value``.

    The value of a text is TOML; a bare word is a string.
    """
    if isinstance(overrides, Mapping):
        return [(str(path), value) for path, value in overrides.items()], []
    values: list[tuple[str, Any]] = []
    problems: list[Problem] = []
    for override in map(decoded, [overrides] if isinstance(overrides, str) else overrides):
        path, equals, value = override.partition("=")
        if not equals or not all(path.strip().split(".")):
            allowed = Text("path=value, such as months=24", "chemin=valeur, comme months=24")
            problems.append(Problem(file=OVERRIDE, value=override, allowed=allowed))
        else:
            values.append((path.strip(), _override_value(value.strip())))
    return values, problems


def plain(value: Any) -> Any:
    """Return a value of Python as TOML would give it: numbers of NumPy, tuples and paths too; mappings are copied.

    Examples
    --------
    >>> plain({"months": np.int64(24), "names": ("a", "b")})
    {'months': 24, 'names': ['a', 'b']}
    """
    if isinstance(value, Mapping):
        return {str(key): plain(each) for key, each in value.items()}
    if isinstance(value, np.ndarray):
        return value.tolist()
    if isinstance(value, np.generic):
        return value.item()
    if isinstance(value, os.PathLike):
        return os.fspath(value)
    return [plain(each) for each in value] if isinstance(value, list | tuple) else value


def nested(path: str, value: Any) -> dict[str, Any]:
    """Return nested tables with a value at a dotted path.

    Examples
    --------
    >>> nested("population.trust.mean", 0.3)
    {'population': {'trust': {'mean': 0.3}}}
    """
    for key in reversed(path.split(".")):
        value = {key: value}
    return dict(value)


def overlays(values: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return values by dotted path as nested tables to add in turn: one for all where their order does not matter.

    Examples
    --------
    >>> overlays({"months": 24, "population.trust": 0.3, "population.rate": 0.1})
    [{'months': 24, 'population': {'trust': 0.3, 'rate': 0.1}}]
    >>> overlays({"population.trust": 0.3, "population.trust.mean": 0.4})
    [{'population': {'trust': 0.3}}, {'population': {'trust': {'mean': 0.4}}}]
    """
    tables: dict[str, Any] = {}
    for path, value in values.items():
        *above, key = path.split(".")
        here: Any = tables
        for each in above:
            here = here.setdefault(each, {}) if isinstance(here, dict) else None
        alone = key in _ORDERED or above[:1] == ["uncertain"] or isinstance(value, Mapping)
        if alone or not isinstance(here, dict) or key in here:
            return [nested(each, value) for each, value in values.items()]
        here[key] = value
    return [tables] if tables else []


def _override_value(text: str) -> Any:
    """Return the value of a TOML text, or the text itself."""
    try:
        parsed = parse_toml(f"value = {text}")
    except (ValueError, RecursionError):
        return text
    return parsed["value"] if set(parsed) == {"value"} else text


def _chain(path: Path, first: Mapping[str, Any] | None = None) -> Iterator[tuple[Path, dict[str, Any]]]:
    """Yield a file and its tables, which may be given, then the file that it extends, and so on."""
    seen: list[Path] = []
    file = path
    while True:
        name = _shown(file, path)
        tables = read_scenario_toml(file, name) if seen or first is None else dict(first)
        seen.append(Path(os.path.realpath(file)))
        parent = plain(tables.pop("extends", ABSENT))
        yield file, tables
        if parent is ABSENT:
            return
        if not isinstance(parent, str) or not parent or "\0" in parent:
            allowed = Text(
                "the path of another scenario file, or the name of a shipped scenario",
                "le chemin d'un autre fichier de scénario, ou le nom d'un scénario fourni",
            )
            raise ScenarioError([Problem(file=name, key="extends", value=parent, allowed=allowed)])
        file = scenario_file(parent, file.parent)
        if len(seen) == _LONGEST:
            allowed = Text("at most {n} files in a chain", "au plus {n} fichiers à la suite").format(n=_LONGEST)
            raise ScenarioError([Problem(file=name, key="extends", value=parent, allowed=allowed)])
        if Path(os.path.realpath(file)) in seen:
            circle = " > ".join([*(each.name for each in seen), file.name])
            allowed = Text("a file that does not extend this one", "un fichier qui n'étend pas celui-ci")
            hint = Text(
                "The files extend each other in a circle: {circle}.", "Les fichiers s'étendent en boucle : {circle}."
            )
            hint = hint.format(circle=circle)
            raise ScenarioError([Problem(file=name, key="extends", value=parent, allowed=allowed, hint=hint)])


def _move(tables: dict[str, Any], home: Path, folder: Path) -> None:
    """Rewrite the relative paths in the tables of a file for another folder."""
    if os.path.realpath(home) == os.path.realpath(folder):
        return
    for path, name in named_files(tables).items():
        if not Path(name).is_absolute():
            value_at(tables, path[:-1])[path[-1]] = Path(relative_path(home / name, folder)).as_posix()


def _paths(tables: Mapping[str, Any], above: str) -> Iterator[tuple[str, Any]]:
    """Yield the distributions of nested tables, each with its dotted path."""
    for key, value in tables.items():
        path = f"{above}{key}"
        inside = value.values() if isinstance(value, Mapping) and "distribution" not in value else ()
        if inside and all(isinstance(each, Mapping) or each is False for each in inside):
            yield from _paths(value, f"{path}.")
        else:
            yield path, value


def _sets(tables: Any, path: str) -> bool:
    """Return whether tables set the value at a path, or replace a table above it."""
    for key in path.split("."):
        if not isinstance(tables, Mapping) or "distribution" in tables:
            return True
        if key not in tables:
            return False
        tables = tables[key]
    return not isinstance(tables, Mapping) or "distribution" in tables


def _shown(file: Path, first: Path) -> str:
    """Return the name of a file in problems: the first as the user wrote it, the others relative to it."""
    return shown_name(file) if file == first else shown_name(file, first.parent)
