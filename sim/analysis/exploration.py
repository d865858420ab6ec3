"""Pattern space exploration: the pairs of outcomes that a scenario can reach, and the points that reach the rarest."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from os import PathLike
from typing import Any, Final

import numpy as np
import xarray as xr
from numpy.typing import NDArray

from sim.analysis.bilingual import pair
from sim.analysis.catalogue import OUTCOMES, Outcome
from sim.analysis.measured import SweepError
from sim.analysis.paired import part_of
from sim.analysis.plane import CELLS, Plane, Range, plane_of
from sim.analysis.proposals import Proposals
from sim.dataset import provenance, simulate
from sim.errors import ScenarioError
from sim.progress import Progress, reporter
from sim.scenario import Scenario, parse_scenario
from sim.sweep import Design
from sim.sweep.samples import sample
from sim.vocabulary.text import Text, join, number, same

_FIRST: Final = 8  # one point in so many is of the first sample
_FEWEST: Final = 16  # points of the first sample
_GENERATION: Final = 16  # points between two looks at the cells, at least
_GROWTH: Final = 8  # one in so many of the points so far, at least
_SURPRISES: Final = 3
_KNOWN: Final = {outcome.key: outcome for outcome in OUTCOMES}
_UNKNOWN: Final = Text(
    "there is no outcome {name}. There are: {known}.", "le résultat {name} n'existe pas. Il y a : {known}."
)
_RANGE: Final = Text(
    "the range of {name} goes from {low} to {high}: the first number must be the smaller one.",
    "l'intervalle de {name} va de {low} à {high} : le premier nombre doit être le plus petit.",
)
_RUNS: Final = Text(
    "explore needs at least two runs of each point, which tell how wide a cell must be; the design has {n}.",
    "explore demande au moins deux simulations par point, qui disent quelle largeur doit avoir une cellule; le plan en "
    "a {n}.",
)
_POINTS: Final = Text("points = {n}: at least 1.", "points = {n} : au moins 1.")
_CONTRADICTORY: Final = Text(
    "the values of the parameters contradict each other at all of the first {n} points; “faire-ensemble run --set” "
    "with the ends of their ranges says how.",
    "les valeurs des paramètres se contredisent à chacun des {n} premiers points; « faire-ensemble run --set » avec "
    "les bouts de leurs intervalles dit comment.",
)
_NEVER: Final = Text(
    "no point of the first {n} lies in the ranges. Their outcomes go from {x_low} to {x_high} and from {y_low} to "
    "{y_high}.",
    "aucun des {n} premiers points n'est dans les intervalles. Leurs résultats vont de {x_low} à {x_high} et de "
    "{y_low} à {y_high}.",
)

Floats = NDArray[np.float64]


def explore(
    design: Design,
    x: Range,
    y: Range,
    points: int = 512,
    threads: int | None = None,
    progress: Progress | bool | None = None,
) -> xr.Dataset:
    """Search the parameters for as many different pairs of two outcomes as possible.

    The plane of the outcomes is cut into 20 × 20 cells, or fewer where a cell would be narrower than two standard
    errors of a point's mean. About one point in eight is of a Sobol' sequence. The others are chosen among steps away
    from parents, which are drawn from cells with few points and few neighbours [1]_, and among points from everywhere:
    those that reach the most new cells by what a Gaussian process through all points so far expects [2]_.

    Parameters
    ----------
    design : Design
        The scenario, the parameters with their ranges, the runs of each point and the seed, from
        :func:`sim.load_design` or :func:`sim.make_design`; its own points are not used.
    x, y : Range
        The outcomes.
    points : int
        Number of points.
    threads : int, optional
        By default one for each processor. The result does not depend on it.
    progress : callable or bool, optional
        Called as ``progress(done, total)`` when the runs of a point have finished; True shows a bar.

    Returns
    -------
    xarray.Dataset
        By point: ``x``, ``y``, the means of the outcomes; ``x_cell``, ``y_cell``, -1 outside the ranges; ``first``,
        whether it is of the first sample; the parameters. ``cells`` (y_cell_at, x_cell_at): the points in each cell;
        ``surprise``: points in the cells that lie farthest from all cells of the first sample.

    Raises
    ------
    SweepError
        There is no such outcome, a range is empty, a point has a single run, or no point lies in the ranges; with all
        problems.

    References
    ----------
    .. [1] Chérel, Cottineau & Reuillon (2015), Beyond corroboration: strengthening model validation by looking for
       unexpected patterns, PLOS ONE 10(9), doi:10.1371/journal.pone.0138212.
    .. [2] Gaier, Asteroth & Mouret (2017), Data-efficient exploration, optimization, and modeling of diverse designs
       through surrogate-assisted illumination, GECCO '17, doi:10.1145/3071178.3071282.

    Examples
    --------
    >>> import sim
    >>> scenario = sim.load_scenario("atelier", set=["months=12"])
    >>> ranges = {"population.horizon": {"low": 6, "high": 60}, "population.foresight": {}}
    >>> design = sim.make_design(scenario, ranges, "sobol", points=1, replications=2)
    >>> ds = explore(design, Range("gain_share", -0.2, 0.2), Range("entered", 0, 1), points=32)
    >>> ds["x"].sizes["point"], bool(ds["cells"].sum() <= 32)
    (32, True)
    """
    problems = list(_problems(design, (x, y), points))
    if problems:
        raise SweepError(join(problems, "\n"))
    report = reporter(progress)
    chosen = [_KNOWN[each.outcome] for each in (x, y)]
    count = 2 ** int(np.log2(min(points, max(_FEWEST, points // _FIRST))))  # Sobol' points are even in powers of 2
    u = sample("sobol", len(design.factors), count, design.seed)

    def played(places: Floats, before: int) -> Floats:
        return _played(design, places, chosen, threads, part_of(report, before, points))

    runs = played(u, 0)
    if np.isnan(runs).all():
        raise SweepError(_CONTRADICTORY.format(n=number(count)))
    plane, means = plane_of(runs, (x, y)), runs.mean(-1)
    if not (plane.cells_of(means) >= 0).all(1).any():
        raise SweepError(_never(means))
    proposals = Proposals(plane, np.random.default_rng(design.seed))
    while len(u) < points:
        generation = max(_GENERATION, len(u) // _GROWTH)
        more = proposals.next(u, means, min(generation, points - len(u)))
        means = np.concatenate([means, played(more, len(u)).mean(-1)])
        u = np.concatenate([u, more])
    return _labelled(design, u, means, plane, count, chosen)


def scenario_of(design: Design, ds: xr.Dataset, point: int, folder: str | PathLike[str] = ".") -> Scenario:
    """Return the scenario of a point of an exploration, with the seed and the runs of the design.

    The CSV files that it names are searched in the folder; a ScenarioError is raised for those that are not there.
    """
    columns = tuple(ds[factor.path].values for factor in design.factors)
    there = replace(design, scenario=design.without_uncertainty, columns=columns, places=None).at(point)
    tables = there.model_dump(exclude_none=True) | {"replications": design.replications, "seed": design.seed}
    return parse_scenario(tables, folder, there.name, there.texts)


def _problems(design: Design, asked: Sequence[Range], points: int) -> Iterator[Text]:
    """Yield all that is wrong with what is asked."""
    for name in dict.fromkeys(each.outcome for each in asked if each.outcome not in _KNOWN):
        yield _UNKNOWN.format(name=same(name), known=same(", ".join(_KNOWN)))
    for each in asked:
        if not (np.isfinite([each.low, each.high]).all() and each.low < each.high):
            yield _RANGE.format(name=same(each.outcome), low=number(each.low), high=number(each.high))
    if design.replications < 2:
        yield _RUNS.format(n=number(design.replications))
    if points < 1:
        yield _POINTS.format(n=number(points))


def _played(
    design: Design, u: Floats, outcomes: Sequence[Outcome], threads: int | None, progress: Progress | None
) -> Floats:
    """Return the outcomes (points, 2, replications) at places u (points, factors); NaN where a point is refused."""
    columns = tuple(factor.at(u[:, k]) for k, factor in enumerate(design.factors))
    here = replace(design, scenario=design.without_uncertainty, columns=columns, places=None)
    runs = np.full((len(u), 2, design.replications), np.nan)
    for point in range(len(u)):
        try:
            ds = simulate(here.at(point), design.replications, design.seed, "summary", threads)
        except ScenarioError:  # values of several parameters that contradict each other
            continue
        runs[point] = [outcome.read(ds).values for outcome in outcomes]
        if progress is not None:
            progress(point + 1, len(u))
    return runs


def _surprises(cells: NDArray[np.int64], first: int) -> list[int]:
    """Return the points whose cells lie farthest from those of the first sample and from one another."""
    inside = (cells >= 0).all(1)
    known = cells[:first][inside[:first]].astype(float)
    later = np.flatnonzero(inside[first:]) + first
    found: list[int] = []
    while later.size and len(found) < _SURPRISES:
        apart = np.abs(cells[later][:, None] - known[None]).max(2).min(1)
        farthest = int(apart.argmax())
        if apart[farthest] < 2.0:  # next to a cell that the first sample reached: no surprise
            break
        found.append(int(later[farthest]))
        known = np.concatenate([known, cells[later[farthest]][None].astype(float)])
    return found


def _never(means: Floats) -> Text:
    """State that no point lies in the ranges, and where the points are."""
    ends = {f"{axis}_{end}": number(float(f"{function(means[:, k]):.3g}"))
            for k, axis in enumerate("xy") for end, function in (("low", np.nanmin), ("high", np.nanmax))}  # fmt: skip
    return _NEVER.format(n=number(len(means)), **ends)


def _labelled(
    design: Design, u: Floats, means: Floats, plane: Plane, first: int, outcomes: Sequence[Outcome]
) -> xr.Dataset:
    """Return the dataset of an exploration."""
    cells = plane.cells_of(means)
    inside = (cells >= 0).all(1)
    counts = np.zeros(plane.shape[::-1], dtype=np.int64)
    np.add.at(counts, (cells[inside, 1], cells[inside, 0]), 1)
    ds = xr.Dataset(
        {
            "x": ("point", means[:, 0]),
            "y": ("point", means[:, 1]),
            "x_cell": ("point", cells[:, 0]),
            "y_cell": ("point", cells[:, 1]),
            "first": ("point", np.arange(len(u)) < first),
            "cells": (("y_cell_at", "x_cell_at"), counts),
            "surprise": ("surprises", np.array(_surprises(cells, first), dtype=np.int64)),
        },
        {
            "factor": [factor.path for factor in design.factors],
            **pair("factor_name", "factor", [factor.text for factor in design.factors]),
            **{factor.path: ("point", factor.at(u[:, k])) for k, factor in enumerate(design.factors)},
        },
    )
    about: dict[str, Any] = {}
    for axis, each, outcome in zip("xy", plane.ranges, outcomes, strict=True):
        about |= {f"{axis}_outcome": each.outcome, f"{axis}_low": each.low, f"{axis}_high": each.high,
                  f"{axis}_units": outcome.unit, f"{axis}_long_name": outcome.text.en,
                  f"{axis}_long_name_fr": outcome.text.fr}  # fmt: skip
    made = provenance(design.scenario, design.seed, "summary", "explore")
    return ds.assign_attrs(
        made | about, cells_asked=CELLS, sweep=design.source, points=len(u),
        replications=design.replications, design="explore",
    )  # fmt: skip
