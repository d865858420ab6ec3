"""Uncertain parameters of a scenario, drawn separately for each run."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from sim.errors import ScenarioError
from sim.scenario.io import with_values
from sim.scenario.schema import Scenario
from sim.scenario.schema.uncertain import UncertainParameter, parameter_at

PARTICLE: Final = "[posterior]"
"""Name of the draw that picks a particle."""
DRAWN: Final = "[uncertain]"
"""Name of the origin of drawn values in problems."""


def draw_uncertain(scenario: Scenario, key: np.uint64) -> dict[str, float | int | str]:
    """Return the values of the uncertain parameters of a run.

    Each parameter has its own draw, named by a hash of its path: the draw does not depend on the other entries or on
    their order, and two scenarios with the same seed and the same distribution of a parameter draw the same value.
    Parameters are drawn independently. Whole numbers are rounded. Of a scenario with particles, one draw picks a whole
    particle, so that its parameters stay joined; those that it does not set are drawn as usual.

    Parameters
    ----------
    scenario : Scenario
        The scenario; the result is empty if it has no table ``[uncertain]``.
    key : uint64
        Key of the run, from :func:`sim.laws.random.run_key`.

    Returns
    -------
    dict of str to float, int or str
        Values by dotted path; a name for the decision rule.

    Examples
    --------
    >>> import sim
    >>> from sim.laws.random import run_key
    >>> change = 'uncertain.levers.subsidy_share={distribution = "uniform", low = 0.2, high = 0.4}'
    >>> scenario = sim.load_scenario("atelier", set=[change])
    >>> drawn = draw_uncertain(scenario, run_key(1, 0))
    >>> 0.2 < drawn["levers.subsidy_share"] < 0.4
    True
    """
    particles = scenario.particles
    row = {} if particles is None else particles.at(float(probability_of(PARTICLE, key)[0]))
    known = uncertain_parameters(scenario)
    drawn: dict[str, float | int | str] = {}
    for path, distribution in scenario.uncertain.items():
        if path in row:
            continue
        value = distribution.quantile(probability_of(path, key))[0].item()
        if not isinstance(value, str):
            value = round(value) if known[path].whole else float(value)
        drawn[path] = value
    return drawn | row


def probability_of(path: str, key: np.uint64) -> NDArray[np.float64]:
    """Return the draw of an uncertain parameter in a run, the probability (1,) at which its quantile is taken."""
    from sim.laws.random import EVERYBODY, Purpose, stream_of, uniforms

    name = int(stream_of(path))
    return uniforms(key, np.array([EVERYBODY]), 0, name >> 32, Purpose.UNCERTAINTY, name & 0xFFFFFFFF)


def uncertain_parameters(scenario: Scenario) -> dict[str, UncertainParameter]:
    """Return the declarations of the uncertain parameters of a scenario, by dotted path.

    A particle may also set a choice, which has no declaration here.
    """
    if not scenario.is_uncertain:
        return {}
    tables = {key: getattr(scenario, key) for key in Scenario.model_fields}
    found = {path: parameter_at(path, tables) for path in scenario.uncertain_paths}
    return {path: parameter for path, parameter in found.items() if parameter is not None}


def certain(scenario: Scenario, key: np.uint64) -> Scenario:
    """Return the scenario of one run, with each uncertain parameter at its drawn value.

    Raises
    ------
    ScenarioError
        The drawn values are not consistent with each other.
    """
    return with_drawn(scenario, draw_uncertain(scenario, key))


def with_drawn(scenario: Scenario, drawn: Mapping[str, Any]) -> Scenario:
    """Return the scenario of one run with the values that it drew, by dotted path.

    Raises
    ------
    ScenarioError
        They are not consistent with each other.
    """
    if not drawn:
        return scenario
    try:
        return with_values(scenario, drawn)
    except ScenarioError as error:
        raise ScenarioError([replace(problem, file=DRAWN) for problem in error.problems]) from None
