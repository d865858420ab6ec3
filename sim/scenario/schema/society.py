"""The parameters that all organizations share: how they search, revise, trust; crises and levers."""

from __future__ import annotations

from typing import Annotated, Literal

from sim.declared import OfLevers, OfSociety
from sim.declared.table import Table
from sim.vocabulary.param import MONEY, NEUTRAL, WORDS, Param
from sim.vocabulary.text import Text

Taste = Literal["persistent", "independent"]

BUDGETS = Text("Budgets are set as a run begins.", "Les budgets sont fixés au début d'une simulation.")
POST = Text(
    "ISQ 2016: an HR professional's total compensation, second level, 58.70 $ an hour, 35 hours a week",
    "ISQ 2016 : rémunération globale en ressources humaines, niveau 2, 58,70 $ l'heure, 35 heures par semaine",
)


# each parameter reads as a row: its words, then its numbers
# fmt: off
class SocietyTerms(Table):
    """How organizations search, revise their choices and build or lose trust."""

    review_rate: Annotated[float, Param(
        "monthly chance of reviewing the choice for a resource",
        "probabilité mensuelle de revoir son choix pour une ressource",
        unit="1/month", ge=0, le=1, changes="freely",
    )] = 0.15
    search_breadth: Annotated[int, Param(
        "contacts considered in one search", "contacts consultés par recherche",
        unit="count", ge=1, le=100_000, changes="freely",
    )] = 8
    search_renewal: Annotated[int, Param(
        "months before the search order is redrawn", "mois avant un nouveau tirage de l'ordre de la recherche",
        unit="month", ge=1, le=600, changes="freely",
    )] = 12
    hazard: Annotated[float, Param(
        "monthly chance of a break-up expected without any trust",
        "probabilité mensuelle de rupture attendue sans aucune confiance",
        symbol="hazard", unit="1/month", ge=0, le=1, changes="freely",
    )] = 0.02
    liquidity_months: Annotated[float, Param(
        "months of higher bills that must be affordable before joining",
        "mois de factures plus élevées à pouvoir payer avant d'adhérer",
        symbol="l", unit="month", ge=0, le=600, changes="freely",
    )] = 6.0
    access_share: Annotated[float, Param(
        "share of the value of an unmet need that can be redirected to a pool",
        "part de la valeur d'un besoin non comblé qui peut être réaffectée à un groupe",
        unit="share", ge=0, le=1, fixed=BUDGETS,
    )] = 0.5
    trust_gain: Annotated[float, Param(
        "monthly gain of trust while pooling (share of the missing trust)",
        "gain mensuel de confiance d'un membre (part de la confiance qui manque)",
        unit="1/month", ge=0, le=1, changes="freely",
    )] = 0.01
    trust_loss: Annotated[float, Param(
        "share of trust lost when a co-member leaves or a pool dissolves",
        "part de la confiance perdue quand un autre membre part ou que le groupe se dissout",
        unit="share", ge=0, le=1, changes="freely",
    )] = 0.05
    taste: Annotated[Taste, Param(
        "whether the taste for a resource is kept or redrawn at each review",
        "si le goût pour une ressource est conservé ou tiré de nouveau à chaque révision",
    )] = "persistent"
    memory_months: Annotated[int, Param(
        "months of savings that imitators compare", "mois d'économies que comparent les imitateurs",
        unit="month", ge=1, le=600,
    )] = 12
    beta_imitate: Annotated[float, Param(
        "strength of imitation", "intensité de l'imitation",
        symbol="beta", unit="-", ge=0, le=1e6, changes="freely",
    )] = 10.0
    explore: Annotated[float, Param(
        "chance that an imitator decides by itself", "probabilité qu'un imitateur décide par lui-même",
        unit="share", ge=0, le=1, changes="freely",
    )] = 0.01
    closure: Annotated[bool, Param(
        "whether organizations that run out of cash close", "si les organisations à court de liquidités ferment",
        off=False, source=NEUTRAL, changes="freely",
    )] = False
    grace: Annotated[int, Param(
        "consecutive months of negative cash before an organization closes",
        "mois consécutifs de liquidités négatives avant la fermeture",
        unit="month", ge=1, le=600, changes="freely",
    )] = 3
    post_cost: Annotated[float, Param(
        "cost of a full-time post (to express the freed budget in posts)",
        "coût d'un poste à temps plein (pour exprimer en postes le budget dégagé)",
        unit="CAD/month", ge=1, le=MONEY, source=POST, fixed=WORDS,
    )] = 8900.0


class Society(OfSociety, SocietyTerms):
    """How organizations search, review, trust and imitate."""


class Crises(Table):
    """Unexpected months in which all needs grow."""

    probability: Annotated[float, Param(
        "chance that a crisis starts in a month", "probabilité qu'une crise commence dans un mois",
        unit="1/month", ge=0, le=1, off=0, source=NEUTRAL, changes="freely",
    )] = 0.0
    size: Annotated[float, Param(
        "multiplier of needs in a crisis", "multiplicateur des besoins pendant une crise",
        unit="-", ge=0, le=100, source=NEUTRAL, changes="freely",
    )] = 1.0
    length: Annotated[int, Param(
        "length of a crisis", "durée d'une crise",
        unit="month", ge=1, le=600, changes="freely",
    )] = 1


class LeverTerms(Table):
    """Support by a funder or a facilitator; everything is off by default."""

    subsidy_share: Annotated[float, Param(
        "share of founding and joining costs paid by a subsidy",
        "part des coûts de fondation et d'adhésion payée par une subvention",
        unit="share", ge=0, le=1, off=0, source=NEUTRAL, changes="freely",
    )] = 0.0
    subsidy_cap: Annotated[float, Param(
        "largest subsidy per organization (0: no cap)",
        "subvention maximale par organisation (0 : sans plafond)",
        unit="CAD", ge=0, le=MONEY, off=0, source=NEUTRAL, changes="renewed",
    )] = 0.0
    facilitator_cut: Annotated[float, Param(
        "share of coordination and founding costs that a facilitator saves",
        "part des coûts de coordination et de fondation que l'accompagnement fait économiser",
        unit="share", ge=0, le=1, off=0, source=NEUTRAL, changes="renewed",
    )] = 0.0
    facilitator_reach: Annotated[int, Param(
        "organizations that a facilitator adds to every search",
        "organisations que l'accompagnement ajoute à chaque recherche",
        unit="count", ge=0, le=100_000, off=0, source=NEUTRAL, changes="freely",
    )] = 0
    facilitator_fee: Annotated[float, Param(
        "fee of the facilitator per member", "tarif de l'accompagnement par membre",
        unit="CAD/month", ge=0, le=MONEY, off=0, source=NEUTRAL, changes="renewed",
    )] = 0.0
    guarantee_share: Annotated[float, Param(
        "share of the entry payment refunded when a pool dissolves",
        "part du paiement d'entrée remboursée quand un groupe se dissout",
        unit="share", ge=0, le=1, off=0, source=NEUTRAL, changes="freely",
    )] = 0.0
    guarantee_months: Annotated[int, Param(
        "length of the guarantee", "durée de la garantie",
        unit="month", ge=0, le=600, off=0, source=NEUTRAL, changes="freely",
    )] = 0
    credit_months: Annotated[int, Param(
        "months over which entry payments are spread (0: no credit)",
        "mois d'étalement des paiements d'entrée (0 : sans crédit)",
        unit="month", ge=0, le=600, off=0, source=NEUTRAL, changes="freely",
    )] = 0
    credit_rate: Annotated[float, Param(
        "interest rate of the credit", "taux d'intérêt du crédit",
        unit="1/year", ge=0, le=1, off=0, source=NEUTRAL, changes="freely",
    )] = 0.0


class Levers(OfLevers, LeverTerms):
    """Support by a funder or a facilitator; everything is off by default."""
