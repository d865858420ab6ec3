"""Words of a reproduction: what was unpacked, the comparison, and why two results may differ."""

from typing import Final

from sim.vocabulary.text import Text

RESULT: Final = Text("RESULT", "RÉSULTAT")
RESULT_HELP: Final = Text(
    "A result: a file such as run.nc, the store of a sweep, or the folder of a calibration.",
    "Un résultat : un fichier comme run.nc, le magasin d'un balayage, ou le dossier d'un calage.",
)
INTO_HELP: Final = Text(
    "A new folder for the files that made it and for the new result (default: results/, the name of the result and "
    "-reproduced).",
    "Un nouveau dossier pour les fichiers qui l'ont produit et pour le nouveau résultat (par défaut : results/, le nom "
    "du résultat et -reproduced).",
)
UNPACK_HELP: Final = Text(
    "Only write the files that made it, to read them; run nothing.",
    "Écrit seulement les fichiers qui l'ont produit, pour les lire; n'exécute rien.",
)
TRUST_CODE_HELP: Final = Text(
    "Execute code that the result holds, without asking. It can do whatever you can: read it first.",
    "Exécute le code que contient le résultat, sans demander. Il peut faire tout ce que vous pouvez faire : lisez-le "
    "d'abord.",
)
RO_CRATE_HELP: Final = Text("Also describe the folder as an RO-Crate.", "Décrit aussi le dossier comme RO-Crate.")

UNPACKED: Final = Text("Unpacked into {folder}: {files}.", "Déballé dans {folder} : {files}.")
ASK: Final = Text(
    "It holds code that whoever made it wrote, and that can do whatever you can: {code}. You can read it now in "
    "{folder}. Execute it? [y/N]",
    "Il contient du code écrit par son auteur, qui peut faire tout ce que vous pouvez faire : {code}. Vous pouvez le "
    "lire maintenant dans {folder}. L'exécuter? [o/N]",
)
WRITTEN: Final = Text("Written: {path}", "Écrit : {path}")
CRATE: Final = Text("Described as an RO-Crate: {path}", "Décrit comme RO-Crate : {path}")
BY_COMMAND: Final = Text(
    "Made by “{command}”, version {version}, {date}, on {platform}.",
    "Produit par « {command} », version {version}, {date}, sur {platform}.",
)
IN_PYTHON: Final = Text(
    "Made in Python, version {version}, {date}, on {platform}.",
    "Produit en Python, version {version}, {date}, sur {platform}.",
)
EQUAL: Final = Text(
    "Equal to the last bit: {variables} variables, {values} values.",
    "Égal au dernier bit près : {variables} variables, {values} valeurs.",
)
EQUAL_THOUGH: Final = Text("And yet: {changes}.", "Et pourtant : {changes}.")
DIFFERENT: Final = Text(
    "Different: {n} of {variables} variables are not equal to the last bit.",
    "Différent : {n} variables sur {variables} ne sont pas égales au dernier bit près.",
)
WHY: Final = Text("What is not the same here: {changes}.", "Ce qui n'est pas pareil ici : {changes}.")
NO_REASON: Final = Text(
    "Versions, platform and source of the model are the same here: the file was changed after it was made, or this is "
    "an error of the program, which you can report.",
    "Les versions, la plateforme et la source du modèle sont les mêmes ici : le fichier a été modifié après coup, ou "
    "c'est une erreur du programme, que vous pouvez signaler.",
)
VARIABLE: Final = Text("Variable", "Variable")
VALUES: Final = Text("Values that differ", "Valeurs différentes")
LARGEST: Final = Text("Largest difference", "Plus grand écart")
OF: Final = Text("{n} of {of}", "{n} sur {of}")
OTHER_SHAPE: Final = Text("missing, or of another shape", "absente, ou d'une autre forme")
SIZE: Final = Text("{size} {unit}", "{size} {unit}")
MORE: Final = Text("and {n} more", "et {n} autres")
