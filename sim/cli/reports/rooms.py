"""The report of rooms that are compared: a table, the same as CSV, the figure, and the report of each room."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from datetime import date
from functools import partial

import numpy as np
import xarray as xr
from rich.table import Table

from sim import figures
from sim.analysis.bilingual import coordinate
from sim.analysis.numbers import money, percent, rounded
from sim.app.report import REPORTS
from sim.app.rooms import rooms_compared
from sim.app.workshop import Workshop
from sim.cli.commands.rooms import RoomsOptions
from sim.cli.output import Drawing, Part, WholeFile
from sim.cli.tables import NOTHING, number_table
from sim.cli.words import rooms as words
from sim.tables.writing import csv_text
from sim.vocabulary.text import Lang, Text, number, verbatim


def report(workshops: Sequence[Workshop], chosen: RoomsOptions, lang: Lang) -> Iterator[Part]:
    """Report rooms.

    Parameters
    ----------
    workshops : sequence of Workshop
    chosen : RoomsOptions
    lang : {"en", "fr"}
        Language.

    Yields
    ------
    Part
    """
    ds = rooms_compared(workshops)
    yield _table(ds, lang)
    yield WholeFile("rooms.csv", _csv(ds).encode())
    yield Drawing("rooms", partial(figures.rooms, ds))
    if chosen.report:
        for place, workshop in enumerate(workshops, start=1):
            for form, (_, make) in REPORTS.items():
                yield WholeFile(f"room-{place}-{workshop.room.code}.{form}", make(workshop, lang, date.today()))


def _table(ds: xr.Dataset, lang: Lang) -> Table:
    """Make the table, a row for each room."""
    rounds = [int(k) for k in ds["round"].values] if np.isfinite(ds["pooled"].values).any() else []
    heads = [words.NUMBER, words.PEOPLE, words.PREDICTED, words.CAME]
    heads += [words.POOLED.format(k=number(k)) for k in rounds]
    heads += [words.MEMBERS, words.GAIN, words.MISSED]
    rows = []
    for place, case in enumerate(coordinate(ds, "case")):
        room = ds.isel(room=place)
        shares = [_share(float(room["pooled"].sel(round=k))) for k in rounds]
        name = verbatim(f"{int(room['room'])}. {case.en}", f"{int(room['room'])}. {case.fr}")
        months = [_month(float(room[key])) for key in ("predicted", "break_even")]
        amounts = [money(rounded(float(room[key]))) for key in ("gain", "missed")]
        rows.append((name, number(int(room["people"])), *months, *shares, _share(float(room["members"])), *amounts))
    return number_table(heads, rows, lang)


def _month(month: float) -> Text:
    """Write a month, never, or that there is none."""
    if math.isnan(month):
        return NOTHING
    return words.NEVER if math.isinf(month) else number(int(month))


def _share(share: float) -> Text:
    """Write a share, or that there is none."""
    return NOTHING if math.isnan(share) else percent(round(share, 2))


def _csv(ds: xr.Dataset) -> str:
    """Write the same as CSV, under the names of the dataset; "never" is inf."""
    columns = ("people", "predicted", "break_even", "members", "gain", "best_gain", "missed")
    rounds = [int(k) for k in ds["round"].values]
    rows = [
        [
            int(room["room"]),
            str(room["case"].item()),
            *(float(room[name]) for name in columns),
            *(float(room["pooled"].sel(round=k)) for k in rounds),
        ]
        for room in (ds.isel(room=place) for place in range(ds.sizes["room"]))
    ]
    return csv_text(["room", "case", *columns, *(f"pooled_{k}" for k in rounds)], rows)
