"""Words of what is learned from a sweep: what outcomes depend on, and where they tip."""

from typing import Final

from sim.vocabulary.text import Text

PLOT_COMMAND: Final = "faire-ensemble plot"
A_NUMBER: Final = Text("a number", "un nombre")
ENDING: Final = Text("a name that ends in one of {names}", "un nom qui finit par {names}")
TWO: Final = Text(
    "a phase diagram needs two parameters; the sweep varies {names}.",
    "un diagramme de phase demande deux paramètres; le balayage fait varier {names}.",
)
NO_PARQUET: Final = Text(
    "Parquet needs pyarrow: install faire-ensemble[parquet].",
    "Parquet demande pyarrow : installez faire-ensemble[parquet].",
)
EXPORTED: Final = Text("Written: {path}", "Écrit : {path}")
LEFT_OUT: Final = Text(
    "Left out, since some runs do not define them: {names}.",
    "Omis, car certaines simulations ne les définissent pas : {names}.",
)
FIRST: Final = Text("Alone (± 95%)", "Seul (± 95 %)")
TOTAL: Final = Text("With interactions (± 95%)", "Avec interactions (± 95 %)")
WITHIN: Final = Text("{value} ± {reach}", "{value} ± {reach}")
MU_STAR: Final = Text("Effect (μ*)", "Effet (μ*)")
SIGMA: Final = Text("Spread (σ)", "Dispersion (σ)")
NOTHING: Final = Text("–", "–")
MEAN: Final = Text("Mean", "Moyenne")
LOW: Final = Text("from (95%)", "de (95 %)")
HIGH: Final = Text("to (95%)", "à (95 %)")
MONTHS: Final = Text("Month by month: this takes some seconds.", "Mois après mois : cela prend quelques secondes.")
NO_RUNS: Final = Text(
    "no run of the sweep is done yet; the sweep command goes on with it.",
    "aucune simulation du balayage n'est encore faite; la commande sweep le poursuit.",
)
