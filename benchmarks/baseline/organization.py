"""Organizations of the social economy, which decide resource by resource to be alone or to pool."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

import mesa

from .cost import Provision, Resource
from .pool import Coalition, Pool

if TYPE_CHECKING:
    from .model import PoolingBaseline


class Option(NamedTuple):
    """A way of pooling: a pool that runs already, or a coalition of founders, and its value [CAD]."""

    value: float
    target: Pool | Coalition


class Organization(mesa.Agent):
    """One organization.

    Attributes
    ----------
    need : dict of Resource to float
        Mean need [unit/month]; a resource that does not concern it is absent.
    alone : dict of Resource to Provision
        Its best way of providing for itself.
    pool : dict of Resource to Pool
        The pools it is a member of.
    load : dict of Resource to float
        This month's need [unit].
    gain : float
        This month's counterfactual cost less its actual cost, entry and exit payments [CAD].
    """

    def __init__(
        self,
        model: PoolingBaseline,
        *,
        size: float,
        cash: float,
        surplus: float,
        rate: float,
        horizon: float,
        foresight: float,
        trust: float,
        solidarity: float,
        autonomy: float,
        taste: float,
        rule: str,
    ) -> None:
        super().__init__(model)
        self.size = size
        self.discount = (1.0 + rate) ** (-1.0 / 12.0)
        self.horizon = max(1, round(horizon))
        self.foresight = foresight
        self.trust = trust
        self.solidarity = solidarity
        self.autonomy = autonomy
        self.rule = rule
        self.contacts: list[Organization] = []

        self.need: dict[Resource, float] = self.draw_needs()
        self.alone: dict[Resource, Provision] = {r: r.provide([q]) for r, q in self.need.items()}
        self.taste = {r: taste * self.alone[r].service * self.draw_logistic() for r in self.need}
        budget = sum(way.payment for way in self.alone.values())
        self.cash = cash * budget
        self.surplus = surplus * budget

        self.pool: dict[Resource, Pool] = {}
        self.member_since: dict[Resource, int] = {}
        self.load: dict[Resource, float] = {}
        self.looks: dict[Resource, tuple[int, list[Organization]]] = {}
        self.failed: dict[Resource, tuple[int, set[Organization]]] = {}
        self.disappointed = False
        self.open_books()

    # --- who it is -------------------------------------------------------------------------------------

    def draw_needs(self) -> dict[Resource, float]:
        """Draw the mean need of every resource that concerns the organization."""
        needs = {}
        for resource in self.model.resources:
            terms = resource.terms
            if self.random.random() >= terms.concerned:
                continue
            spread = math.sqrt(math.log(1.0 + terms.need_heterogeneity**2))
            luck = self.random.lognormvariate(-0.5 * spread**2, spread) if spread else 1.0
            need = terms.need_per_fte * self.size**terms.need_exponent * luck
            if need > 0.0:
                needs[resource] = need
        return needs

    def draw_logistic(self) -> float:
        """Draw from the standard logistic distribution."""
        u = self.random.uniform(1e-15, 1.0 - 1e-15)
        return math.log(u / (1.0 - u))

    def does_without(self, resource: Resource) -> bool:
        """Return whether, alone, it leaves the need unmet."""
        return self.alone[resource].capacity == 0.0 and resource.leaves_unmet

    def means(self, resource: Resource, *, pooled: bool) -> float:
        """Return its monthly budget for a resource [CAD/month]."""
        budget = self.alone[resource].payment
        if pooled and self.does_without(resource):
            access_share = self.model.society.access_share
            budget += access_share * resource.terms.unmet_value * self.need[resource]
        return budget

    # --- what pooling is worth to it -------------------------------------------------------------------

    @property
    def patience(self) -> float:
        """What next month's CAD is worth today, by discount and by fear that the pool breaks up."""
        return self.discount * (1.0 - self.model.society.hazard * (1.0 - self.trust))

    def annuity(self, factor: float) -> float:
        """Return the value of a CAD a month over the horizon."""
        return float(self.horizon) if factor == 1.0 else (1.0 - factor**self.horizon) / (1.0 - factor)

    def value(
        self, coalition: Coalition, others: Coalition, bill: float, entry_cost: float, founding: bool = False
    ) -> float:
        """Return the value of being in a coalition relative to being alone, without taste [CAD].

        Parameters
        ----------
        coalition : Coalition
            With the organization in it.
        others : Coalition
            The same without it.
        bill : float
            Its expected bill today [CAD/month].
        entry_cost : float
            What it pays now to be in [CAD].
        founding : bool
            Whether the others are spared the share of the founding cost that it pays.
        """
        resource = coalition.resource
        alone = self.alone[resource]
        steady_bill = coalition.steady_bills[self]
        annuity = self.annuity(self.patience)
        friction_annuity = self.annuity(self.patience * math.exp(-1.0 / resource.terms.friction_months))
        value = annuity * (alone.cost - self.autonomy * alone.service - bill) - entry_cost
        value += self.foresight * (bill - steady_bill) * (annuity - friction_annuity)
        if self.solidarity:
            spared = coalition.spared_by(self, others)
            if founding:
                spared += entry_cost / annuity
            value += self.solidarity * annuity * spared
        return value

    def can_pay(self, resource: Resource, bill: float, entry_cost: float) -> bool:
        """Return whether cash and surplus carry the entry and some months of a dearer bill."""
        months = self.model.society.liquidity_months
        extra = max(0.0, bill - self.means(resource, pooled=True))
        return entry_cost + months * extra <= self.cash + months * self.surplus

    # --- the decision ----------------------------------------------------------------------------------

    def review(self) -> None:
        """Reconsider, with some probability, each resource that no commitment binds."""
        resources = list(self.need)
        self.random.shuffle(resources)
        for resource in resources:
            if self.random.random() < self.model.society.review_rate and not self.is_bound(resource):
                self.decide(resource)

    def is_bound(self, resource: Resource) -> bool:
        """Return whether it is still committed to its pool."""
        if resource not in self.pool:
            return False
        return self.model.month - self.member_since[resource] < resource.terms.commitment

    def decide(self, resource: Resource) -> None:
        """Take the best way of pooling, or be alone. Override it for another decision rule."""
        if self.rule == "alone":
            return
        present = self.pool.get(resource)
        # max() keeps the first of equals: the present pool, then joining, then founding
        best = max(self.options(resource), key=lambda option: option.value, default=None)
        leaving_cost = resource.terms.leaving_cost if present else 0.0
        if best is not None and best.value + self.taste[resource] >= -leaving_cost:
            if best.target is not present:
                self.enter(best.target)
        elif present:
            self.leave(present)

    def options(self, resource: Resource) -> Iterator[Option]:
        """Yield the ways of pooling that are open: staying, joining, founding."""
        present = self.pool.get(resource)
        if present:
            yield self.staying(present)
        for pool in self.pools_in_sight(resource):
            if pool is not present and (option := self.joining(pool, switching=present is not None)):
                yield option
        if not present and (option := self.founding(resource)):
            yield option

    def staying(self, pool: Pool) -> Option:
        """Return the option to stay."""
        bill = pool.coalition.bill(self, pool.age(self.model.month))
        return Option(self.value(pool.coalition, pool.coalition.minus(self), bill, 0.0), pool)

    def joining(self, pool: Pool, *, switching: bool) -> Option | None:
        """Return the option to join a pool, if it can pay and is let in."""
        terms = pool.resource.terms
        entry_cost = terms.joining_cost + (terms.leaving_cost if switching else 0.0)
        joined = pool.coalition.plus(self)
        bill = joined.bill(self, pool.age(self.model.month))
        if not (self.can_pay(pool.resource, bill, entry_cost) and pool.coalition.admits(self)):
            return None
        return Option(self.value(joined, pool.coalition, bill, entry_cost), pool)

    def founding(self, resource: Resource) -> Option | None:
        """Return the option to found a pool with contacts that are alone, if they agree on one."""
        period, look = self.look(resource)
        candidates = [c for c in look if resource in c.need and resource not in c.pool and c.rule != "alone"]
        attempt = (period, set(candidates))
        if self.failed.get(resource) == attempt:
            return None
        founders = self.prune(self.grow(resource, candidates))
        if founders is None:
            self.failed[resource] = attempt
            return None
        return Option(self.founder_value(founders), founders)

    def grow(self, resource: Resource, candidates: list[Organization]) -> Coalition:
        """Add the candidates one by one when nobody's steady bill rises by it."""
        coalition = Coalition(resource, [self])
        for candidate in candidates:
            if resource.terms.max_members and len(coalition) >= resource.terms.max_members:
                break
            larger = coalition.plus(candidate)
            if len(coalition.unharmed_by(larger)) == len(coalition):
                coalition = larger
        return coalition

    def prune(self, coalition: Coalition) -> Coalition | None:
        """Drop who cannot pay, then who does not want, one by one, until the others all agree."""
        resource = coalition.resource
        while self in coalition.members and len(coalition) >= resource.minimum:
            entry_cost = resource.terms.founding_cost / len(coalition)
            bills = coalition.bills(age=0)
            unable = [m for m in coalition.members if not m.can_pay(resource, bills[m], entry_cost)]
            worth = {
                m: (m.founder_value(coalition) + m.taste[resource]) / m.alone[resource].cost
                for m in unable or coalition.members
            }
            last = min(worth, key=worth.__getitem__)
            if not unable and worth[last] >= 0.0:
                return coalition
            coalition = coalition.minus(last)
        return None

    def founder_value(self, coalition: Coalition) -> float:
        """Return the value of founding a pool with these members, without taste [CAD]."""
        entry_cost = coalition.resource.terms.founding_cost / len(coalition)
        bill = coalition.bill(self, age=0)
        return self.value(coalition, coalition.minus(self), bill, entry_cost, founding=True)

    # --- whom it knows ---------------------------------------------------------------------------------

    def look(self, resource: Resource) -> tuple[int, list[Organization]]:
        """Return whom it looks at for a resource, and the period for which this look is valid."""
        society = self.model.society
        period = self.model.month // society.search_renewal
        if resource not in self.looks or self.looks[resource][0] != period:
            breadth = min(society.search_breadth, len(self.contacts))
            self.looks[resource] = (period, self.random.sample(self.contacts, breadth))
        return self.looks[resource]

    def pools_in_sight(self, resource: Resource) -> list[Pool]:
        """Return the pools that have a member among the contacts it looks at."""
        _, look = self.look(resource)
        return list(dict.fromkeys(c.pool[resource] for c in look if resource in c.pool))

    # --- entering and leaving --------------------------------------------------------------------------

    def enter(self, target: Pool | Coalition) -> None:
        """Join or switch to a pool, or found one."""
        if isinstance(target, Coalition):
            self.model.found_pool(target)
            return
        resource = target.resource
        if resource in self.pool:
            self.leave(self.pool[resource])
        target.add(self)
        self.become_member(target, resource.terms.joining_cost)

    def become_member(self, pool: Pool, entry_cost: float) -> None:
        """Pay to be in, at once, and note the pool and the month."""
        self.pool[pool.resource] = pool
        self.member_since[pool.resource] = self.model.month
        self.entry_payments += entry_cost
        self.cash -= entry_cost

    def leave(self, pool: Pool) -> None:
        """Leave a pool, which disappoints those who stay."""
        pool.remove(self)
        del self.pool[pool.resource]
        self.exit_payments += pool.resource.terms.leaving_cost
        self.cash -= pool.resource.terms.leaving_cost
        for member in pool.members:
            member.disappointed = True
        if not pool.members:
            self.model.end_pool(pool)

    # --- the month's books -----------------------------------------------------------------------------

    def open_books(self) -> None:
        """Start a month's ledgers at zero."""
        self.actual_cost = 0.0
        self.actual_payment = 0.0
        self.counterfactual_cost = 0.0
        self.entry_payments = 0.0
        self.exit_payments = 0.0

    def book(self, payment: float, unmet: float) -> None:
        """Enter a month's payment for a resource and the value of its unmet need."""
        self.actual_payment += payment
        self.actual_cost += payment + unmet

    def provide_alone(self) -> None:
        """Provide for what it does not pool, and keep the counterfactual's books for everything."""
        for resource, plan in self.alone.items():
            way = resource.realised(plan, self.load[resource])
            self.counterfactual_cost += way.cost
            if resource not in self.pool:
                self.book(way.payment, way.unmet)

    def close_books(self) -> None:
        """Receive the month's budget, pay the month's bills."""
        budget = sum(self.means(resource, pooled=resource in self.pool) for resource in self.need)
        self.cash += self.surplus + budget - self.actual_payment

    @property
    def gain(self) -> float:
        """Gain of the month over the counterfactual, entry and exit payments off [CAD]."""
        return self.counterfactual_cost - self.actual_cost - self.entry_payments - self.exit_payments

    def update_trust(self) -> None:
        """Lose trust when a co-member left or a pool dissolved, else gain some by pooling."""
        society = self.model.society
        if self.disappointed:
            self.trust *= 1.0 - society.trust_loss
        elif self.pool:
            self.trust += society.trust_gain * (1.0 - self.trust)
        self.disappointed = False
