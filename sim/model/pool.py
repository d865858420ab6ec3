"""A pool: bills its members for what they share."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import mesa

from sim.kernel.agreement import rule_of
from sim.kernel.billing import add_load, bill_member
from sim.kernel.joining import joining_value
from sim.kernel.month_end import close_pool
from sim.kernel.state import NOBODY
from sim.model.calls import begin_pool, run_pool

if TYPE_CHECKING:
    from sim.model.organization import Organization
    from sim.model.pooling_model import PoolingModel


class Pool(mesa.Agent):
    """Organizations that provide themselves with one resource together.

    The model makes it when it is founded and removes it when it ends.

    Parameters
    ----------
    model : PoolingModel
        The model that owns the state.
    resource : int
        Number of the resource.
    slot : int
        Its slot in the state's pools, as long as it lives.

    Attributes
    ----------
    number : int
        Its number in the run, which no other pool ever has.
    """

    model: PoolingModel

    def __init__(self, model: PoolingModel, resource: int, slot: int) -> None:
        super().__init__(model)
        self.resource = resource
        self.slot = slot
        self.number = int(model.state.pool["number"][resource, slot])

    @property
    def ended(self) -> bool:
        """Whether it has ended; who remembers such a pool cannot join it any more."""
        return self.model.pools_of(self.resource).get(self.slot) is not self

    @property
    def rows(self) -> list[int]:
        """Rows of the members, in order."""
        if self.ended:
            return []
        following = self.model.state.place["next"][:, self.resource]
        rows = []
        row = int(self._record()["first"])
        while row != NOBODY:
            rows.append(row)
            row = int(following[row])
        return sorted(rows)

    @property
    def members(self) -> list[Organization]:
        """Members, in the order of their rows."""
        return [self.model.organizations[i] for i in self.rows]

    @property
    def size(self) -> int:
        """Number of members."""
        return 0 if self.ended else int(self._record()["members"])

    @property
    def age(self) -> int:
        """Age [months]."""
        return self.model.month - int(self._record()["founded"])

    @property
    def steady_cost(self) -> float:
        """Steady cost, once start-up friction is over, at the overrun that is known [CAD/month]."""
        pool = self._record()
        return float(pool["steady_lump"] + pool["steady_spread"])

    @property
    def rule(self) -> str:
        """Key of its sharing rule: that of its resource, unless its members have voted for another one."""
        return rule_of(self.model.state, self.resource, self.slot)

    def admits(self, organization: Organization) -> bool:
        """Return whether it has room for one more organization, and takes it by its admission rule."""
        state, row = self.model.state, organization.row
        place = state.place[row, self.resource]
        if self.ended or place["need"] == 0.0 or place["pool"] == self.slot:
            return False
        value, _ = joining_value(state, row, self.resource, self.slot)
        return bool(value > -math.inf)

    def begin(self) -> None:
        """Begin a month."""
        begin_pool(self.model.state, self.resource, self.slot, self.model.month)

    def bill(self) -> None:
        """Run the month and bill every member."""
        state, r = self.model.state, self.resource
        rows = self.rows
        for i in rows:
            add_load(state, i, r)
        run_pool(state, r, self.slot)
        for i in rows:
            bill_member(state, i, r)

    def close(self) -> None:
        """Close the month's account, and dissolve if too few are left."""
        close_pool(self.model.state, self.resource, self.slot, self.model.month)

    def _record(self) -> Any:
        """Return its record in the state."""
        return self.model.state.pool[self.resource, self.slot]
