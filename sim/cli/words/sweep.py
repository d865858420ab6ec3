"""Words of a sweep: its size, its progress, its failures, its plots, its sensitivity."""

from typing import Final

from sim.vocabulary.text import Text

SWEEP_COMMAND: Final = "faire-ensemble sweep"
ONE_SCHEDULER: Final = Text(
    "give --scheduler or --scheduler-file, not both.", "donnez --scheduler ou --scheduler-file, pas les deux."
)
POINT: Final = Text("{n} point", "{n} point")
POINTS: Final = Text("{n} points", "{n} points")
RUN: Final = Text("{n} run", "{n} simulation")
RUNS: Final = Text("{n} runs", "{n} simulations")
BEGINNINGS: Final = {
    "new": Text(
        "Sweeping {points} × {replications} = {runs} into {store}.",
        "Balayage de {points} × {replications} = {runs} dans {store}.",
    ),
    "resumed": Text(
        "Resuming {store}: {points} × {replications} = {runs}.",
        "Reprise de {store} : {points} × {replications} = {runs}.",
    ),
    "grown": Text(
        "Enlarging {store} to {points} × {replications} = {runs}.",
        "Agrandissement de {store} à {points} × {replications} = {runs}.",
    ),
}
SIZE: Final = Text(
    "Design {design}: {points} × {replications} = {runs}, in blocks: {blocks}. It varies:",
    "Plan {design} : {points} × {replications} = {runs}, en blocs : {blocks}. Il fait varier :",
)
ESTIMATE: Final = Text(
    "Estimate: about {time} (threads: {threads}) and {disk} on the disk ({raw} uncompressed), from a short trial "
    "(runs: {trial}). Nothing was written.",
    "Estimation : environ {time} (fils d'exécution : {threads}) et {disk} sur le disque ({raw} sans compression), "
    "d'après un court essai (simulations : {trial}). Rien n'a été écrit.",
)
SIZES: Final = (
    Text("{n} B", "{n}\u00a0o"),
    Text("{n} kB", "{n}\u00a0ko"),
    Text("{n} MB", "{n}\u00a0Mo"),
    Text("{n} GB", "{n}\u00a0Go"),
    Text("{n} TB", "{n}\u00a0To"),
)
RATE: Final = Text("{rate} runs/s", "{rate} simulations/s")
PACE: Final = Text("In this session: {rate}.", "Dans cette séance : {rate}.")
WRITTEN: Final = Text("Written: {store}", "Écrit : {store}")
INTERRUPTED: Final = Text(
    "Interrupted: {kept} of {runs} runs are kept in {store}. The same command resumes the sweep.",
    "Interruption : {kept} simulations sur {runs} sont conservées dans {store}. La même commande reprend le balayage.",
)
ABOUT: Final = Text("{title}; design {design}", "{title}; plan {design}")
STATUS: Final = Text(
    "{done} of {runs} runs are done ({share}), at {points}; blocks: {blocks} of {of}.",
    "{done} simulations sur {runs} sont faites ({share}), en {points}; blocs : {blocks} sur {of}.",
)
WHOLE: Final = Text("No file is damaged.", "Aucun fichier n'est endommagé.")
IN_USE: Final = Text("A sweep is writing to it now.", "Un balayage y écrit en ce moment.")
FAILED_ONE: Final = Text("{n} block failed:", "{n} bloc a échoué :")
FAILED: Final = Text("{n} blocks failed:", "{n} blocs ont échoué :")
FAILURE: Final = Text("  block {block}: {reason}", "  bloc {block} : {reason}")
MORE: Final = Text("  and {n} more.", "  et {n} autres.")
RETRY: Final = Text(
    "All other blocks are done. The same command with --retry-failed retries the failed ones.",
    "Tous les autres blocs sont faits. La même commande avec --retry-failed reprend ceux qui ont échoué.",
)

PLOT_COMMAND: Final = "faire-ensemble plot"
ENDING: Final = Text("a name that ends in one of {names}", "un nom qui finit par l'une de ces extensions : {names}")
TWO: Final = Text(
    "a phase diagram needs two parameters; the sweep varies {names}.",
    "un diagramme de phase demande deux paramètres; le balayage fait varier {names}.",
)
NO_PARQUET: Final = Text(
    "Parquet needs pyarrow. Install it with: python -m pip install pyarrow",
    "Parquet exige pyarrow. Installez-le avec : python -m pip install pyarrow",
)
EXPORTED: Final = Text("Written: {path}", "Écrit : {path}")
MEAN: Final = Text("Mean", "Moyenne")
LOW: Final = Text("from (95%)", "de (95 %)")
HIGH: Final = Text("to (95%)", "à (95 %)")
NO_RUNS: Final = Text(
    "no run of the sweep is done yet; the command sweep resumes it.",
    "aucune simulation du balayage n'est encore faite; la commande sweep le poursuit.",
)

LEFT_OUT: Final = Text(
    "Left out, since some runs do not define them: {names}.",
    "Omis, car certaines simulations ne les définissent pas : {names}.",
)
FIRST: Final = Text("Alone (± 95%)", "Seul (± 95 %)")
TOTAL: Final = Text("With interactions (± 95%)", "Avec interactions (± 95 %)")
WITHIN: Final = Text("{value} ± {reach}", "{value} ± {reach}")
WITHIN_UNTOLD: Final = Text("{value} ± {reach} (not told)", "{value} ± {reach} (non établi)")
NOT_TOLD: Final = Text(
    "Not told: half-widths of more than 10 points and half of the index. With {points} base points these indices are "
    "not known; about {needed} would tell them, since a half-width falls as one over the root of their number: --set "
    "sweep.points={plain} and another --store.",
    "Non établi : demi-intervalle de plus de 10 points et de la moitié de l'indice. Avec {points} points de base, ces "
    "indices ne sont pas connus; environ {needed} les établiraient, puisqu'un demi-intervalle diminue comme l'inverse "
    "de la racine de leur nombre : --set sweep.points={plain} et un autre --store.",
)
CONSTANT: Final = Text(
    "{outcome}: the same at all points of the sweep, so that nothing explains it.",
    "{outcome} : la même valeur à tous les points du balayage; rien n'est donc à expliquer.",
)
MU_STAR: Final = Text("Effect (μ*)", "Effet (μ*)")
SIGMA: Final = Text("Spread (σ)", "Dispersion (σ)")
MONTHS: Final = Text("Month by month: this takes some seconds.", "Mois après mois : cela prend quelques secondes.")
