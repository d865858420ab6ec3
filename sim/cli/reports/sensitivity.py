"""The reports of the sensitivity of a sweep: at the end and, if months were recorded, month by month."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from sim import analysis, figures
from sim.analysis.numbers import percent
from sim.cli.report import Report
from sim.cli.tables import number_table
from sim.cli.words import sensitivity as words
from sim.vocabulary.text import Lang, Text, number, same

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import xarray as xr
    from matplotlib.figure import Figure
    from rich.table import Table


def reports(ds: xr.Dataset, outcomes: Sequence[str], lang: Lang) -> Iterator[Report]:
    """Make the report of the end of the months, then that of the months if they were recorded.

    Parameters
    ----------
    ds : xarray.Dataset
        The runs of a sweep, from :func:`sim.open_sweep`.
    outcomes : sequence of str
        The outcomes to report; empty for the usual ones.
    lang : {"en", "fr"}
        Language.

    Yields
    ------
    Report
    """
    result = analysis.sensitivity(ds, list(outcomes))
    chosen: dict[str, Any] = {"outcomes": tuple(outcomes)} if outcomes else {}
    parts: list[Table | Text] = [_table(result.sel(outcome=name), lang) for name in outcomes or _shown(result)]
    if result.attrs["left_out"]:
        parts.append(words.LEFT_OUT.format(names=same(result.attrs["left_out"])))
    drawn = ((name, figures.sensitivity(result, lang, **chosen)) for name in ["sensitivity"])
    yield Report(parts=parts, ds=result, file="sensitivity.nc", figures=drawn)
    of_months = [each.key for each in analysis.OF_MONTHS if each.key in (outcomes or [each.key])]
    if "month" in ds.dims and of_months:
        yield Report(parts=[words.MONTHS])
        result = analysis.monthly_sensitivity(ds, of_months)
        yield Report(ds=result, file="sensitivity-months.nc", figures=_monthly_figures(result, of_months, lang))


def _monthly_figures(sensitivity: xr.Dataset, outcomes: Sequence[str], lang: Lang) -> Iterator[tuple[str, Figure]]:
    """Draw the figures month by month, one at a time."""
    for outcome in outcomes:
        yield f"sensitivity-months-{outcome}", figures.sensitivity_by_month(sensitivity, lang, outcome=outcome)


def _shown(sensitivity: xr.Dataset) -> list[str]:
    """Choose the outcomes to show: the gain, and the organizations left behind."""
    known = sensitivity["outcome"].values.tolist()
    return [name for name in ("gain_share", "left_behind") if name in known] or known[:1]


def _table(sensitivity: xr.Dataset, lang: Lang) -> Table:
    """Make the table of one outcome, the parameter that matters most first."""
    ending = "_fr" if lang == "fr" else ""
    sobol = "total" in sensitivity
    first, second = ("first", "total") if sobol else ("mu_star", "sigma")
    pairs = zip(sensitivity["factor_name"].values, sensitivity["factor_name_fr"].values, strict=True)
    names = [Text(str(en), str(fr)) for en, fr in pairs]
    rows = []
    order = sorted(range(len(names)), key=lambda k: -float(sensitivity[second if sobol else first].values[k]))
    for k in order:
        cells = []
        for name in (first, second):
            value = float(sensitivity[name].values[k])
            if math.isnan(value):
                cells.append(words.NOTHING)
            elif sobol:
                reach = percent(float(sensitivity[f"{name}_reach"].values[k]))
                cells.append(words.WITHIN.format(value=percent(value), reach=reach))
            else:
                cells.append(number(float(f"{value:.3g}")))
        rows.append((names[k], *cells))
    titles = (
        same(str(sensitivity[f"outcome_name{ending}"].values)),
        words.FIRST if sobol else words.MU_STAR,
        words.TOTAL if sobol else words.SIGMA,
    )
    return number_table(titles, rows, lang)
