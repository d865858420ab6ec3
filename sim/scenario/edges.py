"""Contacts read from a CSV file, one pair of organizations per row."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from sim.scenario.rows import Rows, organization_lookup
from sim.vocabulary.text import Text

_COLUMNS = ("a", "b")


def edge_list(rows: Rows, names: Sequence[str]) -> NDArray[np.int64]:
    """Return the edges of an edge list.

    Parameters
    ----------
    rows : Rows
        With the columns a and b: names or rows of organizations, in either order; repeated pairs count once.
    names : sequence of str, length N
        Names of the organizations.

    Returns
    -------
    (m, 2) int64
        Pairs of rows, the smaller first, in increasing order.

    Raises
    ------
    ScenarioError
        With all problems of the table.
    """
    rows.check_columns(_COLUMNS, _COLUMNS)
    rows.raise_problems()
    find = organization_lookup(rows, names)
    pairs = set()
    for a, b in zip(rows.cells("a"), rows.cells("b"), strict=True):
        ends = find(a), find(b)
        if ends[0] is None or ends[1] is None:
            continue
        if ends[0] == ends[1]:
            rows.note(b, Text("another organization than in column a", "une autre organisation que dans la colonne a"))
        pairs.add((min(ends[0], ends[1]), max(ends[0], ends[1])))
    rows.raise_problems()
    return np.array(sorted(pairs), dtype=np.int64).reshape(-1, 2)
