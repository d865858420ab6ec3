"""The decision rules: how an organization chooses, month by month, whether to pool."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from sim.declared.own import OWN_RULE
from sim.vocabulary.codes import Rule
from sim.vocabulary.text import Text


@dataclass(frozen=True, kw_only=True)
class DecisionRule:
    """A decision rule, as the schema and the messages read it.

    Attributes
    ----------
    code : Rule
        Its code in the kernel; its key in scenarios is the name of the code in small letters.
    text : Text
        Its name for readers, for the decisions of several organizations.
    source : str
        Where it comes from; "-" for an assumption.

    Examples
    --------
    >>> DECISION_RULES["imitate"].code
    <Rule.IMITATE: 4>
    """

    code: Rule
    text: Text
    source: str = "-"

    @property
    def key(self) -> str:
        """Its name in scenarios."""
        return self.code.name.lower()


_RULES: Final = (
    DecisionRule(code=Rule.RATIONAL, text=Text("rational", "rationnelles")),
    DecisionRule(code=Rule.PRESCRIBED, text=Text("prescribed", "prescrites")),
    DecisionRule(code=Rule.ALONE, text=Text("always alone", "toujours seules")),
    DecisionRule(code=Rule.TOGETHER, text=Text("all together", "toutes ensemble")),
    DecisionRule(
        code=Rule.IMITATE,
        text=Text("by imitation", "par imitation"),
        source="Szabó & Tőke (1998), Physical Review E 58:69-73, doi:10.1103/PhysRevE.58.69",
    ),
    DecisionRule(
        code=Rule.CONDITIONAL,
        text=Text("if enough contacts pool", "si assez de contacts mutualisent"),
        source="Granovetter (1978), American Journal of Sociology 83(6):1420-1443, doi:10.1086/226707",
    ),
    DecisionRule(code=Rule.OWN, text=OWN_RULE),
)
DECISION_RULES: Final[dict[str, DecisionRule]] = {rule.key: rule for rule in sorted(_RULES, key=lambda rule: rule.code)}
"""The decision rules by key; the position is the code."""
