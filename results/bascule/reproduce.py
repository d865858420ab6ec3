"""Reproduce the study of where pooling tips: `python results/bascule/reproduce.py` (some minutes on a laptop).

Sweeps scenarios/studies/bascule.toml (sensitivity) and bascule-plan.toml (a plane) into stores in the folder that is
given (otherwise one that is removed at the end), and writes beside this file their indices and their planes, as tables
and figures. Stopped or killed, it goes on from there when the same folder is given again.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import numpy as np

import sim
from sim import figures
from sim.analysis import phase_diagram, sensitivity

HERE = Path(__file__).parent
STUDIES = HERE.parent.parent / "scenarios" / "studies"
OUTCOMES = ("gain_share", "left_behind", "entered")


def indices(stores: Path) -> None:
    """Sweep the design of the indices, and write them."""
    store = stores / "bascule.zarr"
    sim.run_sweep(sim.load_design(STUDIES / "bascule.toml"), store)
    found = sensitivity(sim.open_sweep(store), OUTCOMES)
    columns = ["first", "first_reach", "total", "total_reach"]
    frame = found[columns].to_dataframe().reset_index()[["outcome", "factor", *columns]]
    frame.round(4).to_csv(HERE / "indices.csv", index=False, lineterminator="\n")
    for lang, name in (("en", "indices.png"), ("fr", "indices-fr.png")):
        figures.sensitivity(found, lang).savefig(HERE / name, dpi=100)


def plane(stores: Path) -> None:
    """Sweep the plane of overrun and set-up cost, and write where it tips."""
    store = stores / "bascule-plan.zarr"
    sim.run_sweep(sim.load_design(STUDIES / "bascule-plan.toml"), store)
    ds = sim.open_sweep(store)
    x, y = (str(path) for path in ds.attrs["factors"])
    found = phase_diagram(ds, x, y, "gain_share")
    frame = found[["mean", "low", "high"]].to_dataframe().reset_index().rename(columns={"x": x, "y": y})
    rounded = {name: np.round(frame[name], 6) for name in ("mean", "low", "high")}
    frame.assign(**rounded).to_csv(HERE / "plane.csv", index=False, lineterminator="\n")
    for lang, name in (("en", "plane.png"), ("fr", "plane-fr.png")):
        figures.phases(found, lang).savefig(HERE / name, dpi=100)


def main(folder: str | None = None) -> None:
    """Do all of it."""
    with tempfile.TemporaryDirectory() as temporary:
        stores = Path(folder or temporary)
        stores.mkdir(parents=True, exist_ok=True)
        indices(stores)
        plane(stores)


if __name__ == "__main__":
    main(*sys.argv[1:2])
