"""The report of a calibration: whether the model gives the data, what they tell of each parameter, the figures."""

import math
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import numpy as np
import xarray as xr
from rich.table import Table

from sim import figures
from sim.analysis.bilingual import coordinate
from sim.analysis.numbers import percent, value_words
from sim.calibration import statement
from sim.calibration.posterior import weighted_quantiles
from sim.calibration.sentences import short_names, told_words
from sim.cli.output import Drawing, Part
from sim.cli.tables import NOTHING, number_table
from sim.cli.words import calibrate as words
from sim.figures.parameters import amount
from sim.vocabulary.text import Lang, Text, number, same


def report(ds: xr.Dataset, store: Path, lang: Lang) -> Iterator[Part]:
    """Report a calibration: the sentences, two tables and the figures."""
    yield f"{ds.attrs['title_fr' if lang == 'fr' else 'title']}\n\n{statement(ds, lang)}\n"
    yield _parameters(ds, lang)
    yield _targets(ds, lang)
    for name in ("posterior", "predictive", "distance_profiles"):
        yield Drawing(name, partial(getattr(figures, name), ds))
    yield words.USE.format(store=store)


def _parameters(ds: xr.Dataset, lang: Lang) -> Table:
    """Make the table of the parameters: their intervals, and what the data tell."""
    rows = [
        (name, *(_value(float(ds[end].values[k])) for end in ("low", "median", "high")),
         percent(float(ds["ratio"].values[k])), told)
        for k, (name, told) in enumerate(zip(short_names(ds), told_words(ds), strict=True))
    ]  # fmt: skip
    titles = (words.PARAMETER, words.LOW, words.MEDIAN, words.HIGH, words.RATIO, words.TOLD)
    caption = words.CAPTION.format(n=number(ds.sizes["particle"]), k=number(round(float(ds.attrs["effective"]))))
    return number_table(titles, rows, lang, caption=caption)


def _targets(ds: xr.Dataset, lang: Lang) -> Table:
    """Make the table of the targets: what was observed, and what the model gives before and after the data."""
    names = coordinate(ds, "target_name")
    flat = np.ones(ds.sizes["prior_particle"])
    rows = []
    for k, name in enumerate(names):
        unit, month = str(ds["target_unit"].values[k]), int(ds["month"].values[k])
        rows.append((
            name,
            number(month) if month else NOTHING,
            amount(float(ds["observed"].values[k]), unit),
            _band(ds["prior_simulated"].values[:, k], flat, unit),
            _band(ds["simulated"].values[:, k], ds["weight"].values, unit),
        ))  # fmt: skip
    return number_table((words.OBSERVED, words.MONTH, words.DATUM, words.BEFORE, words.AFTER), rows, lang)


def _band(values: np.ndarray, weight: np.ndarray, unit: str) -> Text:
    """Write the band of a statistic that holds 80 % of the weight."""
    there = np.isfinite(values)
    if not there.any():
        return NOTHING
    share = weight[there] / weight[there].sum()
    low, high = weighted_quantiles(values[there], share, np.array([0.1, 0.9]))
    return words.BAND.format(low=amount(float(low), unit), high=amount(float(high), unit))


def _value(value: float) -> Text:
    """Write a value of a parameter; a dash for words."""
    return same("–") if math.isnan(value) else value_words(value)
