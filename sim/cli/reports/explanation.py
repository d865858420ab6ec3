"""Origins: where the gain comes from in plain words, a table, and what it means to take each mechanism away."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from sim.analysis.numbers import money, percent, rounded, signed
from sim.analysis.words.explanation import explanation, mechanism_names
from sim.cli.tables import number_table
from sim.cli.words import explanation as words
from sim.vocabulary.text import Lang, Text, number

if TYPE_CHECKING:
    import xarray as xr
    from rich.table import Table

    from sim.cli.console import Console


def report(ds: xr.Dataset, console: Console) -> None:
    """Say where a gain comes from.

    Parameters
    ----------
    ds : xarray.Dataset
        What :func:`sim.explain` returns.
    console : Console
        Who says it.
    """
    console.paragraph(
        f"{ds.attrs['title_fr' if console.lang == 'fr' else 'title']}\n\n{explanation(ds, console.lang)}\n"
    )
    console.table(mechanism_table(ds, console.lang))
    if ds.sizes["mechanism"]:
        meanings = zip(ds["mechanism_off"].values.tolist(), ds["mechanism_off_fr"].values.tolist(), strict=True)
        console.paragraph(f"\n{words.OFF[console.lang]}")
        for name, (en, fr) in zip(mechanism_names(ds), meanings, strict=True):
            console.paragraph(words.MEANING.format(name=name, meaning=Text(en, fr))[console.lang])


def mechanism_table(ds: xr.Dataset, lang: Lang) -> Table:
    """Make the table of the worlds without each mechanism, what brings most first.

    Parameters
    ----------
    ds : xarray.Dataset
        What :func:`sim.explain` returns.
    lang : {"en", "fr"}
        Language.

    Returns
    -------
    rich.table.Table
        One row a mechanism, then the remainder, then the gain as it is.
    """
    titles = (words.MECHANISM, words.GAIN_WITHOUT, words.POOLING, words.PART, words.OF_ALONE)
    names = mechanism_names(ds)
    rows = []
    for k in (-ds["contribution"]).argsort().values.tolist():
        world = ds.isel(mechanism=k)
        gain, entered = float(world["gain_without"].mean()), float(world["entered_without"].mean())
        rows.append((names[k], money(rounded(gain)), percent(entered), *_contribution(world, "contribution")))
    if rows:
        rows.append((words.TOGETHER, words.NOTHING, words.NOTHING, *_contribution(ds, "remainder")))
    total, share = float(ds["total"]), float(ds["total_share"])
    as_it_is = (money(rounded(total)), percent(float(ds["entered"].mean())), words.NOTHING, percent(share))
    rows.append((words.AS_IT_IS, *as_it_is))
    table = number_table(titles, rows, lang)
    n = ds.sizes["replication"]
    caption = words.CAPTION.format(n=number(n), p=percent(float(ds.attrs["confidence"])))
    table.caption = (caption if n > 1 else words.ONE_RUN)[lang]
    return table


def _contribution(ds: xr.Dataset, name: str) -> tuple[Text, Text]:
    """Write a contribution with its interval, and as a share."""
    value, low, high = (float(ds[f"{name}{end}"]) for end in ("", "_low", "_high"))
    amount = signed(rounded(value), money)
    if not math.isnan(low):
        ends = {end: signed(rounded(bound), money) for end, bound in (("low", low), ("high", high))}
        amount = words.INTERVAL.format(x=amount, **ends)
    return amount, signed(float(ds[f"{name}_share"]), percent)
