"""The command ``groups``: the groups that would cost least, those that leave nobody worse off, and what is reached."""

from __future__ import annotations

from contextlib import nullcontext
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from sim.cli.commands.share import positive
from sim.cli.inputs import chosen_scenario, folder_of_results
from sim.cli.options import SimulationOptions, argument, figure_formats, figure_size, flag, option
from sim.cli.output import Drawing, open_output, publish
from sim.cli.progress import announce_compiling, simulate_with_progress, sizes
from sim.cli.words import groups as words
from sim.cli.words import options as texts
from sim.errors import GameError, Problem

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    import xarray as xr

    from sim.analysis import BestGroups
    from sim.cli.console import Console
    from sim.scenario import Scenario

FORMATS: Final = ("table", "json", "csv")


@dataclass(frozen=True, kw_only=True)
class GroupsOptions(SimulationOptions):
    """The options of ``groups``; replications and threads are those of the simulation of ``--reached``."""

    scenario: str = argument(texts.SCENARIO_HELP, texts.SCENARIO)
    resource: str | None = option(texts.GROUPS_RESOURCE_HELP, texts.NAME)
    overrun: float = option(texts.OVERRUN_HELP, texts.NUMBER, default=1.0, read=positive)
    reached: bool = flag(texts.REACHED_HELP)
    form: str = option(texts.GROUPS_FORMAT_HELP, FORMATS, "--format", default=FORMATS[0])
    out: str | None = option(texts.GROUPS_OUT_HELP, texts.FOLDER, "--out", "-o")
    formats: tuple[str, ...] = figure_formats("--figure-format")
    size: str = figure_size()

    @classmethod
    def conflicts(cls, typed: Mapping[str, Any]) -> Iterator[Problem]:
        """Find options of the simulation where nothing is simulated."""
        for name in ("replications", "threads"):
            if typed[name] is not None and not typed["reached"]:
                yield Problem(file=f"--{name}", value=typed[name], allowed=words.ONLY_REACHED)


def groups(chosen: GroupsOptions, console: Console) -> int:
    """Run the ``groups`` command."""
    scenario = chosen_scenario(chosen.scenario, chosen)
    drawn = chosen.form == FORMATS[0] or chosen.out is not None
    with open_output(folder_of_results(chosen.out, scenario.name), console) if drawn else nullcontext() as output:
        found = _found(scenario, chosen, console)
        reached = _reached(scenario, chosen, console) if chosen.reached else None
        _show(found, reached, scenario, chosen, console)
        if output is not None:
            from sim.figures import best_groups

            publish([Drawing("groups", partial(best_groups, scenario, found))], output, chosen, console)
    return 0


def _show(
    found: list[BestGroups], reached: xr.Dataset | None, scenario: Scenario, chosen: GroupsOptions, console: Console
) -> None:
    """Show the result in the chosen form."""
    from sim.cli.reports import groups as reports

    if chosen.form == "json":
        console.result(reports.as_json(found, reached))
    elif chosen.form == "csv":
        console.result(reports.as_csv(found))
    else:
        console.paragraph(reports.source(scenario)[console.lang])
        console.table(reports.table(found, scenario, reached, console.lang))
        console.paragraph("\n" + "\n".join(line[console.lang] for line in reports.sentences(found, scenario)))


def _found(scenario: Scenario, chosen: GroupsOptions, console: Console) -> list[BestGroups]:
    """Search for the best groups of one resource or of all."""
    from sim.analysis import best_groups

    keys = list(scenario.resources) if chosen.resource is None else [chosen.resource]
    announce_compiling(console)
    try:
        return [best_groups(scenario, key, overrun=chosen.overrun) for key in keys]
    except GameError as error:
        raise GameError([replace(problem, file=f"--{problem.file}") for problem in error.problems]) from error


def _reached(scenario: Scenario, chosen: GroupsOptions, console: Console) -> xr.Dataset:
    """Simulate the scenario, and compare what its pools save at the end with the best."""
    from sim.analysis import efficiency
    from sim.dataset import simulate

    console.note(words.STARTING.format(**sizes(scenario)))
    ds = simulate_with_progress(partial(simulate, scenario, threads=chosen.threads), scenario.replications, console)
    return efficiency(scenario, ds, overrun=chosen.overrun)
