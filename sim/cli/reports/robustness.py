"""The report of a decision over uncertain worlds: sentences, the table of the levers, the figure."""

from collections.abc import Iterator
from functools import partial

import xarray as xr
from rich.table import Table

from sim import figures
from sim.analysis.bilingual import coordinate
from sim.analysis.lever_study import NOTHING
from sim.analysis.numbers import money, percent, rounded
from sim.analysis.robustness import order
from sim.analysis.words import robustness
from sim.cli.output import Data, Drawing, Part
from sim.cli.tables import NOTHING as NO_NUMBER
from sim.cli.tables import number_table
from sim.cli.words import robustness as words
from sim.cli.words.run import WRITING
from sim.vocabulary.text import Lang, Text


def report(ds: xr.Dataset, lang: Lang) -> Iterator[Part]:
    """Report levers in uncertain worlds, from :func:`sim.decide`."""
    yield f"{robustness(ds, lang)}\n"
    yield _table(ds, lang)
    yield WRITING
    yield Data("decision.nc", ds)
    yield Drawing("decision", partial(figures.robustness, ds))


def _table(ds: xr.Dataset, lang: Lang) -> Table:
    """Make the table of the levers, the least worst regret first."""
    names = coordinate(ds, "lever_name")
    rows = []
    for k in order(ds):
        lever = ds.isel(lever=k)
        mean, high, worst, low, most = (
            money(rounded(float(lever[name]), 2))
            for name in ("mean_regret", "high_regret", "worst_regret", "worst_regret_low", "worst_regret_high")
        )
        better = NO_NUMBER if str(lever["lever"].values) == NOTHING else _better(lever)
        behind = percent(round(float(lever["left_behind_90"]), 3))
        rows.append((names[k], mean, high, words.INTERVAL.format(x=worst, low=low, high=most), better, behind))
    heads = (words.LEVER, words.MEAN, words.HIGH, words.WORST, words.BETTER, words.BEHIND)
    return number_table(heads, rows, lang, caption=words.CAPTION)


def _better(lever: xr.Dataset) -> Text:
    """Write the share of the worlds in which a lever brings more than doing nothing."""
    share, low, high = (percent(round(float(lever[name]), 2)) for name in ("better", "better_low", "better_high"))
    return words.INTERVAL.format(x=share, low=low, high=high)
