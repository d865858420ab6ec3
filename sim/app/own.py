"""One's own numbers: six fields or a table, checked with kind messages, as a scenario that ``run`` accepts."""

from __future__ import annotations

import codecs
import csv
import hashlib
import io
import json
import math
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from sim.analysis.numbers import money
from sim.app.cases import Case, read_case
from sim.app.names import clean_name
from sim.app.words import own as words
from sim.scenario.toml import write_toml
from sim.vocabulary.text import Text, number

FIELDS: Final[dict[str, tuple[float, float, float]]] = {
    "number": (2, 40, 8),
    "cost": (50, 100_000, 2_000),
    "fixed": (0, 100_000, 800),
    "start": (0, 1_000_000, 15_000),
    "coordination": (0, 10_000, 80),
    "months": (1, 60, 8),
}
"""Lowest and highest value of each field, and an example."""
OWN: Final = "nos-chiffres"
"""Name of the scenario that is made of one's own numbers."""
LARGEST: Final = 1_000_000
"""Bytes of the largest table that is read."""
_MOST_ROWS: Final = 200
_LONGEST_NAME: Final = 80

# Assumptions beside the numbers that are given; said on the screen.
_FRICTION: Final = 0.5
_OVERRUN: Final = {"overrun_mean": 1.3, "overrun_cv": 0.4}
_PRICE: Final = 3.0
"""Market price in terms of what a unit costs today: being alone costs what was typed in, not what the market asks."""


_ENGLISH: Final = re.compile(r"-?[1-9][0-9]{0,2}(,[0-9]{3})+([.][0-9]*)?")
"""Commas between thousands; 1,200 is read so in both languages."""
_PLAIN: Final = re.compile(r"-?([0-9]+([.,][0-9]*)?|[.,][0-9]+)")


class OwnNumbersError(Exception):
    """Numbers that cannot be used; `problems` says why, all at once."""

    def __init__(self, problems: Sequence[Text]) -> None:
        super().__init__(" ".join(problem.en for problem in problems))
        self.problems = tuple(problems)


@dataclass(frozen=True)
class OwnNumbers:
    """Numbers that hold: the fields, and the organizations of a table if there is one.

    Attributes
    ----------
    values : dict of str to float
        By field.
    costs : dict of str to float
        What each organization spends [CAD/month], by name.
    """

    values: dict[str, float]
    costs: dict[str, float] = field(default_factory=dict)

    @property
    def number(self) -> int:
        """How many organizations."""
        return len(self.costs) or int(self.values["number"])


def read_numbers(given: Mapping[str, Any], table: Mapping[str, float] | None = None) -> OwnNumbers:
    """Check the fields as they were typed; a table stands for the first two.

    Raises
    ------
    OwnNumbersError
        With all that is wrong.

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
    for name, (low, high, _) in FIELDS.items():
        if table is not None and name in ("number", "cost"):
            continue
        found = amount_of(given.get(name, ""))
        whole = name in ("number", "months")
        if found is None or not low <= found <= high or (whole and found != int(found)):
            limits = {"low": number(low), "high": number(high)}
            problems.append(words.RANGE.format(field=words.FIELDS[name], **limits))
        else:
            values[name] = found
    least = min(table.values()) if table else values.get("cost")
    if least is not None and "fixed" in values and values["fixed"] >= least:
        problems.append(words.FIXED_BELOW.format(most=money(least)))
    if problems:
        raise OwnNumbersError(problems)
    return OwnNumbers(values, dict(table or {}))


def own_key(numbers: OwnNumbers) -> str:
    """Return a key for one's own numbers: the same for the same."""
    told = json.dumps([sorted(numbers.values.items()), list(numbers.costs.items())])
    return f"{OWN}-{hashlib.sha256(told.encode()).hexdigest()[:12]}"


def own_of(given: Mapping[str, Any]) -> OwnNumbers:
    """Read one's own numbers from a room's file.

    Raises
    ------
    ValueError
        They are none.
    """
    costs = dict(given["costs"])
    if costs and not (
        2 <= len(costs) <= _MOST_ROWS
        and all(_is_name(name) for name in costs)
        and all(isinstance(cost, int | float) and 0.0 < cost <= 1e6 for cost in costs.values())
    ):
        raise ValueError("costs")
    try:
        return read_numbers(given["values"], costs or None)
    except OwnNumbersError as error:
        raise ValueError(str(error)) from error


def _is_name(name: object) -> bool:
    """Tell whether something is a name of an organization."""
    return isinstance(name, str) and name == clean_name(name, _LONGEST_NAME) != "" and amount_of(name) is None


def amount_of(typed: object) -> float | None:
    """Read an amount as people write it in either language; None where it is none.

    Examples
    --------
    >>> amount_of("12 345,50 $"), amount_of("$1,200.5"), amount_of("1,200"), amount_of("douze")
    (12345.5, 1200.5, 1200.0, None)
    """
    if isinstance(typed, int | float) and not isinstance(typed, bool):
        return float(typed) if math.isfinite(typed) else None
    if not isinstance(typed, str) or len(typed) > 40:
        return None
    text = "".join(c for c in typed if not c.isspace() and c not in "$'\u2019")
    if _ENGLISH.fullmatch(text):
        return float(text.replace(",", ""))
    return float(text.replace(",", ".")) if _PLAIN.fullmatch(text) else None


def read_table(content: bytes, name: str) -> dict[str, float]:
    """Read a table of organizations and what each spends, from CSV or XLSX.

    Raises
    ------
    OwnNumbersError
        With all that is wrong.
    """
    try:
        if len(content) > LARGEST:
            raise ValueError("size")
        rows = _xlsx(content) if name.lower().endswith(".xlsx") else _csv(content)
    except Exception as error:  # whatever a damaged file makes a reader raise
        raise OwnNumbersError([words.UNREADABLE]) from error
    heads = [_folded(cell) for cell in rows[0]] if rows else []
    places = [
        next((heads.index(h) for h in names if h in heads), None) for names in (("name", "nom"), ("cost", "cout"))
    ]
    if None in places:
        raise OwnNumbersError([words.COLUMNS])
    who, what = (int(place) for place in places if place is not None)
    found: dict[str, float] = {}
    problems = []
    for line, row in enumerate(rows[1:], start=2):
        cells = [*row, *[""] * len(heads)]
        if not any(str(cell).strip() for cell in row):
            continue
        organization = clean_name(str(cells[who]), _LONGEST_NAME)
        value = amount_of(cells[what])
        if not organization or organization in found or amount_of(organization) is not None:
            problems.append(words.ROW_NAME.format(row=line))
        if value is None or not 0.0 < value <= 1e6:
            problems.append(words.ROW.format(row=line, value=str(cells[what])[:30]))
            continue
        found[organization] = value
    if not problems and not 2 <= len(found) <= _MOST_ROWS:
        problems.append(words.ROWS.format(n=number(len(found))))
    if problems:
        raise OwnNumbersError(problems[:20])
    return found


def own_tables(numbers: OwnNumbers) -> tuple[dict[str, Any], str]:
    """Return the tables of a scenario, and the CSV of its organizations."""
    values = numbers.values
    costs = numbers.costs or {f"Organisation {k}": values["cost"] for k in range(1, numbers.number + 1)}
    fixed = values["fixed"]
    n = len(costs)
    tables = {
        "title": {"en": words.TITLE.en, "fr": words.TITLE.fr},
        "teaches": {"en": words.ASSUMED.en, "fr": words.ASSUMED.fr},
        "months": 60,
        "population": {
            "file": "organisations.csv",
            "number": n,
            "fixed": True,
            "kind": "nonprofit",
            "cash": 12.0,
            "horizon": 48,
            "foresight": 0.9,
            "trust": 0.7,
            "solidarity": 0.5,
            "autonomy": 0.03,
            "taste": 0.5,
        },
        "network": {"kind": "complete"},
        "resources": {
            "shared": {
                "title": {"en": words.RESOURCE.en, "fr": words.RESOURCE.fr},
                "unit": {"en": "dollar of today's cost", "fr": "dollar du coût d'aujourd'hui"},
                "fixed_cost": float(fixed),
                "unit_cost": 1.0,
                "market_price": _PRICE * max(costs.values()) / min(cost - fixed for cost in costs.values()),
                "unmet_value": _PRICE * max(costs.values()) / min(cost - fixed for cost in costs.values()),
                "friction": _FRICTION,
                "friction_months": float(values["months"]) / 2.0,
                "member_cost": float(values["coordination"]),
                "founding_cost": float(values["start"]),
                "joining_cost": float(values["start"]) / n,
                **_OVERRUN,
            }
        },
    }
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["name", "size", "need_shared"])
    for name, cost in costs.items():
        writer.writerow([name, round(cost / 1000.0, 3), round(cost - fixed, 2)])
    return tables, out.getvalue()


def write_own(numbers: OwnNumbers, folder: Path) -> Case:
    """Write one's own numbers as a scenario into a folder, and return them as a case."""
    tables, organizations = own_tables(numbers)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "organisations.csv").write_text(organizations, encoding="utf-8")
    path = folder / f"{OWN}.toml"
    path.write_text(write_toml(tables), encoding="utf-8")
    return read_case(path)


def _csv(content: bytes) -> list[list[Any]]:
    """Rows of a CSV file; Excel's separator in French is a semicolon."""
    text = _decoded(content)
    head = text.partition("\n")[0]
    separator = max(";,\t", key=head.count)
    return list(csv.reader(io.StringIO(text), delimiter=separator))


def _decoded(content: bytes) -> str:
    """Text of a file in UTF-8, or as Excel saves it: in Windows' letters, or in UTF-16.

    Raises
    ------
    ValueError
        It is no text.
    """
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return content.decode("utf-16")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252")
    if any(c < " " and c not in "\t\r\n" for c in text):
        raise ValueError("no text")
    return text


def _xlsx(content: bytes) -> list[list[Any]]:
    """Rows of the first sheet."""
    from openpyxl import load_workbook

    book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
    sheet = book.worksheets[0]
    return [
        ["" if cell is None else cell for cell in row]
        for row in sheet.iter_rows(values_only=True, max_row=1000, max_col=20)
    ]


def _folded(word: object) -> str:
    """A title without accents and capitals."""
    plain = unicodedata.normalize("NFD", str(word).strip().lower())
    return "".join(c for c in plain if not unicodedata.combining(c))
