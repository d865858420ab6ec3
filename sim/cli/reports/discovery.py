"""The report of a discovery: a table for each box, and all boxes as JSON and CSV."""

import json
import math
from collections.abc import Iterator
from typing import Any, Final

import numpy as np
import xarray as xr
from rich.table import Table

from sim.analysis.numbers import percent
from sim.analysis.words.discovery import bound_words, choices, factor_names
from sim.cli.tables import number_table
from sim.cli.words import discovery as words
from sim.tables.writing import csv_text
from sim.vocabulary.text import Lang, number

_FIGURES: Final = ("coverage", "coverage_low", "coverage_high", "density", "density_low", "density_high")
_COUNTS: Final = ("points", "failures", "medoid")
_CHOSEN: Final = ("chosen_coverage", "chosen_density")


def tables(found: xr.Dataset, lang: Lang) -> Iterator[Table]:
    """Make a table of the restrictions of each box, the one that is needed most first."""
    names = factor_names(found)
    for k in range(found.sizes["box"]):
        box = found.isel(box=k)
        rows = []
        for factor in restricted(box):
            low, high, chance = (float(box[name][factor]) for name in ("low", "high", "quasi_p"))
            unit, kept = str(box["factor_unit"].values[factor]), str(box["kept"].values[factor])
            ends = (choices(kept), words.FREE) if kept else (bound_words(low, unit), bound_words(high, unit))
            rows.append((names[factor], *ends, number(float(f"{chance:.1g}"))))
        caption = words.CAPTION.format(
            **{name: number(int(box[name])) for name in ("points", "failures")},
            **{name.removeprefix("chosen_"): percent(round(float(box[name]), 3)) for name in _CHOSEN},
        )
        heads = (words.PARAMETER.format(n=number(k + 1)), words.FROM, words.TO, words.QUASI_P)
        yield number_table(heads, rows, lang, caption=caption)


def restricted(box: xr.Dataset) -> list[int]:
    """Return the factors that a box restricts, by their quasi-p."""
    chance = box["quasi_p"].values
    return [int(k) for k in np.argsort(chance, kind="stable") if np.isfinite(chance[k])]


def as_json(found: xr.Dataset) -> str:
    """Write the question, the figures of the points held out, and the restrictions of each box."""
    boxes = []
    for k in range(found.sizes["box"]):
        box = found.isel(box=k)
        entry: dict[str, Any] = {name: float(box[name]) for name in (*_FIGURES, *_CHOSEN)}
        entry |= {name: int(box[name]) for name in _COUNTS}
        entry["restrictions"] = {
            str(box["factor"].values[factor]): _restriction(box, factor) for factor in restricted(box)
        }
        boxes.append(entry)
    about = {
        "outcome": found.attrs["outcome"],
        found.attrs["side"]: found.attrs["threshold"],
        "points": int(found.sizes["point"]),
        "failures": int(found["fails"].sum()),
        "held_out": int(found["held_out"].sum()),
        "confidence": found.attrs["confidence"],
        "boxes": boxes,
    }
    return json.dumps(about, ensure_ascii=False, indent=2)


def _restriction(box: xr.Dataset, factor: int) -> dict[str, Any]:
    """Return a restriction: its bounds, null where there is none, or the values that it keeps."""
    low, high, chance = (float(box[name][factor]) for name in ("low", "high", "quasi_p"))
    kept = str(box["kept"].values[factor])
    ends = {"low": None if math.isnan(low) else low, "high": None if math.isnan(high) else high}
    return ({"kept": kept.split(", ")} if kept else ends) | {"quasi_p": chance}


def as_csv(found: xr.Dataset) -> str:
    """Write a row for each restriction of each box, with the figures of the box."""
    columns = ["box", "parameter", "low", "high", "kept", "quasi_p", *_FIGURES, *_COUNTS]
    return csv_text(columns, _restrictions(found)).rstrip()


def _restrictions(found: xr.Dataset) -> Iterator[tuple[object, ...]]:
    """Give the cells of each restriction of each box."""
    for k in range(found.sizes["box"]):
        box = found.isel(box=k)
        figures = [float(box[name]) for name in _FIGURES] + [int(box[name]) for name in _COUNTS]
        for factor in restricted(box):
            each = _restriction(box, factor)
            ends = (each.get(end) for end in ("low", "high"))
            kept = "|".join(each.get("kept", []))
            yield k + 1, str(box["factor"].values[factor]), *ends, kept, each["quasi_p"], *figures
