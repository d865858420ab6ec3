"""The attributes of organizations as they are drawn or read, as variables of a dataset."""

from __future__ import annotations

from typing import Final

from sim.declared.decision import DECISION_RULES

_MEMBER = ("replication", "organization")

# each variable reads as a row: name, dimensions, unit; English and French words
# fmt: off
DRAWN: Final = (
    ("size", _MEMBER, "FTE",
     "size", "taille"),
    ("kind", _MEMBER, "code",
     "kind of organization", "type d'organisation"),
    ("sector", _MEMBER, "1",
     "sector of activity", "secteur d'activité"),
    ("cash", _MEMBER, "month",
     "cash reserve at the start (months of stand-alone cash cost)",
     "liquidités au départ (mois des dépenses d'une organisation seule)"),
    ("surplus", _MEMBER, "share",
     "monthly surplus (share of the stand-alone cash cost)",
     "surplus mensuel (part des dépenses d'une organisation seule)"),
    ("rate", _MEMBER, "1/year",
     "discount rate", "taux d'actualisation"),
    ("horizon", _MEMBER, "month",
     "horizon of a decision", "horizon d'une décision"),
    ("foresight", _MEMBER, "1",
     "foresight: how much of the decay of start-up friction is foreseen",
     "anticipation : part prévue de la baisse de la friction de démarrage"),
    ("trust", _MEMBER, "1",
     "trust that a pool will last, at the start", "confiance qu'un groupe durera, au départ"),
    ("solidarity", _MEMBER, "1",
     "solidarity: weight of what membership saves the other members",
     "solidarité : poids de ce que l'adhésion fait économiser aux autres membres"),
    ("autonomy", _MEMBER, "share",
     "autonomy premium (share of the stand-alone service cost)",
     "prime d'autonomie (part du coût du service d'une organisation seule)"),
    ("risk_weight", _MEMBER, "1",
     "weight of risk", "poids du risque"),
    ("taste", _MEMBER, "month",
     "taste scale (months of the stand-alone service cost)",
     "échelle du goût (mois du coût du service d'une organisation seule)"),
    ("rule", _MEMBER, "code",
     "decision rule at the start", "règle de décision au départ"),
    ("threshold", _MEMBER, "share",
     "share of contacts that must pool before a conditional organization does",
     "part des contacts qui doivent mutualiser avant qu'une organisation conditionnelle le fasse"),
    ("reciprocity", _MEMBER, "1",
     "reciprocity: weight of the others' effort in one's own",
     "réciprocité : poids de l'effort des autres dans le sien"),
)
# fmt: on
LABELS: Final = {"rule": tuple(rule.text for rule in DECISION_RULES.values())}
"""Meanings of the values of the codes among them."""
