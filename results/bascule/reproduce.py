"""Reproduce the study of where pooling tips: `python results/bascule/reproduce.py` (some minutes on a laptop).

Sweeps scenarios/studies/bascule.toml and bascule-rationnel.toml (sensitivity) and bascule-plan.toml (a plane) into
stores in the given folder, or in a temporary one, and writes their indices and planes into this folder, as tables and
figures. A run that was interrupted resumes when the same folder is given again. With `--figures`, the indices are drawn
again from the tables of this folder, and only the plane is swept (some seconds).
"""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

import numpy as np
import pandas as pd
import xarray as xr

import sim
from sim import figures
from sim.analysis import (
    OF_MONTHS,
    OUTCOMES,
    break_even_profile,
    monthly_sensitivity,
    phase_diagram,
    sensitivity,
    sweep_outcomes,
)
from sim.analysis.bilingual import pair
from sim.analysis.paired import CONFIDENCE
from sim.analysis.sensitivity import judged

HERE = Path(__file__).parent
STUDIES = HERE.parent.parent / "scenarios" / "studies"
STUDIED = ("gain_share", "left_behind", "entered")
INDICES = {"bascule": "", "bascule-rationnel": "-rational"}
"""The designs for indices, and the endings of the names of what they give."""
LABELS = {"indices": ["outcome", "factor"], "months": ["outcome", "month", "factor"]}
"""The tables of indices, and the columns that name a row."""


def sweep_indices(stores: Path, name: str, ending: str) -> xr.Dataset:
    """Sweep a design for indices, write them as tables whose names have this ending, and return the sweep."""
    sim.run_sweep(sim.load_design(STUDIES / f"{name}.toml"), stores / f"{name}.zarr")
    ds = sim.open_sweep(stores / f"{name}.zarr")
    columns = ["first", "first_reach", "total", "total_reach"]
    tables = {"indices": sensitivity(ds, STUDIED), "months": monthly_sensitivity(ds, ["gain_share"])}
    for kind, labels in LABELS.items():
        frame = tables[kind][columns].to_dataframe().reset_index()[[*labels, *columns]]
        frame.round(4).to_csv(HERE / f"{kind}{ending}.csv", index=False, lineterminator="\n")
    return ds


def draw_indices(name: str, ending: str) -> None:
    """Draw the tables of indices of a design."""
    by_outcome, by_month = (read_indices(name, kind, ending) for kind in LABELS)
    for lang, language in (("en", ""), ("fr", "-fr")):
        figures.sensitivity(by_outcome, lang).savefig(HERE / f"indices{ending}{language}.png", dpi=100)
        figures.sensitivity_by_month(by_month, lang).savefig(HERE / f"months{ending}{language}.png", dpi=100)


def read_indices(name: str, kind: str, ending: str) -> xr.Dataset:
    """Return a table of indices as the analysis returned it, with the words of its design."""
    design = sim.load_design(STUDIES / f"{name}.toml")
    factors, scenario = design.factors, design.scenario
    table = pd.read_csv(HERE / f"{kind}{ending}.csv").set_index(LABELS[kind]).to_xarray()
    known = {each.key: each for each in (OUTCOMES if kind == "indices" else OF_MONTHS)}
    outcomes = [known[key] for key in STUDIED if key in table["outcome"].values]
    table = table.sel(outcome=[each.key for each in outcomes], factor=[each.path for each in factors])
    words = pair("factor_name", "factor", [each.text for each in factors])
    words |= pair("outcome_name", "outcome", [each.text for each in outcomes])
    units = {"outcome_unit": ("outcome", [each.unit for each in outcomes])}
    return judged(table, design.size // (len(factors) + 2)).assign_coords(words | units).assign_attrs(
        title=scenario.title.en, title_fr=scenario.title.fr, scenario_name=scenario.name, seed=str(design.seed),
        fictional=int(scenario.fictional), design=design.kind, confidence=CONFIDENCE, points=design.size,
        replications=design.replications,
    )  # fmt: skip


def rules(ds: xr.Dataset) -> None:
    """Write what becomes of the points of each decision rule."""
    means = sweep_outcomes(ds, STUDIED).mean("replication").drop_vars("population.rule", errors="ignore")
    frame = means[list(STUDIED)].to_dataframe().assign(rule=ds["population.rule"].values.astype(str))
    lines = frame.groupby("rule")[list(STUDIED)].agg(["mean", "max"]).round(5)
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


def main() -> None:
    """Sweep all designs, or the plane only, and write their results."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path, help="where the stores are kept (default: nowhere)")
    parser.add_argument("--figures", action="store_true", help="draw the indices again, without sweeping for them")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        stores = chosen.folder or Path(temporary)
        stores.mkdir(parents=True, exist_ok=True)
        for name, ending in INDICES.items():
            if not chosen.figures:
                ds = sweep_indices(stores, name, ending)
                if name == "bascule":
                    rules(ds)
            draw_indices(name, ending)
        plane(stores)


if __name__ == "__main__":
    main()
