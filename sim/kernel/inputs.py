"""Parameters as records: what all runs of a scenario share."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from sim.declared import MECHANISMS
from sim.declared.admission import ADMISSION_RULES
from sim.declared.mechanism import parameters_on
from sim.declared.sharing import SharingRule, every_sharing_rule
from sim.kernel.filling import GIVEN, TERMS, fill_resource, fill_society
from sim.kernel.layout import Records, records
from sim.kernel.state import RESOURCE, SOCIETY
from sim.laws.random import stream_of

if TYPE_CHECKING:
    from sim.declared.table import Table
    from sim.scenario import Levers, Resource, Scenario

SHARING_FIELDS = ("equal_fixed", "equal_rest", "shared_by", "rule")
"""The fields of a resource that its sharing rule fills."""


@lru_cache(maxsize=64)
def _shared_names(table: type[Table], dtype: np.dtype[np.void]) -> tuple[str, ...]:
    """Return the fields of a record that have the name of a parameter of a table."""
    return tuple(name for name in dtype.names or () if name in table.model_fields)


def _copy_parameters(table: Table, record: Any) -> None:
    """Give the fields of a record that have the name of a number or a switch of a table its value."""
    for name in _shared_names(type(table), record.dtype):
        value = getattr(table, name)
        if isinstance(value, int | float):
            record[name] = value


def resource_records(scenario: Scenario) -> Records:
    """Return the records of the resources (R,), as a run begins."""
    out = records(len(scenario.resources), RESOURCE)
    for record, (key, resource) in zip(out, scenario.resources.items(), strict=True):
        record["stream"] = stream_of(key)
        resource_record(resource, scenario.levers, record)
    return out


def given_terms(resource: Resource, levers: Levers) -> Records:
    """Return the parameters of a resource (1,) that its record does not hold as they are given."""
    terms = np.zeros(1, TERMS)
    _copy_parameters(resource, terms[0])
    terms["facilitator_cut"] = levers.facilitator_cut
    return terms


def given_parameters(scenario: Scenario) -> Records:
    """Return the parameters (1,) that the society's record does not hold as they are given."""
    given = np.zeros(1, GIVEN)
    _copy_parameters(scenario.society, given[0])
    _copy_parameters(scenario.levers, given[0])
    return given


def resource_record(resource: Resource, levers: Levers, record: np.void) -> None:
    """Fill one resource's record from its parameters, and what a facilitator makes of them.

    It may be filled anew with other parameters during a run: what a run counts is left alone.
    """
    _copy_parameters(resource, record)
    record["max_members"] = resource.max_members or 0
    fill_resource(given_terms(resource, levers)[0], record)
    record["fee"] = levers.facilitator_fee
    record["tabulated"] = resource.overrun is not None
    record["admission"] = ADMISSION_RULES[resource.admission].code
    fill_sharing(every_sharing_rule()[resource.sharing], record)


@cache
def _filled() -> tuple[str, ...]:
    """Return the fields of a resource's record that its parameters fill: those that do not keep what was there."""
    from sim.scenario import Levers, Resource

    one, other = records(1, RESOURCE), records(1, RESOURCE)
    other.view(np.uint8)[:] = 1
    for record in (one, other):
        resource_record(Resource(), Levers(), record[0])
    return tuple(name for name in RESOURCE.names or () if one[name].tobytes() == other[name].tobytes())


def parameters_of(resource: Records) -> dict[str, NDArray[np.generic]]:
    """Return copies of the fields of resources (R,) that their parameters fill, by name."""
    return {name: resource[name].copy() for name in _filled()}


def fill_sharing(rule: SharingRule, record: np.void) -> None:
    """Give a resource's record the numbers of a sharing rule."""
    record["equal_fixed"] = rule.equal_fixed
    record["equal_rest"] = rule.equal_rest
    record["shared_by"] = rule.weight
    record["rule"] = list(every_sharing_rule()).index(rule.key)


def society_record(scenario: Scenario, resource: Records) -> Records:
    """Return the one record of what all organizations share, without what is drawn; `resource` (R,) is filled."""
    society, crises, levers = scenario.society, scenario.crises, scenario.levers
    record = records(1, SOCIETY)
    _copy_parameters(society, record)
    record["months"] = scenario.months
    record["outreach"] = levers.outreach
    record["proposals"] = levers.proposals
    record["complete"] = scenario.network.kind == "complete"
    record["taste_redrawn"] = society.taste == "independent"
    for name in ("probability", "size", "length"):
        record[f"crisis_{name}"] = getattr(crises, name)
    record["reach"] = levers.facilitator_reach
    fill_society(given_parameters(scenario)[0], record[0], resource)
    for mechanism in MECHANISMS:
        if mechanism.is_flagged:
            record[mechanism.key] = bool(parameters_on(mechanism, scenario))
    return record
