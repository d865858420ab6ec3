"""Script of the facilitator: what to say, to ask, to wait for and to beware of at each step; the guide has the same."""

from dataclasses import dataclass
from typing import Final

from sim.app.steps import Step
from sim.vocabulary.text import Text


@dataclass(frozen=True)
class Script:
    """Script of a step: sentences to say and to ask, what to wait for, what to beware of."""

    say: Text
    ask: Text
    wait: Text
    beware: Text


SAY: Final = Text("Say", "Dites")
ASK: Final = Text("Ask", "Demandez")
WAIT: Final = Text("Wait", "Attendez")
BEWARE: Final = Text("Beware", "Attention")
QUOTED: Final = Text("“{what}”", "« {what} »")

SCRIPT: Final = {
    Step.WELCOME: Script(
        Text(
            "Each of these organizations pays for its own resource today. We compare two paths: each on its own, and "
            "together. Nobody will tell you what to do.",
            "Aujourd'hui, chacune de ces organisations paie sa propre ressource. On va comparer deux chemins : chacune "
            "de son côté, et ensemble. Personne ne vous dira quoi faire.",
        ),
        Text("Which one is most like yours?", "Laquelle ressemble le plus à la vôtre?"),
        Text(
            "Let people compare the first and the last bar: the same resource is a different burden for each.",
            "Laissez comparer la première barre et la dernière : la même ressource ne pèse pas le même poids pour "
            "toutes.",
        ),
        Text(
            "Do not tell how the case ends; the cards do not tell either.",
            "Ne dites pas comment finit le cas; les cartes ne le disent pas non plus.",
        ),
    ),
    Step.ROOM: Script(
        Text(
            "One phone per table is enough. You decide for one organization; its name is at the top. Nobody sees who "
            "chose what, unless you say so.",
            "Un téléphone par table suffit. Vous décidez pour une organisation : son nom est en haut. Personne ne "
            "verra qui a choisi quoi, à moins que vous le disiez.",
        ),
        Text("Who cannot get in?", "Qui n'arrive pas à entrer?"),
        Text("Until each table is in, not each person.", "Que chaque table soit entrée, pas chaque personne."),
        Text(
            "First choose the network, or go on without phones, by show of hands.",
            "Choisissez d'abord le réseau, ou continuez sans téléphones, à main levée.",
        ),
    ),
    Step.PREDICT: Script(
        Text(
            "This is what is paid today, and the plan if all pool. No talking before you have answered.",
            "Voici ce qu'on paie aujourd'hui, et le plan si toutes mutualisent. Pas de discussion avant d'avoir "
            "répondu.",
        ),
        Text(
            "When do you think the group will break even? Or never?",
            "Selon vous, quand le groupe rentrera-t-il dans ses frais? Ou jamais?",
        ),
        Text(
            "Until everyone has answered. Then ask one person why, without correcting.",
            "Que tout le monde ait répondu. Demandez ensuite pourquoi à une personne, sans corriger.",
        ),
        Text(
            "Show no curve, and do not tell what the room answered.",
            "Ne montrez aucune courbe et ne dites pas ce que la salle a répondu.",
        ),
    ),
    Step.ROUND: Script(
        Text(
            "Each organization sees only its own figures. Talk at your table for two minutes, then choose.",
            "Chaque organisation voit seulement ses propres chiffres. Deux minutes pour en parler à votre table, puis "
            "choisissez.",
        ),
        Text(
            "What would you need to say yes? And to say no?",
            "De quoi auriez-vous besoin pour dire oui? Et pour dire non?",
        ),
        Text(
            "Let the tables talk; do not wait for late phones: they keep their last choice.",
            "Laissez parler les tables; n'attendez pas les téléphones en retard : ils gardent leur dernier choix.",
        ),
        Text("Do not let anyone guess what you would choose.", "Ne laissez pas deviner ce que vous choisiriez."),
    ),
    Step.REVEAL: Script(
        Text(
            "This is what the room chose: so many pool, so many do not.",
            "Voici ce que la salle a choisi : tant mutualisent, tant restent de leur côté.",
        ),
        Text("What made you hesitate?", "Qu'est-ce qui vous a fait hésiter?"),
        Text(
            "After six months the group nearly always has a loss: be silent, and let people be uncomfortable.",
            "Après six mois, le groupe est presque toujours en perte : taisez-vous et laissez l'inconfort travailler.",
        ),
        Text("Name nobody.", "Ne nommez personne."),
    ),
    Step.CURVE: Script(
        Text(
            "Follow the line with me: what is lost first, the lowest point, and what comes after.",
            "Suivez la ligne avec moi : ce qu'on perd d'abord, le point le plus bas, et ce qui vient ensuite.",
        ),
        Text(
            "Where the film stops: and now, which month? At the end: what would you have liked to know before?",
            "À l'arrêt du film : et maintenant, quel mois? À la fin : qu'auriez-vous voulu savoir avant?",
        ),
        Text(
            "Let the months go by in silence; then follow the curve with your finger.",
            "Laissez défiler les mois en silence; suivez ensuite la courbe du doigt.",
        ),
        Text(
            "If the group does not break even, say so in the same voice.",
            "Si le groupe ne rentre pas dans ses frais, dites-le sur le même ton.",
        ),
    ),
    Step.LEVERS: Script(
        Text("We move one lever at a time, and bet first.", "On bouge un seul levier à la fois, et on parie avant."),
        Text(
            "Which lever would you move? Does break-even come sooner or later?",
            "Quel levier bougeriez-vous? Le retour à l'équilibre viendra-t-il plus tôt ou plus tard?",
        ),
        Text(
            "Leave the bet open until everyone has answered. Then ask those who were right how they knew.",
            "Ouvrez le pari, le temps que chacun réponde. Demandez ensuite à ceux qui ont vu juste comment ils le "
            "savaient.",
        ),
        Text(
            "The lever of a bet goes back by itself; put one that you moved by hand back before you try another.",
            "Le levier d'un pari revient de lui-même; remettez celui que vous avez bougé à la main avant d'en essayer "
            "un autre.",
        ),
    ),
    Step.COMPARE: Script(
        Text(
            "First, what you did. Then two other paths, with the same costs, the same needs and the same chance. "
            "Finally the best that all could have had.",
            "D'abord, ce que vous avez fait. Ensuite, deux autres chemins, aux mêmes coûts, aux mêmes besoins et avec "
            "le même hasard. Enfin, le mieux que toutes auraient pu avoir.",
        ),
        Text("What lies between your path and the best one?", "Qu'est-ce qui sépare votre chemin du meilleur?"),
        Text("Let people read the table line by line.", "Laissez lire le tableau, ligne par ligne."),
        Text(
            "The two paths in the middle assume how organizations look at things: these are assumptions, not "
            "measurements.",
            "Les deux chemins du milieu supposent une façon de voir les choses : ce sont des hypothèses, pas des "
            "mesures.",
        ),
    ),
    Step.WHO: Script(
        Text(
            "One dot per organization. Left of the line it loses. On the line it stayed alone.",
            "Un point par organisation. À gauche de la ligne, on perd. Sur la ligne, on est resté de son côté.",
        ),
        Text("Whom would you call tomorrow morning?", "Qui voudriez-vous appeler demain matin?"),
        Text("Until everyone has found their own organization.", "Que chaque personne ait trouvé son organisation."),
        Text(
            "“The group gains” does not mean “each one gains”. Change the sharing rule and see who moves.",
            "« Le groupe gagne » ne veut pas dire « chacune y gagne ». Changez la règle de partage et regardez qui se "
            "déplace.",
        ),
    ),
    Step.EFFORT: Script(
        Text(
            "A group is work: meetings, needs to announce, rules to keep. Choose in silence: the screen will show the "
            "mean alone.",
            "Un groupe, c'est du travail : des rencontres, des besoins à annoncer, des règles à suivre. Choisissez en "
            "silence : l'écran ne montrera que la moyenne.",
        ),
        Text(
            "Your whole part, half of it, or nothing? Who has been in a group in which others did the work?",
            "Toute votre part, la moitié, ou rien? Qui a déjà vu un groupe où ce sont les autres qui travaillaient?",
        ),
        Text(
            "Until everyone has chosen; let people compare what it costs and what it spares the others.",
            "Que tout le monde ait choisi; laissez comparer ce que cela coûte et ce que cela épargne aux autres.",
        ),
        Text("Do not ask who answered what.", "Ne demandez pas qui a répondu quoi."),
    ),
    Step.SANCTIONS: Script(
        Text(
            "Here is the mean, and what it costs everybody. We can check, but that is not free.",
            "Voici la moyenne, et ce qu'elle coûte à tout le monde. On peut vérifier, mais ce n'est pas gratuit.",
        ),
        Text(
            "One argument for, one against; then we vote. Should the group check?",
            "Un argument pour, un argument contre; ensuite, on vote. Le groupe doit-il vérifier?",
        ),
        Text(
            "Until everyone has voted. Then the same group is shown both ways, whatever the vote.",
            "Que tout le monde ait voté. Ensuite, on voit le même groupe des deux façons, quel que soit le vote.",
        ),
        Text("Accuse nobody, and look for no culprits.", "N'accusez personne, et ne cherchez pas de coupable."),
    ),
    Step.OWN: Script(
        Text(
            "Six numbers are enough, and so are orders of magnitude. They stay on this computer.",
            "Six chiffres suffisent, même approximatifs. Ils restent sur cet ordinateur.",
        ),
        Text(
            "What would we pay once instead of each paying for it?",
            "Que paierait-on une seule fois au lieu de le payer chacun de son côté?",
        ),
        Text(
            "Look together at what was read before you use these numbers.",
            "Regardez ensemble ce qui a été lu avant d'utiliser ces chiffres.",
        ),
        Text(
            "Say what is assumed: it stands below the form.",
            "Dites ce qui est supposé : c'est écrit sous le formulaire.",
        ),
    ),
    Step.CONDITIONS: Script(
        Text(
            "You have seen what it brings, and to whom. Now the opposite.",
            "Vous avez vu ce que ça rapporte, et à qui. Maintenant, le contraire.",
        ),
        Text("Under which conditions would you say no?", "À quelles conditions diriez-vous non?"),
        Text(
            "Let people write; then read the wall aloud, the most frequent first.",
            "Laissez écrire; lisez ensuite le mur à voix haute, le plus fréquent d'abord.",
        ),
        Text(
            "Do not argue: a clear no is worth more than a yes that crumbles. Nobody signs a condition.",
            "Ne discutez pas : un non clair vaut mieux qu'un oui qui s'effrite. Personne ne signe une condition.",
        ),
    ),
    Step.HOME: Script(
        Text(
            "The model decides nothing. You do. Let us take the time for these questions.",
            "Le modèle ne décide de rien. Vous, oui. Prenons le temps de répondre à ces questions.",
        ),
        Text(
            "What is your first step, with a name and a date?",
            "Quel est votre premier pas, avec un nom et une date?",
        ),
        Text(
            "Until everyone has written a first step; finish with one sentence each: “On Monday I…”",
            "Que chacun ait écrit un premier pas; terminez par une phrase chacun : « Lundi, je… »",
        ),
        Text(
            "Never cut here to make up for lost time. Print the handout, keep the report and the room's file.",
            "Ne coupez jamais ici pour rattraper le temps perdu. Imprimez la fiche, gardez le rapport et le fichier de "
            "la salle.",
        ),
    ),
}
