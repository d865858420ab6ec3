"""Filling: the records of a run from parameters and drawn attributes, in compiled code."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from sim.compilation.decorators import internal, phase
from sim.declared.record import record
from sim.kernel.cost import cheapest_provision, deviation_alone, terms_of
from sim.kernel.layout import Records
from sim.kernel.state import FREE, NOBODY
from sim.laws.cost import fractile
from sim.laws.decision import installment, logit, monthly_discount, monthly_interest
from sim.laws.elementary import exp, log, log1p
from sim.laws.learning import learning_exponent
from sim.laws.random import Purpose, uniform
from sim.laws.sharing import weight
from sim.vocabulary.codes import Attribute, Rule

Floats = NDArray[np.float64]

TERMS = record("f progress_ratio overrun_mean overrun_cv hub_cost member_cost pair_cost founding_cost facilitator_cut")
"""Parameters of a resource that its record does not hold as they are given."""

GIVEN = record(
    """f review_rate access_share subsidy_share subsidy_cap facilitator_cut facilitator_fee guarantee_share
    credit_rate""",
    "i guarantee_months credit_months",
)
"""Parameters of the society and of the levers that the society's record does not hold as they are given."""

_NO_LIMIT = 2**62
_WHOLE = 1.5 * 2.0**52
"""Added and subtracted, it rounds to a whole number, halves to the even one."""


@phase
def fill_resource(terms: Records, resource: Records) -> None:
    """Compute what a resource's record holds besides its parameters; it may be filled again after they have changed."""
    left = 1.0 - terms.facilitator_cut
    resource.hub_cost = terms.hub_cost * left
    resource.member_cost = terms.member_cost * left
    resource.pair_cost = terms.pair_cost * left
    resource.founding_cost = terms.founding_cost * left
    resource.own_share = math.sqrt(1.0 - resource.correlation)
    resource.learning = learning_exponent(terms.progress_ratio)
    resource.shortage_price = min(resource.market_price, resource.unmet_value)
    resource.unmet = resource.unmet_value < resource.market_price
    resource.linear_fractile = fractile(resource.unit_cost, resource.shortage_price)
    resource.fade = exp(-1.0 / resource.friction_months)
    variance = log1p(terms.overrun_cv * terms.overrun_cv)
    resource.overrun_mu = log(terms.overrun_mean) - 0.5 * variance
    resource.overrun_sigma = math.sqrt(variance)
    resource.burdened = resource.migration_months > 1 or resource.effort_stake > 0.0 or resource.no_loser_clause != 0
    resource.min_members = max(2, resource.min_members)
    if resource.max_members == 0:
        resource.max_members = _NO_LIMIT


@phase
def fill_society(given: Records, society: Records, resource: Records) -> None:
    """Compute what the society's record holds besides its parameters; the resources (R,) are filled."""
    society.review_threshold = np.uint64((given.review_rate * 2.0**32 + _WHOLE) - _WHOLE)
    society.subsidized = given.subsidy_share > 0.0
    society.capped = given.subsidy_cap > 0.0
    society.subsidy_share = given.subsidy_share
    guaranteed = given.guarantee_share > 0.0 and given.guarantee_months > 0
    society.guarantee_share = given.guarantee_share if guaranteed else 0.0
    society.guarantee_months = given.guarantee_months if guaranteed else 0
    society.credit_months = given.credit_months
    society.credit_rate = 0.0
    society.installment = 0.0
    if given.credit_months > 0:
        society.credit_rate = monthly_interest(given.credit_rate)
        society.installment = installment(society.credit_rate, given.credit_months)
    society.burdened = 0
    for r in range(resource.size):
        if resource[r].burdened:
            society.burdened = 1


@internal
def _fill_organization(organization: Records, attribute: Floats, k: int, subsidy_cap: float) -> None:
    """Fill the record of organization k from its attributes (A, N)."""
    organization.identity = k
    organization.kind = int(attribute[Attribute.KIND, k])
    organization.sector = int(attribute[Attribute.SECTOR, k])
    organization.size = attribute[Attribute.SIZE, k]
    organization.horizon = int(attribute[Attribute.HORIZON, k])
    organization.foresight = attribute[Attribute.FORESIGHT, k]
    organization.trust = attribute[Attribute.TRUST, k]
    organization.solidarity = attribute[Attribute.SOLIDARITY, k]
    organization.autonomy = attribute[Attribute.AUTONOMY, k]
    organization.risk_weight = attribute[Attribute.RISK_WEIGHT, k]
    organization.threshold = attribute[Attribute.THRESHOLD, k]
    organization.reciprocity = attribute[Attribute.RECIPROCITY, k]
    organization.rule = int(attribute[Attribute.RULE, k])
    organization.valued_trust = -1.0
    organization.entry_factor = 1.0
    organization.subsidy_left = subsidy_cap
    organization.delta = monthly_discount(attribute[Attribute.RATE, k])


@internal
def fill_place(resource: Records, organization: Records, place: Records, book: Records, access_share: float) -> None:
    """Compute what an organization's own provision for its need costs, and what follows from it."""
    q = place.need
    terms = terms_of(resource, book.experience, 1.0)
    capacity, fixed, held, short = cheapest_provision(resource, terms, q, q * q)
    place.capacity = capacity
    place.standing = fixed + held
    place.service = fixed + held + short
    place.stand_alone = resource.use_cost * q + place.service
    place.deviation = deviation_alone(resource, q, capacity) if organization.risk_weight > 0.0 else math.nan
    book.own_capacity = capacity
    book.own_standing = place.standing
    book.unit_cost = terms[0]
    book.linear_fractile = terms[1]
    book.next_short = -math.inf
    book.next_short_alone = -math.inf
    place.means = place.stand_alone - short if resource.unmet else place.stand_alone
    place.pooled_means = place.means
    if resource.unmet and capacity == 0.0:
        place.pooled_means += access_share * resource.unmet_value * q
    place.weight = weight(resource.shared_by, organization.size, q)
    place.fade_power = exp(-organization.horizon / resource.friction_months)


@phase
def fill_run(
    society: Records,
    resource: Records,
    organization: Records,
    place: Records,
    book: Records,
    identity: NDArray[np.int64],
    attribute: Floats,
    need: Floats,
    access_share: float,
    subsidy_cap: float,
) -> None:
    """Fill the records of a run as it begins.

    Parameters
    ----------
    society, resource, organization, place, book
        Records of the state; the first two with their parameters.
    identity : (N,) int64
        Which organization stands in which row.
    attribute : (A, N) float64
        By :class:`sim.vocabulary.codes.Attribute` and identity.
    need : (R, N) float64
        Mean needs by identity [unit/month].
    access_share, subsidy_cap : float
        Parameters of the society and of the levers that only this function reads.
    """
    key = society[0].key
    for r in range(resource.size):
        resource[r].prescribed_pool = NOBODY
        resource[r].free_count = organization.size
    for i in range(organization.size):
        own = organization[i]
        k = identity[i]
        _fill_organization(own, attribute, k, subsidy_cap)
        if own.rule == Rule.PRESCRIBED or own.rule == Rule.TOGETHER:
            society[0].followers += 1
        elif own.rule == Rule.CONDITIONAL:
            society[0].waiting = 1
        budget = 0.0
        for r in range(resource.size):
            here = place[i, r]
            law = resource[r]
            here.pool = NOBODY
            here.prescribed = FREE
            if own.rule == Rule.TOGETHER:
                here.prescribed = 1
            elif own.rule == Rule.PRESCRIBED or own.rule == Rule.ALONE:
                here.prescribed = 0
            here.need = need[r, k]
            if here.need == 0.0:
                continue
            book[i, r].experience = law.initial_experience * here.need
            book[i, r].experience_alone = book[i, r].experience
            fill_place(law, own, here, book[i, r], access_share)
            here.taste = attribute[Attribute.TASTE, k] * here.service
            here.liking = here.taste * logit(uniform(key, k, law.stream, 0, Purpose.TASTE, 0))
            budget += here.means
        own.cash = attribute[Attribute.CASH, k] * budget
        own.cash_alone = own.cash
        own.surplus = attribute[Attribute.SURPLUS, k] * budget


@phase
def fill_lists(
    organization: Records,
    contact: Records,
    desk: Records,
    pool: Records,
    identity: NDArray[np.int64],
    row: NDArray[np.int64],
    start: NDArray[np.int64],
    contacts: NDArray[np.int64],
) -> None:
    """Fill the lists of a run as it begins: contacts, rows by identity, free slots of pools.

    Parameters
    ----------
    organization, contact, desk, pool
        Records of the state.
    identity, row : (N,) int64
        Which organization stands in which row, and the row of each.
    start, contacts : (N + 1,), (M,) int64
        The contacts, by row.
    """
    n = organization.size
    for i in range(n):
        organization[i].contacts_from = start[i]
        organization[i].contacts_to = start[i + 1]
        desk[i].row = row[i]
        desk[i].shuffled = i
        for r in range(pool.shape[0]):
            pool[r, i].free = n - 1 - i
    for k in range(contacts.size):
        contact[k].row = contacts[k]
        contact[k].identity = identity[contacts[k]]
