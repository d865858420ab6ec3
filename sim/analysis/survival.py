"""The share of organizations that have broken even k months after entry, corrected for those watched less long."""

from typing import Final

import numpy as np
import xarray as xr

from sim.analysis.bilingual import described
from sim.analysis.j_curve import j_curve
from sim.analysis.recorded import require
from sim.vocabulary.status import Status
from sim.vocabulary.text import Text

_BROKEN_EVEN: Final = Text("broke even by this month since entry", "rentrées dans leurs frais à ce mois")
_WATCHED: Final = Text("watched so long and not even before", "suivies jusque-là et pas encore à l'équilibre")


def broken_even(ds: xr.Dataset) -> xr.Dataset:
    """Estimate the share of organizations that have broken even k months after their entry.

    Organizations that entered late have been watched for fewer months: the product-limit estimator [1]_ counts each
    organization only for the months in which it was watched. An organization that never loses counts as even from its
    first month on. One that stopped pooling at a loss will not break even; it stays in the risk set until the end of
    the run, so that the estimate is a share of all organizations that entered [2]_.

    Parameters
    ----------
    ds : xarray.Dataset
        What :func:`sim.simulate` returns, with ``record="organizations"``.

    Returns
    -------
    xarray.Dataset
        (replication, month), months counted from entry, the month of entry being 1: ``broken_even`` [share], NaN where
        no organization has been watched so long, and ``watched`` [count], the organizations that have been and had not
        broken even before.

    Raises
    ------
    sim.analysis.NotRecordedError
        The dataset does not hold the organizations.

    References
    ----------
    .. [1] Kaplan & Meier (1958), Nonparametric estimation from incomplete observations, Journal of the American
       Statistical Association 53(282), doi:10.1080/01621459.1958.10501452.
    .. [2] Fine & Gray (1999), A proportional hazards model for the subdistribution of a competing risk, Journal of
       the American Statistical Association 94(446), doi:10.1080/01621459.1999.10474144.
    """
    require(ds, "organizations")
    curves = j_curve(ds)
    status = curves["individual_status"].transpose("replication", "organization").values
    entry = curves["individual_entry_month"].transpose("replication", "organization").values
    back = curves["individual_break_even_since_entry"].transpose("replication", "organization").values
    months = ds["month"].values
    last = np.where(entry > 0, months[-1] - entry + 1, 0)
    even = np.isin(status, (Status.NO_LOSS, Status.BROKE_EVEN))
    until = np.where(status == Status.NO_LOSS, 1, np.where(even, back, last))
    watched = (until[..., None] >= months).sum(1)
    turned = ((until[..., None] == months) & even[..., None]).sum(1)
    waiting = np.cumprod(1.0 - turned / np.maximum(watched, 1), axis=1)
    share = np.where((last[..., None] >= months).any(1), 1.0 - waiting, np.nan)
    dims = ("replication", "month")
    return xr.Dataset(
        {
            "broken_even": (dims, share, described("share", _BROKEN_EVEN)),
            "watched": (dims, watched.astype(float), described("count", _WATCHED)),
        },
        {"month": months},
    )
