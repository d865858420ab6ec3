"""The patterns of patterns.toml, with the facts of facts.csv that they rest on, and the verdict on each."""

from __future__ import annotations

import csv
import tomllib
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from sim.analysis.proportions import wilson
from sim.vocabulary.text import Text

HERE = Path(__file__).parent
AREAS = {
    "adoption": "Adoption and size",
    "savings": "Savings",
    "failure": "Break-even and survival",
    "overruns": "Plans and overruns",
    "effort": "Effort",
    "machinery": "Machinery",
}
BAND = 0.8


@dataclass(frozen=True)
class Fact:
    """A published fact: a row of facts.csv."""

    key: str
    area: str
    fact: str
    value: str
    unit: str
    year: str
    population: str
    kind: str
    read: str
    source: str
    address: str


@dataclass(frozen=True, kw_only=True)
class Pattern:
    """A table of patterns.toml, which says what each entry means."""

    key: str
    name: Text
    area: str
    facts: tuple[Fact, ...]
    observed: str
    low: float
    high: float
    unit: str
    of: str
    world: str
    measure: str
    statistic: str
    use: str
    follows: str

    def verdict(self, middle: tuple[float, float, float]) -> str:
        """Return "inside" or "outside", from the low end, the median and the high end of what the model gives."""
        low, median, high = middle
        if np.isnan(median):
            return "undefined"
        meets = (low <= self.high and high >= self.low) if self.of == "cases" else self.low <= median <= self.high
        return "inside" if meets else "outside"


def facts() -> dict[str, Fact]:
    """Read facts.csv."""
    with (HERE / "facts.csv").open(newline="", encoding="utf-8") as file:
        return {row["key"]: Fact(**row) for row in csv.DictReader(file)}


def patterns() -> list[Pattern]:
    """Read patterns.toml."""
    known = facts()
    read = []
    for key, table in tomllib.loads((HERE / "patterns.toml").read_text("utf-8")).items():
        counts = table.pop("counts", None)
        if counts is not None:
            table["low"], table["high"] = wilson(counts[0] / counts[1], counts[1])
        chosen = {"of": "runs", "use": "tested", "follows": ""} | table
        chosen |= {"name": Text(**table["name"]), "facts": tuple(known[fact] for fact in table["facts"])}
        read.append(Pattern(key=key, **chosen))
    return read


def middle(values: NDArray[np.float64]) -> tuple[float, float, float]:
    """Return the low end, the median and the high end of the middle 80 % of some values; NaN are left out."""
    values = values[~np.isnan(values)]
    if not values.size:
        return (np.nan, np.nan, np.nan)
    ends = ((1.0 - BAND) / 2.0, 0.5, (1.0 + BAND) / 2.0)
    return tuple(float(end) for end in np.quantile(values, ends, method="inverted_cdf"))
