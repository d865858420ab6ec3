"""The command ``calibrate``: find the parameters of a scenario that give published numbers."""

from __future__ import annotations

import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from sim.cli.commands.sweep import FAILURE
from sim.cli.errors import CommandError, cannot_write
from sim.cli.inputs import chosen_calibration, folder_of_results
from sim.cli.options import SimulationOptions, argument, figure_formats, figure_size, flag, option
from sim.cli.output import open_output, publish
from sim.cli.progress import Pace, announce_compiling, duration, progress
from sim.cli.signals import interrupted_code
from sim.cli.words import calibrate as words
from sim.cli.words import options as texts
from sim.cli.words import sweep as sweep_words

if TYPE_CHECKING:
    from sim.cli.console import Console


@dataclass(frozen=True, kw_only=True)
class CalibrateOptions(SimulationOptions):
    """The options of ``calibrate``; `out` is the folder of the calibration."""

    scenario: str = argument(texts.CALIBRATION_HELP, texts.STUDY)
    replications: str | None = option(texts.PARTICLE_RUNS_HELP, texts.NUMBER)
    out: str | None = option(texts.CALIBRATION_STORE_HELP, texts.FOLDER, "--store", "-o")
    scheduler: str | None = option(texts.SCHEDULER_HELP, texts.ADDRESS)
    scheduler_file: str | None = option(texts.SCHEDULER_FILE_HELP, texts.FILE)
    retry_failed: bool = flag(texts.RETRY_FAILED_HELP)
    formats: tuple[str, ...] = figure_formats()
    size: str = figure_size()


def show_calibration(chosen: CalibrateOptions, console: Console) -> int:
    """Run the ``calibrate`` command: 0 when it ended, 1 when runs failed, 130 when the user stopped it."""
    if chosen.scheduler and chosen.scheduler_file:
        raise CommandError(sweep_words.ONE_SCHEDULER, command=words.COMMAND)
    study = chosen_calibration(chosen.scenario, chosen)
    from sim.calibration import FailedRunsError, calibrate
    from sim.sweep import Scheduler

    elsewhere = chosen.scheduler or chosen.scheduler_file
    where = Scheduler(chosen.scheduler, chosen.scheduler_file) if elsewhere else None
    if where is None:
        announce_compiling(console, "together")
    name = study.scenario.name
    store = Path(chosen.out) if chosen.out else folder_of_results(None, f"{name}-calibration")
    console.note((words.RESUMING if store.exists() else words.STARTING).format(store=store))
    begin, pace = time.perf_counter(), Pace(rate=sweep_words.RATE)
    try:
        with progress(console, study.particles, pace) as report:
            ds = calibrate(
                study, store, threads=chosen.threads, scheduler=where, retry_failed=chosen.retry_failed,
                progress=report, notice=console.note,
            )  # fmt: skip
    except FailedRunsError as error:
        console.error(error.words)
        return FAILURE
    except OSError as error:
        raise cannot_write(store, error) from error
    except KeyboardInterrupt as error:
        if not store.exists():
            raise
        console.note(words.INTERRUPTED.format(store=store))
        return interrupted_code(error)
    console.note(words.DONE.format(time=duration(time.perf_counter() - begin)))
    from sim.cli.reports.calibrate import report as report_calibration

    with open_output(store, console) as output:
        publish(report_calibration(ds, store, console.lang), output, chosen, console)
    return 0
