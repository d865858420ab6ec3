"""Innovation: pools of different members find ways to make capacity cheaper."""

from __future__ import annotations

from typing import Annotated

from sim.declared.mechanism import Mechanism
from sim.declared.table import Table
from sim.vocabulary.param import NEUTRAL, Param
from sim.vocabulary.text import Text
from sim.vocabulary.variable import Variable


# fmt: off
class InnovationTerms(Table):
    """The parameters that innovation adds to a resource."""

    innovation_rate: Annotated[float, Param(
        "innovation rate: innovations per month, per extra member and unit of diversity",
        "taux d'innovation : innovations par mois, par membre supplémentaire et par unité de diversité",
        symbol="iota", unit="1/month", ge=0, le=100, off=0, source=NEUTRAL, changes="freely",
    )] = 0.0
    innovation_step: Annotated[float, Param(
        "cost reduction per innovation", "baisse de coût par innovation",
        symbol="step", unit="share", ge=0, lt=1, changes="freely",
    )] = 0.02
    innovation_floor: Annotated[float, Param(
        "lowest cost factor that innovation can reach",
        "facteur de coût le plus bas que l'innovation peut atteindre",
        symbol="floor", unit="-", gt=0, le=1, changes="freely",
    )] = 0.7
# fmt: on


INNOVATION = Mechanism(
    key="innovation",
    text=Text("Innovation", "Innovation"),
    off=Text("Pools do not innovate.", "Les groupes n'innovent pas."),
    parameters=("resources.*.innovation_rate",),
    fields={
        "resource": ("f innovation_rate innovation_step innovation_floor", "i innovations"),
        "pool": ("f innovation diversity",),
    },
    variables=(
        Variable(
            "innovations",
            ("replication", "resource"),
            "count",
            Text("innovations of pools", "innovations des groupes"),
            "summary",
        ),
    ),
)
