"""Founding a pool: a proposal grows while it harms nobody, and is pruned until everybody in it wants it."""

from __future__ import annotations

import math

from sim.compilation.decorators import apart, internal
from sim.kernel.cost import ExpectedCost, Terms, deviation_together, expected_cost, harms, steady_cost
from sim.kernel.entry_payment import affords, own_payment
from sim.kernel.group import GroupSums, group_of, joined, without
from sim.kernel.layout import Records
from sim.kernel.serial import desk_without, weigh_desk
from sim.kernel.state import Profile, State
from sim.kernel.value import expected_bills, membership_value, refresh_dispositions, taste_of
from sim.laws.cost import fractile
from sim.laws.random import Purpose, order_key, order_seed
from sim.laws.sharing import Sharing, rises


@internal
def _own_terms(resource: Records, book: Records) -> Terms:
    """Return the terms of an organization that is alone."""
    if resource.learning == 0.0:
        return resource.unit_cost, resource.linear_fractile
    if math.isnan(book.linear_fractile):
        book.linear_fractile = fractile(book.unit_cost, resource.shortage_price)
    return book.unit_cost, book.linear_fractile


@internal
def _gathered(state: State, r: int, terms: Terms, group: GroupSums, j: int) -> GroupSums:
    """Return a group on the desk with one more member, the last; under serial sharing, with the weights of all."""
    if state.resource[r].sharing == Sharing.SERIAL:
        state.desk[group.members].member = j
        return weigh_desk(state, r, terms, group.members + 1)
    return joined(group, group_of(state.place[j, r]))


@apart
def _keep_bills(state: State, r: int, size: int, spread: float) -> None:
    """Keep the steady bills of the first on the desk, to compare later ones with."""
    for k in range(size):
        state.profile[Profile.BEFORE, k] = spread * state.place[state.desk[k].member, r].weight


@apart
def _harms_serially(state: State, r: int, size: int, spread: float) -> bool:
    """Tell whether the steady bill of any of the first on the desk is above the one kept: each has its own share."""
    for k in range(size):
        if rises(state.profile[Profile.BEFORE, k], spread * state.place[state.desk[k].member, r].weight):
            return True
    return False


@internal
def _grow(state: State, i: int, r: int, candidates: int) -> int:
    """Gather on the desk i and those of the first contacts on it that raise the bill of no other; return how many."""
    resource = state.resource[r]
    serial = resource.sharing == Sharing.SERIAL
    place = state.place[i, r]
    lightest = place.weight
    heaviest = place.weight
    experience = state.book[i, r].experience if resource.learning > 0.0 else 0.0
    terms = _own_terms(resource, state.book[i, r])
    state.desk[0].member = i
    group = weigh_desk(state, r, terms, 1) if serial else group_of(place)
    expected = expected_cost(resource, terms, group, 1.0)
    if serial:
        _keep_bills(state, r, 1, expected.spread)
    for k in range(candidates):
        if group.members == resource.max_members:
            break
        j = state.desk[k].contact
        other = state.place[j, r]
        most = experience
        new_terms = terms
        if resource.learning > 0.0 and state.book[j, r].experience > experience:  # a group knows what one of it knows
            most = state.book[j, r].experience
            new_terms = _own_terms(resource, state.book[j, r])
        larger = _gathered(state, r, new_terms, group, j)
        later = expected_cost(resource, new_terms, larger, 1.0)
        if serial:
            if _harms_serially(state, r, group.members, later.spread):
                continue
            _keep_bills(state, r, larger.members, later.spread)
        elif harms(expected, group, later, larger, lightest, heaviest):
            continue
        state.desk[group.members].member = j
        group = larger
        lightest = min(lightest, other.weight)
        heaviest = max(heaviest, other.weight)
        expected = later
        experience = most
        terms = new_terms
    return group.members


@internal
def cost_without(
    resource: Records, terms: Terms, place: Records, group: GroupSums, stand_alone: float, overrun: float
) -> float:
    """Return what the others of a group would pay a steady month without one: as a pool, or alone if too few remain.

    stand_alone is the sum of the group's stand-alone costs (read if too few remain).
    """
    if group.members - 1 < resource.min_members:
        return stand_alone - place.stand_alone
    return steady_cost(resource, terms, without(group, place), overrun)


@apart
def _serial_cost_without(state: State, r: int, terms: Terms, size: int, k: int) -> float:
    """Return the same for the k-th on the desk where overuse follows serial shares."""
    return steady_cost(state.resource[r], terms, desk_without(state, r, terms, size, k), 1.0)


@apart
def _founding_terms(resource: Records, books: Records, desk: Records, r: int, size: int) -> tuple[Terms, Terms, int]:
    """Return the terms of the first on the desk, who have learned, those without the one who knows most, and its place.

    A pool starts with the best experience of its founders.
    """
    best = 0
    second = -1
    for k in range(1, size):
        experience = books[desk[k].member, r].experience
        if experience > books[desk[best].member, r].experience:
            second = best
            best = k
        elif second < 0 or experience > books[desk[second].member, r].experience:
            second = k
    return _own_terms(resource, books[desk[best].member, r]), _own_terms(resource, books[desk[second].member, r]), best


@internal
def _founding_share(state: State, j: int, r: int, founders: int) -> float:
    """Return what one of so many founders pays itself of the founding cost."""
    return own_payment(state.society[0], state.organization[j], state.resource[r].founding_cost / founders)


@internal
def _can_found(state: State, r: int, k: int, group: GroupSums, expected: ExpectedCost) -> bool:
    """Tell whether the k-th on the desk can pay to found with the group, and then its bills."""
    j = state.desk[k].member
    place = state.place[j, r]
    _, bill_now = expected_bills(expected, group, place.weight, 1.0)
    payment = _founding_share(state, j, r, group.members)
    return affords(state.society[0], state.organization[j], payment, bill_now - place.pooled_means)


@internal
def _founding_value(
    state: State,
    r: int,
    k: int,
    terms: Terms,
    group: GroupSums,
    stand_alone: float,
    expected: ExpectedCost,
    deviation: float,
) -> float:
    """Return what founding is worth to the k-th on the desk, taste out; terms are those of the others without it."""
    resource = state.resource[r]
    j = state.desk[k].member
    organization = state.organization[j]
    place = state.place[j, r]
    refresh_dispositions(state.society[0], organization)
    felt = _founding_share(state, j, r, group.members) * organization.entry_factor
    others = 0.0
    if organization.solidarity > 0.0:
        if resource.sharing == Sharing.SERIAL and resource.overuse > 0.0 and group.members > resource.min_members:
            others = _serial_cost_without(state, r, terms, group.members, k)
        else:
            others = cost_without(resource, terms, place, group, stand_alone, 1.0)
    value, _ = membership_value(
        resource, organization, place, state.book[j, r], place.weight, group, expected, deviation, 1.0, felt, others
    )
    return value + organization.solidarity * felt


@internal
def _prune(state: State, i: int, r: int, size: int, month: int) -> tuple[int, float]:
    """Send away, one by one, who cannot pay or does not want the pool; return who is left (0: no pool) and i's value.

    Who cannot pay leaves first, then who loses most for its stand-alone cost. The alternative is to be alone.
    """
    resource = state.resource[r]
    seed = order_seed(state.society[0].key, state.organization[i].identity, r, month, Purpose.TIE)
    while size >= resource.min_members:
        terms = (resource.unit_cost, resource.linear_fractile)
        without_best = terms
        best = -1
        if resource.learning > 0.0:
            terms, without_best, best = _founding_terms(resource, state.book, state.desk, r, size)
        if resource.sharing == Sharing.SERIAL:
            weigh_desk(state, r, terms, size)
        group = GroupSums(0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0)
        stand_alone = 0.0
        for k in range(size):
            place = state.place[state.desk[k].member, r]
            group = joined(group, group_of(place))
            stand_alone += place.stand_alone
        expected = expected_cost(resource, terms, group, 1.0)
        unable = 0
        last_unable = -1
        for k in range(size):
            if not _can_found(state, r, k, group, expected):
                unable += 1
                last_unable = k
        deviation = math.nan
        own_value = 0.0
        worst = last_unable if unable == 1 else -1  # who alone cannot pay leaves, whatever it thinks
        if unable != 1:
            worst_value = math.inf if unable > 0 else 0.0
            for k in range(size):
                if unable > 0 and _can_found(state, r, k, group, expected):
                    continue
                j = state.desk[k].member
                rest = without_best if k == best else terms
                if state.organization[j].risk_weight > 0.0 and math.isnan(deviation):
                    deviation = deviation_together(resource, group, expected.capacity)
                value = _founding_value(state, r, k, rest, group, stand_alone, expected, deviation)
                if j == i:
                    own_value = value
                relative = (value + taste_of(state, j, r, month)) / state.place[j, r].stand_alone
                if (
                    relative < worst_value
                    or (unable > 0 and worst < 0)
                    or (
                        relative == worst_value
                        and worst >= 0
                        and order_key(seed, state.organization[j].identity)
                        < order_key(seed, state.organization[state.desk[worst].member].identity)
                    )
                ):
                    worst = k
                    worst_value = relative
        if worst < 0:
            return size, own_value
        if state.desk[worst].member == i:
            break
        size -= 1
        for k in range(worst, size):
            state.desk[k].member = state.desk[k + 1].member
    return 0, 0.0


@internal
def propose(state: State, i: int, r: int, candidates: int, month: int) -> tuple[int, float]:
    """Propose a pool to the first contacts on the desk; return how many found it (0: no pool) and i's value, taste out.

    The founders stand on the desk.
    """
    society = state.society[0]
    resource = state.resource[r]
    most = min(candidates + 1, resource.max_members)
    # the founding cost is shared: who could not pay its part of the largest group could not in any
    least = _founding_share(state, i, r, most)
    if most < resource.min_members or not affords(society, state.organization[i], least, 0.0):
        return 0, 0.0
    return _prune(state, i, r, _grow(state, i, r, candidates), month)
