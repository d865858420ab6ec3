"""Words of a discovery: the options that exclude each other, the table of the boxes, what was saved."""

from typing import Final

from sim.vocabulary.text import Text

ONE_SIDE: Final = Text("exactly one of --above and --below", "soit --above, soit --below, et pas les deux")
ONE_SIDE_HINT: Final = Text(
    "For instance --outcome gain_share --below 0: pooling fails where the mean gain is negative.",
    "Par exemple --outcome gain_share --below 0 : la mutualisation échoue là où le gain moyen est négatif.",
)
NO_BOX: Final = Text("No box, hence nothing to save.", "Aucune boîte, donc rien à enregistrer.")
SAVED: Final = Text(
    "The most typical failure is saved: faire-ensemble run {path}",
    "L'échec le plus typique est enregistré : faire-ensemble run {path}",
)
BESIDE: Final = Text(
    "The scenario names this file: give --save a name in its folder, instead of {path}.",
    "Le scénario nomme ce fichier : donnez à --save un nom dans son dossier, au lieu de {path}.",
)
TITLE: Final = Text("Most typical failure of box {n}: {title}", "Échec le plus typique de la boîte {n} : {title}")

PARAMETER: Final = Text("Box {n}", "Boîte {n}")
FROM: Final = Text("from", "de")
TO: Final = Text("to", "à")
QUASI_P: Final = Text("quasi-p", "quasi-p")
FREE: Final = Text("–", "–")
CAPTION: Final = Text(
    "Held-out points in the box: {points}, of which {failures} fail. Where the box was chosen: {coverage} of the "
    "failures, {density} of the cases. quasi-p: the chance that the box is as dense without the restriction.",
    "Points réservés dans la boîte : {points}, dont {failures} échouent. Là où la boîte a été choisie : {coverage} des "
    "échecs, {density} des cas. quasi-p : la probabilité que la boîte soit aussi dense sans la restriction.",
)
