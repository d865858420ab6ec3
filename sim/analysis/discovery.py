"""Scenario discovery: the boxes of parameters in which an outcome of a sweep fails, measured on points held out."""

import tomllib
from typing import Any, Final, NamedTuple, cast

import numpy as np
import xarray as xr
from numpy.typing import NDArray

from sim.analysis.bilingual import attribute, pair
from sim.analysis.measured import Measured, SweepError, measure
from sim.analysis.paired import CONFIDENCE
from sim.analysis.prim import LEAST_MASS, Box, Mask, chance_of_as_many, densest, find_box, quasi_p
from sim.analysis.profiles import KEPT, PROVENANCE
from sim.analysis.proportions import effective_number, wilson
from sim.analysis.swept import factors_of, require_all_runs, sweep_outcomes
from sim.vocabulary.text import Text, number, same

LEAST: Final = 50
"""Least number of points that fail, and of points that do not."""
_MOST_BOXES: Final = 4
_CHANCE: Final = 0.01  # largest chance that held-out points as dense as a box are a draw from all of them
_ONE_SIDE: Final = Text(
    "a failure is an outcome above a number or below one: give exactly one of above and below.",
    "un échec est un résultat au-dessus d'un nombre ou au-dessous : donnez soit above, soit below, et pas les deux.",
)
_TOO_FEW: Final = Text(
    "{fails} of {n} points fail, {others} do not; boxes need at least {least} of each. {way_out}",
    "{fails} points sur {n} échouent, {others} non; il faut au moins {least} points de chaque sorte pour chercher des "
    "boîtes. {way_out}",
)
_OTHER_NUMBER: Final = Text(
    "Choose a threshold between {low} and {high}, or sweep more points.",
    "Choisissez un seuil entre {low} et {high}, ou balayez plus de points.",
)
_MORE_POINTS: Final = Text("Sweep more points.", "Balayez plus de points.")
_UNDEFINED: Final = Text(
    "{n} runs do not define {name}, and the points would be judged on the others alone. Choose another outcome, "
    "such as {known}.",
    "{n} simulations ne définissent pas {name}, et les points seraient jugés sur les autres seulement. Choisissez un "
    "autre résultat, comme {known}.",
)
_DENSITY: Final = Text(
    "density = {value}: a number above 0 and at most 1.",
    "density = {value} : un nombre au-dessus de 0, et d'au plus 1.",
)


class _Points(NamedTuple):
    """The points of a sweep: x (points, factors), the words of unordered factors, failures and values (points,)."""

    x: NDArray[np.float64]
    words: dict[int, NDArray[Any]]
    fails: Mask
    values: NDArray[np.float64]


def discover(
    ds: xr.Dataset,
    outcome: Measured = "gain_share",
    *,
    above: float | None = None,
    below: float | None = None,
    density: float = 0.8,
    seed: int = 0,
) -> xr.Dataset:
    """Find the boxes of parameters in which an outcome fails.

    A box bounds a few parameters and leaves the others free. Half of the points of the sweep choose the boxes, by the
    patient rule induction method [1]_ as used in scenario discovery [2]_: peel 5 % of the points at a time where the
    share of failures gains most per point removed, paste, drop the restrictions whose quasi-p exceeds 0.05, and of the
    boxes that are dense enough take the one with the largest coverage (the densest within one standard error of it).
    The figures are those of the other half. A box is kept if chance would hardly (1 %) make that half so dense. Points
    inside are then set aside, and the next box is searched among the others.

    Parameters
    ----------
    ds : xarray.Dataset
        From :func:`sim.open_sweep`, all runs done. A point fails by the mean of its runs. Points of a design "saltelli"
        or "morris" that share coordinates stay in the same half, and intervals allow for it.
    outcome : str, DataArray or callable
        What :func:`sim.analysis.measure` takes: the name of an outcome or of a variable, an array, a function.
    above, below : float
        Exactly one: a point fails if its outcome is above, or below [unit of the outcome].
    density : float
        Least share of failures among the points of a box that are used to choose it [1].
    seed : int
        Of the division of the points into halves.

    Returns
    -------
    xarray.Dataset
        By box: ``coverage``, the share of all failures that are inside, and ``density``, the share of the points inside
        that fail, each of the held-out half, with ``_low`` and ``_high`` of Wilson's interval [3]_; ``points``,
        ``failures`` [count]; ``chosen_coverage`` and ``chosen_density`` of the half that chose the box; ``medoid``, the
        failing point inside that is nearest to the others. A box excludes the points of earlier ones, and ``left`` is
        the number of failures that they leave. By (box, factor): ``low``, ``high``, NaN where free; ``kept``, the words
        of a parameter without order, joined by commas; ``quasi_p``. By point: ``value``, ``fails``, ``held_out``;
        by (box, point): ``inside``. No box where none is dense enough or none is confirmed (attribute ``unconfirmed``).

    Raises
    ------
    SweepError
        Runs are missing or do not define the outcome, or fewer than 50 points fail, or do not.

    References
    ----------
    .. [1] Friedman & Fisher (1999), Bump hunting in high-dimensional data, Statistics and Computing 9,
       doi:10.1023/A:1008894516817.
    .. [2] Bryant & Lempert (2010), Thinking inside the box, Technological Forecasting and Social Change 77(1),
       doi:10.1016/j.techfore.2009.08.002.
    .. [3] Wilson (1927), Probable inference, Journal of the American Statistical Association 22(158),
       doi:10.1080/01621459.1927.10502953.

    Examples
    --------
    >>> import sim, tempfile
    >>> scenario = sim.load_scenario("atelier", set=["months=24"])
    >>> ranges = {"population.horizon": {"low": 6, "high": 60}, "population.foresight": {}}
    >>> design = sim.make_design(scenario, ranges, "sobol", points=256, replications=1)
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     status = sim.run_sweep(design, f"{folder}/x.zarr")
    ...     found = discover(sim.open_sweep(f"{folder}/x.zarr"), "entered", below=0.6)
    >>> found["low"].dims, bool((found["density"] > 0.7).all())
    (('box', 'factor'), True)
    """
    if (above is None) == (below is None):
        raise SweepError(_ONE_SIDE)
    if not 0.0 < density <= 1.0:
        raise SweepError(_DENSITY.format(value=number(density)))
    side, threshold = ("below", below) if below is not None else ("above", cast("float", above))
    values = measure(ds, outcome)
    points = _points(ds, values, side, threshold)
    paths = factors_of(ds)
    unit = _unit(ds, len(paths))
    held_out = _held_out(unit, seed)
    ordered = [k not in points.words for k in range(len(paths))]
    least = max(1, int(np.ceil(LEAST_MASS * (~held_out).sum())))
    rest, unconfirmed, highest = np.ones(len(unit), dtype=bool), 0, 0.0
    boxes: list[dict[str, Any]] = []
    while len(boxes) < _MOST_BOXES:
        chosen = rest & ~held_out
        x, fails = points.x[chosen], points.fails[chosen]
        if chosen.sum() < 2 * least or not fails.any():
            break
        box = find_box(x, fails, ordered, density, least)
        if box is None or not box.faces:
            highest = 0.0 if boxes else densest(x, fails, ordered, least)
            break
        inside = box.holds(points.x) & rest
        measured = _measured(points, inside, rest, held_out, unit)
        if measured is None:
            unconfirmed = 1
            break
        boxes.append(measured | _bounds(box, points, x, fails) | {"inside": inside, "medoid": _medoid(points, inside)})
        rest &= ~inside
    found = xr.Dataset(
        {name: (dims, np.array([box[name] for box in boxes], dtype=kind).reshape(len(boxes), *shape))
         for name, (dims, kind, shape) in _layout(len(paths), len(unit)).items()},
        {"box": np.arange(1, len(boxes) + 1), "factor": paths, "point": ds["point"].values},
    )  # fmt: skip
    found = found.assign(
        value=("point", points.values), fails=("point", points.fails), held_out=("point", held_out)
    ).assign_coords(**_factor_coordinates(ds, paths, ordered))
    about = {f"outcome_{key}": values.attrs[key] for key in KEPT}
    return found.assign_attrs(
        {key: ds.attrs[key] for key in PROVENANCE} | about,
        outcome=str(values.name), side=side,
        threshold=float(threshold), least_density=density, confidence=CONFIDENCE,
        points=ds.sizes["point"], replications=ds.sizes["replication"], highest_density=highest,
        unconfirmed=unconfirmed,
    )  # fmt: skip


def _layout(factors: int, points: int) -> dict[str, tuple[tuple[str, ...], type, tuple[int, ...]]]:
    """Return dimensions, type and shape in a box of each variable of boxes."""
    by_box = ("coverage", "coverage_low", "coverage_high", "density", "density_low", "density_high", "chosen_coverage")
    whole = ("points", "failures", "left", "medoid")
    return (
        {name: (("box",), float, ()) for name in (*by_box, "chosen_density")}
        | {name: (("box",), int, ()) for name in whole}
        | {name: (("box", "factor"), float, (factors,)) for name in ("low", "high", "quasi_p")}
        | {"kept": (("box", "factor"), str, (factors,)), "inside": (("box", "point"), bool, (points,))}
    )


def _points(ds: xr.Dataset, outcome: xr.DataArray, side: str, threshold: float) -> _Points:
    """Read the points of a sweep; raise a SweepError if they are too few to tell."""
    require_all_runs(ds)
    runs = outcome.transpose("point", "replication").values
    undefined = int((~np.isfinite(runs)).sum())
    if undefined:
        read = sweep_outcomes(ds)
        known = [str(name) for name in read.data_vars if bool(np.isfinite(read[name]).all())]
        raise SweepError(
            _UNDEFINED.format(n=number(undefined), name=same(str(outcome.name)), known=same(", ".join(known)))
        )
    values = runs.mean(1)
    fails = values > threshold if side == "above" else values < threshold
    if min(fails.sum(), (~fails).sum()) < LEAST:
        ends = np.sort(values)
        way_out = _MORE_POINTS
        if len(ends) > 2 * LEAST and ends[LEAST] < ends[-LEAST - 1]:
            low, high = (number(float(f"{end:.3g}")) for end in (ends[LEAST], ends[-LEAST - 1]))
            way_out = _OTHER_NUMBER.format(low=low, high=high)
        counts = {"fails": number(int(fails.sum())), "others": number(int((~fails).sum())), "n": number(len(fails))}
        raise SweepError(_TOO_FEW.format(**counts, least=number(LEAST), way_out=way_out))
    columns, words = [], {}
    for k, path in enumerate(factors_of(ds)):
        column = ds[path].values
        if column.dtype.kind not in "iuf":
            words[k], column = np.unique(column, return_inverse=True)
        columns.append(column.astype(float))
    return _Points(np.column_stack(columns), words, fails, values)


def _unit(ds: xr.Dataset, factors: int) -> NDArray[np.int64]:
    """Return the unit of each point: points of a design that share coordinates have the same one."""
    size = {"saltelli": factors + 2, "morris": factors + 1}.get(str(ds.attrs["design"]), 1)
    return np.arange(ds.sizes["point"]) // size


def _held_out(unit: NDArray[np.int64], seed: int) -> Mask:
    """Return which points are held out: a random half of the units."""
    order = np.random.default_rng(seed).permutation(int(unit[-1]) + 1)
    return np.isin(unit, order[: len(order) // 2])


def _measured(
    points: _Points, inside: Mask, rest: Mask, held_out: Mask, unit: NDArray[np.int64]
) -> dict[str, float] | None:
    """Return the figures of a box on the points held out; None if chance could explain its density there."""
    fails, chosen = points.fails, ~held_out
    there, others = inside & held_out, rest & held_out
    cases, failing = int((fails & there).sum()), fails & held_out
    if not there.any() or not failing.any():
        return None
    many, all_failing = (effective_number(*each, unit) for each in ((fails, there), (inside, failing)))
    density, coverage = cases / there.sum(), cases / failing.sum()
    as_many = max(1, int(many))
    if chance_of_as_many(round(density * as_many), as_many, float(fails[others].mean())) > _CHANCE:
        return None
    ends = {"density": wilson(density, many), "coverage": wilson(coverage, all_failing)}
    return {
        "density": density,
        "coverage": coverage,
        **{
            f"{name}_{end}": value
            for name, pair in ends.items()
            for end, value in zip(("low", "high"), pair, strict=True)
        },
        "points": int(there.sum()),
        "failures": cases,
        "left": int((failing & rest & ~inside).sum()),
        "chosen_density": float(fails[inside & chosen].mean()),
        "chosen_coverage": float((fails & inside & chosen).sum() / (fails & chosen).sum()),
    }


def _bounds(box: Box, points: _Points, x: NDArray[np.float64], fails: Mask) -> dict[str, Any]:
    """Return the restrictions of a box by factor, with the quasi-p of the one that is needed least."""
    count = x.shape[1]
    low, high, chance = (np.full(count, np.nan) for _ in range(3))
    kept = [""] * count
    for face in box.faces:
        if face.side == 0:
            words = points.words[face.factor]
            kept[face.factor] = ", ".join(str(words[int(code)]) for code in sorted(face.kept))
        else:
            (low if face.side < 0 else high)[face.factor] = face.bound
        chance[face.factor] = np.fmax(chance[face.factor], quasi_p(box, face, x, fails))
    return {"low": low, "high": high, "kept": kept, "quasi_p": chance}


def _medoid(points: _Points, inside: Mask) -> int:
    """Return the failing point of a box whose distances to the others are least, in ranks of each parameter."""
    there = np.flatnonzero(inside & points.fails)
    total = np.zeros(there.size)
    for k in range(points.x.shape[1]):
        column = points.x[:, k]
        if k in points.words:
            total += there.size - np.bincount(column[there].astype(np.int64))[column[there].astype(np.int64)]
            continue
        distinct, place = np.unique(column, return_inverse=True)
        rank = place[there] / max(1, distinct.size - 1)
        order = np.argsort(rank, kind="stable")
        ordered = rank[order]
        before = np.concatenate([[0.0], np.cumsum(ordered)])
        n, index = there.size, np.arange(there.size)
        sums = ordered * (2 * index + 1 - n) + before[-1] - before[index] - before[index + 1]
        total[order] += sums
    return int(there[int(np.argmin(np.round(total, 9)))])


def _factor_coordinates(ds: xr.Dataset, paths: list[str], ordered: list[bool]) -> dict[str, Any]:
    """Return the words, units and scales of the factors, and their values at the points."""
    declared = tomllib.loads(ds.attrs["sweep"])["factors"]
    return {
        **pair("factor_name", "factor", [attribute(ds[path], "long_name") for path in paths]),
        "factor_unit": ("factor", [str(ds[path].attrs["units"]) for path in paths]),
        "factor_scale": ("factor", [str(declared[path].get("scale", "linear")) for path in paths]),
        "ordered": ("factor", ordered),
        "whole": ("factor", [ds[path].dtype.kind in "iu" for path in paths]),
        **{path: ("point", ds[path].values, {key: ds[path].attrs[key] for key in KEPT}) for path in paths},
    }
