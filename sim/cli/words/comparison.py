"""Words of a comparison: what is simulated, and the tables under the sentences."""

from typing import Final

from sim.vocabulary.text import Text

COMMAND: Final = "faire-ensemble compare"
HOW_MANY: Final = Text(
    "two to {most} scenarios can be compared, not {n}.", "on peut comparer de deux à {most} scénarios, pas {n}."
)
STARTING: Final = Text(
    "Simulating {n} scenarios on the same draws: {replications} of each over {months}.",
    "Simulation de {n} scénarios sur les mêmes tirages : {replications} de chacun sur {months}.",
)

SCENARIO: Final = Text("{letter}: {title}", "{letter} : {title}")
OUTCOME: Final = Text("Outcome (mean)", "Résultat (moyenne)")
DIFFERENCE: Final = Text("{other} − {one}", "{other} − {one}")
INTERVAL: Final = Text("{x} ({low} to {high})", "{x} ({low} à {high})")
FEWER: Final = Text("{x}, {n} runs", "{x}, {n} sim.")

CAPTION: Final = Text(
    "Means of {n} runs. In brackets, the {p} confidence interval of the difference (Student's, over the pairs of runs "
    "on the same draws). Months are those of the runs that have one; their difference, of the runs that have one in "
    "both.",
    "Moyennes de {n} simulations. Entre parenthèses, l'intervalle de confiance à {p} de l'écart (de Student, sur les "
    "paires de simulations aux mêmes tirages). Les mois sont ceux des simulations qui en ont un; leur écart, celui des "
    "simulations qui en ont un dans les deux.",
)
ONE_RUN: Final = Text(
    "A single run: another seed gives another result, and there is no interval.",
    "Une seule simulation : une autre graine donne un autre résultat, et il n'y a pas d'intervalle.",
)
