"""An organization: decides, month by month and resource by resource, to go it alone or to pool."""

from __future__ import annotations

from typing import TYPE_CHECKING

import mesa
import numpy as np

from sim.kernel.choice import choose, joining_value, staying_value, survey
from sim.kernel.needs import draw_place, turn
from sim.kernel.running import learn_trust, settle
from sim.kernel.state import NOBODY
from sim.laws.decision import Choice, Rule
from sim.model.decision import Decision

if TYPE_CHECKING:
    from sim.model.pool import Pool
    from sim.model.pooling_model import PoolingModel


class Organization(mesa.Agent):
    """One row of the state: a co-operative, a mutual or a non-profit.

    Override :meth:`decide` to give it another decision rule; everything else (bills, ledgers, trust) goes on as it was.

    Parameters
    ----------
    model : PoolingModel
        The model that owns the state.
    row : int
        Its row in the state's arrays.

    Examples
    --------
    An organization that waits a year before it thinks of pooling at all:

    >>> from sim.model import Decision, Organization, PoolingModel
    >>> class Cautious(Organization):
    ...     def decide(self, resource):
    ...         return Decision.stay() if self.model.month < 12 else super().decide(resource)
    >>> model = PoolingModel(organization_class=Cautious)
    >>> model.run_for(12)
    >>> len(model.pools)
    0
    """

    model: PoolingModel

    def __init__(self, model: PoolingModel, row: int) -> None:
        super().__init__(model)
        self.row = row

    def decide(self, resource: int) -> Decision:
        """Choose about one resource, by the rational rule of the model: this is the method to override.

        Called when the organization reviews the resource and no commitment binds it, in random order, seeing what the
        others have done so far this month.

        Parameters
        ----------
        resource : int
            Number of the resource.

        Returns
        -------
        Decision
            To stay, leave, join or found.
        """
        state = self.model.state
        choice, target = choose(state, self.row, resource, self.model.month)
        if choice == Choice.JOIN:
            return Decision.join(self.model.pool_in_slot(resource, target))
        if choice == Choice.FOUND:
            partners = (int(row) for row in state.desk["member"][:target] if row != self.row)
            return Decision.found(*(self.model.organizations[row] for row in partners))
        return Decision(Choice(choice))

    def pool(self, resource: int) -> Pool | None:
        """Return its pool for a resource, or None when it is alone."""
        slot = int(self.model.state.place["pool"][self.row, resource])
        return None if slot == NOBODY else self.model.pool_in_slot(resource, slot)

    def outlook(self, resource: int) -> tuple[list[Pool], list[Organization]]:
        """Return the pools and the organizations on their own that it sees when it looks around for a resource."""
        state = self.model.state
        pools, alone, _ = survey(state, self.row, resource, self.model.month)
        seen = [self.model.pool_in_slot(resource, int(slot)) for slot in state.desk["pool"][:pools]]
        return seen, [self.model.organizations[int(row)] for row in state.desk["contact"][:alone]]

    def value_of_joining(self, pool: Pool) -> float | None:
        """Return what joining a pool is worth to it [CAD of today], or None when it may not or cannot."""
        value, possible = joining_value(self.model.state, self.row, pool.resource, pool.slot)
        return float(value) if possible else None

    def value_of_staying(self, resource: int) -> float | None:
        """Return what staying in its pool is worth to it [CAD of today], or None when it is alone."""
        return None if self.pool(resource) is None else float(staying_value(self.model.state, self.row, resource))

    @property
    def size(self) -> float:
        """Size [FTE]."""
        return float(self.model.state.organization["size"][self.row])

    @property
    def trust(self) -> float:
        """Trust that a pool will last, in [0, 1]."""
        return float(self.model.state.organization["trust"][self.row])

    @property
    def cash(self) -> float:
        """Cash reserve [CAD]."""
        return float(self.model.state.organization["cash"][self.row])

    @property
    def gain(self) -> float:
        """Gain of the month: counterfactual less actual cost, less entry and exit payments [CAD]."""
        return float(self.model.state.organization["gain"][self.row])

    @property
    def total_gain(self) -> float:
        """Cumulative gain since month 1 [CAD]: the J-curve."""
        return float(self.model.state.organization["total"][self.row])

    @property
    def pools(self) -> int:
        """Number of pools that it is a member of."""
        return int(self.model.state.organization["pools"][self.row])

    def draw(self) -> list[tuple[int, int]]:
        """Draw its month; return its reviews as (order, resource)."""
        state, month = self.model.state, self.model.month
        society, own = state.society[0], state.organization[self.row]
        first = int(turn(society["key"], own["identity"], month))
        reviews = []
        for r in range(state.resource.size):
            place = state.place[self.row, r]
            if place["need"] == 0.0:
                continue
            up, low = draw_place(society, state.resource[r], own["identity"], place, r, month)
            if up and own["rule"] == Rule.RATIONAL:
                reviews.append((first | int(low), r))
        return reviews

    def is_bound(self, resource: int) -> bool:
        """Tell whether a commitment binds it to its pool."""
        return bool(self.model.month < self.model.state.place["bound_until"][self.row, resource])

    def review(self, resource: int) -> None:
        """Decide about a resource and act on it, unless somebody's proposal has just bound it."""
        if not self.is_bound(resource):
            self.model.carry_out(self, resource, self.decide(resource))

    def settle(self) -> None:
        """Close its books for the month."""
        settle(self.model.state, self.row, self.model.month)

    def learn(self) -> None:
        """Move its trust by what happened in its pools."""
        learn_trust(self.model.state.society[0], self.model.state.organization[self.row])

    def needs(self) -> np.ndarray:
        """Return its mean needs (R,) [unit/month]."""
        return self.model.state.place["need"][self.row].copy()
