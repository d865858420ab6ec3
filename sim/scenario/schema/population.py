"""The parameters of a population: how many organizations, and the distributions of what sets them apart."""

from __future__ import annotations

from typing import Annotated, Any, Final, Literal, get_args

from pydantic import SerializeAsAny, ValidationInfo, field_validator

from sim.declared.decision import DECISION_RULES
from sim.declared.table import Table
from sim.scenario.schema.attribute import read_distribution
from sim.scenario.schema.distribution import (
    Beta,
    Constant,
    Discrete,
    Distribution,
    LogNormal,
    TruncatedNormal,
)
from sim.vocabulary.codes import Attribute
from sim.vocabulary.param import Param
from sim.vocabulary.text import Text

OrganizationKind = Literal["cooperative", "mutual", "nonprofit"]

KINDS: Final[tuple[str, ...]] = get_args(OrganizationKind)
"""Kinds of organizations; the position is the code."""
RULES: Final[tuple[str, ...]] = tuple(DECISION_RULES)
"""Decision rules; the position is the code of :class:`sim.vocabulary.codes.Rule`."""

ISQ = Text(
    "ISQ, portrait of the social economy in Quebec, 2016",
    "ISQ, portrait de l'économie sociale au Québec, 2016",
)

MIXTURE = Text(
    "shares after Fischbacher, Gächter & Fehr (2001), doi:10.1016/S0165-1765(01)00394-9; values assumed",
    "parts d'après Fischbacher, Gächter et Fehr (2001), doi:10.1016/S0165-1765(01)00394-9; valeurs supposées",
)

Drawn = SerializeAsAny[Distribution]

CHOICES: Final[dict[str, tuple[str, ...]]] = {"kind": KINDS, "sector": (), "rule": RULES}
"""The names that an attribute may take; an empty tuple: any name."""
ATTRIBUTES: Final = tuple(each.name.lower() for each in Attribute)
"""The attributes in the order of their draws."""


# each parameter reads as a row: its words, then its numbers
# fmt: off
class Population(Table):
    """The organizations: drawn from distributions, read from a file, or both."""

    number: Annotated[int, Param(
        "number of organizations", "nombre d'organisations",
        symbol="N", unit="count", ge=2, le=10_000_000,
    )] = 300
    file: Annotated[str | None, Param(
        "CSV file of the organizations: one row each; attributes without a column are drawn",
        "fichier CSV des organisations : une ligne chacune; les attributs sans colonne sont tirés au hasard",
    )] = None
    fixed: Annotated[bool, Param(
        "whether it is drawn once and kept in all replications",
        "si elle est tirée une seule fois et reste la même dans toutes les réplications",
    )] = False
    kind: Annotated[Drawn, Param(
        "kind of organization", "type d'organisation",
        source=ISQ,
    )] = Discrete(values=["nonprofit", "cooperative", "mutual"], weights=[75.0, 22.0, 3.0])
    sector: Annotated[Drawn, Param(
        "sector of activity", "secteur d'activité",
        ge=1, le=50,
    )] = Constant(value=1)
    size: Annotated[Drawn, Param(
        "size", "taille",
        symbol="w", unit="FTE", gt=0, le=1e5, source=ISQ,
    )] = LogNormal(mu=1.752, sigma=1.43, low=1.0, high=250.0)
    cash: Annotated[Drawn, Param(
        "cash reserve (months of stand-alone cash cost)",
        "liquidités (mois des dépenses d'une organisation seule)",
        unit="month", ge=0, le=600,
    )] = Constant(value=3.0)
    surplus: Annotated[Drawn, Param(
        "monthly surplus (share of the stand-alone cash cost)",
        "surplus mensuel (part des dépenses d'une organisation seule)",
        unit="share", ge=-1, le=10,
    )] = Constant(value=0.02)
    rate: Annotated[Drawn, Param(
        "discount rate", "taux d'actualisation",
        unit="1/year", ge=0, le=10,
    )] = Constant(value=0.06)
    horizon: Annotated[Drawn, Param(
        "horizon of a decision", "horizon d'une décision",
        symbol="H", unit="month", ge=1, le=600,
    )] = TruncatedNormal(mean=36.0, sd=12.0, low=6.0, high=120.0)
    foresight: Annotated[Drawn, Param(
        "foresight: how much of the decay of start-up friction is foreseen",
        "anticipation : part prévue de la baisse de la friction de démarrage",
        symbol="phi", unit="-", ge=0, le=1,
    )] = TruncatedNormal(mean=0.7, sd=0.15, low=0.0, high=1.0)
    trust: Annotated[Drawn, Param(
        "trust that a pool will last", "confiance qu'un groupe durera",
        symbol="tau", unit="-", ge=0, le=1,
    )] = TruncatedNormal(mean=0.5, sd=0.15, low=0.0, high=1.0)
    solidarity: Annotated[Drawn, Param(
        "solidarity: weight of what membership saves the other members",
        "solidarité : poids de ce que l'adhésion fait économiser aux autres membres",
        symbol="omega", unit="-", ge=0, le=1,
    )] = TruncatedNormal(mean=0.5, sd=0.15, low=0.0, high=1.0)
    autonomy: Annotated[Drawn, Param(
        "autonomy premium (share of the stand-alone service cost)",
        "prime d'autonomie (part du coût du service d'une organisation seule)",
        symbol="alpha", unit="share", ge=0, lt=1,
    )] = Beta(mean=0.05, sd=0.05)
    risk_weight: Annotated[Drawn, Param(
        "weight of risk", "poids du risque",
        symbol="gamma", unit="-", ge=0, le=100, off=0,
    )] = Constant(value=0.0)
    taste: Annotated[Drawn, Param(
        "taste scale (months of the stand-alone service cost)",
        "échelle du goût (mois du coût du service d'une organisation seule)",
        symbol="eps", unit="month", ge=0, le=100, off=0,
    )] = TruncatedNormal(mean=0.5, sd=0.15, low=0.0, high=100.0)
    rule: Annotated[Drawn, Param("decision rule", "règle de décision")] = Constant(value="rational")
    threshold: Annotated[Drawn, Param(
        "share of contacts that must pool before a conditional organization does",
        "part des contacts qui doivent mutualiser avant qu'une organisation conditionnelle le fasse",
        unit="share", ge=0, le=1,
    )] = TruncatedNormal(mean=0.25, sd=0.15, low=0.0, high=1.0)
    reciprocity: Annotated[Drawn, Param(
        "reciprocity: weight of the others' effort in one's own",
        "réciprocité : poids de l'effort des autres dans le sien",
        symbol="chi", unit="-", ge=0, lt=1, source=MIXTURE,
    )] = Discrete(values=[0.0, 0.5, 0.9], weights=[0.3, 0.2, 0.5])

    @classmethod
    def choices(cls, key: str) -> tuple[str, ...]:
        """Give the names that an attribute may take."""
        return CHOICES.get(key, ())

    @field_validator(*ATTRIBUTES, mode="plain")
    @classmethod
    def _read(cls, value: Any, info: ValidationInfo) -> Distribution:
        """Read one distribution."""
        key = str(info.field_name)
        param = cls.param(key)
        assert param is not None
        return read_distribution(value, param, CHOICES.get(key), cls.model_fields[key].default)
