"""Expected bills: what a group would cost, and what each member would expect to pay."""

from __future__ import annotations

from sim.compilation.decorators import apart, internal, phase
from sim.kernel.group import Group, needs_in_pool
from sim.kernel.layout import Records
from sim.laws.cost import coordination_cost, experience_factor, fractile, running_cost, sd_cost, spread_of_need
from sim.laws.sharing import bill, rises, split

Terms = tuple[float, float]
"""Cost of a unit of capacity [CAD/unit^eta], and the fractile that goes with it."""
Parts = tuple[float, float, float, float, float]
"""Lump and spread of the steady pool cost, of what friction adds at age 0 [CAD/month]; the capacity [unit]."""


@apart
def _learned_terms(resource: Records, experience: float, innovation: float) -> Terms:
    """Return the terms of who has learned or innovated."""
    cost = resource.unit_cost * innovation
    cost *= experience_factor(experience, resource.reference_volume, resource.learning)
    return cost, fractile(cost, resource.shortage_price)


@internal
def terms_of(resource: Records, experience: float, innovation: float) -> Terms:
    """Return what capacity costs to who has this experience and this innovation factor."""
    if resource.learning == 0.0 and innovation == 1.0:
        return resource.unit_cost, resource.linear_fractile
    return _learned_terms(resource, experience, innovation)


@phase
def group_cost(
    resource: Records, unit_cost: float, linear_fractile: float, need: float, squares: float
) -> tuple[float, float, float, float]:
    """Return capacity and the parts of the expected running cost: fixed, held capacity, shortage."""
    deviation = spread_of_need(squares, need, resource.variation, resource.correlation)
    return running_cost(
        need,
        deviation,
        resource.fixed_cost,
        unit_cost,
        resource.scale_exponent,
        resource.lot,
        resource.shortage_price,
        linear_fractile,
    )


@internal
def deviation_alone(resource: Records, need: float, capacity: float) -> float:
    """Return the standard deviation of what a month costs who is alone and holds a capacity [CAD]."""
    return sd_cost(capacity, need, resource.variation * need, resource.use_cost, resource.shortage_price)


@apart
def deviation_together(resource: Records, group: Group, parts: Parts) -> float:
    """Return the standard deviation of what a month costs a group [CAD], parts being those of its expected bill."""
    _, _, _, _, capacity = parts
    need, squares = needs_in_pool(resource, group)
    deviation = spread_of_need(squares, need, resource.variation, resource.correlation)
    return sd_cost(capacity, need, deviation, resource.use_cost, resource.shortage_price)


@internal
def bill_parts(
    resource: Records,
    members: int,
    need: float,
    capacity: float,
    fixed: float,
    held: float,
    short: float,
    overrun: float,
) -> Parts:
    """Return lump and spread of the steady pool cost, and of what friction adds to it at age 0; and the capacity.

    Coordination is the group's own expense; a shortage that is left unmet is a loss, neither taxed nor slowed down.
    """
    tax = 1.0 + resource.tax
    unmet = short if resource.unmet else 0.0
    growing = held + short - unmet
    coordination = coordination_cost(members, resource.hub_cost, resource.member_cost, resource.pair_cost)
    lump, spread = split(
        resource.sharing,
        tax * (fixed + overrun * coordination + resource.fee * members),
        resource.use_cost * need + unmet + tax * growing,
    )
    trouble = tax * overrun * resource.friction
    fading_lump, fading_spread = split(resource.sharing, trouble * fixed, trouble * growing)
    return lump, spread, fading_lump, fading_spread, capacity


@internal
def expected_parts(resource: Records, terms: Terms, group: Group, overrun: float) -> Parts:
    """Return the parts of the expected bill of a group that does not exist yet: see bill_parts."""
    need, squares = needs_in_pool(resource, group)
    capacity, fixed, held, short = group_cost(resource, terms[0], terms[1], need, squares)
    return bill_parts(resource, group.members, need, capacity, fixed, held, short, overrun)


@internal
def steady_cost(resource: Records, terms: Terms, group: Group, overrun: float) -> float:
    """Return the steady pool cost C1 of a group."""
    lump, spread, _, _, _ = expected_parts(resource, terms, group, overrun)
    return lump + spread


@internal
def harms(
    lump: float,
    spread: float,
    members: int,
    weight: float,
    new_lump: float,
    new_spread: float,
    new_weight: float,
    lightest: float,
    heaviest: float,
) -> bool:
    """Tell whether one more member makes anybody's steady bill rise.

    A bill is linear in its weight, and so is its change: if neither lightest nor heaviest pays more, nobody does.
    """
    if rises(
        bill(lump, spread, members, lightest, weight),
        bill(new_lump, new_spread, members + 1, lightest, new_weight),
    ):
        return True
    return rises(
        bill(lump, spread, members, heaviest, weight),
        bill(new_lump, new_spread, members + 1, heaviest, new_weight),
    )
