"""How fast cost games are solved, in one run, beside an independent package: `python -m benchmarks.games`.

Prints the tables of docs/reference/speed-of-games.md. Ratios are within one run; each time is the shortest of several.
The independent package is coopgame-py, written in Rust; it takes games of savings, which are computed beforehand.
"""

from __future__ import annotations

import platform
import sys
import time
from collections.abc import Callable

import coopgame
import numpy as np

from sim.games import CostGame, audit, equal, least_core, nucleolus, properties, shapley_value
from sim.games.coalition import subset_sums
from sim.threads import processors

SIZES = (6, 10, 14, 20)
PATIENCE = 60.0
"""Seconds after which larger games are skipped."""


def best(function: Callable[[], object], times: int = 5, enough: float = 2.0) -> float:
    """Return the shortest of some runs of a function [s]; a slow function is run once."""
    spent: list[float] = []
    while len(spent) < times and sum(spent) < enough:
        start = time.perf_counter()
        function()
        spent.append(time.perf_counter() - start)
    return min(spent)


def game_of(n: int) -> CostGame:
    """Return a game of n members with economies of scale, each cost perturbed by a few percent to break symmetry."""
    rng = np.random.default_rng(n)
    costs = 60.0 * np.sqrt(subset_sums(rng.uniform(1.0, 10.0, n))) * rng.uniform(0.95, 1.05, 1 << n)
    costs[0] = 0.0
    return CostGame([f"m{i}" for i in range(n)], costs)


def row(*cells: str) -> None:
    """Print a row of a table."""
    print("| " + " | ".join(cells) + " |", flush=True)


def seconds(value: float | None) -> str:
    """Write a time."""
    return "-" if value is None else f"{value * 1e3:,.2f} ms" if value < 1.0 else f"{value:,.2f} s"


def side_by_side() -> None:
    """Compare the Shapley value, the nucleolus and the least core with those of the independent package."""
    solvers: dict[str, tuple[Callable[[CostGame], np.ndarray], Callable[[coopgame.Game], np.ndarray]]] = {
        "Shapley value": (shapley_value, lambda there: np.array(coopgame.shapley(there))),
        "nucleolus": (nucleolus, lambda there: np.array(coopgame.nucleolus(there)["allocation"])),
    }
    row("solution", "members", "sim.games", "coopgame-py", "sim.games takes", "largest difference")
    row("---", "---:", "---:", "---:", "---:", "---:")
    for name, (here, elsewhere) in solvers.items():
        gone = False
        for n in SIZES:
            game = game_of(n)
            saved = coopgame.Game((subset_sums(game.stand_alone) - game.costs)[1:].tolist())
            mine = best(lambda here=here, game=game: here(game))
            theirs = difference = None
            if not gone:
                try:
                    theirs = best(lambda elsewhere=elsewhere, saved=saved: elsewhere(saved))
                    difference = float(np.abs(game.stand_alone - elsewhere(saved) - here(game)).max())
                    gone = theirs > PATIENCE
                except (RuntimeError, ValueError, MemoryError):
                    gone = True
            ratio = "-" if theirs is None else f"{mine / theirs:,.2f} times as long"
            apart = "-" if difference is None else f"{difference:.0e}"
            row(name, str(n), seconds(mine), seconds(theirs), ratio, apart)


def alone() -> None:
    """Measure computations that the other package lacks, or has in another form."""
    print()
    row("members", "properties", "least core with balancing weights", "audit of equal parts, nearest allocation")
    row("---:", "---:", "---:", "---:")
    for n in SIZES:
        game = game_of(n)
        times = (
            best(lambda game=game: properties(game)),
            best(lambda game=game: least_core(game)),
            best(lambda game=game: audit(game, equal(game))),
        )
        row(str(n), *(seconds(each) for each in times))


def main() -> None:
    """Print the tables."""
    import numba

    machine = platform.machine()
    print(f"{machine}, {processors()} cores, Python {sys.version.split()[0]}, numba {numba.__version__}\n")
    shapley_value(game_of(2))  # compiles, or loads what was compiled
    properties(game_of(2))
    side_by_side()
    alone()


if __name__ == "__main__":
    main()
