"""Run: the command that simulates a scenario, says the result and writes the data and the figures."""

from __future__ import annotations

import re
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final, cast

from sim.cli.clock import duration
from sim.cli.problem import RunInterruptedError
from sim.cli.words import problems
from sim.cli.words import run as words
from sim.errors import Problem, ScenarioError
from sim.vocabulary.names import nearest, one_of
from sim.vocabulary.text import Text, number
from sim.vocabulary.variable import LEVELS, Level

if TYPE_CHECKING:
    import xarray as xr

    from sim.cli.output import Output
    from sim.cli.voice import Voice
    from sim.scenario import Scenario

FORMATS: Final = ("png", "pdf", "svg")
_COMPILING_SECONDS: Final = 30
_STACK: Final = 64 * 2**20  # bytes: compiling needs more than the half megabyte of a thread on macOS


@dataclass(frozen=True, kw_only=True)
class Order:
    """What the user asked for; what the scenario's own checks will judge stays as it was typed."""

    scenario: str
    values: tuple[str, ...]
    replications: str | None
    seed: str | None
    out: str | None
    record: Level
    threads: int | None
    formats: tuple[str, ...]


def read_order(
    *,
    scenario: str,
    values: Sequence[str],
    replications: str | None,
    seed: str | None,
    out: str | None,
    record: str,
    threads: str | None,
    formats: Sequence[str],
) -> Order:
    """Check what only the command line knows.

    Parameters
    ----------
    scenario, values, replications, seed, out, record, threads, formats : str, or several
        As they were typed; None where they were not.

    Returns
    -------
    Order
        What to do.

    Raises
    ------
    ScenarioError
        With all that is not allowed.
    """
    found = [*_unknown("--record", [record], LEVELS), *_unknown("--format", formats, FORMATS)]
    if threads is not None and not (threads.isdecimal() and int(threads) > 0):
        found.append(Problem(file="--threads", value=threads, allowed=problems.AT_LEAST_ONE))
    if found:
        raise ScenarioError(found)
    return Order(
        scenario=scenario,
        values=tuple(values),
        replications=replications,
        seed=seed,
        out=out,
        record=cast(Level, record),
        threads=None if threads is None else int(threads),
        formats=tuple(dict.fromkeys(formats)) or FORMATS[:1],
    )


def _unknown(option: str, given: Sequence[str], known: Sequence[str]) -> Iterator[Problem]:
    """Find the values that an option does not know."""
    for value in given:
        if value not in known:
            yield Problem(file=option, value=value, allowed=one_of(known), hint=nearest(value, known))


def run(order: Order, voice: Voice) -> int:
    """Do what was asked for.

    Parameters
    ----------
    order : Order
        What to do.
    voice : Voice
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
    scenario = _scenario(order)
    from sim.cli.output import Output

    output = Output(Path(order.out) if order.out else _folder(scenario.name))
    try:
        ds = _simulated(scenario, order, voice)
        _say_and_write(ds, scenario, output, order.formats, voice)
    except KeyboardInterrupt:
        output.abandon()
        if output.written:
            raise RunInterruptedError(output.folder, output.written) from None
        raise
    except BaseException:
        output.abandon()
        _say_written(output, voice)
        raise
    _say_written(output, voice)
    return 0


def _folder(name: str) -> Path:
    """Give the folder of a scenario's results: under results, whatever the name looks like."""
    return Path("results") / (re.sub(r"[^\w.-]+", "-", name).strip(".-") or "scenario")


def _say_written(output: Output, voice: Voice) -> None:
    """Say where the results are, as far as there are any."""
    if output.written:
        voice.note(words.WRITTEN.format(folder=output.folder, files=", ".join(output.written)))


def _scenario(order: Order) -> Scenario:
    """Load the scenario; the number of replications and the seed are values of it like any other."""
    from sim.scenario import load_scenario

    own = {"replications": order.replications, "seed": order.seed}
    values = [*order.values, *(f"{key}={value}" for key, value in own.items() if value is not None)]
    try:
        return load_scenario(order.scenario, set=values)
    except ScenarioError as error:
        raise ScenarioError(
            [
                replace(problem, file=f"--{problem.key}", key="") if own.get(problem.key) is not None else problem
                for problem in error.problems
            ]
        ) from error


def _simulated(scenario: Scenario, order: Order, voice: Voice) -> xr.Dataset:
    """Simulate, and say how it goes."""
    voice.note(_start(scenario))
    from sim.cli.progress import Pace, progress
    from sim.dataset import simulate
    from sim.laws.compiled import is_warm

    if not is_warm():
        voice.note(words.COMPILING.format(seconds=duration(_COMPILING_SECONDS)))
    begin, pace = time.perf_counter(), Pace()
    with progress(voice, scenario.replications, pace) as report_progress:
        ds = _aside(partial(simulate, scenario, record=order.record, threads=order.threads, progress=report_progress))
    spent = duration(time.perf_counter() - begin)
    count = _counted(scenario.replications, words.REPLICATION, words.REPLICATIONS)
    done = words.DONE if pace.rate() is None else words.DONE_AT_RATE
    voice.note(done.format(count=count, time=spent, rate=pace.said()))
    return ds


def _aside(work: Callable[[], xr.Dataset]) -> xr.Dataset:
    """Do the work in another thread: compiled code does not listen to Ctrl-C, a thread that waits does."""
    before = threading.stack_size(_STACK)
    try:
        worker = ThreadPoolExecutor(1)
        doing = worker.submit(work)
    finally:
        threading.stack_size(before)
    ds = doing.result()
    worker.shutdown()
    return ds


def _start(scenario: Scenario) -> Text:
    """Say what will be simulated."""
    return words.STARTING.format(
        replications=_counted(scenario.replications, words.REPLICATION, words.REPLICATIONS),
        organizations=_counted(scenario.population.number, words.ORGANIZATION, words.ORGANIZATIONS),
        months=_counted(scenario.months, words.MONTH, words.MONTHS),
    )


def _counted(n: int, one: Text, many: Text) -> Text:
    """Write a number of things."""
    return (one if n == 1 else many).format(n=number(n))


def _say_and_write(ds: xr.Dataset, scenario: Scenario, output: Output, formats: Sequence[str], voice: Voice) -> None:
    """Say the result before anything is written: a full disk must not take it away."""
    from sim.cli.report import report

    report(ds, {name: resource.title for name, resource in scenario.resources.items()}, voice)
    voice.note(words.WRITING)
    output.save(ds)
    from sim.cli.drawings import drawings

    left_out = []
    for name, figure in drawings(ds, scenario, voice.lang):
        if figure is None:
            left_out.append(name)
            continue
        for form in formats:
            output.draw(figure, name, form)
    if left_out:
        voice.note(words.LEFT_OUT.format(names=", ".join(left_out)))
