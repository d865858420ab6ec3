"""Compare: the command that simulates scenarios on the same draws and says what differs."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Final

from sim.cli.commands.run import what_is_simulated
from sim.cli.errors import CommandError
from sim.cli.options import Options, chosen_scenario, folder_of_results, require_uncertain
from sim.cli.simulation import results, watched
from sim.cli.words import comparison as words
from sim.cli.words import run as run_words
from sim.errors import Problem, ScenarioError
from sim.vocabulary.text import number

if TYPE_CHECKING:
    from sim.cli.console import Console
    from sim.scenario import Scenario

MOST: Final = 8  # a figure can tell no more apart


def compare(files: Sequence[str], options: Options, console: Console) -> int:
    """Do what was asked for.

    Parameters
    ----------
    files : sequence of str
        The scenarios, the reference first.
    options : Options
        How to do it; its values are for all scenarios.
    console : Console
        Who says what goes on and what came out.

    Returns
    -------
    int
        Exit code 0.

    Raises
    ------
    ScenarioError, CommandError
        A scenario cannot be used, or cannot be compared, or the folder cannot be written.
    RunInterruptedError
        The user stopped it when some files were written already.
    """
    if not 2 <= len(files) <= MOST:
        raise CommandError(words.HOW_MANY.format(n=number(len(files)), most=MOST), command=words.COMMAND)
    scenarios = _loaded(files, options)
    require_uncertain(scenarios, options)
    from sim.analysis.comparison import require_as_many_months

    require_as_many_months(scenarios, files)
    names = dict.fromkeys(scenario.name for scenario in scenarios)
    with results(folder_of_results(options, *names), console) as output:
        first = scenarios[0]
        counts = what_is_simulated(first)
        replications, months = counts["replications"], counts["months"]
        console.note(words.STARTING.format(n=number(len(scenarios)), replications=replications, months=months))
        from sim.analysis import compare as compared

        work = partial(compared, scenarios, threads=options.threads, uncertain=options.uncertain)
        ds = watched(work, first.replications * len(scenarios), console)
        from sim.cli.reports.comparison import report

        report(ds, console)
        console.note(run_words.WRITING)
        output.save(ds, "comparison.nc")
        from sim import figures

        figure = figures.comparison(ds, console.lang)
        for form in options.formats:
            output.draw(figure, "comparison", form)
    return 0


def _loaded(files: Sequence[str], options: Options) -> list[Scenario]:
    """Load all scenarios, and say at once what is wrong with any of them; what is wrong in each is said once."""
    scenarios: list[Scenario] = []
    problems: list[Problem] = []
    for file in files:
        try:
            scenarios.append(chosen_scenario(file, options))
        except ScenarioError as error:
            problems += [problem for problem in error.problems if problem not in problems]
    if problems:
        raise ScenarioError(problems)
    return scenarios
