"""The sharing rules: each splits a pool's cost into a part in equal shares and a part in proportion to a weight."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from sim.declared.own import OWN_KEY, OWN_RULE
from sim.vocabulary.codes import Weight
from sim.vocabulary.text import Text


@dataclass(frozen=True, kw_only=True)
class SharingRule:
    """A linear sharing rule, as the schema, the kernel, the figures and the workshop read it.

    A member pays ``lump / n + spread * weight / total``, with ``lump = a fixed + b rest`` and
    ``spread = (1 - a) fixed + (1 - b) rest``: `fixed` is what does not grow with use, `rest` is what does.

    Attributes
    ----------
    key : str
        Its name in scenarios, options and datasets.
    text : Text
        Its name for readers, within a sentence.
    weight : Weight
        What the spread is in proportion to. By USE, bills follow the use of the month; in expectation, mean needs.
    equal_fixed, equal_rest : float
        a and b, the shares of the two parts that are split equally [1].
    detail : Text, optional
        A name that explains the rule where it is chosen; `text` by default.
    source : str
        Where it comes from; "-" for common practice.

    Examples
    --------
    >>> SHARING_RULES["two_part"].title.en
    'In two parts'
    """

    key: str
    text: Text
    weight: Weight
    equal_fixed: float = 0.0
    equal_rest: float = 0.0
    detail: Text | None = None
    source: str = "-"

    @property
    def title(self) -> Text:
        """Its name at the beginning of a line."""
        return Text(self.text.en[0].upper() + self.text.en[1:], self.text.fr[0].upper() + self.text.fr[1:])


_RULES: Final = (
    SharingRule(
        key="equal",
        text=Text("equal parts", "parts égales"),
        weight=Weight.MEMBER,
        equal_fixed=1.0,
        equal_rest=1.0,
    ),
    SharingRule(key="by_size", text=Text("by size", "selon la taille"), weight=Weight.SIZE),
    SharingRule(key="by_need", text=Text("by need", "selon le besoin"), weight=Weight.NEED),
    SharingRule(key="by_use", text=Text("by use", "selon l'usage"), weight=Weight.USE),
    SharingRule(
        key="two_part",
        text=Text("in two parts", "en deux parties"),
        weight=Weight.USE,
        equal_fixed=1.0,
        detail=Text("fixed part equal, the rest by use", "part fixe égale, le reste selon l'usage"),
        source="Littlechild & Owen (1973), Management Science 20(3):370-372, doi:10.1287/mnsc.20.3.370",
    ),
    SharingRule(
        key="serial",
        text=Text("serial", "sérielle"),
        weight=Weight.SERIAL,
        source="Moulin & Shenker (1992), Econometrica 60(5):1009-1037, doi:10.2307/2951537",
    ),
)
SHARING_RULES: Final[dict[str, SharingRule]] = {rule.key: rule for rule in _RULES}
"""The sharing rules by key, in the order in which they are listed."""

OWN_SHARING: Final = SharingRule(key=OWN_KEY, text=OWN_RULE, weight=Weight.OWN)
"""The rule of a function in the user's file; it has no shares before a scenario names that file."""


def every_sharing_rule() -> dict[str, SharingRule]:
    """Return the sharing rules that a scenario may name, by key; the position is the code."""
    return SHARING_RULES | {OWN_KEY: OWN_SHARING}
