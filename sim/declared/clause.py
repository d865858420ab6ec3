"""The clause that leaves nobody behind: who would pay more than alone is compensated by those who save."""

from __future__ import annotations

from typing import Annotated

from sim.declared.mechanism import Mechanism
from sim.declared.table import Table
from sim.vocabulary.param import NEUTRAL, Param
from sim.vocabulary.text import Text
from sim.vocabulary.variable import Variable

_OF_RESOURCES = ("replication", "resource")


# fmt: off
class ClauseTerms(Table):
    """The parameter that the clause adds to a resource."""

    no_loser_clause: Annotated[bool, Param(
        "members whose steady bill exceeds what they would pay alone get the difference from those who save",
        "les membres dont la facture courante dépasse leur coût en restant seuls reçoivent la différence de ceux "
        "qui économisent",
        off=False, source=NEUTRAL, changes="renewed",
    )] = False
# fmt: on


CLAUSE = Mechanism(
    key="clause",
    text=Text("No-loser clause", "Clause sans perdant"),
    off=Text("Members pay their bills, without transfers.", "Les membres paient leur facture, sans transferts."),
    parameters=("resources.*.no_loser_clause",),
    fields={
        "society": ("i clause",),
        "resource": ("i no_loser_clause clause_not_met", "f transfers_paid"),
        "pool": ("f levy",),
    },
    own=("f transfer",),
    variables=(
        Variable(
            "transfers_paid",
            _OF_RESOURCES,
            "CAD",
            Text("paid by members who save to members who do not", "payé par les membres qui économisent aux autres"),
            "summary",
        ),
        Variable(
            "clause_not_met",
            _OF_RESOURCES,
            "count",
            Text(
                "months of pools in which the no-loser clause could not be met",
                "mois de groupes où la clause sans perdant ne pouvait pas être respectée",
            ),
            "summary",
        ),
    ),
)
