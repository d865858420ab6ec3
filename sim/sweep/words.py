"""Words for what goes wrong with the store of a sweep or with its engine."""

from typing import Final

from sim.vocabulary.text import Text

NO_STORE: Final = Text("there is no store {path}.", "le magasin {path} n'existe pas.")
NOT_A_STORE: Final = Text(
    "{path} is not the store of a sweep; give another name, or move what stands there.",
    "{path} n'est pas le magasin d'un balayage; donnez un autre nom, ou déplacez ce qui s'y trouve.",
)
IN_USE: Final = Text(
    "another sweep is writing {path} ({holder}). Wait for it, or stop it first.",
    "un autre balayage écrit dans {path} ({holder}). Attendez qu'il finisse, ou arrêtez-le d'abord.",
)
CHANGED: Final = Text(
    "{path} holds another sweep. What differs (- in the store, + asked for):\n{difference}\n"
    "Give another store, or what the store was made with.",
    "{path} contient un autre balayage. Ce qui diffère (- dans le magasin, + demandé) :\n{difference}\n"
    "Donnez un autre magasin, ou ce avec quoi il a été fait.",
)
NO_DASK: Final = Text(
    "a cluster needs Dask: install faire-ensemble[cluster].",
    "une grappe demande Dask : installez faire-ensemble[cluster].",
)
NO_SCHEDULER: Final = Text(
    "the Dask scheduler {address} does not answer: {reason}.",
    "l'ordonnanceur Dask {address} ne répond pas : {reason}.",
)
LOST_SCHEDULER: Final = Text(
    "the Dask scheduler was lost. What is done is kept; the same command goes on from there.",
    "l'ordonnanceur Dask a disparu. Ce qui est fait est conservé; la même commande reprend là.",
)
NO_WORKERS: Final = Text(
    "The scheduler has no workers. The sweep goes on as soon as it has some.",
    "L'ordonnanceur n'a pas d'ouvriers. Le balayage continue dès qu'il en a.",
)
NO_PROGRAM: Final = Text(
    "a worker cannot load faire-ensemble ({reason}). Install the same version for all workers.",
    "un ouvrier ne peut pas charger faire-ensemble ({reason}). Installez la même version pour tous les ouvriers.",
)
NOT_SHARED: Final = Text(
    "a worker finds no store {path}. All must see it under the same path.",
    "un ouvrier ne trouve pas de magasin {path}. Tous doivent le voir sous le même chemin.",
)
OTHER_PROGRAM: Final = Text(
    "a worker runs another program than this one. What differs (- here, + there):\n{difference}",
    "un ouvrier exécute un autre programme que celui-ci. Ce qui diffère (- ici, + là-bas) :\n{difference}",
)
KILLED: Final = Text(
    "each worker that took it died (killed, or out of memory)",
    "chaque ouvrier qui l'a pris est mort (tué, ou à court de mémoire)",
)
