"""The cost of a group: what a month costs it, expected or realised, and how its sharing rule splits that.

:func:`pool_cost` is the only place that states the cost of a pool. The expected bill, the month's bill, the cost games
and the figure of costs by number of members all call it.
"""

from __future__ import annotations

from typing import NamedTuple

from sim.compilation.decorators import apart, internal, phase
from sim.kernel.group import GroupSums
from sim.kernel.layout import Records
from sim.kernel.overuse import needs_in_pool
from sim.laws.cost import coordination_cost, experience_factor, fractile, running_cost, sd_cost, spread_of_need
from sim.laws.sharing import bill, rises, split

Terms = tuple[float, float]
"""Cost of a unit of capacity [CAD/unit^eta], and the newsvendor's fractile at that cost."""


class Provision(NamedTuple):
    """How a group serves its need: a capacity [unit], and its monthly cost in three parts [CAD/month].

    Attributes
    ----------
    capacity : float
    fixed, held, short : float
        Fixed cost, cost of the capacity, cost of the shortage (expected, or that of a month).
    """

    capacity: float
    fixed: float
    held: float
    short: float


class PoolCost(NamedTuple):
    """The cost of a pool in a month [CAD/month], in parts; tax is in `fixed` and `service`.

    Attributes
    ----------
    fixed : float
        What does not grow with use: fixed cost, coordination, facilitator's fee.
    use : float
        Cost of use: losses that a reserve pays out.
    unmet : float
        Value of the need that is left unmet: a loss that nobody bills.
    service : float
        Capacity, and what is bought beyond it.
    """

    fixed: float
    use: float
    unmet: float
    service: float


class ExpectedCost(NamedTuple):
    """The expected cost of a pool as its sharing rule splits it: a lump in equal parts, the rest by weight [CAD/month].

    Attributes
    ----------
    lump, spread : float
        The steady cost, once friction has faded.
    fading_lump, fading_spread : float
        What start-up friction adds at age 0.
    capacity : float
        The capacity that goes with it [unit].
    """

    lump: float
    spread: float
    fading_lump: float
    fading_spread: float
    capacity: float


@apart
def _learned_terms(resource: Records, experience: float, innovation: float) -> Terms:
    """Return the terms of capacity after learning or innovation."""
    cost = resource.unit_cost * innovation
    cost *= experience_factor(experience, resource.reference_volume, resource.learning)
    return cost, fractile(cost, resource.shortage_price)


@phase
def terms_of(resource: Records, experience: float, innovation: float) -> Terms:
    """Return the terms of capacity at an experience [unit] and an innovation factor [1]."""
    if resource.learning == 0.0 and innovation == 1.0:
        return resource.unit_cost, resource.linear_fractile
    return _learned_terms(resource, experience, innovation)


@phase
def cheapest_provision(resource: Records, terms: Terms, need: float, squares: float) -> Provision:
    """Return the cheapest provision for a group, from the sums of its mean needs and of their squares."""
    deviation = spread_of_need(squares, need, resource.variation, resource.correlation)
    capacity, fixed, held, short = running_cost(
        need,
        deviation,
        resource.fixed_cost,
        terms[0],
        resource.scale_exponent,
        resource.lot,
        resource.shortage_price,
        terms[1],
    )
    return Provision(capacity, fixed, held, short)


@internal
def deviation_alone(resource: Records, need: float, capacity: float) -> float:
    """Return the standard deviation of a month's cost for an organization alone with this capacity [CAD]."""
    return sd_cost(capacity, need, resource.variation * need, resource.use_cost, resource.shortage_price)


@apart
def deviation_together(resource: Records, group: GroupSums, capacity: float) -> float:
    """Return the standard deviation of a month's cost for a group with this capacity [CAD]."""
    need, squares = needs_in_pool(resource, group)
    deviation = spread_of_need(squares, need, resource.variation, resource.correlation)
    return sd_cost(capacity, need, deviation, resource.use_cost, resource.shortage_price)


@internal
def pool_cost(
    resource: Records, members: int, load: float, provision: Provision, overrun: float, slowdown: float
) -> PoolCost:
    """Return the cost of a pool in a month, expected or realised.

    Coordination is an expense of the pool itself. A shortage that is left unmet is a loss: neither taxed nor raised by
    friction.

    Parameters
    ----------
    resource : RESOURCE
    members : int
    load : float
        The need that the pool serves: expected, or the use of the month [unit].
    provision : Provision
        With the shortage that goes with that load.
    overrun : float
        Multiplier of coordination costs [1].
    slowdown : float
        What start-up friction and want of effort multiply the cost of service by [1]; 1 without both.
    """
    tax = 1.0 + resource.tax
    unmet = provision.short if resource.unmet else 0.0
    coordination = coordination_cost(members, resource.hub_cost, resource.member_cost, resource.pair_cost)
    return PoolCost(
        tax * (provision.fixed * slowdown + overrun * coordination + resource.fee * members),
        resource.use_cost * load,
        unmet,
        tax * (provision.held + provision.short - unmet) * slowdown,
    )


@internal
def friction_cost(resource: Records, provision: Provision, overrun: float) -> tuple[float, float]:
    """Return what start-up friction adds at age 0 to the fixed part and to the service of a pool's cost [CAD/month].

    It is the slope of `pool_cost` in what is left of friction, so that an expected bill follows its fading by one
    product.
    """
    unmet = provision.short if resource.unmet else 0.0
    added = (1.0 + resource.tax) * overrun * resource.friction
    return added * provision.fixed, added * (provision.held + provision.short - unmet)


@internal
def stake_of(resource: Records, provision: Provision) -> tuple[float, float]:
    """Return S, what a slowdown of 1 adds to a pool's cost, as its sharing rule splits it: lump, spread [CAD/month].

    It is the slope of `pool_cost` in its slowdown. Of what members do without effort, a pool pays the part lambda (1 -
    mean effort).
    """
    tax = 1.0 + resource.tax
    unmet = provision.short if resource.unmet else 0.0
    service = tax * (provision.held + provision.short - unmet)
    return split(resource.equal_fixed, resource.equal_rest, tax * provision.fixed, service)


@internal
def split_expected(resource: Records, members: int, need: float, provision: Provision, overrun: float) -> ExpectedCost:
    """Return the expected cost of a pool as its sharing rule splits it."""
    cost = pool_cost(resource, members, need, provision, overrun, 1.0)
    lump, spread = split(resource.equal_fixed, resource.equal_rest, cost.fixed, cost.use + cost.unmet + cost.service)
    added_fixed, added_service = friction_cost(resource, provision, overrun)
    fading_lump, fading_spread = split(resource.equal_fixed, resource.equal_rest, added_fixed, added_service)
    return ExpectedCost(lump, spread, fading_lump, fading_spread, provision.capacity)


@internal
def expected_cost(resource: Records, terms: Terms, group: GroupSums, overrun: float) -> ExpectedCost:
    """Return the expected cost of a group as a pool, as its sharing rule splits it."""
    need, squares = needs_in_pool(resource, group)
    provision = cheapest_provision(resource, terms, need, squares)
    return split_expected(resource, group.members, need, provision, overrun)


@internal
def expected_of(pool: Records) -> ExpectedCost:
    """Return the expected cost that a pool keeps in its record."""
    return ExpectedCost(pool.steady_lump, pool.steady_spread, pool.fading_lump, pool.fading_spread, pool.capacity)


@internal
def steady_cost(resource: Records, terms: Terms, group: GroupSums, overrun: float) -> float:
    """Return the steady pool cost C1 of a group [CAD/month]."""
    expected = expected_cost(resource, terms, group, overrun)
    return expected.lump + expected.spread


@internal
def harms(
    now: ExpectedCost, group: GroupSums, later: ExpectedCost, larger: GroupSums, lightest: float, heaviest: float
) -> bool:
    """Tell whether one more member makes the steady bill of any member rise; `larger` is the group with it.

    A bill is linear in its weight, and so is its change: if neither lightest nor heaviest pays more, nobody does.
    """
    if rises(
        bill(now.lump, now.spread, group.members, lightest, group.weight),
        bill(later.lump, later.spread, larger.members, lightest, larger.weight),
    ):
        return True
    return rises(
        bill(now.lump, now.spread, group.members, heaviest, group.weight),
        bill(later.lump, later.spread, larger.members, heaviest, larger.weight),
    )
