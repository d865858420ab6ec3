"""Cases made of a group's own numbers: scenario files that the ``run`` command also accepts, kept in a folder."""

import hashlib
import re
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

from pydantic import TypeAdapter

from sim.app.cases import Case, read_case
from sim.app.own_numbers import OwnNumbers, restored
from sim.app.words import own_numbers as words
from sim.errors import SimError
from sim.files import whole_file
from sim.scenario.toml import write_toml
from sim.tables.headings import folded
from sim.tables.writing import csv_text
from sim.vocabulary.text import Text, verbatim

MOST_OFFERED: Final = 8
"""Most cases of own numbers that the first page offers: those saved last."""

# Assumptions added to the numbers that are given; the screen states them.
_FRICTION: Final = 0.5
_OVERRUN: Final = {"overrun_mean": 1.3, "overrun_cv": 0.4}
_PRICE: Final = 3.0
"""Market price as a multiple of today's unit cost: high enough that an organization alone pays what was typed in."""
_NUMBERS: Final = "chiffres.json"
_ANY: Final = TypeAdapter(OwnNumbers)
_LARGEST: Final = 200_000
"""Largest file of numbers that is read [byte]."""


def own_tables(numbers: OwnNumbers) -> tuple[dict[str, Any], str]:
    """Return the tables of the scenario, and its organizations as CSV."""
    values = numbers.values
    costs = numbers.costs or {f"Organisation {k}": values["cost"] for k in range(1, numbers.number + 1)}
    fixed = values["fixed"]
    n = len(costs)
    price = _PRICE * max(costs.values()) / min(cost - fixed for cost in costs.values())
    title, resource = _said(numbers.name, words.TITLE), _said(numbers.resource, words.RESOURCE)
    tables = {
        "title": {"en": title.en, "fr": title.fr},
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
                "title": {"en": resource.en, "fr": resource.fr},
                "unit": {"en": words.UNIT.en, "fr": words.UNIT.fr},
                "fixed_cost": float(fixed),
                "unit_cost": 1.0,
                "market_price": price,
                "unmet_value": price,
                "friction": _FRICTION,
                "friction_months": float(values["months"]) / 2.0,
                "member_cost": float(values["coordination"]),
                "founding_cost": float(values["start"]),
                "joining_cost": float(values["start"]) / n,
                **_OVERRUN,
            }
        },
    }
    rows = [(name, round(cost / 1000.0, 3), round(cost - fixed, 2)) for name, cost in costs.items()]
    return tables, csv_text(["name", "size", "need_shared"], rows)


def _said(given: str, otherwise: Text) -> Text:
    """Return what a group called something, or else another text."""
    return verbatim(given, given) if given else otherwise


def write_own(numbers: OwnNumbers, folder: Path) -> Case:
    """Write the scenario of the group's own numbers into a folder, and return it as a case."""
    tables, organizations = own_tables(numbers)
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{file_name(numbers.name)}.toml"
    contents = {"organisations.csv": organizations, path.name: write_toml(tables)}
    for name, text in {**contents, _NUMBERS: _ANY.dump_json(numbers, indent=1).decode()}.items():
        with whole_file(folder / name) as file:
            file.write(text.encode())
    return _case(path, numbers)


def _case(path: Path, numbers: OwnNumbers) -> Case:
    """Return the case in a file that was made of these numbers."""
    return replace(read_case(path), key=numbers.key, own=numbers, path=path)


def file_name(name: str) -> str:
    """Return a name of a case as part of a file's name on every system; names that differ little have the same.

    Examples
    --------
    >>> file_name("La cuisine d'Éloi / 2026"), file_name("")
    ('cas-la-cuisine-d-eloi-2026', 'cas')
    """
    plain = re.sub(r"[^a-z0-9]+", "-", folded(name)).strip("-")[:60].strip("-")
    other = hashlib.sha256(name.encode()).hexdigest()[:8] if name else ""  # of a name without Latin letters
    return "-".join(filter(None, ("cas", plain or other)))


class OwnCases:
    """The cases made of own numbers that are kept in a folder, each in a folder of its own.

    Parameters
    ----------
    folder : Path

    Attributes
    ----------
    offered : dict of str to Case
        By key, the one saved last first; one of each name.
    known : dict of str to Case
        These and all earlier ones since the program started.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.offered = {case.key: case for case in self._saved()}
        self.known = dict(self.offered)

    def _saved(self) -> list[Case]:
        """Read the cases saved last; what cannot be read any more is passed over."""
        found: list[tuple[float, Path]] = []
        for path in self.folder.glob(f"*/{_NUMBERS}"):
            with suppress(OSError):
                if path.stat().st_size <= _LARGEST:
                    found.append((path.stat().st_mtime, path))
        cases = []
        for _, path in sorted(found, reverse=True)[:MOST_OFFERED]:
            with suppress(OSError, SimError, ValueError, ArithmeticError):
                numbers = restored(_ANY.validate_json(path.read_bytes(), strict=True))
                case = _case(path.with_name(f"{file_name(numbers.name)}.toml"), numbers)
                if len(case.names) == numbers.number:
                    cases.append(case)
        return cases

    def take(self, numbers: OwnNumbers) -> Case:
        """Save a case of these numbers and offer it, in place of an earlier one of the same name.

        Raises
        ------
        OSError
            If it cannot be written.
        SimError, ValueError, ArithmeticError
            If these numbers cannot be simulated.
        """
        if numbers.key in self.offered:
            return self.offered[numbers.key]
        name = file_name(numbers.name)
        case = write_own(numbers, self.folder / name)
        others = [each for each in self.offered.values() if each.path is not None and each.path.stem != name]
        self.offered = {each.key: each for each in [case, *others][:MOST_OFFERED]}
        self.known[case.key] = case
        return case
