"""Sweep: the commands that simulate a scenario at many points into a store, and say how far a store is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from sim.cli.durations import duration
from sim.cli.errors import INTERRUPTED, CommandError, cannot_write
from sim.cli.options import Options, folder_of_results
from sim.cli.simulation import COMPILING_SECONDS, counted
from sim.cli.words import run as run_words
from sim.cli.words import sweep as words
from sim.errors import Problem, ScenarioError
from sim.vocabulary.text import Text, number, same

if TYPE_CHECKING:
    from sim.cli.console import Console
    from sim.sweep import Design, Status
    from sim.sweep.trial import Estimate

FAILURE = 1
_SHOWN = 5  # failures said; a store may have thousands


@dataclass(frozen=True, kw_only=True)
class Order:
    """What a sweep was asked for beside the options of every simulation."""

    scheduler: str | None
    scheduler_file: str | None
    retry_failed: bool
    dry_run: bool
    block: int | None


def read_block(block: str | None) -> Iterator[Problem]:
    """Find what is wrong with the size of a block."""
    if block is not None and not (block.isdecimal() and int(block) > 0):
        from sim.cli.words.problems import AT_LEAST_ONE

        yield Problem(file="--block", value=block, allowed=AT_LEAST_ONE)


def sweep(file: str, order: Order, options: Options, console: Console) -> int:
    """Do what was asked for.

    Parameters
    ----------
    file : str
        The scenario, with a table ``[sweep]``.
    order, options
        What to do, and how.
    console : Console
        Who says what goes on.

    Returns
    -------
    int
        0 when all runs are there, 1 when blocks failed, 130 when the user stopped it.

    Raises
    ------
    ScenarioError, StoreError, CommandError
        The sweep cannot be done as it was asked for.
    """
    if order.scheduler and order.scheduler_file:
        raise CommandError(words.ONE_SCHEDULER, command=words.SWEEP_COMMAND)
    design = _chosen_design(file, options)
    if order.dry_run:
        from sim.sweep.trial import estimate

        _say_compiling(console)
        _say_estimate(design, estimate(design, options.threads, order.block), console)
        return 0
    folder = folder_of_results(options, design.scenario.name)
    store = folder if options.out else folder.with_name(f"{folder.name}.zarr")
    return _swept(design, store, order, options, console)


def _swept(design: Design, store: Path, order: Order, options: Options, console: Console) -> int:
    """Run a sweep, and say how it ended."""
    from sim.cli.progress import Pace, progress
    from sim.sweep import Scheduler, read_status, run_sweep

    where = None
    if order.scheduler or order.scheduler_file:
        where = Scheduler(order.scheduler, order.scheduler_file)
    else:
        _say_compiling(console)
    resumed = store.exists()
    console.note((words.RESUMING if resumed else words.STARTING).format(store=store, **sizes(design)))
    pace = Pace(rate=words.RATE)
    try:
        store.parent.mkdir(parents=True, exist_ok=True)
        with progress(console, design.runs, pace) as report:
            status = run_sweep(
                design, store, threads=options.threads, scheduler=where, retry_failed=order.retry_failed,
                block=order.block, progress=report, notice=console.note,
            )  # fmt: skip
    except OSError as error:
        raise cannot_write(store, error) from error
    except KeyboardInterrupt:
        if not store.exists():
            raise
        kept = read_status(store).runs_done
        console.note(words.INTERRUPTED.format(kept=number(kept), runs=number(design.runs), store=store))
        return INTERRUPTED
    _say_status(status, console)
    if pace.rate() is not None:
        console.note(words.PACE.format(rate=pace.said()))
    if status.failed:
        console.note(words.RETRY)
        return FAILURE
    console.note(words.WRITTEN.format(store=store))
    return 0


def show_status(store: str, console: Console) -> int:
    """Say how far the sweep of a store is.

    Returns
    -------
    int
        0, or 1 when blocks failed.

    Raises
    ------
    StoreError
        There is no such store.
    """
    from sim.sweep import read_status
    from sim.sweep.store import read_attributes

    about = read_attributes(Path(store))
    title = str(about["title_fr" if console.lang == "fr" else "title"])
    console.paragraph(words.ABOUT.format(title=same(title), design=about["design"])[console.lang])
    status = read_status(store)
    _say_status(status, console)
    if status.in_use:
        console.result(words.IN_USE[console.lang])
    return FAILURE if status.failed else 0


def _chosen_design(file: str, options: Options) -> Design:
    """Load a design; replications and seed are values of its table like any other."""
    from sim.sweep import load_design

    own = {"sweep.replications": options.replications, "sweep.seed": options.seed}
    values = [*options.values, *(f"{key}={value}" for key, value in own.items() if value is not None)]
    try:
        return load_design(file, set=values)
    except ScenarioError as error:
        raise ScenarioError(
            [
                replace(problem, file=f"--{problem.key.removeprefix('sweep.')}", key="")
                if own.get(problem.key) is not None
                else problem
                for problem in error.problems
            ]
        ) from error


def _say_compiling(console: Console) -> None:
    """Say that the kernel has to be compiled first, if so."""
    from sim.compilation.cache import is_warm

    if not is_warm():
        console.note(run_words.COMPILING.format(seconds=duration(COMPILING_SECONDS)))


def sizes(design: Design) -> dict[str, Text]:
    """Count points, replications and runs of a design, in words."""
    return {
        "points": counted(design.size, words.POINT, words.POINTS),
        "replications": counted(design.replications, run_words.REPLICATION, run_words.REPLICATIONS),
        "runs": counted(design.runs, words.RUN, words.RUNS),
    }


def _say_estimate(design: Design, found: Estimate, console: Console) -> None:
    """Say what a sweep would take."""
    console.result(words.SIZE.format(design=design.kind, blocks=number(found.blocks), **sizes(design))[console.lang])
    for factor in design.factors:
        console.result(f"  {factor.path}")
    said = words.ESTIMATE.format(
        time=duration(found.seconds),
        threads=number(found.threads),
        disk=_bytes(found.disk),
        raw=_bytes(found.raw),
        trial=number(found.trial),
    )
    console.result(said[console.lang])


def _say_status(status: Status, console: Console) -> None:
    """Say how far a sweep is, and what failed."""
    from sim.analysis.numbers import percent

    said = words.STATUS.format(
        done=number(status.runs_done),
        runs=number(status.runs),
        share=percent(status.runs_done / status.runs),
        points=counted(status.points, words.POINT, words.POINTS),
        blocks=number(status.done),
        of=number(status.blocks),
    )
    console.result(said[console.lang])
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
