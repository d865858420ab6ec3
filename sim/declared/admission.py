"""The admission rules: which newcomers a pool admits."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from sim.declared.own import OWN_RULE
from sim.vocabulary.codes import Admission
from sim.vocabulary.text import Text


@dataclass(frozen=True, kw_only=True)
class AdmissionRule:
    """An admission rule, as the schema and the messages read it.

    Attributes
    ----------
    code : Admission
        Its code in the kernel; its key in scenarios is the name of the code in small letters.
    text : Text
        Its name for readers.

    Examples
    --------
    >>> ADMISSION_RULES["no_harm"].text.en
    'if no bill rises'
    """

    code: Admission
    text: Text

    @property
    def key(self) -> str:
        """Its name in scenarios."""
        return self.code.name.lower()


_RULES: Final = (
    AdmissionRule(code=Admission.OPEN, text=Text("open", "ouverte")),
    AdmissionRule(code=Admission.NO_HARM, text=Text("if no bill rises", "si aucune facture ne monte")),
    AdmissionRule(code=Admission.MAJORITY, text=Text("by majority", "à la majorité")),
    AdmissionRule(code=Admission.OWN, text=OWN_RULE),
)
ADMISSION_RULES: Final[dict[str, AdmissionRule]] = {rule.key: rule for rule in _RULES}
"""The admission rules by key."""
