"""Variables that tell losses apart: who is left behind, and what members chose to lose or suffered.

Rows as in :mod:`sim.declared.variables`.
"""

from __future__ import annotations

from typing import Final

_RUN = ("replication",)
_RUN_MONTH = ("replication", "month")
_MEMBER = ("replication", "organization")
_MEMBER_MONTH = ("replication", "organization", "month")

# fmt: off
SUMMARY: Final = (
    ("left_behind", _RUN, "share",
     "organizations that end at a loss, and are out of all pools or still losing",
     "organisations qui finissent perdantes, sorties de tout groupe ou encore perdantes"),
    ("out_at_a_loss", _RUN, "share",
     "organizations that end at a loss, out of all pools",
     "organisations qui finissent perdantes, sorties de tout groupe"),
    ("still_losing", _RUN, "share",
     "organizations that end at a loss, still lose, and have belonged to their pools for two years",
     "organisations qui finissent perdantes, perdent encore et sont membres de leurs groupes depuis deux ans"),
    ("paying_back", _RUN, "share",
     "organizations that end at a loss, but still pool and have gained in the last year",
     "organisations qui finissent perdantes, mais mutualisent encore et ont gagné à la dernière année"),
    ("too_young", _RUN, "share",
     "organizations that end at a loss and still lose, but joined a pool less than two years before",
     "organisations qui finissent perdantes et perdent encore, mais membres d'un groupe depuis moins de deux ans"),
    ("collective_planned_total_gain", _RUN, "CAD",
     "total gain of all organizations by their plans at entry",
     "gain total de toutes les organisations selon leurs plans à l'entrée"),
    ("collective_chosen_loss", _RUN, "CAD",
     "deepest cumulative loss of the group by its members' plans at entry",
     "perte cumulée la plus profonde du groupe selon les plans de ses membres à l'entrée"),
    ("collective_suffered_loss", _RUN, "CAD",
     "deepest cumulative loss of the group beyond that of the plans",
     "perte cumulée la plus profonde du groupe au-delà de celle des plans"),
    ("mean_chosen_loss", _RUN, "CAD",
     "deepest cumulative loss by the plans at entry, mean over organizations that pooled",
     "perte cumulée la plus profonde selon les plans à l'entrée, moyenne des organisations qui ont mutualisé"),
    ("mean_suffered_loss", _RUN, "CAD",
     "deepest cumulative loss beyond that of the plans, mean over organizations that pooled",
     "perte cumulée la plus profonde au-delà de celle des plans, moyenne des organisations qui ont mutualisé"),
)
MONTHS: Final = (
    ("collective_planned_gain", _RUN_MONTH, "CAD/month",
     "gain of all organizations by their plans at entry",
     "gain de toutes les organisations selon leurs plans à l'entrée"),
)
ORGANIZATIONS: Final = (
    ("kind_of_loss", _MEMBER, "code",
     "whether it ends at a loss, and of which kind", "si elle finit perdante, et de quelle manière"),
    ("chosen_loss", _MEMBER, "CAD",
     "deepest cumulative loss by its plans at entry",
     "perte cumulée la plus profonde selon ses plans à l'entrée"),
    ("suffered_loss", _MEMBER, "CAD",
     "deepest cumulative loss beyond that of its plans",
     "perte cumulée la plus profonde au-delà de celle de ses plans"),
    ("planned_gain", _MEMBER_MONTH, "CAD/month",
     "gain by its plans at entry", "gain selon ses plans à l'entrée"),
)
# fmt: on
