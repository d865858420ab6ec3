"""The cost law: what it costs a group of organizations to provide itself with a resource."""

from __future__ import annotations

import math
from functools import cached_property
from statistics import NormalDist
from typing import Any, NamedTuple

STANDARD_NORMAL = NormalDist()


def survival(z: float) -> float:
    """Return the probability that a standard normal exceeds `z`."""
    return 0.5 * math.erfc(z / math.sqrt(2.0))


def normal_loss(z: float) -> float:
    """Return the expected excess of a standard normal over `z`."""
    return STANDARD_NORMAL.pdf(z) - z * survival(z)


class Provision(NamedTuple):
    """How a group provides for a resource in a month; everything but `capacity` is in CAD."""

    capacity: float
    fixed: float
    capacity_cost: float
    use: float
    shortage: float
    unmet: float  # the part of `shortage` that is a loss and not a payment: all of it, or nothing

    @property
    def service(self) -> float:
        """Everything but the cost of use."""
        return self.fixed + self.capacity_cost + self.shortage

    @property
    def cost(self) -> float:
        """Everything, unmet need included."""
        return self.service + self.use

    @property
    def payment(self) -> float:
        """What is paid: everything but unmet need."""
        return self.cost - self.unmet


class Resource:
    """One resource of the scenario, with its cost law.

    The entries of the scenario file are found under `terms` (`resource.terms.fixed_cost`, ...).
    """

    def __init__(self, name: str, terms: Any) -> None:
        self.name = name
        self.terms = terms

    def __repr__(self) -> str:
        """Show the name."""
        return f"Resource({self.name!r})"

    @cached_property
    def shortage_price(self) -> float:
        """A missing unit is bought, or goes unmet when that is the lesser evil [CAD/unit]."""
        return min(self.terms.market_price, self.terms.unmet_value)

    @property
    def leaves_unmet(self) -> bool:
        """Whether a missing unit goes unmet rather than being bought."""
        return self.terms.unmet_value < self.terms.market_price

    @property
    def minimum(self) -> int:
        """The number of members below which a pool dissolves."""
        return max(2, self.terms.min_members)

    @cached_property
    def linear_fractile(self) -> float | None:
        """The newsvendor's z when capacity has a constant unit cost; None if buying is always cheaper."""
        unit_cost, price = self.terms.unit_cost, self.shortage_price
        if unit_cost >= price:
            return None
        # free capacity: far enough in the tail that nothing is ever missing
        return STANDARD_NORMAL.inv_cdf(1.0 - max(unit_cost / price, 1e-15))

    def deviation(self, needs: list[float]) -> float:
        """Return the standard deviation of the sum of the members' correlated needs."""
        nu, rho = self.terms.variation, self.terms.correlation
        own = sum((nu * need) ** 2 for need in needs)
        common = sum(nu * need for need in needs) ** 2
        return math.sqrt((1.0 - rho) * own + rho * common)

    def provide(self, needs: list[float]) -> Provision:
        """Return the cheapest way for a group to provide for these mean needs."""
        need, sigma = sum(needs), self.deviation(needs)
        candidates = [0.0]
        target = self.target_capacity(need, sigma)
        if target is not None and target > 0.0:
            candidates += self.whole_lots(target)
        ways = [self.expected(capacity, need, sigma) for capacity in candidates]
        return min(ways, key=lambda way: way.cost)

    def expected(self, capacity: float, need: float, sigma: float) -> Provision:
        """Return what a month is expected to cost with this capacity."""
        missing = sigma * normal_loss((capacity - need) / sigma) if sigma > 0.0 else max(0.0, need - capacity)
        return self.priced(capacity, need, missing)

    def realised(self, plan: Provision, load: float) -> Provision:
        """Return what a month costs under a plan once the load is known."""
        return self.priced(plan.capacity, load, max(0.0, load - plan.capacity))

    def priced(self, capacity: float, load: float, missing: float) -> Provision:
        """Put a price on a capacity, a load and what is missing."""
        terms = self.terms
        shortage = self.shortage_price * missing
        return Provision(
            capacity=capacity,
            fixed=terms.fixed_cost if capacity > 0.0 else 0.0,
            capacity_cost=terms.unit_cost * capacity**terms.scale_exponent if capacity > 0.0 else 0.0,
            use=terms.use_cost * load,
            shortage=shortage,
            unmet=shortage if self.leaves_unmet else 0.0,
        )

    def whole_lots(self, target: float) -> list[float]:
        """Return the capacities that can be bought next to the target."""
        lot = self.terms.lot
        if lot == 0.0:
            return [target]
        below = math.floor(target / lot) * lot
        return [below, below + lot]

    def target_capacity(self, need: float, sigma: float) -> float | None:
        """Return the newsvendor's capacity, the largest stationary point of the expected cost, if any."""
        if sigma == 0.0:
            return self.certain_capacity(need)
        if self.terms.scale_exponent == 1.0:
            return None if self.linear_fractile is None else need + sigma * self.linear_fractile
        return self.scaled_capacity(need, sigma)

    def certain_capacity(self, need: float) -> float:
        """Return the capacity for a certain need: all of it, or up to where a unit more costs more than the market."""
        eta = self.terms.scale_exponent
        if eta <= 1.0:
            return need
        return min(need, (self.shortage_price / (self.terms.unit_cost * eta)) ** (1.0 / (eta - 1.0)))

    def scaled_capacity(self, need: float, sigma: float) -> float | None:
        """Find the newsvendor's capacity when the unit cost depends on the scale, by bisection."""
        eta, unit_cost, price = self.terms.scale_exponent, self.terms.unit_cost, self.shortage_price

        def benefit(capacity: float) -> float:
            return price * survival((capacity - need) / sigma) - unit_cost * eta * capacity ** (eta - 1.0)

        def log_slope(capacity: float) -> float:
            z = (capacity - need) / sigma
            return (1.0 - eta) / capacity - STANDARD_NORMAL.pdf(z) / (sigma * survival(z))

        low, high = 1e-12 * need, need + 12.0 * sigma
        if eta < 1.0:
            # the ratio of benefit to cost has a single peak; the largest stationary point is on its right
            low = bisect(log_slope, low, high)
        return bisect(benefit, low, high) if benefit(low) > 0.0 else None


def bisect(function: Any, low: float, high: float, tolerance: float = 1e-12) -> float:
    """Return where a function that is positive at `low` becomes negative before `high`."""
    while high - low > tolerance * high:
        middle = 0.5 * (low + high)
        if function(middle) > 0.0:
            low = middle
        else:
            high = middle
    return 0.5 * (low + high)
