"""Periods: the scenario that holds between two events, and who leaves or dissolves what in which month."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any, Final, NamedTuple

from sim.errors import Problem, ScenarioError
from sim.scenario.schema import Scenario
from sim.scenario.schema.event import LAST, Event
from sim.scenario.schema.timeline import changed, settings_in, starts
from sim.tables.names import Known
from sim.vocabulary.names import nearest
from sim.vocabulary.text import Text, number

TABLES: Final = ("society", "crises", "levers")
"""The tables that events change, beside those of the resources."""
_MOST: Final = 1000
_WHO: Final = Text(
    "the name of an organization, or its row from 0 to {last}",
    "le nom d'une organisation, ou sa ligne de 0 à {last}",
)


class Period(NamedTuple):
    """What holds from a month on, until the next period begins.

    Attributes
    ----------
    month : int
        Its first month, from 0.
    scenario : Scenario
        The scenario with the values of that time, and without events.
    """

    month: int
    scenario: Scenario


def periods(scenario: Scenario) -> list[Period]:
    """Return the periods of a scenario: the first is as it begins, each later one begins or ends with an event.

    Parameters
    ----------
    scenario : Scenario
        Any scenario; without events it has one period.

    Examples
    --------
    >>> from sim.scenario import parse_scenario
    >>> event = {"month": 7, "until": 12, "set": {"society.hazard": 0.5}}
    >>> scenario = parse_scenario({"resources": {"hr": {}}, "events": [event]})
    >>> [(each.month, each.scenario.society.hazard) for each in periods(scenario)]
    [(0, 0.02), (6, 0.5), (12, 0.02)]
    """
    if not scenario.events:
        return [Period(0, scenario)]
    base = scenario.model_copy(update={"events": []})
    tables = {name: getattr(scenario, name) for name in (*TABLES, "resources")}
    found = [Period(0, base)]
    for month in starts(scenario.events, scenario.months):
        settings = settings_in(scenario.events, month, scenario.resources)
        values = {path: setting.value for path, setting in settings.items()}
        found.append(Period(month - 1, base.model_copy(update=changed(tables, values))))
    return found


def from_periods(given: Sequence[Period], events: Sequence[Event]) -> Scenario:
    """Return the scenario that has some periods, and whose memberships end as some events have it.

    Parameters
    ----------
    given : sequence of Period
        The first is as the scenario begins; all have the same resources.
    events : sequence of Event
        Of which only departures and dissolutions count.
    """
    steps = [
        Event(month=later.month + 1, set=values)
        for before, later in pairwise(given)
        if (values := differences(before.scenario, later.scenario))
    ]
    others = [event.with_settings({}) for event in events if event.leave is not None or event.dissolve is not None]
    return given[0].scenario.model_copy(update={"events": [*steps, *others]}) if steps or others else given[0].scenario


def differences(one: Scenario, other: Scenario) -> dict[str, Any]:
    """Return the values of the other scenario where parameters that events may change differ, by path."""
    pairs = {name: (getattr(one, name), getattr(other, name)) for name in TABLES}
    pairs |= {f"resources.{key}": (table, other.resources[key]) for key, table in one.resources.items()}
    return {
        f"{path}.{key}": False if (value := getattr(later, key)) is None else value
        for path, (before, later) in pairs.items()
        for key in type(before).model_fields
        if getattr(before, key) != getattr(later, key)
    }


class Stay(NamedTuple):
    """The months, from `first` up to, not including, `end`, in which an organization is kept out of the pools.

    Months count from 0; organizations and resources by their positions.
    """

    organization: int
    resource: int
    first: int
    end: int


def stays(scenario: Scenario) -> list[Stay]:
    """Return when events keep organizations alone; stays of one organization and resource do not touch."""
    rows, keys = _rows(scenario), list(scenario.resources)
    spans: dict[tuple[int, int], list[tuple[int, int]]] = {}
    for event in scenario.events:
        if event.leave is None:
            continue
        named = keys if event.leave.resource is None else [event.leave.resource]
        span = (event.month - 1, LAST if event.until is None else event.until)
        for key in named:
            spans.setdefault((rows[event.leave.organization], keys.index(key)), []).append(span)
    return [Stay(*place, *span) for place, own in spans.items() for span in _joined(own)]


def _joined(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return spans without those that overlap or follow each other at once."""
    out: list[tuple[int, int]] = []
    for first, end in sorted(spans):
        if out and first <= out[-1][1]:
            out[-1] = (out[-1][0], max(end, out[-1][1]))
        else:
            out.append((first, end))
    return out


def dissolutions(scenario: Scenario) -> Iterator[tuple[int, int, int | None]]:
    """Yield the month (from 0), the resource and the organization whose pool dissolves; None for all pools."""
    rows, keys = _rows(scenario), list(scenario.resources)
    for event in scenario.events:
        if event.dissolve is not None:
            who = event.dissolve.organization
            yield event.month - 1, keys.index(event.dissolve.resource), None if who is None else rows[who]


def _rows(scenario: Scenario) -> Mapping[str | int, int]:
    """Return the rows of the organizations that events name."""
    named = list(_named(scenario))
    if not named:
        return {}
    names = scenario.organization_names()
    known = Known(names)
    return {who: who if isinstance(who, int) else known[who] for _, _, who in named}


def _named(scenario: Scenario) -> Iterator[tuple[int, str, str | int]]:
    """Yield the organizations that events name, each with the place of the event, from 1, and what it does."""
    for place, event in enumerate(scenario.events, start=1):
        for key in ("leave", "dissolve"):
            act = getattr(event, key)
            if act is not None and act.organization is not None:
                yield place, key, act.organization


def check_events(scenario: Scenario) -> None:
    """Check the organizations that events name, which a file may list.

    Raises
    ------
    ScenarioError
        With all problems.
    """
    names = scenario.organization_names() if scenario.events else []
    known = Known(names)
    problems = []
    for place, key, who in _named(scenario):
        if (who < len(names)) if isinstance(who, int) else (known.get(who) is not None):
            continue
        hint = nearest(who, names[:_MOST]) if isinstance(who, str) else None
        allowed = _WHO.format(last=number(len(names) - 1))
        where = f"events.{place}.{key}.organization"
        problems.append(Problem(file="", key=where, value=who, allowed=allowed, hint=hint))
    if problems:
        raise ScenarioError(problems)
