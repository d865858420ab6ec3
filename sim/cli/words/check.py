"""Words of the summary of a scenario."""

from typing import Final

from sim.vocabulary.text import Text

VALID: Final = Text("{file}: no problem found.", "{file} : aucun problème.")
TEACHES: Final = Text("Teaches: {what}", "Ce qu'il enseigne : {what}")
FICTIONAL: Final = Text("Fictional example: this is not a forecast.", "Exemple fictif : ceci n'est pas une prévision.")

ORGANIZATIONS: Final = Text("Organizations", "Organisations")
DRAWN: Final = Text("{n}, redrawn in each replication", "{n}, tirées de nouveau à chaque réplication")
FIXED: Final = Text("{n}, drawn once", "{n}, tirées une seule fois")
FROM_FILE: Final = Text("{n}, from {file}", "{n}, lues dans {file}")
RULES: Final = Text("Decisions", "Décisions")
PRESCRIBED_BY: Final = Text("{rules}; choices prescribed by {file}", "{rules}; choix prescrits par {file}")
SHARE_OF_RULE: Final = Text("{rule} ({share})", "{rule} ({share})")
NETWORK: Final = Text("Contacts", "Contacts")
CONTACTS: Final = Text("{kind}, {n} on average", "{kind}, {n} en moyenne")
UNCERTAIN: Final = Text("Uncertain", "Incertain")
WITH_UNCERTAIN: Final = Text("with --uncertain, {n} of its parameters", "avec --uncertain, {n} de ses paramètres")
EVENTS: Final = Text("Events that nobody expects:", "Événements que personne n'attend :")
SWEEP: Final = Text("Sweep", "Balayage")
SWEPT: Final = Text(
    "design {design}, {points} × {replications} = {runs}", "plan {design}, {points} × {replications} = {runs}"
)
CALIBRATION: Final = Text("Calibration", "Calage")
CALIBRATED: Final = Text(
    "{particles} particles; parameters: {parameters}, targets: {targets}",
    "{particles} particules; paramètres : {parameters}, cibles : {targets}",
)
DECISION: Final = Text("Decision", "Décision")
DECIDED: Final = Text(
    "levers: {levers}, besides doing nothing; {worlds} worlds × {replications}",
    "leviers : {levers}, outre ne rien faire; {worlds} mondes × {replications}",
)
LABELS: Final = Text("Kept as labels", "Étiquettes")
OFF: Final = Text("Switched off", "Désactivé")
NOTHING: Final = Text("nothing", "rien")
ROSY: Final = Text(
    "At neutral values: {names}. Life has them: results will be rosier than life.",
    "À des valeurs neutres : {names}. La réalité n'en est pas exempte : les résultats seront plus roses qu'elle.",
)
RUNS: Final = Text("Simulation", "Simulation")
MONTHS: Final = Text(
    "{months} months, {replications} replications, seed {seed}",
    "{months} mois, {replications} réplications, graine {seed}",
)

RESOURCE: Final = Text("Resource", "Ressource")
KIND: Final = Text("Type", "Type")
SHARING: Final = Text("Sharing rule", "Règle de partage")
ADMISSION: Final = Text("Admission", "Admission")
MEMBERS: Final = Text("Members", "Membres")
COMMITMENT: Final = Text("Commitment", "Engagement")
FROM: Final = Text("{low} or more", "{low} ou plus")
FROM_TO: Final = Text("{low} to {high}", "de {low} à {high}")
IN_MONTHS: Final = Text("{n} months", "{n} mois")
