"""Messages about errors of the command line and of the disk."""

from typing import Final

from sim.vocabulary.text import Text

ERROR: Final = Text("Error: {problem}", "Erreur : {problem}")
SEE_HELP: Final = Text("See “{command} --help”.", "Voir « {command} --help ».")

NO_OPTION: Final = Text("there is no option {option}.", "l'option {option} n'existe pas.")
NO_COMMAND: Final = Text("there is no command {command}.", "la commande {command} n'existe pas.")
NEEDS_VALUE: Final = Text("option {option} needs a value.", "l'option {option} demande une valeur.")
TAKES_NO_VALUE: Final = Text("option {option} takes no value.", "l'option {option} ne prend pas de valeur.")
MISSING_ARGUMENT: Final = Text("the argument {name} is missing.", "il manque l'argument {name}.")
TOO_MANY: Final = Text("one argument too many: {extra}.", "un argument de trop : {extra}.")

UNCERTAIN_TABLE: Final = Text(
    "a scenario with a table [uncertain], which lists its uncertain parameters",
    "un scénario avec une table [uncertain], qui énumère ses paramètres incertains",
)
UNCERTAIN_EXAMPLE: Final = Text(
    'Add one, such as [uncertain] with "society.hazard" = {distribution = "uniform", low = 0.01, high = 0.04}; or '
    "remove the option.",
    'Ajoutez-la, comme [uncertain] avec "society.hazard" = {distribution = "uniform", low = 0.01, high = 0.04}; ou '
    "retirez l'option.",
)
A_NUMBER: Final = Text("a number", "un nombre")
A_TOML_FILE: Final = Text("a name that ends in .toml", "un nom qui finit par .toml")
A_SHARE: Final = Text("a number above 0, at most 1", "un nombre au-dessus de 0 et d'au plus 1")
NOT_NEGATIVE: Final = Text("a whole number, at least 0", "un nombre entier, au moins 0")
AT_LEAST_ONE: Final = Text("a whole number, at least 1", "un nombre entier, au moins 1")

ONE_WAY: Final = Text(
    "names separated by commas, in one way only", "des noms séparés par des virgules, d'une seule façon"
)
TWO_WAYS: Final = Text(
    "It may mean {one} or {other}: put each name that contains a comma in double quotes, such as '\"Coop A, B\",C'.",
    "Cela peut vouloir dire {one} ou {other} : mettez entre guillemets droits chaque nom qui contient une virgule, "
    "comme '\"Coop A, B\",C'.",
)

CANNOT_WRITE: Final = Text("cannot write {path}: {reason}.", "impossible d'écrire {path} : {reason}.")
STANDARD_OUTPUT: Final = Text("the standard output", "la sortie standard")
IN_USE: Final = Text(
    "another command (process {holder}) is writing in {path}. Wait until it has finished, or choose another folder "
    "with --out.",
    "une autre commande (processus {holder}) écrit dans {path}. Attendez qu'elle ait fini, ou choisissez un autre "
    "dossier avec --out.",
)
NO_MEMORY: Final = Text(
    "this run needs more memory than is available. Use fewer replications, or record less (--record months or --record "
    "summary).",
    "cette simulation demande plus de mémoire qu'il n'y en a de disponible. Réduisez le nombre de réplications, ou "
    "conservez moins de données (--record months ou --record summary).",
)
BUG: Final = Text(
    "this is an error of the program, not of your scenario. Please report it with the lines above.",
    "c'est une erreur du programme, pas de votre scénario. Merci de le signaler avec les lignes ci-dessus.",
)
INTERRUPTED: Final = Text("Interrupted: nothing was written.", "Interruption : rien n'a été écrit.")
INTERRUPTED_KEPT: Final = Text(
    "Interrupted: kept in {folder}: {files}.", "Interruption : conservé dans {folder} : {files}."
)
