"""Inputs of the commands that simulate: the scenario with the values set on the command line, and the folder."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import wraps
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from sim.cli.words import problems as words
from sim.errors import Problem, ScenarioError
from sim.files import is_device
from sim.tables.lists import readings
from sim.tables.names import Known
from sim.vocabulary.currency import use_currency_of
from sim.vocabulary.names import nearest, one_of
from sim.vocabulary.text import same

if TYPE_CHECKING:
    import xarray as xr

    from sim.analysis import LeverStudy
    from sim.analysis.measured import Measured
    from sim.calibration import Study
    from sim.cli.commands.robustness import RobustnessOptions
    from sim.cli.commands.sweep import SweepOptions
    from sim.cli.options import SimulationOptions
    from sim.scenario import Scenario
    from sim.sweep import Design


def chosen_scenario(file: str, options: SimulationOptions) -> Scenario:
    """Load a scenario; the number of replications and the seed are values of it like any other."""
    from sim.scenario import load_scenario

    return _loaded(load_scenario, file, options, "")


def scenario_with(file: str, values: Sequence[str]) -> Scenario:
    """Load a scenario with the values of ``--set``, for a command that simulates nothing."""
    from sim.scenario import load_scenario

    scenario = load_scenario(file, set=list(values))
    use_currency_of(scenario)
    return scenario


def unknown_resource(typed: str | None, known: Sequence[str]) -> list[Problem]:
    """Find that the resource of ``--resource`` is not one of those that there are."""
    if typed is None or typed in known:
        return []
    return [Problem(file="--resource", value=typed, allowed=one_of(known), hint=nearest(typed, known))]


def chosen_design(file: str, options: SimulationOptions) -> Design:
    """Load the design of a sweep; replications and seed are values of its table like any other."""
    from sim.sweep import load_design

    return _loaded(load_design, file, options, "sweep.")


def chosen_sweep(file: str, options: SweepOptions) -> Design:
    """Load the design of a sweep whose runs may draw what is uncertain, from a posterior if its folder is given."""
    if options.posterior is None:
        from sim.sweep import load_design

        return _loaded(load_design, file, options, "sweep.", {"sweep.uncertain": "true" if options.uncertain else None})
    from sim.sweep.paths import own_values

    design = chosen_design(file, options)
    swept = [path for factor in design.factors for path, _ in own_values(factor.path, design.scenario)]
    [scenario] = with_chosen_posterior([design.scenario], options.posterior, options, swept)
    design = replace(design, scenario=scenario, uncertain=True)
    require_uncertain([design.simulated], True, "--posterior")
    return design


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
        loaded = load(file, set=values)
    except ScenarioError as error:
        problems = list(error.problems)
        for place, problem in enumerate(problems):
            if own.get(problem.key) is not None:
                problems[place] = replace(problem, file=f"--{problem.key.removeprefix(table)}", key="")
        raise ScenarioError(problems) from error
    use_currency_of(loaded)
    return loaded


def with_chosen_posterior(
    scenarios: Sequence[Scenario], store: str | None, options: SimulationOptions, swept: Sequence[str] = ()
) -> list[Scenario]:
    """Return scenarios whose runs draw from the posterior of a calibration, if its folder is given.

    Parameters that the command line sets, or a sweep varies, keep these values.
    """
    if store is None:
        return list(scenarios)
    from sim.calibration import with_posterior

    kept = [*(value.partition("=")[0].strip() for value in options.values), *swept]
    return [with_posterior(scenario, store, kept) for scenario in scenarios]


def require_uncertain(scenarios: Sequence[Scenario], uncertain: bool, option: str = "--uncertain") -> None:
    """Refuse an option such as ``--uncertain`` if no scenario has an uncertain parameter."""
    if uncertain and not any(scenario.is_uncertain for scenario in scenarios):
        problem = Problem(file=option, allowed=words.UNCERTAIN_TABLE, hint=words.UNCERTAIN_EXAMPLE)
        raise ScenarioError([problem])


def outcome_typed(typed: str) -> Measured:
    """Return an outcome by name, or the function of a sweep's dataset in ``FILE.py:FUNCTION``.

    Raises
    ------
    ScenarioError
        The function cannot be loaded.
    """
    if ":" not in typed:
        return typed
    from sim.analysis import SweepError
    from sim.python_file import NoFunctionError, find_function
    from sim.sweep import words as of_functions

    try:
        found = find_function(typed, Path())
    except NoFunctionError as error:
        hint = of_functions.NOT_LOADED.format(reason=same(str(error)))
        problem = Problem(file="--outcome", value=typed, allowed=of_functions.A_FUNCTION, hint=hint)
        raise ScenarioError([problem]) from None

    @wraps(found.function)
    def measure(ds: xr.Dataset) -> xr.DataArray:
        try:
            measured: xr.DataArray = found.function(ds)
        except Exception as error:
            reason = same(f"{type(error).__name__}: {error}")
            failure = {"place": same(typed), "line": found.line_of(error) or "?", "reason": reason}
            raise SweepError(of_functions.OWN_FAILS.format(**failure)) from error
        return measured

    return measure


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

    name = re.sub(r"[^\w.-]+", "-", readable("-".join(names))).strip(".-") or "scenario"
    return Path("results") / (f"_{name}" if is_device(name) else name)
