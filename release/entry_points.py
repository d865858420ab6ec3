"""Everything that makes Python call compiled code: scenarios, the Mesa driver, commands, the workshop."""

from __future__ import annotations

import tempfile
from collections.abc import Collection, Iterator
from contextlib import chdir
from pathlib import Path
from typing import Final

import sim
from sim.cli import main
from sim.scenario import Scenario, shipped_scenarios

_SMALL: Final = ("--set", "months=14", "--replications", "2", "--threads", "1", "--quiet")
_STUDY: Final = """
extends = "atelier"
months = 12

[sweep]
design = "saltelli"
points = 1
replications = 2

[sweep.parameters]
"population.horizon" = {low = 12, high = 60}
"population.trust" = {low = 0.0, high = 1.0}

[calibrate]
particles = 16
most_runs = 80

[calibrate.parameters]
"population.foresight" = {low = 0.1, high = 1}

[[calibrate.targets]]
name = "gain"
outcome = "gain_share"
observed = 0.04
error = 0.1
"""
COMMANDS: Final = (
    ("run", "quebec", "--set", "population.number=40", *_SMALL),
    ("run", "quebec-1", "--set", "population.number=20", "--uncertain", *_SMALL),
    ("costs", "quebec", "--quiet"),
    ("explain", "atelier-rh", *_SMALL),
    ("compare", "atelier-rh", "echec", *_SMALL),
    ("decide", "studies/decide", "--worlds", "2", *_SMALL, "--set", "population.number=20"),
    ("groups", "atelier", "--reached", *_SMALL),
    ("share", "--scenario", "atelier", "--resource", "hr", "--quiet"),
    ("sweep", "study.toml", "--threads", "1", "--quiet", "--store", "study.zarr"),
    ("sweep", "study.toml", "--dry-run", "--threads", "1", "--quiet"),
    ("sensitivity", "study.zarr", "--quiet"),
    ("calibrate", "study.toml", "--threads", "1", "--quiet", "--store", "calibrated"),
    ("explore", "study.toml", "--x", "gain_share=-1:1", "--y", "entered=0:1", "--points", "4", "--quiet"),
    ("pools", "results/quebec/run.nc", "--quiet"),
    ("reproduce", "results/atelier-rh-echec/comparison.nc", "--quiet"),
    ("page", "atelier-rh", "--quiet"),
)
"""Command lines, in the order in which they can follow one another in an empty folder."""


PARTS: Final = ("scenarios", "mesa", "workshop", *dict.fromkeys(command[0] for command in COMMANDS))
"""Names of what can be called."""


def call(parts: Collection[str] = PARTS) -> list[str]:
    """Call some parts, in a folder that is then removed; return the commands that failed."""
    with tempfile.TemporaryDirectory() as folder, chdir(folder):
        Path("study.toml").write_text(_STUDY, encoding="utf-8")
        for scenario in _scenarios() if "scenarios" in parts else [sim.load_scenario("passager")]:
            _play(scenario, "mesa" in parts)
        chosen = [command for command in COMMANDS if command[0] in parts]
        failed = [" ".join(command) for command in chosen if main([*command, "--lang", "en"])]
        if "workshop" in parts:
            _workshop()
    return failed


def _scenarios() -> Iterator[Scenario]:
    """Yield the shipped scenarios, shortened and with few organizations."""
    for each in shipped_scenarios():
        scenario = sim.load_scenario(each.name)
        number = scenario.population.number
        few = {} if scenario.population.file or number <= 40 else {"population.number": 40}
        yield sim.load_scenario(each.name, set={"months": min(scenario.months, 40), **few})


def _play(scenario: Scenario, mesa: bool) -> None:
    """Play a scenario at each level of record, and perhaps in the Mesa driver."""
    for record in ("summary", "months", "organizations"):
        ds = sim.simulate(scenario, replications=1, threads=1, record=record)
    sim.j_curve(ds)
    if mesa:
        sim.PoolingModel(scenario).run_for(min(scenario.months, 14))


def _workshop() -> None:
    """Value the cases of the workshop, and play its worlds."""
    from sim.app.cases import shipped_cases
    from sim.app.levers import LeverSettings
    from sim.app.world import simulate

    for case in shipped_cases():
        levers = LeverSettings()
        _ = case.bills
        case.bill_now(0, case.names[:3], age=2)
        case.best_members(levers)
        case.is_fair(levers)
        case.is_fair(levers, case.names[:3])
        simulate(case.scenario, [(1, 0, True)], levers, replications=1)
        simulate(case.scenario, [(1, 0, True)], LeverSettings(shock=True), replications=1)
