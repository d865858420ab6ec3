"""The plan of a member: what it expected from its membership, month by month, as it entered.

What an organization loses by its plan it has chosen; what it loses beyond the plan it suffers. The plan is made of what
the member believed at its entry, and is not revised. It ends when the membership does.
"""

from __future__ import annotations

from sim.compilation.decorators import apart, internal
from sim.kernel.clause import levy_of_pool, levy_of_pool_at
from sim.kernel.cost import ExpectedCost, expected_cost, expected_of
from sim.kernel.entry_payment import own_payment
from sim.kernel.group import members_of
from sim.kernel.layout import Records
from sim.kernel.migration import in_house, planned_double_running, steps_made
from sim.kernel.state import State
from sim.kernel.toll import staying_toll
from sim.laws.clause import bill_after
from sim.laws.sharing import bill


@internal
def _planned_cost(resource: Records, pool: Records, overrun: float) -> ExpectedCost:
    """Return what a member that expects an overrun expects its pool to cost as it enters."""
    if overrun == pool.believed:
        return expected_of(pool)
    return expected_cost(resource, (pool.unit_cost, pool.linear_fractile), members_of(resource, pool), overrun)


@internal
def _beside_the_bill(resource: Records, plan: Records, k: int) -> float:
    """Return what a member expects to pay beside its bill in the k-th month after the one of entry [CAD/month].

    What a mechanism adds to the monthly costs of a member enters the plan here.
    """
    return planned_double_running(resource, plan, k)


@internal
def plan_payment(state: State, i: int, month: int, payment: float) -> None:
    """Deduct a payment that organization i has planned for a month."""
    if month < state.planned.shape[1]:
        state.planned[i, month] -= payment


@internal
def plan_entry(state: State, i: int, payment: float, month: int) -> None:
    """Deduct what i expects to pay to enter, net of the subsidy, at once or by instalments."""
    society = state.society[0]
    paid = own_payment(society, state.organization[i], payment)
    if society.credit_months == 0:
        plan_payment(state, i, month, paid)
        return
    for later in range(month, month + society.credit_months):
        plan_payment(state, i, later, paid * society.installment)


@internal
def _add_from(state: State, i: int, r: int, first: int, sign: float) -> None:
    """Add the planned gains of a membership to the months from `first` on, or take them off."""
    plan = state.plan[i, r]
    faded = state.faded[plan.fade_row]
    months = state.planned.shape[1]
    if state.resource[r].burdened == 0:  # a loop without branches becomes vector instructions
        for month in range(first, months):
            state.planned[i, month] += sign * (plan.steady - faded[month - plan.entered] * plan.fading)
        return
    for month in range(first, months):
        k = month - plan.entered
        beside = _beside_the_bill(state.resource[r], plan, k)
        state.planned[i, month] += sign * (plan.steady - faded[k] * plan.fading - beside)


@apart
def make_plan(state: State, i: int, r: int, pool: Records, month: int, overrun: float) -> None:
    """Make the plan of a member that enters a pool and expects an overrun, once the pool knows its members."""
    plan = state.plan[i, r]
    place = state.place[i, r]
    expected = _planned_cost(state.resource[r], pool, overrun)
    steady = bill(expected.lump, expected.spread, pool.members, place.weight, pool.weight)
    fading = bill(expected.fading_lump, expected.fading_spread, pool.members, place.weight, pool.weight)
    levy = levy_of_pool(state, r, pool)
    if overrun != pool.believed:
        levy = levy_of_pool_at(state, r, pool, expected)
    steady = bill_after(levy, place.stand_alone, steady)
    paid, borne = staying_toll(state, i, r)
    plan.steady = place.stand_alone - steady - (paid + borne)
    plan.fading = pool.decay * fading
    plan.fixed = in_house(state.resource[r], place)
    plan.service = place.service
    plan.fade_row = state.resource[r].fade_row
    plan.entered = month
    plan.steps = steps_made(state, i, r)
    _add_from(state, i, r, month, 1.0)


@apart
def end_plan(state: State, i: int, r: int, month: int) -> None:
    """Take off what a membership was planned to bring from a month on."""
    _add_from(state, i, r, month, -1.0)
