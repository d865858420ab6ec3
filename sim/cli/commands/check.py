"""The command ``check``: validate scenarios and summarize what each one describes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from sim.cli.errors import BAD_INPUT
from sim.cli.options import QuietOptions, argument
from sim.cli.words import check as words
from sim.cli.words.options import SCENARIO, SCENARIOS_HELP
from sim.errors import Problem, ScenarioError
from sim.vocabulary.text import verbatim

if TYPE_CHECKING:
    from sim.analysis import LeverStudy
    from sim.calibration import Study
    from sim.cli.console import Console
    from sim.scenario import Scenario
    from sim.sweep import Design


@dataclass(frozen=True, kw_only=True)
class CheckOptions(QuietOptions):
    """The options of ``check``."""

    scenarios: tuple[str, ...] = argument(SCENARIOS_HELP, SCENARIO, several=True)


class Studies(NamedTuple):
    """The studies that a file describes, by the names of their tables."""

    sweep: Design | None = None
    calibrate: Study | None = None
    decide: LeverStudy | None = None


def check(chosen: CheckOptions, console: Console) -> int:
    """Check scenarios, and the studies that they describe, all of them whatever the problems of one."""
    code = 0
    for file in chosen.scenarios:
        try:
            scenario, studies = _read(file)
        except ScenarioError as error:
            console.error(verbatim(error.text("en"), error.text("fr")))
            code = BAD_INPUT
        else:
            from sim.cli.reports.check import summarize

            console.result(words.VALID.format(file=file)[console.lang])
            summarize(scenario, studies, console)
    return code


def _read(file: str) -> tuple[Scenario, Studies]:
    """Load a scenario, and the sweep, the calibration and the decision that its tables describe."""
    from sim.scenario import CALIBRATE, DECIDE, SWEEP, load_scenario, read_scenario_file

    tables = read_scenario_file(file)[0].tables
    readers = {SWEEP: _design, CALIBRATE: _calibration, DECIDE: _levers}
    found: dict[str, Any] = {}
    problems: dict[str, Problem] = {}  # those of the scenario itself are found by each reader
    for name, read in readers.items():
        if name in tables:
            try:
                found[name] = read(file)
            except ScenarioError as error:
                problems |= {each.text(): each for each in error.problems}
    if problems:
        raise ScenarioError(list(problems.values()))
    scenario = next((each.scenario for each in found.values()), None)
    return scenario or load_scenario(file), Studies(**found)


def _design(file: str) -> Design:
    """Load the sweep of a file."""
    from sim.sweep import load_design

    return load_design(file)


def _calibration(file: str) -> Study:
    """Load the calibration of a file."""
    from sim.calibration import load_study

    return load_study(file)


def _levers(file: str) -> LeverStudy:
    """Load the decision of a file."""
    from sim.analysis import load_lever_study

    return load_lever_study(file)
