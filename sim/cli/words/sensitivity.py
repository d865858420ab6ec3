"""Words of the sensitivity of the outcomes of a sweep."""

from typing import Final

from sim.vocabulary.text import Text

LEFT_OUT: Final = Text(
    "Left out, since some runs do not define them: {names}.",
    "Omis, car certaines simulations ne les définissent pas : {names}.",
)
FIRST: Final = Text("Alone (± 95%)", "Seul (± 95 %)")
TOTAL: Final = Text("With interactions (± 95%)", "Avec interactions (± 95 %)")
WITHIN: Final = Text("{value} ± {reach}", "{value} ± {reach}")
MU_STAR: Final = Text("Effect (μ*)", "Effet (μ*)")
SIGMA: Final = Text("Spread (σ)", "Dispersion (σ)")
MONTHS: Final = Text("Month by month: this takes some seconds.", "Mois après mois : cela prend quelques secondes.")
