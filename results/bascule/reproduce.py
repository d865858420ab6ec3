"""Reproduce the study of where pooling tips: `python results/bascule/reproduce.py` (some minutes on a laptop).

Sweeps scenarios/studies/bascule.toml and bascule-rationnel.toml (sensitivity) and bascule-plan.toml (a plane) into stores
in the given folder, or in a temporary one, and writes their indices and planes into this folder, as tables and figures.
A run that was interrupted resumes when the same folder is given again.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import numpy as np
import xarray as xr

import sim
from sim import figures
from sim.analysis import break_even_profile, monthly_sensitivity, phase_diagram, sensitivity, sweep_outcomes

HERE = Path(__file__).parent
STUDIES = HERE.parent.parent / "scenarios" / "studies"
OUTCOMES = ("gain_share", "left_behind", "entered")


def indices(stores: Path, name: str, ending: str) -> xr.Dataset:
    """Sweep a design for indices, write them under names with this ending, and return the sweep."""
    sim.run_sweep(sim.load_design(STUDIES / f"{name}.toml"), stores / f"{name}.zarr")
    ds = sim.open_sweep(stores / f"{name}.zarr")
    columns = ["first", "first_reach", "total", "total_reach"]
    by_outcome, by_month = sensitivity(ds, OUTCOMES), monthly_sensitivity(ds, ["gain_share"])
    for kind, table, labels in (("indices", by_outcome, ["outcome"]), ("months", by_month, ["outcome", "month"])):
        frame = table[columns].to_dataframe().reset_index()[[*labels, "factor", *columns]]
        frame.round(4).to_csv(HERE / f"{kind}{ending}.csv", index=False, lineterminator="\n")
    for lang, language in (("en", ""), ("fr", "-fr")):
        figures.sensitivity(by_outcome, lang).savefig(HERE / f"indices{ending}{language}.png", dpi=100)
        figures.sensitivity_by_month(by_month, lang).savefig(HERE / f"months{ending}{language}.png", dpi=100)
    return ds


def rules(ds: xr.Dataset) -> None:
    """Write what becomes of the points of each decision rule."""
    means = sweep_outcomes(ds, OUTCOMES).mean("replication").drop_vars("population.rule", errors="ignore")
    frame = means[list(OUTCOMES)].to_dataframe().assign(rule=ds["population.rule"].values.astype(str))
    lines = frame.groupby("rule")[list(OUTCOMES)].agg(["mean", "max"]).round(5)
    lines.columns = ["_".join(each) for each in lines.columns]
    lines.to_csv(HERE / "rules.csv", lineterminator="\n")


def plane(stores: Path) -> None:
    """Sweep the plane of overrun and set-up cost, and write the mean gain over it."""
    store = stores / "bascule-plan.zarr"
    sim.run_sweep(sim.load_design(STUDIES / "bascule-plan.toml"), store)
    ds = sim.open_sweep(store)
    x, y = (str(path) for path in ds.attrs["factors"])
    diagram = phase_diagram(ds, x, y, "gain_share")
    frame = diagram[["mean", "low", "high"]].to_dataframe().reset_index().rename(columns={"x": x, "y": y})
    rounded = {name: np.round(frame[name], 6) for name in ("mean", "low", "high")}
    pools = ds["pools_founded"].sum("resource").mean("replication").to_dataframe("pools")[[x, y, "pools"]]
    whole = frame.assign(**rounded).merge(pools, on=[y, x], validate="one_to_one")
    whole.to_csv(HERE / "plane.csv", index=False, lineterminator="\n")
    back = break_even_profile(ds, x)
    for lang, ending in (("en", ""), ("fr", "-fr")):
        figures.phases(diagram, lang).savefig(HERE / f"plane{ending}.png", dpi=100)
        figures.break_even(back, lang).savefig(HERE / f"break-even{ending}.png", dpi=100)


def main(folder: str | None = None) -> None:
    """Run both sweeps and write their results."""
    with tempfile.TemporaryDirectory() as temporary:
        stores = Path(folder or temporary)
        stores.mkdir(parents=True, exist_ok=True)
        rules(indices(stores, "bascule", ""))
        indices(stores, "bascule-rationnel", "-rational")
        plane(stores)


if __name__ == "__main__":
    main(*sys.argv[1:2])
