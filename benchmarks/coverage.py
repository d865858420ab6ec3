"""How often the intervals of a calibration hold the truth: sequential calibrations of many truths.

    python -m benchmarks.coverage [--first 0] [--truths 200] [--particles 512] [--folder results/coverage]

Each truth draws foresight and horizon from their priors, plays one history of the workshop's world with them, and
calibrates both by its adoption curve. The 80 % intervals should hold the truth in 73 to 95 % of the cases. Two hundred
truths take about an hour on two processors. Stopped or killed, the same command goes on where it was, in the middle of
a calibration too; the coverage so far is printed after each truth. Several processes may share a folder if each begins
at another truth; who comes to a truth that is known goes on to the next.
"""

import argparse
import json
import shutil
import tempfile
import time
from pathlib import Path
from typing import Any, Final

import numpy as np

import sim
from benchmarks.calibration import MONTHS, PARAMETERS, workshop
from sim.analysis.proportions import wilson
from sim.calibration import calibrate
from sim.files import whole_file

WANTED: Final = (0.73, 0.95)
HISTORY: Final = 100_000_000
"""Number of the run that plays the history of a truth."""


def one_truth(number: int, particles: int, folder: Path) -> dict[str, Any]:
    """Calibrate one truth; return the truth, its intervals and whether they hold it."""
    rng = np.random.default_rng((2013, number))
    place = rng.random((1, len(PARAMETERS)))
    blank = workshop([0.0] * len(MONTHS), particles, 1 + number)
    # this run is far beyond those of the calibration: the history shares no draw with a particle
    design = blank.design(np.hstack([place, blank.places_of_others(1, HISTORY, 1)]), HISTORY, 1)
    with tempfile.TemporaryDirectory() as there:
        sim.run_sweep(design, f"{there}/history.zarr", threads=1)
        history = blank.targets[0].statistics(sim.open_sweep(f"{there}/history.zarr"))[0]
    observed = history + blank.error * rng.standard_normal(len(history))
    begin = time.perf_counter()
    posterior = calibrate(workshop(observed.tolist(), particles, 1 + number), folder)
    truth = [float(column[0]) for column in design.columns[: len(PARAMETERS)]]
    low, high = (posterior[end].values.tolist() for end in ("low", "high"))
    return {
        "truth": truth,
        "low": low,
        "high": high,
        "holds": [a <= value <= b for a, value, b in zip(low, truth, high, strict=True)],
        "told": posterior["told"].values.tolist(),
        "misfit": int(posterior.attrs["misfit"]),
        "runs": int(posterior.attrs["runs"]),
        "seconds": round(time.perf_counter() - begin, 1),
    }


def report(found: list[dict[str, Any]]) -> str:
    """State the coverage of the truths so far, with its 95 % interval."""
    lines = [f"{len(found)} truths, {np.mean([each['seconds'] for each in found]):.1f} s each"]
    lines.append(f"called impossible: {np.mean([each['misfit'] for each in found]):.1%}")
    for k, path in enumerate(PARAMETERS):
        share = float(np.mean([each["holds"][k] for each in found]))
        low, high = wilson(share, len(found))
        verdict = "inside" if WANTED[0] <= share <= WANTED[1] else "OUTSIDE"
        lines.append(f"{path}: {share:.3f} ({low:.3f} to {high:.3f}), {verdict} {WANTED[0]} to {WANTED[1]}")
    return "\n  ".join(lines)


def main() -> None:
    """Calibrate the truths that are left, and print the coverage after each."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--first", type=int, default=0, help="the first truth's number")
    parser.add_argument("--truths", type=int, default=200, help="how many truths there are in all")
    parser.add_argument("--particles", type=int, default=512)
    parser.add_argument("--folder", type=Path, default=Path("results/coverage"))
    chosen = parser.parse_args()
    folder = chosen.folder / f"{chosen.particles}-particles"
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(chosen.first, chosen.truths):
        file, store = folder / f"truth-{number:03d}.json", folder / f"truth-{number:03d}"
        if file.exists():
            shutil.rmtree(store, ignore_errors=True)
            continue
        found = one_truth(number, chosen.particles, store)
        with whole_file(file) as opened:
            opened.write(json.dumps(found).encode())
        shutil.rmtree(store)
        print(report(known(folder)), flush=True)
    print(report(known(folder)))


def known(folder: Path) -> list[dict[str, Any]]:
    """Return what is known of the truths so far."""
    return [json.loads(file.read_text("utf-8")) for file in sorted(folder.glob("truth-*.json"))]


if __name__ == "__main__":
    main()
