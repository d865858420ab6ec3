"""The group's own numbers: six fields, or a table of organizations, checked before they become a case."""

import hashlib
import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from sim.analysis.numbers import money
from sim.app.names import clean_name
from sim.app.words import own_numbers as words
from sim.tables.names import clean
from sim.tables.numerals import Numerals
from sim.tables.rows import is_number
from sim.vocabulary.text import Text, join, number

FIELDS: Final[dict[str, tuple[float, float, float]]] = {
    "number": (2, 40, 8),
    "cost": (50, 100_000, 2_000),
    "fixed": (0, 100_000, 800),
    "start": (0, 1_000_000, 15_000),
    "coordination": (0, 10_000, 80),
    "months": (1, 60, 8),
}
"""Lowest value, highest value and example of each field."""
OWN: Final = "nos-chiffres"
"""How the keys of cases made of a group's own numbers begin, and the folder in which these cases are kept."""
LONGEST_TITLE: Final = 80
"""Longest name of a case, and of what it shares [characters]."""
MOST_ORGANIZATIONS: Final = 200
HIGHEST_COST: Final = 1e6
"""Highest cost of an organization in a table [CAD/month]."""
LONGEST_ORGANIZATION: Final = 80
"""Longest name of an organization [characters]."""


class OwnNumbersError(Exception):
    """Numbers that cannot be used; `problems` lists everything that is wrong."""

    def __init__(self, problems: Sequence[Text]) -> None:
        super().__init__(" ".join(problem.en for problem in problems))
        self.problems = tuple(problems)


@dataclass(frozen=True)
class OwnNumbers:
    """Numbers that have been checked.

    Attributes
    ----------
    values : dict of str to float
        Value of each field.
    costs : dict of str to float
        Monthly cost of each organization in the table, by name [CAD/month]; empty without a table.
    name : str
        Name of the case; empty if none was given.
    resource : str
        What is shared; empty if it was not said.
    """

    values: dict[str, float]
    costs: dict[str, float]
    name: str = ""
    resource: str = ""

    @property
    def number(self) -> int:
        """Number of organizations."""
        return len(self.costs) or int(self.values["number"])

    @property
    def key(self) -> str:
        """Key of the case made of these numbers: equal numbers have equal keys."""
        content = [sorted(self.values.items()), list(self.costs.items()), *filter(None, (self.name, self.resource))]
        return f"{OWN}-{hashlib.sha256(json.dumps(content).encode()).hexdigest()[:12]}"

    @property
    def spending(self) -> float:
        """What all organizations spend today [CAD/month]."""
        return sum(self.costs.values()) or self.values["number"] * self.values["cost"]


def read_numbers(
    given: Mapping[str, Any], table: Mapping[str, float] | None = None, english: bool = False
) -> OwnNumbers:
    """Check the fields as typed.

    Parameters
    ----------
    given : mapping of str to object
        What was typed into each field, and perhaps ``name`` and ``resource``.
    table : mapping of str to float, optional
        Monthly cost of each organization [CAD/month]; replaces the fields ``number`` and ``cost``.
    english : bool
        Whether they are typed into an English page, where 3,000 is three thousand.

    Raises
    ------
    OwnNumbersError
        With all problems.

    Examples
    --------
    >>> fields = {
    ...     "number": "3",
    ...     "cost": "2 000,50",
    ...     "fixed": "500",
    ...     "start": "9000",
    ...     "coordination": "0",
    ...     "months": "6",
    ... }
    >>> read_numbers(fields).values["cost"]
    2000.5
    """
    values: dict[str, float] = {}
    problems = []
    typed_amounts = [given.get(name) for name in FIELDS]
    numerals = Numerals([clean(words) for words in typed_amounts if isinstance(words, str)], english=english)
    for name, (low, high, _) in FIELDS.items():
        if table is not None and name in ("number", "cost"):
            continue
        typed = given.get(name, "")
        amount = amount_of(typed, numerals)
        whole = name in ("number", "months")
        if amount is None or not low <= amount <= high or (whole and amount != int(amount)):
            text = words.RANGE.format(field=words.FIELDS[name], low=number(low), high=number(high))
            reason = numerals.refusal(clean(typed), "$") if amount is None and isinstance(typed, str) else None
            problems.append(text if reason is None else join([text, reason], " "))
        else:
            values[name] = amount
    least = min(table.values()) if table else values.get("cost")
    if least is not None and "fixed" in values and values["fixed"] >= least:
        problems.append(words.FIXED_BELOW.format(most=money(least)))
    if problems:
        raise OwnNumbersError(problems)
    name, resource = (clean_name(given.get(key, ""), LONGEST_TITLE) for key in words.TEXTS)
    return OwnNumbers(values, dict(table or {}), name, resource)


def restored(given: OwnNumbers) -> OwnNumbers:
    """Return the numbers kept in a room file, after checking them.

    Raises
    ------
    ValueError
        If the numbers or the table are not usable.
    """
    costs = given.costs
    if costs and not (
        2 <= len(costs) <= MOST_ORGANIZATIONS
        and all(is_organization_name(name) for name in costs)
        and all(0.0 < cost <= HIGHEST_COST for cost in costs.values())
    ):
        raise ValueError("costs")
    try:
        return read_numbers({**given.values, "name": given.name, "resource": given.resource}, costs or None)
    except OwnNumbersError as error:
        raise ValueError(str(error)) from error


def is_organization_name(name: object) -> bool:
    """Return whether something is a clean name of an organization, and not a number."""
    return isinstance(name, str) and name == clean_name(name, LONGEST_ORGANIZATION) != "" and not is_number(name)


def amount_of(typed: object, numerals: Numerals | None = None) -> float | None:
    """Return an amount as somebody typed it; None if it is not an amount, or has two meanings.

    Examples
    --------
    >>> amount_of("12 345,50 $"), amount_of("$1,200.5"), amount_of("1,200"), amount_of("douze")
    (12345.5, 1200.5, None, None)
    """
    if isinstance(typed, int | float) and not isinstance(typed, bool):
        return float(typed) if math.isfinite(typed) else None
    if not isinstance(typed, str) or len(typed) > 40:
        return None
    return (numerals or Numerals()).read(clean(typed), "$")
