"""Messages about the store of a sweep and its engines."""

from typing import Final

from sim.vocabulary.text import Text

NO_STORE: Final = Text("there is no store {path}.", "le magasin {path} n'existe pas.")
NOT_A_STORE: Final = Text(
    "{path} is not the store of a sweep; give another name, or move this folder.",
    "{path} n'est pas le magasin d'un balayage; donnez un autre nom, ou déplacez ce dossier.",
)
OTHER_FORMAT: Final = Text(
    "{path} was written by another version of faire-ensemble, in a format that this version does not read. Sweep into "
    "another store; xarray.open_zarr still reads the values of this one.",
    "{path} a été écrit par une autre version de faire-ensemble, dans un format que celle-ci ne lit pas. Refaites le "
    "balayage dans un autre magasin; xarray.open_zarr lit encore les valeurs de celui-ci.",
)
DAMAGED: Final = Text("{path} is damaged:\n{damage}\n{remedy}", "{path} est endommagé :\n{damage}\n{remedy}")
REPAIR: Final = Text(
    "The same command sweep repairs the store: of the finished runs, it repeats only those of damaged blocks.",
    "La même commande sweep répare le magasin : parmi les simulations faites, elle ne reprend que celles des blocs "
    "endommagés.",
)
VERIFY: Final = Text(
    "Nothing that is damaged was used; “faire-ensemble status --verify {path}” lists all of it. {repair}",
    "Rien d'endommagé n'a été utilisé; « faire-ensemble status --verify {path} » en donne la liste complète. {repair}",
)
BEYOND_REPAIR: Final = Text(
    "It cannot be repaired, since it is not known which sweep it holds. Sweep into another store, or delete this one.",
    "Il ne peut pas être réparé, car on ne sait plus quel balayage il contient. Refaites le balayage dans un autre "
    "magasin, ou supprimez celui-ci.",
)
REPAIRED: Final = Text(
    "{path} was damaged and is being repaired:\n{damage}",
    "{path} était endommagé et est en cours de réparation :\n{damage}",
)
DAMAGED_DOCUMENT: Final = Text("  {file}: {reason}", "  {file} : {reason}")
DAMAGED_ARRAY: Final = Text("  {file} (array {array}): {reason}", "  {file} (tableau {array}) : {reason}")
DAMAGED_BLOCK: Final = Text(
    "  {file} (array {array}, block {block}: points {first} to {last}, runs {start} to {end}): {reason}",
    "  {file} (tableau {array}, bloc {block} : points {first} à {last}, simulations {start} à {end}) : {reason}",
)
MORE_DAMAGE: Final = Text("  and {n} more.", "  et {n} autres.")
MISSING: Final = Text("missing", "absent")
EMPTY: Final = Text("empty", "vide")
ALTERED: Final = Text("not what was written (its checksum differs)", "altéré (sa somme de contrôle diffère)")
A_FOLDER: Final = Text("a folder in place of a file", "un dossier à la place d'un fichier")
UNREADABLE: Final = Text("cannot be read: {reason}", "illisible : {reason}")
IN_USE: Final = Text(
    "another sweep is writing {path} ({holder}). Wait for it, or stop it first.",
    "un autre balayage écrit dans {path} ({holder}). Attendez qu'il finisse, ou arrêtez-le d'abord.",
)
CHANGED: Final = Text(
    "{path} holds another sweep. Differences (- in the store, + requested):\n{difference}\n"
    "Give another store, or the settings that this store was created with.",
    "{path} contient un autre balayage. Différences (- dans le magasin, + demandé) :\n{difference}\n"
    "Donnez un autre magasin, ou les réglages avec lesquels celui-ci a été créé.",
)
NO_DASK: Final = Text(
    'a cluster needs Dask. Install it with: python -m pip install "dask[distributed]"',
    'une grappe exige Dask. Installez-le avec : python -m pip install "dask[distributed]"',
)
NO_SCHEDULER: Final = Text(
    "the Dask scheduler {address} does not answer: {reason}.",
    "l'ordonnanceur Dask {address} ne répond pas : {reason}.",
)
WAITING_FOR_FILE: Final = Text(
    "Waiting until the Dask scheduler has written {name}, at most {limit} s.",
    "En attente du fichier {name}, que l'ordonnanceur Dask doit écrire, pendant au plus {limit}\u00a0s.",
)
WAITING_FOR_SCHEDULER: Final = Text(
    "Waiting until the Dask scheduler {name} answers, at most {limit} s.",
    "En attente d'une réponse de l'ordonnanceur Dask {name}, pendant au plus {limit}\u00a0s.",
)
NO_SCHEDULER_FILE: Final = Text(
    "the file {file} does not name a Dask scheduler, after {limit} s. Start one with “dask scheduler --scheduler-file "
    "{file}”, or give the file that it writes.",
    "le fichier {file} ne nomme pas d'ordonnanceur Dask, après {limit}\u00a0s d'attente. Lancez-en un avec « dask "
    "scheduler --scheduler-file {file} », ou donnez le fichier qu'il écrit.",
)
UNREADABLE_FILE: Final = Text("{file} cannot be read: {reason}.", "{file} ne peut pas être lu : {reason}.")
LOST_SCHEDULER: Final = Text(
    "the Dask scheduler was lost. Finished blocks are kept; the same command resumes the sweep.",
    "l'ordonnanceur Dask a disparu. Les blocs terminés sont conservés; la même commande reprend le balayage.",
)
NO_WORKERS: Final = Text(
    "The scheduler has no workers. The sweep goes on as soon as it has some.",
    "L'ordonnanceur n'a aucun processus de travail. Le balayage se poursuivra dès qu'il en aura.",
)
NO_PROGRAM: Final = Text(
    "a worker cannot load faire-ensemble ({reason}). Install the same version for all workers.",
    "un processus de travail ne peut pas charger faire-ensemble ({reason}). Installez partout la même version.",
)
NOT_SHARED: Final = Text(
    "a worker does not find the store {path}. All workers must see it under the same path.",
    "un processus de travail ne trouve pas le magasin {path}. Tous doivent y accéder par le même chemin.",
)
OTHER_PROGRAM: Final = Text(
    "a worker runs another version of the program. Differences (- here, + there):\n{difference}",
    "un processus de travail exécute une autre version du programme. Différences (- ici, + là-bas) :\n{difference}",
)
KILLED: Final = Text(
    "every worker that ran it was killed or ran out of memory",
    "chaque processus de travail qui l'exécutait a été arrêté ou a manqué de mémoire",
)
GROWS: Final = Text(
    "{path} grows from {points} points × {replications} replications to {more_points} × {more_replications}.",
    "{path} s'agrandit : de {points} points × {replications} réplications à {more_points} × {more_replications}.",
)
IS_GROWING: Final = Text(
    "{path} is being enlarged. Wait a moment; if the sweep was stopped meanwhile, the same command sweep completes it.",
    "{path} est en cours d'agrandissement. Attendez un instant; si le balayage a été arrêté entre-temps, la même "
    "commande sweep le complète.",
)
CANNOT_GROW: Final = Text(
    "{path} cannot grow to this sweep: {reason}\nDifferences (- in the store, + requested):\n{difference}",
    "{path} ne peut pas s'agrandir jusqu'à ce balayage : {reason}\n"
    "Différences (- dans le magasin, + demandé) :\n{difference}",
)
FEWER: Final = Text(
    "it already holds more points or more replications.", "il contient déjà plus de points ou plus de réplications."
)
DRAWN_BY_SIZE: Final = Text(
    "a Latin hypercube of another size has other points. Sobol', Halton and random points can be continued.",
    "un hypercube latin d'une autre taille a d'autres points. Ceux de sobol, halton et random peuvent être prolongés.",
)
OTHER_POINTS: Final = Text(
    "its points are not the first ones of the new design. Append new rows at the end, and change neither the ranges "
    "nor the seed.",
    "ses points ne sont pas les premiers du nouveau plan. Ajoutez les nouvelles lignes à la fin, sans changer ni les "
    "intervalles ni la graine.",
)
NOT_IN_GRID: Final = Text(
    "the new grid lacks some of its points. Keep all values of the lists, and add others.",
    "il manque à la nouvelle grille certains de ses points. Gardez toutes les valeurs des listes, et ajoutez-en.",
)
OWN_DRAWS: Final = Text(
    'with draws = "own", the number of replications names the draws of each point: more replications change those of '
    "all points but the first. More points can be added.",
    'avec draws = "own", le nombre de réplications désigne les tirages de chaque point : plus de réplications changent '
    "ceux de tous les points sauf le premier. On peut ajouter des points.",
)
REPAIR_FIRST: Final = Text(
    "Repair it first: run the sweep that created it, then enlarge it.",
    "Réparez-le d'abord : lancez le balayage qui l'a créé, puis agrandissez-le.",
)
A_FUNCTION: Final = Text(
    'a function of Python, "mine.py:function", in a file beside the scenario',
    'une fonction de Python, "mine.py:fonction", dans un fichier à côté du scénario',
)
FUNCTIONS: Final = Text(
    'a list of functions of Python, such as ["mine.py:function"]',
    'une liste de fonctions de Python, comme ["mine.py:fonction"]',
)
NOT_LOADED: Final = Text("It cannot be loaded ({reason}).", "Elle ne peut pas être chargée ({reason}).")
OF_A_RUN: Final = Text(
    "a function of one argument, the dataset of a run, or of arguments with the names of output variables",
    "une fonction d'un argument, le jeu de données d'une simulation, ou d'arguments qui ont le nom de variables de "
    "sortie",
)
ONCE: Final = Text("each function once", "chaque fonction une seule fois")
REDUCED: Final = Text(
    "summary, or months, or functions in outcomes that reduce the organizations to numbers",
    "summary, ou months, ou des fonctions dans outcomes qui réduisent les organisations à des nombres",
)
NOT_KEPT: Final = Text(
    "A sweep does not keep the variables of each organization.",
    "Un balayage ne conserve pas les variables de chaque organisation.",
)
OWN_FAILS: Final = Text("{place}, line {line}: {reason}", "{place}, ligne {line} : {reason}")
RECORD_MORE: Final = Text(
    'The variable {name} needs record = "{level}".', 'La variable {name} exige record = "{level}".'
)
NO_NUMBERS: Final = Text(
    "{name} gives {n} numbers; 1 to 1,000 are allowed.", "{name} donne {n} nombres; de 1 à 1\u00a0000 sont permis."
)
NOT_A_NUMBER: Final = Text(
    "{name} gives {given}; allowed: a name of letters, digits and _, and a number, a pair (number, unit), or an array "
    "of xarray without dimensions, whose attribute units is read.",
    "{name} donne {given}; permis : un nom de lettres, chiffres et _, et un nombre, une paire (nombre, unité), ou un "
    "tableau de xarray sans dimension, dont l'attribut units est lu.",
)
TWICE: Final = Text("two functions give a number {name}.", "deux fonctions donnent un nombre {name}.")
NAME_TAKEN: Final = Text(
    "a function gives a number {name}, and so is called a variable, a parameter or a coordinate of the sweep. Choose "
    "another name.",
    "une fonction donne un nombre {name}, et ainsi s'appelle une variable, un paramètre ou une coordonnée du balayage. "
    "Choisissez un autre nom.",
)
OTHER_NAMES: Final = Text(
    "the functions give {given} instead of {expected}, as in the first run.",
    "les fonctions donnent {given} au lieu de {expected}, comme dans la première simulation.",
)
IN_RUN: Final = Text("point {point}, run {run}: {problem}", "point {point}, simulation {run} : {problem}")
NO_RUN: Final = Text("No run could be simulated.", "Aucune simulation n'a pu être faite.")
ALWAYS_FAILS: Final = Text(
    "the functions in outcomes fail in every run that was tried. {problem}",
    "les fonctions de outcomes échouent dans toutes les simulations essayées. {problem}",
)
NOTHING_UNCERTAIN: Final = Text(
    "false, or a table [uncertain] with parameters that the sweep does not vary",
    "false, ou une table [uncertain] avec des paramètres que le balayage ne fait pas varier",
)
