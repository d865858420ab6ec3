"""The command ``explain``: where the gain comes from, over all worlds with and without each mechanism."""

from dataclasses import dataclass
from functools import partial

from sim.cli import options
from sim.cli.console import Console
from sim.cli.inputs import chosen_scenario, folder_of_results
from sim.cli.output import open_output, publish
from sim.cli.progress import simulate_with_progress, sizes
from sim.cli.words import explanation as words
from sim.cli.words import run as run_words
from sim.cli.words.options import KEYS, SCENARIO, SCENARIO_HELP, TOGETHER_HELP
from sim.vocabulary.text import join, number, within


def _keys(typed: str) -> tuple[str, ...]:
    """Read the keys of mechanisms, joined by a plus."""
    return tuple(key.strip() for key in typed.split("+"))


@dataclass(frozen=True, kw_only=True)
class ExplanationOptions(options.SimulationOptions):
    """The options of ``explain``."""

    scenario: str = options.argument(SCENARIO_HELP, SCENARIO)
    formats: tuple[str, ...] = options.figure_formats()
    size: str = options.figure_size()
    together: tuple[tuple[str, ...], ...] | None = options.option(TOGETHER_HELP, KEYS, read=_keys, several=True)


def explain(chosen: ExplanationOptions, console: Console) -> int:
    """Run the ``explain`` command."""
    scenario = chosen_scenario(chosen.scenario, chosen)
    with open_output(folder_of_results(chosen.out, scenario.name), console) as output:
        from sim import analysis

        chosen_parties = analysis.parties(scenario, chosen.together)
        worlds = 2 ** len(chosen_parties)
        names = join([within(party.text) for party in chosen_parties])
        starting = words.STARTING if chosen_parties else run_words.STARTING
        console.note(starting.format(**sizes(scenario), worlds=number(worlds), names=names))
        count = len(analysis.active_mechanisms(scenario))
        if chosen.together is None and count > len(chosen_parties):
            console.note(words.TOGETHER.format(n=number(count)))
        work = partial(analysis.explain, scenario, threads=chosen.threads, together=chosen.together)
        ds = simulate_with_progress(work, scenario.replications * worlds, console)
        from sim.cli.reports.explanation import report

        publish(report(ds, console.lang), output, chosen, console)
    return 0
