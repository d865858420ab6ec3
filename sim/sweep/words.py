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
    "a cluster needs Dask: install faire-ensemble[cluster].",
    "une grappe exige Dask : installez faire-ensemble[cluster].",
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
