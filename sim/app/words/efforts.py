"""Words of the steps about effort: what each organization gives to the group, and whether the group checks."""

from typing import Final

from sim.app.words.unbroken import unbroken
from sim.vocabulary.text import Text

ASKS: Final = Text(
    "A group asks work of its members: coming to meetings, saying in time what they need, keeping to common rules. "
    "Here all {n} organizations pool, at the costs of the case: nothing but effort differs.",
    "Un groupe demande du travail à ses membres : venir aux rencontres, dire ses besoins à temps, respecter les règles "
    "communes. Ici, les {n} organisations mutualisent, aux coûts du cas : seul l'effort change.",
)
AT_STAKE: Final = Text(
    "a month more for the group if nobody makes an effort",
    "de plus par mois pour le groupe si personne ne fait d'effort",
)
COSTS_ONE: Final = Text(
    "a month: what doing its whole part costs an organization, on average",
    "par mois : ce qu'il en coûte à une organisation de faire toute sa part, en moyenne",
)
SAVES_ALL: Final = Text(
    "a month: what that spares the group, {x} of it to the organization itself",
    "par mois : ce que cela épargne au groupe, dont {x} à elle-même",
)
HOW_MUCH: Final = unbroken("How much does your organization give?", "Combien d'effort votre organisation donne-t-elle?")
CHOICES: Final = {
    "full": Text("We do our whole part", "Nous faisons toute notre part"),
    "half": Text("We do half of it", "Nous en faisons la moitié"),
    "none": Text("We leave it to the others", "Nous laissons faire les autres"),
}
PHONES_OR_MEAN: Final = Text("Phones, or the mean", "Téléphones ou moyenne")
COSTS_YOU: Final = Text(
    "It costs you {cost} of work a month. Your bill falls by {own}, those of the others by {others} in all.",
    "Il vous en coûte {cost} de travail par mois. Votre facture baisse de {own}, celles des autres de {others} en "
    "tout.",
)
COSTS_NOTHING: Final = Text("It costs nothing, and no bill falls.", "Il n'en coûte rien, et aucune facture ne baisse.")
SAVED: Final = Text(
    "Your answer is saved. The screen will show the mean alone. You can change it until the next step.",
    "Votre réponse est enregistrée. L'écran ne montrera que la moyenne. Vous pouvez la changer jusqu'à la prochaine "
    "étape.",
)
ASSUMED: Final = Text(
    "Assumption: without any effort, the service costs {x} more. Organizations without an answer give the mean of the "
    "others.",
    "Hypothèse : sans aucun effort, le service coûte {x} de plus. Les organisations qui n'ont pas répondu donnent la "
    "moyenne des autres.",
)
NOBODY_ANSWERED: Final = Text(
    "Nobody has answered: each is taken to do half of its part.",
    "Personne n'a répondu : on suppose que chacune fait la moitié de sa part.",
)
NO_GROUP: Final = Text("These organizations cannot form a group.", "Ces organisations ne peuvent pas former de groupe.")

MEAN: Final = Text("mean effort of the group", "effort moyen du groupe")
LOST: Final = Text("a month more for the group, for want of effort", "de plus par mois pour le groupe, faute d'effort")
LOST_EACH: Final = Text("that is, on average, for each organization", "soit, en moyenne, pour chaque organisation")
CHECKING_IS: Final = Text(
    "To check would be: {share} of the organizations a month, drawn by lot, at {each} a visit, {total} a month in all. "
    "Whichever is found to have done nothing pays {fine} of what the service would cost it alone; the penalty grows "
    "with each offence, and goes to the group.",
    "Vérifier, ce serait visiter {share} des organisations chaque mois, tirées au sort, à {each} la visite, soit "
    "{total} par mois en tout. Celle qui n'a rien fait paie {fine} de ce que le service lui coûterait seule; la "
    "pénalité augmente à chaque manquement et revient au groupe.",
)
VOTE: Final = unbroken("Should the group check? Everybody votes.", "Le groupe doit-il vérifier? Tout le monde vote.")
OWN_LOST: Final = Text(
    "For want of effort, your bill is {x} a month higher.",
    "Faute d'effort, votre facture est plus haute de {x} par mois.",
)
FOR: Final = Text("Yes, we check", "Oui, on vérifie")
AGAINST: Final = Text("No, we do not check", "Non, on ne vérifie pas")
HANDS_FOR: Final = Text("Hands for “yes”", "Mains pour « oui »")
HANDS_AGAINST: Final = Text("Hands for “no”", "Mains pour « non »")
SAVED_VOTE: Final = Text(
    "Your vote is saved. You can change it until the vote is closed.",
    "Votre vote est enregistré. Vous pouvez le changer jusqu'à la fin du vote.",
)
CLOSE_VOTE: Final = Text("Close the vote, and show both", "Fermer le vote et montrer les deux")

VOTED_FOR: Final = Text(
    "The room has decided to check: {k} for, {n} against.", "La salle a décidé de vérifier : {k} pour, {n} contre."
)
VOTED_AGAINST: Final = Text(
    "The room has decided not to check: {k} for, {n} against.",
    "La salle a décidé de ne pas vérifier : {k} pour, {n} contre.",
)
NOBODY_VOTED: Final = Text("Nobody voted.", "Personne n'a voté.")
WITHOUT: Final = Text("Without checking", "Sans vérifier")
WITH: Final = Text("With checking", "En vérifiant")
MORE: Final = Text(
    "With checking, the group is {x} better off after {m} months.",
    "En vérifiant, le groupe s'en tire avec {x} de plus après {m} mois.",
)
LESS: Final = Text(
    "With checking, the group is {x} worse off after {m} months: it costs more than it brings.",
    "En vérifiant, le groupe s'en tire avec {x} de moins après {m} mois : cela coûte plus que cela ne rapporte.",
)
EFFORT_GOES: Final = Text(
    "From {start}, mean effort goes to {without} without checking, and to {with_} with it.",
    "Parti de {start}, l'effort moyen passe à {without} sans vérifier, et à {with_} en vérifiant.",
)
WHOSE: Final = Text(
    "The first month is the room's. After that the model plays: each does what pays for itself, and looks at what the "
    "others do – a lot if it gave everything, not at all if it gave nothing.",
    "Le premier mois est celui de la salle. Ensuite, c'est le modèle qui joue : chacune fait ce qui l'avantage et "
    "regarde ce que font les autres – beaucoup si elle a tout donné, pas du tout si elle n'a rien donné.",
)
MEAN_EFFORT: Final = Text("Mean effort", "Effort moyen")
BOTH: Final = Text("After {m} months", "Après {m} mois")
LAST: Final = Text("Effort", "Effort")
GAIN: Final = Text("Gain of the group", "Gain du groupe")
VISITS: Final = Text("Cost of the visits", "Coût des visites")
FINES: Final = Text("Penalties paid", "Pénalités payées")
LOSERS: Final = Text("Organizations that lose", "Organisations perdantes")
OWN_GAIN: Final = Text("your gain in {m} months, {which}", "votre gain en {m} mois, {which}")
