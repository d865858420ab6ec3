"""Words of the levers."""

from typing import Final

from sim.declared.sharing import SHARING_RULES
from sim.vocabulary.text import Text

NAMES: Final = {
    "members": Text("Number of members", "Nombre de membres"),
    "setup": Text("Set-up cost", "Coût de démarrage"),
    "subsidy": Text("Start-up subsidy", "Subvention de démarrage"),
    "trust": Text("Trust among members", "Confiance entre membres"),
    "sharing": Text("Sharing rule", "Règle de partage"),
    "facilitation": Text("Facilitation (e.g. a consortium)", "Accompagnement (ex. : un consortium)"),
    "shock": Text("Shock: a member leaves (month {m})", "Imprévu : un membre se retire (mois {m})"),
}
SHARINGS: Final = {key: rule.detail or rule.text for key, rule in SHARING_RULES.items()}
FACILITATION: Final = Text(
    "Assumption: it spares {cut} of coordination and founding, and bills {fee} a member and month.",
    "Hypothèse : il épargne {cut} des coûts de coordination et de fondation, et facture {fee} par membre et par mois.",
)
AS_IN_CASE: Final = Text("as in the case", "comme dans le cas")
MORE: Final = Text("More levers", "Plus de leviers")
RESET: Final = Text("Reset", "Réinitialiser")
