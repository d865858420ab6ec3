"""Words of the handout."""

from typing import Final

from sim.vocabulary.text import Text

FACTS: Final = Text("The group in figures", "Le groupe en chiffres")
ORGANIZATIONS: Final = Text("Organizations", "Organisations")
POOLING: Final = Text("Pooling at the end (mean)", "Mutualisent à la fin (moyenne)")
DEPTH: Final = Text("Deepest loss", "Perte la plus profonde")
BREAK_EVEN: Final = Text("Break-even", "Retour à l'équilibre")
NOT_WITHIN: Final = Text("not within {n} months", "pas en {n} mois")
GAIN: Final = Text("Gain at the end", "Gain à la fin")
EFFORT: Final = Text("Effort that the room chose (mean)", "Effort choisi par la salle (moyenne)")
LOSING: Final = Text("Organizations that lose", "Organisations perdantes")
AGAINST: Final = Text("What the room predicted", "Ce que la salle avait prédit")
BETWEEN: Final = Text("Months {low} to {high}", "Mois {low} à {high}")
OUTCOME: Final = Text("Simulation", "Simulation")
NO_PREDICTIONS: Final = Text("Nobody was asked.", "La question n'a pas été posée.")
DESCRIPTION: Final = Text("Curve of the cumulative gain. {what}", "Courbe du gain cumulé. {what}")
