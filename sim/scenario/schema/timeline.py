"""The timeline of a scenario: its events, checked, and the tables that hold in each period between them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any, Final, NamedTuple

from pydantic import ValidationError
from pydantic_core import InitErrorDetails, PydanticCustomError

from sim.declared.refusal import refusal
from sim.declared.table import BY_ITSELF, Table
from sim.scenario.schema.event import Event
from sim.vocabulary.names import nearest, one_of
from sim.vocabulary.param import Param
from sim.vocabulary.text import Text, number, same

ANY: Final = "resources.*."
"""The beginning of a path that means all resources."""
_MOST: Final = 1000
_A_LIST: Final = Text(
    "a list of at most {n} tables, each under [[events]]", "une liste d'au plus {n} tables, chacune sous [[events]]"
)
_A_PATH: Final = Text(
    "the path of a parameter that may change during a run",
    "le chemin d'un paramètre qui peut changer au cours d'une simulation",
)
_ONCE: Final = Text("one value in a month", "une seule valeur par mois")
_TWICE: Final = Text(
    "Event {place} gives it {value} in the same month.", "L'événement {place} lui donne {value} le même mois."
)
_WITHIN: Final = Text("a month of the run: from 1 to {months}", "un mois de la simulation : de 1 à {months}")

Problems = list[InitErrorDetails]


class Setting(NamedTuple):
    """A value that an event gives to a parameter, and the place of the event in the list, from 1."""

    value: Any
    place: int


def settings_in(events: Sequence[Event], month: int, resources: Collection[str]) -> dict[str, Setting]:
    """Return the values that events give to parameters in a month, by path; of several events, the last one rules.

    Parameters
    ----------
    events : sequence of Event
        Those of a scenario, in the order of its list.
    month : int
        From 1.
    resources : collection of str
        The keys of all resources, for paths with ``*``.
    """
    order = sorted(range(len(events)), key=lambda k: events[k].month)
    return {
        path: Setting(value, k + 1)
        for k in order
        if events[k].holds_in(month)
        for path, value in expanded(events[k].set or {}, resources)
    }


def expanded(settings: Mapping[str, Any], resources: Collection[str]) -> Iterator[tuple[str, Any]]:
    """Yield settings with each path for all resources as the paths of each of them."""
    for path, value in settings.items():
        if path.startswith(ANY):
            yield from ((f"resources.{key}.{path.removeprefix(ANY)}", value) for key in resources)
        else:
            yield path, value


def starts(events: Sequence[Event], months: int) -> list[int]:
    """Return the months, from 1, in which an event begins, or one has just ended; in order."""
    ended = {event.until + 1 for event in events if event.until is not None}
    return sorted(month for month in {event.month for event in events} | ended if month <= months)


def changed(
    tables: Mapping[str, Any], values: Mapping[str, Any], context: Mapping[str, Any] | None = None
) -> dict[str, Any]:
    """Return the tables of a scenario with other values, checked.

    Parameters
    ----------
    tables : mapping of str to Table or mapping of Table
        By key, those of resources by the keys of the resources.
    values : mapping of str to value
        By the path of a parameter; false takes a distribution of overruns away.
    context : mapping, optional
        See :data:`sim.declared.table.BY_ITSELF`.

    Raises
    ------
    pydantic.ValidationError
        Of the first table with values that do not hold, or do not go together.
    """
    inside: dict[str, dict[str, Any]] = {}
    for path, value in values.items():
        table, _, key = path.rpartition(".")
        inside.setdefault(table, {})[key] = value
    out: dict[str, Any] = {}
    for path, own in inside.items():
        head, _, name = path.partition(".")
        table = tables[head][name] if name else tables[head]
        given = {key: None if key == "overrun" and value is False else value for key, value in own.items()}
        new = type(table).model_validate({**table.model_dump(exclude_none=True), **given}, context=context)
        if name:
            out.setdefault(head, dict(tables[head]))[name] = new
        else:
            out[head] = new
    return out


def read_events(value: object, tables: Mapping[str, Any], scenario: type[Table]) -> list[Event]:
    """Read the events of a scenario, and check all that they change.

    Parameters
    ----------
    value : object
        A list of tables, as a TOML file gives it.
    tables : mapping of str to value
        The values of the rest of the scenario that hold, by key: what concerns others is judged once they are put
        right.
    scenario : type
        The table of a whole scenario, for the reasons why its parameters do not change.

    Raises
    ------
    pydantic.ValidationError, pydantic_core.PydanticCustomError
        With all that is wrong.
    """
    if not isinstance(value, list | tuple) or len(value) > _MOST:
        raise refusal(_A_LIST.format(n=number(_MOST)))
    problems: Problems = []
    events: list[Event] = []
    parameters = _parameters(tables, scenario) if value else {}
    for place, given in enumerate(value, start=1):
        found = list(_problems_of(given, place, tables, parameters))
        problems += found
        if not found:
            events.append(given if isinstance(given, Event) else Event.model_validate(given))
    if not problems:
        problems = [*_contradictions(events, tables), *_impossible(events, tables)]
    if problems:
        raise ValidationError.from_exception_data("events", problems)
    return events


def _problems_of(
    given: object, place: int, tables: Mapping[str, Any], parameters: Mapping[str, Param]
) -> Iterator[InitErrorDetails]:
    """Yield what is wrong with one event, by itself."""
    try:
        event = Event.model_validate(given)
    except (ValidationError, PydanticCustomError) as error:
        yield from _moved(error, (place,), given)
        settings = given.get("set") if isinstance(given, Mapping) else None
        try:  # what else is wrong with it shows at once
            event = Event.model_validate({"month": 1, "set": settings})
        except (ValidationError, PydanticCustomError):
            return
    else:
        yield from _misplaced(event, place, tables)
    for path, value in (event.set or {}).items():
        reason = _why_not(path, tables, parameters)
        if reason is not None:
            yield InitErrorDetails(type=reason, loc=(place, "set", path), input=value)
            continue
        one_by_one = expanded({path: value}, tables.get("resources", ()))
        for each, _ in list(one_by_one)[:1]:
            yield from _wrong(each, value, place, path, tables)


def _moved(
    error: ValidationError | PydanticCustomError, above: tuple[int | str, ...], given: object
) -> Iterator[InitErrorDetails]:
    """Yield the problems of an error, each with its words, below a place."""
    if isinstance(error, PydanticCustomError):
        yield InitErrorDetails(type=error, loc=above, input=given)
        return
    for each in error.errors(include_url=False):
        context = each["ctx"]
        reason = refusal(context["allowed"], context["hint"], context["missing"])
        yield InitErrorDetails(type=reason, loc=(*above, *each["loc"]), input=each["input"])


def _misplaced(event: Event, place: int, tables: Mapping[str, Any]) -> Iterator[InitErrorDetails]:
    """Yield the months of an event that are not of the run, and the resources that there are not."""
    months = tables.get("months")
    for key, month in (("month", event.month), ("until", event.until)):
        if months is not None and month is not None and month > months:
            reason = refusal(_WITHIN.format(months=number(months)))
            yield InitErrorDetails(type=reason, loc=(place, key), input=month)
    known = tables.get("resources")
    for key, act in (("leave", event.leave), ("dissolve", event.dissolve)):
        if known is not None and act is not None and act.resource is not None and act.resource not in known:
            reason = refusal(one_of(known), nearest(act.resource, known))
            yield InitErrorDetails(type=reason, loc=(place, key, "resource"), input=act.resource)


def _why_not(path: str, tables: Mapping[str, Any], parameters: Mapping[str, Param]) -> PydanticCustomError | None:
    """Return why no event may change what a path names; None if one may, or if it cannot be told yet."""
    if path.partition(".")[0] == "resources" and "resources" not in tables:
        return None
    parts = path.split(".")
    above = (".".join(parts[:size]) for size in range(len(parts), 0, -1))
    known = next((each for each in above if each in parameters), None)
    if known is None:
        may = [each for each, param in parameters.items() if param.changes]
        return refusal(_A_PATH, nearest(path, may))
    param = parameters[known]
    if param.changes and known == path:
        return None
    return refusal(_A_PATH, param.fixed if not param.changes else None)


def _parameters(tables: Mapping[str, Any], scenario: type[Table]) -> dict[str, Param]:
    """Return all parameters of a scenario by path, those of all resources together among them."""
    found: dict[str, Param] = {}
    for key, field in scenario.model_fields.items():
        param = scenario.param(key)
        table = tables.get(key)
        if param is not None:
            found[key] = param
        elif key == "resources":
            tables_of = table if isinstance(table, Mapping) else {}
            for some in list(tables_of.values())[:1]:
                for name in ("*", *tables_of):
                    found |= _of_table(type(some), f"resources.{name}.")
        elif isinstance(field.annotation, type) and issubclass(field.annotation, Table):
            found |= _of_table(field.annotation, f"{key}.")
    return found


def _of_table(table: type[Table], above: str) -> dict[str, Param]:
    """Return the parameters of a table by path."""
    of = ((key, table.param(key)) for key in table.model_fields)
    return {f"{above}{key}": param for key, param in of if param is not None}


def _wrong(path: str, value: Any, place: int, written: str, tables: Mapping[str, Any]) -> Iterator[InitErrorDetails]:
    """Yield what is wrong with a value by itself; what contradicts other values is judged with these."""
    try:
        changed(tables, {path: value}, BY_ITSELF)
    except KeyError:  # the table does not hold
        return
    except ValidationError as error:
        for problem in _moved(error, (), value):
            loc = (place, "set", written, *problem["loc"][1:])
            yield InitErrorDetails(type=problem["type"], loc=loc, input=problem["input"])


def _contradictions(events: Sequence[Event], tables: Mapping[str, Any]) -> Iterator[InitErrorDetails]:
    """Yield the values that events give to a parameter which another gives another value in the same month."""
    given: dict[tuple[int, str], Setting] = {}
    for place, event in enumerate(events, start=1):
        for path, value in expanded(event.set or {}, tables.get("resources", ())):
            first = given.setdefault((event.month, path), Setting(value, place))
            if first.value != value:
                hint = _TWICE.format(place=number(first.place), value=same(str(first.value)))
                yield InitErrorDetails(type=refusal(_ONCE, hint), loc=(place, "set", path), input=value)


def _impossible(events: Sequence[Event], tables: Mapping[str, Any]) -> Iterator[InitErrorDetails]:
    """Yield the values that do not go together in a month."""
    seen = set()
    for month in starts(events, tables.get("months", 0)):
        settings = settings_in(events, month, tables.get("resources", ()))
        by_table: dict[str, dict[str, Setting]] = {}
        for path, setting in settings.items():
            by_table.setdefault(path.rpartition(".")[0], {})[path] = setting
        for above, own in by_table.items():
            try:
                changed(tables, {path: setting.value for path, setting in own.items()})
            except KeyError:
                continue
            except ValidationError as error:
                last = max(own.values(), key=lambda setting: (events[setting.place - 1].month, setting.place))
                for problem in _moved(error, (), None):
                    path = f"{above}.{problem['loc'][0]}"
                    place = own.get(path, last).place
                    if (place, path) not in seen:
                        seen.add((place, path))
                        yield InitErrorDetails(type=problem["type"], loc=(place, "set", path), input=problem["input"])
