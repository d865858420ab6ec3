"""The commands ``sweep`` and ``status``: simulate a scenario at many points, and show the progress of a store."""

from __future__ import annotations

import math
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from sim.cli.errors import CommandError, cannot_write
from sim.cli.inputs import chosen_sweep, folder_of_results
from sim.cli.options import Options, SimulationOptions, argument, flag, option, whole_number
from sim.cli.progress import announce_compiling, counted, duration
from sim.cli.signals import interrupted_code
from sim.cli.words import options as texts
from sim.cli.words import run as run_words
from sim.cli.words import sweep as words
from sim.vocabulary.text import Text, number, same

if TYPE_CHECKING:
    from sim.cli.console import Console
    from sim.sweep import Design, Status
    from sim.sweep.estimate import Estimate
    from sim.sweep.run import Beginning

FAILURE = 1
_SHOWN = 5  # failures shown; a store may have thousands
_QUICK = 1e8  # bytes of finished runs whose checksums are always compared: it takes a moment


@dataclass(frozen=True, kw_only=True)
class SweepOptions(SimulationOptions):
    """The options of ``sweep``; `out` is the store."""

    scenario: str = argument(texts.SWEPT_HELP, texts.SCENARIO)
    out: str | None = option(texts.SWEEP_STORE_HELP, texts.FOLDER, "--store", "-o")
    scheduler: str | None = option(texts.SCHEDULER_HELP, texts.ADDRESS)
    scheduler_file: str | None = option(texts.SCHEDULER_FILE_HELP, texts.FILE)
    retry_failed: bool = flag(texts.RETRY_FAILED_HELP)
    dry_run: bool = flag(texts.DRY_RUN_HELP)
    block: int | None = option(texts.BLOCK_HELP, texts.NUMBER, read=whole_number)
    uncertain: bool = flag(texts.SWEPT_UNCERTAIN_HELP)
    posterior: str | None = option(texts.SWEPT_POSTERIOR_HELP, texts.STORE)


@dataclass(frozen=True, kw_only=True)
class StatusOptions(Options):
    """The options of ``status``."""

    store: str = argument(texts.STORE_HELP, texts.STORE)
    verify: bool = flag(texts.VERIFY_HELP)


def sweep(chosen: SweepOptions, console: Console) -> int:
    """Run the ``sweep`` command: 0 when all runs are done, 1 when blocks failed, 130 when the user stopped it."""
    if chosen.scheduler and chosen.scheduler_file:
        raise CommandError(words.ONE_SCHEDULER, command=words.SWEEP_COMMAND)
    design = chosen_sweep(chosen.scenario, chosen)
    if chosen.dry_run:
        from sim.sweep.estimate import estimate

        announce_compiling(console, "together")
        _show_estimate(design, estimate(design, chosen.threads, chosen.block), console)
        return 0
    folder = folder_of_results(chosen.out, design.scenario.name)
    store = folder if chosen.out else folder.with_name(f"{folder.name}.zarr")
    return _run_into_store(design, store, chosen, console)


def _run_into_store(design: Design, store: Path, chosen: SweepOptions, console: Console) -> int:
    """Run a sweep, and show how it ended."""
    from sim.cli.progress import Pace, progress
    from sim.sweep import Scheduler, read_status, run_sweep

    elsewhere = chosen.scheduler or chosen.scheduler_file
    where = Scheduler(chosen.scheduler, chosen.scheduler_file) if elsewhere else None
    if where is None:
        announce_compiling(console, "together")

    def begun(how: Beginning) -> None:
        console.note(words.BEGINNINGS[how].format(store=store, **sizes(design)))

    pace = Pace(rate=words.RATE)
    try:
        store.parent.mkdir(parents=True, exist_ok=True)
        with progress(console, design.runs, pace) as report:
            status = run_sweep(
                design, store, threads=chosen.threads, scheduler=where, retry_failed=chosen.retry_failed,
                block=chosen.block, progress=report, notice=console.note, begun=begun,
            )  # fmt: skip
    except OSError as error:
        raise cannot_write(store, error) from error
    except KeyboardInterrupt as error:
        if not store.exists():
            raise
        kept = read_status(store).runs_done
        console.note(words.INTERRUPTED.format(kept=number(kept), runs=number(design.runs), store=store))
        return interrupted_code(error)
    _show_status(status, console)
    if pace.rate() is not None:
        console.note(words.PACE.format(rate=pace.text()))
    if status.failed:
        console.note(words.RETRY)
        return FAILURE
    console.note(words.WRITTEN.format(store=store))
    return 0


def show_status(chosen: StatusOptions, console: Console) -> int:
    """Run the ``status`` command: 1 when blocks failed, otherwise 0."""
    from sim.sweep import DamageError, find_damage, read_status
    from sim.sweep.document import read_root
    from sim.sweep.words import REPAIR

    store = Path(chosen.store)
    damage = find_damage(store, math.inf if chosen.verify else _QUICK)
    if damage:
        raise DamageError(store, damage, *[REPAIR] * chosen.verify)
    about = read_root(store)["attributes"]
    title = str(about["title_fr" if console.lang == "fr" else "title"])
    console.paragraph(words.ABOUT.format(title=same(title), design=about["design"])[console.lang])
    status = read_status(store)
    _show_status(status, console)
    if chosen.verify:
        console.result(words.WHOLE[console.lang])
    if status.in_use:
        console.result(words.IN_USE[console.lang])
    return FAILURE if status.failed else 0


def sizes(design: Design) -> dict[str, Text]:
    """Count points, replications and runs of a design, in words."""
    return {
        "points": counted(design.size, words.POINT, words.POINTS),
        "replications": counted(design.replications, run_words.REPLICATION, run_words.REPLICATIONS),
        "runs": counted(design.runs, words.RUN, words.RUNS),
    }


def _show_estimate(design: Design, estimate: Estimate, console: Console) -> None:
    """Show the size of a sweep, and its estimated time and space."""
    console.result(words.SIZE.format(design=design.kind, blocks=number(estimate.blocks), **sizes(design))[console.lang])
    for factor in design.factors:
        console.result(f"  {factor.path}")
    text = words.ESTIMATE.format(
        time=duration(estimate.seconds),
        threads=number(estimate.threads),
        disk=_bytes(estimate.disk),
        raw=_bytes(estimate.raw),
        trial=number(estimate.trial),
    )
    console.result(text[console.lang])


def _show_status(status: Status, console: Console) -> None:
    """Show the progress of a sweep, and its failures."""
    from sim.analysis.numbers import percent

    text = words.STATUS.format(
        done=number(status.runs_done),
        runs=number(status.runs),
        share=percent(status.runs_done / status.runs),
        points=counted(status.points, words.POINT, words.POINTS),
        blocks=number(status.done),
        of=number(status.blocks),
    )
    console.result(text[console.lang])
    if status.failed:
        failed = words.FAILED_ONE if status.failed == 1 else words.FAILED
        console.result(failed.format(n=number(status.failed))[console.lang])
        for block, reason in list(status.failures.items())[:_SHOWN]:
            console.result(words.FAILURE.format(block=number(block), reason=same(reason))[console.lang])
        if status.failed > _SHOWN:
            console.result(words.MORE.format(n=number(status.failed - _SHOWN))[console.lang])


def _bytes(size: float) -> Text:
    """Write a size on disk."""
    for unit in words.SIZES:
        if size < 1000.0 or unit is words.SIZES[-1]:
            break
        size /= 1000.0
    return unit.format(n=number(float(f"{size:.3g}")))
