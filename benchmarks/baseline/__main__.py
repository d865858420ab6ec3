"""Measure the baseline on a scenario: `python -m benchmarks.baseline scenarios/quebec-1.toml --months 12`."""

from __future__ import annotations

import argparse
import cProfile
import pstats
import time

from sim import load_scenario

from .model import PoolingBaseline


def main() -> None:
    """Print the speed of the baseline and, if asked, where its time goes."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("scenario", help="scenario file")
    parser.add_argument("--months", type=int, default=12)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--profile", action="store_true", help="list the functions that take the most time")
    arguments = parser.parse_args()
    model = PoolingBaseline(load_scenario(arguments.scenario), rng=arguments.seed)
    if arguments.profile:
        with cProfile.Profile() as profile:
            model.run_for(arguments.months)
        pstats.Stats(profile).sort_stats("tottime").print_stats(12)
        return
    start = time.perf_counter()
    model.run_for(arguments.months)
    elapsed = time.perf_counter() - start
    print(f"{len(model.agents) * arguments.months / elapsed:,.0f} organization-months per second")


if __name__ == "__main__":
    main()
