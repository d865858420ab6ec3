"""How many organizations have broken even so many months after entry, those still waiting counted fairly."""

from __future__ import annotations

import numpy as np
import xarray as xr

from sim.analysis.j_curve import j_curve
from sim.analysis.recorded import require
from sim.vocabulary.status import Status


def broken_even(ds: xr.Dataset) -> xr.Dataset:
    """Estimate the share of organizations that have broken even k months after their entry.

    Who entered late has been watched for fewer months: the product-limit estimator [1]_ counts each
    organization only for the months in which it was. Who never loses counts as even from its first month
    on. Who stopped pooling at a loss will not come back: it stays among those who might have been even
    until the end of the run, so that the estimate is a share of all who entered and not of the patient ones
    only [2]_.

    Parameters
    ----------
    ds : xarray.Dataset
        What :func:`sim.simulate` returns, with ``record="organizations"``.

    Returns
    -------
    xarray.Dataset
        (replication, month), months counted from entry, the month of entry being 1: ``broken_even``
        [share], NaN where nobody has been watched so long, and ``watched`` [count], the organizations that
        have, and were not even before.

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
    found = j_curve(ds)
    status = found["individual_status"].transpose("replication", "organization").values
    entry = found["individual_entry_month"].transpose("replication", "organization").values
    back = found["individual_break_even_since_entry"].transpose("replication", "organization").values
    months = ds["month"].values
    last = np.where(entry > 0, months[-1] - entry + 1, 0)
    even = np.isin(status, (Status.NO_LOSS, Status.BROKE_EVEN))
    until = np.where(status == Status.NO_LOSS, 1, np.where(even, back, last))
    watched = (until[..., None] >= months).sum(1)
    turned = ((until[..., None] == months) & even[..., None]).sum(1)
    waiting = np.cumprod(1.0 - turned / np.maximum(watched, 1), axis=1)
    share = np.where((last[..., None] >= months).any(1), 1.0 - waiting, np.nan)
    dims = ("replication", "month")
    words = {
        "broken_even": (
            "share",
            "broke even by this month since entry",
            "rentrées dans leurs frais à ce mois",
        ),
        "watched": (
            "count",
            "watched so long and not even before",
            "suivies jusque-là et pas encore à l'équilibre",
        ),
    }
    values = {"broken_even": share, "watched": watched.astype(float)}
    return xr.Dataset(
        {
            name: (dims, values[name], {"units": unit, "long_name": en, "long_name_fr": fr})
            for name, (unit, en, fr) in words.items()
        },
        {"month": months},
    )
