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
    "Parquet demande pyarrow\u00a0: installez faire-ensemble[parquet].",
)
EXPORTED: Final = Text("Written: {path}", "Écrit\u00a0: {path}")
LEFT_OUT: Final = Text(
    "Left out, since some runs do not define them: {names}.",
    "Omis, car certaines simulations ne les définissent pas\u00a0: {names}.",
)
FIRST: Final = Text("Alone", "Seul")
TOTAL: Final = Text("With interactions", "Avec interactions")
MU_STAR: Final = Text("Effect (μ*)", "Effet (μ*)")
SIGMA: Final = Text("Spread (σ)", "Dispersion (σ)")
NOTHING: Final = Text("–", "–")
