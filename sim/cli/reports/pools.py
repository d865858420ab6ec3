"""The report of the pools of one run: how many pool, the largest pools, and the figures."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any, Final

import numpy as np
import xarray as xr
from rich.table import Table

from sim import figures
from sim.analysis import memberships
from sim.analysis.bilingual import attribute
from sim.analysis.memberships import in_words
from sim.analysis.numbers import money
from sim.cli.commands.pools import FIGURES, PoolsOptions
from sim.cli.output import Drawing, Part
from sim.cli.tables import NOTHING, number_table
from sim.cli.words import pools as words
from sim.vocabulary.text import Lang, number, same

_ROWS: Final = 12


def report(ds: xr.Dataset, chosen: PoolsOptions, lang: Lang) -> Iterator[Part]:
    """Report the pools of a run.

    Parameters
    ----------
    ds : xarray.Dataset
        The run, from :func:`sim.archive.open_dataset`.
    chosen : PoolsOptions
        The resource, the months and the figures.
    lang : {"en", "fr"}
        Language.

    Yields
    ------
    Part
    """
    found = memberships(ds, chosen.resource, chosen.replication)
    months = chosen.months or (int(found["month"].values[-1]),)
    title = attribute(found, "resource_title")
    for month in months:
        state = in_words(found, month)
        yield words.STATE.format(resource=title, month=number(month), state=state)[lang]
    if found.sizes["pool_number"]:
        yield _table(ds, found, lang)
    about: dict[str, Any] = {"resource": str(found.attrs["resource"]), "replication": chosen.replication}
    for name in dict.fromkeys(chosen.figures or FIGURES):
        if name == "network":
            for month in months:
                yield Drawing(f"network-{month}", partial(figures.network, ds, month=month, **about))
        else:
            yield Drawing(name, partial(getattr(figures, name), ds, **about))


def _table(ds: xr.Dataset, found: xr.Dataset, lang: Lang) -> Table:
    """Make the table of the largest pools, in the order of founding."""
    most = found["members"].max("month").values
    chosen = np.sort(np.argsort(-most, kind="stable")[:_ROWS])
    run = ds.sel(replication=found.attrs["replication"])
    names = ds["organization"].values
    rows = []
    for k in chosen:
        pool = int(found["pool_number"].values[k])
        ended = int(found["ended"].values[k])
        rows.append((
            same(str(names[int(run["pool_founder"].values[pool])])),
            number(int(found["founded"].values[k])),
            number(ended) if ended else NOTHING,
            number(int(most[k])),
            money(float(run["pool_gain"].values[pool])),
        ))  # fmt: skip
    titles = (words.POOL, words.FOUNDED, words.ENDED, words.MEMBERS, words.GAIN)
    caption = words.LARGEST.format(n=number(len(chosen)), all=number(len(most))) if len(most) > _ROWS else same("")
    return number_table(titles, rows, lang, caption=caption)
