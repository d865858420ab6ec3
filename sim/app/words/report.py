"""Words of the report of a workshop, and of the second page of the handout."""

from typing import Final

from sim.vocabulary.text import Text

TITLE: Final = Text("What the room did", "Ce que la salle a fait")
REPORT: Final = Text("Report of a workshop", "Compte rendu d'un atelier")
PEOPLE: Final = Text("People with a phone", "Personnes avec un téléphone")
DAY: Final = Text("Date", "Date")
FACT: Final = Text("{name}: {value}", "{name} : {value}")
ROOM: Final = Text("Room", "Salle")
CASE: Final = Text("The case", "Le cas")
IN_FIGURES: Final = Text("In figures", "En chiffres")
VALUE: Final = Text("Amount", "Montant")
ALL_ALONE: Final = Text("A month today, each on its own", "Par mois aujourd'hui, chacune de son côté")
TO_START: Final = Text("To start, paid at once", "Pour démarrer, payés d'un coup")
AT_FIRST: Final = Text("A month together at first", "Par mois ensemble, au début")
LATER: Final = Text("A month together once it runs well", "Par mois ensemble, une fois rodé")
LEVERS: Final = Text("With these levers: {levers}.", "Avec ces leviers : {levers}.")

PREDICTIONS: Final = Text("Predictions and outcome", "Les prédictions et ce qui est arrivé")
HOW_MANY: Final = Text("People", "Personnes")
ROUNDS: Final = Text("Rounds: what was chosen, what it cost", "Les tours : ce qu'on a choisi, ce que ça a coûté")
ROUND: Final = Text("Round", "Tour")
MONTHS: Final = Text("Months", "Mois")
SAID: Final = Text("“We pool resources”", "« Nous mutualisons »")
OF: Final = Text("{k} of {n}", "{k} sur {n}")
IN_POOL: Final = Text("Organizations in the pool", "Organisations dans le groupe")
SO_FAR: Final = Text("The group so far", "Le groupe jusque-là")
NO_ROUNDS: Final = Text(
    "No round was played: all organizations followed the model's decision rules.",
    "Aucun tour n'a été joué : toutes les organisations ont suivi les règles de décision du modèle.",
)
CURVE: Final = Text("The J", "Le J")
LOW: Final = Text("1 simulation of 10 is below", "1 simulation sur 10 est au-dessous")
HIGH: Final = Text("1 simulation of 10 is above", "1 simulation sur 10 est au-dessus")
PATHS: Final = Text("Where each path leads", "Où mène chaque chemin")
WHO: Final = Text("Who gains, who loses", "Qui gagne, qui perd")
GAIN: Final = Text("Gain at the end", "Gain à la fin")
HINDSIGHT: Final = Text("What each did, what would have been best", "Ce que chacune a fait, ce qui aurait été le mieux")
BEST_CHOICE: Final = Text("Its best choice", "Son meilleur choix")
BEST_GAIN: Final = Text("Gain it could have had", "Gain possible")
MISSED: Final = Text("Missed", "Manque à gagner")
EFFORTS: Final = Text("Effort and checking", "L'effort de chacune, et vérifier")
BETS: Final = Text("Bets on levers", "Les paris sur les leviers")
LEVER: Final = Text("What was moved", "Ce qu'on a bougé")
CAME: Final = Text("Break-even", "Retour à l'équilibre")
RIGHT: Final = Text("Were right", "Avaient vu juste")
CONDITIONS: Final = Text("Under which conditions the room would say no", "À quelles conditions la salle dirait non")
CONDITION: Final = Text("Condition", "Condition")
STEPS: Final = Text("First steps", "Premiers pas")
WHAT: Final = Text("What", "Quoi")
WHO_AND_WHEN: Final = Text("Who, by when", "Qui, pour quand")
ASSUMED: Final = Text("What is assumed", "Ce qui est supposé")
NOT_A_FORECAST: Final = Text(
    "The model compares ways of doing things; it predicts the future of no organization. What it does not say: "
    "prices that react, the politics of a board, the quality of a service.",
    "Le modèle compare des façons de faire; il ne prédit l'avenir d'aucune organisation. Ce qu'il ne dit pas : les "
    "prix qui réagissent, la politique d'un conseil, la qualité d'un service.",
)
SIGNED: Final = Text(
    "First steps are kept with the name that each person wrote. Votes and predictions have none.",
    "Les premiers pas sont gardés avec le nom que chaque personne a écrit. Les votes et les prédictions n'en ont pas.",
)
MORE: Final = Text("{title} (continued)", "{title} (suite)")
AND_MORE: Final = Text("and {n} more, in the report", "et {n} de plus, dans le rapport")
PDF: Final = Text("Save the report (PDF)", "Enregistrer le rapport (PDF)")
PPTX: Final = Text("Save the report (PowerPoint)", "Enregistrer le rapport (PowerPoint)")
