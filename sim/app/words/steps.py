"""Words of the steps: their titles, and what the facilitator says and does at each."""

from typing import Final

from sim.app.steps import Step
from sim.app.words.own_numbers import SIX
from sim.vocabulary.text import Text

TITLES: Final = {
    Step.WELCOME: Text("Alone or together?", "Seuls ou ensemble?"),
    Step.ROOM: Text("Join the room", "Rejoindre la salle"),
    Step.PREDICT: Text(
        "When do you think the group will break even?", "Selon vous, quand le groupe rentrera-t-il dans ses frais?"
    ),
    Step.ROUND: Text("Alone, or with the others?", "Chacun de son côté, ou avec les autres?"),
    Step.REVEAL: Text("What the room chose", "Ce que la salle a choisi"),
    Step.CURVE: Text("The J", "Le J"),
    Step.LEVERS: Text("What would change it?", "Qu'est-ce qui y changerait quelque chose?"),
    Step.COMPARE: Text("Where does each path lead?", "Où mène chaque chemin?"),
    Step.WHO: Text("Who gains, who loses?", "Qui gagne, qui perd?"),
    Step.EFFORT: Text("And if some do not do their part?", "Et si certaines ne font pas leur part?"),
    Step.SANCTIONS: Text("Should the group check?", "Le groupe doit-il vérifier?"),
    Step.OWN: Text("Enter your own numbers", "Entrer vos propres chiffres"),
    Step.CONDITIONS: Text("Under which conditions would you say no?", "À quelles conditions diriez-vous non?"),
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

NOTES: Final = {
    Step.WELCOME: Text(
        "Choose a case and a length. Say: “In the next minutes we compare two paths: each on its own, and together. "
        "Nobody is told what to do.”",
        "Choisissez un cas et une durée. Dites : « Dans les prochaines minutes, on compare deux chemins : chacun de "
        "son côté, et ensemble. Personne ne vous dira quoi faire. »",
    ),
    Step.ROOM: Text(
        "Open the room to phones by choosing a network, or go on without phones. Two people may share a phone.",
        "Ouvrez la salle aux téléphones en choisissant un réseau, ou continuez sans téléphones. On peut partager un "
        "téléphone à deux.",
    ),
    Step.PREDICT: Text(
        "Let everyone answer before any curve is shown. Ask one person why. No phones: type in the show of hands.",
        "Laissez chacun répondre avant de montrer la moindre courbe. Demandez pourquoi à une personne. Sans "
        "téléphones : entrez le vote à main levée.",
    ),
    Step.ROUND: Text(
        "Everyone sees only their own organization. Give them two minutes to talk at their table, then close the "
        "round. It does not wait for late phones: they keep their last choice.",
        "Chacun ne voit que sa propre organisation. Laissez deux minutes pour en parler à la table, puis fermez le "
        "tour. On n'attend pas les téléphones en retard : ils gardent leur dernier choix.",
    ),
    Step.REVEAL: Text(
        "Read the counts aloud. Nobody has to say what they chose. Ask: “What made you hesitate?”",
        "Lisez les nombres à voix haute. Personne n'a à dire son choix. Demandez : « Qu'est-ce qui vous a "
        "fait hésiter? »",
    ),
    Step.CURVE: Text(
        "Wait in silence for a few seconds. Then follow the curve with your finger: the loss, the trough, the way "
        "back. "
        "If the group does not break even, say so as plainly.",
        "Gardez le silence quelques secondes. Suivez ensuite la courbe du doigt : la perte, le creux, le retour. "
        "Si le groupe ne rentre pas dans ses frais, dites-le aussi clairement.",
    ),
    Step.LEVERS: Text(
        "Ask first: “Which lever would you move?” Open a bet on it: everyone bets, then you move that one alone. Ask "
        "those who were right how they knew.",
        "Demandez d'abord : « Quel levier bougeriez-vous? » Ouvrez un pari sur celui-là : chacun parie, puis vous ne "
        "bougez que lui. Demandez à ceux qui avaient vu juste comment ils le savaient.",
    ),
    Step.COMPARE: Text(
        "Same costs, same needs, same chance. First read what the room itself did; then say that the other two paths "
        "assume how people look at things.",
        "Mêmes coûts, mêmes besoins, même hasard. Lisez d'abord ce que la salle a fait; dites ensuite que les deux "
        "autres chemins supposent une façon de voir les choses.",
    ),
    Step.WHO: Text(
        "Look for the organizations on the left. Change the sharing rule, and see whether anyone is left behind.",
        "Cherchez les organisations à gauche. Changez la règle de partage et voyez si quelqu'un est laissé pour "
        "compte.",
    ),
    Step.EFFORT: Text(
        "Everyone chooses in silence: the screen will show the mean alone. Ask: “Who has been in a group in which "
        "others did the work?”",
        "Chacun choisit en silence : l'écran ne montrera que la moyenne. Demandez : « Qui a déjà été dans un groupe où "
        "ce sont les autres qui travaillaient? »",
    ),
    Step.SANCTIONS: Text(
        "Read the mean and its cost aloud; accuse nobody. One argument for, one against, then the vote. After that, "
        "the same group is shown both ways, whatever the vote.",
        "Lisez la moyenne et ce qu'elle coûte; n'accusez personne. Un argument pour, un contre, puis le vote. Ensuite, "
        "on voit le même groupe des deux façons, quel que soit le vote.",
    ),
    Step.OWN: SIX,
    Step.CONDITIONS: Text(
        "A clear no is worth more than a yes that crumbles. Read the wall aloud, the most frequent first; do not "
        "argue. You can hide a line that has no place there.",
        "Un non clair vaut mieux qu'un oui qui s'effrite. Lisez le mur à voix haute, le plus fréquent d'abord, sans "
        "discuter. Vous pouvez masquer une ligne qui n'y a pas sa place.",
    ),
    Step.HOME: Text(
        "Take as much time for these questions as for the simulation. Everyone writes a first step, with a name and a "
        "date. Print the handout, keep the report and the room's file.",
        "Prenez autant de temps pour ces questions que pour la simulation. Chacun écrit un premier pas, avec un nom et "
        "une date. Imprimez la fiche, gardez le rapport et le fichier de la salle.",
    ),
}
