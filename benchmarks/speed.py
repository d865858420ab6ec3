"""Speed of the drivers: `python -m benchmarks.speed` prints the tables of docs/reference/speed.md.

Ratios between drivers come from the same run on the same machine; absolute figures name the machine. Each time is the
shortest of several, since other processes can only lengthen it.
"""

from __future__ import annotations

import argparse
import os
import platform
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

from sim import PoolingModel, load_scenario, simulate
from sim.kernel.month import run
from sim.kernel.recording import new_trajectory
from sim.kernel.setup import Setup, new_state, prepare
from sim.scenario import Scenario
from sim.threads import processors

from .baseline import PoolingBaseline
from .mechanisms import MECHANISMS, SHARED

ROOT = Path(__file__).parent.parent
QUEBEC = ROOT / "scenarios" / "quebec-1.toml"
ATELIER = ROOT / "scenarios" / "atelier.toml"


def best(times: int, function: Callable[[], object], clock: Callable[[], float] = time.perf_counter) -> float:
    """Return the shortest of some runs of a function [s]."""
    found = []
    for _ in range(times):
        start = clock()
        function()
        found.append(clock() - start)
    return min(found)


def one_run(setup: Setup, replication: int = 0) -> int:
    """Simulate one run in the compiled driver; return the size of its state [byte]."""
    state = new_state(setup, 1, replication)
    run(state, new_trajectory(setup.scenario.months, *state.place.shape, ledgers=False))
    return size_of(state)


def size_of(state: Any) -> int:
    """Return the size of the arrays of a state, of its mechanisms too [byte]."""
    return sum(part.nbytes if isinstance(part, np.ndarray) else size_of(part) for part in state)


def quebec(**values: int) -> Scenario:
    """Return the Quebec scenario with other values."""
    return load_scenario(QUEBEC, set=[f"{key.replace('__', '.')}={value}" for key, value in values.items()])


def row(*cells: str) -> None:
    """Print a row of a table."""
    print("| " + " | ".join(cells) + " |", flush=True)


def drivers() -> None:
    """Compare the compiled driver, the Mesa driver and the independent baseline on the Quebec scenario."""
    scenario = quebec()
    months = scenario.population.number * scenario.months
    setup = prepare(scenario)
    one_run(setup)
    cpu = time.process_time
    found = []
    for _ in range(5):  # in turns, since the speed of a machine changes with what else it does
        one = best(5, lambda: [one_run(setup, k) for k in range(10)], cpu) / 10
        mesa = best(1, lambda: PoolingModel(scenario).run_for(scenario.months), cpu)
        plain = best(1, lambda: PoolingBaseline(scenario, rng=1).run_for(scenario.months), cpu)
        found.append((one, mesa, plain))
    compiled, mesa, plain = np.min(found, axis=0) / months
    print(
        "\n300 organizations, 6 resources, 60 months, one thread, processor time; drawing the population is included.\n"
    )
    row("driver", "organization-months a second", "compiled is faster by")
    row("---", "---:", "---:")
    row("compiled", f"{1 / compiled:,.0f}", "1")
    row("Mesa driver (same laws, same bits)", f"{1 / mesa:,.0f}", f"{mesa / compiled:,.0f}")
    row("baseline (plain Python, Mesa, no arrays)", f"{1 / plain:,.0f}", f"{plain / compiled:,.0f}")


def sizes() -> None:
    """Compare small and large populations."""
    print("\nCost of one organization-month by the number of organizations, one thread.\n")
    row("organizations", "ns", "times that at 300", "bytes of state each")
    row("---:", "---:", "---:", "---:")
    first = 0.0
    for number, times in ((300, 40), (3_000, 8), (30_000, 3), (100_000, 3)):
        setup = prepare(quebec(population__number=number))
        size = one_run(setup)
        cost = best(times, lambda setup=setup: one_run(setup), time.process_time) / number / setup.scenario.months
        first = first or cost
        row(f"{number:,}", f"{cost * 1e9:,.0f}", f"{cost / first:.2f}", f"{size / number:,.0f}")


def mechanisms() -> None:
    """Compare the time of the Quebec scenario with and without each mechanism, measured in turn."""
    print("\nQuebec with each mechanism on, one thread, processor time.\n")
    row("mechanism", "ns an organization-month", "speed, Quebec as it is = 1")
    row("---", "---:", "---:")
    cases = {"none of them": []} | MECHANISMS | SHARED
    setups = {name: prepare(load_scenario(QUEBEC, set=values)) for name, values in cases.items()}
    shortest = dict.fromkeys(setups, float("inf"))
    for _ in range(5):
        for name, setup in setups.items():
            start = time.process_time()
            for replication in range(4):
                one_run(setup, replication)
            shortest[name] = min(shortest[name], (time.process_time() - start) / 4)
    months = quebec().population.number * quebec().months
    for name, seconds in shortest.items():
        row(name, f"{seconds / months * 1e9:,.0f}", f"{shortest['none of them'] / seconds:.2f}")


def threads() -> None:
    """Compare one thread with two."""
    scenario = quebec()
    one = best(5, lambda: simulate(scenario, 60, record="summary", threads=1))
    two = best(5, lambda: simulate(scenario, 60, record="summary", threads=2))
    print(f"\n60 replications: {one:.2f} s with one thread, {two:.2f} s with two; {one / two:.2f} times as fast.")


def waiting() -> None:
    """Measure the times that a user waits."""

    def command(*arguments: str, cache: str | None = None) -> Callable[[], object]:
        environment = dict(os.environ) | ({"NUMBA_CACHE_DIR": cache} if cache else {})
        return lambda: subprocess.run(
            [sys.executable, *arguments], check=True, env=environment, cwd=ROOT, capture_output=True
        )

    with tempfile.TemporaryDirectory() as folder:
        atelier = ("-m", "sim.cli", "run", str(ATELIER), "--replications", "20", "--quiet", "--out", folder)
        cold = best(1, command(*atelier, cache=f"{folder}/cache"))
        rows = {
            "`import sim`": best(5, command("-c", "import sim")) - best(5, command("-c", "pass")),
            "`faire-ensemble --help`": best(5, command("-m", "sim.cli", "--help")),
            "`faire-ensemble run scenarios/atelier.toml --replications 20`": best(3, command(*atelier)),
            "the same, the very first time (compiles)": cold,
        }
    print("\nWhat a person waits for.\n")
    row("command", "s")
    row("---", "---:")
    for name, seconds in rows.items():
        row(name, f"{seconds:.2f}")


def main() -> None:
    """Print the tables."""
    parts = {"drivers": drivers, "mechanisms": mechanisms, "sizes": sizes, "threads": threads, "waiting": waiting}
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("parts", nargs="*", help=f"what to measure; all by default: {', '.join(parts)}")
    arguments = parser.parse_args()
    cpu = next(
        (line.split(":")[1].strip() for line in Path("/proc/cpuinfo").read_text().splitlines() if "model name" in line),
        platform.processor(),
    )
    import numba

    print(f"{cpu}, {processors()} cores, Python {platform.python_version()}, numba {numba.__version__}")
    for name in arguments.parts or parts:
        parts[name]()


if __name__ == "__main__":
    main()
