"""Words of the choices of the schema: kinds, rules, networks; a test checks that every choice has words."""

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
        for rules in (sharing.every_sharing_rule(), admission.ADMISSION_RULES, decision.DECISION_RULES)
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
