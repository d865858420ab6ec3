"""Words of the role cards: one for each organization."""

from typing import Final

from sim.vocabulary.text import Text

HEADS: Final = {
    "who": Text("Who you are", "Qui vous êtes"),
    "need": Text("What you need", "Ce qu'il vous faut"),
    "alone": Text("What you pay on your own today", "Ce que vous payez de votre côté aujourd'hui"),
    "worries": Text("What worries you", "Ce qui vous inquiète"),
    "prediction": Text("When will the group break even? Month", "Quand le groupe rentrera-t-il dans ses frais? Mois"),
    "never": Text("never", "jamais"),
    "round": Text("Round", "Tour"),
    "pool": Text("together", "ensemble"),
    "apart": Text("on our own", "de notre côté"),
}
BOARD: Final = Text("You sit on the board of {kind}{sector}{size}.", "Vous siégez au conseil {kind}{sector}{size}.")
KINDS: Final = {
    "cooperative": Text("a cooperative", "d'une coopérative"),
    "mutual": Text("a mutual", "d'une mutuelle"),
    "nonprofit": Text("a non-profit", "d'un organisme à but non lucratif"),
}
ANY_KIND: Final = Text("this organization", "de cette organisation")
SECTOR: Final = Text(" (sector: {name})", " (secteur : {name})")
SIZE: Final = Text(", with {n} full-time equivalents", ", avec {n} équivalents temps plein")
NEED: Final = Text("{what}: {amount} a month.", "{what} : {amount} par mois.")
NO_NEED: Final = Text("You do not need this resource today.", "Vous n'avez pas besoin de cette ressource aujourd'hui.")
ALONE: Final = Text("{month} a month, or {year} a year.", "{month} par mois, soit {year} par an.")
WORRIES: Final = (
    (
        Text("Will the larger ones decide in our place?", "Les plus grandes vont-elles décider à notre place?"),
        Text(
            "Will we pay for a service that is made for the others?",
            "Allons-nous payer pour un service taillé pour les autres?",
        ),
        Text(
            "We have little in reserve: can we wait until it pays?",
            "Nous avons peu de réserves : pouvons-nous attendre que cela rapporte?",
        ),
    ),
    (
        Text(
            "Who will see to the bills and the schedules, and how long will it take?",
            "Qui s'occupera des factures et des horaires, et combien de temps cela prendra-t-il?",
        ),
        Text("And if one of us leaves after a year?", "Et si l'une de nous part au bout d'un an?"),
        Text(
            "Will we be served when we need it, or after the others?",
            "Serons-nous servis quand il le faut, ou après les autres?",
        ),
    ),
    (
        Text("Will we have to carry the group?", "Devrons-nous porter le groupe à bout de bras?"),
        Text(
            "We already have what we need: what could we lose by changing it?",
            "Nous avons déjà ce qu'il nous faut : qu'avons-nous à perdre en changeant?",
        ),
        Text(
            "How shall we explain a loss in the first months to our members?",
            "Comment expliquer à nos membres une perte les premiers mois?",
        ),
    ),
)
"""Worries of the organizations that pay least, of those in the middle, and of those that pay most; fictional."""
