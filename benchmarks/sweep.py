"""What a sweep costs beside its runs: `python -m benchmarks.sweep` (some minutes; nothing else should run meanwhile).

Prints, for months recorded: the time of a sweep over that of the bare kernel on one thread, the gain of a second
thread, and the memory of many runs over that of few, each in a process of its own.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import sim
from sim.kernel.prepare import prepare
from sim.kernel.runs import one_run
from sim.sweep import Design

SCENARIOS = Path(__file__).parents[1] / "scenarios"
REPEATS = 3


def design(name: str, points: int, replications: int) -> Design:
    """Return a sweep of a scenario over the horizon."""
    values = [6.0 + 54.0 * k / max(1, points - 1) for k in range(points)]
    scenario = sim.load_scenario(SCENARIOS / f"{name}.toml")
    return sim.make_design(scenario, {"population.horizon": values}, replications=replications, record="months")


def bare(found: Design) -> float:
    """Time the runs alone, in one thread, each point prepared once [s]."""
    begin = time.perf_counter()
    for point in range(found.size):
        setup = prepare(found.at(point))
        for replication in range(found.replications):
            one_run(setup, found.seed, replication, "months")
    return time.perf_counter() - begin


def swept(found: Design, threads: int) -> float:
    """Time the sweep of the same runs into a store [s]."""
    with tempfile.TemporaryDirectory() as folder:
        begin = time.perf_counter()
        sim.run_sweep(found, Path(folder) / "x.zarr", threads=threads)
        return time.perf_counter() - begin


def speed(name: str, points: int, replications: int) -> None:
    """Print the overhead of a sweep, and what a second thread brings."""
    found = design(name, points, replications)
    swept(design(name, 2, 2), 1)  # whatever is slow once
    alone, one, two = (
        min(measure() for _ in range(REPEATS))
        for measure in (lambda: bare(found), lambda: swept(found, 1), lambda: swept(found, 2))
    )
    each = 1e3 / found.runs
    print(
        f"{name}: {found.runs} runs; kernel {alone * each:.2f} ms a run, sweep {one * each:.2f} ms "
        f"({100 * (one / alone - 1):+.0f} %); 2 threads {one / two:.2f} times 1"
    )


def memory(runs: int) -> int:
    """Return the most memory that a sweep of so many small runs takes, in a process of its own [kB]."""
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.sweep", str(runs)], capture_output=True, text=True, check=True
    )
    return int(done.stdout)


def main() -> None:
    """Measure, or in a child process take the memory of one sweep."""
    if len(sys.argv) > 1:
        points = int(sys.argv[1]) // 100
        scenario = sim.load_scenario(SCENARIOS / "atelier.toml", set=["months=12"])
        values = [6.0 + 54.0 * k / points for k in range(points)]
        found = sim.make_design(scenario, {"population.horizon": values}, replications=100, record="months")
        swept(found, 2)
        print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
        return
    speed("quebec", 16, 20)
    speed("atelier", 40, 50)
    few, many = memory(1_000), memory(100_000)
    print(f"memory: {few / 1000:.0f} MB for 1,000 runs, {many / 1000:.0f} MB for 100,000 ({many / few:.2f} times)")


if __name__ == "__main__":
    main()
