"""Words of an exploration: its ranges, and what was saved."""

from typing import Final

from sim.vocabulary.text import Text

RANGE: Final = Text(
    "an outcome and its range, the smaller number first, such as gain_share=-0.1:0.2",
    "un résultat et son intervalle, le plus petit nombre d'abord, comme gain_share=-0.1:0.2",
)
TITLE: Final = Text("Surprise {n}: {title}", "Surprise {n} : {title}")
NO_SURPRISE: Final = Text("No surprise, hence nothing to save.", "Aucune surprise, donc rien à enregistrer.")
