"""The reports of the plots of a sweep: the phase diagram, the profile along a parameter, when the group breaks even."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from sim import analysis, figures
from sim.cli.errors import CommandError
from sim.cli.report import Report
from sim.cli.tables import number_table
from sim.cli.words import plot as words
from sim.figures.parameters import amount, axis_words, class_words
from sim.vocabulary.text import Lang

if TYPE_CHECKING:
    from collections.abc import Callable

    import xarray as xr
    from rich.table import Table

    from sim.cli.commands.plot import PlotOptions


def reports(ds: xr.Dataset, chosen: PlotOptions, lang: Lang) -> list[Callable[[], Report]]:
    """Return functions that make the report of each figure.

    Parameters
    ----------
    ds : xarray.Dataset
        The runs of a sweep, from :func:`sim.open_sweep`.
    chosen : PlotOptions
        The figures and the parameters of their axes.
    lang : {"en", "fr"}
        Language.
    """
    x, y = _axes(ds, chosen)
    outcome = chosen.outcome or "gain_share"
    plane = ds.attrs["design"] == "grid" and y is not None
    makers = {
        "phases": partial(_phases, ds, x, y, outcome, chosen.threshold, lang),
        "profile": partial(_profile, ds, x, y if plane or chosen.y else None, outcome, lang),
        "break_even": partial(_break_even, ds, x, lang),
    }
    usual = tuple(name for name in makers if name != "phases" or plane)
    return [makers[name] for name in dict.fromkeys(chosen.figures or usual)]


def _phases(ds: xr.Dataset, x: str, y: str | None, outcome: str, threshold: float, lang: Lang) -> Report:
    """Make the phase diagram of two parameters."""
    if y is None:
        raise CommandError(words.TWO.format(names=x), command=words.PLOT_COMMAND)
    result = analysis.phase_diagram(ds, x, y, outcome, threshold)
    drawn = ((name, figures.phases(result, lang)) for name in [f"phases-{outcome}"])
    return Report(ds=result, file="phases.nc", figures=drawn)


def _profile(ds: xr.Dataset, x: str, y: str | None, outcome: str, lang: Lang) -> Report:
    """Make the means of an outcome along a parameter, with their intervals."""
    along = analysis.profile(ds, x, outcome)
    result = along if y is None else analysis.profile(ds, x, outcome, y)
    title = along.attrs["outcome_long_name_fr" if lang == "fr" else "outcome_long_name"]
    drawn = ((name, figures.profile(result, lang)) for name in [f"profile-{outcome}"])
    return Report(parts=[str(title), _table(along, lang)], ds=result, file="profile.nc", figures=drawn)


def _break_even(ds: xr.Dataset, x: str, lang: Lang) -> Report:
    """Make the time until the group breaks even, by the value of a parameter."""
    result = analysis.break_even_profile(ds, x)
    drawn = ((name, figures.break_even(result, lang)) for name in ["break_even"])
    return Report(ds=result, file="break_even.nc", figures=drawn)


def _axes(ds: xr.Dataset, chosen: PlotOptions) -> tuple[str, str | None]:
    """Choose the parameters of the figures: the given ones, otherwise the first two of the sweep."""
    from sim.analysis.profiles import require_factors

    known = [str(path) for path in ds.attrs["factors"]]
    require_factors(ds, tuple(path for path in (chosen.x, chosen.y) if path is not None))
    left = [path for path in known if path not in (chosen.x, chosen.y)]
    x = chosen.x or (left.pop(0) if left else known[0])
    y = chosen.y or (left.pop(0) if left else None)
    return x, None if y == x else y


def _table(profile: xr.Dataset, lang: Lang) -> Table:
    """Make the table of the means along a parameter, with their intervals."""
    unit = str(profile.attrs["outcome_units"])
    here = profile.isel(by=0)
    rows = []
    for k in range(here.sizes["x"]):
        cells = []
        for name in ("mean", "low", "high"):
            value = float(here[name].values[k])
            cells.append(amount(value, unit))
        rows.append((class_words(here["x_low"].values[k], here["x_high"].values[k]), *cells))
    parameter = axis_words(profile, "x")
    return number_table((parameter, words.MEAN, words.LOW, words.HIGH), rows, lang)
