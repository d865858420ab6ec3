"""Words of where the gain comes from: what is simulated, and the table under the sentences."""

from typing import Final

from sim.vocabulary.text import Text

STARTING: Final = Text(
    "Simulating {replications} × {organizations} over {months}, {worlds} times: the scenario as it is, then without "
    "each of these: {names}.",
    "Simulation de {replications} × {organizations} sur {months}, {worlds} fois : le scénario tel quel, puis sans "
    "chacun de ces mécanismes : {names}.",
)
STARTING_BARE: Final = Text(
    "Simulating {replications} × {organizations} over {months}.",
    "Simulation de {replications} × {organizations} sur {months}.",
)

MECHANISM: Final = Text("Without", "Sans")
POOLING: Final = Text("Ever\npool", "Mutualisent\nun jour")
GAIN_WITHOUT: Final = Text("Gain", "Gain")
PART: Final = Text("Contribution\nof what is off", "Apport de ce\nqui est désactivé")
OF_ALONE: Final = Text("Share of the\ncost alone", "Part du\ncoût de\nrester seul")
AS_IT_IS: Final = Text("(as it is)", "(tel quel)")
TOGETHER: Final = Text("Remainder", "Reste")
INTERVAL: Final = Text("{x} ({low} to {high})", "{x} ({low} à {high})")

CAPTION: Final = Text(
    "Means of {n} runs on the same draws, with {p} confidence intervals (Student's, over the pairs of runs). The "
    "remainder is the gain less the sum of the contributions.",
    "Moyennes de {n} simulations sur les mêmes tirages, avec leurs intervalles de confiance à {p} (de Student, sur "
    "les paires de simulations). Le reste est le gain moins la somme des apports.",
)
ONE_RUN: Final = Text(
    "A single run: another seed gives another result, and there is no interval. The remainder is the gain less the "
    "sum of the contributions.",
    "Une seule simulation : une autre graine donne un autre résultat, et il n'y a pas d'intervalle. Le reste est "
    "le gain moins la somme des apports.",
)
OFF: Final = Text("What “without” means:", "Ce que « sans » veut dire :")
MEANING: Final = Text("  {name}: {meaning}", "  {name} : {meaning}")
