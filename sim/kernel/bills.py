"""Expected bills: what a group would cost, and what each member would expect to pay."""

from __future__ import annotations

from sim.kernel.state import Records
from sim.laws.compiled import internal, phase
from sim.laws.cost import coordination_cost, running_cost, spread_of_need
from sim.laws.sharing import bill, rises, split


@phase
def group_cost(resource: Records, need: float, squares: float) -> tuple[float, float, float, float]:
    """Return capacity and the parts of the expected running cost: fixed, held capacity, shortage."""
    deviation = spread_of_need(squares, need, resource.variation, resource.correlation)
    return running_cost(
        need,
        deviation,
        resource.fixed_cost,
        resource.unit_cost,
        resource.scale_exponent,
        resource.lot,
        resource.shortage_price,
        resource.linear_fractile,
    )


@internal
def bill_parts(
    resource: Records, members: int, need: float, fixed: float, held: float, short: float, overrun: float
) -> tuple[float, float, float, float]:
    """Return lump and spread of the steady pool cost, and of what friction adds to it at age 0.

    Coordination is the group's own expense; a shortage that is left unmet is a loss, neither taxed nor slowed down.
    """
    tax = 1.0 + resource.tax
    unmet = short if resource.unmet else 0.0
    growing = held + short - unmet
    coordination = coordination_cost(members, resource.hub_cost, resource.member_cost, resource.pair_cost)
    lump, spread = split(
        resource.sharing,
        tax * (fixed + overrun * coordination),
        resource.use_cost * need + unmet + tax * growing,
    )
    trouble = tax * overrun * resource.friction
    fading_lump, fading_spread = split(resource.sharing, trouble * fixed, trouble * growing)
    return lump, spread, fading_lump, fading_spread


@phase
def expected_parts(
    resource: Records, members: int, need: float, squares: float, overrun: float
) -> tuple[float, float, float, float]:
    """Return the parts of the expected bill of a group that does not exist yet: see bill_parts."""
    _, fixed, held, short = group_cost(resource, need, squares)
    return bill_parts(resource, members, need, fixed, held, short, overrun)


@phase
def steady_cost(resource: Records, members: int, need: float, squares: float, overrun: float) -> float:
    """Return the steady pool cost C1 of a group."""
    lump, spread, _, _ = expected_parts(resource, members, need, squares, overrun)
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
