"""Awareness: an organization considers pooling once the idea has reached it, by itself or through its contacts."""

from __future__ import annotations

from typing import Annotated

from sim.declared.mechanism import Mechanism
from sim.declared.table import Table
from sim.vocabulary.param import NEUTRAL, Param
from sim.vocabulary.text import Text
from sim.vocabulary.variable import Variable


# fmt: off
class AwarenessTerms(Table):
    """The parameters that awareness adds to society."""

    innovation: Annotated[float, Param(
        "monthly chance that an organization thinks of pooling by itself (1: all do from the start)",
        "probabilité mensuelle qu'une organisation pense d'elle-même à mutualiser (1 : toutes y pensent dès le début)",
        symbol="p", unit="1/month", ge=0, le=1, off=1, source=NEUTRAL, changes="freely",
    )] = 1.0
    imitation: Annotated[float, Param(
        "monthly chance that the idea of pooling comes through each contact that pools",
        "probabilité mensuelle que l'idée de mutualiser vienne par chacun des contacts qui mutualisent",
        symbol="q", unit="1/month", ge=0, le=1, changes="freely",
    )] = 0.02


class OutreachTerms(Table):
    """The lever that awareness adds: a facilitator that tells organizations about pooling."""

    outreach: Annotated[float, Param(
        "monthly chance that a facilitator makes an organization think of pooling",
        "probabilité mensuelle que l'accompagnement fasse penser une organisation à mutualiser",
        unit="1/month", ge=0, le=1, off=0, source=NEUTRAL, changes="freely",
    )] = 0.0
# fmt: on


AWARENESS = Mechanism(
    key="awareness",
    text=Text("Awareness", "Notoriété"),
    off=Text("All organizations consider pooling from the start.", "Toutes les organisations y pensent dès le début."),
    parameters=("society.innovation",),
    against=True,
    fields={
        "society": ("i awareness aware", "f innovation imitation outreach"),
        "organization": ("i aware",),
        "month": ("f aware",),
    },
    variables=(
        Variable(
            "aware",
            ("replication", "month"),
            "share",
            Text("organizations that consider pooling", "organisations qui pensent à mutualiser"),
            "months",
        ),
    ),
)
