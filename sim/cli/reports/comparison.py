"""The report of a comparison: how scenarios differ from the first, in sentences, tables and a figure."""

import math
from collections.abc import Iterator
from functools import partial

import xarray as xr
from rich.table import Table

from sim import figures
from sim.analysis.bilingual import coordinate
from sim.analysis.numbers import percent
from sim.analysis.words import precision_of_comparison
from sim.analysis.words.comparison import amount, bound, change, comparison
from sim.cli.output import Data, Drawing, Part
from sim.cli.tables import NOTHING, number_table
from sim.cli.words import comparison as words
from sim.cli.words.run import WRITING
from sim.vocabulary.text import Lang, Text, number, same


def report(ds: xr.Dataset, lang: Lang, precision: float | None = None) -> Iterator[Part]:
    """Report a comparison, from :func:`sim.compare`: sentences, a table for each scenario after the first, a figure."""
    for letter, title in zip(ds["scenario"].values.tolist(), coordinate(ds, "scenario_title"), strict=True):
        yield words.SCENARIO.format(letter=letter, title=title)[lang]
    yield f"\n{comparison(ds, lang)}\n"
    for position in range(1, ds.sizes["scenario"]):
        yield _table(ds, position, lang)
    precise = precision_of_comparison(ds, precision)
    if precise is not None:
        yield f"\n{precise[lang]}"
    yield WRITING
    yield Data("comparison.nc", ds)
    yield Drawing("comparison", partial(figures.comparison, ds))


def _table(ds: xr.Dataset, position: int, lang: Lang) -> Table:
    """Make the table of the scenario at a position beside the first, one row an outcome."""
    first, other = (str(ds["scenario"].values[k]) for k in (0, position))
    titles = (words.OUTCOME, same(first), same(other), words.DIFFERENCE.format(one=first, other=other))
    n = ds.sizes["replication"]
    rows = []
    for k, name in enumerate(coordinate(ds, "outcome_name")):
        result = ds.isel(outcome=k, scenario=position)
        unit = str(result["outcome_unit"].values)
        means = ds["mean"].isel(outcome=k).values[[0, position]].tolist()
        cells = (NOTHING if math.isnan(mean) else amount(mean, unit) for mean in means)
        rows.append((name, *cells, _difference(result, unit, n)))
    caption = same("")
    if position == ds.sizes["scenario"] - 1:
        p = percent(float(ds.attrs["confidence"]))
        caption = words.CAPTION.format(n=number(n), p=p) if n > 1 else words.ONE_RUN
    return number_table(titles, rows, lang, caption=caption)


def _difference(result: xr.Dataset, unit: str, replications: int) -> Text:
    """A difference with its interval, and the number of pairs where it is not all runs."""
    value, low, high = (float(result[f"difference{end}"]) for end in ("", "_low", "_high"))
    if math.isnan(value):
        return NOTHING
    text = change(value, unit)
    if not math.isnan(low):
        text = words.INTERVAL.format(x=text, low=bound(low, unit), high=bound(high, unit))
    pairs = int(result["pairs"])
    return text if pairs == replications else words.FEWER.format(x=text, n=number(pairs))
