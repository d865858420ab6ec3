"""Every variable of a simulated dataset, declared once: dimensions, unit, words, and when it is recorded."""

from __future__ import annotations

from typing import Final, Literal, NamedTuple

from sim.vocabulary.status import Status
from sim.vocabulary.text import Text

Level = Literal["summary", "months", "organizations"]

LEVELS: Final[tuple[Level, ...]] = ("summary", "months", "organizations")
"""The levels of record; each holds the variables of those before it."""


class Variable(NamedTuple):
    """A variable of the dataset.

    Attributes
    ----------
    name : str
        Its name in the dataset.
    dims : tuple of str
        Its dimensions, in order.
    unit : str
        A key of :data:`sim.vocabulary.units.UNITS`.
    text : Text
        What it is, in both languages.
    level : str
        The lowest level of record that holds it.
    dtype : str
        Its NumPy type.
    """

    name: str
    dims: tuple[str, ...]
    unit: str
    text: Text
    level: Level
    dtype: str = "float64"

    @property
    def attrs(self) -> dict[str, str]:
        """Attributes of the variable in a dataset; a code explains its values, as in the CF conventions."""
        attrs = {"units": self.unit, "long_name": self.text.en, "long_name_fr": self.text.fr}
        if self.unit == "code":
            labels = CODES[self.name.removeprefix("collective_")]
            attrs["flag_values"] = " ".join(str(code) for code in range(len(labels)))
            attrs["flag_meanings"] = ", ".join(label.en for label in labels)
            attrs["flag_meanings_fr"] = ", ".join(label.fr for label in labels)
        return attrs


CODES: Final[dict[str, tuple[Text, ...]]] = {
    "status": tuple(status.label for status in Status),
    "kind": (
        Text("co-operative", "coopérative"),
        Text("mutual", "mutuelle"),
        Text("non-profit", "organisme à but non lucratif"),
    ),
}
"""What the values of a code mean, in their order."""

DIMENSIONS: Final[dict[str, Text]] = {
    "replication": Text("replication", "réplication"),
    "organization": Text("organization", "organisation"),
    "resource": Text("resource", "ressource"),
    "month": Text("month", "mois"),
}
"""The dimensions."""

_RUN = ("replication",)
_RUN_RESOURCE = ("replication", "resource")
_RUN_MONTH = ("replication", "month")
_RUN_MONTH_RESOURCE = ("replication", "month", "resource")
_MEMBER = ("replication", "organization")
_MEMBER_RESOURCE = ("replication", "organization", "resource")
_MEMBER_MONTH = ("replication", "organization", "month")
_MEMBER_RESOURCE_MONTH = ("replication", "organization", "resource", "month")

# each variable reads as a row: name, dimensions, unit; English and French words
# fmt: off
_SUMMARY = (
    ("collective_total_gain", _RUN, "CAD",
     "total gain of all organizations", "gain total de toutes les organisations"),
    ("collective_total_counterfactual", _RUN, "CAD",
     "total cost if all had stayed alone", "coût total si toutes étaient restées seules"),
    ("collective_depth", _RUN, "CAD",
     "deepest cumulative loss of the group", "perte cumulative la plus profonde du groupe"),
    ("collective_trough", _RUN, "month",
     "month of the group's deepest loss (0: none)",
     "mois de la perte la plus profonde du groupe (0 : aucune)"),
    ("collective_end_of_loss", _RUN, "month",
     "last month in which running costs exceed being alone, for the group (0: none)",
     "dernier mois où le groupe paie plus que si chacun restait seul (0 : aucun)"),
    ("collective_break_even", _RUN, "month",
     "month in which the group breaks even (0: none)", "mois où le groupe rentre dans ses frais (0 : aucun)"),
    ("collective_status", _RUN, "code",
     "how the group's cumulative gain ended", "aboutissement du gain cumulatif du groupe"),
    ("entered", _RUN, "share",
     "organizations that ever pooled", "organisations qui ont déjà mutualisé"),
    ("left_behind", _RUN, "share",
     "organizations that end with a loss", "organisations qui finissent perdantes"),
    ("share_no_loss", _RUN, "share",
     "of those who entered, those that never lost", "parmi celles qui sont entrées, jamais en perte"),
    ("share_broke_even", _RUN, "share",
     "of those who entered, those that broke even",
     "parmi celles qui sont entrées, rentrées dans leurs frais"),
    ("share_not_yet", _RUN, "share",
     "of those who entered, those that have not broken even yet",
     "parmi celles qui sont entrées, pas encore rentrées dans leurs frais"),
    ("share_never", _RUN, "share",
     "of those who entered, those that left at a loss", "parmi celles qui sont entrées, sorties à perte"),
    ("participation", _RUN_RESOURCE, "share",
     "concerned organizations that pool in the last month",
     "organisations concernées qui mutualisent au dernier mois"),
    ("pools_founded", _RUN_RESOURCE, "count",
     "pools founded", "groupes fondés"),
    ("pools_dissolved", _RUN_RESOURCE, "count",
     "pools dissolved", "groupes dissous"),
    ("pools_absorbed", _RUN_RESOURCE, "count",
     "pools emptied because their members moved to a larger one", "groupes vidés au profit d'un plus grand"),
    ("pools_no_loss", _RUN_RESOURCE, "count",
     "pools that never lost", "groupes jamais en perte"),
    ("pools_broke_even", _RUN_RESOURCE, "count",
     "pools that broke even", "groupes rentrés dans leurs frais"),
    ("pools_not_yet", _RUN_RESOURCE, "count",
     "pools that have not broken even yet", "groupes pas encore rentrés dans leurs frais"),
    ("pools_never", _RUN_RESOURCE, "count",
     "pools that ended at a loss", "groupes terminés à perte"),
    ("resource_gain", _RUN_RESOURCE, "CAD",
     "total gain from the resource", "gain total tiré de la ressource"),
    ("resource_counterfactual", _RUN_RESOURCE, "CAD",
     "total cost of the resource if all had stayed alone",
     "coût total de la ressource si toutes étaient restées seules"),
)
_MONTHS = (
    ("collective_gain", _RUN_MONTH, "CAD/month",
     "gain of all organizations", "gain de toutes les organisations"),
    ("collective_counterfactual_cost", _RUN_MONTH, "CAD/month",
     "cost if all had stayed alone, unmet needs included",
     "coût si toutes étaient restées seules, besoins non comblés compris"),
    ("collective_actual_cost", _RUN_MONTH, "CAD/month",
     "cost, unmet needs included", "coût, besoins non comblés compris"),
    ("collective_entry_payments", _RUN_MONTH, "CAD/month",
     "payments to found or join pools", "paiements de fondation et d'adhésion"),
    ("collective_exit_payments", _RUN_MONTH, "CAD/month",
     "payments to leave pools", "paiements de sortie"),
    ("mean_trust", _RUN_MONTH, "share",
     "mean trust", "confiance moyenne"),
    ("gain_since_entry", _RUN_MONTH, "CAD/month",
     "gain of organizations in their k-th month since first entry",
     "gain des organisations à leur k-ième mois depuis leur première entrée"),
    ("organizations_since_entry", _RUN_MONTH, "count",
     "organizations that have reached their k-th month since first entry",
     "organisations arrivées à leur k-ième mois depuis leur première entrée"),
    ("members", _RUN_MONTH_RESOURCE, "count",
     "organizations that pool", "organisations qui mutualisent"),
    ("pools", _RUN_MONTH_RESOURCE, "count",
     "pools that run", "groupes en activité"),
    ("foundings", _RUN_MONTH_RESOURCE, "count",
     "pools founded in the month", "groupes fondés dans le mois"),
    ("joinings", _RUN_MONTH_RESOURCE, "count",
     "organizations that join in the month", "adhésions dans le mois"),
    ("leavings", _RUN_MONTH_RESOURCE, "count",
     "organizations that leave in the month", "départs dans le mois"),
    ("dissolutions", _RUN_MONTH_RESOURCE, "count",
     "pools dissolved in the month", "groupes dissous dans le mois"),
)
_ORGANIZATIONS = (
    ("size", _MEMBER, "FTE",
     "size", "taille"),
    ("kind", _MEMBER, "code",
     "kind of organization", "genre d'organisation"),
    ("sector", _MEMBER, "1",
     "sector of activity", "secteur d'activité"),
    ("total_gain", _MEMBER, "CAD",
     "total gain", "gain total"),
    ("entry_month", _MEMBER, "month",
     "month of first entry into a pool (0: never)", "mois de la première entrée dans un groupe (0 : jamais)"),
    ("depth", _MEMBER, "CAD",
     "deepest cumulative loss", "perte cumulative la plus profonde"),
    ("trough", _MEMBER, "month",
     "month of the deepest loss (0: none)", "mois de la perte la plus profonde (0 : aucune)"),
    ("end_of_loss", _MEMBER, "month",
     "last month in which running costs exceed being alone (0: none)",
     "dernier mois où elle paie plus que si elle restait seule (0 : aucun)"),
    ("break_even", _MEMBER, "month",
     "month of break-even (0: none)", "mois du retour à l'équilibre (0 : aucun)"),
    ("status", _MEMBER, "code",
     "how the cumulative gain ended", "aboutissement du gain cumulatif"),
    ("need", _MEMBER_RESOURCE, "unit/month",
     "mean need", "besoin moyen"),
    ("stand_alone_cost", _MEMBER_RESOURCE, "CAD/month",
     "expected cost of being alone", "coût attendu en restant seule"),
    ("stand_alone_service", _MEMBER_RESOURCE, "CAD/month",
     "service part of the cost of being alone", "part de service du coût en restant seule"),
    ("without", _MEMBER_RESOURCE, "1",
     "does without the resource when alone", "se passe de la ressource quand elle est seule"),
    ("gain", _MEMBER_MONTH, "CAD/month",
     "gain", "gain"),
    ("actual_cost", _MEMBER_MONTH, "CAD/month",
     "cost, unmet needs included", "coût, besoins non comblés compris"),
    ("counterfactual_cost", _MEMBER_MONTH, "CAD/month",
     "cost if alone, unmet needs included", "coût en restant seule, besoins non comblés compris"),
    ("actual_cash", _MEMBER_MONTH, "CAD/month",
     "running payments", "paiements courants"),
    ("counterfactual_cash", _MEMBER_MONTH, "CAD/month",
     "running payments if alone", "paiements courants en restant seule"),
    ("entry_payments", _MEMBER_MONTH, "CAD/month",
     "payments to found or join pools", "paiements de fondation et d'adhésion"),
    ("exit_payments", _MEMBER_MONTH, "CAD/month",
     "payments to leave pools", "paiements de sortie"),
    ("pool", _MEMBER_RESOURCE_MONTH, "1",
     "number of the pool in its run (-1: alone)", "numéro du groupe dans sa réplication (-1 : seule)"),
)
# fmt: on
_DTYPES = {
    "collective_status": "int8",
    "status": "int8",
    "kind": "int8",
    "without": "bool",
    "pool": "int32",
}

VARIABLES: Final[dict[str, Variable]] = {
    name: Variable(name, dims, unit, Text(en, fr), level, _DTYPES.get(name, "float64"))
    for level, rows in zip(LEVELS, (_SUMMARY, _MONTHS, _ORGANIZATIONS), strict=True)
    for name, dims, unit, en, fr in rows
}
"""The variables by name, in the order of the dataset."""


def recorded(level: Level) -> tuple[Variable, ...]:
    """Return the variables that a level of record holds.

    Parameters
    ----------
    level : {"summary", "months", "organizations"}
        The level.

    Returns
    -------
    tuple of Variable
        Its own variables and those of the levels before it.

    Examples
    --------
    >>> [variable.name for variable in recorded("summary")][:2]
    ['collective_total_gain', 'collective_total_counterfactual']
    """
    kept = LEVELS[: LEVELS.index(level) + 1]
    return tuple(variable for variable in VARIABLES.values() if variable.level in kept)
