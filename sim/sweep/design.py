"""A design: the points at which a scenario is simulated, and the number of runs at each."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final, cast

import numpy as np
from numpy.typing import NDArray

from sim.errors import Problem, ScenarioError
from sim.scenario import SWEEP, Scenario, read_study_file, with_values
from sim.scenario.io import Overrides, Source
from sim.scenario.layers import Layers
from sim.scenario.toml import write_toml
from sim.sweep.factor import Factor
from sim.sweep.own_outcome import OwnNumber, OwnOutcome, highest
from sim.sweep.paths import own_values
from sim.sweep.samples import sample
from sim.sweep.specification import SAMPLED, Draws, Kind, Specification, SweepTable, of_sweep, read_specification
from sim.sweep.uncertainty import left_uncertain
from sim.vocabulary.text import Text, number

if TYPE_CHECKING:
    from sim.kernel.outcome import Record

_A_TABLE: Final = Text(
    "a table [sweep] with the parameters to vary", "une table [sweep] avec les paramètres à faire varier"
)
OWN_DRAWS: Final = "own, from run {first}"
"""How the text of a design states that every run has its own draws."""
_CHECKED: Final = 1000
"""Points that are checked before a sweep begins; of a larger design, this number evenly spaced, and the extremes."""
_MOST: Final = 10_000_000  # points of a grid


@dataclass(frozen=True, kw_only=True)
class Design:
    """The points of a sweep and the number of runs at each; created by :func:`load_design` or :func:`make_design`.

    Attributes
    ----------
    scenario : Scenario
        The scenario that is varied.
    kind : str
        Name of the design.
    factors : tuple of Factor
        The parameters that vary.
    columns : tuple of (P,) ndarray
        The value of each factor at each point.
    places : (P, k) float64 or None
        The points of morris in the unit cube, which its analysis reads.
    replications, seed : int
        Number of runs at each point, and seed.
    draws : {"common", "own"}
        Whether run k has the same draws at all points, so that points can be compared in pairs, or every run of every
        point has its own, so that points are independent of each other.
    first_run : int
        With own draws, the number of the first run of the first point.
    record : {"summary", "months", "organizations"}
        The variables that are recorded of a run; those of organizations are not kept.
    points : int or None
        Size of a sample.
    levels : int
        Levels of morris.
    outcomes : tuple of OwnOutcome
        Functions that give further numbers of each run.
    uncertain : bool
        Whether each run draws the uncertain parameters that do not vary.
    order : (P,) int64 or None
        The place in its design of each point, where a grid has grown in a store; otherwise they are in order.
    """

    scenario: Scenario
    kind: Kind
    factors: tuple[Factor, ...]
    columns: tuple[NDArray[Any], ...] = field(repr=False)
    places: NDArray[np.float64] | None = field(repr=False)
    replications: int
    seed: int
    record: Record
    points: int | None = None
    levels: int = 4
    draws: Draws = "common"
    first_run: int = 0
    outcomes: tuple[OwnOutcome, ...] = ()
    uncertain: bool = False
    order: NDArray[np.int64] | None = field(default=None, repr=False)

    @property
    def kept(self) -> Record:
        """The level of record that the store keeps."""
        return "months" if self.record == "organizations" else self.record

    @property
    def level(self) -> Record:
        """The level of record that the runs need, also for the arrays that functions take."""
        return highest([self.record, *(each.level for each in self.outcomes)])

    @property
    def size(self) -> int:
        """Number of points."""
        return len(self.columns[0])

    @property
    def runs(self) -> int:
        """Number of runs."""
        return self.size * self.replications

    @cached_property
    def _own(self) -> list[list[tuple[str, Any]]]:
        """The paths that each factor stands for, with the scenario's own values."""
        return [list(own_values(factor.path, self.scenario)) for factor in self.factors]

    def values(self, point: int) -> dict[str, Any]:
        """Return the parameters of a point that differ from the scenario, by dotted path."""
        values = {}
        for factor, own, column in zip(self.factors, self._own, self.columns, strict=True):
            value = column[point]
            value = value.item() if isinstance(value, np.generic) else value
            for path, before in own:
                if factor.relative:  # a whole number stays whole
                    values[path] = round(before * value) if isinstance(before, int) else before * value
                else:
                    values[path] = value
        return values

    def first_run_of(self, point: int) -> int:
        """Return the number of the first run of a point, which names its draws; the others follow."""
        return 0 if self.draws == "common" else self.first_run + point * self.replications

    def at(self, point: int) -> Scenario:
        """Return the scenario of a point; its runs alone are the same, to the last bit, as those in the sweep.

        With own draws, they are those of the run numbers from :meth:`first_run_of` on.

        Raises
        ------
        ScenarioError
            The values of this point contradict each other.
        """
        return with_values(self.scenario, self.values(point))

    def salib_problem(self) -> dict[str, Any]:
        """Return the factors as a problem of SALib; see :func:`sim.sweep.problem.salib_problem`."""
        from sim.sweep.problem import salib_problem

        return salib_problem(self.factors)

    def with_points(self, sample: NDArray[np.float64]) -> Design:
        """Return the design of points that SALib drew; see :func:`sim.sweep.problem.with_points`."""
        from sim.sweep.problem import with_points

        return with_points(self, sample)

    @cached_property
    def simulated(self) -> Scenario:
        """The scenario of the runs: uncertain only where the sweep asks for it, and only in what it does not vary."""
        left = left_uncertain(self.scenario, self.factors) if self.uncertain else None
        if left is not None:
            return left
        return self.without_uncertainty

    @cached_property
    def without_uncertainty(self) -> Scenario:
        """The scenario without its table ``[uncertain]`` and without particles of a calibration."""
        certain = self.scenario.model_copy(update={"uncertain": {}})
        certain._particles = None
        return certain

    @cached_property
    def own_numbers(self) -> list[OwnNumber]:
        """The numbers that the functions give, with their units, as a first run tells; none without functions.

        Raises
        ------
        OwnOutcomeError
            The functions fail in each run that is tried.
        """
        if not self.outcomes:
            return []
        from sim.sweep.trial import first_numbers_of

        return first_numbers_of(self)

    def reordered(self, order: NDArray[np.int64]) -> Design:
        """Return the design with its points in another order."""
        return replace(self, columns=tuple(column[order] for column in self.columns), order=order)

    @cached_property
    def source(self) -> str:
        """The design as TOML, with a digest of its points."""
        digest = hashlib.sha256()
        for column in self.columns:
            digest.update(json.dumps(column.tolist()).encode() if column.dtype == object else column.tobytes())
        return write_toml(
            {
                "design": self.kind,
                "points": self.points,
                "levels": self.levels if self.kind == "morris" else None,
                "replications": self.replications,
                "seed": self.seed,
                "record": self.record,
                "draws": None if self.draws == "common" else OWN_DRAWS.format(first=self.first_run),
                "outcomes": [each.function.name for each in self.outcomes] or None,
                "uncertain": self.uncertain or None,
                "digest": digest.hexdigest(),
                "factors": {f'"{factor.path}"': _as_table(factor) for factor in self.factors},
            }
        )

    @property
    def lasting(self) -> str:
        """What stays the same as the sweep grows: the design without its size, its points and their values."""
        facts = {
            "design": self.kind,
            "levels": self.levels if self.kind == "morris" else 0,
            "seed": self.seed,
            "record": self.record,
            "draws": f"{self.draws}, from run {self.first_run}",
            "uncertain": self.uncertain,
            "factors": [[factor.path, factor.relative] for factor in self.factors],
        }
        return json.dumps(facts)


def load_design(path: Source, set: Overrides = ()) -> Design:
    """Read a scenario file with a table ``[sweep]``.

    Parameters
    ----------
    path : path or mapping
        The file, or the tables that it would hold.
    set : mapping, or sequence of str
        Values to set, as for :func:`sim.load_scenario`, such as ``{"sweep.replications": 5}``.

    Raises
    ------
    ScenarioError
        With all problems of the scenario, of the table and of the points.
    """
    study = read_study_file(path, set, SWEEP, _A_TABLE)
    specification, others = read_specification(study.table, study.scenario, study.sources, study.file.parent)
    if study.problems or study.scenario is None or specification is None:
        raise ScenarioError([*study.problems, *others])
    return _create_design(study.scenario, specification, study.sources)


def make_design(scenario: Scenario, parameters: Mapping[str, Any], design: Kind = "grid", **options: Any) -> Design:
    """Return a design that is specified in Python.

    Parameters
    ----------
    scenario : Scenario
        The scenario to vary.
    parameters : mapping of str to list or mapping
        By dotted path, a list of values or a range ``{"low": ..., "high": ...}`` as in a file.
    design : {"grid", "table", "latin_hypercube", "sobol", "halton", "random", "saltelli", "morris"}
        A grid crosses all lists, a table reads them row by row, the others draw ``points``.
    **options
        ``points``, ``replications``, ``seed``, ``record``, ``levels``, ``draws``, ``outcomes``, ``uncertain`` as in a
        file; ``outcomes`` may also hold functions.

    Raises
    ------
    ScenarioError
        With all problems.

    Examples
    --------
    >>> import sim
    >>> scenario = sim.load_scenario("atelier")
    >>> design = make_design(scenario, {"population.horizon": [6, 36], "population.trust": [0.2, 0.5, 0.8]})
    >>> design.size, design.values(1)
    (6, {'population.horizon': 6.0, 'population.trust': 0.5})
    """
    given = {"design": design, "parameters": dict(parameters), **options}
    specification, problems = read_specification(given, scenario, Layers(), scenario.folder)
    if specification is None:
        raise ScenarioError(problems)
    return _create_design(scenario, specification, Layers())


def _create_design(scenario: Scenario, specification: Specification, layers: Layers) -> Design:
    """Return the design of a specification."""
    table, factors, outcomes = specification
    seed = scenario.seed if table.seed is None else table.seed
    columns, places = _points(table, factors, seed, layers)
    design = Design(
        scenario=scenario, kind=table.design, factors=factors, columns=columns, places=places,
        replications=scenario.replications if table.replications is None else table.replications,
        seed=seed, record=table.record, points=table.points, levels=table.levels,
        draws=table.draws, outcomes=outcomes, uncertain=table.uncertain,
    )  # fmt: skip
    _check_points(design)
    return design


def _points(
    table: SweepTable, factors: tuple[Factor, ...], seed: int, layers: Layers
) -> tuple[tuple[NDArray[Any], ...], NDArray[np.float64] | None]:
    """Return the points: the columns of the factors, and the points of morris in the unit cube."""
    if table.design in SAMPLED:
        places = sample(table.design, len(factors), cast(int, table.points), seed, table.levels)
        columns = tuple(factor.at(places[:, k]) for k, factor in enumerate(factors))
        return columns, places if table.design == "morris" else None
    if table.design == "grid":
        axes = [factor.grid() for factor in factors]
        total = int(np.prod([float(axis.size) for axis in axes]))
        if total > _MOST:
            allowed = Text("a grid of at most {n} points", "une grille d'au plus {n} points").format(n=number(_MOST))
            raise ScenarioError([of_sweep("parameters", total, allowed, layers)])
        index = np.indices([axis.size for axis in axes]).reshape(len(axes), -1)
        return tuple(axis[place] for axis, place in zip(axes, index, strict=True)), None
    rows = np.arange(len(factors[0].values))
    return tuple(factor.listed(rows) for factor in factors), None


def _check_points(design: Design) -> None:
    """Raise a ScenarioError if, at the points that are checked, values contradict each other."""
    places = np.linspace(0, design.size - 1, min(design.size, _CHECKED)).astype(np.int64)
    numbers = [column for column in design.columns if column.dtype.kind in "if"]
    ends = [int(end) for column in numbers for end in (column.argmin(), column.argmax())]
    problems: dict[tuple[str, str], Problem] = {}
    for point in np.unique([*places, *ends]).tolist():
        try:
            with_values(design.simulated, design.values(point))
        except ScenarioError as error:
            for problem in error.problems:
                hint = Text("At point {n} of the sweep.", "Au point {n} du balayage.").format(n=number(point))
                problems.setdefault(
                    (problem.key, problem.allowed.en), replace(problem, file="[sweep]", hint=problem.hint or hint)
                )
    if problems:
        raise ScenarioError(list(problems.values()))


def _as_table(factor: Factor) -> dict[str, Any]:
    """Return a factor as it would stand in a file, its bounds included."""
    ends = {"values": list(factor.values)} if factor.values else {"low": factor.low, "high": factor.high}
    scale = "log" if factor.log else None
    return {**ends, "steps": factor.steps or None, "scale": scale, "relative": factor.relative or None}
