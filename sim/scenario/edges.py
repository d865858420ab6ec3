"""Contacts read from a CSV file, one pair of organizations per row."""

import numpy as np
from numpy.typing import NDArray

from sim.scenario.organizations import organization_lookup
from sim.scenario.schema import Scenario
from sim.tables.rows import Rows
from sim.vocabulary.text import Text

_COLUMNS = ("a", "b")


def read_edges(scenario: Scenario) -> NDArray[np.int64]:
    """Read the edge list of a scenario's network.

    Parameters
    ----------
    scenario : Scenario
        With ``network.file``, whose columns a and b hold names or rows of organizations, in either order; repeated
        pairs count once.

    Returns
    -------
    (m, 2) int64
        Pairs of rows, the smaller first, in increasing order; none without a file.

    Raises
    ------
    ScenarioError
        With all problems of the file.
    """
    if scenario.network.file is None:
        return np.empty((0, 2), dtype=np.int64)
    rows = Rows.read(scenario.folder / scenario.network.file, scenario.network.file, known=_COLUMNS)
    rows.require_columns(_COLUMNS)
    find = organization_lookup(rows, scenario.organization_names())
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
