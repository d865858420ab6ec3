"""The command ``compare``: simulate scenarios on the same draws, and state how they differ."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Final

from sim.cli import options
from sim.cli.errors import CommandError
from sim.cli.inputs import chosen_scenario, folder_of_results, require_uncertain, with_chosen_posterior
from sim.cli.output import open_output, publish
from sim.cli.progress import simulate_with_progress, sizes
from sim.cli.words import comparison as words
from sim.cli.words.options import (
    COMPARED_HELP,
    COMPARED_OUT_HELP,
    FOLDER,
    NUMBER,
    POSTERIOR_HELP,
    PRECISION_HELP,
    SCENARIO,
    STORE,
    UNCERTAIN_HELP,
)
from sim.errors import Problem, ScenarioError
from sim.vocabulary.text import number

if TYPE_CHECKING:
    from sim.cli.console import Console
    from sim.scenario import Scenario

MOST: Final = 8  # more scenarios cannot be told apart in one figure


@dataclass(frozen=True, kw_only=True)
class ComparisonOptions(options.SimulationOptions):
    """The options of ``compare``; its values are for all scenarios, of which the first is the reference."""

    scenarios: tuple[str, ...] = options.argument(COMPARED_HELP, SCENARIO, several=True)
    out: str | None = options.option(COMPARED_OUT_HELP, FOLDER, "--out", "-o")
    formats: tuple[str, ...] = options.figure_formats()
    size: str = options.figure_size()
    uncertain: bool = options.flag(UNCERTAIN_HELP)
    posterior: str | None = options.option(POSTERIOR_HELP, STORE)
    precision: float | None = options.option(PRECISION_HELP, NUMBER, read=options.positive_share)


def compare(chosen: ComparisonOptions, console: Console) -> int:
    """Run the ``compare`` command."""
    files = chosen.scenarios
    if not 2 <= len(files) <= MOST:
        raise CommandError(words.HOW_MANY.format(n=number(len(files)), most=MOST), command=words.COMMAND)
    scenarios = with_chosen_posterior(_loaded(chosen), chosen.posterior, chosen)
    uncertain = chosen.uncertain or chosen.posterior is not None
    require_uncertain(scenarios, uncertain)
    from sim import analysis
    from sim.analysis.comparison import require_comparable

    require_comparable(scenarios, files)
    names = dict.fromkeys(scenario.name for scenario in scenarios)
    with open_output(folder_of_results(chosen.out, *names), console) as output:
        count = len(scenarios)
        console.note(words.STARTING.format(n=number(count), **sizes(scenarios[0])))
        work = partial(analysis.compare, scenarios, threads=chosen.threads, uncertain=uncertain)
        ds = simulate_with_progress(work, scenarios[0].replications * count, console)
        from sim.cli.reports.comparison import report

        publish(report(ds, console.lang, chosen.precision), output, chosen, console)
    return 0


def _loaded(chosen: ComparisonOptions) -> list[Scenario]:
    """Load all scenarios; the problems of all of them are raised together, each problem once."""
    scenarios: list[Scenario] = []
    problems: list[Problem] = []
    for file in chosen.scenarios:
        try:
            scenarios.append(chosen_scenario(file, chosen))
        except ScenarioError as error:
            problems += [problem for problem in error.problems if problem not in problems]
    if problems:
        raise ScenarioError(problems)
    return scenarios
