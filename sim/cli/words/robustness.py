"""Words of a decision over uncertain worlds: what is simulated, and the table of the levers."""

from typing import Final

from sim.vocabulary.text import Text

STARTING: Final = Text(
    "Simulating {levers} levers in {worlds} uncertain worlds, {runs} of each on the same draws.",
    "Simulation de {levers} leviers dans {worlds} mondes incertains, {runs} de chacun aux mêmes tirages.",
)
LEVER: Final = Text("Lever", "Levier")
MEAN: Final = Text("Mean\nregret", "Regret\nmoyen")
HIGH: Final = Text("Regret,\n1 world in 20", "Regret,\n1 monde sur 20")
WORST: Final = Text("Worst\nregret (95%)", "Pire\nregret (95 %)")
BETTER: Final = Text("Worlds better than\ndoing nothing", "Mondes où mieux vaut\nl'utiliser")
BEHIND: Final = Text("Left behind,\n1 world in 10", "Délaissées,\n1 monde sur 10")
INTERVAL: Final = Text("{x} ({low} to {high})", "{x} ({low} à {high})")
CAPTION: Final = Text(
    "Regret: gain less public money per organization that the best choice would have brought in addition, in the same "
    "world. Intervals are of a bootstrap over the runs of each world; of the share of the worlds, also over worlds. "
    "Left behind: the share of organizations that one world out of ten exceeds.",
    "Regret : ce que le meilleur choix aurait rapporté de plus dans le même monde (gain moins l'argent public, par "
    "organisation). Intervalles par rééchantillonnage des simulations de chaque monde; pour la part des mondes, aussi "
    "des mondes. Délaissées : la part d'organisations laissées pour compte que dépasse un monde sur dix.",
)
