"""The command ``run``: simulate a scenario, state the result, write the data and the figures."""

from contextlib import ExitStack
from dataclasses import dataclass
from functools import partial
from typing import Final, cast

from sim.cli import options
from sim.cli.console import Console
from sim.cli.inputs import chosen_scenario, folder_of_results, require_uncertain, with_chosen_posterior
from sim.cli.output import DATA, open_output, publish
from sim.cli.progress import simulate_with_progress, sizes
from sim.cli.words import options as texts
from sim.cli.words import run as words
from sim.memory import require_memory
from sim.vocabulary.variable import LEVELS, Level

_REPORTED: Final = 1.5  # times the data: a report copies parts of them


@dataclass(frozen=True, kw_only=True)
class RunOptions(options.SimulationOptions):
    """The options of ``run``."""

    scenario: str = options.argument(texts.SCENARIO_HELP, texts.SCENARIO)
    record: str = options.option(texts.RECORD_HELP, LEVELS, default=LEVELS[-1])
    formats: tuple[str, ...] = options.figure_formats()
    size: str = options.figure_size()
    uncertain: bool = options.flag(texts.UNCERTAIN_HELP)
    precision: float | None = options.option(texts.PRECISION_HELP, texts.NUMBER, read=options.positive_share)
    posterior: str | None = options.option(texts.POSTERIOR_HELP, texts.STORE)
    csv: bool = options.flag(texts.CSV_HELP)


def run(chosen: RunOptions, console: Console) -> int:
    """Run the ``run`` command."""
    scenario = chosen_scenario(chosen.scenario, chosen)
    [scenario] = with_chosen_posterior([scenario], chosen.posterior, chosen)
    uncertain = chosen.uncertain or chosen.posterior is not None
    require_uncertain([scenario], uncertain)
    with ExitStack() as stack:
        output = stack.enter_context(open_output(folder_of_results(chosen.out, scenario.name), console))
        console.note(words.STARTING.format(**sizes(scenario)))
        from sim.dataset import LESS, fits_in_memory, memory_of, simulate

        record = cast(Level, chosen.record)
        fits = fits_in_memory(scenario, scenario.replications, record)
        needed = memory_of(scenario, scenario.replications, record, chosen.threads, kept_elsewhere=not fits)
        require_memory(_REPORTED * needed, LESS)
        work = partial(simulate, scenario, record=record, threads=chosen.threads, uncertain=uncertain)
        if not fits:
            work = partial(work, keep=stack.enter_context(output.growing(DATA)))
        ds = simulate_with_progress(work, scenario.replications, console)
        from sim.cli.reports.run import report

        publish(report(ds, scenario, console.lang, chosen.precision), output, chosen, console)
        if chosen.csv:
            output.tabulate(ds)
    return 0
