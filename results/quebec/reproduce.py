"""Reproduce what the README reports: `python results/quebec/reproduce.py` (some minutes on a laptop).

Writes into this folder the figures of the Quebec scenario; a comparison of its outcomes with prior expectations, by
chance alone and with uncertain assumptions (expected.md, outcomes.csv); the same world if founders know how much costs
overrun, and without what makes cooperation fail (worlds.md, worlds.csv); and the region of horizon and foresight in
which the result reverses (region.md, region.csv, region.png). `faire-ensemble run scenarios/quebec.toml` gives the same
runs.
"""

from __future__ import annotations

import csv
import math
from pathlib import Path
from typing import NamedTuple

import numpy as np
import xarray as xr

import sim
from sim import figures
from sim.analysis import chance_and_uncertainty, main_outcomes
from sim.figures.style import drawing
from sim.scenario import Scenario, with_values

HERE = Path(__file__).parent
SCENARIO = HERE.parent.parent / "scenarios" / "quebec.toml"
HORIZONS = (6, 12, 18, 24, 36, 48)
FORESIGHTS = (0.0, 0.2, 0.4, 0.6, 0.8, 1.0)
REGION_RUNS = 6


class Expected(NamedTuple):
    """The range expected of one outcome before any run, from expectations.csv: a judgement, not data."""

    key: str
    outcome: str
    low: float
    high: float
    unit: str

    @property
    def factor(self) -> float:
        """What turns a share into the unit."""
        return 100.0 if self.unit == "%" else 1.0


def expectations() -> list[Expected]:
    """Read what was expected."""
    with (HERE / "expectations.csv").open(newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    return [Expected(row["key"], row["outcome"], float(row["low"]), float(row["high"]), row["unit"]) for row in rows]


def written(value: float) -> str:
    """Write a number; a month that does not come is never."""
    if math.isinf(value) or math.isnan(value):
        return "never" if math.isinf(value) else "-"
    return f"{value:,.0f}" if abs(value) >= 1000 else f"{value:.3g}"


def write_expected(both: xr.Dataset) -> None:
    """Write outcomes and expectations, by chance alone and with uncertain assumptions, as Markdown and as CSV."""
    titles = ["outcome", "expected", "chance alone", "80 % of the runs", "", "uncertain too", "80 % of the runs", ""]
    lines = ["| " + " | ".join(titles) + " |", "|---|---:|---:|---:|---|---:|---:|---|"]
    rows = []
    for expected in expectations():
        if expected.key not in both["outcome"].values:
            continue
        cells = [expected.outcome, f"{expected.low:g} to {expected.high:g} {expected.unit}"]
        for source in both["source"].values.tolist():
            found = both.sel(outcome=expected.key, source=source)
            low, middle, high = (expected.factor * float(found[name]) for name in ("low", "median", "high"))
            verdict = "inside" if expected.low <= middle <= expected.high else "**outside**"
            cells += [f"{written(middle)} {expected.unit}", f"{written(low)} to {written(high)}", verdict]
            rows.append([expected.outcome, source, expected.unit, expected.low, expected.high, low, middle, high])
        lines.append("| " + " | ".join(cells) + " |")
    (HERE / "expected.md").write_text("\n".join(lines) + "\n", encoding="utf-8")
    with (HERE / "outcomes.csv").open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["outcome", "source", "unit", "expected_low", "expected_high", "p10", "median", "p90"])
        writer.writerows(rows)


def informed() -> Scenario:
    """Return the scenario with founders that know by how much costs overrun on average."""
    scenario = sim.load_scenario(SCENARIO)
    known = {}
    for key, resource in scenario.resources.items():
        mean = resource.overrun_mean if resource.overrun is None else resource.overrun.expectation()
        known |= {f"resources.{key}.believed_overrun": mean, f"resources.{key}.belief_gain": 0.0}
    return with_values(scenario, known)


def write_worlds(both: xr.Dataset) -> None:
    """Write the medians of the main outcomes in several worlds, as Markdown and as CSV."""
    plain = sim.load_scenario(SCENARIO.with_name("quebec-1.toml"), set=["months=120"])
    worlds = {
        "Quebec": both.sel(source="chance"),
        "with uncertainty": both.sel(source="uncertain"),
        "founders know the overruns": main_outcomes(sim.simulate(informed())),
        "quebec-1: nothing but costs goes wrong": main_outcomes(sim.simulate(plain)),
    }
    lines = ["| outcome | " + " | ".join(worlds) + " |", "|---|" + "---:|" * len(worlds)]
    rows = []
    for key in both["outcome"].values.tolist():
        row = both.sel(outcome=key)
        unit, factor = (("%", 100.0) if row["unit"] == "share" else (str(row["unit"].values), 1.0))
        values = [factor * float(world["median"].sel(outcome=key)) for world in worlds.values()]
        name = str(row["outcome_name"].values)
        lines.append(f"| {name} [{unit}] | " + " | ".join(written(value) for value in values) + " |")
        rows.append([key, unit, *values])
    (HERE / "worlds.md").write_text("\n".join(lines) + "\n", encoding="utf-8")
    with (HERE / "worlds.csv").open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["outcome", "unit", *worlds])
        writer.writerows(rows)


def region(solidarity: str) -> tuple[np.ndarray, np.ndarray]:
    """Return gain and participation [%] by mean horizon and foresight, both (H, F), with or without solidarity."""
    gain = np.empty((len(HORIZONS), len(FORESIGHTS)))
    participation = np.empty_like(gain)
    for h, horizon in enumerate(HORIZONS):
        for f, foresight in enumerate(FORESIGHTS):
            overrides = [f"population.horizon={horizon}", f"population.foresight={foresight}", solidarity]
            scenario = sim.load_scenario(SCENARIO, set=[override for override in overrides if override])
            ds = sim.simulate(scenario, replications=REGION_RUNS, record="summary")
            total = ds["collective_total_gain"].sum() / ds["collective_total_counterfactual"].sum()
            gain[h, f] = 100 * float(total)
            participation[h, f] = 100 * float(ds["participation"].mean())
    return gain, participation


def write_region(regions: dict[str, tuple[np.ndarray, np.ndarray]]) -> None:
    """Write the regions as tables and a figure."""
    lines = []
    with (HERE / "region.csv").open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["dispositions", "horizon", "foresight", "gain_percent", "participation_percent"])
        for name, (gain, participation) in regions.items():
            lines += [f"| {name}: horizon | " + " | ".join(f"foresight {f:g}" for f in FORESIGHTS) + " |"]
            lines += ["|---:|" + "---:|" * len(FORESIGHTS)]
            for h, horizon in enumerate(HORIZONS):
                cells = (f"{g:.1f} ({p:.0f})" for g, p in zip(gain[h], participation[h], strict=True))
                lines.append(f"| {horizon} months | " + " | ".join(cells) + " |")
                for f, foresight in enumerate(FORESIGHTS):
                    row = [name, horizon, foresight, round(gain[h, f], 3), round(participation[h, f], 2)]
                    writer.writerow(row)
            lines.append("")
    (HERE / "region.md").write_text("\n".join(lines[:-1]) + "\n", encoding="utf-8")
    limit = max(float(np.abs(gain).max()) for gain, _ in regions.values())
    with drawing("slide") as figure:
        for k, (name, (gain, participation)) in enumerate(regions.items()):
            axes = figure.add_axes((0.07 + 0.43 * k, 0.14, 0.4, 0.62))
            shown = axes.imshow(gain, origin="lower", aspect="auto", cmap="PuOr_r", vmin=-limit, vmax=limit)
            for (h, f), value in np.ndenumerate(gain):
                ink = "white" if abs(value) > 0.6 * limit else "black"
                words = f"{value:.1f}\n({participation[h, f]:.0f})"
                axes.text(f, h, words, ha="center", va="center", color=ink, fontsize=13)
            axes.set_xticks(range(len(FORESIGHTS)), [f"{f:g}" for f in FORESIGHTS])
            axes.set_yticks(range(len(HORIZONS)), [f"{h}" for h in HORIZONS] if k == 0 else [""] * len(HORIZONS))
            axes.set_xlabel("Foresight (1: sees the start-up trouble fade)")
            axes.set_ylabel("Horizon of a decision (months)" if k == 0 else "")
            axes.set_title(name[0].upper() + name[1:])
            axes.spines[:].set_visible(False)
            axes.grid(visible=False)
        bar = figure.colorbar(shown, cax=figure.add_axes((0.925, 0.14, 0.015, 0.62)))
        bar.set_label("Gain (% of the cost alone)")
        figure.text(0.015, 0.93, "How far people look ahead decides what pooling brings", fontweight="bold", fontsize=20)
        figure.text(0.015, 0.875, "Gain after ten years, % of the cost alone (in brackets: % of needs pooled at the end)")
        figure.savefig(HERE / "region.png")


def main() -> None:
    """Simulate and write everything."""
    scenario = sim.load_scenario(SCENARIO)
    ds = sim.simulate(scenario)
    both = chance_and_uncertainty(scenario)
    write_expected(both)
    write_worlds(both)
    for name, figure in {
        "j_curve": figures.j_curve(ds),
        "who_gains": figures.who_gains(ds),
        "participation": figures.participation(ds),
        "cost_by_members_hr": figures.cost_by_members(scenario, "hr"),
    }.items():
        figure.savefig(HERE / f"{name}.png")
    write_region({"solidarity as in the scenario": region(""), "no solidarity": region("population.solidarity=0")})


if __name__ == "__main__":
    main()
