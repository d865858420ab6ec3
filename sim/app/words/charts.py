"""Words of the charts, their tables, and the sentences that say them."""

from typing import Final

from sim.vocabulary.text import Text

LOSS: Final = Text("Short-term individual loss", "Perte individuelle à court terme")
GROUP_LOSS: Final = Text("Short-term loss", "Perte à court terme")
GAIN: Final = Text("Medium-term collective gain", "Gain collectif à moyen terme")
OWN_GAIN: Final = Text("Medium-term gain", "Gain à moyen terme")
GROUP: Final = Text("The group", "Le groupe")
OWN: Final = Text("Your organization", "Votre organisation")
BAND: Final = Text("8 simulations of 10", "8 simulations sur 10")
CUMULATIVE: Final = Text("Cumulative gain", "Gain cumulé")
MONTHS: Final = Text("Months", "Mois")
MEDIAN: Final = Text("Median", "Médiane")
FROM: Final = Text("From", "De")
TO: Final = Text("To", "À")
ORGANIZATION: Final = Text("Organization", "Organisation")
BEFORE: Final = Text("Before the levers", "Avant les leviers")
PREDICTED: Final = Text("Predictions", "Prédictions")
ALONE_COSTS: Final = Text("What each pays on its own", "Ce que chacune paie de son côté")
A_MONTH: Final = Text("A month", "Par mois")
BILLS: Final = Text(
    "What each pays a month; if all {n} pool, {entry} each to start (as planned)",
    "Ce que chacune paie par mois; si les {n} mutualisent, {entry} chacune pour démarrer (selon le plan)",
)
ON_ITS_OWN: Final = Text("On its own", "De son côté")
AT_FIRST: Final = Text("Together at first", "Ensemble, au début")
LATER: Final = Text("Once it runs well", "Une fois rodé")
TABLE: Final = Text("The same in numbers", "Les mêmes chiffres en tableau")
UNCERTAINTY: Final = Text(
    "Band: 8 of every 10 of {n} simulations. Each draws needs and overruns by chance, and the assumed values too (up "
    "to {spread} either way).",
    "Bande : 8 simulations sur 10, parmi {n}. Dans chacune, le hasard décide des besoins et des dépassements, et aussi "
    "des valeurs supposées (jusqu'à {spread} en plus ou en moins).",
)

UNCERTAINTY_CALIBRATED: Final = Text(
    "Band: 8 of every 10 of {n} simulations. Each draws needs and overruns by chance, takes one set of values that "
    "give the published numbers, and draws the other assumed values (up to {spread} either way).",
    "Bande : 8 simulations sur 10, parmi {n}. Dans chacune, le hasard décide des besoins et des dépassements, choisit "
    "un jeu de valeurs qui donne les nombres publiés, et fixe les autres valeurs supposées (jusqu'à {spread} en plus "
    "ou en moins).",
)

FAILS_IN: Final = Text(
    "Simulations in which it ends at a loss: {k} of {n}.", "Simulations où il finit en perte : {k} sur {n}."
)
FORMED: Final = Text(
    "Simulations in which a group forms nevertheless: {k} of {n}.",
    "Simulations où un groupe se forme tout de même : {k} sur {n}.",
)
UNFORMED: Final = Text(
    "Simulations in which nobody pools, not counted here: {k} of {n}.",
    "Simulations où personne ne mutualise, non comptées ici : {k} sur {n}.",
)
PUBLIC: Final = Text("Gain net of public money: {x}.", "Gain net des fonds publics : {x}.")
OWN_EVEN: Final = Text(
    "For {m} your organization pays more than if it stayed alone. After that it saves, and breaks even in month {n}. "
    "In the last year it saves {x} a month.",
    "Pendant {m}, votre organisation paie plus que si elle restait seule. Ensuite, elle économise, et rentre dans ses "
    "frais au mois {n}. La dernière année, elle économise {x} par mois.",
)
OWN_NO_LOSS: Final = Text("Your organization never loses.", "Votre organisation ne perd à aucun moment.")
OWN_NOT: Final = Text(
    "Your organization does not break even within {n} months.",
    "Votre organisation ne rentre pas dans ses frais en {n} mois.",
)
OWN_NEVER: Final = Text(
    "Your organization stayed alone: it neither gained nor lost.",
    "Votre organisation est restée seule : elle n'a ni gagné ni perdu.",
)
NOBODY_BEHIND: Final = Text("Nobody is left behind.", "Personne n'est laissé pour compte.")
NO_MEMBER_BEHIND: Final = Text("No member is left behind.", "Aucun membre n'est laissé pour compte.")
OUTSIDE: Final = Text("{k} organizations stay outside: {names}.", "{k} organisations restent en dehors : {names}.")
ONE_OUTSIDE: Final = Text("1 organization stays outside: {names}.", "1 organisation reste en dehors : {names}.")
AND_OTHERS: Final = Text("{names} and {k} others", "{names} et {k} autres")
WAITING: Final = Text(
    "{k} organizations are at a loss, but are on their way back.",
    "{k} organisations sont en perte, mais en voie de se rattraper.",
)
ONE_WAITS: Final = Text(
    "1 organization is at a loss, but is on its way back.",
    "1 organisation est en perte, mais en voie de se rattraper.",
)
BEHIND: Final = Text(
    "{k} organizations are left behind. What would you change?",
    "{k} organisations sont laissées pour compte. Que changer?",
)
ONE_BEHIND: Final = Text(
    "1 organization is left behind. What would you change?", "1 organisation est laissée pour compte. Que changer?"
)
FAIR: Final = Text(
    "Fair cost: each member pays its share of the real cost, with no markup, and nobody pays more than alone.",
    "Juste coût : chaque membre paie sa part du coût réel, sans marge, et personne ne paie plus que s'il restait seul.",
)
NOT_FAIR: Final = Text(
    "With this rule some would be better off refusing the bill.",
    "Avec cette règle, certains auraient avantage à refuser la facture.",
)
NOT_REFUTED: Final = Text(
    "No group was found that would be better off refusing the bill; there are too many groups to examine all of them.",
    "On n'a trouvé aucun groupe qui aurait avantage à refuser la facture; il y en a trop pour qu'on les examine tous.",
)
NOBODY_LEFT: Final = Text("At the end nobody pools any more.", "À la fin, plus personne ne mutualise.")
PAID_BACK_BUT: Final = Text(
    "Once it runs, nobody would be better off refusing the bill: it is the start that has not been paid back to all.",
    "Une fois le groupe rodé, personne n'aurait avantage à refuser la facture : c'est le démarrage qui n'est pas "
    "encore remboursé à tous.",
)
ROOM_SAID: Final = Text("The room said: {what} (median).", "La salle disait : {what} (médiane).")
ROOM_SAID_NEVER: Final = Text(
    "The room said: {what} (median); never: {k} of {n}.",
    "La salle disait : {what} (médiane); jamais : {k} sur {n}.",
)
MONTH_COUNT: Final = Text("{n} month", "{n}\u00a0mois")
MONTHS_COUNT: Final = Text("{n} months", "{n}\u00a0mois")
