"""The report of what a resource costs each member, by the number of members: a table, then a figure a resource."""

from collections.abc import Iterator, Mapping, Sequence
from functools import partial

import xarray as xr
from rich.table import Table

from sim import figures
from sim.analysis.bilingual import attribute
from sim.analysis.costs import NEARLY, CheapestNumber, cheapest_number, cost_by_members
from sim.analysis.numbers import money, percent, rounded, signed
from sim.analysis.words import caveat
from sim.analysis.words.costs import facilitated
from sim.cli.output import Drawing, Part
from sim.cli.reports.groups import title_of
from sim.cli.tables import NOTHING, number_table
from sim.cli.words import costs as words
from sim.cli.words.groups import NOBODY
from sim.scenario import Scenario
from sim.vocabulary.text import Lang, Text, join, number


def report(scenario: Scenario, resources: Sequence[str], need: float | None, lang: Lang) -> Iterator[Part]:
    """Report what each of some resources costs: a table, what it assumes, what nobody needs, the other figures."""
    costs = {key: cost_by_members(scenario, key, need) for key in resources}
    cheapest = {key: cheapest_number(each) for key, each in costs.items()}
    titles = {key: title_of(scenario, key) for key in resources}
    yield f"{scenario.title[lang]}\n"
    yield _table(titles, cheapest, lang)
    uses = {key: each.use for key, each in cheapest.items() if each.use}
    left_out = [words.LEFT_OUT.format(resource=titles[key], x=money(use)) for key, use in uses.items()]
    first = costs[resources[0]]
    assumed = words.MEDIAN if need is None else _given(first)
    best = words.BEST.format(p=percent(NEARLY))
    yield f"\n{join([assumed, best, *left_out, *facilitated(first), caveat(first)], ' ')[lang]}"
    unneeded = [key for key, each in costs.items() if each.attrs["need"] == 0.0]
    if unneeded:
        yield "\n" + "\n".join(NOBODY.format(resource=titles[key])[lang] for key in unneeded)
    if len(unneeded) < len(costs):
        yield words.DRAWING
    for key in (key for key in resources if key not in unneeded):
        yield Drawing(f"cost_by_members_{key}", partial(figures.cost_by_members, scenario, key, need=need))


def _table(names: Mapping[str, Text], cheapest: Mapping[str, CheapestNumber], lang: Lang) -> Table:
    """Make the table of the resources; the last column stands where a cost overruns its plan."""
    near = words.NEAR.format(p=percent(NEARLY))
    titles = [words.RESOURCE, words.ALONE, words.MEMBERS, near, words.EACH, words.DIFFERENCE]
    if any(each.overrun is not None for each in cheapest.values()):
        titles.append(words.OVERRUN)
    rows = [(names[key], *_cells(each))[: len(titles)] for key, each in cheapest.items()]
    return number_table(titles, rows, lang)


def _given(costs: xr.Dataset) -> Text:
    """State the need that was given."""
    return words.GIVEN.format(need=number(rounded(costs.attrs["need"], 2)), unit=attribute(costs, "unit"))


def _cells(found: CheapestNumber) -> tuple[Text, ...]:
    """Give the cells of a resource; only dashes where nothing is to pay alone, since nobody needs it."""
    if found.alone == 0.0:
        return (NOTHING,) * 6
    low, high = number(found.low), number(found.high)
    return (
        money(found.alone),
        number(found.members),
        low if found.low == found.high else words.RANGE.format(low=low, high=high),
        money(found.cost),
        signed(found.cost / found.alone - 1.0, percent),
        NOTHING if found.overrun is None else signed(found.overrun / found.alone - 1.0, percent),
    )
