"""Dispositions of the two worlds that are compared: what they assume, and the scenario under each."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Final

from sim.scenario.schema import Constant

if TYPE_CHECKING:
    from sim.scenario import Scenario


@dataclass(frozen=True)
class Dispositions:
    """How far ahead everybody looks [month], and foresight, trust and solidarity [1]."""

    horizon: float
    foresight: float
    trust: float
    solidarity: float

    def applied(self, scenario: Scenario) -> Scenario:
        """Return a scenario in which everybody has them; costs, needs and draws stay as they are."""
        values = {name: Constant(value=value) for name, value in asdict(self).items()}
        return scenario.model_copy(update={"population": scenario.population.model_copy(update=values)})


# Assumptions: far apart, so that the difference is seen; neither is an estimate of anybody.
LAISSEZ_FAIRE: Final = Dispositions(horizon=12.0, foresight=0.3, trust=0.3, solidarity=0.0)
TOGETHER: Final = Dispositions(horizon=60.0, foresight=0.9, trust=0.8, solidarity=0.7)
