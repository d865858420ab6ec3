"""The core mechanisms: parts of the cost law and of the agreement that every scenario has a value for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sim.declared.leveling import leveled
from sim.declared.mechanism import Mechanism
from sim.vocabulary.text import Text


def _bought(resource: Any, _: Mapping[str, Any], __: NDArray[np.float64]) -> dict[str, Any]:
    """Return the market price at which unmet needs are bought for what they are worth: a shortage costs the same."""
    return {"market_price": resource.unmet_value} if resource.unmet_value < resource.market_price else {}


FIXED_COST = Mechanism(
    key="fixed_cost",
    text=Text("Fixed cost", "Coût fixe"),
    off=Text("Running the resource has no fixed cost.", "Gérer la ressource n'a aucun coût fixe."),
    parameters=("resources.*.fixed_cost",),
)
LOTS = Mechanism(
    key="lots",
    text=Text("Buying in lots", "Achat par lots"),
    off=Text("Capacity can be bought in any amount.", "La capacité s'achète en toute quantité."),
    parameters=("resources.*.lot",),
)
RISK = Mechanism(
    key="risk",
    text=Text("Bad months", "Mauvais mois"),
    off=Text("Needs are the same every month.", "Les besoins sont les mêmes chaque mois."),
    parameters=("resources.*.variation",),
)
SCALE = Mechanism(
    key="scale",
    text=Text("Scale", "Échelle"),
    off=Text(
        "Unit costs do not depend on quantity; the capacity for the mean needs of all organizations, each alone, "
        "costs the same in total.",
        "Le coût unitaire ne dépend pas de la quantité; la capacité pour les besoins moyens de toutes les "
        "organisations, chacune seule, coûte au total autant qu'avant.",
    ),
    parameters=("resources.*.scale_exponent",),
    adjusted=leveled,
)
ACCESS = Mechanism(
    key="access",
    text=Text("Access (doing without)", "Accès (s'en passer)"),
    off=Text(
        "Every need is met: needs that would go unmet are bought at their value.",
        "Tout besoin est comblé : ce qui ne le serait pas s'achète à sa valeur.",
    ),
    adjusted=_bought,
)
LEVERS = Mechanism(
    key="levers",
    text=Text("Public levers", "Leviers publics"),
    off=Text(
        "No subsidy, facilitator, guarantee or credit.",
        "Ni subvention, ni accompagnement, ni garantie, ni crédit.",
    ),
    parameters=tuple(
        f"levers.{name}"
        for name in (
            "subsidy_share",
            "subsidy_cap",
            "facilitator_cut",
            "facilitator_reach",
            "facilitator_fee",
            "guarantee_share",
            "guarantee_months",
            "credit_months",
            "credit_rate",
            "outreach",
        )
    ),
)
COORDINATION = Mechanism(
    key="coordination",
    text=Text("Coordination", "Coordination"),
    off=Text("Coordinating a pool costs nothing.", "Coordonner un groupe ne coûte rien."),
    parameters=("resources.*.hub_cost", "resources.*.member_cost", "resources.*.pair_cost"),
    against=True,
)
FRICTION = Mechanism(
    key="friction",
    text=Text("Start-up friction", "Friction de démarrage"),
    off=Text("A new pool runs well at once.", "Un nouveau groupe fonctionne bien tout de suite."),
    parameters=("resources.*.friction",),
    against=True,
)
PAYMENTS = Mechanism(
    key="payments",
    text=Text("Entry and exit payments", "Paiements d'entrée et de sortie"),
    off=Text(
        "Founding, joining and leaving cost nothing.", "Fonder un groupe, s'y joindre et en sortir ne coûtent rien."
    ),
    parameters=("resources.*.founding_cost", "resources.*.joining_cost", "resources.*.leaving_cost"),
    against=True,
)
OVERRUN = Mechanism(
    key="overrun",
    text=Text("Overruns", "Dépassements"),
    off=Text("Starting and coordinating cost what was planned.", "Démarrer et coordonner coûtent ce qui était prévu."),
    parameters=("resources.*.overrun_mean", "resources.*.overrun_cv", "resources.*.overrun"),
    against=True,
)
