"""Inputs of the commands that simulate: the scenario with the values set on the command line, and the folder."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from sim.cli.words import problems as words
from sim.errors import Problem, ScenarioError
from sim.tables.lists import readings
from sim.tables.names import Known

if TYPE_CHECKING:
    from sim.analysis import LeverStudy
    from sim.calibration import Study
    from sim.cli.commands.robustness import RobustnessOptions
    from sim.cli.options import SimulationOptions
    from sim.scenario import Scenario
    from sim.sweep import Design


def chosen_scenario(file: str, options: SimulationOptions) -> Scenario:
    """Load a scenario; the number of replications and the seed are values of it like any other."""
    from sim.scenario import load_scenario

    return _loaded(load_scenario, file, options, "")


def chosen_design(file: str, options: SimulationOptions) -> Design:
    """Load the design of a sweep; replications and seed are values of its table like any other."""
    from sim.sweep import load_design

    return _loaded(load_design, file, options, "sweep.")


def chosen_calibration(file: str, options: SimulationOptions) -> Study:
    """Load a calibration; replications and seed are values of its table like any other."""
    from sim.calibration import load_study

    return _loaded(load_study, file, options, "calibrate.")


def chosen_study(file: str, options: RobustnessOptions) -> LeverStudy:
    """Load the levers of a decision; worlds, replications and seed are values of its table like any other."""
    from sim.analysis.lever_study import load_lever_study

    return _loaded(load_lever_study, file, options, "decide.", {"decide.worlds": options.worlds})


def _loaded[Loaded](
    load: Callable[..., Loaded],
    file: str,
    options: SimulationOptions,
    table: str,
    more: Mapping[str, str | None] = MappingProxyType({}),
) -> Loaded:
    """Load a file with the values of the options; its problems name the options that they come from."""
    own = {f"{table}replications": options.replications, f"{table}seed": options.seed, **more}
    values = [*options.values, *(f"{key}={value}" for key, value in own.items() if value is not None)]
    try:
        return load(file, set=values)
    except ScenarioError as error:
        problems = list(error.problems)
        for place, problem in enumerate(problems):
            if own.get(problem.key) is not None:
                problems[place] = replace(problem, file=f"--{problem.key.removeprefix(table)}", key="")
        raise ScenarioError(problems) from error


def with_chosen_posterior(
    scenarios: Sequence[Scenario], store: str | None, options: SimulationOptions
) -> list[Scenario]:
    """Return scenarios whose runs draw from the posterior of a calibration, if its folder is given.

    Parameters that the command line sets keep these values.
    """
    if store is None:
        return list(scenarios)
    from sim.calibration import with_posterior

    kept = [value.partition("=")[0].strip() for value in options.values]
    return [with_posterior(scenario, store, kept) for scenario in scenarios]


def require_uncertain(scenarios: Sequence[Scenario], uncertain: bool) -> None:
    """Refuse ``--uncertain`` if no scenario has an uncertain parameter."""
    if uncertain and not any(scenario.is_uncertain for scenario in scenarios):
        problem = Problem(file="--uncertain", allowed=words.UNCERTAIN_TABLE, hint=words.UNCERTAIN_EXAMPLE)
        raise ScenarioError([problem])


def names_typed(typed: str, known: Sequence[str], option: str) -> list[str]:
    """Return the names of an option, which are separated by commas and may contain commas themselves.

    Examples
    --------
    >>> names_typed("Coop A, B,C", ["Coop A, B", "C"], "--members")
    ['Coop A, B', 'C']
    """
    place = Known(known)
    ways = readings(typed.strip(" ,"), ",", place)
    if len(ways) > 1:
        hint = words.TWO_WAYS.format(one=" / ".join(ways[0]), other=" / ".join(ways[1]))
        raise ScenarioError([Problem(file=option, value=typed, allowed=words.ONE_WAY, hint=hint)])
    return [known[place[name]] if name in place else name for name in ways[0] if name]


def folder_of_results(out: str | None, *names: str) -> Path:
    """Return the folder of the results: the given one, otherwise one under ``results`` made from the names.

    Examples
    --------
    >>> folder_of_results(None, "../a b").as_posix()
    'results/a-b'
    """
    if out:
        return Path(out)
    from sim.tables.user_file import readable

    return Path("results") / (re.sub(r"[^\w.-]+", "-", readable("-".join(names))).strip(".-") or "scenario")
