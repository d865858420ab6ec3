"""Messages of a reproduction: what cannot be made again, and why a result is another one."""

from typing import Final

from sim.errors import WordedError
from sim.vocabulary.text import Text


class ReproductionError(WordedError):
    """A result that cannot be made again."""


NOT_THERE: Final = Text("{path} does not exist.", "{path} n'existe pas.")
NO_RESULT: Final = Text(
    "{path} is no result of this program: a file such as run.nc, or the folder of a sweep or of a calibration.",
    "{path} n'est pas un résultat de ce programme : un fichier comme run.nc, ou le dossier d'un balayage ou d'un "
    "calage.",
)
HOLDS_NOTHING: Final = Text(
    "{path} does not hold what made it: it was written by an earlier version, or by another program.",
    "{path} ne contient pas ce qui l'a produit : il a été écrit par une version antérieure, ou par un autre programme.",
)
DERIVED: Final = Text(
    "{path} was computed from another result: reproduce that one, then run the same command on it.",
    "{path} a été calculé à partir d'un autre résultat : reproduisez celui-ci, puis relancez la même commande.",
)
MALFORMED: Final = Text(
    "{path} holds what made it in a form that cannot be read: {reason}.",
    "{path} contient ce qui l'a produit sous une forme illisible : {reason}.",
)
UNFINISHED: Final = Text(
    "{path} is not finished: {done} of {runs} runs are done. Finish the sweep first.",
    "{path} n'est pas terminé : {done} simulations sur {runs} sont faites. Terminez d'abord le balayage.",
)
PART: Final = Text(
    "{path} is part of a calibration: reproduce the folder of the calibration instead.",
    "{path} fait partie d'un calage : reproduisez plutôt le dossier du calage.",
)
NOT_EMPTY: Final = Text(
    "{folder} exists and is not empty: choose another folder with --into.",
    "{folder} existe et n'est pas vide : choisissez un autre dossier avec --into.",
)
TOO_LARGE: Final = Text(
    "{name} has more than {most} MB, more than any file of a scenario.",
    "{name} dépasse {most} Mo, plus que tout fichier d'un scénario.",
)
NO_FILE: Final = Text(
    "the scenario names the file {name}, whose content it does not hold.",
    "le scénario nomme le fichier {name}, dont il ne contient pas le contenu.",
)
CODE: Final = Text(
    "{path} holds code that whoever made it wrote, and that would be executed here: {code}. Read it first (--unpack "
    "writes it without running anything); if you trust it, add --trust-code.",
    "{path} contient du code écrit par son auteur, qui serait exécuté ici : {code}. Lisez-le d'abord (--unpack l'écrit "
    "sans rien exécuter); si vous vous y fiez, ajoutez --trust-code.",
)
NO_CRATE: Final = Text(
    "--ro-crate needs the package rocrate. Install it with: python -m pip install rocrate",
    "--ro-crate exige le paquet rocrate. Installez-le avec : python -m pip install rocrate",
)
CRATE_ABOUT: Final = Text(
    "A simulation of faire-ensemble ({made_by}), with everything that made it.",
    "Une simulation de faire-ensemble ({made_by}), avec tout ce qui l'a produite.",
)
OTHER_VERSION: Final = Text("{name} was {then}, and is {now} here", "{name} était {then}, et est {now} ici")
NOT_KNOWN: Final = Text("of an unknown version", "d'une version inconnue")
OTHER_PLATFORM: Final = Text(
    "it was made on another platform ({then}; here: {now}), on which runs do not depend, but the last digits of "
    "statistics may",
    "il a été produit sur une autre plateforme ({then}; ici : {now}), dont les simulations ne dépendent pas, mais dont "
    "les dernières décimales des statistiques peuvent dépendre",
)
OTHER_SOURCE: Final = Text(
    "the source of the model was another one (digest {then}; here: {now})",
    "la source du modèle était une autre (empreinte {then}; ici : {now})",
)
