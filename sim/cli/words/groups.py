"""Words of the best groups: the table, the groups by name, what is reached."""

from typing import Final

from sim.vocabulary.text import Text

ONLY_REACHED: Final = Text("only together with --reached", "seulement avec --reached")
STARTING: Final = Text(
    "Simulating {replications} × {organizations} over {months}, to see which groups form.",
    "Simulation de {replications} × {organizations} sur {months}, pour voir quels groupes se forment.",
)
SOURCE: Final = Text(
    "{title}, scenario {name}; expected costs once start-up is over, by the model's cost law.",
    "{title}, scénario {name}; coûts attendus une fois le démarrage passé, selon la loi du modèle.",
)

RESOURCE: Final = Text("Resource", "Ressource")
ALONE: Final = Text("Each alone,\na month", "Chacune seule,\npar mois")
BEST: Final = Text("Best\ngroups", "Meilleurs\ngroupes")
RATIONAL: Final = Text("Nobody pays\nmore than alone", "Personne ne paie\nplus que seule")
BOUND: Final = Text("At most", "Au plus")
REACHED: Final = Text("Reached", "Atteint")
EFFICIENCY: Final = Text("Share of the\nbest saving", "Part de la\nmeilleure économie")
TABLE_LEFT: Final = Text("Left on the\ntable, a month", "Laissé sur la\ntable, par mois")
CAPTION: Final = Text(
    "Savings as a share of the cost alone. At most: no partition saves more, by a lower bound of the cost.",
    "Économies en part du coût de rester seules. Au plus : aucune partition n'économise plus, d'après une borne "
    "inférieure du coût.",
)
CAPTION_REACHED: Final = Text(
    "Reached: mean of {n} at the end, by the same costs.", "Atteint : moyenne de {n} à la fin, selon les mêmes coûts."
)

HEAD: Final = Text("{resource}, the best groups ({how}):", "{resource}, les meilleurs groupes ({how}) :")
HEAD_RATIONAL: Final = Text(
    "{resource}, the best groups in which nobody pays more than alone:",
    "{resource}, les meilleurs groupes où personne ne paie plus que seule :",
)
EXACT: Final = Text("all partitions examined", "toutes les partitions examinées")
SEARCHED: Final = Text("found by a search", "trouvés par une recherche")
SAME: Final = Text("In these groups nobody pays more than alone.", "Dans ces groupes, personne ne paie plus que seule.")
GROUP: Final = Text("  {n}, saving {p}: {names}", "  {n}, économie de {p} : {names}")
MEMBERS: Final = Text("{n} together", "{n} ensemble")
ALONE_ONE: Final = Text("  alone: {names}", "  seule : {names}")
ALONE_MANY: Final = Text("  {n} alone: {names}", "  {n} seules : {names}")
EVERYBODY_ALONE: Final = Text("  all are alone", "  toutes sont seules")
NOBODY: Final = Text("{resource}: nobody needs it.", "{resource} : personne n'en a besoin.")
