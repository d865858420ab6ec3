"""The level of record of a dataset: a summary, the months, or every organization."""

from typing import Final, Literal

import xarray as xr

from sim.errors import SimError
from sim.vocabulary.text import Lang, Text

Record = Literal["summary", "months", "organizations"]

_MISSING: Final = Text(
    'This needs a run recorded with record="{needed}"; this run was recorded with record="{record}".',
    'Il faut une simulation conservée avec record="{needed}"; celle-ci l\'a été avec record="{record}".',
)


class NotRecordedError(SimError):
    """A dataset lacks the level of record that an analysis or a figure needs.

    Parameters
    ----------
    needed, record : str
        The level of record that is needed, and that of the dataset.
    """

    def __init__(self, needed: Record, record: str) -> None:
        super().__init__(needed, record)
        self._text = _MISSING.format(needed=needed, record=record)

    def text(self, lang: Lang = "en") -> str:
        """Return the message in one language."""
        return self._text[lang]

    def __str__(self) -> str:
        """Return the message in English."""
        return self.text("en")


def has_months(ds: xr.Dataset) -> bool:
    """Return whether the run kept its months."""
    return "gain_since_entry" in ds


def has_organizations(ds: xr.Dataset) -> bool:
    """Return whether the run kept every organization."""
    return "total_gain" in ds


def require(ds: xr.Dataset, needed: Record) -> None:
    """Raise a NotRecordedError unless the dataset holds that level of record."""
    there = {"months": has_months, "organizations": has_organizations}.get(needed)
    if there is not None and not there(ds):
        raise NotRecordedError(needed, str(ds.attrs.get("record", "?")))
