"""The report of the best groups: a table, the groups by name, and the same as JSON and CSV."""

from __future__ import annotations

import json
import math
from typing import TYPE_CHECKING, Any

from sim.analysis.numbers import fine_percent, money, percent, rounded
from sim.analysis.words.verdict import COMPARES, FICTIONAL
from sim.cli.progress import counted
from sim.cli.reports.stability import joined
from sim.cli.tables import NOTHING, number_table
from sim.cli.words import groups as words
from sim.cli.words.run import REPLICATION, REPLICATIONS
from sim.tables.writing import csv_text
from sim.vocabulary.text import Text, join, number, same

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import xarray as xr
    from rich.table import Table

    from sim.analysis import BestGroups, Partition
    from sim.scenario import Scenario
    from sim.vocabulary.text import Lang


def source(scenario: Scenario) -> Text:
    """State where the costs come from."""
    text = words.SOURCE.format(title=scenario.title, name=same(scenario.name))
    return join([text, FICTIONAL if scenario.fictional else COMPARES], " ")


def table(found: Sequence[BestGroups], scenario: Scenario, reached: xr.Dataset | None, lang: Lang) -> Table:
    """Make the table of the resources: cost alone, savings, and what a simulation reaches of them."""
    heads = [words.RESOURCE, words.ALONE, words.BEST, words.RATIONAL, words.BOUND]
    captions = [words.CAPTION]
    if reached is not None:
        heads += [words.REACHED, words.EFFICIENCY, words.TABLE_LEFT]
        runs = counted(reached.sizes["replication"], REPLICATION, REPLICATIONS)
        captions.append(words.CAPTION_REACHED.format(n=runs))
    rows = [tuple(_row(each, scenario, reached)) for each in found]
    return number_table(heads, rows, lang, caption=join(captions, " "))


def _row(each: BestGroups, scenario: Scenario, reached: xr.Dataset | None) -> Iterator[Text]:
    """Give the cells of a resource."""
    alone = each.stand_alone_cost
    yield title_of(scenario, each.resource)
    yield money(rounded(alone)) if alone else NOTHING
    yield fine_percent(each.best.saving_share)
    yield fine_percent(each.rational.saving_share)
    yield NOTHING if math.isnan(each.bound) or alone == 0.0 else fine_percent(1.0 - each.bound / alone)
    if reached is not None:
        values = _means(reached, each.resource)
        cost = values["stand_alone_cost"]
        yield fine_percent(1.0 - values["cost"] / cost) if cost else NOTHING
        yield NOTHING if values["efficiency"] is None else percent(rounded(values["efficiency"]))
        yield money(rounded(values["left_on_the_table"]))


def _means(reached: xr.Dataset, resource: str) -> dict[str, Any]:
    """Return the mean over the runs of what is reached; None where it is undefined in all."""
    means = reached.sel(resource=resource).mean("replication")
    values = {str(name): float(means[name]) for name in reached.data_vars}
    return {name: None if math.isnan(value) else value for name, value in values.items()}


def title_of(scenario: Scenario, resource: str) -> Text:
    """Return the title of a resource, or its key."""
    title = scenario.resources[resource].title
    return title if title.en else same(resource)


def sentences(found: Sequence[BestGroups], scenario: Scenario) -> Iterator[Text]:
    """Name the groups of each resource, one line each."""
    for place, each in enumerate(found):
        title = title_of(scenario, each.resource)
        if place:
            yield same("")
        if not each.best.groups:
            yield words.NOBODY.format(resource=title)
            continue
        yield words.HEAD.format(resource=title, how=words.EXACT if each.exact else words.SEARCHED)
        yield from _groups(each.best)
        if each.rational.groups == each.best.groups:
            yield words.SAME
        else:
            yield words.HEAD_RATIONAL.format(resource=title)
            yield from _groups(each.rational)


def _groups(partition: Partition) -> Iterator[Text]:
    """Name the groups of a partition, then those that are alone."""
    for group, alone, cost in zip(partition.groups, partition.stand_alone_costs, partition.costs, strict=True):
        if len(group) > 1:
            share = rounded(1.0 - cost / alone) if alone > 0.0 else 0.0
            count = words.MEMBERS.format(n=number(len(group)))
            yield words.GROUP.format(n=count, p=percent(share), names=joined(group))
    if len(partition.alone) == len(partition.groups):
        yield words.EVERYBODY_ALONE
    elif partition.alone:
        text = words.ALONE_ONE if len(partition.alone) == 1 else words.ALONE_MANY
        yield text.format(n=number(len(partition.alone)), names=joined(partition.alone))


def as_json(found: Sequence[BestGroups], reached: xr.Dataset | None) -> str:
    """Write all results by resource."""
    content = {}
    for each in found:
        entry: dict[str, Any] = {
            "stand_alone_cost": each.stand_alone_cost,
            "best_cost": each.best.cost,
            "saving_share": each.best.saving_share,
            "bound": None if math.isnan(each.bound) else each.bound,
            "groups": [list(group) for group in each.best.groups],
            "exact": each.exact,
            "individually_rational": {
                "cost": each.rational.cost,
                "saving_share": each.rational.saving_share,
                "groups": [list(group) for group in each.rational.groups],
            },
        }
        if reached is not None:
            values = _means(reached, each.resource)
            names = ("cost", "efficiency", "left_on_the_table", "cost_ratio")
            entry["reached"] = {name: values[name] for name in names}
        content[each.resource] = entry
    return json.dumps(content, ensure_ascii=False, indent=2)


def as_csv(found: Sequence[BestGroups]) -> str:
    """Write a row for each organization, in the best groups and in those that leave nobody above its cost alone."""
    columns = ["resource", "partition", "group", "member", "group_stand_alone_cost", "group_cost"]
    return csv_text(columns, _rows(found)).rstrip("\n")


def _rows(found: Sequence[BestGroups]) -> Iterator[tuple[object, ...]]:
    """Give the cells of each organization."""
    for each in found:
        for name, partition in (("best", each.best), ("individually_rational", each.rational)):
            groups = zip(partition.groups, partition.stand_alone_costs, partition.costs, strict=True)
            for k, (group, alone, cost) in enumerate(groups):
                for member in group:
                    yield each.resource, name, k + 1, member, alone, cost
