"""Boxes that are planted are found to within a step of peeling; noise has none; only the order of values matters."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sim.analysis.prim import Box, Face, chance_of_as_many, find_box, quasi_p
from sim.analysis.proportions import effective_number, wilson


def planted(seed, n=600, factors=4):
    """Return points, and which lie in a box of two factors whose bounds are drawn."""
    rng = np.random.default_rng(seed)
    x = rng.random((n, factors))
    one, two = rng.choice(factors, 2, replace=False)
    low, high = rng.uniform(0.4, 0.7), rng.uniform(0.35, 0.6)
    return x, (x[:, one] >= low) & (x[:, two] <= high), {(int(one), -1): low, (int(two), 1): high}


@settings(max_examples=8)
@given(st.integers(0, 10_000))
def test_a_planted_box_is_found_to_within_a_step(seed):
    x, y, bounds = planted(seed)
    box = find_box(x, y, [True] * 4, 0.8, 30)
    inside = box.holds(x)
    step = 0.05 * (inside.sum() + 0.05 * inside.sum()) + 1  # points that one step removes
    assert (y & ~inside).sum() <= step
    assert (inside & ~y).sum() <= 2 * step  # one on each side
    assert {(face.factor, face.side) for face in box.faces} == set(bounds)


def test_mislabelled_points_do_not_move_the_box_far():
    x, y, bounds = planted(3, n=2000)
    noisy = np.where(np.random.default_rng(0).random(len(y)) < 0.05, ~y, y)
    box = find_box(x, noisy, [True] * 4, 0.8, 100)
    assert {(face.factor, face.side) for face in box.faces} == set(bounds)
    for face in box.faces:
        assert face.bound == pytest.approx(bounds[face.factor, face.side], abs=0.05)


def test_a_box_of_words_keeps_the_words_that_fail():
    rng = np.random.default_rng(5)
    x = np.column_stack([rng.random(800), rng.integers(0, 5, 800), rng.random(800)])
    y = np.isin(x[:, 1], [1, 4]) & (x[:, 0] > 0.4)
    box = find_box(x, y, [True, False, True], 0.8, 40)
    faces = {face.factor: face for face in box.faces}
    assert set(faces) == {0, 1}
    assert faces[1].kept == {1.0, 4.0}
    assert faces[0].bound == pytest.approx(0.4, abs=0.06)


@settings(max_examples=8)
@given(
    st.integers(0, 10_000),
    st.sampled_from(
        [np.exp, lambda v: v**3, lambda v: -v, lambda v: np.floor(1e9 * v) / 7.0, lambda v: 1.0 / (1.0 + v)]
    ),
    st.integers(0, 3),
)
def test_a_monotone_transformation_of_a_factor_leaves_the_same_points_inside(seed, function, factor):
    x, y, _ = planted(seed, n=300)
    y = np.where(np.random.default_rng(seed + 1).random(len(y)) < 0.1, ~y, y)
    other = x.copy()
    other[:, factor] = function(x[:, factor])
    boxes = [find_box(points, y, [True] * 4, 0.7, 15) for points in (x, other)]
    assert (boxes[0] is None) == (boxes[1] is None)
    if boxes[0] is not None:
        assert (boxes[0].holds(x) == boxes[1].holds(other)).all()


@settings(max_examples=8)
@given(st.integers(0, 10_000), st.permutations(range(4)))
def test_the_order_of_the_factors_does_not_matter(seed, order):
    x, y, _ = planted(seed, n=300)
    inside, other = (find_box(points, y, [True] * 4, 0.8, 15).holds(points) for points in (x, x[:, list(order)]))
    assert (inside == other).all()


@settings(max_examples=8)
@given(st.integers(0, 10_000), st.floats(0.1, 0.9))
def test_a_box_is_as_dense_and_as_large_as_asked(seed, density):
    rng = np.random.default_rng(seed)
    x = np.column_stack([rng.random(200), rng.integers(0, 3, 200), rng.integers(0, 4, 200)])
    y = rng.random(200) < x[:, 0] * (x[:, 1] + 1) / 3
    box = find_box(x, y, [True, True, False], density, 10)
    if box is not None:
        inside = box.holds(x)
        assert inside.sum() >= 10
        assert y[inside].mean() >= density
        assert all(quasi_p(box, face, x, y) <= 0.05 for face in box.faces)


def test_the_quasi_p_is_a_binomial_chance():
    from math import comb

    x = np.column_stack([np.arange(20.0), np.arange(20.0) % 2])
    y = np.arange(20) >= 12
    box = Box((Face(0, -1, 10.0), Face(1, 1, 0.0)))
    inside = 5  # 10, 12, 14, 16, 18: four fail; without the first face ten points, four fail
    expected = sum(comb(inside, k) * 0.4**k * 0.6 ** (inside - k) for k in (4, 5))
    assert quasi_p(box, box.faces[0], x, y) == pytest.approx(expected)
    assert chance_of_as_many(0, 5, 0.4) == 1.0


def test_points_that_share_coordinates_count_less():
    rng = np.random.default_rng(1)
    unit = np.repeat(np.arange(200), 5)
    alike = np.repeat(rng.random(200) < 0.4, 5)  # all points of a unit are alike
    everybody = np.ones(1000, dtype=bool)
    assert effective_number(alike, everybody, unit) == pytest.approx(200, rel=0.05)
    apart = rng.random(1000) < 0.4
    assert effective_number(apart, everybody, unit) > 700
    assert effective_number(apart, everybody, np.arange(1000)) == 1000
    low, high = wilson(1.0, 20)
    assert 0.8 < low < high == pytest.approx(1.0)
