"""Migration in the month: the use that a pool serves already, double running, and the next step."""

from __future__ import annotations

from sim.compilation.decorators import apart, internal
from sim.kernel.layout import Records
from sim.kernel.state import NOBODY, State
from sim.laws.migration import double_cost, double_running
from sim.laws.random import Purpose, uniform


@internal
def in_house(resource: Records, place: Records) -> float:
    """Return the fixed cost that a place pays as long as it runs a provision of its own [CAD/month]."""
    return resource.fixed_cost if place.capacity > 0.0 else 0.0


@apart
def _burden(resource: Records, organization: Records, place: Records, here: Records) -> float:
    """Return the expected cost of double running from now on [CAD of today]."""
    fixed = in_house(resource, place)
    return double_running(organization.confidence, resource.migration_months, 1 + here.steps, fixed, place.service)


@internal
def entry_burden(state: State, i: int, r: int) -> float:
    """Return what migrating adds to the price of entering a pool, or of staying before the migration ends [CAD]."""
    if state.resource[r].migration_months <= 1:
        return 0.0
    return _burden(state.resource[r], state.organization[i], state.place[i, r], state.mechanism.migration[i, r])


@internal
def planned_double_running(resource: Records, plan: Records, k: int) -> float:
    """Return what a member planned to pay for its own provision in the k-th month after it entered [CAD/month]."""
    if resource.migration_months <= 1:
        return 0.0
    return double_cost((1 + plan.steps + k) / resource.migration_months, plan.fixed, plan.service)


@internal
def steps_made(state: State, i: int, r: int) -> int:
    """Return the steps of migration that a place has made."""
    return state.mechanism.migration[i, r].steps if state.resource[r].migration_months > 1 else 0


@internal
def migrated_share(state: State, i: int, r: int) -> float:
    """Return the share of a member's use that its pool serves this month."""
    months = state.resource[r].migration_months
    if months <= 1:
        return 1.0
    return (1 + state.mechanism.migration[i, r].steps) / months


@internal
def add_double_running(state: State, i: int, r: int) -> None:
    """Add what member i still pays for its own provision to its month, and take it off its pool's account."""
    resource = state.resource[r]
    if resource.migration_months <= 1:
        return
    place = state.place[i, r]
    share = migrated_share(state, i, r)
    short = resource.shortage_price * max(0.0, place.use - place.capacity)
    lost = (1.0 - share) * short if resource.unmet else 0.0
    paid = double_cost(share, in_house(resource, place), place.standing + short) - lost
    place.billed += paid
    place.unmet += lost
    state.pool[r, place.pool].gain -= paid + lost
    state.mechanism.migration[i, r].paid = paid + lost


@internal
def count_double_running(state: State, i: int) -> None:
    """Count what organization i paid twice this month, in the order of the rows, which both drivers share."""
    for r in range(state.resource.size):
        if state.resource[r].migration_months > 1 and state.place[i, r].pool != NOBODY:
            state.resource[r].double_running += state.mechanism.migration[i, r].paid


@internal
def step_on(state: State, i: int, month: int) -> None:
    """Take the month's steps of organization i towards its pools; alone, it starts over."""
    for r in range(state.resource.size):
        resource = state.resource[r]
        if resource.migration_months <= 1:
            continue
        here = state.mechanism.migration[i, r]
        if state.place[i, r].pool == NOBODY:
            here.steps = 0
            here.months = 0
            continue
        last = resource.migration_months - 1
        here.months += 1
        if here.months == resource.migration_months:
            resource.migrations_due += 1
            resource.migrations_on_plan += here.steps == last
        if here.steps < last:
            key, identity = state.society[0].key, state.organization[i].identity
            here.steps += (
                uniform(key, identity, resource.stream, month, Purpose.MIGRATION, 0) >= resource.migration_delay
            )
