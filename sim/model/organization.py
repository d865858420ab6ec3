"""An organization: decides, month by month and resource by resource, to go it alone or to pool."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import mesa
import numpy as np

from sim.kernel import places
from sim.kernel.decision import choose, options
from sim.kernel.joining import joining_value, staying_value
from sim.kernel.needs import turn
from sim.kernel.search import search
from sim.kernel.settlement import settle
from sim.kernel.state import NOBODY
from sim.laws.decision import Choice, reviews
from sim.laws.random import uniform
from sim.model.calls import draw_place, learn_trust
from sim.model.decision import Decision

if TYPE_CHECKING:
    from sim.model.pool import Pool
    from sim.model.pooling_model import PoolingModel

_OWN = 1000
"""Purpose of the draws of a user's rule, far above those that the model has or will have."""


class Organization(mesa.Agent):
    """One row of the state: a co-operative, a mutual or a non-profit.

    Override :meth:`decide` to give it another decision rule; bills, ledgers and trust go on as they were.

    Parameters
    ----------
    model : PoolingModel
        The model that owns the state.
    row : int
        Its row in the state's arrays.

    Attributes
    ----------
    name : str
        Its name in the scenario.

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
        self.name = model.names[row]

    def decide(self, resource: int) -> Decision:
        """Choose about one resource, by its rule in the scenario: this is the method to override.

        Called when an organization whose choices are not prescribed reviews a resource that it needs and no commitment
        binds it; in random order, so that it sees what others have done this month.

        Parameters
        ----------
        resource : int
            Number of the resource; ``self.model.resources[resource]`` is its key.

        Returns
        -------
        Decision
            To stay, leave, join or found.
        """
        model, state = self.model, self.model.state
        choice, target = choose(state, self.row, resource, model.month)
        if choice == Choice.JOIN:
            return Decision.join(model.pools_of(resource)[target])
        if choice == Choice.FOUND:
            rows = state.desk["member"][:target].tolist()
            return Decision.found(*(model.organizations[row] for row in rows if row != self.row))
        return Decision(Choice(choice))

    def pool(self, resource: int) -> Pool | None:
        """Return its pool for a resource, or None when it is alone."""
        slot = int(self.model.state.place[self.row, resource]["pool"])
        return None if slot == NOBODY else self.model.pools_of(resource)[slot]

    def contacts(self, resource: int) -> list[Organization]:
        """Return the contacts that it looks at about a resource, in its order of the period.

        At most ``society.search_breadth``; the order is drawn anew every ``society.search_renewal`` months.
        """
        state, organizations = self.model.state, self.model.organizations
        size = search(state, self.row, resource, self.model.month)
        return [organizations[row] for row in state.desk["contact"][:size].tolist()]

    def outlook(self, resource: int) -> tuple[list[Pool], list[Organization]]:
        """Return what it sees among these contacts: pools other than its own, and who might found with it."""
        state, pools = self.model.state, self.model.pools_of(resource)
        seen, alone = options(state, self.row, resource, self.model.month)
        slots, rows = state.desk["pool"][:seen].tolist(), state.desk["contact"][:alone].tolist()
        return [pools[slot] for slot in slots], [self.model.organizations[row] for row in rows]

    def value_of_joining(self, pool: Pool) -> float | None:
        """Return what joining a pool is worth to it [CAD of today], or None when it may not or cannot pay."""
        if not pool.admits(self):
            return None
        value, possible = joining_value(self.model.state, self.row, pool.resource, pool.slot)
        return float(value) if possible else None

    def value_of_staying(self, resource: int) -> float | None:
        """Return what staying in its pool is worth to it [CAD of today], or None when it is alone."""
        if self.pool(resource) is None:
            return None
        return float(staying_value(self.model.state, self.row, resource))

    def stand_alone_cost(self, resource: int) -> float:
        """Return what a resource costs it on its own, in its best way [CAD/month], 0 without need."""
        return float(self.model.state.place[self.row, resource]["stand_alone"])

    def chance(self, resource: int, index: int = 0) -> float:
        """Return a uniform draw in (0, 1) for a rule that needs one: the same however others decide.

        It belongs to the run, the organization, the resource, the month and the index, and so stays the same
        when a rule changes what happens around it. Mesa's own streams are the same in all replications.
        """
        state = self.model.state
        identity = int(self._record()["identity"])
        stream = state.resource["stream"][resource]
        return float(uniform(state.society[0]["key"], identity, stream, self.model.month, _OWN, index))

    def is_bound(self, resource: int) -> bool:
        """Return whether a commitment binds it to its pool."""
        return bool(self.model.month < self.model.state.place[self.row, resource]["bound_until"])

    @property
    def size(self) -> float:
        """Size [FTE]."""
        return float(self._record()["size"])

    @property
    def trust(self) -> float:
        """Trust that a pool will last, in [0, 1]."""
        return float(self._record()["trust"])

    @property
    def cash(self) -> float:
        """Cash reserve [CAD]."""
        return float(self._record()["cash"])

    @property
    def gain(self) -> float:
        """Gain of the month: counterfactual less actual cost, less entry and exit payments [CAD]."""
        return float(self._record()["gain"])

    @property
    def total_gain(self) -> float:
        """Cumulative gain since month 1 [CAD]: the J-curve."""
        return float(self._record()["total"])

    @property
    def memberships(self) -> int:
        """Number of pools that it is a member of."""
        return int(self._record()["pools"])

    def draw(self) -> list[tuple[int, int]]:
        """Draw its month; return its reviews as (order, resource)."""
        state, month, own = self.model.state, self.model.month, self._record()
        decides = reviews(int(own["rule"])) and places.considers(state, self.row)
        first = int(turn(state.society["key"][0], own["identity"], month))
        turns = []
        for r in np.flatnonzero(state.place["need"][self.row]).tolist():
            up, low = draw_place(state, self.row, r, month)
            if up and decides:
                turns.append((first | int(low), r))
        return turns

    def review(self, resource: int) -> None:
        """Decide about a resource and act on it, unless somebody's proposal has just bound it."""
        if not self.is_bound(resource):
            self.model.carry_out(self, resource, self.decide(resource))

    def settle(self) -> None:
        """Close its books for the month."""
        settle(self.model.state, self.row, self.model.month)

    def close(self) -> None:
        """Close for good, in either world, after too many months without cash."""
        places.close_organization(self.model.state, self.row, self.model.month)

    def learn(self) -> None:
        """Learn by doing, and move its trust by what happened in its pools."""
        places.end_month(self.model.state, self.row, self.model.month)
        learn_trust(self.model.state, self.row)

    def _record(self) -> Any:
        """Return its record in the state."""
        return self.model.state.organization[self.row]
