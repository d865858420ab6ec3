"""The parameters of a resource: what it costs alone and together, and the rules of its agreements."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import SerializeAsAny, field_validator

from sim.declared import OfResource
from sim.declared.admission import ADMISSION_RULES
from sim.declared.sharing import every_sharing_rule
from sim.declared.table import Inconsistency, Table, Words
from sim.scenario.schema.attribute import read_distribution
from sim.scenario.schema.distribution import Constant, Distribution
from sim.vocabulary.param import MONEY, NEUTRAL, WORDS, Param
from sim.vocabulary.text import Text, number

ResourceKind = Literal["human", "material", "intellectual", "financial"]
if TYPE_CHECKING:
    Admission = str
    Sharing = str
else:
    Admission = Literal[tuple(ADMISSION_RULES)]
    Sharing = Literal[tuple(every_sharing_rule())]

UNTITLED = Text("", "")
NEEDS = Text(
    "Needs change in a crisis: set crises.probability and crises.size.",
    "Les besoins changent dans une crise : fixez crises.probability et crises.size.",
)


# each parameter reads as a row: its words, then its numbers
# fmt: off
class ResourceTerms(Table):
    """The parameters that every resource has; defaults are neutral where a mechanism can be off, or assumptions."""

    title: Annotated[Words, Param("name shown to readers", "nom affiché", fixed=WORDS)] = UNTITLED
    kind: Annotated[ResourceKind, Param("kind of resource", "type de ressource", fixed=WORDS)] = "human"
    unit: Annotated[Words, Param(
        "unit of need and capacity", "unité du besoin et de la capacité", fixed=WORDS,
    )] = Text("day", "jour")

    # the need
    need_per_fte: Annotated[float, Param(
        "monthly need of an organization of one FTE", "besoin mensuel d'une organisation d'un ETP",
        symbol="q/w", unit="unit/FTE/month", ge=0, le=1e6, fixed=NEEDS,
    )] = 1.0
    need_exponent: Annotated[float, Param(
        "exponent of size in the need (1: proportional)",
        "exposant de la taille dans le besoin (1 : proportionnel)",
        unit="-", ge=0, le=3, source=NEUTRAL, fixed=NEEDS,
    )] = 1.0
    need_heterogeneity: Annotated[float, Param(
        "coefficient of variation of needs among organizations of one size",
        "coefficient de variation des besoins entre organisations de même taille",
        unit="-", ge=0, le=5, off=0, source=NEUTRAL, fixed=NEEDS,
    )] = 0.0
    concerned: Annotated[float, Param(
        "share of organizations that need the resource",
        "part des organisations qui ont besoin de la ressource",
        unit="share", ge=0, le=1, source=NEUTRAL, fixed=NEEDS,
    )] = 1.0
    variation: Annotated[float, Param(
        "coefficient of variation of the monthly need", "coefficient de variation du besoin mensuel",
        symbol="nu", unit="-", ge=0, le=0.5, off=0, source=NEUTRAL, changes="renewed",
    )] = 0.0
    correlation: Annotated[float, Param(
        "correlation of monthly needs between organizations",
        "corrélation des besoins mensuels entre organisations",
        symbol="rho", unit="-", ge=0, le=1, off=0, source=NEUTRAL, changes="renewed",
    )] = 0.0

    # the cost law
    fixed_cost: Annotated[float, Param(
        "fixed cost of running it in-house", "coût fixe d'une gestion à l'interne",
        symbol="F", unit="CAD/month", ge=0, le=MONEY, off=0, source=NEUTRAL, changes="renewed",
    )] = 0.0
    unit_cost: Annotated[float, Param(
        "cost of a unit of capacity", "coût d'une unité de capacité",
        symbol="c", unit="CAD/unit", gt=0, le=MONEY, changes="renewed",
    )] = 500.0
    scale_exponent: Annotated[float, Param(
        "scale exponent of capacity (1: linear; 0.6: six-tenths rule)",
        "exposant d'échelle de la capacité (1 : linéaire; 0,6 : règle des six dixièmes)",
        symbol="eta", unit="-", ge=0.3, le=1.5, off=1, source=NEUTRAL, changes="renewed",
    )] = 1.0
    lot: Annotated[float, Param(
        "lot size: capacity is bought in whole lots (0: divisible)",
        "taille du lot : la capacité s'achète par lots entiers (0 : divisible)",
        symbol="lot", unit="unit", ge=0, le=1e6, off=0, source=NEUTRAL, changes="renewed",
    )] = 0.0
    use_cost: Annotated[float, Param(
        "cost of use per realised unit (for a reserve, 1: the loss itself)",
        "coût d'usage par unité réalisée (pour une réserve, 1 : la perte elle-même)",
        symbol="u0", unit="CAD/unit", ge=0, le=1e6, off=0, source=NEUTRAL, changes="renewed",
    )] = 0.0
    market_price: Annotated[float, Param(
        "market price of a unit bought when needed", "prix du marché d'une unité achetée au besoin",
        symbol="p", unit="CAD/unit", gt=0, le=MONEY, changes="renewed",
    )] = 1000.0
    unmet_value: Annotated[float, Param(
        "value of a unit (lost when the need is unmet)",
        "valeur d'une unité (perdue quand le besoin n'est pas comblé)",
        symbol="v", unit="CAD/unit", gt=0, le=MONEY, changes="renewed",
    )] = 1000.0

    # starting and coordinating a pool
    friction: Annotated[float, Param(
        "start-up friction of a new pool (share of its service cost)",
        "friction de démarrage d'un nouveau groupe (part du coût du service)",
        symbol="f0", unit="share", ge=0, le=10, off=0, source=NEUTRAL, changes="renewed",
    )] = 0.0
    friction_months: Annotated[float, Param(
        "decay time of the start-up friction", "temps de décroissance de la friction de démarrage",
        symbol="theta", unit="month", ge=0.1, le=600, changes="renewed",
    )] = 8.0
    hub_cost: Annotated[float, Param(
        "coordination cost of a hub (a coordinator)",
        "coût de coordination d'un pivot (une personne qui coordonne)",
        symbol="g0", unit="CAD/month", ge=0, le=MONEY, off=0, source=NEUTRAL, changes="renewed",
    )] = 0.0
    member_cost: Annotated[float, Param(
        "coordination cost per member", "coût de coordination par membre",
        symbol="g1", unit="CAD/month", ge=0, le=MONEY, off=0, source=NEUTRAL, changes="renewed",
    )] = 0.0
    pair_cost: Annotated[float, Param(
        "coordination cost per pair of members", "coût de coordination par paire de membres",
        symbol="g2", unit="CAD/month", ge=0, le=MONEY, off=0, source=NEUTRAL, changes="renewed",
    )] = 0.0
    founding_cost: Annotated[float, Param(
        "cost of founding a pool (split equally by its founders)",
        "coût de fondation d'un groupe (réparti également entre ses fondateurs)",
        symbol="K0", unit="CAD", ge=0, le=MONEY, off=0, source=NEUTRAL, changes="freely",
    )] = 0.0
    joining_cost: Annotated[float, Param(
        "cost of joining a pool", "coût d'adhésion à un groupe",
        symbol="K1", unit="CAD", ge=0, le=MONEY, off=0, source=NEUTRAL, changes="freely",
    )] = 0.0
    leaving_cost: Annotated[float, Param(
        "cost of leaving a pool", "coût de sortie d'un groupe",
        symbol="K2", unit="CAD", ge=0, le=MONEY, off=0, source=NEUTRAL, changes="freely",
    )] = 0.0
    overrun_mean: Annotated[float, Param(
        "mean overrun: unexpected multiplier of founding, friction and coordination costs",
        "dépassement moyen : multiplicateur imprévu des coûts de fondation, de friction et de coordination",
        symbol="xi", unit="-", ge=0.1, le=10, off=1, source=NEUTRAL, changes="freely",
    )] = 1.0
    overrun_cv: Annotated[float, Param(
        "coefficient of variation of the overrun", "coefficient de variation du dépassement",
        symbol="cv(xi)", unit="-", ge=0, le=5, off=0, source=NEUTRAL, changes="freely",
    )] = 0.0
    overrun: Annotated[SerializeAsAny[Distribution] | None, Param(
        "distribution of the overrun (instead of a lognormal with this mean and coefficient of variation)",
        "distribution du dépassement (au lieu d'une log-normale de cette moyenne et de ce coefficient)",
        symbol="F(xi)", unit="-", ge=0.1, le=1000, off=1, source=NEUTRAL, changes="freely",
    )] = None

    # the agreement
    commitment: Annotated[int, Param(
        "months for which a member is committed", "mois d'engagement d'un membre",
        unit="month", ge=0, le=600, changes="freely",
    )] = 12
    min_members: Annotated[int, Param(
        "minimum number of members of a pool", "nombre minimal de membres d'un groupe",
        unit="count", ge=1, le=1_000_000, changes="freely",
    )] = 2
    max_members: Annotated[int, Param(
        "maximum number of members of a pool (0: no limit)",
        "nombre maximal de membres d'un groupe (0 : sans limite)",
        unit="count", ge=0, le=10_000_000, off=0, source=NEUTRAL, changes="freely",
    )] = 0
    admission: Annotated[Admission, Param(
        "rule for admitting a new member", "règle d'admission d'un nouveau membre", changes="freely",
    )] = "no_harm"
    sharing: Annotated[Sharing, Param(
        "rule for sharing the cost of a pool", "règle de partage du coût d'un groupe", changes="renewed",
    )] = "two_part"

# fmt: on

    @field_validator("overrun", mode="plain")
    @classmethod
    def _read_overrun(cls, value: Any) -> Distribution | None:
        """Read the distribution of overruns, if there is one."""
        param = cls.param("overrun")
        assert param is not None
        return None if value is None else read_distribution(value, param, None, Constant(value=1.0))

    @property
    def mean_overrun(self) -> float:
        """Mean of the overrun, whatever its distribution."""
        return self.overrun_mean if self.overrun is None else self.overrun.expectation()

    def inconsistencies(self) -> Iterator[Inconsistency]:
        """A pool must have room for its least members, and one distribution of its overrun."""
        if self.overrun is not None and (self.overrun_mean != 1.0 or self.overrun_cv != 0.0):
            allowed = Text(
                "none, unless overrun_mean = 1 and overrun_cv = 0", "aucune, sauf si overrun_mean = 1 et overrun_cv = 0"
            )
            yield Inconsistency(("overrun", "overrun_mean", "overrun_cv"), allowed)
        if 0 < self.max_members < self.min_members:
            allowed = Text(
                "0 (no limit), or at least min_members = {n}",
                "0 (sans limite), ou au moins min_members = {n}",
            )
            allowed = allowed.format(n=number(self.min_members))
            yield Inconsistency(("max_members", "min_members"), allowed)


class Resource(OfResource, ResourceTerms):
    """One resource that organizations provide alone or pool."""
