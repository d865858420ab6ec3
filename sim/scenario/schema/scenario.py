"""The parameters of a whole scenario."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from re import fullmatch
from typing import Annotated

from pydantic import Field, PrivateAttr, ValidationError, field_validator
from pydantic_core import InitErrorDetails

from sim.scenario.schema.network import Network
from sim.scenario.schema.population import Population
from sim.scenario.schema.refusal import refusal
from sim.scenario.schema.resource import UNTITLED, Resource
from sim.scenario.schema.society import Crises, Levers, Society
from sim.scenario.schema.table import Inconsistency, Table, Words
from sim.scenario.schema.unbuilt import unavailable
from sim.vocabulary.param import Param
from sim.vocabulary.text import Text, number, same

Months = Annotated[int, Param(en="months simulated", fr="mois simulés", symbol="T", unit="month", ge=1, le=600)]


class Scenario(Table):
    """Everything that a simulation needs to know, read from one TOML file and those it extends."""

    name: Annotated[str, Param(en="short name", fr="nom court")] = ""
    title: Annotated[Words, Param(en="title", fr="titre")] = Text("", "")
    teaches: Annotated[Words, Param(en="what it teaches", fr="ce qu'il enseigne")] = Text("", "")
    fictional: Annotated[bool, Param(en="its data are fictional", fr="ses données sont fictives")] = False
    months: Months = 60
    replications: Annotated[
        int, Param(en="replications", fr="réplications", unit="count", ge=1, le=10_000_000)
    ] = 50
    seed: Annotated[int, Param(en="root of all random draws", fr="racine de tous les tirages", ge=0, le=2**63 - 1)] = 1
    population: Population = Population()
    resources: Annotated[dict[str, Resource], Field(min_length=1, max_length=50)]
    network: Network = Network()
    society: Society = Society()
    crises: Crises = Crises()
    levers: Levers = Levers()
    decisions: Annotated[
        str | None,
        Param(
            en="CSV file of prescribed choices: month, organization, resource, choice",
            fr="fichier CSV des choix prescrits : month, organization, resource, choice",
        ),
    ] = None

    _folder: Path = PrivateAttr(default=Path())

    @property
    def folder(self) -> Path:
        """Folder of the scenario's file, from which its tables are named."""
        return self._folder

    @field_validator("resources")
    @classmethod
    def _named(cls, resources: dict[str, Resource]) -> dict[str, Resource]:
        """Check the keys, and show the key of a resource that has no title."""
        wrong = [key for key in resources if not fullmatch(r"[a-z][a-z0-9_]*", key)]
        if wrong:
            allowed = Text(
                "a key of small letters, digits and _, such as shared_it",
                "une clé en petites lettres sans accent, chiffres et _, comme shared_it",
            )
            details = [InitErrorDetails(type=refusal(allowed), loc=(key,), input=key) for key in wrong]
            raise ValidationError.from_exception_data("resources", details)
        return {
            key: resource if resource.title != UNTITLED else resource.model_copy(update={"title": same(key)})
            for key, resource in resources.items()
        }

    def inconsistencies(self) -> Iterator[Inconsistency]:
        """A ring lattice needs more organizations than contacts; and some mechanisms are not built yet."""
        if self.network.kind == "small_world" and self.network.contacts >= self.population.number:
            allowed = Text(
                "less than population.number = {n}, for a small world",
                "moins que population.number = {n}, pour un petit monde",
            )
            yield Inconsistency(
                ("network.contacts", "network.kind", "population.number"),
                allowed.format(n=number(self.population.number)),
            )
        yield from unavailable(self)
