"""The patient rule induction method: a box of factors in which most of the points are cases of interest."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

Mask = NDArray[np.bool_]

PEEL: Final = 0.05
"""Share of the points of a box that one step of peeling removes."""
LEAST_MASS: Final = 0.05
"""Share of all points that a box holds at least."""
LARGEST_QUASI_P: Final = 0.05
"""Restrictions with a larger quasi-p are dropped."""


@dataclass(frozen=True)
class Face:
    """A restriction of one factor.

    Attributes
    ----------
    factor : int
        Index of the factor.
    side : int
        -1: the values are at least `bound`; 1: at most `bound`; 0: one of `kept`.
    bound : float
        The bound of an ordered factor, the value of a point.
    kept : frozenset of float
        The codes of an unordered factor.
    """

    factor: int
    side: int
    bound: float = 0.0
    kept: frozenset[float] = frozenset()

    def holds(self, column: NDArray[np.float64]) -> Mask:
        """Return which values of the factor (n,) the restriction allows."""
        if self.side == 0:
            return np.isin(column, list(self.kept))
        return column >= self.bound if self.side < 0 else column <= self.bound


@dataclass(frozen=True)
class Box:
    """A box: restrictions that hold together, at most one for each side of a factor."""

    faces: tuple[Face, ...] = ()

    def holds(self, x: NDArray[np.float64]) -> Mask:
        """Return which points x (n, factors) lie inside."""
        inside = np.ones(len(x), dtype=bool)
        for face in self.faces:
            inside &= face.holds(x[:, face.factor])
        return inside

    def without(self, face: Face) -> "Box":
        """Return the box without the restriction on that side of that factor."""
        return Box(tuple(each for each in self.faces if (each.factor, each.side) != (face.factor, face.side)))

    def having(self, face: Face) -> "Box":
        """Return the box with a restriction in place of the one on that side of that factor."""
        return Box((*self.without(face).faces, face))


def quasi_p(box: Box, face: Face, x: NDArray[np.float64], y: Mask) -> float:
    """Return the chance that a random draw of as many points reaches the density of the box without a restriction.

    Points are drawn from the box without the restriction, as often as the box has points: the smaller the value, the
    less the restriction can be left out (Bryant & Lempert 2010).

    Examples
    --------
    >>> x, y = np.arange(8.0)[:, None], np.arange(8) >= 4
    >>> face = Face(factor=0, side=-1, bound=4.0)
    >>> quasi_p(Box((face,)), face, x, y)  # four of four, each with a chance of one half
    0.0625
    """
    inside, wider = box.holds(x), box.without(face).holds(x)
    return chance_of_as_many(int(y[inside].sum()), int(inside.sum()), float(y[wider].mean()))


def chance_of_as_many(cases: int, points: int, density: float) -> float:
    """Return the chance of at least so many cases among some points, each of which is one with a given chance."""
    from scipy.special import bdtrc

    return 1.0 if cases == 0 else float(bdtrc(cases - 1, points, density))


def find_box(x: NDArray[np.float64], y: Mask, ordered: Sequence[bool], density: float, least: int) -> Box | None:
    """Find the box that holds most of the cases of interest at a density of at least a given one.

    The box is peeled from the whole space, one side of one factor at a time (Friedman & Fisher 1999). Each box on the
    way that is dense enough is pasted, and restrictions that chance could explain are dropped. Among these boxes, those
    are compared whose coverage is within one standard error of the largest; the densest is returned.

    Parameters
    ----------
    x : (n, factors) float64
        The points; codes of unordered factors.
    y : (n,) bool
        Which points are cases of interest.
    ordered : sequence of bool
        Whether the values of each factor have an order.
    density : float
        Least share of the points inside that are cases [1].
    least : int
        Least number of points inside.

    Returns
    -------
    Box or None
        None if no box is dense enough.

    Examples
    --------
    >>> rng = np.random.default_rng(1)
    >>> x = rng.random((500, 3))
    >>> box = find_box(x, (x[:, 0] > 0.7) & (x[:, 2] < 0.5), [True] * 3, density=0.8, least=25)
    >>> sorted((face.factor, face.side, round(face.bound, 1)) for face in box.faces)
    [(0, -1, 0.7), (2, 1, 0.5)]
    """
    found: list[tuple[float, float, Box]] = []
    for path in _paths(x, y, ordered, least):
        dense = [(box, coverage) for box, coverage, reached in path if reached >= density]
        for box, _ in _near(dense, y):
            box = _dropped(_pasted(box, x, y), x, y)
            inside = box.holds(x)
            reached = float(y[inside].mean())
            if reached >= density:
                found.append((float(y[inside].sum() / y.sum()), reached, box))
    best = _near([(each, each[0]) for each in found], y)
    return max(best, key=lambda each: (each[0][1], each[0][0], -len(each[0][2].faces)))[0][2] if best else None


def _near[Each](boxes: list[tuple[Each, float]], y: Mask) -> list[tuple[Each, float]]:
    """Return the boxes whose coverage is within one standard error of the largest."""
    most = max((coverage for _, coverage in boxes), default=0.0)
    return [each for each in boxes if each[1] >= most - np.sqrt(most * (1.0 - most) / y.sum())]


def densest(x: NDArray[np.float64], y: Mask, ordered: Sequence[bool], least: int) -> float:
    """Return the largest density of the boxes that peeling passes through."""
    return max(reached for path in _paths(x, y, ordered, least) for _, _, reached in path)


_Path = Iterator[tuple[Box, float, float]]  # boxes, each with its coverage and density


def _paths(x: NDArray[np.float64], y: Mask, ordered: Sequence[bool], least: int) -> Iterator[_Path]:
    """Yield the ways of peeling: from the whole space, and from each half of it.

    Peeling does not find a way from where two boxes at both ends of a factor fail alike; from a half it does, and
    pasting undoes the half if it was too narrow. A value of an unordered factor takes many points with it, so that one
    of the ways peels these factors last.
    """
    factors = list(enumerate(ordered))
    yield _path(x, y, [factors], least, Box())
    if not all(ordered):
        yield _path(x, y, [[each for each in factors if each[1]], factors], least, Box())
    for factor, has_order in factors:
        values = np.sort(x[:, factor])
        if values[0] == values[-1]:
            continue
        if has_order:
            middle = (values[(len(values) - 1) // 2], values[len(values) // 2])
            starts = [Face(factor, 1, float(middle[0])), Face(factor, -1, float(middle[1]))]
        else:
            starts = [Face(factor, 0, kept=frozenset({value})) for value in np.unique(values).tolist()]
        for face in starts:
            if face.holds(x[:, factor]).sum() >= least:
                yield _path(x, y, [factors], least, Box((face,)))


def _path(x: NDArray[np.float64], y: Mask, turns: Sequence[Sequence[tuple[int, bool]]], least: int, box: Box) -> _Path:
    """Yield the boxes from one on, each with the one side less that gains most per point removed.

    The factors of the first turn are peeled as far as they go, then those of the next.
    """
    total = int(y.sum())
    inside = np.flatnonzero(box.holds(x))
    for factors in turns:
        while True:
            density = float(y[inside].mean())
            yield box, float(y[inside].sum()) / total, density
            if density in (0.0, 1.0):
                return
            best: tuple[float, int, int] | None = None
            for face in _slices(x[inside], factors):
                kept = face.holds(x[inside, face.factor])
                left = int(kept.sum())
                removed = inside.size - left
                if left < max(least, 1) or removed == 0:
                    continue
                gain = (float(y[inside[kept]].mean()) - density) / removed
                # the last keys settle ties in a way that does not depend on the direction or the scale of a factor
                key = (gain, removed, -int(inside[np.argmin(kept)]))
                if best is None or key > best:
                    best, chosen = key, face
            if best is None:
                break
            box = box.having(chosen)
            inside = inside[chosen.holds(x[inside, chosen.factor])]


def _slices(x: NDArray[np.float64], factors: Sequence[tuple[int, bool]]) -> Iterator[Face]:
    """Yield the restrictions that would peel the points of a box x (n, factors) on each side of each factor."""
    count = max(1, int(PEEL * len(x)))
    for factor, has_order in factors:
        values = np.sort(x[:, factor])
        if values[0] == values[-1]:
            continue
        if not has_order:
            there = frozenset(values.tolist())
            yield from (Face(factor, 0, kept=there - {value}) for value in sorted(there))
            continue
        low, high = values[min(count, len(values) - 1)], values[max(len(values) - 1 - count, 0)]
        if low == values[0]:  # more than a step has the same value: it goes, or stays, as a whole
            low = values[values > low][0]
        if high == values[-1]:
            high = values[values < high][-1]
        yield Face(factor, -1, float(low))
        yield Face(factor, 1, float(high))


def _pasted(box: Box, x: NDArray[np.float64], y: Mask) -> Box:
    """Return the box extended on its sides, step by step, as long as it gains cases and its density does not fall."""
    while True:
        inside = box.holds(x)
        density, count = y[inside].mean(), int(inside.sum())
        best: tuple[float, int, int] | None = None
        for face in box.faces:
            beyond = np.flatnonzero(box.without(face).holds(x) & ~inside)
            for wider in _wider(face, x[beyond, face.factor], max(1, int(PEEL * count))):
                added = beyond[wider.holds(x[beyond, face.factor])]
                reached = (y[inside].sum() + y[added].sum()) / (count + added.size)
                key = (float(reached), int(added.size), -int(added[0]))
                if reached >= density and y[added].any() and (best is None or key > best):
                    best, chosen = key, wider
        if best is None:
            return box
        box = box.having(chosen)


def _wider(face: Face, values: NDArray[np.float64], count: int) -> Iterator[Face]:
    """Yield the restriction extended to the next points beyond it, whose values are given (n,)."""
    if face.side == 0:
        yield from (replace(face, kept=face.kept | {value}) for value in np.unique(values).tolist())
    elif values.size:
        nearest = np.sort(values)[::-1] if face.side < 0 else np.sort(values)
        yield replace(face, bound=float(nearest[min(count, nearest.size) - 1]))


def _dropped(box: Box, x: NDArray[np.float64], y: Mask) -> Box:
    """Return the box without the restrictions that chance could explain, the least needed one dropped first."""
    while box.faces:
        values = [quasi_p(box, face, x, y) for face in box.faces]
        largest = max(range(len(values)), key=values.__getitem__)
        if values[largest] <= LARGEST_QUASI_P:
            break
        box = box.without(box.faces[largest])
    return box
