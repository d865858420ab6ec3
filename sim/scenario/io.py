"""Read a scenario from TOML, with ``extends`` and overrides, and report all of its problems at once."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from os import PathLike
from pathlib import Path
from typing import Any, NamedTuple

from sim.declared.table import read_what_holds
from sim.errors import Problem, ScenarioError
from sim.scenario.changes import Told
from sim.scenario.decisions import read_decisions
from sim.scenario.edges import read_edges
from sim.scenario.layers import OF_TABLES, OVERRIDE, Layers, nested, opened, overlays, parse_overrides, read_layers
from sim.scenario.organizations import organization_rows
from sim.scenario.own_rules import code_problems
from sim.scenario.periods import check_events
from sim.scenario.schema import Scenario
from sim.scenario.schema.population import RULES
from sim.scenario.shipped import scenario_file, shown_name
from sim.scenario.studies import STUDIES
from sim.tables.rows import Rows
from sim.tables.user_file import readable
from sim.vocabulary.names import nearest, one_of
from sim.vocabulary.text import Text

type Source = str | PathLike[str] | Mapping[str, Any]
"""A scenario file, the name of a shipped scenario, or the tables that a file would hold.

Files that tables name are relative to the current folder.
"""
type Overrides = str | Sequence[str] | Mapping[str, Any]
"""Values to set: ``"path=value"`` as on the command line, one or several, or values by dotted path."""


def load_scenario(path: Source, set: Overrides = ()) -> Scenario:
    """Read a scenario from a TOML file, or from a dictionary with the same tables.

    Parameters
    ----------
    path : path or mapping
        The file, or the name of a shipped scenario, such as ``"quebec"``; a file of that name goes before it. Missing
        values come from the file or shipped scenario that it ``extends``, then from the defaults;
        ``resources.x = false`` leaves out a resource of the extended file. Files that a dictionary names are relative
        to the current folder.
    set : mapping, or sequence of str
        Values by dotted path, such as ``{"population.trust.mean": 0.3}``, or texts as on the command line, such as
        ``["population.trust.mean=0.3"]``; checked like the file.

    Returns
    -------
    Scenario
        Valid, with its folder and source.

    Raises
    ------
    ScenarioError
        With all problems of the file, of its tables and of the overrides.

    Examples
    --------
    >>> scenario = load_scenario({"extends": "atelier"}, set={"months": 24, "population.trust": 0.4})
    >>> scenario.months, len(scenario.resources)
    (24, 3)
    """
    layers, problems = read_scenario_file(path, set)
    return checked_scenario(layers, _file_of(path).parent, problems)


def _file_of(source: Source) -> Path:
    """Return the file of a scenario; that of tables would stand in the current folder."""
    return Path(OF_TABLES) if isinstance(source, Mapping) else scenario_file(source)


def read_scenario_file(path: Source, set: Overrides = ()) -> tuple[Layers, list[Problem]]:
    """Read a scenario file, the files that it extends and the overrides, without checking their values.

    Parameters
    ----------
    path, set
        As for :func:`load_scenario`.

    Returns
    -------
    layers : Layers
        The tables, including the tables ``sweep`` and ``calibrate`` if there are any.
    problems : list of Problem
        Problems of the overrides.

    Raises
    ------
    ScenarioError
        A file cannot be read.
    """
    file = _file_of(path)
    layers = read_layers(file, path if isinstance(path, Mapping) else None)
    overrides, problems = parse_overrides(set)
    for key, value in overrides:
        layers.add(nested(key, value), OVERRIDE)
    layers.tables.setdefault("name", readable(file.stem))
    return layers, problems


def parse_scenario(
    tables: Mapping[str, Any], folder: str | PathLike[str] = ".", file: str = "", texts: Mapping[str, str] | None = None
) -> Scenario:
    """Return the scenario of nested tables, checked as :func:`load_scenario` does.

    Parameters
    ----------
    tables : mapping
        The tables of a TOML file without ``extends``.
    folder : path
        Folder of the CSV files that the tables name.
    file : str
        Name of the tables in error messages.
    texts : mapping of str to str, optional
        Texts of files of code by the names that the tables give them; these files are not read.

    Raises
    ------
    ScenarioError
        With all problems.
    """
    layers = Layers()
    layers.add(tables, file)
    return checked_scenario(layers, Path(folder), [], texts=texts)


def with_values(scenario: Scenario, values: Mapping[str, Any]) -> Scenario:
    """Return a copy of a scenario with other values, checked like a file.

    Particles of a calibration are kept, but for the parameters that are set.

    Parameters
    ----------
    scenario : Scenario
        The scenario to copy; it is not modified.
    values : mapping of str to value
        New values by dotted path, such as ``{"population.trust.mean": 0.3}``.

    Raises
    ------
    ScenarioError
        With all problems.
    """
    try:
        copy = changed(scenario, values, opened(scenario))
    except ScenarioError:  # checked again as a whole, for all problems with all they depend on
        copy = changed(scenario, values, scenario.model_dump(exclude_none=True))
    copy._particles = None if scenario.particles is None else scenario.particles.without(values)
    return copy


def changed(scenario: Scenario, values: Mapping[str, Any], tables: dict[str, Any]) -> Scenario:
    """Return a scenario with other values in its tables; those that were checked before are not checked again."""
    layers = Layers()
    layers.tables = {**tables, "title": scenario.told.title}
    layers.changes = dict(scenario.told.changes)
    layers.origins[()] = scenario.name
    for overlay in overlays(values):
        layers.add(overlay, OVERRIDE)
    return checked_scenario(layers, scenario.folder, [], scenario)


def checked_scenario(
    layers: Layers,
    folder: Path,
    problems: list[Problem],
    before: Scenario | None = None,
    texts: Mapping[str, str] | None = None,
) -> Scenario:
    """Return the scenario of merged layers; raise all problems, including those of its other files.

    The tables of studies are ignored. The organizations of a scenario from which this one
    was changed are not read again, if they are the same. `texts` are those of files of code that were read.
    """
    _leave_out_studies(layers)
    rows = _count_organizations(layers, folder)
    scenario, errors = read_what_holds(layers.tables, Scenario.model_validate)
    problems += [_with_all_keys(layers.problem(error), error["loc"]) for error in errors]
    if scenario is not None:
        scenario = _retold(scenario, layers)
        scenario._folder, scenario._rows, scenario._texts = folder, rows, dict(texts or {})
        if before is not None:
            scenario._texts = before.texts
            if _same_file(before, scenario):
                scenario._organizations = before.organizations
        problems += _table_problems(scenario, layers, [error["loc"] for error in errors])
    if problems or scenario is None:
        raise ScenarioError(problems)
    return scenario


def _with_all_keys(problem: Problem, path: tuple[int | str, ...]) -> Problem:
    """Return a problem which, of an unknown key at the top, names also the keys that are not of the scenario itself."""
    if len(path) > 1 or path[0] in Scenario.model_fields:
        return problem
    known = (*Scenario.model_fields, "extends", *STUDIES)
    return replace(problem, allowed=one_of(known), hint=nearest(path[0], known))


def _retold(scenario: Scenario, layers: Layers) -> Scenario:
    """Return a scenario whose title tells what was changed since; a lesson that was written before is left out."""
    told = Told(scenario.title, layers.changes)
    if layers.changes or not layers.lesson_holds:
        lesson = scenario.teaches if layers.lesson_holds else Text("", "")
        scenario = scenario.model_copy(update={"title": told.words(), "teaches": lesson})
    scenario._told = told
    return scenario


def scenario_that_holds(layers: Layers, folder: Path) -> Scenario | None:
    """Return the scenario of merged layers with defaults in place of invalid values; None if that fails.

    Used to check tables that name parameters (a sweep) even when the scenario has problems of its own.
    """
    _leave_out_studies(layers)
    _count_organizations(layers, folder)
    return read_what_holds(layers.tables, Scenario.model_validate)[0]


class StudyFile(NamedTuple):
    """A scenario file with a table of a study.

    Attributes
    ----------
    file : Path
    table : object
        The table, unchecked.
    scenario : Scenario or None
        The scenario; with problems, that with defaults in place of invalid values, so that the table can be checked.
    sources : Layers
        Where the values of the table come from.
    problems : list of Problem
        All problems of the scenario and of the overrides.
    """

    file: Path
    table: Any
    scenario: Scenario | None
    sources: Layers
    problems: list[Problem]


def read_study_file(path: Source, set: Overrides, name: str, wanted: Text, hint: Text | None = None) -> StudyFile:
    """Read a scenario file that must have the table of a study, such as ``sweep``.

    Parameters
    ----------
    path, set
        As for :func:`load_scenario`.
    name : str
        Name of the table.
    wanted, hint : Text
        What is allowed, and the way out, where the table is missing.

    Raises
    ------
    ScenarioError
        A file cannot be read, or it has no such table; with all problems of the scenario.
    """
    file = _file_of(path)
    layers, problems = read_scenario_file(path, set)
    table = layers.tables.get(name)
    sources = Layers()
    sources.origins = dict(layers.origins)
    try:
        scenario: Scenario | None = checked_scenario(layers, file.parent, list(problems))
    except ScenarioError as error:
        problems = list(error.problems)
        scenario = scenario_that_holds(layers, file.parent)
    if table is None:
        raise ScenarioError([*problems, Problem(file=shown_name(file), key=name, allowed=wanted, hint=hint)])
    return StudyFile(file, table, scenario, sources, problems)


def _same_file(one: Scenario, other: Scenario) -> bool:
    """Return whether two scenarios in the same folder read the same organizations."""
    ours, theirs = one.population, other.population
    return (
        ours.file is not None
        and ours.file == theirs.file
        and ours.sector == theirs.sector
        and list(one.resources) == list(other.resources)
    )


def _leave_out_studies(layers: Layers) -> None:
    """Leave out the tables that are not of the scenario itself."""
    for name in STUDIES:
        layers.tables.pop(name, None)


def _count_organizations(layers: Layers, folder: Path) -> Rows | None:
    """Set the number of organizations from their file, where the scenario does not set it; return its rows."""
    population = layers.tables.get("population")
    if not isinstance(population, Mapping) or "number" in population:
        return None
    file = population.get("file")
    if isinstance(file, str):
        with suppress(ScenarioError):  # the same problem is reported when the rows are read
            resources = layers.tables.get("resources")
            rows = organization_rows(folder / file, file, resources if isinstance(resources, Mapping) else ())
            layers.tables["population"] = {**population, "number": len(rows)}
            layers.origins["population", "number"] = file
            return rows
    return None


def _table_problems(scenario: Scenario, layers: Layers, failed: list[tuple[int | str, ...]]) -> Iterator[Problem]:
    """Yield the problems of the scenario's other files, and of the settings for them."""
    yield from code_problems(scenario, layers)
    try:
        organizations = scenario.organizations
    except ScenarioError as error:
        yield from error.problems
        return
    number = scenario.population.number
    if organizations is not None and len(organizations.names) != number:
        if ("population", "number") not in failed:
            allowed = Text("{n}, the rows of {file}, or no number", "{n}, les lignes de {file}, ou aucun nombre")
            allowed = allowed.format(n=len(organizations.names), file=scenario.population.file)
            origin = layers.origin(("population", "number"))
            yield Problem(file=origin, key="population.number", value=number, allowed=allowed)
        return
    for read in (read_edges, read_decisions):
        try:
            read(scenario)
        except ScenarioError as error:
            yield from error.problems
    try:
        check_events(scenario)
    except ScenarioError as error:
        yield from (replace(problem, file=layers.origin(("events",))) for problem in error.problems)
    rules = () if organizations is None else organizations.values.get("rule", ())
    prescribed = "prescribed" in scenario.population.rule.options() or RULES.index("prescribed") in rules
    if scenario.decisions is not None and not prescribed:
        allowed = Text('nothing, or population.rule = "prescribed"', 'rien, ou population.rule = "prescribed"')
        hint = Text("No organization follows it.", "Aucune organisation ne le suit.")
        origin, value = layers.origin(("decisions",)), scenario.decisions
        yield Problem(file=origin, key="decisions", value=value, allowed=allowed, hint=hint)
