"""The command ``check``: validate scenarios and summarize what each one describes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sim.cli.errors import BAD_INPUT
from sim.cli.options import QuietOptions, argument
from sim.cli.words import check as words
from sim.cli.words.options import SCENARIO, SCENARIOS_HELP
from sim.errors import ScenarioError
from sim.vocabulary.text import verbatim

if TYPE_CHECKING:
    from sim.cli.console import Console
    from sim.scenario import Scenario
    from sim.sweep import Design


@dataclass(frozen=True, kw_only=True)
class CheckOptions(QuietOptions):
    """The options of ``check``."""

    scenarios: tuple[str, ...] = argument(SCENARIOS_HELP, SCENARIO, several=True)


def check(chosen: CheckOptions, console: Console) -> int:
    """Check scenarios, and the sweeps and calibrations that they describe, all of them whatever the problems of one."""
    code = 0
    for file in chosen.scenarios:
        try:
            scenario, design = _read(file)
        except ScenarioError as error:
            console.error(verbatim(error.text("en"), error.text("fr")))
            code = BAD_INPUT
        else:
            from sim.cli.reports.check import summarize

            console.result(words.VALID.format(file=file)[console.lang])
            summarize(scenario, design, console)
    return code


def _read(file: str) -> tuple[Scenario, Design | None]:
    """Load a scenario, and the design of its sweep if it has a table [sweep]."""
    from sim.scenario import CALIBRATE, SWEEP, load_scenario, read_scenario_file

    tables = read_scenario_file(file)[0].tables
    if CALIBRATE in tables:
        from sim.calibration import load_study

        study = load_study(file)
        if SWEEP not in tables:
            return study.scenario, None
    if SWEEP not in tables:
        return load_scenario(file), None
    from sim.sweep import load_design

    design = load_design(file)
    return design.scenario, design
