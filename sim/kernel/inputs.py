"""Filling records: parameters and drawn attributes, in the order and the units of the kernel."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from sim.declared import MECHANISMS
from sim.declared.admission import ADMISSION_RULES
from sim.declared.mechanism import parameters_on
from sim.declared.sharing import SHARING_RULES, SharingRule
from sim.kernel.layout import Records, records
from sim.kernel.state import CONTACT, ORGANIZATION, SOCIETY
from sim.laws.cost import fractile
from sim.laws.decision import installment
from sim.laws.learning import learning_exponent

if TYPE_CHECKING:
    from sim.declared.table import Table
    from sim.scenario import Levers, PopulationArrays, Resource, Scenario

_NO_LIMIT = 2**62


def _copy_parameters(table: Table, record: Any) -> None:
    """Give the fields of a record that have the name of a number or a switch of a table its value."""
    for name in record.dtype.names:
        value = getattr(table, name) if name in type(table).model_fields else None
        if isinstance(value, int | float):
            record[name] = value


def resource_record(resource: Resource, levers: Levers, record: np.void) -> None:
    """Fill one resource's record from its parameters, and what a facilitator makes of them."""
    _copy_parameters(resource, record)
    for name in ("hub_cost", "member_cost", "pair_cost", "founding_cost"):
        record[name] *= 1.0 - levers.facilitator_cut
    record["own_share"] = math.sqrt(1.0 - resource.correlation)
    record["fee"] = levers.facilitator_fee
    record["learning"] = learning_exponent(resource.progress_ratio)
    record["shortage_price"] = min(resource.market_price, resource.unmet_value)
    record["unmet"] = resource.unmet_value < resource.market_price
    record["linear_fractile"] = fractile(resource.unit_cost, float(record["shortage_price"]))
    record["fade"] = math.exp(-1.0 / resource.friction_months)
    variance = math.log1p(resource.overrun_cv**2)
    record["overrun_mu"] = math.log(resource.overrun_mean) - 0.5 * variance
    record["overrun_sigma"] = math.sqrt(variance)
    record["tabulated"] = resource.overrun is not None
    record["burdened"] = resource.migration_months > 1 or resource.effort_stake > 0.0 or resource.no_loser_clause
    record["min_members"] = max(2, resource.min_members)
    record["max_members"] = resource.max_members or _NO_LIMIT
    record["admission"] = ADMISSION_RULES[resource.admission].code
    fill_sharing(SHARING_RULES[resource.sharing], record)


def fill_sharing(rule: SharingRule, record: np.void) -> None:
    """Give a resource's record the numbers of a sharing rule."""
    record["equal_fixed"] = rule.equal_fixed
    record["equal_rest"] = rule.equal_rest
    record["shared_by"] = rule.weight
    record["rule"] = list(SHARING_RULES).index(rule.key)


def contact_records(row: NDArray[np.int64], identity: NDArray[np.int64]) -> Records:
    """Return contacts with their identities, which order them."""
    contact = records(row.size, CONTACT)
    contact["row"] = row
    contact["identity"] = identity[row]
    return contact


def society_record(scenario: Scenario, resource: Records) -> Records:
    """Return the one record of what all organizations share, without what is drawn; `resource` (R,) is filled."""
    society, crises, levers = scenario.society, scenario.crises, scenario.levers
    record = records(1, SOCIETY)
    record["review_threshold"] = round(society.review_rate * 2.0**32)
    _copy_parameters(society, record)
    record["months"] = scenario.months
    record["outreach"] = levers.outreach
    record["proposals"] = levers.proposals
    record["complete"] = scenario.network.kind == "complete"
    record["taste_redrawn"] = society.taste == "independent"
    for name in ("probability", "size", "length"):
        record[f"crisis_{name}"] = getattr(crises, name)
    record["reach"] = levers.facilitator_reach
    record["subsidized"] = levers.subsidy_share > 0.0
    record["capped"] = levers.subsidy_cap > 0.0
    record["subsidy_share"] = levers.subsidy_share
    if levers.guarantee_share > 0.0 and levers.guarantee_months > 0:
        record["guarantee_share"] = levers.guarantee_share
        record["guarantee_months"] = levers.guarantee_months
    if levers.credit_months > 0:
        rate = math.expm1(math.log1p(levers.credit_rate) / 12.0)
        record["credit_months"] = levers.credit_months
        record["credit_rate"] = rate
        record["installment"] = installment(rate, levers.credit_months)
    record["burdened"] = bool(resource["burdened"].any())
    for mechanism in MECHANISMS:
        if mechanism.is_flagged:
            record[mechanism.key] = bool(parameters_on(mechanism, scenario))
    return record


def organization_records(population: PopulationArrays, identity: NDArray[np.int64], subsidy_cap: float) -> Records:
    """Return the organizations' records from their drawn attributes."""
    record = records(identity.size, ORGANIZATION)
    record["identity"] = identity
    for name in (
        "kind",
        "sector",
        "size",
        "horizon",
        "foresight",
        "trust",
        "solidarity",
        "autonomy",
        "risk_weight",
        "threshold",
        "reciprocity",
        "rule",
    ):
        record[name] = getattr(population, name)[identity]
    record["valued_trust"] = -1.0
    record["entry_factor"] = 1.0
    record["subsidy_left"] = subsidy_cap
    return record
