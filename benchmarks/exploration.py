"""Cells that `explore` reaches beside an even sample of as many runs: `python -m benchmarks.exploration` (2 minutes).

Prints, for scenarios with sixteen runs of each of 256 points and five seeds, the cells of each and the ratio.
"""

from dataclasses import replace
from typing import Final

import numpy as np

import sim
from sim.analysis import explore
from sim.analysis.catalogue import OUTCOMES
from sim.analysis.exploration import Range
from sim.analysis.plane import Plane
from sim.sweep import Design
from sim.sweep.samples import sample

POINTS: Final = 256
RUNS: Final = 16
SEEDS: Final = range(1, 6)
_COST: Final = {"low": 0.25, "high": 4, "scale": "log", "relative": True}
DISPOSITIONS: Final = {
    "horizon": {"low": 6, "high": 60},
    "foresight": {"low": 0.05, "high": 1},
    "trust": {"low": 0, "high": 1},
    "solidarity": {"low": 0, "high": 0.5},
    "autonomy": {"low": 0.01, "high": 0.3},
}
"""Ranges of the dispositions, in a scenario that gives each as a number or as a distribution."""
_READ: Final = {outcome.key: outcome.read for outcome in OUTCOMES}
X, Y = Range("gain_share", -0.1, 0.3), Range("entered", 0, 1)


def design(name: str, end: str) -> Design:
    """Return a design with the dispositions of a scenario and two of its costs."""
    parameters = {f"population.{key}{end}": values for key, values in DISPOSITIONS.items()}
    parameters |= {f"resources.*.{cost}": _COST for cost in ("founding_cost", "hub_cost")}
    scenario = sim.load_scenario(f"scenarios/{name}.toml")
    return sim.make_design(scenario, parameters, "sobol", points=1, replications=RUNS, seed=1)


def even(design: Design, shape: tuple[int, int]) -> int:
    """Return how many cells of a plane (x, y) a Sobol' sample of as many points reaches."""
    places = sample("sobol", len(design.factors), POINTS, design.seed + 100)
    columns = tuple(factor.at(places[:, k]) for k, factor in enumerate(design.factors))
    there = replace(design, columns=columns, places=None)
    means = np.empty((POINTS, 2))
    for point in range(POINTS):
        ds = sim.simulate(there.at(point), RUNS, design.seed, "summary")
        means[point] = [float(_READ[each.outcome](ds).mean()) for each in (X, Y)]
    cells = Plane((X, Y), shape).cells_of(means)
    return len(np.unique(cells[(cells >= 0).all(1)], axis=0))


def main() -> None:
    """Print a line for each seed, and the mean."""
    for name, end in (("atelier", ""), ("cuma", ".mean")):
        ratios = []
        for seed in SEEDS:
            here = replace(design(name, end), seed=seed)
            cells = explore(here, X, Y, points=POINTS)["cells"]
            explored, sampled = int((cells > 0).sum()), even(here, cells.shape[::-1])
            ratios.append(explored / sampled)
            print(
                f"{name}, seed {seed}: {cells.shape[1]} x {cells.shape[0]} cells, {explored} against {sampled}",
                flush=True,
            )
        print(f"{name}: {np.mean(ratios):.2f} times as many, mean of {len(ratios)} seeds")


if __name__ == "__main__":
    main()
