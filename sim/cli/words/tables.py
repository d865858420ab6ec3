"""Words of the tables under a verdict; a line break in a title keeps its column narrow."""

from typing import Final

from sim.vocabulary.text import Text

RESOURCE: Final = Text("Resource", "Ressource")
PARTICIPATION: Final = Text("Pooling\nat the end", "Mutualisent\nà la fin")
FOUNDED: Final = Text("Pools\nfounded", "Groupes\nfondés")
DISSOLVED: Final = Text("Pools\ndissolved", "Groupes\ndissous")
NEVER: Final = Text("Never\nbreak even", "Jamais\nrentrés dans\nleurs frais")
GAIN: Final = Text("Gain, share of\nthe cost alone", "Gain, en part du\ncoût de rester seul")
BAND: Final = Text("{median} ({low} to {high})", "{median} ({low} à {high})")

MEANS: Final = Text(
    "Means of {n} runs; gain: median and, in brackets, the interval that contains {band} of the runs. Pools whose "
    "members moved to a larger one are not counted as dissolved.",
    "Moyennes de {n} simulations; le gain : médiane et, entre parenthèses, l'intervalle qui contient {band} "
    "des simulations. Un groupe dont les membres sont passés à un plus grand ne compte pas comme dissous.",
)
ONE_RUN: Final = Text(
    "A single run: another seed gives another result. Pools whose members moved to a larger one are not "
    "counted as dissolved.",
    "Une seule simulation : une autre graine donne un autre résultat. Un groupe dont les membres sont "
    "passés à un plus grand ne compte pas comme dissous.",
)

STATUS: Final = Text("Organizations:\nbreaking even", "Organisations :\nretour à l'équilibre")
OF_THE_POOLING: Final = Text("Share of those\nthat pooled", "Part de celles\nqui ont mutualisé")
OF_ALL: Final = Text("Share\nof all", "Part\nde toutes")
