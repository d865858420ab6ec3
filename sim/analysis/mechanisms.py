"""The world without a mechanism: the values of a scenario that turn it off."""

from collections.abc import Mapping
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from sim.declared.mechanism import Mechanism, parameters_on
from sim.laws.random import run_key
from sim.scenario import Scenario, draw_population

_MANY: Final = 100_000

Needs = Mapping[str, NDArray[np.float64]]
"""Mean needs of the organizations of some runs [unit/month], by resource."""


def is_on(mechanism: Mechanism, scenario: Scenario) -> bool:
    """Return whether a scenario uses a mechanism at all."""
    return bool(values_off(mechanism, scenario, {name: np.empty(0) for name in scenario.resources}))


def values_off(mechanism: Mechanism, scenario: Scenario, needs: Needs) -> dict[str, Any]:
    """Return the values that turn a mechanism off, by dotted path; none where it is off already.

    Parameters
    ----------
    mechanism : Mechanism
        One of :data:`sim.declared.MECHANISMS`.
    scenario : Scenario
        Where it may be on.
    needs : mapping of str to (n,) ndarray
        From :func:`mean_needs` [unit/month].

    Returns
    -------
    dict of str to value
        For :func:`sim.scenario.with_values`.
    """
    values = parameters_on(mechanism, scenario)
    if mechanism.adjusted is not None:
        for name, resource in scenario.resources.items():
            prefix = f"resources.{name}."
            off = {path.removeprefix(prefix): value for path, value in values.items() if path.startswith(prefix)}
            if off or not mechanism.parameters:
                adjusted = mechanism.adjusted(resource, off, needs[name])
                values |= {f"{prefix}{key}": value for key, value in adjusted.items()}
    return values


def mean_needs(scenario: Scenario, seed: int, replications: int) -> dict[str, NDArray[np.float64]]:
    """Draw what the organizations of some runs need, so that costs can be leveled at it.

    Parameters
    ----------
    scenario : Scenario
        Whose organizations.
    seed, replications : int
        The runs; of very large populations, the first runs only, which tell the mean well enough.

    Returns
    -------
    dict of str to (n,) float64
        Mean needs that are not zero [unit/month], by resource.
    """
    runs = 1 if scenario.population.fixed else min(replications, 1 + _MANY // scenario.population.number)
    drawn = np.concatenate([draw_population(scenario, run_key(seed, k)).need for k in range(runs)])
    return {name: drawn[drawn[:, r] > 0.0, r] for r, name in enumerate(scenario.resources)}
