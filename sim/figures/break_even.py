"""Break-even over a sweep: in which share of the runs the group is back by each month, by the value of a parameter."""

from typing import Final

import numpy as np
import xarray as xr
from matplotlib.figure import Figure

from sim.analysis.numbers import percent
from sim.figures.ends import End, name_ends
from sim.figures.page import compose
from sim.figures.parameters import axis_words, class_words, swept_source
from sim.figures.scales import month_axis, percent_axis
from sim.figures.style import LINES, Size, drawing, text_size
from sim.vocabulary.currency import in_its_currency
from sim.vocabulary.text import Lang, Text, within

_TITLE: Final = Text("How soon the group breaks even", "Quand le groupe rentre dans ses frais")
_NOTE: Final = Text(
    "Share of the runs in which the group has broken even by each month; at the end of each line, the share in which "
    "it ever does. A line for each: {name}",
    "Part des simulations où le groupe est rentré dans ses frais à chaque mois; au bout de chaque ligne, la part de "
    "celles où il l'est un jour. Une ligne pour chaque : {name}",
)
_Y: Final = Text("Share of the runs", "Part des simulations")
_END: Final = Text("{name}: {share}", "{name} : {share}")
_WIDTH: Final = 0.22


@in_its_currency
def break_even(ds: xr.Dataset, lang: Lang = "en", size: Size = "slide") -> Figure:
    """Draw the distributions of the month of break-even.

    Parameters
    ----------
    ds : xarray.Dataset
        What :func:`sim.analysis.break_even_profile` returns.
    lang, size : "en" or "fr", "slide", "paper" or "column"
        Language and format.

    Returns
    -------
    matplotlib.figure.Figure
        One panel, a rising line for each value or class of the parameter.
    """
    months = int(ds["month"].values[-1])
    with drawing(size) as figure:
        axes = figure.subplots()
        text = text_size()
        ends = []
        for k in range(ds.sizes["by"]):
            colour, dashes = LINES[k % len(LINES)]
            back = ds["back"].isel(by=k).values
            axes.plot(
                ds["month"].values, back, color=colour, linestyle=dashes, linewidth=text / 5.0, drawstyle="steps-post",
                zorder=3, clip_on=False,
            )  # fmt: skip
            last = float(back[-1])
            if np.isfinite(last):
                name = class_words(ds["by_low"].values[k], ds["by_high"].values[k])
                words = _END.format(name=name, share=percent(float(f"{last:.2g}")))
                ends.append(End(words[lang], last, colour, dashes))
        month_axis(axes, months, lang, ticks=10)
        percent_axis(axes.yaxis, lang)
        axes.set(ylabel=_Y[lang], ylim=(0.0, 1.0))
        note = _NOTE.format(name=within(axis_words(ds, "by")))
        compose(figure, lang, title=_TITLE, note=note, foot=[swept_source(ds)], right=_WIDTH)
        name_ends(axes, ends, months, _WIDTH)
        return figure
