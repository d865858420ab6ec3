"""Beliefs: what founders expect of overruns, and how an organization learns from the pools that it sees."""

from __future__ import annotations

from typing import Annotated

from sim.declared.mechanism import Mechanism
from sim.declared.table import Table
from sim.vocabulary.param import NEUTRAL, Param
from sim.vocabulary.text import Text
from sim.vocabulary.variable import Variable

_SEEN = Text(
    "It holds before anything is seen; beliefs then follow what is seen.",
    "Il vaut avant toute observation; les attentes suivent ensuite ce qui est observé.",
)
_OF_RESOURCES = ("replication", "resource")


# fmt: off
class BeliefTerms(Table):
    """The parameters that beliefs add to a resource."""

    believed_overrun: Annotated[float, Param(
        "overrun that an organization expects before it has seen any (1: it believes the plan)",
        "dépassement auquel s'attend une organisation avant d'en avoir vu (1 : elle croit au plan)",
        symbol="B0", unit="-", ge=0.1, le=10, off=1, source=NEUTRAL, fixed=_SEEN,
    )] = 1.0
    belief_gain: Annotated[float, Param(
        "how far a look at running pools moves the expected overrun towards theirs (0: not at all)",
        "part de l'écart aux dépassements observés dont chaque regard sur des groupes actifs corrige le dépassement "
        "attendu (0 : aucune)",
        symbol="g", unit="share", ge=0, le=1, off=0, source=NEUTRAL, changes="freely",
    )] = 0.0
# fmt: on


BELIEFS = Mechanism(
    key="beliefs",
    text=Text("Beliefs about overruns", "Dépassements attendus"),
    off=Text("Founders believe their plan.", "Les organisations qui fondent un groupe croient à leur plan."),
    parameters=("resources.*.believed_overrun", "resources.*.belief_gain"),
    against=True,
    fields={
        "society": ("i beliefs",),
        "resource": ("f believed_overrun belief_gain forecast_errors overruns_met overruns_of_members",),
        "month_resource": ("f forecast_errors",),
    },
    own=("f learned",),
    variables=(
        Variable(
            "forecast_errors",
            ("replication", "month", "resource"),
            "1",
            Text(
                "overrun met less overrun expected by the proposer, sum over the pools founded",
                "dépassement réel moins dépassement attendu de l'organisation qui propose, somme des groupes fondés",
            ),
            "months",
        ),
        Variable(
            "overruns_met",
            _OF_RESOURCES,
            "1",
            Text("overruns, sum over all pools founded", "dépassements, somme de tous les groupes fondés"),
            "summary",
        ),
        Variable(
            "overruns_of_members",
            _OF_RESOURCES,
            "1",
            Text(
                "overruns of the pools at the end, sum over their members",
                "dépassements des groupes à la fin, somme sur leurs membres",
            ),
            "summary",
        ),
    ),
)
