"""Explain: the command that says and draws where the gain comes from, one mechanism off at a time."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from sim.cli.commands.run import what_is_simulated
from sim.cli.options import Options, chosen_scenario, folder_of_results
from sim.cli.simulation import results, watched
from sim.cli.words import explanation as words
from sim.cli.words import run as run_words
from sim.vocabulary.text import join, number, within

if TYPE_CHECKING:
    from sim.cli.console import Console


def explain(file: str, options: Options, console: Console) -> int:
    """Do what was asked for.

    Parameters
    ----------
    file : str
        The scenario.
    options : Options
        How to do it.
    console : Console
        Who says what goes on and what came out.

    Returns
    -------
    int
        Exit code 0.

    Raises
    ------
    ScenarioError, CommandError
        The scenario cannot be used, or the folder cannot be written.
    RunInterruptedError
        The user stopped it when some files were written already.
    """
    scenario = chosen_scenario(file, options)
    with results(folder_of_results(options, scenario.name), console) as output:
        from sim.analysis import active_mechanisms
        from sim.analysis import explain as explained

        names = [within(mechanism.text) for mechanism in active_mechanisms(scenario)]
        counts = what_is_simulated(scenario)
        words_of_start = words.STARTING if names else words.STARTING_BARE
        console.note(words_of_start.format(**counts, worlds=number(1 + len(names)), names=join(names)))
        work = partial(explained, scenario, threads=options.threads)
        ds = watched(work, scenario.replications * (1 + len(names)), console)
        from sim.cli.reports.explanation import report

        report(ds, console)
        console.note(run_words.WRITING)
        output.save(ds, "sources.nc")
        from sim import figures

        figure = figures.sources(ds, console.lang)
        for form in options.formats:
            output.draw(figure, "sources", form)
    return 0
