"""The report of a run: the verdict, a table of the resources and one of the statuses, the figures."""

from __future__ import annotations

import math
from collections.abc import Iterator
from functools import partial
from typing import Final

import xarray as xr
from babel.numbers import format_decimal
from rich.table import Table

from sim import figures
from sim.analysis import Outcomes, outcomes, spread, verdict
from sim.analysis.numbers import LOCALES, percent
from sim.analysis.words import precision_of_runs
from sim.cli.output import DATA, Data, Drawing, Part
from sim.cli.tables import NOTHING, number_table
from sim.cli.words import run as words
from sim.cli.words.check import EVENTS
from sim.scenario import Scenario
from sim.vocabulary.status import Status
from sim.vocabulary.text import LANGUAGES, Lang, Text, number

_FIGURES: Final = ("j_curve", "who_gains", "participation")
_POOLS: Final = ("pools_founded", "pools_dissolved", "pools_never")


def report(ds: xr.Dataset, scenario: Scenario, lang: Lang, precision: float | None = None) -> Iterator[Part]:
    """Report a simulation, at any level of record: the verdict, two tables, the precision, the data, the figures."""
    results = outcomes(ds)
    yield f"{ds.attrs['title_fr' if lang == 'fr' else 'title']}\n\n{verdict(ds, lang)}\n"
    yield _resource_table(ds, scenario, results, lang)
    yield _status_table(results, lang)
    if scenario.events:
        yield "\n" + "\n".join([EVENTS[lang], *(f"  {event.in_short[lang]}" for event in scenario.events)])
    precise = precision_of_runs(ds, precision)
    if precise is not None:
        yield f"\n{precise[lang]}"
    yield words.WRITING
    yield Data(DATA, ds)
    yield from run_figures(ds)


def run_figures(ds: xr.Dataset) -> Iterator[Drawing]:
    """Name the figures of a run; none is drawn before it is written."""
    for name in _FIGURES:
        yield Drawing(name, partial(getattr(figures, name), ds))


def _resource_table(ds: xr.Dataset, scenario: Scenario, results: Outcomes, lang: Lang) -> Table:
    """Make the table of the resources, and of all together: participation, pools, gain."""
    many = results.replications > 1
    form = words.MEANS if many else words.ONE_RUN
    note = form.format(n=number(results.replications), band=percent(results.band), pools=words.POOLS)
    pools = (words.FOUNDED, words.DISSOLVED, words.NEVER, words.ENDED_AT_A_LOSS)
    titles = (words.RESOURCE, words.PARTICIPATION, *pools, words.GAIN)
    names = ds["resource"].values.tolist()
    rows = [
        _resource_row(scenario.resources[name].title, ds.sel(resource=[name]), float(pooling), results, many)
        for name, pooling in zip(names, ds["participation"].mean("replication").values, strict=True)
    ]
    if len(names) > 1:
        pooled, needed = results.resources_pooled.mean, results.resources_needed.mean
        rows.append(_resource_row(words.ALL, ds, pooled / needed if needed else math.nan, results, many))
    return number_table(titles, rows, lang, caption=note, total=len(names) > 1)


def _resource_row(title: Text, ds: xr.Dataset, pooling: float, results: Outcomes, many: bool) -> tuple[Text, ...]:
    """Make the row of one resource, or of all that the dataset holds together."""
    cost = ds["resource_counterfactual"].sum("resource")
    gain = spread(ds["resource_gain"].sum("resource") / cost.where(cost > 0.0), results.band)
    lost, judged = (float(ds[name].sum()) for name in ("pools_never_recovered", "pools_judged"))
    return (
        title,
        _share(pooling),
        *(_count(float(ds[variable].sum("resource").mean()), many) for variable in _POOLS),
        _share(lost / judged if judged else math.nan),
        _gain(gain, many),
    )


def _status_table(results: Outcomes, lang: Lang) -> Table:
    """Make the table of the organizations' statuses, as shares of those that pooled and of all."""
    entered = results.entered.mean
    rows = [
        (status.label, percent(part) if entered else NOTHING, percent(part * entered))
        for status, part in results.entrants.items()
    ]
    rows.append((Status.NEVER_ENTERED.label, NOTHING, percent(1.0 - entered)))
    return number_table((words.STATUS, words.OF_THE_POOLING, words.OF_ALL), rows, lang)


def _share(value: float) -> Text:
    """A share, or a dash where there is nothing to share."""
    return NOTHING if math.isnan(value) else percent(value)


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
