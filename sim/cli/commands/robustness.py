"""The command ``decide``: which lever is regretted least over uncertain worlds."""

from dataclasses import dataclass
from functools import partial

from sim.cli import options
from sim.cli.console import Console
from sim.cli.inputs import chosen_study, folder_of_results
from sim.cli.output import open_output, publish
from sim.cli.progress import counted, simulate_with_progress
from sim.cli.words import options as texts
from sim.cli.words import robustness as words
from sim.cli.words.sweep import RUN, RUNS
from sim.vocabulary.text import number


@dataclass(frozen=True, kw_only=True)
class RobustnessOptions(options.SimulationOptions):
    """The options of ``decide``; worlds, replications and seed are values of its table like any other."""

    study: str = options.argument(texts.STUDY_HELP, texts.STUDY)
    worlds: str | None = options.option(texts.WORLDS_HELP, texts.NUMBER)
    replications: str | None = options.option(texts.WORLD_RUNS_HELP, texts.NUMBER)
    formats: tuple[str, ...] = options.figure_formats()
    size: str = options.figure_size()


def decide(chosen: RobustnessOptions, console: Console) -> int:
    """Run the ``decide`` command."""
    study = chosen_study(chosen.study, chosen)
    with open_output(folder_of_results(chosen.out, study.scenario.name), console) as output:
        from sim import analysis

        levers = len(study.all_levers)
        runs = counted(study.replications, RUN, RUNS)
        console.note(words.STARTING.format(levers=number(levers), worlds=number(study.worlds), runs=runs))
        work = partial(analysis.decide, study, threads=chosen.threads)
        ds = simulate_with_progress(work, levers * study.worlds * study.replications, console)
        from sim.cli.reports.robustness import report

        publish(report(ds, console.lang), output, chosen, console)
    return 0
