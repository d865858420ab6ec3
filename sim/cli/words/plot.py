"""Words of the plots and the export of a sweep."""

from typing import Final

from sim.vocabulary.text import Text

PLOT_COMMAND: Final = "faire-ensemble plot"
A_NUMBER: Final = Text("a number", "un nombre")
ENDING: Final = Text("a name that ends in one of {names}", "un nom qui finit par l'une de ces extensions : {names}")
TWO: Final = Text(
    "a phase diagram needs two parameters; the sweep varies {names}.",
    "un diagramme de phase demande deux paramètres; le balayage fait varier {names}.",
)
NO_PARQUET: Final = Text(
    "Parquet needs pyarrow: install faire-ensemble[parquet].",
    "Parquet demande pyarrow : installez faire-ensemble[parquet].",
)
EXPORTED: Final = Text("Written: {path}", "Écrit : {path}")
MEAN: Final = Text("Mean", "Moyenne")
LOW: Final = Text("from (95%)", "de (95 %)")
HIGH: Final = Text("to (95%)", "à (95 %)")
NO_RUNS: Final = Text(
    "no run of the sweep is done yet; the command sweep resumes it.",
    "aucune simulation du balayage n'est encore faite; la commande sweep le poursuit.",
)
