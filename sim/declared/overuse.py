"""Overuse: members use more when others pay."""

from __future__ import annotations

from typing import Annotated

from sim.declared.mechanism import Mechanism
from sim.declared.table import Table
from sim.vocabulary.param import NEUTRAL, Param
from sim.vocabulary.text import Text


# fmt: off
class OveruseTerms(Table):
    """The parameter that overuse adds to a resource."""

    overuse: Annotated[float, Param(
        "extra use when the other members pay", "surconsommation quand les autres membres paient",
        symbol="overuse", unit="share", ge=0, le=10, off=0, source=NEUTRAL, changes="renewed",
    )] = 0.0
# fmt: on


OVERUSE = Mechanism(
    key="overuse",
    text=Text("Overuse", "Surconsommation"),
    off=Text(
        "Members do not use more when others pay.", "Les membres n'utilisent pas davantage quand les autres paient."
    ),
    parameters=("resources.*.overuse",),
    against=True,
    fields={"resource": ("f overuse",), "pool": ("f weighed weighed_squares squared_weights",)},
)
