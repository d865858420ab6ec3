"""From a scenario to the state of one of its runs."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.compilation.decorators import phase
from sim.kernel.agreement import agreements
from sim.kernel.cost import cheapest_provision, deviation_alone, terms_of
from sim.kernel.inputs import contact_records, organization_records, resource_record, society_record
from sim.kernel.layout import Records, records
from sim.kernel.overrun_table import overrun_tables
from sim.kernel.state import (
    BOOK,
    DESK,
    EVENT,
    FREE,
    KINDS,
    NOBODY,
    OWN,
    PLACE,
    PLAN,
    POOL,
    RESOURCE,
    SECTORS,
    Mechanisms,
    Profile,
    State,
)
from sim.laws.decision import logit, monthly_discount
from sim.laws.random import Purpose, run_key, stream_of, uniform
from sim.laws.sharing import weight
from sim.networks.communities import communities
from sim.networks.graph import Contacts, from_edges
from sim.networks.scale_free import scale_free
from sim.networks.small_world import small_world
from sim.networks.spatial import spatial
from sim.vocabulary.codes import Rule

if TYPE_CHECKING:
    from sim.scenario import Scenario

_BLOCK = 64
"""Organizations whose months are drawn together: few enough to stay in the fastest cache."""


class Setup(NamedTuple):
    """What all runs of a scenario share.

    Attributes
    ----------
    scenario : Scenario
    society : (1,) SOCIETY
    resources : (R,) RESOURCE
    prescription : (D, 4) int64
    edges : (m, 2) int64 or None
        The edge list, when the network is read from a file.
    overruns : (R, 2, n) float64
        Tables of the quantiles of overruns; one row if there are none.
    faded : (R, T) float64
        The share of start-up friction that is left after so many months.
    """

    scenario: Scenario
    society: Records
    resources: Records
    prescription: NDArray[np.int64]
    edges: NDArray[np.int64] | None
    overruns: NDArray[np.float64]
    faded: NDArray[np.float64]


def prepare(scenario: Scenario) -> Setup:
    """Return what all runs of a scenario share: resources, prescribed choices, a given network."""
    from sim.scenario import read_decisions, read_edges

    resources = records(len(scenario.resources), RESOURCE)
    for record, (key, resource) in zip(resources, scenario.resources.items(), strict=True):
        record["stream"] = stream_of(key)
        resource_record(resource, scenario.levers, record)
    edges = read_edges(scenario) if scenario.network.kind == "edge_list" else None
    prescription = read_decisions(scenario)
    prescription[:, 0] -= 1  # in a file months count from 1
    faded = np.ones((len(resources), scenario.months))
    faded[:, 1:] = resources["fade"][:, None]
    np.multiply.accumulate(faded, axis=1, out=faded)
    society = society_record(scenario, resources)
    return Setup(scenario, society, resources, prescription, edges, overrun_tables(scenario), faded)


def _draw_contacts(setup: Setup, key: np.uint64, sector: NDArray[np.int64]) -> Contacts:
    """Return the contacts of a run, by identity like sector (N,); none are stored for a complete network."""
    network = setup.scenario.network
    n = setup.scenario.population.number
    if network.kind == "small_world":
        return small_world(key, n, network.contacts, network.rewiring)
    if network.kind == "scale_free":
        return scale_free(key, n, network.contacts)
    if network.kind == "communities":
        return communities(key, sector, network.contacts, network.within)
    if network.kind == "spatial":
        return spatial(key, n, network.contacts)
    if setup.edges is not None:
        return from_edges(n, setup.edges)
    return np.zeros(n + 1, dtype=np.int64), np.zeros(0, dtype=np.int64)


def _by_row(contacts: Contacts, row: NDArray[np.int64], identity: NDArray[np.int64]) -> Contacts:
    """Return contacts by row from contacts by identity."""
    start, contact = contacts
    if np.array_equal(row, identity) or contact.size == 0:
        return contacts
    degree = np.diff(start)[identity]
    new_start = np.concatenate([[0], np.cumsum(degree)])
    rows = [row[contact[start[j] : start[j + 1]]] for j in identity]
    return new_start, np.concatenate(rows)


@phase
def _settle_in(
    society: Records,
    resource: Records,
    organization: Records,
    place: Records,
    book: Records,
    need: NDArray[np.float64],
    rate: NDArray[np.float64],
    cash_months: NDArray[np.float64],
    surplus_share: NDArray[np.float64],
    taste: NDArray[np.float64],
    access_share: float,
) -> None:
    """Compute the stand-alone provision, the budgets and the taste of every place; need (N, R), the others (N,)."""
    key = society[0].key
    for i in range(organization.size):
        budget = 0.0
        organization[i].delta = monthly_discount(rate[organization[i].identity])
        for r in range(resource.size):
            here = place[i, r]
            law = resource[r]
            here.pool = NOBODY
            here.prescribed = FREE
            if organization[i].rule == Rule.TOGETHER:
                here.prescribed = 1
            elif organization[i].rule == Rule.PRESCRIBED or organization[i].rule == Rule.ALONE:
                here.prescribed = 0
            q = need[organization[i].identity, r]
            here.need = q
            if q == 0.0:
                continue
            experience = law.initial_experience * q
            terms = terms_of(law, experience, 1.0)
            capacity, fixed, held, short = cheapest_provision(law, terms, q, q * q)
            losses = law.use_cost * q
            here.capacity = capacity
            here.standing = fixed + held
            here.service = fixed + held + short
            here.stand_alone = losses + here.service
            here.deviation = deviation_alone(law, q, capacity) if organization[i].risk_weight > 0.0 else math.nan
            book[i, r].experience = experience
            book[i, r].experience_alone = experience
            book[i, r].own_capacity = capacity
            book[i, r].own_standing = here.standing
            book[i, r].unit_cost = terms[0]
            book[i, r].linear_fractile = terms[1]
            book[i, r].next_short = -math.inf
            book[i, r].next_short_alone = -math.inf
            here.means = here.stand_alone - short if law.unmet else here.stand_alone
            here.pooled_means = here.means
            if law.unmet and capacity == 0.0:
                here.pooled_means += access_share * law.unmet_value * q
            here.weight = weight(law.shared_by, organization[i].size, q)
            here.fade_power = math.exp(-organization[i].horizon / law.friction_months)
            here.taste = taste[organization[i].identity] * here.service
            here.liking = here.taste * logit(uniform(key, organization[i].identity, law.stream, 0, Purpose.TASTE, 0))
            budget += here.means
        organization[i].cash = cash_months[organization[i].identity] * budget
        organization[i].cash_alone = organization[i].cash
        organization[i].surplus = surplus_share[organization[i].identity] * budget


def new_state(setup: Setup, seed: int, replication: int, identity: NDArray[np.int64] | None = None) -> State:
    """Draw the population and the network of one run, and return its state at month 0.

    Parameters
    ----------
    setup : Setup
        From :func:`prepare`.
    seed, replication : int
        Root seed and number of the run.
    identity : (N,) int64, optional
        Which organization stands in which row; a permutation of 0..N-1. All draws follow the identity.

    Returns
    -------
    State
        Arrays of this run alone.
    """
    from sim.scenario import draw_population

    scenario = setup.scenario
    n, resources = scenario.population.number, len(scenario.resources)
    key = run_key(seed, replication)
    once = run_key(seed, 0)
    population = draw_population(scenario, once if scenario.population.fixed else key)
    identity = np.arange(n) if identity is None else identity
    row = np.empty(n, dtype=np.int64)
    row[identity] = np.arange(n)
    contacts = _draw_contacts(setup, once if scenario.network.fixed else key, population.sector)
    start, contact = _by_row(contacts, row, identity)
    organization = organization_records(population, identity, scenario.levers.subsidy_cap)
    organization["contacts_from"] = start[:-1]
    organization["contacts_to"] = start[1:]
    rules = organization["rule"]
    followers = int(np.count_nonzero((rules == Rule.PRESCRIBED) | (rules == Rule.TOGETHER)))
    resource = setup.resources.copy()
    society = setup.society.copy()
    society["key"] = key
    society["followers"] = followers
    society["waiting"] = bool((rules == Rule.CONDITIONAL).any())
    resource["prescribed_pool"] = NOBODY
    resource["free_count"] = n
    place = records((n, resources), PLACE)
    book = records((n, resources), BOOK)
    imitators = n if bool((rules == Rule.IMITATE).any()) else 0
    _settle_in(
        society,
        resource,
        organization,
        place,
        book,
        population.need,
        population.rate,
        population.cash,
        population.surplus,
        population.taste,
        scenario.society.access_share,
    )
    desk = records(n + 1, DESK)
    desk["row"][:n] = row
    desk["shuffled"][:n] = np.arange(n)
    pool = records((resources, n + 1), POOL)
    pool["free"][:, :n] = np.arange(n)[::-1]
    prescription = setup.prescription.copy()
    prescription[:, 1] = row[prescription[:, 1]]
    return State(
        society=society,
        resource=resource,
        agreement=agreements(scenario, resource),
        organization=organization,
        place=place,
        book=book,
        plan=records((n, resources), PLAN),
        planned=np.zeros((n, scenario.months)),
        faded=setup.faded,
        pool=pool,
        overruns=setup.overruns,
        contact=contact_records(contact, identity),
        event=records((2, n * resources), EVENT),
        desk=desk,
        profile=np.zeros((len(Profile), n + 1)),
        order=np.zeros(n + 1, dtype=np.int64),
        block=np.zeros(_BLOCK, dtype=np.uint64),
        words=np.zeros((4, _BLOCK), dtype=np.uint64),
        shock=np.zeros(_BLOCK),
        past=np.zeros((imitators, resources, scenario.society.memory_months, 2)),
        tally=np.zeros(KINDS * SECTORS, dtype=np.int64),
        prescription=prescription,
        mechanism=Mechanisms(**{key: records(place.shape if society[key][0] else (1, 1), OWN[key]) for key in OWN}),
    )
