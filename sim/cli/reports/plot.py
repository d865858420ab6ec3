"""The report of the plots of a sweep: the phase diagram, the profile along a parameter, when the group breaks even."""

from collections.abc import Iterator
from functools import partial

import xarray as xr
from rich.table import Table

from sim import analysis, figures
from sim.analysis.bilingual import attribute
from sim.analysis.profiles import require_factors
from sim.cli.commands.plot import FIGURES, PlotOptions
from sim.cli.errors import CommandError
from sim.cli.inputs import outcome_typed
from sim.cli.output import Data, Drawing, Part
from sim.cli.tables import number_table
from sim.cli.words import sweep as words
from sim.figures.parameters import amount, axis_words, class_words
from sim.vocabulary.text import Lang


def report(ds: xr.Dataset, chosen: PlotOptions, lang: Lang) -> Iterator[Part]:
    """Report each figure that was chosen, or those that the sweep allows.

    Parameters
    ----------
    ds : xarray.Dataset
        The runs of a sweep, from :func:`sim.open_sweep`.
    chosen : PlotOptions
        The figures and the parameters of their axes.
    lang : {"en", "fr"}
        Language.

    Yields
    ------
    Part
    """
    x, y = _axes(ds, chosen)
    outcome = outcome_typed(chosen.outcome or "gain_share")
    plane = ds.attrs["design"] == "grid" and y is not None
    for name in dict.fromkeys(chosen.figures or (FIGURES if plane else FIGURES[1:])):
        if name == "phases":
            if y is None:
                raise CommandError(words.TWO.format(names=x), command=words.PLOT_COMMAND)
            result = analysis.phase_diagram(ds, x, y, outcome, chosen.threshold)
            yield Data("phases.nc", result)
            yield Drawing(f"phases-{result.attrs['outcome']}", partial(figures.phases, result))
        elif name == "profile":
            result = along = analysis.profile(ds, x, outcome)
            if y is not None and (plane or chosen.y):
                result = analysis.profile(ds, x, outcome, y)
            yield attribute(along, "outcome_long_name")[lang]
            yield _table(along, lang)
            yield Data("profile.nc", result)
            yield Drawing(f"profile-{result.attrs['outcome']}", partial(figures.profile, result))
        else:
            result = analysis.break_even_profile(ds, x)
            yield Data("break_even.nc", result)
            yield Drawing("break_even", partial(figures.break_even, result))


def _axes(ds: xr.Dataset, chosen: PlotOptions) -> tuple[str, str | None]:
    """Choose the parameters of the figures: the given ones, otherwise the first two of the sweep."""
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
        cells = (amount(float(here[name].values[k]), unit) for name in ("mean", "low", "high"))
        rows.append((class_words(here["x_low"].values[k], here["x_high"].values[k]), *cells))
    parameter = axis_words(profile, "x")
    return number_table((parameter, words.MEAN, words.LOW, words.HIGH), rows, lang)
