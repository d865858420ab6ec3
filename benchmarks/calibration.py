"""How much a calibration adds to its runs, and how long that of the workshop's world takes.

    python -m benchmarks.calibration [--generations 20]

Compares generations of 256 runs of the Quebec scenario with one sweep of the same points, and times a calibration of
the workshop's world with two parameters and 512 particles.
"""

import argparse
import tempfile
import time
from pathlib import Path
from typing import Final

import numpy as np

import sim
from sim.analysis.catalogue import OF_MONTHS
from sim.calibration.generations import Engine, Generations
from sim.threads import processors

PARTICLES = 256
MONTHS: Final = [6, 12, 24, 36]
"""Months of the adoption curve by which the workshop's world is calibrated."""
PARAMETERS: Final = {
    "population.foresight": {"low": 0.05, "high": 1.0},
    "population.horizon": {"low": 6.0, "high": 60.0},
}
"""Parameters of the workshop's world, and their priors."""


def quebec() -> sim.calibration.Study:
    """Return a study of the Quebec scenario."""
    return sim.make_study(
        sim.load_scenario("scenarios/quebec.toml"),
        {"population.foresight.mean": {"low": 0.3, "high": 0.9}, "population.trust.mean": {"low": 0.2, "high": 0.8}},
        [{"name": "adoption", "outcome": "memberships", "months": [12, 24], "observed": [100, 200], "error": 10}],
        particles=2 * PARTICLES,
    )


def one_history() -> list[float]:
    """Return the adoption curve of one run of the workshop's world."""
    ds = sim.simulate(sim.load_scenario("scenarios/atelier.toml"), replications=1, seed=77, record="months")
    adoption = next(each for each in OF_MONTHS if each.key == "memberships").read(ds)
    return [float(number) for number in adoption.sel(month=MONTHS).values[0]]


def workshop(observed: list[float], particles: int = 512, seed: int = 1) -> sim.calibration.Study:
    """Return a study of the workshop's world by its adoption curve, with an error of one membership."""
    target = {"name": "adoption", "outcome": "memberships", "months": MONTHS, "observed": observed, "error": 1}
    scenario = sim.load_scenario("scenarios/atelier.toml")
    return sim.make_study(scenario, PARAMETERS, [target], particles=particles, seed=seed)


def main() -> None:
    """Print the times."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--generations", type=int, default=20)
    count = parser.parse_args().generations
    study = quebec()
    sim.simulate(study.scenario, replications=processors())  # compiled code is loaded before the clock starts
    rng = np.random.default_rng(1)
    places = [rng.random((PARTICLES, len(study.priors))) for _ in range(count)]
    with tempfile.TemporaryDirectory() as folder:
        generations = Generations(study, Path(folder), Engine())
        begin, cpu = time.perf_counter(), time.process_time()
        for number, each in enumerate(places):
            generations.play(number, lambda each=each: each)
        apart = time.perf_counter() - begin, time.process_time() - cpu
        everything = study.design(np.concatenate(generations.places), generations.runs, 1)
        begin, cpu = time.perf_counter(), time.process_time()
        sim.run_sweep(everything, Path(folder) / "whole.zarr")
        whole = time.perf_counter() - begin, time.process_time() - cpu
    print(f"{count} generations of {PARTICLES} runs: {apart[0]:.1f} s, of a processor {apart[1]:.1f} s")
    print(f"the same points in one sweep: {whole[0]:.1f} s, of a processor {whole[1]:.1f} s")
    print(f"added: {apart[0] / whole[0] - 1:.1%}, of a processor {apart[1] / whole[1] - 1:.1%}")
    with tempfile.TemporaryDirectory() as folder:
        begin, cpu = time.perf_counter(), time.process_time()
        ds = sim.calibrate(workshop(one_history()), f"{folder}/a")
        spent = time.perf_counter() - begin, time.process_time() - cpu
    print(f"workshop, {ds.attrs['runs']} runs: {spent[0]:.1f} s, of a processor {spent[1]:.1f} s")


if __name__ == "__main__":
    main()
