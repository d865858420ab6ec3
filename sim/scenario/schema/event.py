"""Events: dated changes that nobody expects, of parameters, memberships and pools."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Annotated, Any, Final, Self

from pydantic import BeforeValidator, PlainValidator

from sim.declared.refusal import refusal
from sim.declared.table import Inconsistency, Table, Words
from sim.errors import shown
from sim.tables.names import clean
from sim.vocabulary.param import Param
from sim.vocabulary.text import Text, join, number, same

UNTITLED: Final = Text("", "")
LAST: Final = 600
"""The last month that any run has."""
_ACTS: Final = ("set", "leave", "dissolve")
_WHEN: Final = (Text("month {month}", "mois {month}"), Text("months {month} to {until}", "mois {month} à {until}"))
_IN_WORDS: Final = Text("{when}: {said}", "{when} : {said}")
_TITLED: Final = Text("{title} ({acts})", "{title} ({acts})")
_LEAVES: Final = (
    Text("{who} leaves every pool", "{who} quitte tous ses groupes"),
    Text("{who} leaves its pool for {what}", "{who} quitte son groupe pour {what}"),
)
_DISSOLVES: Final = (
    Text("all pools of {what} dissolve", "tous les groupes de {what} se dissolvent"),
    Text("the pool of {who} for {what} dissolves", "le groupe de {who} pour {what} se dissout"),
)


def _read_settings(value: object) -> dict[str, Any] | None:
    """Read values by dotted path, whether or not the file quotes the paths."""
    if value is None:
        return None
    settings = dict(_paths(value, "")) if isinstance(value, Mapping) else {}
    if not settings:
        allowed = Text(
            'a table of values by path, such as {"resources.hr.market_price" = 1300}',
            'une table de valeurs par chemin, comme {"resources.hr.market_price" = 1300}',
        )
        raise refusal(allowed)
    return settings


def _paths(tables: Mapping[str, Any], above: str) -> Iterator[tuple[str, Any]]:
    """Yield the values of nested tables, each with its dotted path; a distribution is a value."""
    for key, value in tables.items():
        path = f"{above}{key}"
        if isinstance(value, Mapping) and "distribution" not in value:
            yield from _paths(value, f"{path}.")
        else:
            yield path, value


def _name(value: object) -> object:
    """Return a name without control characters."""
    return clean(value) if isinstance(value, str) else value


def _read_organization(value: object) -> str | int:
    """Read the name of an organization, or its row."""
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, int) and not isinstance(value, bool) and value >= 0:
        return value
    allowed = Text(
        "the name of an organization, or its row from 0", "le nom d'une organisation, ou sa ligne à partir de 0"
    )
    raise refusal(allowed)


Organization = Annotated[str | int, PlainValidator(_read_organization)]
ResourceKey = Annotated[str, BeforeValidator(_name)]


# each parameter reads as a row: its words, then its numbers
# fmt: off
class Departure(Table):
    """An organization that leaves its pool and stays alone."""

    organization: Annotated[Organization, Param("organization that leaves", "organisation qui part")]
    resource: Annotated[ResourceKey | None, Param(
        "resource of the pool that it leaves (all, if none is named)",
        "ressource du groupe qu'elle quitte (toutes, si aucune n'est nommée)",
    )] = None


class Dissolution(Table):
    """Pools that dissolve at the end of the month."""

    resource: Annotated[ResourceKey, Param("resource of the pools", "ressource des groupes")]
    organization: Annotated[Organization | None, Param(
        "organization whose pool it is (all pools, if none is named)",
        "organisation dont c'est le groupe (tous, si aucune n'est nommée)",
    )] = None


class Event(Table):
    """A dated change: what holds from the beginning of a month on, and perhaps until the end of another one."""

    month: Annotated[int, Param("month in which it begins", "mois où il commence", unit="month", ge=1, le=LAST)]
    until: Annotated[int | None, Param(
        "last month in which it holds (to the end of the run, if none is given)",
        "dernier mois où il vaut (jusqu'à la fin, si aucun n'est donné)",
        unit="month", ge=1, le=LAST,
    )] = None
    title: Annotated[Words, Param("title shown to readers", "titre affiché")] = UNTITLED
    set: Annotated[dict[str, Any] | None, PlainValidator(_read_settings), Param(
        "values of parameters, by path", "valeurs de paramètres, par chemin",
    )] = None
    leave: Departure | None = None
    dissolve: Dissolution | None = None
# fmt: on

    def inconsistencies(self) -> Iterator[Inconsistency]:
        """An event does something, and ends after it has begun; that a pool dissolves has no end."""
        if all(getattr(self, act) is None for act in _ACTS):
            yield Inconsistency(("set",), Text("set, leave or dissolve", "set, leave ou dissolve"))
        if self.until is None:
            return
        if self.until < self.month:
            allowed = Text("at least month = {month}", "au moins month = {month}").format(month=self.month)
            yield Inconsistency(("until", "month"), allowed)
        elif self.set is None and self.leave is None and self.dissolve is not None:
            allowed = Text("no month: a dissolved pool stays dissolved", "aucun mois : un groupe dissous le reste")
            yield Inconsistency(("until", "dissolve"), allowed)

    def holds_in(self, month: int) -> bool:
        """Return whether it holds in a month, counted from 1."""
        return self.month <= month <= (LAST if self.until is None else self.until)

    def with_settings(self, settings: Mapping[str, Any]) -> Self:
        """Return the same event with other settings."""
        return self.model_copy(update={"set": dict(settings) or None})

    @property
    def when(self) -> Text:
        """The month or the months in which it holds, in words."""
        return _WHEN[self.until is not None].format(month=self.month, until=self.until)

    @property
    def in_short(self) -> Text:
        """When it holds, and its title or what it does."""
        return _IN_WORDS.format(when=self.when, said=self.what)

    @property
    def in_words(self) -> Text:
        """When it holds, its title and what it does."""
        said = self.acts if self.title == UNTITLED else _TITLED.format(title=self.title, acts=self.acts)
        return _IN_WORDS.format(when=self.when, said=said)

    @property
    def what(self) -> Text:
        """Its title, or else what it does."""
        return self.title if self.title != UNTITLED else self.acts

    @property
    def acts(self) -> Text:
        """What it does, in words."""
        said = [same(f"{path} = {shown(value)}") for path, value in (self.set or {}).items()]
        if self.leave is not None:
            form = _LEAVES[self.leave.resource is not None]
            said.append(form.format(who=_who(self.leave.organization), what=same(str(self.leave.resource))))
        if self.dissolve is not None:
            form = _DISSOLVES[self.dissolve.organization is not None]
            said.append(form.format(who=_who(self.dissolve.organization), what=same(self.dissolve.resource)))
        return join(said, "; ")


def _who(organization: str | int | None) -> Text:
    """Return an organization as it stands in a sentence."""
    if isinstance(organization, str):
        return same(organization)
    return Text("organization {row}", "l'organisation {row}").format(row=number(organization or 0))
