"""The report of an explanation: where the gain comes from, in sentences, a table and a figure."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from sim.analysis.numbers import money, percent, rounded, signed
from sim.analysis.words.explanation import explanation, mechanism_names
from sim.cli.output import Data, Drawing
from sim.cli.tables import NOTHING, number_table
from sim.cli.words import explanation as words
from sim.cli.words.run import WRITING
from sim.vocabulary.text import Lang, Text, number

if TYPE_CHECKING:
    from collections.abc import Iterator

    import xarray as xr
    from rich.table import Table

    from sim.cli.output import Part


def report(ds: xr.Dataset, lang: Lang) -> Iterator[Part]:
    """Report an explanation, from :func:`sim.explain`: sentences, a table, what each world lacks, the waterfall."""
    yield f"{ds.attrs['title_fr' if lang == 'fr' else 'title']}\n\n{explanation(ds, lang)}\n"
    yield _table(ds, lang)
    if ds.sizes["mechanism"]:
        yield f"\n{words.OFF[lang]}"
        meanings = zip(ds["mechanism_off"].values.tolist(), ds["mechanism_off_fr"].values.tolist(), strict=True)
        for name, (en, fr) in zip(mechanism_names(ds), meanings, strict=True):
            yield words.MEANING.format(name=name, meaning=Text(en, fr))[lang]
    yield WRITING
    from sim import figures

    yield Data("sources.nc", ds)
    yield Drawing("sources", figures.sources(ds, lang))


def _table(ds: xr.Dataset, lang: Lang) -> Table:
    """Make the table of the worlds without each mechanism, the largest contribution first, then the gain as it is."""
    titles = (words.MECHANISM, words.GAIN_WITHOUT, words.POOLING, words.PART, words.OF_ALONE)
    names = mechanism_names(ds)
    rows = []
    for k in (-ds["contribution"]).argsort().values.tolist():
        world = ds.isel(mechanism=k)
        gain, entered = float(world["gain_without"].mean()), float(world["entered_without"].mean())
        rows.append((names[k], money(rounded(gain)), percent(entered), *_contribution(world, "contribution")))
    if rows:
        rows.append((words.TOGETHER, NOTHING, NOTHING, *_contribution(ds, "remainder")))
    total, share = float(ds["total"]), float(ds["total_share"])
    as_it_is = (money(rounded(total)), percent(float(ds["entered"].mean())), NOTHING, percent(share))
    rows.append((words.AS_IT_IS, *as_it_is))
    n = ds.sizes["replication"]
    caption = words.CAPTION.format(n=number(n), p=percent(float(ds.attrs["confidence"])))
    return number_table(titles, rows, lang, caption=caption if n > 1 else words.ONE_RUN)


def _contribution(ds: xr.Dataset, name: str) -> tuple[Text, Text]:
    """Write a contribution with its interval, and as a share."""
    value, low, high = (float(ds[f"{name}{end}"]) for end in ("", "_low", "_high"))
    amount = signed(rounded(value), money)
    if not math.isnan(low):
        ends = {end: signed(rounded(bound), money) for end, bound in (("low", low), ("high", high))}
        amount = words.INTERVAL.format(x=amount, **ends)
    return amount, signed(float(ds[f"{name}_share"]), percent)
