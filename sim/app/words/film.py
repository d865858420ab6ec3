"""Words of the film of the months: its controls, what is asked at its stops, what a phone shows."""

from typing import Final

from sim.vocabulary.text import Text

PLAY: Final = Text("Play the months", "Dérouler les mois")
GO_ON: Final = Text("Go on", "Continuer")
PAUSE: Final = Text("Pause", "Pause")
SKIP: Final = Text("To the next stop", "Aller au prochain arrêt")
FINISH: Final = Text("Show the whole curve", "Montrer toute la courbe")
REWIND: Final = Text("Play the months again", "Revoir les mois")
SPEED: Final = Text("Speed", "Vitesse")
SPEEDS: Final = {1: Text("Slow", "Lente"), 2: Text("Normal", "Normale"), 5: Text("Fast", "Rapide")}
"""Names of the speeds [month/s]."""
CLICKER: Final = Text(
    "Page Down plays the months, and goes to the next stop; Page Up pauses.",
    "Page suivante déroule les mois et va au prochain arrêt; Page précédente fait une pause.",
)

MONTH: Final = Text("Month {m}", "Mois {m}")
CHANGE: Final = Text("This month: {x}", "Ce mois-ci : {x}")
SO_FAR: Final = Text("So far: {x}", "Depuis le début : {x}")
TROUBLE: Final = Text("Start-up trouble", "Rodage")
OUTSIDE: Final = Text("On their own: {k}", "De leur côté : {k}")
INSIDE: Final = Text("In the group: {k}", "Dans le groupe : {k}")

BEFORE: Final = Text(
    "Before the first month, all {n} organizations are on their own.",
    "Avant le premier mois, les {n} organisations sont chacune de leur côté.",
)
AFTER: Final = Text(
    "After {m}, the group stands at {x}; {k} of the {n} organizations are in it.",
    "Après {m}, le groupe en est à {x}; {k} des {n} organisations en font partie.",
)
GOING: Final = Text("The months go by…", "Les mois passent…")
ASK: Final = Text("And now, which month?", "Et maintenant, quel mois?")
STANDING: Final = Text("Predictions that still stand: {k} of {n}.", "Prédictions encore possibles : {k} sur {n}.")
CLOSEST: Final = Text("Closest prediction: {what}.", "La prédiction la plus proche : {what}.")
ASKED: Final = Text("Second answers: {k} of {n}", "Deuxièmes réponses : {k} sur {n}")
SECOND: Final = Text("second answer", "deuxième réponse")
FIRST: Final = Text("prediction", "prédiction")

CAME: Final = Text("Came", "Entrées")
LEFT: Final = Text("Left", "Sorties")
MEMBERS: Final = Text("In the group", "Dans le groupe")
NOBODY: Final = Text("–", "–")

OWN_IN: Final = Text("Your organization is in the group.", "Votre organisation fait partie du groupe.")
OWN_OUT: Final = Text("Your organization is on its own.", "Votre organisation est de son côté.")
WATCH: Final = Text("Look at the screen: the months go by there.", "Regardez l'écran : les mois y défilent.")
SAID_AGAIN: Final = Text("Your second answer is saved: {what}.", "Votre deuxième réponse est enregistrée : {what}.")
STILL: Final = Text("Your prediction still stands.", "Votre prédiction tient encore.")
FALLEN: Final = Text("That month has passed.", "Ce mois-là est passé.")
