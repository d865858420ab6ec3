"""What is not known: a scenario's uncertain parameters, drawn anew for each run."""

from __future__ import annotations

from dataclasses import replace
from hashlib import blake2b
from typing import Any, Final

import numpy as np

from sim.errors import ScenarioError
from sim.scenario.io import with_values
from sim.scenario.schema import Scenario
from sim.scenario.schema.uncertain import NumberParameter, number_parameters

DRAWN: Final = "[uncertain]"
"""Where a problem of values drawn comes from."""


def draw_uncertain(scenario: Scenario, key: np.uint64) -> dict[str, float | int]:
    """Draw the uncertain parameters of a run.

    Each has a draw of its own, named by a hash of its path: it depends neither on the other entries nor on their order,
    and two scenarios under one seed that are unsure of the same parameter in the same way meet the same value. The
    parameters are independent of one another. Whole numbers are rounded.

    Parameters
    ----------
    scenario : Scenario
        With a table ``[uncertain]``; without one, nothing is drawn.
    key : uint64
        Key of the run, from :func:`sim.laws.random.run_key`.

    Returns
    -------
    dict of str to float or int
        Values by dotted path.

    Examples
    --------
    >>> import sim
    >>> from sim.laws.random import run_key
    >>> change = 'uncertain.levers.subsidy_share={distribution = "uniform", low = 0.2, high = 0.4}'
    >>> scenario = sim.load_scenario("scenarios/atelier.toml", set=[change])
    >>> drawn = draw_uncertain(scenario, run_key(1, 0))
    >>> 0.2 < drawn["levers.subsidy_share"] < 0.4
    True
    """
    from sim.laws.random import EVERYBODY, Purpose, uniforms

    known = uncertain_parameters(scenario)
    drawn: dict[str, float | int] = {}
    for path, distribution in scenario.uncertain.items():
        name = int.from_bytes(blake2b(path.encode(), digest_size=8).digest(), "little")
        u = uniforms(key, np.array([EVERYBODY]), 0, name >> 32, Purpose.UNCERTAINTY, name & 0xFFFFFFFF)
        value = float(distribution.quantile(u)[0])
        drawn[path] = round(value) if known[path].whole else value
    return drawn


def uncertain_parameters(scenario: Scenario) -> dict[str, NumberParameter]:
    """Return what is known of the uncertain parameters of a scenario, by dotted path."""
    if not scenario.uncertain:
        return {}
    known = number_parameters({key: getattr(scenario, key) for key in Scenario.model_fields})
    return {path: known[path] for path in scenario.uncertain}


def certain(scenario: Scenario, key: np.uint64) -> Scenario:
    """Return the scenario of one run: every uncertain parameter at the value drawn for it.

    Raises
    ------
    ScenarioError
        The values drawn do not go together.
    """
    values: dict[str, Any] = dict(draw_uncertain(scenario, key))
    if not values:
        return scenario
    try:
        return with_values(scenario, values)
    except ScenarioError as error:
        raise ScenarioError([replace(problem, file=DRAWN) for problem in error.problems]) from None
