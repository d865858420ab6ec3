"""Which shares follow from others: ranks modulo a prime are the ranks of fractions."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.games.span import Span


def rank(rows: list[list[int]]) -> int:
    """Return a rank by elimination in fractions."""
    left = [[Fraction(value) for value in row] for row in rows]
    found = 0
    for column in range(len(rows[0])):
        pivot = next((row for row in left[found:] if row[column]), None)
        if pivot is None:
            continue
        left.remove(pivot)
        left.insert(found, pivot)
        for row in left[found + 1 :]:
            factor = row[column] / pivot[column]
            row[:] = [a - factor * b for a, b in zip(row, pivot, strict=True)]
        found += 1
    return found


@given(st.data(), st.integers(1, 6))
def test_ranks_and_what_follows(data, n):
    masks = data.draw(st.lists(st.integers(1, 2**n - 1), min_size=1, max_size=8))
    span = Span(n)
    rows: list[list[int]] = []
    for mask in masks:
        row = [mask >> i & 1 for i in range(n)]
        before = rank(rows) if rows else 0
        rows.append(row)
        assert span.add(mask) == (rank(rows) > before)
        assert span.rank == rank(rows)
    settled = span.settled()
    for mask in range(2**n):
        row = [mask >> i & 1 for i in range(n)]
        assert settled[mask] == (rank([*rows, row]) == span.rank)


def test_large_determinants_do_not_vanish():
    # a 0/1 matrix of 19 rows with the largest possible determinant, from a Hadamard matrix of order 20 (Paley)
    squares = {k * k % 19 for k in range(1, 19)}
    rows = [[int((i - j) % 19 in squares or i == j) for j in range(19)] for i in range(19)]
    determinant = abs(round(np.linalg.det(np.array(rows))))
    assert determinant == 10 * 5**9
    span = Span(19)
    assert all(span.add(sum(bit << i for i, bit in enumerate(row))) for row in rows)
    assert span.settled().all()


def test_members_beyond_which_ranks_are_not_exact_are_refused():
    with pytest.raises(ValueError, match="22 members"):
        Span(23)
