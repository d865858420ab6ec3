"""Founding: a proposal grows while it harms no member, and is pruned until every member wants it."""

from __future__ import annotations

import math

import numpy as np

from sim.compilation.decorators import apart, internal
from sim.kernel import places
from sim.kernel.clause import levy_of_desk
from sim.kernel.cost import ExpectedCost, Terms, deviation_together, expected_cost, harms, steady_cost
from sim.kernel.dispositions import refresh_dispositions
from sim.kernel.entry_payment import affords, own_payment
from sim.kernel.group import GroupSums, group_of, joined, without
from sim.kernel.layout import Records
from sim.kernel.proposal import Proposal, judged
from sim.kernel.serial import desk_without, weigh_desk
from sim.kernel.state import NOBODY, Profile, State
from sim.kernel.value import Bills, Prospect, expected_bills, membership_value, taste_of
from sim.laws.cost import fractile
from sim.laws.random import EVERYBODY, Purpose, order_key, order_seed
from sim.laws.sharing import follows_all, rises


@internal
def _own_terms(resource: Records, book: Records) -> Terms:
    """Return the terms of an organization that is alone."""
    if resource.learning == 0.0:
        return resource.unit_cost, resource.linear_fractile
    if math.isnan(book.linear_fractile):
        book.linear_fractile = fractile(book.unit_cost, resource.shortage_price)
    return book.unit_cost, book.linear_fractile


@internal
def _gathered(state: State, r: int, terms: Terms, group: GroupSums, j: int, overrun: float) -> GroupSums:
    """Return a group on the desk with one more member, the last; under serial sharing, with the weights of all."""
    if follows_all(state.resource[r].shared_by):
        state.desk[group.members].member = j
        return weigh_desk(state, r, terms, group.members + 1, overrun)
    return joined(group, group_of(state.place[j, r]))


@apart
def _keep_bills(state: State, r: int, size: int, spread: float) -> None:
    """Keep the steady bills of the first on the desk, to compare later ones with."""
    for k in range(size):
        state.profile[Profile.BEFORE, k] = spread * state.place[state.desk[k].member, r].weight


@apart
def _harms_serially(state: State, r: int, size: int, spread: float) -> bool:
    """Return whether the steady bill of any of the first on the desk rises above the one kept."""
    for k in range(size):
        if rises(state.profile[Profile.BEFORE, k], spread * state.place[state.desk[k].member, r].weight):
            return True
    return False


@internal
def _grow(state: State, i: int, r: int, candidates: int) -> tuple[int, ExpectedCost]:
    """Gather on the desk i and those of the first contacts on it that raise the bill of no other.

    Return how many they are, and their expected cost as a pool.
    """
    resource = state.resource[r]
    serial = follows_all(resource.shared_by)
    place = state.place[i, r]
    lightest = place.weight
    heaviest = place.weight
    experience = state.book[i, r].experience if resource.learning > 0.0 else 0.0
    terms = _own_terms(resource, state.book[i, r])
    overrun = places.expected_overrun(state, i, r)
    state.desk[0].member = i
    group = weigh_desk(state, r, terms, 1, overrun) if serial else group_of(place)
    expected = expected_cost(resource, terms, group, overrun)
    if serial:
        _keep_bills(state, r, 1, expected.spread)
    for k in range(candidates):
        if group.members == resource.max_members:
            break
        j = state.desk[k].contact
        other = state.place[j, r]
        most = experience
        new_terms = terms
        if resource.learning > 0.0 and state.book[j, r].experience > experience:
            most = state.book[j, r].experience
            new_terms = _own_terms(resource, state.book[j, r])
        larger = _gathered(state, r, new_terms, group, j, overrun)
        later = expected_cost(resource, new_terms, larger, overrun)
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
    return group.members, expected


@internal
def cost_without(
    resource: Records, terms: Terms, place: Records, group: GroupSums, stand_alone: float, overrun: float
) -> float:
    """Return the steady cost of a group without one of its members: as a pool, or alone if too few remain [CAD/month].

    `stand_alone` is the sum of the group's stand-alone costs; it is read only if too few remain.
    """
    if group.members - 1 < resource.min_members:
        return stand_alone - place.stand_alone
    return steady_cost(resource, terms, without(group, place), overrun)


@apart
def _founding_terms(resource: Records, books: Records, desk: Records, r: int, size: int) -> tuple[Terms, Terms, int]:
    """Return the terms after learning of the first on the desk, those without the most experienced, and its position.

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
def _proposal_of(state: State, r: int, size: int, overrun: float, known: bool, expected: ExpectedCost) -> Proposal:
    """Return the pool that the first on the desk would found; `overrun` is the one that the proposer expects.

    `expected` is its expected cost, if that is known.
    """
    resource = state.resource[r]
    terms = (resource.unit_cost, resource.linear_fractile)
    without_best = terms
    best = -1
    if resource.learning > 0.0:
        terms, without_best, best = _founding_terms(resource, state.book, state.desk, r, size)
    if follows_all(resource.shared_by):
        weigh_desk(state, r, terms, size, overrun)
    group = GroupSums(0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0)
    stand_alone = 0.0
    for k in range(size):
        place = state.place[state.desk[k].member, r]
        group = joined(group, group_of(place))
        stand_alone += place.stand_alone
    if not known:
        expected = expected_cost(resource, terms, group, overrun)
    levy = levy_of_desk(state, r, group, expected)
    return Proposal(group, stand_alone, overrun, expected, terms, without_best, best, levy)


@internal
def founding_share(state: State, j: int, r: int, founders: int) -> float:
    """Return the part of the founding cost that one of the founders expects to pay itself [CAD]."""
    cost = state.resource[r].founding_cost * places.expected_overrun(state, j, r)
    return own_payment(state.society[0], state.organization[j], cost / founders)


@internal
def _bill_founder(state: State, r: int, k: int, proposal: Proposal) -> bool:
    """Write what the k-th on the desk would pay to found the proposed pool, and its bills; return whether it can."""
    here = state.desk[k]
    j = here.member
    place = state.place[j, r]
    expected, levy = judged(state, r, k, proposal)
    bills = expected_bills(Prospect(proposal.group, place.weight, expected, 1.0, levy), place.stand_alone)
    here.share = bills.share
    here.steady = bills.steady
    here.now = bills.now
    here.total = expected.lump + expected.spread
    here.payment = founding_share(state, j, r, proposal.group.members)
    payment = here.payment + places.entry_burden(state, j, r)
    paid, _ = places.founding_toll(state, j, r, proposal.group, proposal.terms)
    return affords(state.society[0], state.organization[j], payment, bills.now + paid - place.pooled_means)


@apart
def _serial_cost_without(state: State, r: int, terms: Terms, size: int, k: int, shared: float, overrun: float) -> float:
    """Return the steady cost of the first on the desk without the k-th, where overuse follows serial shares.

    `shared` is the overrun at which shares are worked out.
    """
    return steady_cost(state.resource[r], terms, desk_without(state, r, terms, size, k, shared), overrun)


@internal
def _cost_others(state: State, r: int, proposal: Proposal) -> None:
    """Write to the desk, for each of the founders with solidarity, what the others would cost without it.

    In a loop of its own, costs wait neither for one another nor for the decisions that follow from them.
    """
    resource = state.resource[r]
    group = proposal.group
    for k in range(group.members):
        j = state.desk[k].member
        if state.organization[j].solidarity == 0.0:
            continue
        overrun = places.expected_overrun(state, j, r)
        terms = proposal.without_best if k == proposal.best else proposal.terms
        if follows_all(resource.shared_by) and resource.overuse > 0.0 and group.members > resource.min_members:
            others = _serial_cost_without(state, r, terms, group.members, k, proposal.overrun, overrun)
        else:
            others = cost_without(resource, terms, state.place[j, r], group, proposal.stand_alone, overrun)
        state.desk[k].others = others


@internal
def _founding_value(state: State, r: int, k: int, proposal: Proposal, deviation: float) -> float:
    """Return the value of founding to the k-th on the desk, without taste [CAD]; `deviation` is that of the cost."""
    resource = state.resource[r]
    group = proposal.group
    here = state.desk[k]
    j = here.member
    organization = state.organization[j]
    place = state.place[j, r]
    refresh_dispositions(state.society[0], organization)
    felt = here.payment * organization.entry_factor
    paid, borne = places.founding_toll(state, j, r, group, proposal.terms)
    entry = felt + places.entry_burden(state, j, r) + organization.annuity * (paid + borne)
    bills = Bills(here.share, here.steady, here.now)
    value = membership_value(
        resource, organization, place, state.book[j, r], here.total, deviation, bills, entry, here.others
    )
    # without it the others would share what it pays; at the minimum size they would found nothing, and pay nothing
    spared = felt if group.members > resource.min_members else -(group.members - 1) * felt
    return value + organization.solidarity * spared


@internal
def _least_willing(
    state: State, i: int, r: int, month: int, seed: np.uint64, proposal: Proposal, unable: int
) -> tuple[int, float]:
    """Return the position of the founder that loses most relative to its cost alone (-1: none), and i's value.

    If some founders cannot pay (`unable` of them), only these are compared, and one is always returned. Ties are broken
    at random.
    """
    resource = state.resource[r]
    deviation = math.nan
    own_value = 0.0
    worst = -1
    worst_value = math.inf if unable > 0 else 0.0
    _cost_others(state, r, proposal)
    for k in range(proposal.group.members):
        if unable > 0 and state.desk[k].able:
            continue
        j = state.desk[k].member
        if state.organization[j].risk_weight > 0.0 and math.isnan(deviation):
            deviation = deviation_together(resource, proposal.group, proposal.expected.capacity)
        value = _founding_value(state, r, k, proposal, deviation)
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
    return worst, own_value


@internal
def _prune(
    state: State, i: int, r: int, size: int, month: int, known: bool, expected: ExpectedCost
) -> tuple[int, float]:
    """Remove founders that cannot pay or do not want the pool; return how many stay, and i's value.

    They are removed one by one, the least willing first; the only member that cannot pay is removed before that. The
    alternative of a founder is to be alone. Without enough founders there is no pool (0). Without i, which proposes,
    there is none either, unless a facilitator proposes (NOBODY). `expected` is the expected cost of all, if known.
    """
    proposer = EVERYBODY if i == NOBODY else state.organization[i].identity
    seed = order_seed(state.society[0].key, proposer, state.resource[r].stream, month, Purpose.TIE)
    overrun = 1.0 if i == NOBODY else places.expected_overrun(state, i, r)
    while size >= state.resource[r].min_members:
        proposal = _proposal_of(state, r, size, overrun, known, expected)
        known = False
        unable = 0
        worst = -1
        for k in range(size):
            state.desk[k].able = _bill_founder(state, r, k, proposal)
            if state.desk[k].able == 0:
                unable += 1
                worst = k
        value = 0.0
        if unable != 1:
            worst, value = _least_willing(state, i, r, month, seed, proposal, unable)
        if worst < 0:
            return size, value
        if state.desk[worst].member == i:
            break
        size -= 1
        for k in range(worst, size):
            state.desk[k].member = state.desk[k + 1].member
    return 0, 0.0


@internal
def propose(state: State, i: int, r: int, candidates: int, month: int) -> tuple[int, float]:
    """Propose a pool to the first contacts on the desk; return how many found it (0: no pool), and i's value.

    The founders are then on the desk; the value is without taste [CAD].
    """
    resource = state.resource[r]
    size, expected = _grow(state, i, r, candidates)
    known = resource.learning == 0.0 and not follows_all(resource.shared_by)
    return _prune(state, i, r, size, month, known, expected)


@internal
def propose_for(state: State, r: int, size: int, month: int) -> int:
    """Propose a pool to the first on the desk, for a facilitator; return how many found it (0: no pool)."""
    return _prune(state, NOBODY, r, size, month, False, ExpectedCost(0.0, 0.0, 0.0, 0.0, 0.0))[0]
