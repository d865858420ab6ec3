"""The report of an explanation: where the gain comes from, in sentences, a table and a figure."""

import math
from collections.abc import Iterator
from functools import partial

import xarray as xr
from rich.table import Table

from sim import figures
from sim.analysis.numbers import percent, signed
from sim.analysis.words.explanation import amount, explanation, mechanism_names
from sim.cli.output import Data, Drawing, Part
from sim.cli.tables import NOTHING, number_table
from sim.cli.words import explanation as words
from sim.cli.words.run import WRITING
from sim.vocabulary.text import Lang, Text, number, verbatim


def report(ds: xr.Dataset, lang: Lang) -> Iterator[Part]:
    """Report an explanation, from :func:`sim.explain`: sentences, a table, what each world lacks, the waterfall."""
    yield f"{ds.attrs['title_fr' if lang == 'fr' else 'title']}\n\n{explanation(ds, lang)}\n"
    yield _table(ds, lang)
    if ds.sizes["mechanism"]:
        yield f"\n{words.OFF[lang]}"
        meanings = zip(ds["mechanism_off"].values.tolist(), ds["mechanism_off_fr"].values.tolist(), strict=True)
        for name, (en, fr) in zip(mechanism_names(ds), meanings, strict=True):
            yield words.MEANING.format(name=name, meaning=verbatim(en, fr))[lang]
    yield WRITING
    yield Data("sources.nc", ds)
    yield Drawing("sources", partial(figures.sources, ds))


def _table(ds: xr.Dataset, lang: Lang) -> Table:
    """Make the table of the mechanisms, the largest contribution first, then their sum, the gain."""
    titles = (words.MECHANISM, words.PART, words.OF_ALONE, words.FIRST, words.LAST)
    names = mechanism_names(ds)
    rows = []
    for k in (-ds["contribution"]).argsort().values.tolist():
        party = ds.isel(mechanism=k)
        orders = (amount(float(party[name])) for name in ("first", "last"))
        rows.append((names[k], *_row(party, "contribution"), *orders))
    if rows and amount(float(ds["bare"])) != amount(0.0):
        rows.append((words.BARE, *_row(ds, "bare"), NOTHING, NOTHING))
    rows.append((words.TOTAL, *_row(ds, "total"), NOTHING, NOTHING))
    n = ds.sizes["replication"]
    caption = words.CAPTION.format(n=number(n), p=percent(float(ds.attrs["confidence"])))
    return number_table(titles, rows, lang, caption=caption if n > 1 else words.ONE_RUN)


def _row(ds: xr.Dataset, name: str) -> tuple[Text, Text]:
    """Write an amount with its interval, and as a share."""
    value, low, high = (float(ds[f"{name}{end}"]) for end in ("", "_low", "_high"))
    written = amount(value)
    if not math.isnan(low):
        written = words.INTERVAL.format(x=written, low=amount(low), high=amount(high))
    return written, signed(float(ds[f"{name}_share"]), percent)
