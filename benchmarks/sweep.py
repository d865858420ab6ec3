"""Overhead of a sweep beside its runs: `python -m benchmarks.sweep` (some minutes).

Prints, for months recorded: the processor time of a sweep over that of the bare kernel on one thread, the gain of a
second thread, and the memory of many runs over that of few, each in a process of its own. Then what each run costs
beside the model itself in a sweep, in Mesa's batch_run and in xyzpy, which play the same runs of the same model.

Measures that are compared are taken in turns, and the median of their ratios is given, so that other work on the
machine weighs on all of them alike; only the gain of a second thread needs a machine that is quiet.
"""

from __future__ import annotations

import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import sim
from sim.kernel.batch import runs_together, several_runs
from sim.kernel.runs import one_run
from sim.kernel.setup import Setup, prepare
from sim.sweep import Design

SCENARIOS = Path(__file__).parents[1] / "scenarios"
ROUNDS = 5


def design(name: str, points: int, replications: int, record: str = "months", months: int | None = None) -> Design:
    """Return a sweep of a scenario over the horizon."""
    values = [6.0 + 54.0 * k / max(1, points - 1) for k in range(points)]
    scenario = sim.load_scenario(SCENARIOS / f"{name}.toml", set=[] if months is None else [f"months={months}"])
    return sim.make_design(scenario, {"population.horizon": values}, replications=replications, record=record)


def bare(found: Design, setups: list[Setup]) -> None:
    """Simulate the runs one by one, with their points prepared beforehand."""
    for setup in setups:
        for replication in range(found.replications):
            one_run(setup, found.seed, replication, found.record)


def together(found: Design, setups: list[Setup]) -> None:
    """Simulate the runs as a sweep does, several in a call where they are short, with their points prepared."""
    runs = range(found.replications)
    most = runs_together(found.scenario.population.number, found.scenario.months, found.record)
    for setup in setups:
        for first in runs[::most]:
            several_runs(setup, found.seed, runs[first : first + most], found.record)


def swept(found: Design, threads: int = 1) -> None:
    """Sweep the same runs into a store."""
    with tempfile.TemporaryDirectory() as folder:
        sim.run_sweep(found, Path(folder) / "x.zarr", threads=threads)


def spent(work: Callable[[], Any], clock: Callable[[], float] = time.process_time) -> float:
    """Return the time of some work [s]."""
    begin = clock()
    work()
    return clock() - begin


def speed(name: str, points: int, replications: int) -> None:
    """Print the overhead of a sweep, and the gain from a second thread."""
    found = design(name, points, replications)
    setups = [prepare(found.at(point)) for point in range(found.size)]
    together(found, setups[:1])  # whatever is slow once
    swept(design(name, 2, 2))
    rounds = []
    for _ in range(ROUNDS):
        alone, many = spent(lambda: bare(found, setups)), spent(lambda: together(found, setups))
        one = spent(lambda: swept(found))
        by_one = spent(lambda: swept(found, 1), time.perf_counter)
        by_two = spent(lambda: swept(found, 2), time.perf_counter)
        rounds.append((alone, many, one, one / alone, one / many, by_one / by_two))
    alone, many, one, ratio, other, gain = (statistics.median(column) for column in zip(*rounds, strict=True))
    each = 1e3 / found.runs
    print(
        f"{name}: {found.runs} runs; kernel {alone * each:.2f} ms of processor a run, {many * each:.2f} ms together; "
        f"sweep {one * each:.2f} ms ({100 * (ratio - 1):+.0f} and {100 * (other - 1):+.0f} %); "
        f"2 threads {gain:.2f} times 1",
        flush=True,
    )


def memory(runs: int) -> int:
    """Return the peak memory of a sweep of small runs, in a process of its own [kB]."""
    command = [sys.executable, "-m", "benchmarks.sweep", str(runs)]
    return int(subprocess.run(command, capture_output=True, text=True, check=True).stdout)


def most_memory() -> int:
    """Return the peak memory of this process [kB]."""
    status = Path("/proc/self/status")
    if status.exists():  # what the system counts for a child process may be its parent's
        return next(int(line.split()[1]) for line in status.read_text().splitlines() if line.startswith("VmHWM"))
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def side_by_side(points: int, replications: int) -> None:
    """Print the overhead of a run in a sweep, in Mesa's batch_run and in xyzpy."""
    import mesa
    import xyzpy

    found = design("atelier", points, replications, "summary", months=12)
    horizons = [found.values(point)["population.horizon"] for point in range(found.size)]
    setups = [prepare(found.at(point)) for point in range(found.size)]
    whole = one_run(setups[0], found.seed, 0, "summary")
    names = [name for name, value in whole.items() if getattr(value, "ndim", 0) == 0]

    @cache
    def prepared(horizon: float) -> Setup:
        return setups[horizons.index(horizon)]

    def model(horizon: float, replication: int) -> list[float]:
        outcomes = one_run(prepared(horizon), found.seed, replication, "summary")
        return [float(outcomes[name]) for name in names]

    class Run(mesa.Model):  # type: ignore[misc]
        def __init__(self, horizon: float, rng: int) -> None:
            super().__init__(rng=rng)
            self.outcomes = dict(zip(names, model(horizon, rng), strict=True))
            reporters = {name: lambda run, name=name: run.outcomes[name] for name in names}
            self.datacollector = mesa.DataCollector(model_reporters=reporters)
            self.datacollector.collect(self)
            self.running = False

    def by_hand() -> None:
        for horizon in horizons:
            for replication in range(replications):
                model(horizon, replication)

    def by_mesa() -> None:
        mesa.batch_run(Run, {"horizon": horizons}, number_processes=1, rng=range(replications), display_progress=False)

    def by_xyzpy() -> None:
        runner = xyzpy.Runner(model, var_names=names)
        runner.run_combos({"horizon": horizons, "replication": range(replications)}, verbosity=0)

    def kept_by_xyzpy() -> None:
        with tempfile.TemporaryDirectory() as folder:
            runner = xyzpy.Runner(model, var_names=names)
            harvester = xyzpy.Harvester(runner, data_name=str(Path(folder) / "x.h5"))
            harvester.harvest_combos({"horizon": horizons, "replication": range(replications)}, verbosity=0)

    work = {
        "sweep, in a store": lambda: swept(found),
        "Mesa's batch_run, in memory": by_mesa,
        "xyzpy, in memory": by_xyzpy,
        "xyzpy, in a file": kept_by_xyzpy,
    }
    for each in work.values():
        each()
    rounds = []
    for _ in range(ROUNDS):
        alone = spent(by_hand)
        rounds.append([alone, *(spent(each) - alone for each in work.values())])
    alone, *beside = (statistics.median(column) * 1e6 / found.runs for column in zip(*rounds, strict=True))
    print(f"the model, {found.runs} runs: {alone:.0f} µs of processor a run; beside it, a run costs")
    for name, cost in zip(work, beside, strict=True):
        print(f"  {name}: {cost:.0f} µs")


def main() -> None:
    """Print all measurements, or in a child process the memory of one sweep."""
    if len(sys.argv) > 1:
        swept(design("atelier", int(sys.argv[1]) // 100, 100, months=12), 2)
        print(most_memory())
        return
    speed("quebec-1", 8, 80)
    speed("atelier", 120, 50)
    side_by_side(40, 50)
    few, many = memory(1_000), memory(100_000)
    print(f"memory: {few / 1000:.0f} MB for 1,000 runs, {many / 1000:.0f} MB for 100,000 ({many / few:.2f} times)")


if __name__ == "__main__":
    main()
