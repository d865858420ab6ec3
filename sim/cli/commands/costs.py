"""The command ``costs``: what a resource costs each member, by the number of members; nothing is simulated."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from sim.cli.inputs import folder_of_results, scenario_with, unknown_resource
from sim.cli.options import (
    BadValueError,
    QuietOptions,
    argument,
    figure_formats,
    figure_size,
    number_typed,
    option,
    set_values,
)
from sim.cli.output import open_output, publish
from sim.cli.progress import announce_compiling
from sim.cli.words import costs as words
from sim.cli.words import options as texts
from sim.errors import Problem, ScenarioError
from sim.vocabulary.text import number

if TYPE_CHECKING:
    from sim.cli.console import Console
    from sim.scenario import Scenario

_MOST: Final = 1_000_000


def _need(typed: str) -> float:
    """Read a need, with a decimal point or comma."""
    allowed = words.NEED.format(most=number(_MOST))
    value = number_typed(typed, allowed)
    if not 0.0 < value <= _MOST:
        raise BadValueError(allowed)
    return value


@dataclass(frozen=True, kw_only=True)
class CostsOptions(QuietOptions):
    """The options of ``costs``."""

    scenario: str = argument(texts.SCENARIO_HELP, texts.SCENARIO)
    values: tuple[str, ...] = set_values()
    resource: str | None = option(texts.GROUPS_RESOURCE_HELP, texts.NAME)
    need: float | None = option(words.NEED_HELP, texts.NUMBER, read=_need)
    out: str | None = option(words.OUT_HELP, texts.FOLDER, "--out", "-o")
    formats: tuple[str, ...] = figure_formats()
    size: str = figure_size()


def costs(chosen: CostsOptions, console: Console) -> int:
    """Run the ``costs`` command."""
    scenario = scenario_with(chosen.scenario, chosen.values)
    resources = _resources(scenario, chosen)
    with open_output(folder_of_results(chosen.out, scenario.name), console) as output:
        announce_compiling(console, "costs")
        from sim.cli.reports.costs import report
        from sim.compilation.cache import mark_warm

        publish(report(scenario, resources, chosen.need, console.lang), output, chosen, console)
        mark_warm("costs")
    return 0


def _resources(scenario: Scenario, chosen: CostsOptions) -> list[str]:
    """Return the keys of the chosen resource, or of all."""
    known = list(scenario.resources)
    if unknown := unknown_resource(chosen.resource, known):
        raise ScenarioError(unknown)
    resources = known if chosen.resource is None else [chosen.resource]
    if chosen.need is not None and len(resources) != 1:
        raise ScenarioError([Problem(file="--need", value=f"{chosen.need:g}", allowed=words.ONE_UNIT)])
    return resources
