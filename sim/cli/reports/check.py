"""The summary of a scenario and of its studies: sentences, facts and the table of the resources."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from rich.box import SIMPLE
from rich.table import Table

from sim.cli.commands.sweep import sizes
from sim.cli.words import check as words
from sim.declared import EXPECTED, MECHANISMS
from sim.declared.mechanism import parameters_on
from sim.scenario.choices import CHOICES
from sim.scenario.periods import periods
from sim.vocabulary.text import Lang, Text, join, number, same, within

if TYPE_CHECKING:
    from sim.cli.commands.check import Studies
    from sim.cli.console import Console
    from sim.scenario import Scenario
    from sim.scenario.schema import Network, Population, Resource


def summarize(scenario: Scenario, studies: Studies, console: Console) -> None:
    """Summarize a scenario and the studies that its file describes."""
    lang = console.lang
    console.paragraph(scenario.title[lang])
    if scenario.teaches.en:
        console.paragraph(words.TEACHES.format(what=scenario.teaches)[lang])
    if scenario.fictional:
        console.paragraph(words.FICTIONAL[lang])
    months, replications = number(scenario.months), number(scenario.replications)
    facts = {
        words.ORGANIZATIONS: _population(scenario.population),
        words.RULES: _decisions(scenario),
        words.NETWORK: _network(scenario.network),
        words.RUNS: words.MONTHS.format(months=months, replications=replications, seed=scenario.seed),
    }
    if scenario.uncertain:
        facts[words.UNCERTAIN] = words.WITH_UNCERTAIN.format(n=number(len(scenario.uncertain)))
    labels = () if scenario.organizations is None else tuple(scenario.organizations.labels)
    if labels:
        facts[words.LABELS] = same(", ".join(labels))
    worlds = [period.scenario for period in periods(scenario)]
    off = [each for each in MECHANISMS if each.parameters and not any(parameters_on(each, there) for there in worlds)]
    facts[words.OFF] = join(within(each.text) for each in off) if off else words.NOTHING
    facts |= _sizes(studies)
    width = max(len(name[lang]) for name in facts)
    console.result("")
    for name, fact in facts.items():
        console.result(f"  {name[lang]:<{width}}  {fact[lang]}")
    if scenario.events:
        console.result("")
        console.result(words.EVENTS[lang])
        for event in scenario.events:
            console.result(f"  {event.in_words[lang]}")
    console.table(_resources(scenario.resources.values(), lang))
    neutral = [within(each.text) for each in EXPECTED if each in off]
    if neutral:
        console.paragraph(words.ROSY.format(names=join(neutral))[lang])


def _sizes(studies: Studies) -> dict[Text, Text]:
    """Describe the sizes of studies."""
    facts = {}
    if studies.sweep is not None:
        facts[words.SWEEP] = words.SWEPT.format(design=studies.sweep.kind, **sizes(studies.sweep))
    if (study := studies.calibrate) is not None:
        particles, parameters, targets = map(number, (study.particles, len(study.priors), len(study.targets)))
        told = words.CALIBRATED.format(particles=particles, parameters=parameters, targets=targets)
        facts[words.CALIBRATION] = told
    if (decision := studies.decide) is not None:
        levers, worlds, runs = map(number, (len(decision.levers), decision.worlds, decision.replications))
        facts[words.DECISION] = words.DECIDED.format(levers=levers, worlds=worlds, replications=runs)
    return facts


def _population(population: Population) -> Text:
    """Describe the number and the origin of the organizations."""
    n = number(population.number)
    if population.file is not None:
        return words.FROM_FILE.format(n=n, file=population.file)
    return (words.FIXED if population.fixed else words.DRAWN).format(n=n)


def _decisions(scenario: Scenario) -> Text:
    """Name the decision rules, with the share of the organizations under each."""
    names = [str(name) for name in scenario.population.rule.options()]
    weights = getattr(scenario.population.rule, "weights", None) or [1.0] * len(names)
    parts = [(CHOICES[name], weight / sum(weights)) for name, weight in zip(names, weights, strict=True) if weight]
    rules = parts[0][0]
    if len(parts) > 1:
        from sim.analysis.numbers import percent

        rules = join(words.SHARE_OF_RULE.format(rule=rule, share=percent(share)) for rule, share in parts)
    if scenario.decisions is None:
        return rules
    return words.PRESCRIBED_BY.format(rules=rules, file=scenario.decisions)


def _network(network: Network) -> Text:
    """Describe the network of contacts."""
    kind = CHOICES[network.kind]
    if network.kind == "edge_list":
        return kind.format(file=network.file)
    return kind if network.kind == "complete" else words.CONTACTS.format(kind=kind, n=number(network.contacts))


def _resources(resources: Iterable[Resource], lang: Lang) -> Table:
    """Make the table of the resources."""
    table = Table(box=SIMPLE)
    choices = (words.KIND, words.SHARING, words.ADMISSION)
    for title in (words.RESOURCE, *choices, words.MEMBERS, words.COMMITMENT):
        table.add_column(title[lang])
    for resource in resources:
        members = words.FROM_TO if resource.max_members else words.FROM
        cells = (
            resource.title,
            CHOICES[resource.kind],
            CHOICES[resource.sharing],
            CHOICES[resource.admission],
            members.format(low=number(max(2, resource.min_members)), high=number(resource.max_members)),
            words.IN_MONTHS.format(n=number(resource.commitment)),
        )
        table.add_row(*(cell[lang] for cell in cells))
    return table
