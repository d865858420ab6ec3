"""Reproduce the study of where pooling tips: `python results/bascule/reproduce.py` (some minutes on a laptop).

Sweeps scenarios/studies/bascule.toml (sensitivity) and bascule-plan.toml (a plane) into stores in the given folder, or
in a temporary one, and writes their indices and planes into this folder, as tables and figures. A run that was
interrupted resumes when the same folder is given again.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import numpy as np

import sim
from sim import figures
from sim.analysis import break_even_profile, monthly_sensitivity, phase_diagram, sensitivity

HERE = Path(__file__).parent
STUDIES = HERE.parent.parent / "scenarios" / "studies"
OUTCOMES = ("gain_share", "left_behind", "entered")


def indices(stores: Path) -> None:
    """Sweep the design for the indices, and write them."""
    store = stores / "bascule.zarr"
    sim.run_sweep(sim.load_design(STUDIES / "bascule.toml"), store)
    by_outcome = sensitivity(sim.open_sweep(store), OUTCOMES)
    columns = ["first", "first_reach", "total", "total_reach"]
    by_month = monthly_sensitivity(sim.open_sweep(store), ["gain_share"])
    for name, table, labels in (("indices", by_outcome, ["outcome"]), ("months", by_month, ["outcome", "month"])):
        frame = table[columns].to_dataframe().reset_index()[[*labels, "factor", *columns]]
        frame.round(4).to_csv(HERE / f"{name}.csv", index=False, lineterminator="\n")
    for lang, ending in (("en", ""), ("fr", "-fr")):
        figures.sensitivity(by_outcome, lang).savefig(HERE / f"indices{ending}.png", dpi=100)
        figures.sensitivity_by_month(by_month, lang).savefig(HERE / f"months{ending}.png", dpi=100)


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
        indices(stores)
        plane(stores)


if __name__ == "__main__":
    main(*sys.argv[1:2])
