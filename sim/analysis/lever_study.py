"""The study of a decision: levers, and how many uncertain worlds and runs they are tried in; from a table [decide]."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Annotated, Any, Final

from pydantic import Field

from sim.declared.table import Inconsistency, Table, Words, read_what_holds
from sim.errors import Problem, ScenarioError
from sim.scenario import DECIDE, Scenario, read_study_file, with_values
from sim.scenario.io import Overrides, Source
from sim.scenario.layers import Layers, plain
from sim.scenario.shipped import shown_name
from sim.vocabulary.param import Param
from sim.vocabulary.text import Text, same, verbatim

WORLDS: Final = 60
"""Uncertain worlds, by default."""
RUNS: Final = 8
"""Runs of each world, by default; with a single one the worst regret is about twice too large."""
NOTHING: Final = "nothing"
"""Key of the reference, the scenario without any lever."""
_NOTHING_TITLE: Final = Text("do nothing", "ne rien faire")
_FILE: Final = Text("a table [decide] with the levers to compare", "une table [decide] avec les leviers à comparer")
_ONE_LEVER: Final = Text("at least one lever", "au moins un levier")
_EXAMPLE: Final = Text(
    'For instance [decide.levers.subsidy.set] with "levers.subsidy_share" = 0.5.',
    'Par exemple [decide.levers.subvention.set] avec "levers.subsidy_share" = 0.5.',
)
_RESERVED: Final = Text("another name: this one is the reference", "un autre nom : celui-ci est la référence")
_UNCERTAIN: Final = Text("a table [uncertain] that draws the worlds", "une table [uncertain] qui tire les mondes")
_UNCERTAIN_HINT: Final = Text(
    'For instance [uncertain] "population.trust.mean" = { distribution = "beta", mean = 0.5, sd = 0.1 }.',
    'Par exemple [uncertain] "population.trust.mean" = { distribution = "beta", mean = 0.5, sd = 0.1 }.',
)


class LeverTable(Table):
    """A lever: its name, and the parameters that it sets."""

    title: Annotated[Words, Param("title", "titre")] = Text("", "")
    set: Annotated[dict[str, Any], Field(default_factory=dict)]


# fmt: off
class DecideTable(Table):
    """The levers, and how many worlds and runs they are tried in."""

    worlds: Annotated[int, Param("uncertain worlds", "mondes incertains", unit="count", ge=2, le=100_000)] = WORLDS
    replications: Annotated[int, Param(
        "runs of each world, the same for all levers", "simulations de chaque monde, les mêmes pour tous les leviers",
        unit="count", ge=1, le=100_000,
    )] = RUNS
    seed: Annotated[int | None, Param(
        "seed of all random draws", "graine de tous les tirages aléatoires",
        ge=0, le=2**62,
    )] = None
    levers: Annotated[dict[str, LeverTable], Field(default_factory=dict)]
# fmt: on

    def inconsistencies(self) -> Iterator[Inconsistency]:
        """Yield that there is no lever, or that one has the name of the reference."""
        if not self.levers:
            yield Inconsistency(("levers",), _ONE_LEVER, _EXAMPLE)
        if NOTHING in self.levers:
            yield Inconsistency((f"levers.{NOTHING}",), _RESERVED)


@dataclass(frozen=True)
class Lever:
    """A lever: its words, and the values that it gives to parameters, by dotted path."""

    title: Text
    values: Mapping[str, Any]


@dataclass(frozen=True)
class LeverStudy:
    """The levers of a scenario, and the worlds in which they are tried; from :func:`load_lever_study`.

    Attributes
    ----------
    scenario : Scenario
        Without any lever, its uncertain parameters included.
    levers : dict of str to Lever
        The levers by key, without the reference.
    worlds, replications, seed : int
        Number of uncertain worlds, of runs of each, and root of all draws.
    """

    scenario: Scenario
    levers: dict[str, Lever]
    worlds: int = WORLDS
    replications: int = RUNS
    seed: int = 1

    @property
    def all_levers(self) -> dict[str, Lever]:
        """The reference first, then the levers."""
        return {NOTHING: Lever(_NOTHING_TITLE, {}), **self.levers}

    @property
    def source(self) -> str:
        """The levers as a JSON text: their titles and the values that they give to parameters, by key."""
        levers = self.levers.items()
        return json.dumps({key: [each.title.en, each.title.fr, plain(each.values)] for key, each in levers})

    @staticmethod
    def levers_of(source: str) -> dict[str, Lever]:
        """Return the levers of a text from :attr:`source`.

        Raises
        ------
        ValueError
            The text holds something else.

        Examples
        --------
        >>> LeverStudy.levers_of('{"more": ["more", "plus", {"levers.subsidy_share": 0.5}]}')["more"].values
        {'levers.subsidy_share': 0.5}
        """
        try:
            given = json.loads(source)
            return {key: Lever(verbatim(str(en), str(fr)), dict(values)) for key, (en, fr, values) in given.items()}
        except (AttributeError, RecursionError, TypeError) as error:
            raise ValueError(f"no levers: {error}") from None


def load_lever_study(path: Source, set: Overrides = ()) -> LeverStudy:
    """Read a scenario file with a table ``[decide]``.

    Parameters
    ----------
    path : path or mapping
        The file, or the tables that it would hold.
    set : mapping, or sequence of str
        Values to set, as for :func:`sim.load_scenario`, such as ``{"decide.worlds": 20}``.

    Raises
    ------
    ScenarioError
        With all problems of the scenario, of the table and of the levers.
    """
    file, tables, scenario, origins, problems = read_study_file(path, set, DECIDE, _FILE, _EXAMPLE)
    if scenario is not None and not scenario.uncertain:
        problems.append(Problem(file=shown_name(file), key="uncertain", allowed=_UNCERTAIN, hint=_UNCERTAIN_HINT))
    table, errors = read_what_holds(tables, DecideTable.model_validate)
    problems += [origins.problem(each, (DECIDE,)) for each in errors]
    levers: dict[str, Lever] = {}
    for key, lever in (table.levers if table is not None else {}).items():
        levers[key] = Lever(lever.title if lever.title.en else same(key), dict(_paths(lever.set)))
        if scenario is not None:
            problems += _problems(scenario, f"{DECIDE}.levers.{key}", levers[key], origins)
    if problems or scenario is None or table is None:
        raise ScenarioError(problems)
    seed = scenario.seed if table.seed is None else table.seed
    return LeverStudy(scenario, levers, table.worlds, table.replications, seed)


def _paths(tables: Mapping[str, Any], prefix: str = "") -> Iterator[tuple[str, Any]]:
    """Yield the entries of nested tables by dotted path, whether or not the file quotes the path."""
    for key, value in tables.items():
        if isinstance(value, Mapping) and "distribution" not in value:
            yield from _paths(value, f"{prefix}{key}.")
        else:
            yield f"{prefix}{key}", value


def _problems(scenario: Scenario, key: str, lever: Lever, layers: Layers) -> Iterator[Problem]:
    """Yield the problems of the values of a lever."""
    file = layers.origin(tuple(key.split(".")))
    if not lever.values:
        yield Problem(file=file, key=f"{key}.set", allowed=Text("at least one parameter", "au moins un paramètre"))
    try:
        with_values(scenario, lever.values)
    except ScenarioError as error:
        for problem in error.problems:
            yield Problem(
                file=file, key=f"{key}.set.{problem.key}", value=problem.value, allowed=problem.allowed,
                hint=problem.hint,
            )  # fmt: skip
