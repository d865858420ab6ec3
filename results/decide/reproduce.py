"""Which public lever is regretted least in sixty uncertain worlds: `python results/decide/reproduce.py`.

Writes levers.csv, worlds.csv and both figures into this folder; takes two to five minutes.
"""

import csv
from pathlib import Path

import xarray as xr

from sim import decide, figures, load_lever_study

HERE = Path(__file__).parent
MEASURES = (
    *("mean_regret", "high_regret", "worst_regret", "worst_regret_low", "worst_regret_high"),
    *("least", "better", "better_low", "better_high", "left_behind_90"),
)


def main() -> None:
    """Simulate all levers in all worlds and write the results."""
    study = load_lever_study(HERE.parents[1] / "scenarios" / "studies" / "decide.toml")
    ds = decide(study)
    write(ds)
    figures.robustness(ds, "en").savefig(HERE / "decision.png")
    figures.robustness(ds, "fr").savefig(HERE / "decision-fr.png")


def write(ds: xr.Dataset) -> None:
    """Write a row for each lever, and a row for each world."""
    with (HERE / "levers.csv").open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file, lineterminator="\n")
        rows.writerow(["lever", *MEASURES])
        for k, name in enumerate(ds["lever"].values):
            rows.writerow([name, *(f"{float(ds[measure][k]):.6g}" for measure in MEASURES)])
    drawn = [str(name) for name in ds.coords if ds[name].dims == ("world",) and name != "world"]
    gain = ds["net_gain"].mean("replication")
    with (HERE / "worlds.csv").open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file, lineterminator="\n")
        rows.writerow(["world", *drawn, *(f"net_gain.{name}" for name in ds["lever"].values)])
        for w in range(ds.sizes["world"]):
            values = [float(ds[path][w]) for path in drawn] + gain.isel(world=w).values.tolist()
            rows.writerow([w, *(f"{value:.6g}" for value in values)])


if __name__ == "__main__":
    main()
