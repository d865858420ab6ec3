"""The specification of a calibration: its table ``[calibrate]``, read with all its problems at once."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Annotated, Any, Final, Literal

import numpy as np
from numpy.typing import NDArray
from pydantic import Field, ValidationError

from sim.calibration import words
from sim.calibration.prior import Prior, others_of, read_prior
from sim.calibration.study import PILOT, Study
from sim.calibration.target import read_target
from sim.declared.table import Inconsistency, Table
from sim.errors import ABSENT, Problem, ScenarioError
from sim.scenario import CALIBRATE, Scenario, read_study_file, with_values
from sim.scenario.io import Overrides, Source
from sim.scenario.layers import Layers
from sim.scenario.paths import overlap
from sim.scenario.toml import parse_toml
from sim.sweep import Design
from sim.sweep.paths import FactorError, own_values
from sim.sweep.specification import flattened
from sim.vocabulary.param import Param
from sim.vocabulary.text import Text, number, same

Floats = NDArray[np.float64]

_MEAN: Final = 8  # runs of each particle for of = "mean", by default


# fmt: off
class CalibrateTable(Table):
    """How a scenario is calibrated."""

    particles: Annotated[int, Param(
        "particles of the first generation; half of them are kept",
        "particules de la première génération; la moitié est conservée",
        unit="count", ge=16, le=100_000,
    )] = 512
    stop: Annotated[float, Param(
        "share of new particles inside under which it stops",
        "part de nouvelles particules dedans sous laquelle il s'arrête",
        unit="share", ge=0, lt=1,
    )] = 0.05
    most_runs: Annotated[int, Param(
        "most runs, those of the pilot included", "nombre maximal de simulations, essai compris",
        unit="count", ge=1, le=100_000_000,
    )] = 20_000
    replications: Annotated[int | None, Param(
        'runs of each particle, for of = "mean"', 'simulations de chaque particule, pour of = "mean"',
        unit="count", ge=1, le=10_000,
    )] = None
    seed: Annotated[int | None, Param(
        "seed of all random draws", "graine de tous les tirages aléatoires", ge=0, le=2**63 - 1,
    )] = None
    others: Annotated[Literal["drawn", "fixed"], Param(
        "the other parameters of [uncertain]: drawn, or at their values",
        "les autres paramètres de [uncertain] : tirés, ou à leurs valeurs",
    )] = "drawn"
    parameters: Annotated[dict[str, Any], Field(default_factory=dict)]
    targets: Annotated[list[Any], Field(default_factory=list)]
# fmt: on

    def inconsistencies(self) -> Iterator[Inconsistency]:
        """Half of the particles are kept."""
        if self.particles % 2:
            yield Inconsistency(("particles",), words.EVEN)


def load_study(path: Source, set: Overrides = ()) -> Study:
    """Read a scenario file with a table ``[calibrate]``.

    Parameters
    ----------
    path : path or mapping
        The file, or the tables that it would hold.
    set : mapping, or sequence of str
        Values to set, as for :func:`sim.load_scenario`, such as ``{"calibrate.particles": 256}``.

    Raises
    ------
    ScenarioError
        With all problems of the scenario, of the parameters and of the targets.
    """
    study = read_study_file(path, set, CALIBRATE, words.A_TABLE)
    return _read_study(study.table, study.scenario, study.file.parent, study.sources, study.problems)


def make_study(
    scenario: Scenario, parameters: Mapping[str, Any], targets: Sequence[Mapping[str, Any]], **options: Any
) -> Study:
    """Return a study that is specified in Python.

    Parameters
    ----------
    scenario : Scenario
        The scenario to calibrate.
    parameters : mapping of str to list or mapping
        By dotted path, a range ``{"low": ..., "high": ...}``, a list or a distribution, as in a file.
    targets : sequence of mapping
        Each with ``name``, ``outcome`` (or ``"module:function"``), ``observed``, ``error``, and perhaps ``months``,
        ``resource``, ``of``, ``source``, as in a file.
    **options
        ``particles``, ``stop``, ``most_runs``, ``replications``, ``seed``, ``others`` as in a file.

    Raises
    ------
    ScenarioError
        With all problems.

    Examples
    --------
    >>> import sim
    >>> study = make_study(
    ...     sim.load_scenario("atelier"),
    ...     {"population.trust": {"low": 0.1, "high": 0.9}},
    ...     [{"name": "adoption", "outcome": "memberships", "months": [12, 24], "observed": [9, 14], "error": 1}],
    ...     particles=64,
    ... )
    >>> study.record, study.priors[0].path
    ('months', 'population.trust')
    """
    given = {"parameters": dict(parameters), "targets": [dict(target) for target in targets], **options}
    return _read_study(given, scenario, scenario.folder, Layers(), [])


def study_of(source: str, scenario: Scenario, folder: Path) -> Study:
    """Return the study whose :attr:`Study.source` is a text.

    Parameters
    ----------
    source : str
        The text.
    scenario : Scenario
        The scenario to calibrate.
    folder : Path
        Where modules of functions are searched first.

    Raises
    ------
    ScenarioError
        With all problems.
    ValueError
        The text is not that of a study.
    """
    given: Any = parse_toml(source).get(CALIBRATE)
    try:
        priors = {path: entry["prior"] for path, entry in given["parameters"].items()}
        targets = [{key: value for key, value in each.items() if key != "code"} for each in given["targets"]]
    except (AttributeError, KeyError, TypeError):
        raise ValueError("no study") from None
    others = "drawn" if given.get("others") else "fixed"
    given = {**given, "parameters": priors, "targets": targets, "others": others}
    return _read_study(given, scenario, folder, Layers(), [])


def _read_study(
    given: Any, scenario: Scenario | None, folder: Path, layers: Layers, problems: list[Problem]
) -> Study:
    """Return the study of a table; raise all its problems, and those found before."""
    file = layers.origin((CALIBRATE,)) or f"[{CALIBRATE}]"

    def problem(key: str, value: object, allowed: Text, hint: Text | None = None) -> Problem:
        where = layers.origin((CALIBRATE, *key.split("."))) or file
        return Problem(file=where, key=f"{CALIBRATE}.{key}", value=value, allowed=allowed, hint=hint)

    table = None
    try:
        table = CalibrateTable.model_validate(given)
    except ValidationError as error:
        problems += [layers.problem(each, (CALIBRATE,)) for each in error.errors(include_url=False)]
    given = given if isinstance(given, Mapping) else {}
    parameters, listed = given.get("parameters", {}), given.get("targets", [])
    entries = flattened(parameters) if isinstance(parameters, Mapping) else {}
    listed = listed if isinstance(listed, list) else []
    if not entries and isinstance(parameters, Mapping):
        problems.append(problem("parameters", ABSENT, words.A_PARAMETER))
    if not listed:
        problems.append(problem("targets", ABSENT, words.A_TARGET))
    priors: list[Prior] = []
    for path, entry in entries.items():
        if scenario is None:
            break
        try:
            priors.append(read_prior(path, entry, scenario))
        except FactorError as refused:
            key = f"parameters.{path}.{refused.key}".rstrip(".")
            value = entry if refused.value is None and not refused.key else refused.value
            value = ABSENT if value is None else value
            problems.append(problem(key, value, refused.allowed, refused.hint))
            continue
        if priors[-1].deviation == 0.0:
            problems.append(problem(f"parameters.{path}", entry, words.NO_VALUE))
    if scenario is not None:
        problems += [problem(f"parameters.{path}", entries[path], words.TAKEN.format(other=same(other)))
                     for path, other in _twice(priors, scenario)]  # fmt: skip
    read = [read_target(each, place, scenario, folder, file) for place, each in enumerate(listed, start=1)]
    targets = [target for target, _ in read if target is not None]
    problems += [each for _, found in read for each in found]
    problems += _between([each for each in listed if isinstance(each, Mapping)], problem)
    if table is not None:
        replications = table.replications or (_MEAN if targets and targets[0].of == "mean" else 1)
        if targets and targets[0].of == "run" and replications != 1:
            problems.append(problem("replications", replications, words.ONE_RUN))
        least = PILOT + table.particles * replications
        if table.most_runs < least:
            problems.append(problem("most_runs", table.most_runs, words.ENOUGH.format(n=number(least))))
    if scenario is not None and not problems:
        problems += _contradictions(scenario, priors)
    if problems or table is None or scenario is None:
        raise ScenarioError(problems)
    others = others_of(scenario, priors) if table.others == "drawn" else []
    return Study(
        scenario=scenario, priors=tuple(priors), others=tuple(others), targets=tuple(targets),
        particles=table.particles, replications=replications, most_runs=table.most_runs,
        seed=scenario.seed if table.seed is None else table.seed, stop=table.stop,
    )  # fmt: skip


def _twice(priors: list[Prior], scenario: Scenario) -> Iterator[tuple[str, str]]:
    """Yield the paths that an earlier one sets as well, with that one."""
    seen: dict[str, str] = {}
    for prior in priors:
        paths = [path for path, _ in own_values(prior.path, scenario)]
        other = next((seen[known] for path in paths for known in seen if overlap(path, known)), None)
        if other is not None:
            yield prior.path, other
        seen |= dict.fromkeys(paths, prior.path)


def _between(targets: list[Mapping[str, Any]], problem: Any) -> Iterator[Problem]:
    """Yield the problems of targets that do not go together."""
    names = [str(target.get("name", "")) for target in targets]
    for name in dict.fromkeys(names):
        if name and names.count(name) > 1:
            yield problem(f"targets.{name}.name", name, words.OTHER_NAME)
    kinds = [target.get("of", "run") for target in targets]
    for name, kind in zip(names, kinds, strict=True):
        if kind in ("run", "mean") and kind != kinds[0]:
            yield problem(f"targets.{name}.of", kind, words.ONE_KIND)


def _contradictions(scenario: Scenario, priors: list[Prior]) -> Iterator[Problem]:
    """Yield the problems of the ends of each prior, all others at their median."""
    bare = scenario.model_copy(update={"uncertain": {}})
    ends = np.array([0.5, 2.0**-20, 1.0 - 2.0**-20])
    seen = set()
    for k in range(len(priors)):
        places = np.full((3, len(priors)), 0.5)
        places[:, k] = ends
        design = Design(
            scenario=scenario, kind="table", factors=tuple(prior.factor for prior in priors),
            columns=tuple(prior.at(places[:, j]) for j, prior in enumerate(priors)), places=None,
            replications=1, seed=0, record="summary",
        )  # fmt: skip
        for point in range(3):
            try:
                with_values(bare, design.values(point))
            except ScenarioError as error:
                for each in error.problems:
                    if (each.key, each.allowed.en) not in seen:
                        seen.add((each.key, each.allowed.en))
                        yield Problem(
                            file=f"[{CALIBRATE}]", key=each.key, value=each.value, allowed=each.allowed, hint=each.hint
                        )
