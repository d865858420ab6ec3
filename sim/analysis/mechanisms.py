"""The world without a mechanism: the values of a scenario that turn it off."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

import numpy as np
from numpy.typing import NDArray

from sim.laws.random import run_key
from sim.scenario import draw_population

if TYPE_CHECKING:
    from sim.declared.mechanism import Mechanism
    from sim.declared.table import Table
    from sim.scenario import Scenario

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
    values: dict[str, Any] = {}
    of_resources: list[str] = []
    for path in mechanism.parameters:
        table, _, key = path.rpartition(".")
        if table == "resources.*":
            of_resources.append(key)
        else:
            off = _turned_off(getattr(scenario, table), None if key == "*" else [key])
            values |= {f"{table}.{name}": value for name, value in off.items()}
    for name, resource in scenario.resources.items():
        off = _turned_off(resource, of_resources)
        if mechanism.adjusted is not None and (off or not of_resources):
            off |= mechanism.adjusted(resource, off, needs[name])
        values |= {f"resources.{name}.{key}": value for key, value in off.items()}
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


def _turned_off(table: Table, keys: list[str] | None) -> dict[str, Any]:
    """Return the off values of the parameters of a table that are on; without keys, of all that can be off."""
    chosen = list(type(table).model_fields) if keys is None else keys
    off = {key: param.off for key in chosen if (param := table.param(key)) is not None and param.off is not None}
    return {key: value for key, value in off.items() if getattr(table, key) != value}
