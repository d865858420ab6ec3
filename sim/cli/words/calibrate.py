"""Words of a calibration: its progress, its tables."""

from typing import Final

from sim.vocabulary.text import Text

COMMAND: Final = "faire-ensemble calibrate"
STARTING: Final = Text("Calibrating into {store}.", "Calage dans {store}.")
RESUMING: Final = Text(
    "Resuming {store}: finished blocks are kept.", "Reprise de {store} : les blocs terminés sont conservés."
)
INTERRUPTED: Final = Text(
    "Interrupted: finished blocks are kept in {store}. The same command resumes the calibration.",
    "Interruption : les blocs terminés sont conservés dans {store}. La même commande reprend le calage.",
)
DONE: Final = Text("Calibrated in {time}.", "Calage fait en {time}.")
PARAMETER: Final = Text("Parameter", "Paramètre")
LOW: Final = Text("from\n(10%)", "de\n(10 %)")
MEDIAN: Final = Text("median", "médiane")
HIGH: Final = Text("to\n(90%)", "à\n(90 %)")
RATIO: Final = Text("spread, of\nthe prior's", "dispersion, en part\nde l'a priori")
TOLD: Final = Text("The data", "Les données")
CAPTION: Final = Text(
    "Weighted quantiles of {n} particles (effective: {k}), without adjustment.",
    "Quantiles pondérés de {n} particules (effectif : {k}), sans ajustement.",
)
OBSERVED: Final = Text("Target", "Cible")
MONTH: Final = Text("month", "mois")
DATUM: Final = Text("observed", "observé")
BEFORE: Final = Text("model before\nthe data", "modèle avant\nles données")
AFTER: Final = Text("model after\nthe data", "modèle après\nles données")
BAND: Final = Text("{low} to {high}", "de {low} à {high}")
USE: Final = Text(
    "To simulate with the posterior: faire-ensemble run SCENARIO --posterior {store}",
    "Pour simuler avec la loi a posteriori : faire-ensemble run SCÉNARIO --posterior {store}",
)
