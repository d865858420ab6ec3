"""Words of the facilitator's desk: the clock, who has not answered, answers before they are revealed, rehearsal."""

from typing import Final

from sim.vocabulary.text import Text

SPENT: Final = Text("{spent} of {planned} minutes", "{spent} sur {planned} minutes")
NEXT: Final = Text("Next: {what} ({n} min)", "Ensuite : {what} ({n} min)")
LAST: Final = Text("This is the last step", "C'est la dernière étape")
LEFT: Final = Text("{n} min planned after this step", "{n} min prévues après cette étape")

ANSWERS: Final = Text(
    "For your eyes only: the answers so far (not while this page is on the projector)",
    "Pour vous seulement : les réponses jusqu'ici (pas pendant que cette page est au projecteur)",
)
SILENT: Final = Text("Not answered yet ({k}): {names}.", "Sans réponse pour l'instant ({k}) : {names}.")
SILENT_NOW: Final = Text(
    "Not answered in this round ({k}), so that an earlier choice counts: {names}.",
    "Sans réponse à ce tour-ci ({k}), leur choix précédent compte donc : {names}.",
)
ALL_ANSWERED: Final = Text("Everyone has answered.", "Tout le monde a répondu.")
PERSON: Final = Text("{name} ({organization})", "{name} ({organization})")
SO_FAR: Final = Text("Answers so far", "Réponses jusqu'ici")
ANSWER: Final = Text("Answer", "Réponse")
PEOPLE: Final = Text("People", "Personnes")
ORGANIZATIONS: Final = Text("Organizations", "Organisations")
BY_MODEL: Final = Text("By the model's rules", "Selon les règles du modèle")

LEVERS_MOVED: Final = Text(
    "Levers are still moved: {levers}. What comes now, the handout and the report take them into account.",
    "Des leviers sont encore déplacés : {levers}. La suite, la fiche et le rapport en tiennent compte.",
)
PUT_BACK: Final = Text("Put the levers back", "Remettre les leviers en place")

REHEARSE: Final = Text("Rehearse alone, with {n} pretend phones", "Répéter sans public, avec {n} téléphones fictifs")
REHEARSE_WHY: Final = Text(
    "They join, predict and choose by themselves. Nothing is saved, and this room stays as it is.",
    "Ils entrent, prédisent et choisissent d'eux-mêmes. Rien n'est enregistré, et cette salle reste comme elle est.",
)
REHEARSAL: Final = Text("Rehearsal: pretend people", "Répétition : personnes fictives")
REHEARSING: Final = Text(
    "Rehearsal: the people are pretend, and nothing is saved.",
    "Répétition : les personnes sont fictives et rien n'est enregistré.",
)
END: Final = Text("End the rehearsal", "Terminer la répétition")
ROLES: Final = Text("Print the role cards", "Imprimer les fiches de rôle")
ROLES_WHY: Final = Text(
    "Two to a page, one for each organization: who you are, what you need and pay, what worries you.",
    "Deux par page, une par organisation : qui vous êtes, ce qu'il vous faut, ce que vous payez, ce qui vous inquiète.",
)
