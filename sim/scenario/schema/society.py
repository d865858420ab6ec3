"""The parameters that all organizations share: how they search, revise, trust; crises and levers."""

from __future__ import annotations

from typing import Annotated, Literal

from sim.declared.table import Table
from sim.vocabulary.param import MONEY, NEUTRAL, Param
from sim.vocabulary.text import Text

Taste = Literal["persistent", "independent"]

POST = Text(
    "ISQ 2016: an HR professional's total compensation, second level, 58.70 $ an hour, 35 hours a week",
    "ISQ 2016 : rémunération globale en ressources humaines, niveau 2, 58,70 $ l'heure, 35 heures par semaine",
)


# each parameter reads as a row: its words, then its numbers
# fmt: off
class Society(Table):
    """How organizations search, revise their choices and build or lose trust."""

    review_rate: Annotated[float, Param(
        "chance to review a resource in a month", "probabilité de revoir une ressource dans un mois",
        unit="1/month", ge=0, le=1,
    )] = 0.15
    search_breadth: Annotated[int, Param(
        "contacts looked at in one search", "contacts consultés par recherche",
        unit="count", ge=1, le=100_000,
    )] = 8
    search_renewal: Annotated[int, Param(
        "months before the order of the search is drawn anew",
        "mois avant que l'ordre de la recherche soit retiré",
        unit="month", ge=1, le=600,
    )] = 12
    hazard: Annotated[float, Param(
        "monthly chance of a break-up feared by who has no trust",
        "probabilité mensuelle de rupture que craint qui n'a aucune confiance",
        symbol="hazard", unit="1/month", ge=0, le=1,
    )] = 0.02
    liquidity_months: Annotated[float, Param(
        "months of higher bills that must be affordable before entering",
        "mois de factures plus élevées qu'il faut pouvoir payer avant d'entrer",
        symbol="l", unit="month", ge=0, le=600,
    )] = 6.0
    access_share: Annotated[float, Param(
        "share of the value of an unmet need that can be redirected to a pool",
        "part de la valeur d'un besoin non comblé qui peut être réaffectée à un groupe",
        unit="share", ge=0, le=1,
    )] = 0.5
    trust_gain: Annotated[float, Param(
        "monthly gain of trust of who pools, as a share of what is missing",
        "gain mensuel de confiance de qui mutualise, en part de ce qui manque",
        unit="1/month", ge=0, le=1,
    )] = 0.01
    trust_loss: Annotated[float, Param(
        "share of trust lost when a co-member leaves or a pool dissolves",
        "part de confiance perdue quand un membre part ou qu'un groupe se dissout",
        unit="share", ge=0, le=1,
    )] = 0.05
    taste: Annotated[Taste, Param(
        "whether the taste for a resource lasts or is drawn at each review",
        "si le goût pour une ressource persiste ou est tiré à chaque révision",
    )] = "persistent"
    memory_months: Annotated[int, Param(
        "months of savings that imitators compare", "mois d'économies que comparent les imitateurs",
        unit="month", ge=1, le=600,
    )] = 12
    beta_imitate: Annotated[float, Param(
        "strength of imitation", "intensité de l'imitation",
        symbol="beta", unit="-", ge=0, le=1e6,
    )] = 10.0
    explore: Annotated[float, Param(
        "chance that an imitator decides by itself", "probabilité qu'un imitateur décide par lui-même",
        unit="share", ge=0, le=1,
    )] = 0.01
    closure: Annotated[bool, Param(
        "organizations out of cash close", "les organisations sans liquidités ferment",
        off=False, source=NEUTRAL,
    )] = False
    grace: Annotated[int, Param(
        "months of negative cash in a row before closing",
        "mois consécutifs de liquidités négatives avant la fermeture",
        unit="month", ge=1, le=600,
    )] = 3
    post_cost: Annotated[float, Param(
        "cost of a full-time post, by which the budget freed is told in posts",
        "coût d'un poste à temps plein, par lequel le budget dégagé se dit en postes",
        unit="CAD/month", ge=1, le=MONEY, source=POST,
    )] = 8900.0


class Crises(Table):
    """Months in which needs grow, which nobody expects."""

    probability: Annotated[float, Param(
        "chance that a crisis starts in a month", "probabilité qu'une crise commence dans un mois",
        unit="1/month", ge=0, le=1, off=0, source=NEUTRAL,
    )] = 0.0
    size: Annotated[float, Param(
        "multiplier of needs in a crisis", "multiplicateur des besoins pendant une crise",
        unit="-", ge=0, le=100, source=NEUTRAL,
    )] = 1.0
    length: Annotated[int, Param(
        "length of a crisis", "durée d'une crise",
        unit="month", ge=1, le=600,
    )] = 1


class Levers(Table):
    """What a funder or a facilitator can do; everything off by default."""

    subsidy_share: Annotated[float, Param(
        "share of founding and joining costs paid by a subsidy",
        "part des coûts de fondation et d'adhésion payée par une subvention",
        unit="share", ge=0, le=1, off=0, source=NEUTRAL,
    )] = 0.0
    subsidy_cap: Annotated[float, Param(
        "most subsidy per organization (0: no cap)",
        "subvention maximale par organisation (0 : sans plafond)",
        unit="CAD", ge=0, le=MONEY, off=0, source=NEUTRAL,
    )] = 0.0
    facilitator_cut: Annotated[float, Param(
        "share of coordination and founding costs that a facilitator saves",
        "part des coûts de coordination et de fondation qu'épargne l'accompagnement",
        unit="share", ge=0, le=1, off=0, source=NEUTRAL,
    )] = 0.0
    facilitator_reach: Annotated[int, Param(
        "organizations that a facilitator adds to every search",
        "organisations que l'accompagnement ajoute à chaque recherche",
        unit="count", ge=0, le=100_000, off=0, source=NEUTRAL,
    )] = 0
    facilitator_fee: Annotated[float, Param(
        "fee of the facilitator per member", "tarif de l'accompagnement par membre",
        unit="CAD/month", ge=0, le=MONEY, off=0, source=NEUTRAL,
    )] = 0.0
    guarantee_share: Annotated[float, Param(
        "share of the entry payment refunded when a pool dissolves",
        "part du paiement d'entrée remboursée quand un groupe se dissout",
        unit="share", ge=0, le=1, off=0, source=NEUTRAL,
    )] = 0.0
    guarantee_months: Annotated[int, Param(
        "months that the guarantee lasts", "durée de la garantie",
        unit="month", ge=0, le=600, off=0, source=NEUTRAL,
    )] = 0
    credit_months: Annotated[int, Param(
        "months over which entry payments are spread (0: no credit)",
        "mois d'étalement des paiements d'entrée (0 : sans crédit)",
        unit="month", ge=0, le=600, off=0, source=NEUTRAL,
    )] = 0
    credit_rate: Annotated[float, Param(
        "interest rate of the credit", "taux d'intérêt du crédit",
        unit="1/year", ge=0, le=1, off=0, source=NEUTRAL,
    )] = 0.0
