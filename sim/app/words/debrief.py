"""Words of the debrief: bets on levers, conditions of a no, first steps."""

from typing import Final

from sim.app.words.unbroken import unbroken
from sim.vocabulary.text import Text

# bets

BET_ON: Final = Text("Bet before you move: which lever?", "Parier avant de bouger : quel levier?")
OPEN_BET: Final = Text("Open the bet", "Ouvrir le pari")
MOVE_IT: Final = Text("Move the lever and see", "Bouger le levier et voir")
QUESTION: Final = unbroken("{what}, would the group break even…", "{what}, le groupe rentrerait-il dans ses frais…")
MOVES: Final = {
    "setup": Text("If starting cost twice as much", "Si le démarrage coûtait deux fois plus cher"),
    "subsidy": Text("If a subsidy paid half of the start", "Si une subvention payait la moitié du démarrage"),
    "members": Text(
        "If only {n} of the {all} organizations could pool",
        "Si seulement {n} des {all} organisations pouvaient embarquer",
    ),
    "facilitation": Text("If somebody facilitated the group", "Si quelqu'un accompagnait le groupe"),
    "trust": Text("If everyone trusted each other fully", "Si toutes se faisaient entièrement confiance"),
    "sharing": Text("If all paid the same", "Si toutes payaient la même part"),
    "shock": Text("If the largest member left in month {m}", "Si le plus gros membre partait au mois {m}"),
}
WAYS: Final = {
    "sooner": Text("Sooner", "Plus tôt"),
    "same": Text("At the same time", "Au même moment"),
    "later": Text("Later, or never", "Plus tard, ou jamais"),
}
BETS: Final = Text("Bets: {k}", "Paris : {k}")
BET_SAVED: Final = Text(
    "Your bet: {what}. You can change it until the lever moves.",
    "Votre pari : {what}. Vous pouvez le changer tant que le levier ne bouge pas.",
)
YOU_BET: Final = Text("You had bet: {what}.", "Vous aviez parié : {what}.")
YOU_DID_NOT: Final = Text("You had not bet.", "Vous n'aviez pas parié.")
CAME: Final = Text("{what}: {came}.", "{what} : {came}.")
FROM_TO: Final = Text("{before} → {after}", "{before} → {after}")
MONTH: Final = Text("month {m}", "mois {m}")
NO_LOSS: Final = Text("no loss at all", "aucune perte")
NOT_BACK: Final = Text("never", "jamais")
RIGHT: Final = Text("{k} of {n} had said so.", "{k} sur {n} l'avaient dit.")
ONE_RIGHT: Final = Text("1 of {n} had said so.", "1 sur {n} l'avait dit.")
NONE_RIGHT: Final = Text("None of {n} had said so.", "Personne, sur {n}, ne l'avait dit.")
NO_BETS: Final = Text("Nobody had bet.", "Personne n'avait parié.")
HANDS_FOR: Final = Text("How many hands for “{what}”", "Combien de mains pour « {what} »")

NO_LEVER: Final = Text("Choose a lever.", "Choisissez un levier.")
ALREADY_THERE: Final = Text(
    "This is so already. Choose another lever.", "C'est déjà le cas. Choisissez un autre levier."
)
NO_BET: Final = Text("No bet is open.", "Aucun pari n'est ouvert.")
NO_WAY: Final = Text("Choose one of the three.", "Choisissez une des trois réponses.")

# conditions

ASK_CONDITIONS: Final = Text(
    "Write it on your phone, or say it aloud: “I would say no if…”",
    "Écrivez-le sur votre téléphone, ou dites-le à voix haute : « Je dirais non si… »",
)
YOUR_CONDITION: Final = Text("I would say no if…", "Je dirais non si…")
ADD: Final = Text("Add", "Ajouter")
TAKE_BACK: Final = Text("Take back", "Retirer")
OR_ONE_OF: Final = Text("Or one of these", "Ou une de celles-ci")
MINE: Final = Text("What you said", "Ce que vous avez dit")
SUGGESTIONS: Final = (
    Text("If we paid more than we do today", "Si on payait plus cher qu'aujourd'hui"),
    Text("If we could not leave", "Si on ne pouvait plus en sortir"),
    Text("If too few joined", "Si on était trop peu à embarquer"),
    Text("If nobody looked after the coordination", "Si personne ne s'occupait de la coordination"),
    Text("If others decided in our place", "Si les autres décidaient à notre place"),
)
TIMES: Final = Text("× {n}", "× {n}")
AND_MORE: Final = Text("and {n} more", "et {n} de plus")
NOTHING_SAID: Final = Text("Write a few words first.", "Écrivez d'abord quelques mots.")
ENOUGH: Final = Text(
    "At most {n}. Take one back to say another.", "Pas plus de {n}. Retirez-en une pour en dire une autre."
)
ON_THE_WALL: Final = Text("On the screen", "À l'écran")
NOTED: Final = Text("Said aloud", "Dit à voix haute")
HIDE: Final = Text("Hide", "Masquer")
SHOW: Final = Text("Show again", "Remontrer")
HIDE_WHICH: Final = Text("Hide: {what}", "Masquer : {what}")
SHOW_WHICH: Final = Text("Show again: {what}", "Remontrer : {what}")
COUNTED: Final = Text("{what} ({n})", "{what} ({n})")

# first steps

ASK_STEP: Final = Text(
    "What is your first step? Write it on your phone: what, who, by when.",
    "Quel est votre premier pas? Écrivez-le sur votre téléphone : quoi, qui, quand.",
)
FIRST_STEP: Final = Text("Your first step", "Votre premier pas")
WHAT: Final = Text("What", "Quoi")
WHO: Final = Text("Who", "Qui")
BY: Final = Text("By when", "Pour quand")
KEPT_WITH_NAME: Final = Text(
    "Your first step is kept with the name you write: on the screen, on the handout and in the room's file. It is a "
    "commitment. Your votes and your prediction stay nameless.",
    "Votre premier pas est gardé avec le nom que vous écrivez : à l'écran, sur la fiche et dans le fichier de la "
    "salle. C'est un engagement. Vos votes et votre prédiction, eux, restent sans nom.",
)
COMMIT: Final = Text("I commit to it", "Je m'y engage")
COMMITTED: Final = Text(
    "On the screen: {what} – {who}, {day}. You can change it.",
    "C'est affiché : {what} – {who}, {day}. Vous pouvez le changer.",
)
INCOMPLETE: Final = Text("Say what, and who.", "Dites quoi, et qui.")
NO_DAY: Final = Text("Choose a date.", "Choisissez une date.")
FIRST_STEPS: Final = Text("First steps", "Premiers pas")
WHO_AND_DAY: Final = Text("{who}, {day}", "{who}, {day}")
