"""Words of where the gain comes from: what is simulated, and the table under the sentences."""

from typing import Final

from sim.vocabulary.text import Text

STARTING: Final = Text(
    "Simulating {replications} × {organizations} over {months} in each of {worlds} worlds, with and without each of "
    "these: {names}.",
    "Simulation de {replications} × {organizations} sur {months} dans chacun de {worlds} mondes, avec et sans chacun "
    "de ces mécanismes : {names}.",
)
TOGETHER: Final = Text(
    "{n} mechanisms are on: those joined by + are taken together, which --together can change.",
    "{n} mécanismes sont actifs : ceux que joint un + sont regroupés, ce que --together permet de changer.",
)

MECHANISM: Final = Text("Mechanism", "Mécanisme")
PART: Final = Text("Contribution\nto the gain", "Apport\nau gain")
OF_ALONE: Final = Text("Share of the\ncost alone", "Part du\ncoût de\nrester seul")
FIRST: Final = Text("Only\nthis one", "Lui\nseul")
LAST: Final = Text("After all\nothers", "Après tous\nles autres")
BARE: Final = Text("(none of them)", "(aucun d'eux)")
TOTAL: Final = Text("Gain of the group", "Gain du groupe")
INTERVAL: Final = Text("{x} ({low} to {high})", "{x} ({low} à {high})")

CAPTION: Final = Text(
    "Means of {n} runs on the same draws, with {p} confidence intervals (Student's, over the runs). Contribution: "
    "Shapley value, the mean over all orders of adding the mechanisms; contributions sum to the gain. Only this one: "
    "the gain with this mechanism alone. After all others: the gain less the gain without it.",
    "Moyennes de {n} simulations sur les mêmes tirages, avec leurs intervalles de confiance à {p} (de Student, sur "
    "les simulations). Apport : valeur de Shapley, moyenne sur tous les ordres d'ajout des mécanismes; la somme des "
    "apports est le gain. Lui seul : le gain avec ce seul mécanisme. Après tous les autres : le gain moins le gain "
    "sans lui.",
)
ONE_RUN: Final = Text(
    "A single run: another seed gives another result, and there is no interval. Contribution: Shapley value, the mean "
    "over all orders of adding the mechanisms; contributions sum to the gain. Only this one: the gain with this "
    "mechanism alone. After all others: the gain less the gain without it.",
    "Une seule simulation : une autre graine donne un autre résultat, et il n'y a pas d'intervalle. Apport : valeur de "
    "Shapley, moyenne sur tous les ordres d'ajout des mécanismes; la somme des apports est le gain. Lui seul : le gain "
    "avec ce seul mécanisme. Après tous les autres : le gain moins le gain sans lui.",
)
OFF: Final = Text("What “without” means:", "Ce que « sans » veut dire :")
MEANING: Final = Text("  {name}: {meaning}", "  {name} : {meaning}")
