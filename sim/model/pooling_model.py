"""The model as Mesa steps it: the same state and laws as the compiled driver, and the same numbers to the last bit."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import mesa
import numpy as np

from sim.kernel.choice import act
from sim.kernel.membership import found, join, leave
from sim.kernel.needs import draw_resource
from sim.kernel.prepare import new_state, prepare
from sim.kernel.state import NOBODY
from sim.laws.decision import Choice
from sim.model.organization import Organization
from sim.model.pool import Pool

if TYPE_CHECKING:
    from sim.model.decision import Decision
    from sim.scenario import Scenario


class PoolingModel(mesa.Model):
    """Organizations that decide to go it alone or to pool, as Mesa agents.

    For exploring, for teaching and for decision rules of one's own; for many runs, :func:`sim.simulate` gives the same
    numbers hundreds of times faster.

    Parameters
    ----------
    scenario : Scenario, optional
        By default a small fictional one: twelve organizations that may share an HR adviser.
    replication : int
        Which run of the scenario's seed to play.
    organization_class : type of Organization
        What the organizations are; a subclass brings its own decision rule.
    rng : optional
        Passed to Mesa. No result depends on it: all draws come from the scenario's seed and the replication.

    Attributes
    ----------
    state : State
        The arrays that agents look into.
    organizations : list of Organization
        By row.
    month : int
        The month being played, counted from 0.
    datacollector : mesa.DataCollector
        Month by month: the group, every organization, every pool.

    Examples
    --------
    >>> from sim.model import PoolingModel
    >>> model = PoolingModel()
    >>> model.run_for(24)
    >>> frame = model.datacollector.get_model_vars_dataframe()
    >>> bool(frame["cumulative_gain"].min() < 0)  # pooling costs first
    True
    """

    def __init__(
        self,
        scenario: Scenario | None = None,
        *,
        replication: int = 0,
        organization_class: type[Organization] = Organization,
        rng: Any = None,
    ) -> None:
        super().__init__(rng=0 if rng is None else rng)
        self.world = fictional_scenario() if scenario is None else scenario
        self.state = new_state(prepare(self.world), self.world.seed, replication)
        self.month = 0
        self.organizations = [organization_class(self, row) for row in range(self.state.organization.size)]
        self.pools: list[Pool] = []
        self._prescribed = 0
        self.cumulative_gain = 0.0
        self.datacollector = mesa.DataCollector(
            model_reporters={
                "gain": lambda m: float(m.state.organization["gain"].sum()),
                "cumulative_gain": "cumulative_gain",
                "memberships": lambda m: int(m.state.organization["pools"].sum()),
                "pools": lambda m: len(m.pools),
                "trust": lambda m: float(m.state.organization["trust"].mean()),
            },
            agenttype_reporters={
                Organization: {"gain": "gain", "total_gain": "total_gain", "pools": "pools", "trust": "trust"},
                Pool: {"resource": "resource", "size": "size", "steady_cost": "steady_cost"},
            },
        )

    def step(self) -> None:
        """Play one month."""
        state = self.state
        for r in range(state.resource.size):
            draw_resource(state.society[0], state.resource[r], r, self.month)
        for pool in self.pools:
            pool.begin()
        reviews = [(order, o, r) for o in self.organizations for order, r in o.draw()]
        self._follow_prescriptions()
        for _, organization, r in sorted(reviews, key=lambda review: review[0]):
            organization.review(r)
        for pool in self.pools:
            pool.bill()
        for organization in self.organizations:
            organization.settle()
        for pool in list(self.pools):
            pool.close()
        self._meet_pools()
        for organization in self.organizations:
            organization.learn()
        self.cumulative_gain += float(state.organization["gain"].sum())
        self.month += 1
        self.datacollector.collect(self)

    def pool_in_slot(self, resource: int, slot: int) -> Pool:
        """Return the pool that lives in a slot of a resource."""
        return next(pool for pool in self.pools if pool.resource == resource and pool.slot == slot)

    def carry_out(self, organization: Organization, resource: int, decision: Decision) -> None:
        """Carry out a decision of an organization about a resource.

        Raises
        ------
        ValueError
            If the decision is impossible: to leave without a pool, to join one's own or another resource's pool, to
            found with somebody who already has a pool.
        """
        state, row = self.state, organization.row
        target = NOBODY
        if decision.choice == Choice.JOIN:
            if decision.pool is None or decision.pool.resource != resource or decision.pool not in self.pools:
                raise ValueError(f"organization {row}: there is no such pool of resource {resource} to join")
            if state.place["pool"][row, resource] == decision.pool.slot:
                raise ValueError(f"organization {row}: it is in that pool of resource {resource} already")
            target = decision.pool.slot
        elif decision.choice == Choice.LEAVE and state.place["pool"][row, resource] == NOBODY:
            raise ValueError(f"organization {row}: it has no pool of resource {resource} to leave")
        elif decision.choice == Choice.FOUND:
            rows = [row, *(partner.row for partner in decision.partners)]
            if len(set(rows)) < len(rows) or len(rows) < 2:
                raise ValueError(f"organization {row}: a pool is founded with at least one other, each once")
            if (state.place["pool"][rows, resource] != NOBODY).any() or (state.place["need"][rows, resource] == 0).any():
                raise ValueError(f"organization {row}: founders must need resource {resource} and be alone in it")
            target = len(rows)
            state.desk["member"][:target] = rows
        act(state, row, resource, self.month, int(decision.choice), target)
        if decision.choice != Choice.STAY:
            self._meet_pools()

    def _meet_pools(self) -> None:
        """Make the pool agents those of the state: the newly founded come in, the ended go."""
        state = self.state
        live = {
            (r, int(slot)): int(state.pool["number"][r, slot])
            for r in range(state.resource.size)
            for slot in state.pool["live"][r, : state.resource["live_count"][r]]
        }
        for pool in self.pools:
            if live.get((pool.resource, pool.slot)) != pool.number:
                pool.remove()
        self.pools = [pool for pool in self.pools if live.pop((pool.resource, pool.slot), None) == pool.number]
        self.pools += [Pool(self, r, slot) for r, slot in live]

    def _follow_prescriptions(self) -> None:
        """Let those whose choices are prescribed leave, join, or found once there are enough of them."""
        state = self.state
        if not state.society["followers"][0]:
            return
        while self._prescribed < len(state.prescription) and state.prescription[self._prescribed, 0] <= self.month:
            _, i, r, pools = state.prescription[self._prescribed]
            state.place["prescribed"][i, r] = pools
            self._prescribed += 1
        state.society["prescriptions_done"] = self._prescribed
        for r in range(state.resource.size):
            place = state.place[:, r]
            for i in np.flatnonzero((place["prescribed"] == 0) & (place["pool"] != NOBODY)):
                leave(state, i, r, 0)
            waiting = np.flatnonzero((place["prescribed"] == 1) & (place["pool"] == NOBODY) & (place["need"] > 0))
            if state.resource["prescribed_pool"][r] != NOBODY:
                for i in waiting:
                    join(state, i, r, state.resource["prescribed_pool"][r], self.month)
            elif waiting.size >= state.resource["min_members"][r]:
                state.desk["member"][: waiting.size] = waiting
                founder = waiting[np.argmin(state.organization["identity"][waiting])]
                state.resource["prescribed_pool"][r] = found(state, founder, r, waiting.size, self.month)
        self._meet_pools()


def fictional_scenario() -> Scenario:
    """Return the scenario of a model built without one: twelve fictional organizations and an HR adviser to share."""
    from sim.scenario import parse_scenario

    adviser = {
        "title": {"en": "HR adviser", "fr": "Conseil en RH"},
        "need_per_fte": 0.35,
        "need_exponent": 0.85,
        "fixed_cost": 600.0,
        "unit_cost": 525.0,
        "lot": 4.33,
        "market_price": 1100.0,
        "unmet_value": 1000.0,
        "variation": 0.5,
        "correlation": 0.1,
        "friction": 0.6,
        "friction_months": 10.0,
        "member_cost": 70.0,
        "pair_cost": 5.0,
        "founding_cost": 15000.0,
        "joining_cost": 3000.0,
        "leaving_cost": 1200.0,
        "commitment": 12,
        "admission": "no_harm",
        "sharing": "two_part",
    }
    return parse_scenario(
        {
            "name": "fictional",
            "title": {"en": "Twelve organizations and an HR adviser", "fr": "Douze organisations et un conseil en RH"},
            "fictional": True,
            "population": {"number": 12, "size": {"distribution": "uniform", "low": 8.0, "high": 30.0}},
            "network": {"kind": "complete"},
            "resources": {"adviser": adviser},
        }
    )
