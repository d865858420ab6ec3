"""Words of hindsight: what an organization did, what would have been best, what it missed."""

from typing import Final

from sim.vocabulary.text import Text

TITLE: Final = Text("What you did, what would have been best", "Ce que vous avez fait, ce qui aurait été le mieux")
GAINED: Final = Text("what your organization gains in {m} months", "ce que votre organisation gagne en {m} mois")
BEST: Final = Text("the best, now that all is known: {what}", "le mieux, maintenant qu'on sait tout : {what}")
FROM: Final = Text("pool from month {m} on", "mutualiser dès le mois {m}")
ALONE: Final = Text("stay alone", "rester de son côté")
SAME: Final = Text("what it did", "ce qu'elle a fait")
AFTER: Final = Text("After {m} months", "Après {m} mois")
OTHERS_OF_EACH: Final = Text(
    "For each, nothing but its own choices is changed: the others keep theirs, and the model plays those without a "
    "person. These amounts do not add up: they cannot all be had at once.",
    "Pour chacune, seuls ses propres choix changent : les autres gardent les leurs, et le modèle joue celles qui n'ont "
    "personne. Ces montants ne s'additionnent pas : on ne peut pas tous les avoir à la fois.",
)
MISSED: Final = Text("what you missed", "votre manque à gagner")
AS_GOOD: Final = Text(
    "You could not have done better, the others having chosen what they chose.",
    "Vous ne pouviez pas faire mieux, les autres ayant choisi ce qu'elles ont choisi.",
)
OTHERS: Final = Text(
    "Nothing but your own choices is changed here: the others keep theirs, and the model plays those without a person.",
    "Seuls vos choix à vous changent ici : les autres gardent les leurs, et le modèle joue celles qui n'ont personne.",
)
