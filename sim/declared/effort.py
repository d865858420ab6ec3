"""Effort: a pool runs well if its members take part, which costs each of them; some inspect, and fine who shirks."""

from __future__ import annotations

from typing import Annotated

from sim.declared.mechanism import Mechanism
from sim.declared.table import Table
from sim.vocabulary.param import NEUTRAL, Param
from sim.vocabulary.text import Text
from sim.vocabulary.variable import Variable

_OF_RESOURCES = ("replication", "resource")
_OF_MONTHS = ("replication", "month")


# fmt: off
class EffortTerms(Table):
    """The parameters that effort adds to a resource."""

    effort_stake: Annotated[float, Param(
        "what a pool's service costs more if no member makes an effort (0: effort does not matter)",
        "surcoût du service d'un groupe dont aucun membre ne fait d'effort (0 : l'effort ne compte pas)",
        symbol="lambda", unit="share", ge=0, le=10, off=0, source=NEUTRAL, changes="renewed",
    )] = 0.0
    effort_cost: Annotated[float, Param(
        "marginal cost of full effort (share of the stand-alone service cost)",
        "coût marginal du plein effort (part du coût du service d'une organisation seule)",
        symbol="psi", unit="share", gt=0, le=10, changes="freely",
    )] = 0.03
    inspection: Annotated[float, Param(
        "monthly chance that a member's effort is inspected (0: no monitoring)",
        "probabilité mensuelle que l'effort d'un membre soit vérifié (0 : pas de suivi)",
        symbol="pi", unit="1/month", ge=0, le=1, changes="freely",
    )] = 0.1
    inspection_cost: Annotated[float, Param(
        "cost of an inspection", "coût d'une vérification",
        unit="CAD", ge=0, le=1e6, changes="freely",
    )] = 150.0
    sanction: Annotated[float, Param(
        "fine for a first offence without any effort (share of the stand-alone service cost)",
        "pénalité d'un premier manquement sans aucun effort (part du coût du service d'une organisation seule)",
        symbol="s0", unit="share", ge=0, le=100, changes="freely",
    )] = 0.1
    sanction_growth: Annotated[float, Param(
        "growth of the fine with each offence before (0: flat)",
        "hausse de la pénalité à chaque manquement antérieur (0 : pénalité fixe)",
        symbol="kappa", unit="-", ge=0, le=100, changes="freely",
    )] = 1.0
    tolerance: Annotated[float, Param(
        "missing effort up to which shirking is no offence",
        "effort manquant jusqu'auquel il n'y a pas de manquement",
        unit="share", ge=0, le=1, changes="freely",
    )] = 0.1
    pardon_months: Annotated[int, Param(
        "months without another offence after which one is forgiven",
        "mois sans autre manquement après lesquels un manquement est effacé",
        unit="month", ge=1, le=1200, changes="freely",
    )] = 12
# fmt: on


EFFORT = Mechanism(
    key="effort",
    text=Text("Effort of members", "Effort des membres"),
    off=Text(
        "Members make every effort that their pool needs, at no cost, and are not inspected.",
        "Les membres font sans frais tout l'effort qu'il faut au groupe, et rien n'est vérifié.",
    ),
    parameters=("resources.*.effort_stake",),
    against=True,
    fields={
        "society": ("i effort effort_members", "f effort_shown"),
        "resource": (
            "f effort_stake effort_cost inspection inspection_cost sanction sanction_growth tolerance",
            "f fines effort_borne effort_lost",
            "i pardon_months offences inspections",
        ),
        "organization": ("f reciprocity effort_met",),
        "pool": ("f effort efforts stake_lump stake_spread fines due dues", "i4 present inspected"),
        "month": ("f effort_shown effort_members",),
        "ledger": ("f effort_by_month",),
    },
    own=("i pool offences last_offence", "f effort fine"),
    variables=(
        Variable(
            "effort_borne",
            _OF_RESOURCES,
            "CAD",
            Text("what their effort cost members", "ce que leur effort a coûté aux membres"),
            "summary",
        ),
        Variable(
            "effort_lost",
            _OF_RESOURCES,
            "CAD",
            Text(
                "what pools cost more for want of effort, at expected needs",
                "surcoût des groupes faute d'effort, aux besoins attendus",
            ),
            "summary",
        ),
        Variable(
            "fines",
            _OF_RESOURCES,
            "CAD",
            Text("fines that members paid to their pool", "pénalités payées par des membres à leur groupe"),
            "summary",
        ),
        Variable(
            "offences",
            _OF_RESOURCES,
            "count",
            Text("offences that were found", "manquements constatés"),
            "summary",
        ),
        Variable(
            "inspections",
            _OF_RESOURCES,
            "count",
            Text("inspections of members", "vérifications faites auprès des membres"),
            "summary",
        ),
        Variable(
            "effort_shown",
            _OF_MONTHS,
            "count",
            Text(
                "efforts of the members of pools, added up (1: full effort)",
                "somme des efforts des membres de groupes (1 : plein effort)",
            ),
            "months",
        ),
        Variable(
            "effort_members",
            _OF_MONTHS,
            "count",
            Text("memberships in pools where effort matters", "adhésions à des groupes où l'effort compte"),
            "months",
        ),
        Variable(
            "effort_by_month",
            ("replication", "organization", "month"),
            "share",
            Text(
                "mean effort in its pools in which effort matters (0: none)",
                "effort moyen dans ses groupes où l'effort compte (0 : aucun)",
            ),
            "organizations",
        ),
        Variable(
            "pool_effort",
            ("replication", "pool_number"),
            "share",
            Text("mean effort of its members in its last month", "effort moyen de ses membres à son dernier mois"),
            "organizations",
        ),
    ),
)
