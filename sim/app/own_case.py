"""Case made of the group's own numbers: a scenario file that the ``run`` command also accepts."""

from dataclasses import replace
from pathlib import Path
from typing import Any, Final

from sim.app.cases import Case, read_case
from sim.app.own_numbers import OWN, OwnNumbers
from sim.app.words import own_numbers as words
from sim.scenario.toml import write_toml
from sim.tables.writing import csv_text

# Assumptions added to the numbers that are given; the screen states them.
_FRICTION: Final = 0.5
_OVERRUN: Final = {"overrun_mean": 1.3, "overrun_cv": 0.4}
_PRICE: Final = 3.0
"""Market price as a multiple of today's unit cost: high enough that an organization alone pays what was typed in."""


def own_tables(numbers: OwnNumbers) -> tuple[dict[str, Any], str]:
    """Return the tables of the scenario, and its organizations as CSV."""
    values = numbers.values
    costs = numbers.costs or {f"Organisation {k}": values["cost"] for k in range(1, numbers.number + 1)}
    fixed = values["fixed"]
    n = len(costs)
    price = _PRICE * max(costs.values()) / min(cost - fixed for cost in costs.values())
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


def write_own(numbers: OwnNumbers, folder: Path) -> Case:
    """Write the scenario of the group's own numbers into a folder, and return it as a case."""
    tables, organizations = own_tables(numbers)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "organisations.csv").write_text(organizations, encoding="utf-8")
    path = folder / f"{OWN}.toml"
    path.write_text(write_toml(tables), encoding="utf-8")
    return replace(read_case(path), key=numbers.key)
