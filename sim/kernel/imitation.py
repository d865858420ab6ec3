"""Decision rules that follow others: imitate a contact that fares better, or wait until enough contacts pool."""

from __future__ import annotations

from sim.compilation.decorators import apart, internal
from sim.kernel.layout import Records
from sim.kernel.state import NOBODY, State
from sim.laws.decision import Choice
from sim.laws.imitation import adoption_probability
from sim.laws.random import Purpose, uniform
from sim.laws.threshold import reaches
from sim.vocabulary.codes import Rule

WEIGH = -1
"""The rule makes no choice: all options are weighed, as under the rational rule."""


@apart
def _enough_pool(society: Records, organizations: Records, places: Records, contacts: Records, i: int, r: int) -> bool:
    """Return whether the share of i's contacts that pool r, among those that need it, reaches i's threshold.

    Organizations that have closed need nothing.
    """
    organization = organizations[i]
    pooling = 0
    concerned = 0
    if society.complete:
        for j in range(organizations.size):
            if j != i and places[j, r].need > 0.0 and organizations[j].closed == 0:
                concerned += 1
                pooling += places[j, r].pool != NOBODY
    else:
        for k in range(organization.contacts_from, organization.contacts_to):
            j = contacts[k].row
            place = places[j, r]
            if place.need > 0.0 and organizations[j].closed == 0:
                concerned += 1
                pooling += place.pool != NOBODY
    return reaches(pooling, concerned, organization.threshold)


@internal
def has_enough(state: State, i: int, r: int) -> bool:
    """Return whether enough of i's contacts pool r for it.

    Passing the full state to a function that is not inlined is slow, so that _enough_pool takes arrays.
    """
    return _enough_pool(state.society[0], state.organization, state.place, state.contact, i, r)


@internal
def waits(state: State, i: int) -> bool:
    """Return whether i pools only once enough of its contacts do; until then it cannot be asked to found a pool."""
    return state.organization[i].rule == Rule.CONDITIONAL


@internal
def _relative_savings(past: Records, months: int) -> float:
    """Return the savings of the months remembered, payments deducted, as a share of the cost of being alone."""
    saved = 0.0
    cost = 0.0
    for k in range(months):
        saved += past[k, 0]
        cost += past[k, 1]
    return saved / cost if cost > 0.0 else 0.0


@internal
def _contact_of(state: State, i: int, r: int, month: int) -> int:
    """Return the row of a contact of i, drawn at random; NOBODY without contacts."""
    society = state.society[0]
    organization = state.organization[i]
    u = uniform(society.key, organization.identity, state.resource[r].stream, month, Purpose.IMITATION, 1)
    if society.complete:
        others = state.organization.size - 1
        identity = min(int(u * others), others - 1)
        if identity >= organization.identity:
            identity += 1
        return state.desk[identity].row
    size = organization.contacts_to - organization.contacts_from
    if size == 0:
        return NOBODY
    return state.contact[organization.contacts_from + min(int(u * size), size - 1)].row


@internal
def _imitate(state: State, i: int, r: int, month: int) -> tuple[int, int]:
    """Compare i with a contact and perhaps copy its choice; with a small probability, leave the choice to i itself."""
    society = state.society[0]
    key = society.key
    identity = state.organization[i].identity
    stream = state.resource[r].stream
    if uniform(key, identity, stream, month, Purpose.IMITATION, 0) < society.explore:
        return WEIGH, NOBODY
    j = _contact_of(state, i, r, month)
    if j == NOBODY or state.place[j, r].need == 0.0 or state.organization[j].closed > 0:
        return Choice.STAY, NOBODY
    slot = state.place[j, r].pool
    if slot == state.place[i, r].pool:
        return Choice.STAY, NOBODY
    months = min(month, state.past.shape[2])
    own = _relative_savings(state.past[i, r], months)
    other = _relative_savings(state.past[j, r], months)
    chance = adoption_probability(own, other, society.beta_imitate)
    if uniform(key, identity, stream, month, Purpose.IMITATION, 2) >= chance:
        return Choice.STAY, NOBODY
    return (Choice.LEAVE if slot == NOBODY else Choice.JOIN), slot


@internal
def follow_others(state: State, i: int, r: int, month: int) -> tuple[int, int]:
    """Return the choice of i's rule, or WEIGH, and the slot of the pool to join if it is admitted and can pay."""
    if state.organization[i].rule == Rule.IMITATE:
        return _imitate(state, i, r, month)
    if waits(state, i) and not has_enough(state, i, r):
        return (Choice.LEAVE if state.place[i, r].pool != NOBODY else Choice.STAY), NOBODY
    return WEIGH, NOBODY
