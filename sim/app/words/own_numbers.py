"""Words of one's own numbers: six fields, a table, what is wrong with them."""

from typing import Final

from sim.vocabulary.text import Text

TITLE: Final = Text("Our own numbers", "Nos propres chiffres")
SIX: Final = Text(
    "Six numbers are enough. They stay on this computer.", "Six chiffres suffisent. Ils restent sur cet ordinateur."
)
FIELDS: Final = {
    "number": Text("How many organizations?", "Combien d'organisations?"),
    "cost": Text(
        "What does each spend a month today for this resource ($)?",
        "Combien chacune dépense-t-elle par mois aujourd'hui pour cette ressource ($)?",
    ),
    "fixed": Text(
        "Of that, what would the group pay once instead of each on its own ($ a month)?",
        "De ce montant, combien le groupe paierait-il une seule fois au lieu que chacune le paie ($ par mois)?",
    ),
    "start": Text("What does it cost to start, in all ($)?", "Combien coûte le démarrage, en tout ($)?"),
    "coordination": Text(
        "What does coordination cost, per member and month ($)?",
        "Combien coûte la coordination, par membre et par mois ($)?",
    ),
    "months": Text("How many months until it runs well?", "Combien de mois avant que ce soit bien rodé?"),
}
RANGE: Final = Text("{field} {low} to {high}.", "{field} De {low} à {high}.")
FIXED_BELOW: Final = Text(
    "What the group pays once must be less than what each spends today ({most}).",
    "Ce que le groupe paierait une seule fois doit être moindre que ce que chacune dépense aujourd'hui ({most}).",
)
TABLE: Final = Text(
    "Or a table (CSV or XLSX) with the columns name and cost: one row per organization, with its monthly spending",
    "Ou un tableau (CSV ou XLSX) avec les colonnes nom et coût : une ligne par organisation, avec sa dépense mensuelle",
)
COLUMNS: Final = Text(
    "The table needs two columns named name and cost in its first row.",
    "Le tableau doit avoir deux colonnes nommées nom et coût dans sa première ligne.",
)
ROWS: Final = Text(
    "The table needs 2 to 200 organizations; it has {n}.",
    "Le tableau doit avoir de 2 à 200 organisations; il en a {n}.",
)
ROW: Final = Text(
    "Row {row}: “{value}” is not an amount above 0.",
    "Ligne {row} : « {value} » n'est pas un montant plus grand que 0.",
)
ROW_REASON: Final = Text("Row {row}, “{value}”: {reason}", "Ligne {row}, « {value} » : {reason}")
ROW_NAME: Final = Text(
    "Row {row}: the name is missing, or a number.",
    "Ligne {row} : le nom manque ou est un nombre.",
)
ROW_TWIN: Final = Text(
    "Row {row}: the name cannot be told apart from that of row {other}.",
    "Ligne {row} : le nom ne se distingue pas de celui de la ligne {other}.",
)
CELLS: Final = Text(
    "Row {row}: there are more cells than headings.",
    "Ligne {row} : il y a plus de cellules que de titres de colonnes.",
)
REFUSED: Final = Text(
    "Your table was not read, so these numbers are not used: correct the table and choose it again, or remove it to "
    "use the six numbers.",
    "Votre tableau n'a pas été lu, ces chiffres ne sont donc pas utilisés : corrigez le tableau et choisissez-le de "
    "nouveau, ou retirez-le pour utiliser les six chiffres.",
)
READING: Final = Text("It is still being read.", "La lecture n'est pas terminée.")
REMOVE: Final = Text("Remove the table", "Retirer le tableau")
UNREADABLE: Final = Text(
    "This file is not a table, or takes too much time or memory to read. Save the two columns alone as CSV (UTF-8) or "
    "XLSX and try again.",
    "Ce fichier n'est pas un tableau, ou demande trop de temps ou de mémoire à lire. Enregistrez seulement les deux "
    "colonnes en CSV (UTF-8) ou en XLSX et réessayez.",
)
USE: Final = Text("Use these numbers", "Utiliser ces chiffres")
ASSUMED: Final = Text(
    "Assumptions beside your numbers: start-up trouble adds half of the service cost in the first month and fades; "
    "costs overrun by 30% on average; all organizations have a horizon of four years and trust each other (0.7).",
    "Hypothèses à côté de vos chiffres : les difficultés de départ ajoutent la moitié du coût du service le premier "
    "mois et s'estompent; les coûts dépassent de 30 % en moyenne; toutes les organisations voient à quatre ans et se "
    "font confiance (0,7).",
)
RESOURCE: Final = Text("The shared resource", "La ressource partagée")
UNIT: Final = Text("dollar of today's cost", "dollar du coût d'aujourd'hui")
