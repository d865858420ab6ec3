"""The command ``explain``: state and draw where the gain comes from, with one mechanism off at a time."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from sim.cli import options
from sim.cli.inputs import chosen_scenario, folder_of_results
from sim.cli.output import open_output, publish
from sim.cli.progress import simulate_with_progress, sizes
from sim.cli.words import explanation as words
from sim.cli.words.options import SCENARIO, SCENARIO_HELP
from sim.vocabulary.text import join, number, within

if TYPE_CHECKING:
    from sim.cli.console import Console


@dataclass(frozen=True, kw_only=True)
class ExplanationOptions(options.SimulationOptions):
    """The options of ``explain``."""

    scenario: str = options.argument(SCENARIO_HELP, SCENARIO)
    formats: tuple[str, ...] = options.figure_formats()


def explain(chosen: ExplanationOptions, console: Console) -> int:
    """Run the ``explain`` command."""
    scenario = chosen_scenario(chosen.scenario, chosen)
    with open_output(folder_of_results(chosen.out, scenario.name), console) as output:
        from sim import analysis

        names = [within(mechanism.text) for mechanism in analysis.active_mechanisms(scenario)]
        worlds = 1 + len(names)
        starting = words.STARTING if names else words.STARTING_BARE
        console.note(starting.format(**sizes(scenario), worlds=number(worlds), names=join(names)))
        work = partial(analysis.explain, scenario, threads=chosen.threads)
        ds = simulate_with_progress(work, scenario.replications * worlds, console)
        from sim.cli.reports.explanation import report

        publish(report(ds, console.lang), output, chosen.formats, console)
    return 0
