"""Words of the steps: their titles, long and short."""

from typing import Final

from sim.app.steps import Step
from sim.app.words.unbroken import unbroken
from sim.vocabulary.text import Text

TITLES: Final = {
    Step.WELCOME: Text("Alone or together?", "Seuls ou ensemble?"),
    Step.ROOM: Text("Join the room", "Rejoindre la salle"),
    Step.PREDICT: unbroken(
        "When do you think the group will break even?", "Selon vous, quand le groupe rentrera-t-il dans ses frais?"
    ),
    Step.ROUND: Text("Alone, or with the others?", "Chacun de son côté, ou avec les autres?"),
    Step.REVEAL: Text("What the room chose", "Ce que la salle a choisi"),
    Step.CURVE: Text("The J", "Le J"),
    Step.LEVERS: unbroken("What would change it?", "Qu'est-ce qui y changerait quelque chose?"),
    Step.COMPARE: Text("Where does each path lead?", "Où mène chaque chemin?"),
    Step.WHO: Text("Who gains, who loses?", "Qui gagne, qui perd?"),
    Step.EFFORT: Text("And if some do not do their part?", "Et si certaines ne font pas leur part?"),
    Step.SANCTIONS: unbroken("Should the group check?", "Le groupe doit-il vérifier?"),
    Step.OWN: Text("Enter your own numbers", "Entrer vos propres chiffres"),
    Step.CONDITIONS: unbroken("Under which conditions would you say no?", "À quelles conditions diriez-vous non?"),
    Step.HOME: Text("Take home", "À emporter"),
}

SHORT: Final = {
    Step.WELCOME: Text("Welcome", "Accueil"),
    Step.ROOM: Text("Room", "Salle"),
    Step.PREDICT: Text("Predict", "Prédire"),
    Step.ROUND: Text("Rounds", "Tours"),
    Step.REVEAL: Text("Reveal", "Révéler"),
    Step.CURVE: Text("The J", "Le J"),
    Step.LEVERS: Text("Levers", "Leviers"),
    Step.COMPARE: Text("Compare", "Comparer"),
    Step.WHO: Text("Who gains?", "Qui gagne?"),
    Step.EFFORT: Text("Effort", "Efforts"),
    Step.SANCTIONS: Text("Checking", "Vérifier"),
    Step.OWN: Text("Your numbers", "Vos chiffres"),
    Step.CONDITIONS: Text("Conditions", "Conditions"),
    Step.HOME: Text("Take home", "À emporter"),
}
