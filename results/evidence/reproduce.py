"""Compare the model with published patterns: `python results/evidence/reproduce.py` (some minutes on two cores).

Calibrates scenarios/studies/evidence.toml into a store in the given folder, or in a temporary one; simulates the worlds
of patterns.toml as quebec.toml has them and with whole particles of the posterior; and writes into this folder
model.csv (what the model gives for each pattern), posterior.csv, the tables of README.md and both figures. A run that
was interrupted resumes when the same folder is given again.
"""

from __future__ import annotations

import csv
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import measures
import numpy as np
import page
import picture
import xarray as xr
from patterns import HERE, Pattern, middle, patterns

import sim
from sim.analysis import cost_by_members
from sim.calibration.sentences import fit, not_told_apart, remarks
from sim.scenario import Scenario

SCENARIOS = HERE.parents[1] / "scenarios"
EFFORT = ("hr", "accounting", "premises", "it", "training")
GAME = {
    "months": 10,
    "population.number": 4,
    "population.rule": "together",
    "population.trust.mean": 0.49,
    "network.kind": "complete",
    **{f"resources.{name}.effort_stake": 1e-6 for name in EFFORT},
    **{f"resources.{name}.inspection": 0 for name in EFFORT},
}
WORLDS = {"decade": (50, {}), "generation": (20, {"months": 360}), "game": (200, GAME)}
"""Runs of each world, and how it differs from quebec.toml."""
SOURCES = ("quebec", "posterior")


def world_of(name: str, posterior: xr.Dataset | None) -> tuple[Scenario, int]:
    """Return a world, with the particles of a posterior or without, and its number of runs."""
    runs, values = WORLDS[name]
    scenario = sim.load_scenario(SCENARIOS / "quebec.toml", set=[f"{path}={value}" for path, value in values.items()])
    return (scenario if posterior is None else sim.with_posterior(scenario, posterior, keep=values)), runs


def machinery() -> xr.Dataset:
    """Return the expected costs of like farms that share a seeder, where the alternative is a seeder of their own."""
    scenario = sim.load_scenario(SCENARIOS / "cuma.toml", set=["resources.seeder.market_price=400"])
    return cost_by_members(scenario, "seeder", members=5)


def simulated(name: str, posterior: xr.Dataset | None) -> xr.Dataset:
    """Simulate a world."""
    scenario, runs = world_of(name, posterior)
    return sim.simulate(scenario, runs, uncertain=posterior is not None)


def modelled(chosen: list[Pattern], posterior: xr.Dataset) -> Iterator[tuple[Pattern, str, int, tuple[float, ...]]]:
    """Yield each pattern and source: how many numbers the model gives, and their low end, median and high end."""
    for world in dict.fromkeys(pattern.world for pattern in chosen):
        for source in SOURCES[: 1 if world == "machinery" else 2]:
            print(f"{world}, {source}", flush=True)
            ds = machinery() if world == "machinery" else simulated(world, posterior if source == "posterior" else None)
            for pattern in chosen:
                if pattern.world == world:
                    values = getattr(measures, pattern.measure)(ds)
                    yield pattern, source, int(np.sum(~np.isnan(values))), middle(values)


def write_model(chosen: list[Pattern], posterior: xr.Dataset) -> None:
    """Write what the model gives for each pattern, in the order of the patterns."""
    order = [pattern.key for pattern in chosen]
    rows = sorted(modelled(chosen, posterior), key=lambda row: (order.index(row[0].key), SOURCES.index(row[1])))
    with (HERE / "model.csv").open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["pattern", "source", "numbers", "p10", "median", "p90"])
        for pattern, source, numbers, ends in rows:
            writer.writerow([pattern.key, source, numbers, *(f"{end:.4g}" for end in ends)])


def write_posterior(posterior: xr.Dataset) -> None:
    """Write the interval of each calibrated parameter, and what the data tell of it."""
    with (HERE / "posterior.csv").open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["parameter", "p10", "median", "p90", "posterior_over_prior_deviation", "told"])
        for k, path in enumerate(posterior["parameter"].values):
            numbers = [f"{float(posterior[name][k]):.4g}" for name in ("low", "median", "high", "ratio")]
            writer.writerow([path, *numbers, str(posterior["told"].values[k])])
    runs = f"{posterior.attrs['runs']} runs, {posterior.sizes['particle']} particles kept."
    said = [runs, fit(posterior).en, *(text.en for text in [*not_told_apart(posterior), *remarks(posterior)])]
    (HERE / "posterior.txt").write_text("\n".join(said) + "\n", encoding="utf-8")


def main(folder: str | None = None) -> None:
    """Calibrate, simulate, and write everything."""
    chosen = patterns()
    with tempfile.TemporaryDirectory() as temporary:
        store = Path(folder or temporary) / "evidence"
        store.parent.mkdir(parents=True, exist_ok=True)
        study = SCENARIOS / "studies" / "evidence.toml"
        posterior = sim.calibrate(study, store, notice=lambda text: print(text.en, flush=True)).load()
    write_posterior(posterior)
    write_model(chosen, posterior)
    page.write()
    for lang, ending in (("en", ""), ("fr", "-fr")):
        picture.draw(lang).savefig(HERE / f"evidence{ending}.png", dpi=100)


if __name__ == "__main__":
    main(*sys.argv[1:2])
