"""Tax: what a pool bills to its members is taxed; what an organization does for itself is not."""

from __future__ import annotations

from typing import Annotated

from sim.declared.mechanism import Mechanism
from sim.declared.table import Table
from sim.vocabulary.param import NEUTRAL, Param
from sim.vocabulary.text import Text


# fmt: off
class TaxTerms(Table):
    """The parameters that tax adds to a resource."""

    tax: Annotated[float, Param(
        "unrecovered tax on what a pool bills to its members",
        "taxe non récupérée sur ce qu'un groupe facture à ses membres",
        symbol="tax", unit="share", ge=0, le=1, off=0, source=NEUTRAL, changes="renewed",
    )] = 0.0
# fmt: on


TAX = Mechanism(
    key="tax",
    text=Text("Tax", "Taxe"),
    off=Text("What a pool bills is not taxed.", "Ce qu'un groupe facture n'est pas taxé."),
    parameters=("resources.*.tax",),
    against=True,
    fields={"resource": ("f tax",)},
)
