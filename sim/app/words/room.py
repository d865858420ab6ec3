"""Words of the room: joining, predicting, choosing, revealing, and the facilitator's controls."""

from typing import Final

from sim.app.words.unbroken import unbroken
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
FOR_YOU_ALONE: Final = Text(
    "For your eyes only: how each case ends (not while this page is on the projector)",
    "Pour vous seulement : comment finit chaque cas (pas pendant que cette page est au projecteur)",
)
CASE_IS: Final = Text("{name} – {title}.", "{name} – {title}.")
LENGTH: Final = Text("Length", "Durée")
MINUTES: Final = Text("{n} minutes", "{n}\u00a0minutes")
CONTINUE: Final = Text("Continue the room saved last ({code})", "Continuer la dernière salle enregistrée ({code})")
REOPEN: Final = Text("Reopen a room's file", "Rouvrir le fichier d'une salle")
PURPOSE: Final = unbroken(
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
BY_HANDS: Final = Text("Without phones: we answer by show of hands.", "Sans téléphones : on répond à main levée.")
CANNOT_OPEN: Final = Text(
    "This network cannot be opened ({reason}). Choose another one.",
    "Impossible d'ouvrir la salle sur ce réseau ({reason}). Choisissez-en un autre.",
)
QR: Final = Text("QR code of the address {address}", "Code QR de l'adresse {address}")
JOINED: Final = Text("In the room: {n}", "Dans la salle : {n}")
JOINED_NOBODY: Final = Text("Nobody has joined yet", "Personne dans la salle pour l'instant")

YOUR_NAME: Final = Text("Your name, if you like", "Votre nom, si vous voulez")
NAME_IS: Final = Text("Your name: {name}", "Votre nom : {name}")
NO_NAME: Final = Text("You gave no name", "Vous n'avez pas donné de nom")
CHANGE_NAME: Final = Text("Change my name", "Changer mon nom")
YOUR_CODE: Final = Text("Four-letter code", "Code de quatre lettres")
WRONG_CODE: Final = Text(
    "This is not the code of the room on the screen.", "Ce n'est pas le code de la salle à l'écran."
)
TOO_MANY_CODES: Final = Text(
    "Too many wrong codes. Wait half a minute, and look at the screen for the code.",
    "Trop de codes erronés. Attendez une demi-minute et regardez le code à l'écran.",
)
JOIN: Final = Text("Join the room", "Rejoindre la salle")
YOU_ARE: Final = Text("You decide for", "Vous décidez pour")
IN_THE_ROOM: Final = Text("You are in the room", "Vous êtes dans la salle")
WAIT: Final = Text("Look at the screen: it goes on there.", "Regardez l'écran : la suite s'y passe.")

MONTH: Final = Text("Month", "Mois")
CHOOSE_MONTH: Final = Text("Choose a month", "Choisissez un mois")
AT_MONTH: Final = Text("In month {m}", "Au mois {m}")
NEVER: Final = Text("Never", "Jamais")
ANSWER: Final = Text("Send my answer", "Envoyer ma réponse")
PREDICTED: Final = Text(
    "Your answer is saved: {what}. You can change it until the next step.",
    "Votre réponse est enregistrée : {what}. Vous pouvez la changer jusqu'à l'étape suivante.",
)
ANSWERED: Final = Text("Answers: {k} of {n}", "Réponses : {k} sur {n}")
WHO_ANSWERED: Final = Text("Who has answered", "Qui a répondu")
SO_MANY: Final = Text("{k} of {n}", "{k} sur {n}")
HAS_ANSWERED: Final = Text("answered ✓", "a répondu ✓")
AWAITED: Final = Text("thinking…", "réfléchit…")
BY_MODEL: Final = Text("the model", "le modèle")
HANDS: Final = Text("No phones: show of hands", "Sans téléphones : à main levée")
HOW_MANY: Final = Text("How many hands for “{what}”", "Combien de mains pour « {what} »")

ROUND_OF: Final = Text("Round {k} of {n}: months {m} to {to}", "Tour {k} de {n} : mois {m} à {to}")
ROUND_OPEN: Final = Text(
    "Talk at your table, then choose for your organization.",
    "Parlez-en à votre table, puis choisissez pour votre organisation.",
)
ALONE: Final = Text("We each carry on alone", "Nous continuons chacun de notre côté")
POOL: Final = Text("We pool resources", "Nous mutualisons")
SAVED: Final = Text(
    "Your choice is saved. You can change it until the round ends.",
    "Votre choix est enregistré. Vous pouvez le changer jusqu'à la fin du tour.",
)
ROUND_CLOSED: Final = Text("The round is closed.", "Le tour est fermé.")
COST_ALONE: Final = Text("{x} a month", "{x} par mois")
ON_YOUR_OWN: Final = Text("on your own", "de votre côté")
COST_POOL: Final = Text("{first}, then {later}", "{first}, puis {later}")
IN_POOL: Final = Text(
    "a month if all {n} pool: at first, then once it runs well; and {entry} to start (as planned)",
    "par mois si les {n} mutualisent : au début, puis une fois rodé; et {entry} pour démarrer (selon le plan)",
)
JOIN_NOW: Final = Text(
    "a month from now on, then once it runs well, with {n} members; and {entry} to join (as planned)",
    "par mois à partir de maintenant, puis une fois rodé, à {n} membres; et {entry} pour entrer (selon le plan)",
)
STAY_NOW: Final = Text(
    "a month if you stay, then once it runs well, with {n} members (as planned)",
    "par mois si vous restez, puis une fois rodé, à {n} membres (selon le plan)",
)
LEAVE_NOW: Final = Text("on your own, after {x} to leave", "de votre côté, après {x} pour sortir")
PLAYED_BY: Final = Text("Phones, or the model", "Téléphones ou modèle")
OTHERS: Final = Text(
    "Organizations without a person follow the model's own decision rules.",
    "Les organisations sans personne suivent les règles de décision du modèle.",
)

NO_ROUND_YET: Final = Text("No round has been closed yet.", "Aucun tour n'est encore fermé.")
COUNT_POOL: Final = Text("“We pool resources”", "« Nous mutualisons »")
COUNT_ALONE: Final = Text("“We each carry on alone”", "« Nous continuons chacun de notre côté »")
COUNT_MODEL: Final = Text("by the model's rules", "selon les règles du modèle")
SO_FAR: Final = Text("So far, after {m} months", "Jusqu'ici, après {m} mois")
TODAY: Final = Text(
    "What each of the {n} organizations pays a month on its own: {x} in all.",
    "Ce que chacune des {n} organisations paie par mois de son côté : {x} en tout.",
)
PLANNED: Final = Text(
    "Today, and as planned if all {n} pool (actual costs may be higher):",
    "Aujourd'hui, et selon le plan si les {n} mutualisent (le coût réel peut être plus élevé) :",
)
BET_IS: Final = Text(
    "The bet is on this room: perhaps not all {n} will pool, and the group is those that do.",
    "Le pari porte sur cette salle : les {n} ne mutualiseront peut-être pas toutes; le groupe, ce sont celles qui le "
    "feront.",
)
BET_IS_MODEL: Final = Text(
    "The bet is on organizations that decide by themselves: perhaps not all {n} will pool.",
    "Le pari porte sur des organisations qui décident elles-mêmes : les {n} ne mutualiseront peut-être pas toutes.",
)
AT_THE_END: Final = Text(
    "In the group at the end: {k} of the {n} organizations.", "Dans le groupe à la fin : {k} des {n} organisations."
)
FACT_ALONE: Final = Text("a month today, each on its own", "par mois aujourd'hui, chacune de son côté")
FACT_START: Final = Text("to start, paid at once", "pour démarrer, payés d'un coup")
FACT_FIRST: Final = Text("a month together at first", "par mois ensemble, au début")
FACT_LATER: Final = Text("a month together once it runs well", "par mois ensemble, une fois rodé")
SOMEWHERE: Final = Text(
    "The answer lies somewhere here: a month, or never.", "La réponse est quelque part ici : un mois, ou jamais."
)
RAISE: Final = Text("Raise your hand for one of these:", "Levez la main pour une de ces réponses :")
HANDS_COUNTED: Final = Text("Hands counted: {k}", "Mains comptées : {k}")
HANDS_OF: Final = Text("Organizations by show of hands: {k}", "Organisations à main levée : {k}")
POOLING_NOW: Final = Text("In the pool: {k} of the {n} organizations.", "Dans le groupe : {k} des {n} organisations.")
GROUP_SO_FAR: Final = Text("After {m} months, the group: {x}", "Après {m} mois, le groupe : {x}")
OWN_SO_FAR: Final = Text("Your organization: {x}", "Votre organisation : {x}")
CHOICE_WAS: Final = Text("You said: “{what}”", "Vous avez dit : « {what} »")
OWN_CHOICE: Final = Text("Your organization: “{what}”", "Votre organisation : « {what} »")
PEOPLE_SAID: Final = Text(
    "{k} people of {n} said “We pool resources”; {j} organizations of {m} pool.",
    "{k} personnes sur {n} ont dit « Nous mutualisons »; {j} organisations sur {m} mutualisent.",
)
NOT_GUESSED: Final = Text("You made no prediction.", "Vous n'avez pas fait de prédiction.")
GUESSED: Final = Text("You predicted: {what}.", "Vous aviez prédit : {what}.")

SAVE_ROOM: Final = Text("Save the room's file", "Enregistrer le fichier de la salle")
PRINT: Final = Text("Print the handout", "Imprimer la fiche")
SCENARIO: Final = Text("Save the scenario", "Enregistrer le scénario")
SAME_WORLD: Final = Text(
    "Run the scenario with faire-ensemble run; reopen a room's file on the first page.",
    "Le scénario s'exécute avec faire-ensemble run; un fichier de salle se rouvre à l'accueil.",
)
TAKE_ON_PHONE: Final = Text(
    "The handout on your phone, as long as the room is open: {address}",
    "La fiche sur votre téléphone, tant que la salle est ouverte : {address}",
)
NOT_SAVED: Final = Text(
    "The room is not saved: {reason}. The workshop goes on, and saving is tried again every few seconds.",
    "La salle n'est pas enregistrée : {reason}. L'atelier continue, et le programme réessaie de lui-même.",
)
BUSY: Final = Text("Working…", "Calcul en cours…")
DEBRIEFING: Final = Text("Four questions", "Quatre questions")
QUESTIONS: Final = (
    Text(
        "What surprised you, compared with your prediction?",
        "Qu'est-ce qui vous a surpris, par rapport à votre prédiction?",
    ),
    Text("Who pays first, and who could help them wait?", "Qui paie d'abord, et qui pourrait l'aider à attendre?"),
    Text("Under which conditions would you say no?", "À quelles conditions diriez-vous non?"),
    Text(
        "What could you share, with whom, and what is the first step?",
        "Que pourriez-vous partager, avec qui, et quel est le premier pas?",
    ),
)
TOO_LARGE: Final = Text("This file is too large: at most {n} kB.", "Ce fichier est trop gros : {n}\u00a0ko au plus.")
ONE_MOMENT: Final = Text("One moment… (This needs a recent browser.)", "Un instant… (Il faut un navigateur récent.)")
NOT_FOUND: Final = Text("This link opens no room for now.", "Ce lien n'ouvre aucune salle pour l'instant.")
COMES_BACK: Final = Text(
    "If its room goes on, this page comes back by itself. Otherwise, ask the facilitator for the right link.",
    "Si la salle reprend, cette page reviendra d'elle-même. Sinon, demandez le bon lien à la personne qui anime.",
)
