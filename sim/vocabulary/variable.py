"""The declaration of an output variable, and the texts of dimensions and codes."""

from typing import Final, Literal, NamedTuple

from sim.vocabulary.currency import priced
from sim.vocabulary.loss import Loss
from sim.vocabulary.status import Status
from sim.vocabulary.text import Text

Level = Literal["summary", "months", "organizations"]

LEVELS: Final[tuple[Level, ...]] = ("summary", "months", "organizations")
"""The levels of record; each contains the variables of those before it."""


class Variable(NamedTuple):
    """The declaration of an output variable.

    Attributes
    ----------
    name : str
        Its name in the dataset.
    dims : tuple of str
        Its dimensions, in order.
    unit : str
        A key of :data:`sim.vocabulary.units.UNITS`.
    text : Text
        Short description in both languages.
    level : str
        The lowest level of record that contains it.
    dtype : str
        Its NumPy type.
    labels : tuple of Text
        Meanings of the values of a code, in their order, if they are not in :data:`CODES`.
    """

    name: str
    dims: tuple[str, ...]
    unit: str
    text: Text
    level: Level
    dtype: str = "float64"
    labels: tuple[Text, ...] = ()

    @property
    def attrs(self) -> dict[str, str]:
        """Attributes of the variable in a dataset; a code lists the meanings of its values (CF conventions)."""
        attrs = {"units": priced(self.unit), "long_name": self.text.en, "long_name_fr": self.text.fr}
        if self.unit == "code":
            labels = self.labels or CODES[self.name.removeprefix("collective_").removeprefix("pool_")]
            attrs["flag_values"] = " ".join(str(code) for code in range(len(labels)))
            attrs["flag_meanings"] = ", ".join(label.en for label in labels)
            attrs["flag_meanings_fr"] = ", ".join(label.fr for label in labels)
        return attrs


CODES: Final[dict[str, tuple[Text, ...]]] = {
    "status": tuple(status.label for status in Status),
    "kind_of_loss": tuple(kind.label for kind in Loss),
    "kind": (
        Text("co-operative", "coopérative"),
        Text("mutual", "mutuelle"),
        Text("non-profit", "organisme à but non lucratif"),
    ),
}
"""Meanings of the values of each code, in their order."""

DIMENSIONS: Final[dict[str, Text]] = {
    "replication": Text("replication", "réplication"),
    "organization": Text("organization", "organisation"),
    "resource": Text("resource", "ressource"),
    "month": Text("month", "mois"),
    "point": Text("design point", "point du plan"),
    "pool_number": Text("number of the pool in its run", "numéro du groupe dans sa réplication"),
    "edge": Text("number of the edge in the network of its run", "numéro du lien dans le réseau de sa réplication"),
}
"""Names of the dimensions."""
