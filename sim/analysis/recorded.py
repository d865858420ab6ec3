"""The level of record of a dataset: a summary, the months, or every organization."""

from typing import Final, Literal

import xarray as xr

from sim.errors import WordedError
from sim.vocabulary.text import Text

_MISSING: Final = Text(
    'This needs a run recorded with record="{needed}"; this run was recorded with record="{record}".',
    'Il faut une simulation conservée avec record="{needed}"; celle-ci l\'a été avec record="{record}".',
)


class NotRecordedError(WordedError):
    """A dataset lacks the level of record that an analysis or a figure needs."""


def has_months(ds: xr.Dataset) -> bool:
    """Return whether the run kept its months."""
    return "gain_since_entry" in ds


def has_organizations(ds: xr.Dataset) -> bool:
    """Return whether the run kept every organization."""
    return "total_gain" in ds


def require(ds: xr.Dataset, needed: Literal["months", "organizations"]) -> None:
    """Raise a NotRecordedError unless the dataset holds that level of record."""
    if not (has_organizations(ds) if needed == "organizations" else has_months(ds)):
        raise NotRecordedError(_MISSING.format(needed=needed, record=str(ds.attrs.get("record", "?"))))
