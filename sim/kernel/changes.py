"""Changes: what the events of a scenario change in the records of a run, worked out once for all runs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.declared import MECHANISMS
from sim.kernel.inputs import resource_records, society_record
from sim.kernel.layout import Records
from sim.kernel.overrun_table import overrun_tables
from sim.kernel.state import NOBODY

if TYPE_CHECKING:
    from sim.scenario import Period, Scenario

Fields = dict[str, Any]

_OF_COST = ("fixed_cost", "unit_cost", "scale_exponent", "lot", "use_cost", "shortage_price", "linear_fractile")
_ALONE: Final = frozenset((*_OF_COST, "variation", "correlation"))
"""The fields of a resource from which it follows what being alone costs."""


class Terms(NamedTuple):
    """The terms of all resources and of society in a period.

    Attributes
    ----------
    society : (1,) SOCIETY
    resources : (R,) RESOURCE
    overruns : (R, 2, n) float64
        Tables of the quantiles of overruns; one row if there are none.
    """

    society: Records
    resources: Records
    overruns: NDArray[np.float64]


class NewTerms(NamedTuple):
    """The terms of one resource that change.

    Attributes
    ----------
    resource : int
    fields : dict of str to value
        Of its record.
    pools : bool
        Whether what follows for its pools is renewed.
    alone : bool
        Whether what being alone costs is renewed too.
    """

    resource: int
    fields: Fields
    pools: bool
    alone: bool


class Change(NamedTuple):
    """What changes at the beginning of a month.

    Attributes
    ----------
    month : int
        From 0.
    terms : list of NewTerms
    society : dict of str to value
        Fields of the society's record that change.
    overruns : (R, 2, n) float64, or None
        Tables of overruns, if they change.
    cap : float or None
        The largest subsidy of an organization, if it changes [CAD].
    kept_out, let_in : list of (int, int)
        Identity and resource of those that an event takes out of their pools, or no longer keeps out.
    dissolved : list of (int, int)
        Resource whose pools dissolve, and identity of the organization whose pool it is; NOBODY for all pools.
    """

    month: int
    terms: list[NewTerms]
    society: Fields
    overruns: NDArray[np.float64] | None
    cap: float | None
    kept_out: list[tuple[int, int]]
    let_in: list[tuple[int, int]]
    dissolved: list[tuple[int, int]]


def terms_in(periods: Sequence[Period]) -> list[Terms]:
    """Return the terms of each period: tables of overruns have the same shape, and what is ever on is flagged."""
    tables = overrun_tables([each.scenario for each in periods])
    out = []
    for (_, scenario), overruns in zip(periods, tables, strict=True):
        resources = resource_records(scenario)
        out.append(Terms(society_record(scenario, resources), resources, overruns))
    if len(out) > 1:
        for flag in ("burdened", *(mechanism.key for mechanism in MECHANISMS if mechanism.is_flagged)):
            ever = max(int(terms.society[flag][0]) for terms in out)
            for terms in out:
                terms.society[flag] = ever
    return out


def changes(scenario: Scenario, periods: Sequence[Period], terms: Sequence[Terms]) -> list[Change]:
    """Return the changes of a scenario by its events, in order of month; none if it has no events.

    Parameters
    ----------
    scenario : Scenario
    periods : sequence of Period
        Its periods.
    terms : sequence of Terms
        Their terms.
    """
    if not scenario.events:
        return []
    from sim.scenario.periods import dissolutions, stays

    found: dict[int, Change] = {}

    def at(month: int) -> Change:
        return found.setdefault(month, Change(month, [], {}, None, None, [], [], []))

    for k in range(1, len(periods)):
        month = periods[k].month
        found[month] = _with_terms(at(month), periods[k - 1 : k + 1], terms[k - 1 : k + 1])
    for who, r, first, end in stays(scenario):
        at(first).kept_out.append((who, r))
        at(end).let_in.append((who, r))
    for first, r, whose in dissolutions(scenario):
        at(first).dissolved.append((r, NOBODY if whose is None else whose))
    return [found[month] for month in sorted(found)]


def _with_terms(change: Change, periods: Sequence[Period], terms: Sequence[Terms]) -> Change:
    """Return a change with what two periods that follow each other do not share."""
    before, after = terms
    one, other = (period.scenario for period in periods)
    by_levers = _renews(one.levers, other.levers)
    new = []
    for r, (old, later) in enumerate(zip(one.resources.values(), other.resources.values(), strict=True)):
        fields = _changed(before.resources[r], after.resources[r])
        if fields:
            alone = not _ALONE.isdisjoint(fields)
            new.append(NewTerms(r, fields, by_levers or alone or _renews(old, later), alone))
    return change._replace(
        terms=new,
        society=_changed(before.society[0], after.society[0]),
        overruns=None if np.array_equal(before.overruns, after.overruns) else after.overruns,
        cap=other.levers.subsidy_cap if other.levers.subsidy_cap != one.levers.subsidy_cap else None,
    )


def _changed(before: Any, after: Any) -> Fields:
    """Return the fields of a record that change, with their new values."""
    return {name: after[name] for name in after.dtype.names if before[name].tobytes() != after[name].tobytes()}


def _renews(before: Any, after: Any) -> bool:
    """Return whether tables differ in a parameter from which more follows than the month reads anew."""
    return any(
        getattr(before, key) != getattr(after, key)
        for key in type(before).model_fields
        if (param := type(before).param(key)) is not None and param.changes == "renewed"
    )
