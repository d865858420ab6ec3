"""Facilitation: a facilitator who knows all costs proposes the best group that leaves nobody worse off."""

from __future__ import annotations

from typing import Annotated

from sim.declared.mechanism import Mechanism
from sim.declared.table import Table
from sim.vocabulary.param import NEUTRAL, Param
from sim.vocabulary.text import Text
from sim.vocabulary.variable import Variable

_OF_RESOURCES = ("replication", "resource")


# fmt: off
class ProposalTerms(Table):
    """The lever that facilitation adds."""

    proposals: Annotated[float, Param(
        "monthly chance of a proposal: a facilitator proposes the best group of the organizations in its reach, for "
        "each resource (of all of them if its reach is 0)",
        "probabilité mensuelle d'une proposition : l'accompagnement propose le meilleur groupe parmi les organisations "
        "à sa portée, pour chaque ressource (parmi toutes si sa portée est 0)",
        unit="1/month", ge=0, le=1, off=0, source=NEUTRAL, changes="freely",
    )] = 0.0
# fmt: on


FACILITATION = Mechanism(
    key="facilitation",
    text=Text("Facilitator's proposals", "Accompagnement qui propose"),
    off=Text("No facilitator proposes groups.", "Aucun accompagnement ne propose de groupes."),
    parameters=("levers.proposals",),
    fields={
        "society": ("i facilitation", "f proposals"),
        "resource": ("i proposals_made proposals_formed",),
    },
    own=(
        "i row line block start members first seat",
        "f need size weight stand_alone experience unit_cost linear_fractile least cost",
    ),
    variables=(
        Variable(
            "proposals_made",
            _OF_RESOURCES,
            "count",
            Text("groups that a facilitator proposed", "groupes proposés par l'accompagnement"),
            "summary",
        ),
        Variable(
            "proposals_formed",
            _OF_RESOURCES,
            "count",
            Text("pools founded on a facilitator's proposal", "groupes fondés sur proposition de l'accompagnement"),
            "summary",
        ),
    ),
)
