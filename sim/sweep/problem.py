"""Factors as a problem of SALib, and the values that its samples stand for."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sim.sweep.design import Design, make_design
from sim.sweep.factor import Factor


def salib_problem(factors: Sequence[Factor]) -> dict[str, Any]:
    """Return the problem of SALib that some factors state: ``num_vars``, ``names``, ``bounds`` and ``dists``.

    A range has its ends as bounds, and the distribution ``logunif`` if its scale is logarithmic. A range of whole
    numbers is wider by a half at each end, and rounded; a list has bounds 0 and its length, and the part before the
    decimal point is the place of a value: so all have the same share.

    Examples
    --------
    >>> import sim
    >>> scenario = sim.load_scenario("atelier")
    >>> ranges = {"population.trust": {"low": 0.2, "high": 0.8}, "resources.hr.sharing": ["equal", "by_use"]}
    >>> problem = sim.make_design(scenario, ranges, "sobol", points=4).salib_problem()
    >>> problem["names"], problem["bounds"]
    (['population.trust', 'resources.hr.sharing'], [[0.2, 0.8], [0.0, 2.0]])
    """
    return {
        "num_vars": len(factors),
        "names": [factor.path for factor in factors],
        "bounds": [list(_bounds(factor)) for factor in factors],
        "dists": ["logunif" if factor.log and not factor.values else "unif" for factor in factors],
    }


def with_points(design: Design, sample: NDArray[np.float64]) -> Design:
    """Return the design of the points (P, k) that SALib drew for :func:`salib_problem`, a column for each factor.

    Parameters
    ----------
    design : Design
        The factors, and everything else but the points.
    sample : (P, k) float64
        From SALib.

    Raises
    ------
    ValueError
        The sample has another shape, or a number that is not finite.
    ScenarioError
        The values of a point contradict each other.

    Examples
    --------
    >>> import sim
    >>> from SALib.sample import latin
    >>> scenario = sim.load_scenario("atelier")
    >>> design = sim.make_design(scenario, {"population.trust": {"low": 0.2, "high": 0.8, "steps": 2}})
    >>> drawn = design.with_points(latin.sample(design.salib_problem(), 5, seed=1))
    >>> drawn.kind, drawn.size
    ('table', 5)
    """
    columns = columns_of(design.factors, np.asarray(sample, dtype=np.float64))
    listed = {
        factor.path: {"values": column.tolist(), "relative": factor.relative}
        for factor, column in zip(design.factors, columns, strict=True)
    }
    options = {key: getattr(design, key) for key in ("replications", "seed", "draws")}
    drawn = make_design(design.scenario, listed, "table", **options)
    return replace(drawn, record=design.record, outcomes=design.outcomes, uncertain=design.uncertain)


def columns_of(factors: Sequence[Factor], sample: NDArray[np.float64]) -> list[NDArray[Any]]:
    """Return the values (P,) of each factor at the points (P, k) of a sample.

    Raises
    ------
    ValueError
        The sample has another shape, or a number that is not finite.
    """
    if sample.ndim != 2 or sample.shape[1] != len(factors) or not len(sample):
        raise ValueError(f"a sample of shape {sample.shape}: (points, {len(factors)}) is needed")
    if not np.isfinite(sample).all():
        raise ValueError("a sample with a number that is not finite")
    return [_values(factor, sample[:, k]) for k, factor in enumerate(factors)]


def _bounds(factor: Factor) -> tuple[float, float]:
    """Return the bounds of a factor in a sample."""
    if factor.values:
        return 0.0, float(len(factor.values))
    half = 0.5 if factor.whole else 0.0
    return factor.low - half, factor.high + half


def _values(factor: Factor, column: NDArray[np.float64]) -> NDArray[Any]:
    """Return the values of a factor for a column of a sample."""
    if factor.values:
        return factor.listed(np.clip(np.floor(column), 0, len(factor.values) - 1).astype(np.int64))
    values = np.clip(np.rint(column) if factor.whole else column, factor.low, factor.high)
    return values.astype(np.int64) if factor.whole else values
