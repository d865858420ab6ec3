"""Report: a simulated dataset in plain words and two tables, resource by resource and status by status."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

from babel.numbers import format_decimal

from sim.analysis import Outcomes, outcomes, spread, verdict
from sim.analysis.numbers import LOCALES, percent
from sim.cli.tables import number_table
from sim.cli.words import tables as words
from sim.vocabulary.status import Status
from sim.vocabulary.text import LANGUAGES, Lang, Text, number, same

if TYPE_CHECKING:
    from collections.abc import Mapping

    import xarray as xr
    from rich.table import Table

    from sim.cli.console import Console

_POOLS: Final = ("pools_founded", "pools_dissolved", "pools_never")


def report(ds: xr.Dataset, titles: Mapping[str, Text], console: Console) -> None:
    """Say the result of a simulation.

    Parameters
    ----------
    ds : xarray.Dataset
        What `simulate` returns, at any level of record.
    titles : mapping of str to Text
        The title of each resource.
    console : Console
        Who says it.
    """
    console.paragraph(f"{ds.attrs['title_fr' if console.lang == 'fr' else 'title']}\n\n{verdict(ds, console.lang)}\n")
    found = outcomes(ds)
    console.table(resource_table(ds, titles, found, console.lang))
    console.table(status_table(found, console.lang))


def resource_table(ds: xr.Dataset, titles: Mapping[str, Text], found: Outcomes, lang: Lang) -> Table:
    """Make the table of the resources: participation, pools, gain.

    Parameters
    ----------
    ds : xarray.Dataset
        A simulated dataset.
    titles : mapping of str to Text
        The title of each resource.
    found : Outcomes
        Its outcomes.
    lang : {"en", "fr"}
        Language.

    Returns
    -------
    rich.table.Table
        One row a resource.
    """
    many = found.replications > 1
    note = words.MEANS.format(n=number(found.replications), band=percent(found.band)) if many else words.ONE_RUN
    cost = ds["resource_counterfactual"]
    gain = spread(ds["resource_gain"] / cost.where(cost > 0.0), found.band)
    titles_of_columns = (
        words.RESOURCE,
        words.PARTICIPATION,
        words.FOUNDED,
        words.DISSOLVED,
        words.NEVER,
        words.GAIN,
    )
    rows = [
        (
            titles.get(name) or same(name),
            _share(float(ds["participation"].sel(resource=name).mean())),
            *(_count(float(ds[pools].sel(resource=name).mean()), many) for pools in _POOLS),
            _gain(gain.sel(resource=name), many),
        )
        for name in ds["resource"].values.tolist()
    ]
    table = number_table(titles_of_columns, rows, lang)
    table.caption = note[lang]
    return table


def status_table(found: Outcomes, lang: Lang) -> Table:
    """Make the table of the organizations' statuses, as shares of those that pooled and of all.

    Parameters
    ----------
    found : Outcomes
        The outcomes of a dataset.
    lang : {"en", "fr"}
        Language.

    Returns
    -------
    rich.table.Table
        One row a status.
    """
    entered = found.entered.mean
    rows = [
        (status.label, percent(part) if entered else words.NOTHING, percent(part * entered))
        for status, part in found.entrants.items()
    ]
    rows.append((Status.NEVER_ENTERED.label, words.NOTHING, percent(1.0 - entered)))
    return number_table((words.STATUS, words.OF_THE_POOLING, words.OF_ALL), rows, lang)


def _share(value: float) -> Text:
    """A share, or a dash where there is nothing to share."""
    return words.NOTHING if math.isnan(value) else percent(value)


def _count(value: float, many: bool) -> Text:
    """A number of pools; the mean of many runs with one decimal."""
    return Text(*(format_decimal(value, "#,##0.0" if many else "#,##0", LOCALES[lang]) for lang in LANGUAGES))


def _gain(gain: xr.Dataset, many: bool) -> Text:
    """The gain as a share of the cost of being alone, with its band."""
    median = _share(float(gain["median"]))
    if not many or math.isnan(float(gain["median"])):
        return median
    low, high = (percent(float(gain[end])) for end in ("low", "high"))
    return words.BAND.format(median=median, low=Text(low.en.rstrip("%"), low.fr.rstrip("%\u00a0")), high=high)
