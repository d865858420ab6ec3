"""Words of the choices of the schema and of the rules of sharing; they are loaded when a command shows them.

A test checks that every choice of the schema has words.
"""

from typing import Final

from sim.declared import admission, decision, sharing
from sim.vocabulary.text import Text

CHOICES: Final = {
    "human": Text("human", "humaine"),
    "material": Text("material", "matérielle"),
    "intellectual": Text("intellectual", "intellectuelle"),
    "financial": Text("financial", "financière"),
    **{
        key: rule.text
        for rules in (sharing.SHARING_RULES, admission.ADMISSION_RULES, decision.DECISION_RULES)
        for key, rule in rules.items()
    },
    "small_world": Text("small world", "petit monde"),
    "complete": Text("all know each other", "toutes se connaissent"),
    "edge_list": Text("from {file}", "lus dans {file}"),
    "scale_free": Text("scale-free", "sans échelle"),
    "communities": Text("communities", "communautés"),
    "spatial": Text("neighbours", "voisinage"),
}
"""Names of the choices of the schema: kinds, sharing rules, admission, decision rules, networks."""


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
