"""Words of the room: joining, predicting, choosing, revealing, and the facilitator's controls."""

from typing import Final

from sim.vocabulary.text import Text, same

PRODUCT: Final = same("faire-ensemble")
OTHER_LANGUAGE: Final = Text("Français", "English")
SCREEN: Final = Text("Open the projector's screen", "Ouvrir l'écran du projecteur")
FACILITATOR: Final = Text("Facilitator", "Animation")
NEXT: Final = Text("Next", "Suivant")
BACK: Final = Text("Back", "Retour")
UNDO: Final = Text("Undo", "Annuler")
CLOSE: Final = Text("Close the round", "Fermer le tour")
REVEAL: Final = Text("Reveal the choices", "Révéler les choix")
NEXT_ROUND: Final = Text("Next round", "Tour suivant")
NOTES: Final = Text("Notes for the facilitator", "Notes d'animation")
PLAN: Final = Text("Steps", "Étapes")
CHOOSE_CASE: Final = Text("Choose a case", "Choisir un cas")
LENGTH: Final = Text("Length", "Durée")
MINUTES: Final = Text("{n} minutes", "{n}\u00a0minutes")
CONTINUE: Final = Text("Continue the room saved last ({code})", "Continuer la dernière salle enregistrée ({code})")
REOPEN: Final = Text("Reopen a room's file", "Rouvrir le fichier d'une salle")
FICTIONAL: Final = Text(
    "Fictional example: this is not a forecast.", "Exemple fictif\u00a0: ceci n'est pas une prévision."
)
COMPARES: Final = Text(
    "It compares worlds; it is not a forecast.", "On compare des mondes; ce n'est pas une prévision."
)
PURPOSE: Final = Text(
    "Pooling a resource costs first. When does it pay, for whom, and when does it not?",
    "Mutualiser une ressource coûte d'abord. Quand cela rapporte-t-il, à qui, et quand cela ne rapporte-t-il pas?",
)

ADDRESS: Final = Text("With a phone, go to", "Avec un téléphone, allez à")
CODE: Final = Text("Code", "Code")
THIS_COMPUTER: Final = Text("This computer only", "Cet ordinateur seulement")
NETWORK: Final = Text("Open the room to the phones on", "Ouvrir la salle aux téléphones sur")
NOT_OPEN: Final = Text(
    "The room is not open to phones. Choose a network, or go on with a show of hands.",
    "La salle n'est pas ouverte aux téléphones. Choisissez un réseau, ou continuez à main levée.",
)
CANNOT_OPEN: Final = Text(
    "This network cannot be opened ({reason}). Choose another one.",
    "Impossible d'ouvrir ce réseau ({reason}). Choisissez-en un autre.",
)
QR: Final = Text("QR code of the address {address}", "Code QR de l'adresse {address}")
JOINED: Final = Text("In the room: {n}", "Dans la salle\u00a0: {n}")
JOINED_NOBODY: Final = Text("Nobody has joined yet", "Personne dans la salle pour l'instant")

YOUR_NAME: Final = Text("Your name, if you like", "Votre nom, si vous voulez")
YOUR_CODE: Final = Text("Four-letter code", "Code de quatre lettres")
WRONG_CODE: Final = Text(
    "This is not the code of the room on the screen.", "Ce n'est pas le code de la salle à l'écran."
)
JOIN: Final = Text("Join the room", "Rejoindre la salle")
YOU_ARE: Final = Text("You decide for", "Vous décidez pour")
WAIT: Final = Text("Look at the screen: it goes on there.", "Regardez l'écran\u00a0: la suite s'y passe.")

MONTH: Final = Text("Month", "Mois")
AT_MONTH: Final = Text("In month {m}", "Au mois {m}")
NEVER: Final = Text("Never", "Jamais")
ANSWER: Final = Text("Send my answer", "Envoyer ma réponse")
PREDICTED: Final = Text(
    "Your answer is saved: {what}. You can change it until the next step.",
    "Votre réponse est enregistrée\u00a0: {what}. Vous pouvez la changer jusqu'à l'étape suivante.",
)
ANSWERED: Final = Text("Answers: {k} of {n}", "Réponses\u00a0: {k} sur {n}")
HANDS: Final = Text("No phones: show of hands", "Sans téléphones\u00a0: à main levée")
HOW_MANY: Final = Text("How many hands for “{what}”", "Combien de mains pour «\u00a0{what}\u00a0»")
PREDICTIONS: Final = Text("Predictions", "Prédictions")

ROUND_OF: Final = Text("Round {k}: from month {m}", "Tour {k}\u00a0: à partir du mois {m}")
ALONE: Final = Text("We each carry on alone", "Nous continuons chacun de notre côté")
POOL: Final = Text("We pool resources", "Nous mutualisons")
SAVED: Final = Text(
    "Your choice is saved. You can change it until the round ends.",
    "Votre choix est enregistré. Vous pouvez le changer jusqu'à la fin du tour.",
)
ROUND_CLOSED: Final = Text("The round is closed.", "Le tour est fermé.")
COST_ALONE: Final = Text("Alone: {x} a month", "De votre côté\u00a0: {x} par mois")
COST_POOL: Final = Text(
    "If all {n} pool: {first} a month at first, {later} a month once it runs well, and {entry} to start",
    "Si les {n} mutualisent\u00a0: {first} par mois au début, {later} par mois une fois rodé, et {entry} pour démarrer",
)
PLAYED_BY: Final = Text("By the model, or its phones", "Par le modèle, ou ses téléphones")
OTHERS: Final = Text(
    "Organizations without a person follow the model's own decision rules.",
    "Les organisations sans personne suivent les règles de décision du modèle.",
)

COUNT_POOL: Final = Text("organizations: “We pool resources”", "organisations\u00a0: «\u00a0Nous mutualisons\u00a0»")
COUNT_ALONE: Final = Text(
    "organizations: “We each carry on alone”", "organisations\u00a0: «\u00a0Nous continuons chacun de notre côté\u00a0»"
)
COUNT_MODEL: Final = Text("organizations: played by the model", "organisations\u00a0: jouées par le modèle")
SO_FAR: Final = Text("So far, after {m} months", "Jusqu'ici, après {m} mois")
GROUP_SO_FAR: Final = Text("The group: {x}", "Le groupe\u00a0: {x}")
OWN_SO_FAR: Final = Text("Your organization: {x}", "Votre organisation\u00a0: {x}")

SAVE_ROOM: Final = Text("Save the room's file", "Enregistrer le fichier de la salle")
PRINT: Final = Text("Print the handout", "Imprimer la fiche")
SCENARIO: Final = Text("Save the scenario", "Enregistrer le scénario")
LINK: Final = Text(
    "The same world in the program: faire-ensemble run", "Le même monde dans le programme\u00a0: faire-ensemble run"
)
BUSY: Final = Text("Working…", "Calcul en cours…")
DEBRIEFING: Final = Text("Four questions", "Quatre questions")
QUESTIONS: Final = (
    Text(
        "What surprised you, compared with your prediction?",
        "Qu'est-ce qui vous a surpris, par rapport à votre prédiction?",
    ),
    Text("Who pays first, and who could help them wait?", "Qui paie d'abord, et qui pourrait les aider à attendre?"),
    Text("Under which conditions would you say no?", "À quelles conditions diriez-vous non?"),
    Text(
        "What could you share, with whom, and what is the first step?",
        "Que pourriez-vous partager, avec qui, et quel est le premier pas?",
    ),
)
NOT_FOUND: Final = Text(
    "This link opens no room. Ask for the one on the screen.",
    "Ce lien n'ouvre aucune salle. Demandez celui qui est à l'écran.",
)
