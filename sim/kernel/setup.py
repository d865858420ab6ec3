"""From a scenario to the state of one of its runs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.declared.own import MANY
from sim.kernel.agreement import agreements
from sim.kernel.changes import Change, Terms, changes, terms_in
from sim.kernel.filling import fill_lists, fill_run
from sim.kernel.layout import Records, copied, records
from sim.kernel.state import (
    BOOK,
    CONTACT,
    DESK,
    EVENT,
    KINDS,
    NOTE,
    ORGANIZATION,
    OWN,
    OWN_RULE,
    PLACE,
    PLAN,
    POOL,
    SECTORS,
    Mechanisms,
    OwnRules,
    Profile,
    State,
)
from sim.laws.random import run_key
from sim.networks.communities import communities
from sim.networks.graph import Contacts, from_edges
from sim.networks.scale_free import scale_free
from sim.networks.small_world import small_world
from sim.networks.spatial import spatial
from sim.vocabulary.codes import Attribute, Rule

if TYPE_CHECKING:
    from sim.scenario import PopulationLaws, Scenario

_BLOCK = 128
"""Organizations whose months are drawn together: few enough to stay in the fastest cache."""


class Setup(NamedTuple):
    """What all runs of a scenario share.

    Attributes
    ----------
    scenario : Scenario
    society : (1,) SOCIETY
    resources : (R,) RESOURCE
    agreement : (R, 1 + A) RESOURCE
    population : PopulationLaws
    prescription : (D, 4) int64
    edges : (m, 2) int64 or None
        The edge list, when the network is read from a file.
    overruns : (R, 2, n) float64
        Tables of the quantiles of overruns; one row if there are none.
    faded : (F, T) float64
        The share of start-up friction that is left after so many months, for each decay time.
    changes : list of Change
        By the scenario's events, in order of month.
    own : OwnRules
        As a run begins.
    """

    scenario: Scenario
    society: Records
    resources: Records
    agreement: Records
    population: PopulationLaws
    prescription: NDArray[np.int64]
    edges: NDArray[np.int64] | None
    overruns: NDArray[np.float64]
    faded: NDArray[np.float64]
    changes: list[Change]
    own: OwnRules


def prepare(scenario: Scenario) -> Setup:
    """Return what all runs of a scenario share: parameters as records, prescribed choices, a given network, events."""
    from sim.scenario import periods, population_laws, read_decisions, read_edges

    times = periods(scenario)
    terms = terms_in(times)
    faded = _faded(terms, scenario.months)
    dated = changes(scenario, times, terms)  # before the agreements mark the resources of the first period
    society, resources, overruns = terms[0]
    edges = read_edges(scenario) if scenario.network.kind == "edge_list" else None
    prescription = read_decisions(scenario)
    prescription[:, 0] -= 1  # in a file months count from 1
    return Setup(
        scenario=scenario,
        society=society,
        agreement=agreements(scenario, resources, bool(society["voting"][0])),
        resources=resources,
        population=population_laws(scenario),
        prescription=prescription,
        edges=edges,
        overruns=overruns,
        faded=faded,
        changes=dated,
        own=_own_rules(scenario, [each.scenario for each in times]),
    )


def _faded(terms: Sequence[Terms], months: int) -> NDArray[np.float64]:
    """Return what is left of friction (F, T), and let each resource of each period know its row."""
    fades: dict[float, int] = {}
    for each in terms:
        for record in each.resources:
            record["fade_row"] = fades.setdefault(float(record["fade"]), len(fades))
    faded = np.ones((len(fades), months))
    faded[:, 1:] = np.array(list(fades))[:, None]
    return np.multiply.accumulate(faded, axis=1, out=faded)


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
    if row is identity or contact.size == 0:
        return contacts
    degree = np.diff(start)[identity]
    new_start = np.concatenate([[0], np.cumsum(degree)])
    rows = [row[contact[start[j] : start[j + 1]]] for j in identity]
    return new_start, np.concatenate(rows)


def _own_rules(scenario: Scenario, worlds: Sequence[Scenario]) -> OwnRules:
    """Return the addresses of own rules in this process, with room for what they are shown in any period."""
    n = scenario.population.number
    one = records(1, OWN_RULE)
    write_addresses(one, scenario)
    members = n + 1 if one["share"][0] else 0  # cost games ask for its shares whatever rule the resources have
    looks = max(world.society.search_breadth + world.levers.facilitator_reach for world in worlds)
    contacts = min(n, looks) if one["others"][0] else 0
    one["shown_from"] = members
    return OwnRules(
        one=one,
        many=records(members + contacts + 1, MANY),  # one more, so that there is always a first
        note=records((n, len(scenario.resources)) if one["decide"][0] else (1, 1), NOTE),
    )


def write_addresses(one: Records, scenario: Scenario) -> None:
    """Write the addresses that a scenario's own rules have in this process."""
    from sim.scenario import own_rules

    rules = own_rules(scenario)
    for name, rule in rules.items():
        one[name] = rule.address
    one["others"] = "decide" in rules and rules["decide"].parameters > 1


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
    from sim.scenario import draw_values

    scenario = setup.scenario
    n, resources = scenario.population.number, len(scenario.resources)
    key = run_key(seed, replication)
    once = run_key(seed, 0)
    attribute, need = draw_values(setup.population, once if scenario.population.fixed else key)
    rows = np.arange(n)
    identity, row = (rows, rows) if identity is None else (identity, np.argsort(identity))
    sector = attribute[Attribute.SECTOR].astype(np.int64)
    start, contacts = _by_row(_draw_contacts(setup, once if scenario.network.fixed else key, sector), row, identity)
    society, resource = copied(setup.society), copied(setup.resources)
    society["key"] = key
    organization = records(n, ORGANIZATION)
    place, book = records((n, resources), PLACE), records((n, resources), BOOK)
    fill_run(
        society,
        resource,
        organization,
        place,
        book,
        identity,
        attribute,
        need,
        scenario.society.access_share,
        scenario.levers.subsidy_cap,
    )
    desk, pool, contact = records(n + 1, DESK), records((resources, n + 1), POOL), records(contacts.size, CONTACT)
    fill_lists(organization, contact, desk, pool, identity, row, start, contacts)
    imitators = n if (attribute[Attribute.RULE] == Rule.IMITATE).any() else 0
    prescription = setup.prescription.copy()
    prescription[:, 1] = row[prescription[:, 1]]
    return State(
        society=society,
        resource=resource,
        agreement=copied(setup.agreement),
        organization=organization,
        place=place,
        book=book,
        plan=records((n, resources), PLAN),
        planned=np.zeros((n, scenario.months)),
        faded=setup.faded,
        pool=pool,
        overruns=setup.overruns.copy() if setup.changes else setup.overruns,
        contact=contact,
        event=records((2, n * resources), EVENT),
        desk=desk,
        profile=np.zeros((len(Profile), n + 1)),
        order=np.zeros(n + 1, dtype=np.int64),
        block=np.zeros(_BLOCK, dtype=np.uint64),
        words=np.zeros((4, _BLOCK), dtype=np.uint64),
        shock=np.zeros(_BLOCK),
        tail=np.zeros((2, _BLOCK)),
        past=np.zeros((imitators, resources, scenario.society.memory_months, 2)),
        tally=np.zeros(KINDS * SECTORS, dtype=np.int64),
        prescription=prescription,
        own=OwnRules(*map(copied, setup.own)),
        mechanism=Mechanisms(**{key: records(place.shape if society[key][0] else (1, 1), OWN[key]) for key in OWN}),
    )
