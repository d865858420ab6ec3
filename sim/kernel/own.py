"""Own rules in the month: what a function of the user is shown, its call, and the first fault, which is kept.

The functions are called through addresses that belong to this process. The kernel is compiled without them, and knows
only the records that they see. After a fault no function is called any more, and what it was shown stays as it was.
"""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.compilation.decorators import apart, internal
from sim.compilation.pointer import FAILED, call_at
from sim.kernel.cost import ExpectedCost
from sim.kernel.group import GroupSums
from sim.kernel.layout import Records
from sim.kernel.search import gather_contacts
from sim.kernel.state import NOBODY, OwnRules, State
from sim.kernel.value import taste_of
from sim.laws.decision import Choice
from sim.laws.random import Purpose, order_seed
from sim.laws.sharing import bill
from sim.vocabulary.codes import Fault

_ROUNDING = 1e-9
"""By how much, relative to the cost, shares may miss it."""


class Options(NamedTuple):
    """What an organization can do about a resource, as it was valued: see `sim.declared.own.OPTIONS`.

    Attributes
    ----------
    staying, joining, founding : float
        Values without taste [CAD]; minus infinity where there is no such option.
    slot : int
        The best pool to join; NOBODY if there is none.
    size : int
        How many would found the proposed pool; 0 if there is none.
    """

    staying: float
    joining: float
    founding: float
    slot: int
    size: int


@internal
def _has_failed(own: OwnRules) -> bool:
    """Return whether there was a fault."""
    return own.one[0].fault != Fault.NONE


@internal
def _call(address: int, one: Records, many: Records, count: int) -> int:
    """Return what the function at an address returns; it fails if there is none."""
    return FAILED if address == 0 else call_at(address, one, many, count)


@internal
def _keep_fault(own: OwnRules, address: int, fault: int, row: int, r: int, month: int) -> None:
    """Keep the fault of the function at an address."""
    rule = own.one[0]
    rule.fault = fault
    rule.culprit = address
    rule.fault_row = row
    rule.fault_resource = r
    rule.fault_month = month


@apart
def show_contacts(state: State, i: int, r: int, month: int) -> None:
    """Show the contacts that i considers for r and that need it, as they are before anything is proposed."""
    if _has_failed(state.own):
        return
    own_pool = state.place[i, r].pool
    shown = 0
    for k in range(gather_contacts(state, i, r, month)):
        j = state.desk[k].contact
        place = state.place[j, r]
        if place.need == 0.0 or state.organization[j].closed > 0:
            continue
        organization = state.organization[j]
        contact = state.own.many[state.own.one[0].shown_from + shown]
        contact.need = place.need
        contact.size = organization.size
        contact.gain = organization.gain
        contact.total = organization.total
        contact.organization = organization.identity
        contact.kind = organization.kind
        contact.sector = organization.sector
        contact.pooling = place.pool != NOBODY
        contact.pool_size = state.pool[r, place.pool].members if place.pool != NOBODY else 0
        contact.same_pool = place.pool != NOBODY and place.pool == own_pool
        shown += 1
    state.own.one[0].shown = shown


@internal
def _show_options(state: State, i: int, r: int, month: int, options: Options) -> None:
    """Show an organization what it can decide on."""
    organization = state.organization[i]
    place = state.place[i, r]
    pool = state.pool[r, place.pool]
    member = place.pool != NOBODY
    view = state.own.one[0]
    view.stay = options.staying
    view.join = options.joining if options.slot != NOBODY else -math.inf
    view.found = options.founding
    view.taste = taste_of(state, i, r, month)
    view.threshold = -state.resource[r].leaving_cost if member else 0.0
    view.need = place.need
    view.stand_alone = place.stand_alone
    view.service = place.service
    view.size = organization.size
    view.cash = organization.cash
    view.surplus = organization.surplus
    view.trust = organization.trust
    view.horizon = float(organization.horizon)
    view.foresight = organization.foresight
    view.solidarity = organization.solidarity
    view.autonomy = organization.autonomy
    view.risk_weight = organization.risk_weight
    view.gain = organization.gain
    view.total = organization.total
    view.pool_need = pool.need if member else 0.0
    view.pool_cost = pool.steady_lump + pool.steady_spread if member else 0.0
    view.organization = organization.identity
    view.kind = organization.kind
    view.sector = organization.sector
    view.resource = r
    view.month = month + 1
    view.months = state.society[0].months
    view.pools = organization.pools
    view.pool_size = pool.members if member else 0
    view.pool_age = month - pool.founded if member else 0
    view.key = order_seed(
        state.society[0].key, organization.identity, state.resource[r].stream, month, Purpose.OWN_RULE
    )
    view.member = member
    view.can_join = options.slot != NOBODY
    view.can_found = options.size > 0


@apart
def decide(state: State, i: int, r: int, month: int, options: Options) -> tuple[int, int]:
    """Return the choice of i's own rule about r, and the slot (JOIN) or the size of the group (FOUND)."""
    if _has_failed(state.own):
        return Choice.STAY, NOBODY
    _show_options(state, i, r, month, options)
    view = state.own.one[0]
    note = state.own.note[i, r]
    view.note_0 = note.note_0
    view.note_1 = note.note_1
    view.note_2 = note.note_2
    view.note_3 = note.note_3
    choice = _call(view.decide, view, state.own.many[view.shown_from :], view.shown)
    if choice == FAILED:
        _keep_fault(state.own, view.decide, Fault.RAISED, i, r, month)
        return Choice.STAY, NOBODY
    possible = True
    target = NOBODY
    if choice == Choice.LEAVE:
        possible = state.place[i, r].pool != NOBODY
    elif choice == Choice.JOIN:
        possible = options.slot != NOBODY
        target = options.slot
    elif choice == Choice.FOUND:
        possible = options.size > 0
        target = options.size
    elif choice != Choice.STAY:
        _keep_fault(state.own, view.decide, Fault.NO_CHOICE, i, r, month)
        return Choice.STAY, NOBODY
    if not possible:
        _keep_fault(state.own, view.decide, Fault.IMPOSSIBLE, i, r, month)
        return Choice.STAY, NOBODY
    note.note_0 = view.note_0
    note.note_1 = view.note_1
    note.note_2 = view.note_2
    note.note_3 = view.note_3
    return choice, target


@internal
def show_member(own: OwnRules, k: int, organization: Records, stand_alone: float) -> None:
    """Show the k-th member, in order of need, of a group whose cost is shared next."""
    if _has_failed(own):
        return
    member = own.many[k]
    member.organization = organization.identity
    member.size = organization.size
    member.kind = organization.kind
    member.sector = organization.sector
    member.stand_alone = stand_alone


@apart
def own_shares(
    own: OwnRules, row: int, r: int, month: int, fixed: float, demand: NDArray[np.float64], share: NDArray[np.float64]
) -> None:
    """Replace the costs of capped demands by the shares of 1 that the own rule gives; its members are shown already.

    Parameters
    ----------
    own : OwnRules
    row : int
        A member that stands for the group in an error message.
    r, month : int
    fixed : float
        The part of the cost that does not grow with use [CAD/month].
    demand : (n,) float64
        Mean needs in increasing order [unit/month].
    share : (n,) float64
        The costs of the demands capped at each [CAD/month], the last of which is shared; then the shares.
    """
    n = demand.size
    cost = share[n - 1]
    if _has_failed(own):
        share[:] = 1.0 / n
        return
    view = own.one[0]
    view.cost = cost
    view.fixed = fixed
    view.stand_alone = 0.0
    view.members = n
    view.resource = r
    view.month = month + 1
    for k in range(n):
        member = own.many[k]
        member.need = demand[k]
        member.capped_cost = share[k]
        member.share = 0.0
        view.stand_alone += member.stand_alone
    address = view.share
    failed = _call(address, view, own.many, n) == FAILED
    total = 0.0
    for k in range(n):
        total += own.many[k].share
        share[k] = own.many[k].share / cost
    if failed:
        _keep_fault(own, address, Fault.RAISED, row, r, month)
    elif not abs(total - cost) <= _ROUNDING * cost:  # also where it is NaN
        _keep_fault(own, address, Fault.SUM, row, r, month)
    if _has_failed(own):
        share[:] = 1.0 / n


@apart
def admits(
    state: State, i: int, r: int, pool: Records, larger: GroupSums, weight: float, later: ExpectedCost, agreeing: int
) -> bool:
    """Return whether the own rule of admission admits i; `larger` is the group with it, `weight` its weight in it."""
    if _has_failed(state.own):
        return False
    organization = state.organization[i]
    month = state.society[0].month
    guest = state.own.one[0]
    guest.need = state.place[i, r].need
    guest.size = organization.size
    guest.stand_alone = state.place[i, r].stand_alone
    guest.bill = bill(later.lump, later.spread, larger.members, weight, larger.weight)
    guest.cost_before = pool.steady_lump + pool.steady_spread
    guest.cost_after = later.lump + later.spread
    guest.organization = organization.identity
    guest.kind = organization.kind
    guest.sector = organization.sector
    guest.resource = r
    guest.month = month + 1
    guest.members = pool.members
    guest.agreeing = agreeing
    guest.pool_age = month - pool.founded
    answer = _call(guest.admits, guest, state.own.many, 0)
    if answer == FAILED:
        _keep_fault(state.own, guest.admits, Fault.RAISED, i, r, month)
    return answer == 1
