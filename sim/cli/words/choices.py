"""Heads of the columns of sharing rules; they are loaded when a command shows them."""

from typing import Final

from sim.declared import sharing
from sim.vocabulary.text import Text


def _in_two_lines(title: str) -> str:
    """Break a title between two words, so that the longer line is as short as possible."""
    words = title.split(" ")
    breaks = [" ".join(words[:k]) + "\n" + " ".join(words[k:]) for k in range(1, len(words))]
    return min(breaks, key=lambda text: max(map(len, text.split("\n"))), default=title)


HEADS: Final = {
    "proportional": Text("By cost\nalone", "Au prorata\ndu coût de\nrester seul"),
    "separable_costs": Text("Separable\ncosts", "Coûts\nséparables"),
    "equal_nonseparable_costs": Text("Separable,\nrest equal", "Séparables,\nreste égal"),
    "shapley": Text("Shapley\nvalue", "Valeur de\nShapley"),
    "nucleolus": Text("Nucleolus", "Nucléole"),
    "per_capita_nucleolus": Text("Per-capita\nnucleolus", "Nucléole\npar membre"),
    **{
        key: Text(_in_two_lines(rule.title.en), _in_two_lines(rule.title.fr))
        for key, rule in sharing.SHARING_RULES.items()
    },
}
"""Titles of the columns of a table; a line break keeps them narrow."""
