"""Run: the command that simulates a scenario, says the result and writes the data and the figures."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, cast

from sim.cli.options import Options, chosen_scenario, folder_of_results, require_uncertain, unknown
from sim.cli.simulation import counted, results, watched
from sim.cli.words import run as words
from sim.vocabulary.text import Text
from sim.vocabulary.variable import LEVELS, Level

if TYPE_CHECKING:
    from collections.abc import Iterator

    import xarray as xr

    from sim.cli.console import Console
    from sim.cli.output import Output
    from sim.errors import Problem
    from sim.scenario import Scenario


def unknown_level(record: str) -> Iterator[Problem]:
    """Find what is wrong with the level of record asked for."""
    return unknown("--record", [record], LEVELS)


def run(file: str, record: str, options: Options, console: Console) -> int:
    """Do what was asked for.

    Parameters
    ----------
    file : str
        The scenario.
    record : {"organizations", "months", "summary"}
        How much to keep.
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
    require_uncertain([scenario], options)
    with results(folder_of_results(options, scenario.name), console) as output:
        console.note(words.STARTING.format(**what_is_simulated(scenario)))
        from sim.dataset import simulate

        work = partial(
            simulate, scenario, record=cast(Level, record), threads=options.threads, uncertain=options.uncertain
        )
        ds = watched(work, scenario.replications, console)
        _report(ds, scenario, output, options.formats, console)
    return 0


def what_is_simulated(scenario: Scenario) -> dict[str, Text]:
    """Count what will be simulated, for the words that say so."""
    return {
        "replications": counted(scenario.replications, words.REPLICATION, words.REPLICATIONS),
        "organizations": counted(scenario.population.number, words.ORGANIZATION, words.ORGANIZATIONS),
        "months": counted(scenario.months, words.MONTH, words.MONTHS),
    }


def _report(ds: xr.Dataset, scenario: Scenario, output: Output, formats: Sequence[str], console: Console) -> None:
    """Say the result before anything is written: a full disk must not take it away."""
    from sim.cli.reports.run import report

    report(ds, {name: resource.title for name, resource in scenario.resources.items()}, console)
    console.note(words.WRITING)
    output.save(ds)
    from sim.cli.reports.figures import drawings

    left_out = []
    for name, figure in drawings(ds, scenario, console.lang):
        if figure is None:
            left_out.append(name)
            continue
        for form in formats:
            output.draw(figure, name, form)
    if left_out:
        console.note(words.LEFT_OUT.format(names=", ".join(left_out)))
