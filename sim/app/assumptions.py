"""Assumptions: parameters that each replication but the first draws anew, and dispositions of the worlds compared.

The table ``[uncertain]`` of a scenario does the same for a study, but names absolute distributions. Here the draw is a
factor on the value that the levers leave, so that a lever moves every replication in the same proportion; and the first
replication keeps the values of the case. Where a calibration is used, each replication, the first included, takes a
whole particle of its posterior; what it sets is not drawn here.
"""

from dataclasses import asdict, dataclass
from functools import lru_cache
from typing import Any, Final

import numpy as np

from sim.app.levers import with_fields
from sim.laws.random import Purpose, run_key, uniform
from sim.scenario import Scenario, certain
from sim.scenario.particles import Particles
from sim.scenario.schema import Constant

WIDTH: Final = 0.25
"""Largest deviation of an assumed parameter from its value, either way [share]; itself an assumption."""
RESOURCE_PARAMETERS: Final = (
    "founding_cost",
    "joining_cost",
    "friction",
    "friction_months",
    "hub_cost",
    "member_cost",
    "pair_cost",
    "fixed_cost",
)
"""Assumed parameters of the resource; the position is the draw."""
DISPOSITIONS: Final = ("horizon", "foresight", "trust", "solidarity")
"""Assumed parameters of the population, where all organizations have the same value; drawn after those above."""


def with_particle(scenario: Scenario, replication: int) -> Scenario:
    """Return a scenario with the values of a replication's particle; the scenario itself if it draws from no posterior.

    Raises
    ------
    ScenarioError
        The values contradict each other in this scenario.
    """
    if scenario.particles is None:
        return scenario
    return certain(scenario.model_copy(update={"uncertain": {}}), run_key(scenario.seed, replication))


def drawn(scenario: Scenario, replication: int, calibrated: Particles | None = None) -> Scenario:
    """Return a scenario of one resource with its assumed parameters drawn for a replication.

    Parameters
    ----------
    scenario : Scenario
    replication : int
        From 0; replication 0 keeps the values of the scenario.
    calibrated : Particles, optional
        What they set keeps its value.

    Returns
    -------
    Scenario
        Each assumed parameter within a quarter of its value, and within its bounds.
    """
    if replication == 0:
        return scenario
    factors = _factors(scenario.seed, replication)
    ((key, resource),) = scenario.resources.items()

    def assumed(path: str) -> bool:
        return calibrated is None or not calibrated.sets(path)

    names = [name for name in RESOURCE_PARAMETERS if assumed(f"resources.{key}.{name}")]
    values = {name: getattr(resource, name) * factors[name] for name in names}
    dispositions: dict[str, Any] = {}
    for name in filter(lambda name: assumed(f"population.{name}"), DISPOSITIONS):
        given = getattr(scenario.population, name)
        if isinstance(given, Constant) and isinstance(given.value, int | float):
            highest = np.inf if name == "horizon" else 1.0
            dispositions[name] = Constant(value=float(min(highest, max(0.0, given.value * factors[name]))))
    population = scenario.population.model_copy(update=dispositions)
    return scenario.model_copy(update={"population": population, "resources": {key: with_fields(resource, values)}})


@lru_cache(maxsize=4096)
def _factors(seed: int, replication: int) -> dict[str, float]:
    """Return the factor of each assumed parameter in a replication, whatever the levers."""
    key = run_key(seed, replication)
    return {
        name: 1.0 + WIDTH * (2.0 * uniform(key, place, 0, 0, Purpose.UNCERTAINTY, 0) - 1.0)
        for place, name in enumerate((*RESOURCE_PARAMETERS, *DISPOSITIONS))
    }


@dataclass(frozen=True)
class Dispositions:
    """Horizon [month], foresight, trust and solidarity [1] of all organizations."""

    horizon: float
    foresight: float
    trust: float
    solidarity: float

    def applied(self, scenario: Scenario) -> Scenario:
        """Return a scenario in which all organizations have these; costs, needs and draws stay the same."""
        values = {name: Constant(value=value) for name, value in asdict(self).items()}
        copy = scenario.model_copy(update={"population": scenario.population.model_copy(update=values)})
        if copy.particles is not None:
            copy._particles = copy.particles.without(f"population.{name}" for name in values)
        return copy


# Assumptions, far apart so that the difference is visible; neither is an estimate.
LAISSEZ_FAIRE: Final = Dispositions(horizon=12.0, foresight=0.3, trust=0.3, solidarity=0.0)
TOGETHER: Final = Dispositions(horizon=60.0, foresight=0.9, trust=0.8, solidarity=0.7)
