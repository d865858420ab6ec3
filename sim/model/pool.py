"""A pool: bills its members for what they share."""

from __future__ import annotations

from typing import TYPE_CHECKING

import mesa
import numpy as np

from sim.kernel.running import begin_pool, bill_member, close_pool, run_pool

if TYPE_CHECKING:
    from sim.model.organization import Organization
    from sim.model.pooling_model import PoolingModel


class Pool(mesa.Agent):
    """Organizations that provide themselves with one resource together.

    Parameters
    ----------
    model : PoolingModel
        The model that owns the state.
    resource : int
        Number of the resource.
    slot : int
        Its slot in the state's pools, as long as it lives.
    """

    model: PoolingModel

    def __init__(self, model: PoolingModel, resource: int, slot: int) -> None:
        super().__init__(model)
        self.resource = resource
        self.slot = slot
        self.number = int(model.state.pool["number"][resource, slot])

    @property
    def rows(self) -> list[int]:
        """Rows of the members, in order."""
        return [int(i) for i in np.flatnonzero(self.model.state.place["pool"][:, self.resource] == self.slot)]

    @property
    def members(self) -> list[Organization]:
        """Members, in the order of their rows."""
        return [self.model.organizations[i] for i in self.rows]

    @property
    def size(self) -> int:
        """Number of members."""
        return int(self.model.state.pool["members"][self.resource, self.slot])

    @property
    def age(self) -> int:
        """Age [months]."""
        return self.model.month - int(self.model.state.pool["founded"][self.resource, self.slot])

    @property
    def steady_cost(self) -> float:
        """Steady cost, once start-up friction is over, at the overrun that is known [CAD/month]."""
        pool = self.model.state.pool[self.resource, self.slot]
        return float(pool["steady_lump"] + pool["steady_spread"])

    def begin(self) -> None:
        """Begin a month."""
        begin_pool(self.model.state.resource[self.resource], self._record(), self.model.month)

    def bill(self) -> None:
        """Run the month and bill every member."""
        state, pool = self.model.state, self._record()
        resource, rows = state.resource[self.resource], self.rows
        load = 0.0
        for i in rows:
            load += float(state.place["use"][i, self.resource])
        pool["load"] = load
        run_pool(resource, pool)
        for i in rows:
            bill_member(resource, pool, state.place[i, self.resource])

    def close(self) -> None:
        """Close the month's account, and dissolve if too few are left."""
        close_pool(self.model.state, self.resource, self.slot, self.model.month)

    def _record(self) -> np.void:
        """Return its record in the state."""
        record: np.void = self.model.state.pool[self.resource, self.slot]
        return record
