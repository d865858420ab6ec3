"""Choices prescribed by a CSV file: choices of people in a workshop, an imposed pool, a replay."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, Literal, get_args

import numpy as np
from numpy.typing import NDArray

from sim.scenario.rows import Rows, organization_lookup
from sim.vocabulary.names import nearest, one_of
from sim.vocabulary.param import Param
from sim.vocabulary.text import Text

Choice = Literal["alone", "pool"]

CHOICE_NAMES: Final[tuple[str, ...]] = get_args(Choice)
"""The choices; the position is the code."""

_COLUMNS = ("month", "organization", "resource", "choice")
_MONTH = Param("month", "mois", unit="month", ge=1, le=600)


def prescribed_choices(rows: Rows, names: Sequence[str], resources: Sequence[str]) -> NDArray[np.int64]:
    """Return a table of prescribed choices; each holds until the next choice of its organization and resource.

    Parameters
    ----------
    rows : Rows
        With the columns month (from 1), organization (its name, or its row from 0), resource and
        choice (alone or pool).
    names : sequence of str, length N
        Names of the organizations.
    resources : sequence of str
        Keys of the resources.

    Returns
    -------
    (D, 4) int64
        Month, row of the organization, resource, choice (0 alone, 1 pool), in increasing order.

    Raises
    ------
    ScenarioError
        With all problems of the table.
    """
    rows.check_columns(_COLUMNS, _COLUMNS)
    rows.raise_problems()
    find = organization_lookup(rows, names)
    choices: dict[tuple[int, int, int], int] = {}
    for month_cell, organization_cell, resource, choice in zip(
        *(rows.cells(column) for column in _COLUMNS), strict=True
    ):
        month, organization = rows.whole(month_cell), find(organization_cell)
        if month is None or not _MONTH.holds(month):
            rows.note(month_cell, _MONTH.allowed(whole=True))
        if resource.words not in resources:
            rows.note(resource, one_of(resources), nearest(resource.words, resources))
        if choice.words not in CHOICE_NAMES:
            rows.note(choice, one_of(CHOICE_NAMES), nearest(choice.words, CHOICE_NAMES))
        if month is None or organization is None:
            continue
        if resource.words not in resources or choice.words not in CHOICE_NAMES:
            continue
        key = (month, organization, resources.index(resource.words))
        if key in choices:
            once = Text(
                "one choice per month, organization and resource", "un choix par mois, organisation et ressource"
            )
            rows.note(choice, once)
        choices[key] = CHOICE_NAMES.index(choice.words)
    rows.raise_problems()
    return np.array([(*key, code) for key, code in sorted(choices.items())], dtype=np.int64).reshape(-1, 4)
