"""Metadata of a parameter: bounds, symbol, unit, source, and text in both languages."""

from dataclasses import KW_ONLY, dataclass
from typing import Any, Final, Literal

from sim.vocabulary.text import Text, number

ASSUMPTION: Final = Text("assumption", "hypothèse")
NEUTRAL: Final = Text("neutral: the mechanism is off", "neutre : le mécanisme est désactivé")
AT_START: Final = Text("It is set once, as a run begins.", "Il est fixé une fois, au début de la simulation.")
WORDS: Final = Text("It describes results, and changes none.", "Il décrit les résultats et n'en change aucun.")
MONEY: Final = 1e9
"""Upper bound of an amount of money [CAD]: far above any case, low enough to keep sums exact enough."""

Changes = Literal["freely", "renewed", ""]
"""Whether an event may change a parameter in the middle of a run: freely, where the month reads it anew; renewed, where
what has been computed from it is computed anew; or never."""


@dataclass(frozen=True)
class Param:
    """Metadata of one parameter, placed in ``Annotated[type, Param(...)]``.

    Pydantic applies the bounds to numbers; parameter tables, messages, sliders and sensitivity
    analyses read the rest.

    Parameters
    ----------
    en, fr : str
        Short description of the parameter in each language.
    symbol : str
        Its symbol in the equations of the model.
    unit : str
        A key of :data:`sim.vocabulary.units.UNITS`.
    source : Text
        Source of the default value; by default, it is an assumption.
    ge, gt, le, lt : float, optional
        Bounds: at least, more than, at most, less than.
    off : object, optional
        The value at which the parameter's mechanism is off.
    changes : "freely", "renewed" or ""
        Whether an event may change it in the middle of a run; see :data:`Changes`.
    fixed : Text
        Why no event may, where none may.

    Examples
    --------
    >>> trust = Param("trust", "confiance", symbol="tau", ge=0, le=1)
    >>> trust.allowed(whole=False)["fr"]
    'un nombre de 0 à 1'
    """

    en: str
    fr: str
    _: KW_ONLY
    symbol: str = ""
    unit: str = "-"
    source: Text = ASSUMPTION
    ge: float | None = None
    gt: float | None = None
    le: float | None = None
    lt: float | None = None
    off: object = None
    changes: Changes = ""
    fixed: Text = AT_START

    @property
    def text(self) -> Text:
        """Short description in both languages."""
        return Text(self.en, self.fr)

    @property
    def low(self) -> float | None:
        """Lower bound, included or not."""
        return self.ge if self.ge is not None else self.gt

    @property
    def high(self) -> float | None:
        """Upper bound, included or not."""
        return self.le if self.le is not None else self.lt

    def holds(self, value: float) -> bool:
        """Return whether a number respects the bounds."""
        return (
            (self.ge is None or value >= self.ge)
            and (self.gt is None or value > self.gt)
            and (self.le is None or value <= self.le)
            and (self.lt is None or value < self.lt)
        )

    def allowed(self, whole: bool) -> Text:
        """Return the allowed numbers, in words."""
        noun = Text("a whole number", "un nombre entier") if whole else Text("a number", "un nombre")
        if self.ge is not None and self.le is not None:
            span = Text(" from {low} to {high}", " de {low} à {high}")
            return Text(noun.en + span.en, noun.fr + span.fr).format(low=number(self.ge), high=number(self.le))
        parts = [
            words.format(bound=number(bound))
            for bound, words in (
                (self.ge, Text("at least {bound}", "d'au moins {bound}")),
                (self.gt, Text("more than {bound}", "plus grand que {bound}")),
                (self.le, Text("at most {bound}", "d'au plus {bound}")),
                (self.lt, Text("less than {bound}", "plus petit que {bound}")),
            )
            if bound is not None
        ]
        if not parts:
            return noun
        return Text(
            f"{noun.en}, " + " and ".join(part.en for part in parts),
            f"{noun.fr} " + " et ".join(part.fr for part in parts),
        )

    def __get_pydantic_core_schema__(self, source: Any, handler: Any) -> Any:
        """Return the schema with the bounds if the type is a number; a distribution checks its own support."""
        bounds = {"ge": self.ge, "gt": self.gt, "le": self.le, "lt": self.lt}
        return _bounded(handler(source), {name: bound for name, bound in bounds.items() if bound is not None})


def _bounded(schema: Any, bounds: dict[str, float]) -> Any:
    """Return the schema of a number, which may be optional, with its bounds."""
    if schema["type"] == "nullable":
        return {**schema, "schema": _bounded(schema["schema"], bounds)}
    return {**schema, **bounds} if schema["type"] in ("float", "int") else schema
