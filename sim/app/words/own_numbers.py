"""Words of one's own numbers: six fields, a table, what is wrong with them."""

from typing import Final

from sim.app.words.unbroken import unbroken
from sim.vocabulary.text import Text

TITLE: Final = Text("Our own numbers", "Nos propres chiffres")
SIX: Final = Text(
    "Six numbers are enough. They stay on this computer.", "Six chiffres suffisent. Ils restent sur cet ordinateur."
)
TEXTS: Final = {
    "name": Text("What is this case called?", "Comment s'appelle ce cas?"),
    "resource": unbroken("What would you share?", "Que voulez-vous partager?"),
}
FIELDS: Final = {
    "number": Text("How many organizations?", "Combien d'organisations?"),
    "cost": unbroken(
        "What does each spend a month today for this resource ($)?",
        "Combien chacune dépense-t-elle par mois aujourd'hui pour cette ressource ($)?",
    ),
    "fixed": unbroken(
        "Of that, what would the group pay once instead of each on its own ($ a month)?",
        "De ce montant, combien le groupe paierait-il une seule fois au lieu que chacune le paie ($\u00a0par mois)?",
    ),
    "start": Text("What does it cost to start, in all ($)?", "Combien coûte le démarrage, en tout ($)?"),
    "coordination": Text(
        "What does coordination cost, per member and month ($)?",
        "Combien coûte la coordination, par membre et par mois ($)?",
    ),
    "months": Text("How many months until it runs well?", "Combien de mois avant que ce soit bien rodé?"),
}
WHY: Final = {
    "name": Text(
        "Its card on the first page has this name. The same name replaces the earlier case.",
        "Sa carte à l'accueil porte ce nom. Un cas du même nom remplace le précédent.",
    ),
    "resource": Text(
        "For example: an HR adviser, a kitchen, a truck, a system.",
        "Par exemple : une conseillère RH, une cuisine, un camion, un système.",
    ),
    "number": Text(
        "All that could take part, even those that hesitate.",
        "Toutes celles qui pourraient participer, même celles qui hésitent.",
    ),
    "cost": Text(
        "Salaries, rent, licences, fees: what it would no longer pay if the group paid instead.",
        "Salaires, loyer, licences, honoraires : ce qu'elle ne paierait plus si le groupe payait à sa place.",
    ),
    "fixed": Text(
        "For example one lease instead of eight, one licence, one recruitment. If you do not know: about 40% of the "
        "spending.",
        "Par exemple un seul bail au lieu de huit, une seule licence, un seul recrutement. Si vous ne savez pas : "
        "environ 40 % de la dépense.",
    ),
    "start": Text(
        "Meetings, lawyer, recruitment, equipment, moving: paid once, in equal parts.",
        "Réunions, juriste, recrutement, équipement, déménagement : payés une fois, à parts égales.",
    ),
    "coordination": Text(
        "Meetings, schedules, bills. An hour and a half a month at $50 an hour is about $80.",
        "Réunions, horaires, factures. Une heure et demie par mois à 50 $ l'heure font environ 80 $.",
    ),
    "months": Text(
        "How long people need to learn to work together. If you do not know: 8.",
        "Le temps d'apprendre à travailler ensemble. Si vous ne savez pas : 8.",
    ),
}
RANGE: Final = Text("{field} {low} to {high}.", "{field} De {low} à {high}.")
FIXED_BELOW: Final = Text(
    "What the group pays once must be less than what each spends today ({most}).",
    "Ce que le groupe paierait une seule fois doit être moindre que ce que chacune dépense aujourd'hui ({most}).",
)
ONE_BY_ONE: Final = Text("Or your organizations one by one", "Ou vos organisations une par une")
ROWS_ARE: Final = Text(
    "One row per organization: its name, and what it spends a month. This replaces the number of organizations and "
    "their common spending; the other answers count.",
    "Une ligne par organisation : son nom et ce qu'elle dépense par mois. Cela remplace le nombre d'organisations et "
    "leur dépense commune; les autres réponses comptent.",
)
TEMPLATE: Final = Text("Download a table to fill in", "Télécharger un tableau à remplir")
TABLE: Final = Text("Choose a table (CSV or XLSX)", "Choisir un tableau (CSV ou XLSX)")
PASTE: Final = Text(
    "Or paste two columns copied from a spreadsheet: names, then monthly costs",
    "Ou collez deux colonnes copiées d'un tableur : les noms, puis les coûts mensuels",
)
PASTED: Final = Text("Pasted rows", "Lignes collées")
TITLES: Final = Text(
    "Row {row} ({titles}): taken for headings, left out.",
    "Ligne {row} ({titles}) : prise pour des titres de colonnes, laissée de côté.",
)
TWO_COLUMNS: Final = Text(
    "Paste two columns alone, names and monthly costs, or give the columns the headings name and cost.",
    "Collez seulement deux colonnes, les noms et les coûts mensuels, ou donnez aux colonnes les titres nom et coût.",
)
PASTED_TOO_LONG: Final = Text(
    "This is too long to be read: at most {n} characters.", "C'est trop long à lire : {n} caractères au plus."
)
HEADS: Final = (Text("name", "nom"), Text("cost", "coût"))
ORGANIZATION: Final = Text("Organization {k}", "Organisation {k}")
READ: Final = Text("What was read: {what}", "Ce qui a été lu : {what}")
SPENDING: Final = Text(
    "{n} organizations that spend {x} a month in all today.",
    "{n} organisations qui dépensent {x} par mois en tout aujourd'hui.",
)
PREVIEW: Final = Text("What each organization spends a month", "Ce que chaque organisation dépense par mois")
NAME_HEAD: Final = Text("Organization", "Organisation")
COST_HEAD: Final = Text("Spending a month", "Dépense par mois")
KEPT: Final = Text(
    "This case is saved on this computer, and the first page offers it. To study it further: faire-ensemble run {path}",
    "Ce cas est enregistré sur cet ordinateur, et l'accueil l'offre. Pour l'étudier davantage : faire-ensemble run "
    "{path}",
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
    "Votre tableau n'a pas été lu; ces chiffres ne sont donc pas utilisés. Corrigez le tableau et choisissez-le de "
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
    "mois et s'estompent; les coûts dépassent le plan de 30 % en moyenne; toutes les organisations regardent quatre "
    "ans devant elles et se font confiance (0,7 sur 1).",
)
RESOURCE: Final = Text("The shared resource", "La ressource partagée")
UNIT: Final = Text("dollar of today's cost", "dollar du coût d'aujourd'hui")
