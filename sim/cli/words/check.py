"""Words of the summary of a scenario; a test checks that every choice of the schema has words."""

from typing import Final

from sim.declared import admission, decision, sharing
from sim.vocabulary.text import Text

VALID: Final = Text("{file}: no problem found.", "{file} : aucun problème.")
TEACHES: Final = Text("Teaches: {what}", "Ce qu'il enseigne : {what}")
FICTIONAL: Final = Text("Fictional example: this is not a forecast.", "Exemple fictif : ceci n'est pas une prévision.")

ORGANIZATIONS: Final = Text("Organizations", "Organisations")
DRAWN: Final = Text("{n}, redrawn in each replication", "{n}, tirées de nouveau à chaque réplication")
FIXED: Final = Text("{n}, drawn once", "{n}, tirées une seule fois")
FROM_FILE: Final = Text("{n}, from {file}", "{n}, tirées de {file}")
RULES: Final = Text("Decisions", "Décisions")
PRESCRIBED_BY: Final = Text("{rules}; choices prescribed by {file}", "{rules}; choix prescrits par {file}")
SHARE_OF_RULE: Final = Text("{rule} ({share})", "{rule} ({share})")
NETWORK: Final = Text("Contacts", "Contacts")
CONTACTS: Final = Text("{kind}, {n} on average", "{kind}, {n} en moyenne")
UNCERTAIN: Final = Text("Uncertain", "Incertain")
WITH_UNCERTAIN: Final = Text("with --uncertain, {n} of its parameters", "avec --uncertain, {n} de ses paramètres")
SWEEP: Final = Text("Sweep", "Balayage")
SWEPT: Final = Text(
    "design {design}, {points} × {replications} = {runs}", "plan {design}, {points} × {replications} = {runs}"
)
RUNS: Final = Text("Simulation", "Simulation")
MONTHS: Final = Text(
    "{months} months, {replications} replications, seed {seed}",
    "{months} mois, {replications} réplications, graine {seed}",
)

RESOURCE: Final = Text("Resource", "Ressource")
KIND: Final = Text("Kind", "Genre")
SHARING: Final = Text("Sharing rule", "Règle de partage")
ADMISSION: Final = Text("Admission", "Admission")
MEMBERS: Final = Text("Members", "Membres")
COMMITMENT: Final = Text("Commitment", "Engagement")
FROM: Final = Text("{low} or more", "{low} ou plus")
FROM_TO: Final = Text("{low} to {high}", "de {low} à {high}")
IN_MONTHS: Final = Text("{n} months", "{n} mois")

CHOICES: Final = {
    "human": Text("human", "humaine"),
    "material": Text("material", "matérielle"),
    "intellectual": Text("intellectual", "intellectuelle"),
    "financial": Text("financial", "financière"),
    **{
        key: rule.text
        for rules in (sharing.SHARING_RULES, admission.ADMISSION_RULES, decision.DECISION_RULES)
        for key, rule in rules.items()
    },
    "small_world": Text("small world", "petit monde"),
    "complete": Text("all know each other", "toutes se connaissent"),
    "edge_list": Text("from {file}", "tirés de {file}"),
    "scale_free": Text("scale-free", "sans échelle"),
    "communities": Text("communities", "communautés"),
    "spatial": Text("neighbours", "voisinage"),
}
"""Names of the choices of the schema: kinds, sharing rules, admission, decision rules, networks."""
