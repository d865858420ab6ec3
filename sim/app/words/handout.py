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
PREDICTION: Final = Text("Prediction", "Prédiction")
PEOPLE: Final = Text("People", "Personnes")
PEOPLE_BY: Final = Text("People by prediction", "Personnes, par prédiction")
ASKED_FIRST: Final = Text("At first", "Au début")
ASKED_IN: Final = Text("In month {m}", "Au mois {m}")
ASKED_AGAIN: Final = Text("Once more", "Une deuxième fois")
THEIR_ORGANIZATIONS: Final = Text("Organizations", "Organisations")
AGAIN: Final = Text(
    "{when} the question was asked once more: {k} people of {n} answered, for {j} organizations of {o}.",
    "{when}, la question a été reposée : {k} personnes sur {n} ont répondu, pour {j} organisations sur {o}.",
)
IN_MONTH: Final = Text("In month {m}", "Au mois {m}")
ON_THE_WAY: Final = Text("On the way", "En chemin")
AGAIN_CHANGED: Final = Text("Changed their answer: {c}.", "Ont changé de réponse : {c}.")
AGAIN_KEPT: Final = Text("Nobody changed their answer.", "Personne n'a changé de réponse.")
OUTCOME: Final = Text("Simulation", "Simulation")
NO_PREDICTIONS: Final = Text("Nobody was asked.", "La question n'a pas été posée.")
DESCRIPTION: Final = Text("Curve of the cumulative gain. {what}", "Courbe du gain cumulé. {what}")
