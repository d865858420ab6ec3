"""Choices prescribed by a CSV file: choices of people in a workshop, an imposed pool, a replay."""

from typing import Final, Literal, get_args

import numpy as np
from numpy.typing import NDArray

from sim.scenario.organizations import organization_lookup
from sim.scenario.schema import Scenario
from sim.tables.headings import folded
from sim.tables.rows import Rows
from sim.vocabulary.param import Param
from sim.vocabulary.text import Text

Choice = Literal["alone", "pool"]

CHOICE_NAMES: Final[tuple[str, ...]] = get_args(Choice)
"""The choices; the position is the code."""

_IN_FRENCH: Final = {"seul": "alone", "seule": "alone", "ensemble": "pool"}
_COLUMNS = ("month", "organization", "resource", "choice")
_MONTH = Param("month", "mois", unit="month", ge=1, le=600)


def read_decisions(scenario: Scenario) -> NDArray[np.int64]:
    """Read the prescribed choices of a scenario; each holds until the next one of its organization and resource.

    Parameters
    ----------
    scenario : Scenario
        With ``decisions``, a file with the columns month (from 1), organization (its name, or its row from 0),
        resource and choice (alone or pool); in French mois, organisation, ressource and choix (seule or ensemble).

    Returns
    -------
    (D, 4) int64
        Month, row of the organization, position of the resource, choice (0 alone, 1 pool), in increasing order;
        none without a file.

    Raises
    ------
    ScenarioError
        With all problems of the file.
    """
    if scenario.decisions is None:
        return np.empty((0, 4), dtype=np.int64)
    rows = Rows.read(scenario.folder / scenario.decisions, scenario.decisions, known=_COLUMNS)
    rows.require_columns(_COLUMNS)
    resources = list(scenario.resources)
    find = organization_lookup(rows, scenario.organization_names())
    choices: dict[tuple[int, int, int], int] = {}
    for month_cell, organization_cell, resource, choice in zip(
        *(rows.cells(column) for column in _COLUMNS), strict=True
    ):
        month, organization = rows.whole(month_cell), find(organization_cell)
        if month is None or not _MONTH.holds(month):
            rows.refuse_number(month_cell, _MONTH.allowed(whole=True))
        place = rows.position(resource, resources)
        code = rows.position(choice._replace(words=_IN_FRENCH.get(folded(choice.words), choice.words)), CHOICE_NAMES)
        if month is None or organization is None or place is None or code is None:
            continue
        key = (month, organization, place)
        if key in choices:
            once = Text(
                "one choice per month, organization and resource", "un choix par mois, organisation et ressource"
            )
            rows.note(choice, once)
        choices[key] = code
    rows.raise_problems()
    return np.array([(*key, code) for key, code in sorted(choices.items())], dtype=np.int64).reshape(-1, 4)
