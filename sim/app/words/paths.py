"""Words of the paths that are compared: the room's own, those of organizations by themselves, the best for all."""

from typing import Final

from sim.vocabulary.text import Text

ALONE: Final = Text("Each alone", "Chacun de son côté")
ROOM: Final = Text("What the room did", "Ce que la salle a fait")
LAISSEZ_FAIRE: Final = Text("Laissez-faire", "Laisser-faire")
TOGETHER: Final = Text("Doing it together", "Faire ensemble")
BEST: Final = Text("The best for all", "Le mieux pour tous")
CAPTION: Final = Text("After {m} months", "Après {m} mois")
PATH: Final = Text("Path", "Chemin")
MEMBERS: Final = Text("Members", "Membres")
DEEPEST: Final = Text("At worst", "Au pire")
GAIN: Final = Text("Gain", "Gain")
LOSERS: Final = Text("Who loses", "Qui perd")
NOBODY: Final = Text("nobody", "personne")
PRICE: Final = Text("The price of not agreeing", "Le prix de ne pas s'entendre")
PRICE_OF_POOLING: Final = Text("The price of having pooled", "Ce que mutualiser a coûté")
MISSED: Final = Text("{price}: {x} less than the best for all.", "{price} : {x} de moins que le mieux pour tous.")
NOTHING_MISSED: Final = Text(
    "The room did as well as the best for all.", "La salle a fait aussi bien que le mieux pour tous."
)
BEST_IS: Final = Text(
    "The best for all: {names} pool from the first month, the others carry on alone.",
    "Le mieux pour tous : {names} mutualisent dès le premier mois, les autres restent de leur côté.",
)
BEST_IS_ALL: Final = Text(
    "The best for all: all {n} pool from the first month.",
    "Le mieux pour tous : les {n} mutualisent dès le premier mois.",
)
BEST_IS_ALONE: Final = Text(
    "The best for all: each stays alone. No group of these would have paid off.",
    "Le mieux pour tous : chacun reste de son côté. Aucun groupe n'aurait été rentable.",
)
PATHS_ARE: Final = Text(
    "Laissez-faire: everyone decides alone and looks one year ahead. Doing it together: everyone looks five years "
    "ahead, and out for the others. Both are assumptions; costs, needs and chance are the same.",
    "Laisser-faire : chacune décide seule et regarde un an devant elle. Faire ensemble : chacune regarde cinq ans "
    "devant elle et tient compte des autres. Ce sont deux hypothèses; les coûts, les besoins et le hasard sont les "
    "mêmes.",
)
