"""The worlds without mechanisms: the values of a scenario that turn them off, one at a time or several together."""

from collections.abc import Mapping, Sequence
from typing import Any, Final, cast

import numpy as np
from numpy.typing import NDArray
from pydantic import BaseModel

from sim.declared import MECHANISMS
from sim.declared.mechanism import Mechanism, parameters_on
from sim.laws.random import run_key
from sim.scenario import Period, Scenario, draw_population, periods, with_values
from sim.scenario.periods import from_periods

_MANY: Final = 100_000

Needs = Mapping[str, NDArray[np.float64]]
"""Mean needs of the organizations of some runs [unit/month], by resource."""


def is_on(mechanism: Mechanism, scenario: Scenario) -> bool:
    """Return whether a scenario uses a mechanism at all, from the start or by an event."""
    nobody = {name: np.empty(0) for name in scenario.resources}
    return any(values_off(mechanism, each.scenario, nobody) for each in periods(scenario))


def active_mechanisms(scenario: Scenario) -> tuple[Mechanism, ...]:
    """Return the mechanisms that a scenario uses, in the order of :data:`sim.declared.MECHANISMS`."""
    return tuple(mechanism for mechanism in MECHANISMS if is_on(mechanism, scenario))


def values_off(mechanism: Mechanism, scenario: Scenario, needs: Needs) -> dict[str, Any]:
    """Return the values that turn a mechanism off as a run begins, by dotted path; none where it is off already.

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


def worlds_of(scenario: Scenario, parties: Sequence[Sequence[Mechanism]], needs: Needs) -> list[Scenario]:
    """Return the worlds with and without each of some mechanisms.

    Mechanisms are turned off in the order given, so that a cost that one of them levels is leveled in the world that
    those before it leave.

    Parameters
    ----------
    scenario : Scenario
        Where all of them are on.
    parties : sequence of sequences of Mechanism
        Each is on or off as a whole.
    needs : mapping of str to (n,) ndarray
        From :func:`mean_needs` [unit/month].

    Returns
    -------
    list of Scenario
        2**m worlds by bitmask: bit k is 1 where party k is on. The last one is the scenario itself.

    Raises
    ------
    ScenarioError
        If the scenario is not valid without one of the mechanisms.
    """
    worlds = [scenario]
    for party in parties:
        without = worlds
        for mechanism in party:
            off: dict[str, Any] = {}
            for each in periods(scenario):
                off |= _checked_off(mechanism, each.scenario)
            without = [_turned_off(mechanism, world, needs, off) for world in without]
        worlds = without + worlds
    return worlds


def _turned_off(mechanism: Mechanism, world: Scenario, needs: Needs, off: Mapping[str, Any]) -> Scenario:
    """Return a world without a mechanism in any month; `off` holds the off values of its own parameters."""
    without = [
        Period(month, _copied(there, {**values_off(mechanism, there, needs), **off})) for month, there in periods(world)
    ]
    return from_periods(without, world.events)


def _checked_off(mechanism: Mechanism, scenario: Scenario) -> dict[str, Any]:
    """Return the off values of a mechanism's own parameters, as a scenario without it holds them after its checks."""
    paths = parameters_on(mechanism, scenario)
    checked = with_values(scenario, paths) if paths else scenario
    return {path: _value(checked, path) for path in paths}


def _value(scenario: Scenario, path: str) -> Any:
    """Return the value at a dotted path."""
    here: Any = scenario
    for key in path.split("."):
        here = here[key] if isinstance(here, Mapping) else getattr(here, key)
    return here


def _copied[T](table: T, values: Mapping[str, Any]) -> T:
    """Return a copy of a scenario or of one of its tables with other values, which have been checked already."""
    changes = {path: value for path, value in values.items() if "." not in path}
    inner: dict[str, dict[str, Any]] = {}
    for path, value in values.items():
        head, dot, rest = path.partition(".")
        if dot:
            inner.setdefault(head, {})[rest] = value
    if isinstance(table, Mapping):
        return cast("T", {**table, **{key: _copied(table[key], below) for key, below in inner.items()}})
    changes |= {key: _copied(getattr(table, key), below) for key, below in inner.items()}
    return cast("T", cast("BaseModel", table).model_copy(update=changes))


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
