"""Coalitions, which share a cost, and pools, which are coalitions that live."""

from __future__ import annotations

import math
from collections.abc import Iterable
from functools import cached_property
from typing import TYPE_CHECKING

from .cost import Provision, Resource

if TYPE_CHECKING:
    from .organization import Organization

STEADY = math.inf  # the age at which start-up friction is over
TOLERANCE = 1e-9  # a bill that rises by less than this share has not risen


class Coalition:
    """Some organizations that pool a resource, or consider it: its cost and everybody's bill.

    Parameters
    ----------
    resource : Resource
    members : iterable of Organization
    overrun : float
        Multiplier of start-up friction and coordination, as far as it is known: founders expect 1.
    """

    def __init__(self, resource: Resource, members: Iterable[Organization], overrun: float = 1.0) -> None:
        self.resource = resource
        self.members = list(members)
        self.overrun = overrun

    def __len__(self) -> int:
        """Return the number of members."""
        return len(self.members)

    def plus(self, newcomer: Organization) -> Coalition:
        """Return the coalition with one more member."""
        return Coalition(self.resource, [*self.members, newcomer], self.overrun)

    def minus(self, leaver: Organization) -> Coalition:
        """Return the coalition with one member less."""
        return Coalition(self.resource, [m for m in self.members if m is not leaver], self.overrun)

    @cached_property
    def need(self) -> float:
        """Mean need of all members [unit/month]."""
        return sum(member.need[self.resource] for member in self.members)

    @cached_property
    def plan(self) -> Provision:
        """The capacity that the members hold together, and what it is expected to cost."""
        return self.resource.provide([member.need[self.resource] for member in self.members])

    @property
    def coordination(self) -> float:
        """Cost of the hub, of each member and of each pair of members [CAD/month]."""
        terms, n = self.resource.terms, len(self)
        return self.overrun * (terms.hub_cost + terms.member_cost * n + terms.pair_cost * n * (n - 1) / 2)

    def friction(self, age: float) -> float:
        """Return the surcharge on the service of a pool that started `age` months ago."""
        terms = self.resource.terms
        return self.overrun * terms.friction * math.exp(-age / terms.friction_months)

    def payment(self, way: Provision, age: float) -> float:
        """Return what the coalition pays in a month: use, service and its friction, coordination."""
        return way.use + (way.service - way.unmet) * (1.0 + self.friction(age)) + self.coordination

    def equal_part(self, way: Provision, age: float) -> float:
        """Return the part of the payment that is shared equally."""
        match self.resource.terms.sharing:
            case "equal":
                return self.payment(way, age)
            case "two_part":
                return way.fixed * (1.0 + self.friction(age)) + self.coordination
            case _:
                return 0.0

    @cached_property
    def steady_cost(self) -> float:
        """Expected cost once start-up friction is over, unmet need included [CAD/month]."""
        return self.payment(self.plan, STEADY) + self.plan.unmet

    def rates(self, age: float) -> tuple[float, float]:
        """Return the expected bill per member and per unit of mean need, unmet need included."""
        total = self.payment(self.plan, age) + self.plan.unmet
        equal = total if self.resource.terms.sharing == "equal" else self.equal_part(self.plan, age)
        return equal / len(self), (total - equal) / self.need

    def bill(self, member: Organization, age: float) -> float:
        """Return a member's expected bill, its share of unmet need included [CAD/month]."""
        per_member, per_unit = self.rates(age)
        return per_member + per_unit * member.need[self.resource]

    def bills(self, age: float) -> dict[Organization, float]:
        """Return every member's expected bill [CAD/month]."""
        per_member, per_unit = self.rates(age)
        return {member: per_member + per_unit * member.need[self.resource] for member in self.members}

    @cached_property
    def steady_bills(self) -> dict[Organization, float]:
        """Every member's bill once start-up friction is over [CAD/month]."""
        return self.bills(STEADY)

    def unharmed_by(self, larger: Coalition) -> list[Organization]:
        """Return the members whose steady bill does not rise in a larger coalition."""
        return [
            member
            for member, bill in self.steady_bills.items()
            if larger.steady_bills[member] <= bill * (1.0 + TOLERANCE)
        ]

    def admits(self, newcomer: Organization) -> bool:
        """Return whether there is room for a newcomer and the members say yes."""
        terms = self.resource.terms
        if terms.max_members and len(self) >= terms.max_members:
            return False
        if terms.admission == "open":
            return True
        votes = len(self.unharmed_by(self.plus(newcomer)))
        return votes == len(self) if terms.admission == "no_harm" else 2 * votes > len(self)

    def spared_by(self, member: Organization, others: Coalition) -> float:
        """Return what one's membership spares the others each steady month [CAD/month]."""
        if len(others) >= self.resource.minimum:
            cost_without = others.steady_cost
        else:
            cost_without = sum(other.alone[self.resource].cost for other in others.members)
        return cost_without - (self.steady_cost - self.steady_bills[member])

    def settle(self, age: float) -> None:
        """Share the cost of the month, now that the needs are known, among the members."""
        resource, n = self.resource, len(self)
        loads = {member: member.load[resource] for member in self.members}
        total_load = sum(loads.values())
        way = resource.realised(self.plan, total_load)
        payment, equal = self.payment(way, age), self.equal_part(way, age)
        by_use = resource.terms.sharing in ("by_use", "two_part") and total_load > 0.0
        for member in self.members:
            weight = loads[member] / total_load if by_use else member.need[resource] / self.need
            unmet_weight = 1.0 / n if resource.terms.sharing == "equal" else weight
            member.book(equal / n + (payment - equal) * weight, way.unmet * unmet_weight)


class Pool:
    """A pool that runs: a changing coalition with a founding month and an overrun.

    The overrun is drawn at the founding; nobody knows it before the pool has run a month.
    """

    def __init__(self, resource: Resource, founders: list[Organization], month: int, overrun: float) -> None:
        self.resource = resource
        self.founded = month
        self.overrun = overrun
        self.coalition = Coalition(resource, founders)

    @property
    def members(self) -> list[Organization]:
        """The organizations in the pool."""
        return self.coalition.members

    def age(self, month: int) -> int:
        """Return how many months ago the pool was founded."""
        return month - self.founded

    def add(self, newcomer: Organization) -> None:
        """Let an organization in."""
        self.coalition = self.coalition.plus(newcomer)

    def remove(self, leaver: Organization) -> None:
        """Let an organization go."""
        self.coalition = self.coalition.minus(leaver)

    def run(self, month: int) -> None:
        """Run for a month; from then on everybody knows the overrun."""
        if self.coalition.overrun != self.overrun:
            self.coalition = Coalition(self.resource, self.members, self.overrun)
        self.coalition.settle(self.age(month))
