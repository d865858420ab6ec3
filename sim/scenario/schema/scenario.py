"""The parameters of a whole scenario."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from re import fullmatch
from typing import TYPE_CHECKING, Annotated, Any

from pydantic import Field, PrivateAttr, SerializeAsAny, ValidationInfo, field_validator

from sim.declared.refusal import refusal, refused_keys
from sim.declared.table import Inconsistency, Table, Words
from sim.scenario.changes import Told
from sim.scenario.schema.distribution import Distribution
from sim.scenario.schema.event import Event
from sim.scenario.schema.network import Network, too_many_contacts
from sim.scenario.schema.population import Drawn, Population
from sim.scenario.schema.resource import UNTITLED, Resource
from sim.scenario.schema.society import Crises, Levers, Society
from sim.scenario.schema.timeline import read_events
from sim.scenario.schema.uncertain import read_uncertain
from sim.tables.names import clean
from sim.vocabulary.currency import DECLARED
from sim.vocabulary.names import RESOURCE_KEY
from sim.vocabulary.param import WORDS, Param
from sim.vocabulary.text import Text, same

if TYPE_CHECKING:
    from sim.scenario.organizations import Organizations
    from sim.scenario.particles import Particles
    from sim.tables.rows import Rows


# each parameter reads as a row: its words, then its numbers
# fmt: off
class Scenario(Table):
    """Everything that a simulation needs to know, read from one TOML file and those it extends."""

    name: Annotated[str, Param("short name", "nom court", fixed=WORDS)] = ""
    title: Annotated[Words, Param("title", "titre", fixed=WORDS)] = Text("", "")
    teaches: Annotated[Words, Param("what it teaches", "ce qu'il enseigne", fixed=WORDS)] = Text("", "")
    fictional: Annotated[bool, Param("its data are fictional", "ses données sont fictives", fixed=WORDS)] = False
    currency: Annotated[str, Param("currency of all amounts", "monnaie de tous les montants", fixed=WORDS)] = DECLARED
    months: Annotated[int, Param(
        "months simulated", "mois simulés",
        symbol="T", unit="month", ge=1, le=600,
    )] = 60
    replications: Annotated[int, Param(
        "replications", "réplications",
        unit="count", ge=1, le=10_000_000,
    )] = 50
    seed: Annotated[int, Param(
        "seed of all random draws", "graine de tous les tirages aléatoires",
        ge=0, le=2**63 - 1,
    )] = 1
    population: Population = Population()
    resources: Annotated[dict[str, Resource], Field(min_length=1, max_length=50)]
    network: Network = Network()
    society: Society = Society()
    crises: Crises = Crises()
    levers: Levers = Levers()
    decisions: Annotated[str | None, Param(
        "CSV file of prescribed choices: month, organization, resource, choice",
        "fichier CSV des choix prescrits : mois, organisation, ressource, choix",
    )] = None
    code: Annotated[str | None, Param(
        "Python file of own rules: decide, share, admits",
        "fichier Python des règles personnalisées : decide, share, admits",
    )] = None
    uncertain: dict[str, Drawn] = Field(default_factory=dict)
    events: list[SerializeAsAny[Event]] = Field(default_factory=list)

    __iter__ = None  # type: ignore[assignment]  # one value where libraries try to iterate, as batch_run does

    _folder: Path = PrivateAttr(default=Path())
    _organizations: Organizations | None = PrivateAttr(default=None)
    _rows: Rows | None = PrivateAttr(default=None)  # those of the population's file, if it was opened to count them
    _particles: Particles | None = PrivateAttr(default=None)
    _texts: dict[str, str] = PrivateAttr(default_factory=dict)  # texts of files that were read, by name
    _told: Told | None = PrivateAttr(default=None)

    @property
    def folder(self) -> Path:
        """Folder of the scenario's file, from which its CSV files are named."""
        return self._folder

    @property
    def told(self) -> Told:
        """The title as it was written, and what has been changed since."""
        if self._told is not None and self._told.words() == self.title:
            return self._told
        return Told(self.title, {})

    @property
    def source(self) -> str:
        """The whole scenario as TOML, its defaults included, so that they may change later."""
        from sim.scenario.toml import write_toml

        return write_toml(self.model_dump(exclude_none=True))

    @property
    def organizations(self) -> Organizations | None:
        """What the population's file says; None without a file."""
        from sim.scenario.organizations import organization_rows, read_organizations

        if self._organizations is None and self.population.file is not None:
            rows, self._rows = self._rows, None  # they note their problems, once
            if rows is None:
                rows = organization_rows(self._folder / self.population.file, self.population.file, self.resources)
            self._organizations = read_organizations(rows, self.population, list(self.resources))
        return self._organizations

    @property
    def texts(self) -> dict[str, str]:
        """The text of the file of code by its name; empty without one."""
        return {} if self.code is None else {self.code: self.code_text}

    @property
    def code_text(self) -> str:
        """The text of the file of own rules, as it was when it was first read; empty without one."""
        from sim.python_file import read_code

        if self.code is None:
            return ""
        if self.code not in self._texts:
            self._texts[self.code] = read_code(self._folder, self.code)
        return self._texts[self.code]

    @property
    def particles(self) -> Particles | None:
        """Values of uncertain parameters that are drawn together; None without a calibration."""
        return self._particles

    @property
    def uncertain_paths(self) -> list[str]:
        """The parameters that a run draws where it draws what is uncertain."""
        joined = [] if self._particles is None else self._particles.paths
        return list(dict.fromkeys([*self.uncertain, *joined]))

    @property
    def is_uncertain(self) -> bool:
        """Whether there is anything uncertain to draw."""
        return bool(self.uncertain_paths)

    @property
    def sector_names(self) -> tuple[str, ...]:
        """Names of the sectors, the first being code 1; empty when sectors are numbers."""
        if self.organizations is not None and "sector" in self.organizations.values:
            return self.organizations.sectors
        names = (name for name in self.population.sector.options() if isinstance(name, str))
        return tuple(dict.fromkeys(names))

    def organization_names(self) -> list[str]:
        """Give the names of the organizations, by row."""
        from sim.scenario.organizations import default_names

        organizations = self.organizations
        return list(default_names(self.population.number) if organizations is None else organizations.names)

    @field_validator("name")
    @classmethod
    def _on_one_line(cls, name: str) -> str:
        """Leave control characters out of the name."""
        return clean(name)

    @field_validator("currency")
    @classmethod
    def _known(cls, currency: str) -> str:
        """Take the code of a currency."""
        if currency == DECLARED:
            return currency
        from babel.numbers import list_currencies

        if currency not in list_currencies():
            raise refusal(
                Text("the code of a currency (ISO 4217), such as EUR", "le code d'une monnaie (ISO 4217), comme EUR")
            )
        return currency

    @field_validator("resources")
    @classmethod
    def _named(cls, resources: dict[str, Resource]) -> dict[str, Resource]:
        """Check the keys, and show the key of a resource that has no title."""
        wrong = [key for key in resources if not fullmatch(RESOURCE_KEY, key)]
        if wrong:
            allowed = Text(
                "a key of lowercase letters, digits and _, such as shared_it",
                "une clé en minuscules sans accent, chiffres et _, comme shared_it",
            )
            raise refused_keys({key: key for key in wrong}, refusal(allowed))
        return {
            key: resource if resource.title != UNTITLED else resource.model_copy(update={"title": same(key)})
            for key, resource in resources.items()
        }

    @field_validator("uncertain", mode="plain")
    @classmethod
    def _read_uncertain(cls, value: Any, info: ValidationInfo) -> dict[str, Distribution]:
        """Read the uncertain parameters, once all others are read."""
        return read_uncertain(value, info.data, cls.model_fields.keys() - info.data.keys())

    @field_validator("events", mode="plain")
    @classmethod
    def _read_events(cls, value: Any, info: ValidationInfo) -> list[Event]:
        """Read the events, once all that they may change is read."""
        return read_events(value, info.data, cls)

    def inconsistencies(self) -> Iterator[Inconsistency]:
        """Contacts are others, communities are several; and some mechanisms are not built yet."""
        kind = self.network.kind
        contacts = too_many_contacts(kind, self.network.contacts, self.population.number)
        if contacts is not None:
            yield Inconsistency(("network.contacts", "network.kind", "population.number"), contacts)
        # a file may give the sectors; it is read later
        if kind == "communities" and self.population.file is None and len(set(self.population.sector.options())) < 2:
            allowed = Text(
                "another kind, or more than one sector in population.sector",
                "un autre type, ou plus d'un secteur dans population.sector",
            )
            yield Inconsistency(("network.kind", "population.sector"), allowed)
