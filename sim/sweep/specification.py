"""The specification of a sweep: its table ``[sweep]``, read with all its problems at once."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Annotated, Any, Final, Literal, NamedTuple

from pydantic import Field, PlainValidator, ValidationError

from sim.declared.refusal import refusal
from sim.declared.table import Inconsistency, Table
from sim.errors import ABSENT, Problem, ScenarioError
from sim.scenario import SWEEP, Scenario
from sim.scenario.layers import Layers
from sim.sweep import words
from sim.sweep.factor import Factor, read_factor
from sim.sweep.own_outcome import Function, OwnOutcome, read_own_outcome
from sim.sweep.paths import FactorError
from sim.sweep.uncertainty import left_uncertain
from sim.tables.rows import Cell, Rows, is_number
from sim.vocabulary.param import Param
from sim.vocabulary.text import Text, number
from sim.vocabulary.variable import Level

Kind = Literal["grid", "table", "latin_hypercube", "sobol", "halton", "random", "saltelli", "morris"]
Draws = Literal["common", "own"]

SAMPLED: Final = ("latin_hypercube", "sobol", "halton", "random", "saltelli", "morris")
"""Designs that draw their points."""
_TRUTH: Final = {"true": True, "vrai": True, "false": False, "faux": False}
_VALUE: Final = Text("a value for each parameter", "une valeur pour chaque paramètre")
_RANGE: Final = frozenset({"low", "high", "steps", "scale", "relative", "values"})


def _functions(value: object) -> tuple[Function, ...]:
    """Return a list of functions, by name or themselves, as a tuple."""
    if not isinstance(value, list | tuple) or not all(isinstance(each, str) or callable(each) for each in value):
        raise refusal(words.FUNCTIONS)
    return tuple(value)


# each parameter reads as a row: its words, then its numbers
# fmt: off
class SweepTable(Table):
    """How a sweep varies a scenario."""

    design: Annotated[Kind, Param("design of the sweep", "plan du balayage")] = "grid"
    points: Annotated[int | None, Param(
        "size of the sample: points; base points of saltelli; trajectories of morris",
        "taille de l'échantillon : points; points de base de saltelli; trajectoires de morris",
        unit="count", ge=1, le=10_000_000,
    )] = None
    replications: Annotated[int | None, Param(
        "runs of each point", "simulations de chaque point",
        unit="count", ge=1, le=10_000_000,
    )] = None
    seed: Annotated[int | None, Param(
        "seed of all random draws, including those of the design",
        "graine de tous les tirages aléatoires, y compris ceux du plan",
        ge=0, le=2**63 - 1,
    )] = None
    record: Annotated[Level, Param(
        "what is recorded of each run; organizations are reduced to numbers by the functions in outcomes",
        "ce qui est noté de chaque simulation; les fonctions de outcomes réduisent les organisations à des nombres",
    )] = "summary"
    outcomes: Annotated[tuple[Any, ...], PlainValidator(_functions)] = ()
    uncertain: Annotated[bool, Param(
        "whether each run draws the parameters of [uncertain]",
        "si chaque simulation tire les paramètres de [uncertain]",
    )] = False
    draws: Annotated[Draws, Param(
        "draws of run k: common to all points, or its own at each",
        "tirages de la simulation k : communs à tous les points, ou propres à chacun",
    )] = "common"
    levels: Annotated[int, Param(
        "levels of the grid of morris", "niveaux de la grille de morris",
        unit="count", ge=2, le=100,
    )] = 4
    file: Annotated[str | None, Param(
        "CSV file of points, a column for each parameter", "fichier CSV des points, une colonne par paramètre",
    )] = None
    parameters: Annotated[dict[str, Any], Field(default_factory=dict)]
# fmt: on

    def inconsistencies(self) -> Iterator[Inconsistency]:
        """Yield the parameters of the table that contradict each other."""
        if self.design in SAMPLED and self.points is None:
            yield Inconsistency(
                ("points", "design"),
                Text("a whole number, at least 1", "un nombre entier, au moins 1"),
                Text("This design needs a size.", "Ce plan exige une taille."),
            )
        if self.points is not None and self.design not in SAMPLED:
            allowed = Text(
                "no number: the lists of the parameters determine the number of points",
                "aucun nombre : les listes des paramètres déterminent le nombre de points",
            )
            yield Inconsistency(("points", "design"), allowed)
        if self.design in ("saltelli", "sobol") and self.points is not None and self.points & (self.points - 1):
            allowed = Text("a power of 2, such as 512 or 1024", "une puissance de 2, comme 512 ou 1024")
            yield Inconsistency(("points", "design"), allowed)
        if self.file is not None and self.design != "table":
            yield Inconsistency(("file", "design"), Text('nothing, or design = "table"', 'rien, ou design = "table"'))
        if self.record == "organizations" and not self.outcomes:
            yield Inconsistency(("record", "outcomes"), words.REDUCED, words.NOT_KEPT)
        if self.levels % 2:
            yield Inconsistency(("levels",), Text("an even number", "un nombre pair"))


def flattened(tables: Mapping[str, Any], prefix: str = "") -> dict[str, Any]:
    """Return the entries of nested tables by dotted path, whether a path was quoted or not.

    Examples
    --------
    >>> flattened({"population": {"trust": [0.2, 0.8], "horizon.mean": {"low": 6, "high": 60}}})
    {'population.trust': [0.2, 0.8], 'population.horizon.mean': {'low': 6, 'high': 60}}
    """
    entries: dict[str, Any] = {}
    for key, value in tables.items():
        path = f"{prefix}{key}"
        is_range = not isinstance(value, Mapping) or "distribution" in value or (
            not any(isinstance(each, Mapping) for each in value.values())
            and set(value) <= _RANGE
            and not any(isinstance(value.get(end), list) for end in ("low", "high"))
        )
        entries |= {path: value} if is_range else flattened(value, f"{path}.")
    return entries


class Specification(NamedTuple):
    """A valid table ``[sweep]``, the factors that it names, and its functions of a run."""

    table: SweepTable
    factors: tuple[Factor, ...]
    outcomes: tuple[OwnOutcome, ...]


def read_specification(
    tables: Any, scenario: Scenario | None, layers: Layers, folder: Path
) -> tuple[Specification | None, list[Problem]]:
    """Read a table ``[sweep]``; return its specification, or None and all problems.

    Without a scenario, paths are not checked. A file of points is relative to the folder.
    """
    table, problems = None, []
    try:
        table = SweepTable.model_validate(tables)
    except ValidationError as error:
        problems = [layers.problem(each, (SWEEP,)) for each in error.errors(include_url=False)]
    parameters = tables.get("parameters", {}) if isinstance(tables, Mapping) else {}
    given = flattened(parameters) if isinstance(parameters, Mapping) else {}
    if table is not None and table.file is not None:
        try:
            given |= _read_points(folder / table.file, table.file)
        except ScenarioError as error:
            problems += error.problems
    factors: list[Factor] = []
    if scenario is not None:
        for path, entry in given.items():
            try:
                factors.append(read_factor(path, entry, scenario, table is not None and table.design == "grid"))
            except FactorError as refused:
                problems.append(_problem(refused, path, entry, layers))
    if not given and (table is None or table.file is None):
        allowed = Text("at least one parameter, a list or a range", "au moins un paramètre, une liste ou un intervalle")
        problems.append(of_sweep("parameters", ABSENT, allowed, layers))
    if table is not None and table.design == "table":
        problems += _unequal(factors, layers)
    outcomes, others = _read_outcomes(tables, layers, folder)
    problems += others
    draws = isinstance(tables, Mapping) and tables.get("uncertain") is True
    if draws and scenario is not None and not left_uncertain(scenario, factors):
        problems.append(of_sweep("uncertain", True, words.NOTHING_UNCERTAIN, layers))
    if table is None or problems:
        return None, problems
    return Specification(table, tuple(factors), outcomes), []


def _read_outcomes(tables: Any, layers: Layers, folder: Path) -> tuple[tuple[OwnOutcome, ...], list[Problem]]:
    """Read the functions of a table ``[sweep]``, also of one that does not hold; return them and their problems."""
    asked = tables.get("outcomes") if isinstance(tables, Mapping) else None
    own: list[OwnOutcome] = []
    problems: list[Problem] = []
    for given in asked if isinstance(asked, list | tuple) else ():
        if not isinstance(given, str) and not callable(given):
            continue
        read = read_own_outcome(given, folder)
        if isinstance(read, Problem):
            problems.append(of_sweep("outcomes", read.value, read.allowed, layers, read.hint))
        elif read in own:
            problems.append(of_sweep("outcomes", read.function.name, words.ONCE, layers))
        else:
            own.append(read)
    return tuple(own), problems


def of_sweep(key: str, value: object, allowed: Text, layers: Layers, hint: Text | None = None) -> Problem:
    """Return the problem at a key of the table."""
    path = (SWEEP, *key.split("."))
    return Problem(file=layers.origin(path), key=f"{SWEEP}.{key}", value=value, allowed=allowed, hint=hint)


def _unequal(factors: list[Factor], layers: Layers) -> Iterator[Problem]:
    """Yield a problem for each list of a table that is not as long as its first one."""
    first = next((factor for factor in factors if factor.values), None)
    for factor in factors:
        key = f"parameters.{factor.path}"
        if first is None or not factor.values:
            allowed = Text("a list of values, one for each point", "une liste de valeurs, une par point")
            yield of_sweep(key, {"low": factor.low, "high": factor.high}, allowed, layers)
        elif len(factor.values) != len(first.values):
            allowed = Text("a list of {n} values, as in {path}", "une liste de {n} valeurs, comme dans {path}")
            allowed = allowed.format(n=number(len(first.values)), path=first.path)
            yield of_sweep(key, list(factor.values), allowed, layers)


def _read_points(path: Path, name: str) -> dict[str, list[Any]]:
    """Return the values of each parameter in a file of points."""
    rows = Rows.read(path, name, known=_is_path)
    rows.check_columns([column for column in rows.columns if column])
    rows.raise_problems()
    values = {column: [_read_cell(rows, cell) for cell in rows.cells(column)] for column in rows.columns}
    rows.raise_problems()
    return values


def _is_path(heading: str) -> bool:
    """Return whether a heading is the path of a parameter."""
    return heading in Scenario.model_fields or ("." in heading and all(map(str.isidentifier, _keys(heading))))


def _keys(path: str) -> list[str]:
    """Return the keys of a path, with a key in place of each star."""
    return path.replace("*", "every").split(".")


def _read_cell(rows: Rows, cell: Cell) -> Any:
    """Return the value of a cell: a number, true or false, or a name."""
    if cell.words.lower() in _TRUTH:
        return _TRUTH[cell.words.lower()]
    value = rows.number(cell, "$%")
    if value is None:
        if is_number(cell.words) or not cell.words:
            rows.refuse_number(cell, _VALUE, "$%")
        return cell.words
    return int(value) if value.is_integer() and not set(cell.words) & set(".,eE%") else value


def _problem(refused: FactorError, path: str, entry: Any, layers: Layers) -> Problem:
    """Return the problem of a factor that cannot be used."""
    key = f"parameters.{path}.{refused.key}" if refused.key else f"parameters.{path}"
    value = ABSENT if refused.value is None and refused.key else refused.value if refused.value is not None else entry
    return of_sweep(key, value, refused.allowed, layers, refused.hint)
