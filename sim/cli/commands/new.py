"""The command ``new``: write a commented scenario for own organizations, and the table to fill in."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from re import fullmatch
from typing import TYPE_CHECKING, Any, Final

from sim.cli.errors import cannot_write
from sim.cli.options import BadValueError, QuietOptions, argument, option
from sim.cli.words import new as words
from sim.cli.words import options as texts
from sim.cli.words.problems import A_TOML_FILE
from sim.errors import Problem, ScenarioError
from sim.files import relative_path
from sim.vocabulary.names import RESOURCE_KEY

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sim.cli.console import Console

_FIRST: Final = ("hr",)


def resource_keys(typed: str) -> tuple[str, ...]:
    """Read keys of resources.

    Examples
    --------
    >>> resource_keys("hr, it")
    ('hr', 'it')
    """
    keys = tuple(dict.fromkeys(key.strip() for key in typed.split(",") if key.strip()))
    if not keys or not all(fullmatch(RESOURCE_KEY, key) for key in keys):
        raise BadValueError(words.KEYS)
    return keys


@dataclass(frozen=True, kw_only=True)
class NewOptions(QuietOptions):
    """The options of ``new``."""

    file: str = argument(texts.NEW_HELP, texts.SCENARIO)
    organizations: str | None = option(texts.ORGANIZATIONS_HELP, texts.FILE)
    resources: tuple[str, ...] = option(texts.RESOURCES_HELP, texts.NAMES, read=resource_keys, default=())

    @classmethod
    def conflicts(cls, typed: Mapping[str, Any]) -> Iterator[Problem]:
        """Find a file that is no scenario."""
        if not typed["file"].endswith(".toml"):
            yield Problem(file=typed["file"], allowed=A_TOML_FILE)


def new(chosen: NewOptions, console: Console) -> int:
    """Run the ``new`` command."""
    from sim.scenario import parse_scenario
    from sim.scenario.template import columns_to_fill, commented_scenario, empty_table, resources_of
    from sim.scenario.toml import parse_toml
    from sim.tables.writing import spreadsheet_text

    file = Path(chosen.file)
    table = None if chosen.organizations is None else Path(chosen.organizations)
    columns, organizations = _read(file, table, chosen)
    resources = chosen.resources or _FIRST
    to_write = None
    if table is not None and columns is None:
        to_write = empty_table(resources, console.lang)
        columns, organizations = columns_to_fill(resources), len(to_write) - 1
    elif columns is not None:
        resources = tuple(resources_of(columns)) or resources
    name = None if table is None else Path(relative_path(table, file.parent)).as_posix()
    text = commented_scenario(console.lang, file.stem, resources, name, organizations, columns or ())
    if to_write is not None:
        assert table is not None
        _write(table, spreadsheet_text(to_write[0], to_write[1:], console.lang))
    tables = parse_toml(text)
    if table is not None:
        tables["population"]["file"] = str(table)
    parse_scenario(tables, file=file.name)  # all problems of the table, before the scenario is written
    _write(file, text)
    if to_write is not None:
        console.note(words.WROTE_TABLE.format(file=str(table)))
    console.result(words.WROTE.format(file=str(file))[console.lang])
    console.result(words.NEXT.format(file=str(file))[console.lang])
    return 0


def _read(file: Path, table: Path | None, chosen: NewOptions) -> tuple[list[str] | None, int]:
    """Return the columns of the table of organizations, None if it does not exist, and its number of rows."""
    problems = []
    if os.path.lexists(file):
        problems.append(Problem(file=str(file), allowed=words.NEW_FILE, hint=words.ANOTHER_NAME))
    columns, organizations = None, 0
    if table is not None and table.exists():
        from sim.scenario.organizations import columns_of

        try:
            columns, organizations = columns_of(table, str(table))
        except ScenarioError as error:
            problems += error.problems
    elif table is not None and table.suffix.lower() != ".csv":
        problems.append(Problem(file="--organizations", value=str(table), allowed=words.A_TABLE))
    if columns is not None and chosen.resources and any(column.startswith("need_") for column in columns):
        given = ",".join(chosen.resources)
        problems.append(Problem(file="--resources", value=given, allowed=words.NEEDS_SAY))
    if problems:
        raise ScenarioError(problems)
    return columns, organizations


def _write(path: Path, text: str) -> None:
    """Write a whole file, in a folder that is made if need be."""
    from sim.files import whole_file

    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with whole_file(path) as file:
            file.write(text.encode())
    except OSError as error:
        raise cannot_write(path, error) from error
