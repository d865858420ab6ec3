"""The report of a run: the verdict, a table of the resources and one of the statuses, the figures."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

from babel.numbers import format_decimal

from sim.analysis import NotRecordedError, Outcomes, outcomes, spread, verdict
from sim.analysis.numbers import LOCALES, percent
from sim.cli.report import Report
from sim.cli.tables import number_table
from sim.cli.words import tables as words
from sim.cli.words.run import WRITING
from sim.vocabulary.status import Status
from sim.vocabulary.text import LANGUAGES, Lang, Text, number, same

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    import xarray as xr
    from matplotlib.figure import Figure
    from rich.table import Table

    from sim.scenario import Scenario

_FIGURES: Final = ("j_curve", "who_gains", "participation")
_POOLS: Final = ("pools_founded", "pools_dissolved", "pools_never")


def report(ds: xr.Dataset, scenario: Scenario, lang: Lang) -> Report:
    """Return the report of a simulation: the verdict, two tables, the data and the figures.

    Parameters
    ----------
    ds : xarray.Dataset
        The result of `simulate`, at any level of record.
    scenario : Scenario
        The simulated scenario.
    lang : {"en", "fr"}
        Language.
    """
    results = outcomes(ds)
    titles = {name: resource.title for name, resource in scenario.resources.items()}
    parts = (
        f"{ds.attrs['title_fr' if lang == 'fr' else 'title']}\n\n{verdict(ds, lang)}\n",
        resource_table(ds, titles, results, lang),
        status_table(results, lang),
        WRITING,
    )
    return Report(parts=parts, ds=ds, file="run.nc", figures=run_figures(ds, scenario, lang))


def run_figures(ds: xr.Dataset, scenario: Scenario, lang: Lang) -> Iterator[tuple[str, Figure | None]]:
    """Draw the figures of a run one at a time, then the cost law of each resource.

    Yields
    ------
    name, figure
        None for a figure that needs more than was recorded.
    """
    from sim import figures

    for name in _FIGURES:
        try:
            yield name, getattr(figures, name)(ds, lang)
        except NotRecordedError:
            yield name, None
    for resource in scenario.resources:
        yield f"cost_by_members_{resource}", figures.cost_by_members(scenario, resource, lang)


def resource_table(ds: xr.Dataset, titles: Mapping[str, Text], results: Outcomes, lang: Lang) -> Table:
    """Make the table of the resources: participation, pools, gain.

    Parameters
    ----------
    ds : xarray.Dataset
        A simulated dataset.
    titles : mapping of str to Text
        The title of each resource.
    results : Outcomes
        Its outcomes.
    lang : {"en", "fr"}
        Language.

    Returns
    -------
    rich.table.Table
        One row a resource.
    """
    many = results.replications > 1
    note = words.MEANS.format(n=number(results.replications), band=percent(results.band)) if many else words.ONE_RUN
    cost = ds["resource_counterfactual"]
    gain = spread(ds["resource_gain"] / cost.where(cost > 0.0), results.band)
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
    return number_table(titles_of_columns, rows, lang, caption=note)


def status_table(results: Outcomes, lang: Lang) -> Table:
    """Make the table of the organizations' statuses, as shares of those that pooled and of all.

    Parameters
    ----------
    results : Outcomes
        The outcomes of a dataset.
    lang : {"en", "fr"}
        Language.

    Returns
    -------
    rich.table.Table
        One row a status.
    """
    entered = results.entered.mean
    rows = [
        (status.label, percent(part) if entered else words.NOTHING, percent(part * entered))
        for status, part in results.entrants.items()
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
