"""Messages of a calibration: what a study may contain, its store, and what the posterior tells."""

from typing import Final

from sim.errors import WordedError
from sim.vocabulary.text import Text


class CalibrationError(WordedError):
    """A calibration that cannot be made."""


class FailedRunsError(CalibrationError):
    """Runs of a generation failed, so that the calibration stopped."""


A_TABLE: Final = Text(
    "a table [calibrate] with parameters and targets", "une table [calibrate] avec des paramètres et des cibles"
)
A_PARAMETER: Final = Text(
    "at least one parameter, a range, a list or a distribution",
    "au moins un paramètre, un intervalle, une liste ou une distribution",
)
A_TARGET: Final = Text("at least one table [[calibrate.targets]]", "au moins une table [[calibrate.targets]]")
ONE_KIND: Final = Text(
    'the same "of" in all targets: one history ("run"), or the mean of many ("mean")',
    'le même « of » dans toutes les cibles : une histoire ("run"), ou la moyenne de plusieurs ("mean")',
)
OTHER_NAME: Final = Text("another name for each target", "un nom différent pour chaque cible")
EVEN: Final = Text("an even number", "un nombre pair")
ONE_RUN: Final = Text('1, or of = "mean" in the targets', '1, ou of = "mean" dans les cibles')
ENOUGH: Final = Text(
    "at least {n}, the runs of the pilot and of the first generation",
    "au moins {n}, les simulations de l'essai et de la première génération",
)
NO_VALUE: Final = Text(
    "a range or a list with at least two values", "un intervalle ou une liste d'au moins deux valeurs"
)
TAKEN: Final = Text("a parameter that {other} does not set", "un paramètre que {other} ne fixe pas")

NUMBERS: Final = Text("a finite number, or a list of them", "un nombre fini, ou une liste de nombres finis")
ERRORS: Final = Text(
    "a finite number, at least 0, or a list of them", "un nombre fini d'au moins 0, ou une liste de tels nombres"
)
WRITE_ZERO: Final = Text(
    "It is the standard deviation of the observation; write 0 where it is exact.",
    "C'est l'écart type de l'observation; écrivez 0 si elle est exacte.",
)
MONTHS: Final = Text(
    "a month, or a list of different months, from 1", "un mois, ou une liste de mois différents, à partir de 1"
)
IN_RUN: Final = Text("months from 1 to {n}", "des mois de 1 à {n}")
LONGER: Final = Text(
    "The scenario ends before; months = ... makes it longer.", "Le scénario finit avant; months = ... l'allonge."
)
AS_MANY: Final = Text("{n} numbers, one for each month", "{n} nombres, un par mois")
ONE_OR_AS_MANY: Final = Text("one number, or {n}, one for each observed", "un nombre, ou {n}, un par nombre observé")
NOTHING: Final = Text("nothing", "rien")
NO_RESOURCE: Final = Text("{name} is of all resources together.", "{name} porte sur toutes les ressources ensemble.")
NO_MONTHS: Final = Text("{name} is one number of a whole run.", "{name} est un seul nombre pour toute la simulation.")
OF_RESOURCE: Final = Text("{name} belongs to a resource.", "{name} appartient à une ressource.")
AN_OUTCOME: Final = Text(
    "an outcome, an output variable, or a function as module:name",
    "un résultat, une variable de sortie, ou une fonction comme module:nom",
)
SOME_OUTCOMES: Final = Text(
    "For instance memberships, gain_share, break_even, left_behind, participation.",
    "Par exemple memberships, gain_share, break_even, left_behind, participation.",
)
A_FUNCTION: Final = Text(
    "a function of Python, as module:name, that can be loaded",
    "une fonction Python, comme module:nom, qui se charge",
)
NOT_LOADED: Final = Text("Python reports: {reason}.", "Python signale : {reason}.")
WRONG_SHAPE: Final = Text(
    "{name} returned numbers of shape {given}; {wanted} is needed, one row for each run.",
    "{name} a donné des nombres de forme {given}; il faut {wanted}, une ligne par simulation.",
)
FUNCTION_FAILED: Final = Text(
    "the function {name} failed on the runs of the study. Python reports: {reason}.",
    "la fonction {name} a échoué sur les simulations de l'étude. Python signale : {reason}.",
)

CHANGED: Final = Text(
    "{path} holds another calibration. Differences (- in the store, + requested):\n{difference}\n"
    "Give another folder, or the study that this one was created with.",
    "{path} contient un autre calage. Différences (- dans le magasin, + demandé) :\n{difference}\n"
    "Donnez un autre dossier, ou l'étude avec laquelle celui-ci a été créé.",
)
NOT_A_STORE: Final = Text(
    "{path} is not the folder of a calibration; give another name, or move this folder.",
    "{path} n'est pas le dossier d'un calage; donnez un autre nom, ou déplacez ce dossier.",
)
NO_POSTERIOR: Final = Text(
    "{path} holds no posterior; “faire-ensemble calibrate” creates it, and resumes it if it was stopped.",
    "{path} ne contient pas de loi a posteriori; « faire-ensemble calibrate » la crée, et reprend un calage arrêté.",
)
FAILED: Final = Text(
    "{n} blocks of {store} failed, the first for this reason: {reason}\nThe calibration stopped; the finished blocks "
    "are kept. Retry with --retry-failed once the cause is removed.",
    "{n} blocs de {store} ont échoué, le premier pour cette raison : {reason}\nLe calage s'est arrêté; les blocs "
    "terminés sont conservés. Relancez avec --retry-failed une fois la cause écartée.",
)
UNDEFINED: Final = Text(
    "no run of the prior defines the target {name}; choose another outcome, or other ranges.",
    "aucune simulation de la loi a priori ne définit la cible {name}; choisissez un autre résultat, ou d'autres "
    "intervalles.",
)
OTHER_SCENARIO: Final = Text(
    "the scenario lacks what the calibration of {store} has calibrated: {paths}.",
    "il manque au scénario ce que le calage de {store} a calé : {paths}.",
)

PILOT: Final = Text("Pilot: {runs} at the median of the priors.", "Essai : {runs} à la médiane des lois a priori.")
GENERATION_0: Final = Text(
    "Generation 0: {runs} over the priors; tolerance {tolerance}.",
    "Génération 0 : {runs} sur les lois a priori; tolérance {tolerance}.",
)
GENERATION: Final = Text(
    "Generation {n}: {runs}; tolerance {tolerance}, {inside} of the new particles came inside.",
    "Génération {n} : {runs}; tolérance {tolerance}, {inside} des nouvelles particules sont dedans.",
)
REASONS: Final = {
    "few_inside": Text(
        "It stopped because few new particles came nearer.", "Arrêt : peu de nouvelles particules s'approchaient."
    ),
    "exact": Text("It stopped because the tolerance is 0.", "Arrêt : la tolérance est nulle."),
    "most_runs": Text(
        "It stopped because most_runs is used up; more runs could narrow the posterior.",
        "Arrêt : most_runs est atteint; plus de simulations pourraient resserrer la loi a posteriori.",
    ),
}

MISFIT: Final = Text(
    "THE MODEL DOES NOT GIVE THESE DATA: only {share} of the particles lie as far from their mean as the data do. Do "
    "not use the posterior below.",
    "LE MODÈLE NE DONNE PAS CES DONNÉES : {share} seulement des particules sont aussi loin de leur moyenne que les "
    "données. N'utilisez pas la loi a posteriori ci-dessous.",
)
FITS: Final = Text(
    "The model can give these data: {share} of the particles lie at least as far from their mean as the data do.",
    "Le modèle peut donner ces données : {share} des particules sont au moins aussi loin de leur moyenne que les "
    "données.",
)
TOLD: Final = {
    "told": Text("told by the data", "les données le disent"),
    "partly": Text("partly told", "les données le disent en partie"),
    "not": Text("not told by the data", "les données ne le disent pas"),
    "unsure": Text("not sure", "on n'en est pas certain"),
}
CONFUSED: Final = Text(
    "The data do not tell {a} from {b} (correlation {rho}).",
    "Les données ne distinguent pas {a} de {b} (corrélation {rho}).",
)
CONFUSED_UNSURE: Final = Text(
    "It is not sure whether the data tell {a} from {b} (correlation {rho}).",
    "Il n'est pas certain que les données distinguent {a} de {b} (corrélation {rho}).",
)
SMALL_SAMPLE: Final = Text(
    "The effective sample has only {n} particles: nothing is sure. Take more particles.",
    "L'échantillon effectif n'a que {n} particules : rien n'est certain. Prenez plus de particules.",
)
NOT_REACHED: Final = Text(
    "A break-even that is not reached counts as month {n}, {more} months after the end.",
    "Un retour à l'équilibre non atteint compte comme le mois {n}, {more} mois après la fin.",
)
OF: Final = Text("{what}: {resource}", "{what} : {resource}")
OF_PATH: Final = Text("{name} ({path})", "{name} ({path})")
