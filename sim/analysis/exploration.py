"""Pattern space exploration: the pairs of outcomes that a scenario can reach, and the points that reach the rarest."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from os import PathLike
from typing import Any, Final

import numpy as np
import xarray as xr
from numpy.typing import NDArray

from sim.analysis.bilingual import pair
from sim.analysis.catalogue import OUTCOMES, Outcome
from sim.analysis.measured import SweepError
from sim.analysis.paired import part_of
from sim.dataset import simulate
from sim.errors import ScenarioError
from sim.kernel.runs import Progress
from sim.scenario import Scenario, parse_scenario
from sim.sweep import Design
from sim.sweep.samples import sample
from sim.vocabulary.text import Text, number, same

CELLS: Final = 20
"""Cells along each outcome, unless chance asks for wider ones."""
_FIRST: Final = 8  # one point in so many is of the first sample
_FEWEST: Final = 16  # points of the first sample
_GENERATION: Final = 16  # points between two looks at the cells
_STEPS: Final = (0.02, 0.3)  # least and largest standard deviation of a step, of the range of a parameter
_AWAY: Final = 0.25  # of the points that also step away from another point, drawn from all
_SURPRISES: Final = 3
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
_NEVER: Final = Text(
    "no point of the first {n} lies in the ranges. Their outcomes go from {x_low} to {x_high} and from {y_low} to "
    "{y_high}.",
    "aucun des {n} premiers points n'est dans les intervalles. Leurs résultats vont de {x_low} à {x_high} et de "
    "{y_low} à {y_high}.",
)

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Range:
    """An outcome, by its key, and the range over which it is explored."""

    outcome: str
    low: float
    high: float


def explore(
    design: Design, x: Range, y: Range, points: int = 512, threads: int | None = None, progress: Progress | None = None
) -> xr.Dataset:
    """Search the parameters for as many different pairs of two outcomes as possible.

    The plane of the outcomes is cut into 20 × 20 cells, or fewer where a cell would be narrower than two standard
    errors of a point's mean. One point in eight is of a Sobol' sequence. Each of the others is a step away from a
    parent, which is drawn from cells with few points and few neighbours, so that the search goes where outcomes are
    rare [1]_.

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
    progress : callable, optional
        Called as ``progress(done, total)`` when the runs of a point have finished.

    Returns
    -------
    xarray.Dataset
        By point: ``x``, ``y``, the means of the outcomes; ``x_cell``, ``y_cell``, -1 outside the ranges; ``first``,
        whether it is of the first sample; the parameters. ``cells`` (y_cell_at, x_cell_at): the points in each cell;
        ``surprise``: points in the cells that lie farthest from all cells of the first sample.

    Raises
    ------
    SweepError
        There is no such outcome, a range is empty, a point has a single run, or no point lies in the ranges.

    References
    ----------
    .. [1] Chérel, Cottineau & Reuillon (2015), Beyond corroboration: strengthening model validation by looking for
       unexpected patterns, PLOS ONE 10(9), doi:10.1371/journal.pone.0138212.

    Examples
    --------
    >>> import sim
    >>> scenario = sim.load_scenario("scenarios/atelier.toml", set=["months=12"])
    >>> ranges = {"population.horizon": {"low": 6, "high": 60}, "population.foresight": {}}
    >>> design = sim.make_design(scenario, ranges, "sobol", points=1, replications=2)
    >>> ds = explore(design, Range("gain_share", -0.2, 0.2), Range("entered", 0, 1), points=32)
    >>> ds["x"].sizes["point"], bool(ds["cells"].sum() <= 32)
    (32, True)
    """
    chosen = [_outcome(each) for each in (x, y)]
    if design.replications < 2:
        raise SweepError(_RUNS.format(n=number(design.replications)))
    rng = np.random.default_rng(design.seed)
    count = min(points, max(_FEWEST, points // _FIRST))
    u = sample("sobol", len(design.factors), count, design.seed)

    def played(places: Floats, before: int) -> Floats:
        return _played(design, places, chosen, threads, part_of(progress, before, points))

    runs = played(u, 0)
    shape = tuple(_cells(runs[:, k], each) for k, each in enumerate((x, y)))

    def cells_of(runs: Floats) -> NDArray[np.int64]:
        return np.stack([_cell(runs[:, k].mean(-1), each, shape[k]) for k, each in enumerate((x, y))], -1)

    cells = cells_of(runs)
    if not (cells >= 0).all(1).any():
        raise SweepError(_never(runs))
    while len(u) < points:
        children = _children(u, cells, min(_GENERATION, points - len(u)), rng)
        more = played(children, len(u))
        u, runs = np.concatenate([u, children]), np.concatenate([runs, more])
        cells = np.concatenate([cells, cells_of(more)])
    return _labelled(design, u, runs, cells, count, shape, (x, y), chosen)


def scenario_of(design: Design, ds: xr.Dataset, point: int, folder: str | PathLike[str] = ".") -> Scenario:
    """Return the scenario of a point of an exploration, with the seed and the runs of the design.

    The CSV files that it names are searched in the folder; a ScenarioError is raised for those that are not there.
    """
    columns = tuple(ds[factor.path].values for factor in design.factors)
    there = replace(design, scenario=design.without_uncertainty, columns=columns, places=None).at(point)
    tables = there.model_dump(exclude_none=True) | {"replications": design.replications, "seed": design.seed}
    return parse_scenario(tables, folder, there.name, there.texts)


def _outcome(asked: Range) -> Outcome:
    """Return the outcome of a range; raise a SweepError for an unknown one or an empty range."""
    known = {outcome.key: outcome for outcome in OUTCOMES}
    if asked.outcome not in known:
        raise SweepError(_UNKNOWN.format(name=same(asked.outcome), known=same(", ".join(known))))
    if not asked.low < asked.high:
        raise SweepError(_RANGE.format(name=same(asked.outcome), low=number(asked.low), high=number(asked.high)))
    return known[asked.outcome]


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


def _cells(runs: Floats, asked: Range) -> int:
    """Return the number of cells along an outcome: none is narrower than two standard errors of a point's mean."""
    variance = np.nanmean(runs.var(-1, ddof=1)) / runs.shape[-1]
    error = float(np.sqrt(variance)) if np.isfinite(variance) else 0.0
    return CELLS if error == 0.0 else max(1, min(CELLS, int((asked.high - asked.low) / (2.0 * error))))


def _cell(values: Floats, asked: Range, count: int) -> NDArray[np.int64]:
    """Return the cell of each value along an outcome, -1 outside its range."""
    place = (values - asked.low) / (asked.high - asked.low) * count
    inside = (place >= 0.0) & (place <= count)
    return np.where(inside, np.minimum(np.where(inside, place, 0.0).astype(np.int64), count - 1), -1)


def _children(u: Floats, cells: NDArray[np.int64], count: int, rng: np.random.Generator) -> Floats:
    """Return points (count, factors) a step away from parents, which are drawn from rare cells at the edge."""
    parents = np.flatnonzero((cells >= 0).all(1))
    here = cells[parents]
    _, which, hits = np.unique(here, axis=0, return_inverse=True, return_counts=True)
    reached = np.zeros(here.max(0) + 3)
    reached[here[:, 0] + 1, here[:, 1] + 1] = 1.0
    around = [reached[here[:, 0] + across, here[:, 1] + up] for across in range(3) for up in range(3)]
    free = 10.0 - np.sum(around, axis=0)  # neighbours not reached, and one
    weight = (free / hits[which.ravel()]) ** 2
    chosen = rng.choice(parents, size=count, p=weight / weight.sum())
    step = np.exp(rng.uniform(np.log(_STEPS[0]), np.log(_STEPS[1]), (count, 1)))
    moved = u[chosen] + step * rng.standard_normal((count, u.shape[1]))
    away = u[chosen] - u[rng.integers(len(u), size=count)]
    moved += np.where(rng.random((count, 1)) < _AWAY, rng.random((count, 1)) * away, 0.0)
    return np.clip(moved, 0.0, 1.0)  # cut at the ends, where outcomes are often extreme


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


def _never(runs: Floats) -> Text:
    """State that no point lies in the ranges, and where the points are."""
    means = runs.mean(-1)
    ends = {f"{axis}_{end}": number(float(f"{function(means[:, k]):.3g}"))
            for k, axis in enumerate("xy") for end, function in (("low", np.nanmin), ("high", np.nanmax))}  # fmt: skip
    return _NEVER.format(n=number(len(runs)), **ends)


def _labelled(
    design: Design, u: Floats, runs: Floats, cells: NDArray[np.int64], first: int, shape: tuple[int, ...],
    ranges: tuple[Range, Range], outcomes: Sequence[Outcome],
) -> xr.Dataset:  # fmt: skip
    """Return the dataset of an exploration."""
    inside = (cells >= 0).all(1)
    counts = np.zeros(shape[::-1], dtype=np.int64)
    np.add.at(counts, (cells[inside, 1], cells[inside, 0]), 1)
    means = runs.mean(-1)
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
    for axis, each, outcome in zip("xy", ranges, outcomes, strict=True):
        about |= {f"{axis}_outcome": each.outcome, f"{axis}_low": each.low, f"{axis}_high": each.high,
                  f"{axis}_units": outcome.unit, f"{axis}_long_name": outcome.text.en,
                  f"{axis}_long_name_fr": outcome.text.fr}  # fmt: skip
    return ds.assign_attrs(
        about, cells_asked=CELLS, scenario_name=design.scenario.name, seed=design.seed,
        fictional=int(design.scenario.fictional),
        points=len(u), replications=design.replications, design="explore",
    )  # fmt: skip
