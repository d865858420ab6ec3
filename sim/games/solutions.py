"""The catalogue of solutions of a cost game: ways to share the cost, by name, with their text and source."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from sim.games.coalition import Floats
from sim.games.game import CostGame
from sim.games.nucleolus import nucleolus, per_capita_nucleolus
from sim.games.rules import equal, equal_nonseparable_costs, proportional, separable_costs
from sim.games.shapley import shapley_value
from sim.vocabulary.text import Text


@dataclass(frozen=True)
class Solution:
    """A way to share the cost of all that depends on the game alone.

    Attributes
    ----------
    text : Text
        Its name in both languages.
    share : callable
        Takes a game, and returns the share of each member: (n,) float64 [currency].
    source : str
        Its source in the literature.
    every_coalition : bool
        Whether it examines every coalition, which limits games to 20 members.
    """

    text: Text
    share: Callable[[CostGame], Floats]
    source: str
    every_coalition: bool = False


SOLUTIONS: Final[dict[str, Solution]] = {
    "equal": Solution(Text("equal parts", "parts égales"), equal, "-"),
    "proportional": Solution(
        Text("in proportion to the cost alone", "au prorata du coût de rester seul"),
        proportional,
        "Moriarity (1975), The Accounting Review 50(4):791-795",
    ),
    "separable_costs": Solution(
        Text("separable costs (alternate cost avoided)", "coûts séparables (coûts de rechange évités)"),
        separable_costs,
        "Straffin & Heaney (1981), doi:10.1007/BF01770069",
    ),
    "equal_nonseparable_costs": Solution(
        Text("separable costs, the rest equally", "coûts séparables, le reste en parts égales"),
        equal_nonseparable_costs,
        "Straffin & Heaney (1981), doi:10.1007/BF01770069",
    ),
    "shapley": Solution(
        Text("Shapley value", "valeur de Shapley"),
        shapley_value,
        "Shapley (1953), doi:10.1515/9781400881970-018",
        every_coalition=True,
    ),
    "nucleolus": Solution(
        Text("nucleolus", "nucléole"),
        nucleolus,
        "Schmeidler (1969), doi:10.1137/0117107",
        every_coalition=True,
    ),
    "per_capita_nucleolus": Solution(
        Text("per-capita nucleolus", "nucléole par membre"),
        per_capita_nucleolus,
        "Young, Okada & Hashimoto (1982), doi:10.1029/WR018i003p00463",
        every_coalition=True,
    ),
}
"""The solutions by name."""
