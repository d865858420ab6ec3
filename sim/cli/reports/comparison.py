"""Contrasts: compared scenarios in plain words, and a table for each beside the first."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from sim.analysis.numbers import percent
from sim.analysis.words.comparison import amount, bound, change, comparison
from sim.cli.tables import number_table
from sim.cli.words import comparison as words
from sim.vocabulary.text import Lang, Text, number, same

if TYPE_CHECKING:
    import xarray as xr
    from rich.table import Table

    from sim.cli.console import Console


def report(ds: xr.Dataset, console: Console) -> None:
    """Say how scenarios differ.

    Parameters
    ----------
    ds : xarray.Dataset
        What :func:`sim.compare` returns.
    console : Console
        Who says it.
    """
    titles = zip(ds["scenario_title"].values.tolist(), ds["scenario_title_fr"].values.tolist(), strict=True)
    for letter, (en, fr) in zip(ds["scenario"].values.tolist(), titles, strict=True):
        console.paragraph(words.SCENARIO.format(letter=letter, title=Text(en, fr))[console.lang])
    console.paragraph(f"\n{comparison(ds, console.lang)}\n")
    for k in range(1, ds.sizes["scenario"]):
        console.table(contrast_table(ds, k, console.lang))


def contrast_table(ds: xr.Dataset, place: int, lang: Lang) -> Table:
    """Make the table of a scenario beside the first.

    Parameters
    ----------
    ds : xarray.Dataset
        What :func:`sim.compare` returns.
    place : int
        Position of the scenario.
    lang : {"en", "fr"}
        Language.

    Returns
    -------
    rich.table.Table
        One row an outcome.
    """
    one, other = (str(ds["scenario"].values[k]) for k in (0, place))
    titles = (words.OUTCOME, same(one), same(other), words.DIFFERENCE.format(one=one, other=other))
    rows = []
    for k in range(ds.sizes["outcome"]):
        found = ds.isel(outcome=k, scenario=place)
        unit = str(found["outcome_unit"].values)
        means = (_mean(float(ds["mean"].isel(outcome=k, scenario=column)), unit) for column in (0, place))
        name = Text(str(found["outcome_name"].values), str(found["outcome_name_fr"].values))
        rows.append((name, *means, _difference(found, unit, ds.sizes["replication"])))
    table = number_table(titles, rows, lang)
    if place == ds.sizes["scenario"] - 1:
        n = ds.sizes["replication"]
        caption = words.CAPTION.format(n=number(n), p=percent(float(ds.attrs["confidence"])))
        table.caption = (caption if n > 1 else words.ONE_RUN)[lang]
    return table


def _mean(value: float, unit: str) -> Text:
    """A mean, or a dash where no run defines it."""
    return words.NOTHING if math.isnan(value) else amount(value, unit)


def _difference(found: xr.Dataset, unit: str, replications: int) -> Text:
    """A difference with its interval, and the number of pairs where it is not all runs."""
    value, low, high = (float(found[f"difference{end}"]) for end in ("", "_low", "_high"))
    if math.isnan(value):
        return words.NOTHING
    said = change(value, unit)
    if not math.isnan(low):
        said = words.INTERVAL.format(x=said, low=bound(low, unit), high=bound(high, unit))
    pairs = int(found["pairs"])
    return said if pairs == replications else words.FEWER.format(x=said, n=number(pairs))
