"""The status of a cumulative gain at the end of a run, for an organization, a pool or the group."""

from enum import IntEnum

from sim.vocabulary.text import Text


class Status(IntEnum):
    """Status of a cumulative gain at the end of a run; stored as int8.

    Examples
    --------
    >>> Status.NOT_YET.label["fr"]
    'pas encore'
    """

    NO_LOSS = 0
    BROKE_EVEN = 1
    NOT_YET = 2
    NEVER = 3
    NEVER_ENTERED = 4

    @property
    def label(self) -> Text:
        """The status in words."""
        return _LABELS[self]


_LABELS = {
    Status.NO_LOSS: Text("never lost", "jamais en perte"),
    Status.BROKE_EVEN: Text("broke even", "rentré dans ses frais"),
    Status.NOT_YET: Text("not yet", "pas encore"),
    Status.NEVER: Text("never", "jamais"),
    Status.NEVER_ENTERED: Text("never entered", "jamais entré"),
}
