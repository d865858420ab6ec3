"""Course of a world over its replications: the curves and the numbers that the room sees."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

import numpy as np
import xarray as xr
from numpy.typing import NDArray

from sim.analysis.median_curve import CurveSummary, median_curve, summarize_curve
from sim.analysis.spread import spread, trough_spread, troughs_of
from sim.vocabulary.loss import LEFT_BEHIND, Loss

Floats = NDArray[np.float64]

OUTCOMES: Final = ("collective_gain", "gain", "members", "pool", "entry_month", "kind_of_loss", "public_money")
"""The outcomes that a course reads."""


@dataclass(frozen=True, eq=False)
class Curve:
    """Cumulative gain of the group, or of one organization, over the replications.

    Attributes
    ----------
    low, median, high : (T,) float64
        Lower end of the band, median and upper end [CAD].
    verdict : CurveSummary
        Break-even and end of the median; depth and month of the trough are medians over the replications.
    """

    low: Floats
    median: Floats
    high: Floats
    verdict: CurveSummary


class Course:
    """What happened in a world and its replications.

    Parameters
    ----------
    data : xarray.Dataset
        Simulated, with one resource and :data:`OUTCOMES` at the level ``record="organizations"``.
    """

    def __init__(self, data: xr.Dataset) -> None:
        self.data = data
        self._curves: dict[int | None, Curve] = {}

    @cached_property
    def names(self) -> tuple[str, ...]:
        """Names of the organizations."""
        return tuple(str(name) for name in self.data["organization"].values)

    @property
    def months(self) -> int:
        """Number of months."""
        return int(self.data.sizes["month"])

    @property
    def replications(self) -> int:
        """Number of replications."""
        return int(self.data.sizes["replication"])

    @cached_property
    def group_gain(self) -> xr.DataArray:
        """Cumulative gain of all organizations together, (replication, month) [CAD]."""
        return self.data["collective_gain"].cumsum("month")

    @cached_property
    def own_gain(self) -> xr.DataArray:
        """Cumulative gain of each organization, (replication, organization, month) [CAD]."""
        return self.data["gain"].cumsum("month")

    @cached_property
    def members(self) -> xr.DataArray:
        """Number of organizations that pool, (replication, month)."""
        return self.data["members"].isel(resource=0)

    @cached_property
    def pooling(self) -> xr.DataArray:
        """Whether each organization pools, (replication, organization, month)."""
        return self.data["pool"].isel(resource=0) >= 0

    @cached_property
    def formed(self) -> NDArray[np.bool_]:
        """Whether a group ever forms, (replication,)."""
        return (self.members > 0).any("month").values

    @cached_property
    def told(self) -> NDArray[np.int64]:
        """Replications that the results describe, (K,): those with a group, if these are at least half; else all.

        A median over worlds with and without a group would hide the losses of a group that loses.
        """
        return np.flatnonzero(self.formed) if _half(self.formed) else np.arange(self.replications)

    @cached_property
    def entered(self) -> NDArray[np.bool_]:
        """Whether each organization enters at some time in at least half of the replications told, (N,)."""
        return _half(self.data["entry_month"].values[self.told] > 0)

    @cached_property
    def pooling_at_the_end(self) -> NDArray[np.bool_]:
        """Whether each organization pools at the end in at least half of the replications told, (N,)."""
        return _half(self.pooling.isel(month=-1).values[self.told])

    def pooling_in(self, month: int) -> NDArray[np.bool_]:
        """Return whether each organization pools in a month, in at least half of the replications told, (N,)."""
        pooling: NDArray[np.bool_] = _half(self.pooling.isel(month=month - 1).values[self.told])
        return pooling

    @cached_property
    def founded(self) -> int:
        """First month in which an organization pools in at least half of the replications told; 0 if none does."""
        pooling = _half(self.pooling.values[self.told]).any(axis=0)
        return int(pooling.argmax()) + 1 if pooling.any() else 0

    @property
    def group(self) -> Curve:
        """Curve of all organizations together."""
        return self.curve()

    @property
    def verdict(self) -> CurveSummary:
        """Trough of the replications, break-even and end of the median curve of the group."""
        return self.group.verdict

    def curve(self, row: int | None = None) -> Curve:
        """Return the curve of an organization, or of the group."""
        if row not in self._curves:
            self._curves[row] = self._curve(row)
        return self._curves[row]

    @cached_property
    def final_gains(self) -> tuple[Floats, Floats, Floats]:
        """Gain of each organization at the end: lower end of the band, median, upper end, (N,) each [CAD]."""
        summary = spread(self.own_gain.isel(month=-1, replication=self.told))
        return summary["low"].values, summary["median"].values, summary["high"].values

    @property
    def losing(self) -> list[int]:
        """Rows of the organizations whose median gain at the end is a loss of at least one dollar."""
        return [int(row) for row in np.flatnonzero(self.final_gains[1] <= -1.0)]

    @property
    def behind(self) -> list[int]:
        """Rows of those that lose, and are out at a loss or still losing in most replications in which they do."""
        kind = self.data["kind_of_loss"].values[self.told]
        left = np.isin(kind, LEFT_BEHIND).sum(0)
        return [row for row in self.losing if 2 * left[row] >= (kind[:, row] != Loss.NONE).sum()]

    @property
    def failing(self) -> float:
        """Share of the replications told in which the group ends at a loss [1]."""
        return float((self.group_gain.values[self.told, -1] < 0.0).mean())

    @property
    def public_money(self) -> float:
        """Mean public money over all replications [CAD]."""
        return float(self.data["public_money"].values.mean())

    def mean_members(self, month: int) -> int:
        """Return the mean number of organizations that pool in a month, rounded."""
        return round(float(self.members.values[self.told, month - 1].mean()))

    def _curve(self, row: int | None) -> Curve:
        """Read the curve of an organization, or of the group, off the data."""
        if row is None:
            gain, entered = self.group_gain, bool(_half(self.formed))
            pooling = bool(_half(self.members.values[self.told, -1] > 0))
        else:
            gain, entered = self.own_gain.isel(organization=row), bool(self.entered[row])
            pooling = bool(self.pooling_at_the_end[row])
        told = gain.isel(replication=self.told)
        curve = median_curve(told)
        verdict = summarize_curve(curve["median"].values, entered=entered, pooling=pooling)
        depth, trough = trough_spread(*troughs_of(told.transpose("replication", "month").values))
        if verdict.depth > 0.0:
            verdict = verdict._replace(depth=depth.median, trough=round(trough.median))
        low, median, high = (curve[name].values[1:] for name in ("low", "median", "high"))
        return Curve(low, median, high, verdict)


def _half(holds: NDArray[np.bool_]) -> Any:
    """Return whether something holds in at least half of the replications, the first axis."""
    return holds.mean(axis=0) >= 0.5
