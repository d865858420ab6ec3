"""Check: the command that validates scenarios and says in short what each describes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from sim.cli.problem import BAD_INPUT
from sim.cli.words import check as words
from sim.errors import ScenarioError
from sim.vocabulary.text import Lang, Text, join, number, same

if TYPE_CHECKING:
    from rich.table import Table

    from sim.cli.voice import Voice
    from sim.scenario import Scenario
    from sim.scenario.schema import Network, Population, Resource


def check(files: Sequence[str], voice: Voice) -> int:
    """Check scenarios, all of them whatever is wrong with one.

    Parameters
    ----------
    files : sequence of str
        Scenario files.
    voice : Voice
        Who says what was found.

    Returns
    -------
    int
        Exit code: 0, or 2 when one of them cannot be used.
    """
    from sim.scenario import load_scenario

    code = 0
    for file in files:
        try:
            scenario = load_scenario(file)
        except ScenarioError as error:
            voice.error(Text(error.text("en"), error.text("fr")))
            code = BAD_INPUT
        else:
            voice.result(words.VALID.format(file=file)[voice.lang])
            _summarize(scenario, voice)
    return code


def _summarize(scenario: Scenario, voice: Voice) -> None:
    """Say what a scenario describes."""
    lang = voice.lang
    lines = [scenario.title]
    if scenario.teaches.en:
        lines.append(words.TEACHES.format(what=scenario.teaches))
    if scenario.fictional:
        lines.append(words.FICTIONAL)
    for line in lines:
        voice.paragraph(line[lang])
    facts: tuple[tuple[Text, Text], ...] = (
        (words.ORGANIZATIONS, _population(scenario.population)),
        (words.RULES, _decisions(scenario)),
        (words.NETWORK, _network(scenario.network)),
        (
            words.RUNS,
            words.MONTHS.format(
                months=number(scenario.months),
                replications=number(scenario.replications),
                seed=scenario.seed,
            ),
        ),
    )
    if scenario.uncertain:
        facts = (*facts, (words.UNCERTAIN, words.WITH_UNCERTAIN.format(n=number(len(scenario.uncertain)))))
    width = max(len(name[lang]) for name, _ in facts)
    voice.result("")
    for name, fact in facts:
        voice.result(f"  {name[lang]:<{width}}  {fact[lang]}")
    voice.table(_resources(scenario.resources, lang))


def _population(population: Population) -> Text:
    """How many organizations, and where they come from."""
    n = number(population.number)
    if population.file is not None:
        return words.FROM_FILE.format(n=n, file=population.file)
    return (words.FIXED if population.fixed else words.DRAWN).format(n=n)


def _decisions(scenario: Scenario) -> Text:
    """By which rules the organizations decide, in which shares."""
    names = [str(name) for name in scenario.population.rule.options()]
    weights = getattr(scenario.population.rule, "weights", None) or [1.0] * len(names)
    parts = [
        (words.CHOICES[name], weight / sum(weights)) for name, weight in zip(names, weights, strict=True) if weight
    ]
    if len(parts) == 1:
        rules = parts[0][0]
    else:
        from sim.analysis.numbers import percent

        rules = join(words.SHARE_OF_RULE.format(rule=rule, share=percent(share)) for rule, share in parts)
    if scenario.decisions is None:
        return rules
    return words.PRESCRIBED_BY.format(rules=rules, file=scenario.decisions)


def _network(network: Network) -> Text:
    """Who is in contact with whom."""
    kind = words.CHOICES[network.kind]
    if network.kind == "edge_list":
        return kind.format(file=network.file)
    return kind if network.kind == "complete" else words.CONTACTS.format(kind=kind, n=number(network.contacts))


def _resources(resources: dict[str, Resource], lang: Lang) -> Table:
    """The table of the resources."""
    from rich.box import SIMPLE
    from rich.table import Table

    table = Table(box=SIMPLE)
    for title in (
        words.RESOURCE,
        words.KIND,
        words.SHARING,
        words.ADMISSION,
        words.MEMBERS,
        words.COMMITMENT,
    ):
        table.add_column(title[lang])
    for name, resource in resources.items():
        cells = (
            resource.title if resource.title.en else same(name),
            words.CHOICES[resource.kind],
            words.CHOICES[resource.sharing],
            words.CHOICES[resource.admission],
            _members(resource),
            words.IN_MONTHS.format(n=number(resource.commitment)),
        )
        table.add_row(*(cell[lang] for cell in cells))
    return table


def _members(resource: Resource) -> Text:
    """How many members a pool may have."""
    low, high = number(max(2, resource.min_members)), number(resource.max_members)
    return words.FROM_TO.format(low=low, high=high) if resource.max_members else words.FROM.format(low=low)
