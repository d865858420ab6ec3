"""Messages about the store of a sweep and its engines."""

from typing import Final

from sim.vocabulary.text import Text

NO_STORE: Final = Text("there is no store {path}.", "le magasin {path} n'existe pas.")
NOT_A_STORE: Final = Text(
    "{path} is not the store of a sweep; give another name, or move this folder.",
    "{path} n'est pas le magasin d'un balayage; donnez un autre nom, ou déplacez ce dossier.",
)
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
