"""Every variable of a simulated dataset, declared once: dimensions, unit, words, and when it is recorded."""

from __future__ import annotations

from typing import Final

from sim.declared import MECHANISMS, attributes, losses
from sim.vocabulary.text import Text
from sim.vocabulary.variable import LEVELS, Level, Variable

_RUN = ("replication",)
_RUN_RESOURCE = ("replication", "resource")
_RUN_MONTH = ("replication", "month")
_RUN_MONTH_RESOURCE = ("replication", "month", "resource")
_MEMBER = ("replication", "organization")
_MEMBER_RESOURCE = ("replication", "organization", "resource")
_MEMBER_MONTH = ("replication", "organization", "month")
_POOL = ("replication", "pool_number")
_EDGE = ("replication", "edge")
_MEMBER_RESOURCE_MONTH = ("replication", "organization", "resource", "month")

# each variable reads as a row: name, dimensions, unit; English and French words
# fmt: off
_SUMMARY = (
    ("collective_total_gain", _RUN, "CAD",
     "total gain of all organizations", "gain total de toutes les organisations"),
    ("collective_total_counterfactual", _RUN, "CAD",
     "total cost if all had stayed alone", "coût total si toutes étaient restées seules"),
    ("collective_depth", _RUN, "CAD",
     "deepest cumulative loss of the group", "perte cumulée la plus profonde du groupe"),
    ("collective_trough", _RUN, "month",
     "month of the group's deepest loss (0: none)",
     "mois de la perte la plus profonde du groupe (0 : aucune)"),
    ("collective_end_of_loss", _RUN, "month",
     "last month in which running costs exceed being alone, for the group (0: none)",
     "dernier mois où le groupe paie plus que si chacun restait seul (0 : aucun)"),
    ("collective_break_even", _RUN, "month",
     "month in which the group breaks even (0: none)", "mois où le groupe rentre dans ses frais (0 : aucun)"),
    ("collective_status", _RUN, "code",
     "how the group's cumulative gain ended", "aboutissement du gain cumulé du groupe"),
    ("entered", _RUN, "share",
     "organizations that ever pooled", "organisations qui ont déjà mutualisé"),
    ("resources_pooled", _RUN, "count",
     "resources that an organization pools in the last month, mean",
     "ressources qu'une organisation mutualise au dernier mois, moyenne"),
    ("resources_needed", _RUN, "count",
     "resources that an organization needs, mean", "ressources dont une organisation a besoin, moyenne"),
    ("share_no_loss", _RUN, "share",
     "of those that entered, those that never lost", "parmi celles qui sont entrées, jamais en perte"),
    ("share_broke_even", _RUN, "share",
     "of those that entered, those that broke even",
     "parmi celles qui sont entrées, rentrées dans leurs frais"),
    ("share_not_yet", _RUN, "share",
     "of those that entered, those that have not broken even yet",
     "parmi celles qui sont entrées, pas encore rentrées dans leurs frais"),
    ("share_never", _RUN, "share",
     "of those that entered, those that left at a loss", "parmi celles qui sont entrées, sorties à perte"),
    ("collective_net_gain", _RUN, "CAD",
     "total gain of all organizations, less public money",
     "gain total de toutes les organisations, moins l'argent public"),
    ("public_money", _RUN, "CAD",
     "subsidies and refunds paid by the public", "subventions et remboursements payés par le public"),
    ("collective_autonomy_cost", _RUN, "CAD",
     "perceived cost of lost autonomy", "coût ressenti de la perte d'autonomie"),
    ("collective_debt", _RUN, "CAD",
     "entry payments on credit still owed at the end", "paiements d'entrée à crédit encore dus à la fin"),
    ("budget_freed", _RUN, "CAD/month",
     "cash that pooling frees in a month of the last year, payments to enter and leave deducted",
     "liquidités que libère la mutualisation dans un mois de la dernière année, entrées et sorties déduites"),
    ("posts_freed", _RUN, "FTE",
     "full-time posts that this budget would pay", "postes à temps plein que ce budget paierait"),
    ("gini_of_gains", _RUN, "share",
     "Gini coefficient of total gains (0: equal gains)",
     "coefficient de Gini des gains totaux (0 : gains égaux)"),
    ("survival", _RUN, "share",
     "organizations that have not closed", "organisations qui n'ont pas fermé"),
    ("survival_alone", _RUN, "share",
     "organizations that would not have closed alone", "organisations qui n'auraient pas fermé seules"),
    ("mean_cost_deviation", _RUN, "CAD/month",
     "standard deviation of an organization's monthly cost, mean over organizations",
     "écart type du coût mensuel d'une organisation, moyenne des organisations"),
    ("mean_cost_deviation_alone", _RUN, "CAD/month",
     "standard deviation of an organization's monthly cost if all had stayed alone, mean over organizations",
     "écart type du coût mensuel d'une organisation si toutes étaient restées seules, moyenne des organisations"),
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
     "pools that ended at a loss, absorbed ones left out", "groupes terminés à perte, sans les groupes absorbés"),
    ("pools_judged", _RUN_RESOURCE, "count",
     "pools founded at least 24 months before the end", "groupes fondés au moins 24 mois avant la fin"),
    ("pools_never_recovered", _RUN_RESOURCE, "count",
     "pools founded at least 24 months before the end that ended at a loss, absorbed ones included",
     "groupes fondés au moins 24 mois avant la fin et terminés à perte, groupes absorbés compris"),
    ("resource_gain", _RUN_RESOURCE, "CAD",
     "total gain from the resource", "gain total tiré de la ressource"),
    ("resource_counterfactual", _RUN_RESOURCE, "CAD",
     "total cost of the resource if all had stayed alone",
     "coût total de la ressource si toutes étaient restées seules"),
    ("access", _RUN_RESOURCE, "share",
     "share of the need that is met", "part du besoin qui est comblée"),
    ("access_alone", _RUN_RESOURCE, "share",
     "share of the need that is met if all stay alone", "part du besoin comblée si toutes restent seules"),
    ("doing_without", _RUN_RESOURCE, "share",
     "concerned organizations that do without at the end", "organisations concernées qui s'en passent à la fin"),
    ("doing_without_alone", _RUN_RESOURCE, "share",
     "concerned organizations that do without if all stay alone",
     "organisations concernées qui s'en passent si toutes restent seules"),
    ("refused", _RUN_RESOURCE, "share",
     "concerned organizations that end alone, refused by a pool at their last search",
     "organisations concernées qui finissent seules, refusées par un groupe à leur dernière recherche"),
    ("without_means", _RUN_RESOURCE, "share",
     "concerned organizations that end alone and could not pay to join a pool at their last search",
     "organisations concernées qui finissent seules, sans moyens d'adhérer à leur dernière recherche"),
    ("isolated", _RUN_RESOURCE, "share",
     "concerned organizations that end alone with no possible partner at their last search",
     "organisations concernées qui finissent seules, sans partenaire possible à leur dernière recherche"),
)
_MONTHS = (
    ("collective_gain", _RUN_MONTH, "CAD/month",
     "gain of all organizations", "gain de toutes les organisations"),
    ("collective_counterfactual_cost", _RUN_MONTH, "CAD/month",
     "cost if all had stayed alone, unmet needs included",
     "coût si toutes étaient restées seules, besoins non comblés compris"),
    ("collective_actual_cost", _RUN_MONTH, "CAD/month",
     "cost, unmet needs included", "coût, besoins non comblés compris"),
    ("collective_counterfactual_cash", _RUN_MONTH, "CAD/month",
     "running payments if all had stayed alone", "paiements courants si toutes étaient restées seules"),
    ("collective_actual_cash", _RUN_MONTH, "CAD/month",
     "running payments", "paiements courants"),
    ("collective_entry_payments", _RUN_MONTH, "CAD/month",
     "payments to found or join pools", "paiements de fondation et d'adhésion"),
    ("collective_exit_payments", _RUN_MONTH, "CAD/month",
     "payments to leave pools", "paiements de sortie"),
    ("collective_public_money", _RUN_MONTH, "CAD/month",
     "subsidies and refunds paid by the public", "subventions et remboursements payés par le public"),
    ("surviving", _RUN_MONTH, "count",
     "organizations that have not closed", "organisations qui n'ont pas fermé"),
    ("surviving_alone", _RUN_MONTH, "count",
     "organizations that would not have closed alone", "organisations qui n'auraient pas fermé seules"),
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
    ("total_gain", _MEMBER, "CAD",
     "total gain", "gain total"),
    ("entry_month", _MEMBER, "month",
     "month of first entry into a pool (0: never)", "mois de la première entrée dans un groupe (0 : jamais)"),
    ("depth", _MEMBER, "CAD",
     "deepest cumulative loss", "perte cumulée la plus profonde"),
    ("trough", _MEMBER, "month",
     "month of the deepest loss (0: none)", "mois de la perte la plus profonde (0 : aucune)"),
    ("end_of_loss", _MEMBER, "month",
     "last month in which running costs exceed being alone (0: none)",
     "dernier mois où elle paie plus que si elle restait seule (0 : aucun)"),
    ("break_even", _MEMBER, "month",
     "month of break-even (0: none)", "mois du retour à l'équilibre (0 : aucun)"),
    ("status", _MEMBER, "code",
     "how the cumulative gain ended", "aboutissement du gain cumulé"),
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
    ("trust_by_month", _MEMBER_MONTH, "1",
     "trust that a pool will last, during the month", "confiance qu'un groupe durera, durant le mois"),
    ("cash_by_month", _MEMBER_MONTH, "CAD",
     "cash at the end of the month", "liquidités à la fin du mois"),
    ("gain_by_resource", _MEMBER_RESOURCE_MONTH, "CAD/month",
     "gain from the resource, payments to found, join and leave pools deducted",
     "gain tiré de la ressource, paiements de fondation, d'adhésion et de sortie déduits"),
    ("bill_by_resource", _MEMBER_RESOURCE_MONTH, "CAD/month",
     "running payments for the resource: the pool's bill, or the cost of its own provision",
     "paiements courants pour la ressource : facture du groupe, ou coût de sa propre fourniture"),
    ("pool", _MEMBER_RESOURCE_MONTH, "1",
     "number of the pool in its run (-1: alone)", "numéro du groupe dans sa réplication (-1 : seule)"),
    ("sight", _MEMBER_RESOURCE, "1",
     "result of the last search: 1 a pool, 2 a possible partner, 4 refused, 8 could not pay, 16 searched (sum)",
     "résultat de la dernière recherche : 1 groupe, 2 partenaire possible, 4 refus, 8 sans moyens, 16 a cherché "
     "(somme)"),
    ("autonomy_cost", _MEMBER, "CAD",
     "perceived cost of lost autonomy", "coût ressenti de la perte d'autonomie"),
    ("closed_month", _MEMBER, "month",
     "month in which it closed (0: it has not)", "mois de la fermeture (0 : aucune)"),
    ("closed_month_alone", _MEMBER, "month",
     "month in which it would have closed alone (0: never)", "mois où elle aurait fermé seule (0 : jamais)"),
    ("cost_deviation", _MEMBER, "CAD/month",
     "standard deviation of its monthly cost", "écart type de son coût mensuel"),
    ("cost_deviation_alone", _MEMBER, "CAD/month",
     "standard deviation of its monthly cost if alone", "écart type de son coût mensuel en restant seule"),
    ("edge_from", _EDGE, "1",
     "one end of an edge of the network, index of the organization (-1: no edge; none is kept of a complete network)",
     "une extrémité d'un lien du réseau, indice de l'organisation (-1 : aucun lien; aucun n'est conservé d'un réseau "
     "complet)"),
    ("edge_to", _EDGE, "1",
     "the other end of the edge, of the higher index (-1: no edge)",
     "l'autre extrémité du lien, d'indice supérieur (-1 : aucun lien)"),
    ("pool_resource", _POOL, "1",
     "index of the resource (-1: no pool, or it ended before its first bill)",
     "indice de la ressource (-1 : aucun groupe, ou groupe terminé avant sa première facture)"),
    ("pool_founder", _POOL, "1",
     "index of the organization that founded the pool (-1: none)",
     "indice de l'organisation fondatrice (-1 : aucune)"),
    ("pool_founded", _POOL, "month",
     "month of founding", "mois de la fondation"),
    ("pool_ended", _POOL, "month",
     "month in which it ended (0: it has not)", "mois de la fin (0 : aucune)"),
    ("pool_members", _POOL, "count",
     "most members it ever had", "nombre maximal de membres"),
    ("pool_absorbed", _POOL, "1",
     "emptied because its members moved to a larger one", "vidé au profit d'un plus grand"),
    ("pool_trough", _POOL, "month",
     "month of the deepest loss (0: none)", "mois de la perte la plus profonde (0 : aucune)"),
    ("pool_break_even", _POOL, "month",
     "month of break-even (0: none)", "mois du retour à l'équilibre (0 : aucun)"),
    ("pool_status", _POOL, "code",
     "how the cumulative gain of its members ended", "aboutissement du gain cumulé de ses membres"),
    ("pool_overrun", _POOL, "1",
     "realised overrun of set-up, friction and coordination",
     "dépassement réalisé de la fondation, de la friction et de la coordination"),
    ("pool_gain", _POOL, "CAD",
     "total gain of its members from it", "gain total qu'en tirent ses membres"),
    ("pool_depth", _POOL, "CAD",
     "deepest cumulative loss of its members", "perte cumulée la plus profonde de ses membres"),
)
# fmt: on
_DTYPES = {
    "collective_status": "int8",
    "status": "int8",
    "kind_of_loss": "int8",
    "kind": "int8",
    "rule": "int8",
    "without": "bool",
    "pool": "int32",
    "sight": "int8",
    **dict.fromkeys(("pool_resource", "pool_founder", "pool_founded", "pool_ended", "pool_members"), "int32"),
    **dict.fromkeys(("edge_from", "edge_to"), "int32"),
    "pool_absorbed": "int8",
    "pool_status": "int8",
}

_CORE = tuple(
    Variable(name, dims, unit, Text(en, fr), level, _DTYPES.get(name, "float64"), attributes.LABELS.get(name, ()))
    for level, rows in zip(
        LEVELS,
        (
            _SUMMARY + losses.SUMMARY,
            _MONTHS + losses.MONTHS,
            attributes.DRAWN + _ORGANIZATIONS + losses.ORGANIZATIONS,
        ),
        strict=True,
    )
    for name, dims, unit, en, fr in rows
)
OF_MECHANISMS: Final = tuple(variable for mechanism in MECHANISMS for variable in mechanism.variables)
"""The variables that mechanisms declare."""

VARIABLES: Final[dict[str, Variable]] = {
    variable.name: variable for level in LEVELS for variable in (*_CORE, *OF_MECHANISMS) if variable.level == level
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
