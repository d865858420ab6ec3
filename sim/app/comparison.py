"""The two worlds that are compared: their assumed dispositions, and the scenario with them."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Final

from sim.scenario.schema import Constant

if TYPE_CHECKING:
    from sim.scenario import Scenario


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
        return scenario.model_copy(update={"population": scenario.population.model_copy(update=values)})


# Assumptions, far apart so that the difference is visible; neither is an estimate.
LAISSEZ_FAIRE: Final = Dispositions(horizon=12.0, foresight=0.3, trust=0.3, solidarity=0.0)
TOGETHER: Final = Dispositions(horizon=60.0, foresight=0.9, trust=0.8, solidarity=0.7)
