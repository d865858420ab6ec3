"""Words of the story of the first minute."""

from typing import Final

from sim.vocabulary.text import Text

ALONE: Final = Text(
    "{name} delivers its bread with a truck of its own: {x} a month.",
    "{name} livre son pain avec son propre camion : {x} par mois.",
)
LOSS: Final = Text(
    "With {k} others it shares one truck. For {m} it pays {x} a month more than on its own.",
    "Avec {k} autres, il partage un camion. Pendant {m}, il paie {x} de plus par mois que tout seul.",
)
EVEN: Final = Text(
    "Then it pays less. In month {n} it has got everything back.",
    "Ensuite, il paie moins. Au mois {n}, il a tout récupéré.",
)
GAIN: Final = Text(
    "After {m} the {n} businesses have gained {x} together.",
    "Après {m}, les {n} entreprises ont gagné {x} ensemble.",
)
EXAMPLE: Final = Text("A fictional example, not the case of our bet.", "Exemple fictif, pas le cas de notre pari.")
CHART: Final = Text(
    "Cumulative gain of {name}: it falls to {low}, then rises to {high}.",
    "Gain cumulé de {name} : il descend à {low}, puis monte à {high}.",
)
OTHERS: Final = Text("each of the others", "chacune des autres")
REPLAY: Final = Text("Pause, replay", "Pause, reprise")
