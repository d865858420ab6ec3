"""The figure: for each pattern, where what the model gives lies with respect to the range that was observed."""

from __future__ import annotations

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Patch
from page import model, span, with_unit, written
from patterns import Pattern, patterns

from sim.figures.page import compose
from sim.figures.style import BLUE, GRID, INK, SMALL, VERMILLION, drawing, text_size
from sim.vocabulary.text import Lang, Text

_TITLE = Text(
    "What was observed, and what the model gives: {n} of {all} patterns inside",
    "Ce qui a été observé et ce que donne le modèle : {n} constats sur {all} à l'intérieur",
)
_NOTE = Text(
    "Each row on its own scale: the band is the range that counts as inside; each line outside is twice as far from "
    "its middle as the one before, and what is further away stands at the edge",
    "Chaque ligne à sa propre échelle : la bande est l'étendue admise; chaque trait au-delà est deux fois plus loin de "
    "son milieu que le précédent, et ce qui est plus loin encore est au bord",
)
_BAND = "#CFCFCF"
_HEADS = (Text("observed", "observé"), Text("Quebec", "Québec"), Text("posterior", "a posteriori"))
_PLACES = (1.04, 1.42, 1.64)  # of the columns, in widths of the panel
_FOOT = Text(
    "Upper line: quebec.toml; lower: posterior. Lines: 80% of the runs, with their median, which has to lie in the "
    "band; where one case was observed, 80% of the pools or organizations, which have to meet it. The columns give "
    "medians. The model compares scenarios and predicts nothing.",
    "Trait du haut : quebec.toml; du bas : a posteriori. Traits : 80 % des simulations, avec leur médiane, qui doit "
    "être dans la bande; là où un seul cas a été observé, 80 % des groupes ou des organisations, qui doivent la "
    "toucher. Les colonnes donnent les médianes. Le modèle compare des scénarios et ne prédit rien.",
)
_REACH = 4.0  # steps on either side


def _key(text: float) -> list[tuple[Patch | Line2D, Text]]:
    """Return what the marks mean."""
    marker = {"markersize": text * 0.5, "linewidth": text / 7.0}
    return [
        (Patch(color=_BAND), Text("observed", "observé")),
        (Line2D([], [], color=BLUE, marker="o", **marker), Text("inside", "à l'intérieur")),
        (Line2D([], [], color=VERMILLION, marker="X", **marker), Text("outside", "à l'extérieur")),
        (
            Line2D([], [], color=INK, marker="o", markerfacecolor="white", linestyle=":", **marker),
            Text("not a test: fitted or assumed", "pas une épreuve : calé ou supposé"),
        ),
    ]


def place(value: float, pattern: Pattern) -> float:
    """Return where a value stands: -1 and 1 are the ends of the range, each step beyond is twice as far from it.

    Values further away than the page stand at its edge.
    """
    centre, half = 0.5 * (pattern.high + pattern.low), 0.5 * (pattern.high - pattern.low)
    away = (value - centre) / half
    if abs(away) > 1.0:
        away = np.sign(away) * (1.0 + np.log2(abs(away)) if np.isfinite(away) else _REACH)
    return float(np.clip(away, -_REACH, _REACH))


def _row(axes: Axes, row: float, pattern: Pattern, ends: tuple[float, float, float], text: float) -> None:
    """Draw what the model gives for a pattern."""
    low, median, high = (place(end, pattern) for end in ends)
    inside = pattern.verdict(ends) == "inside"
    colour, shape = (BLUE, "o") if inside else (VERMILLION, "X")
    tested = pattern.use == "tested"
    axes.plot([low, high], [row, row], color=colour, linewidth=text / 7.0, linestyle="-" if tested else ":")
    axes.plot(
        median, row, shape, color=colour, markerfacecolor=colour if tested else "white", markersize=text * 0.5, zorder=3
    )


def _cells(pattern: Pattern, given: dict[tuple[str, str], tuple[float, float, float]], lang: Lang) -> list[str]:
    """Write the range, and the medians under both sources."""
    cells = [span(pattern.low, pattern.high, "none" if pattern.unit == "count" else pattern.unit, lang)]
    for source in ("quebec", "posterior"):
        ends = given.get((pattern.key, source))
        unit = pattern.unit if pattern.unit in ("share", "ratio") else "none"
        cells.append("–" if ends is None else with_unit(written(ends[1], pattern.unit, lang), unit, lang))
    return [_percent(cell, lang) for cell in cells]


def _percent(words: str, lang: Lang) -> str:
    """Write percent signs as figures do."""
    return words.replace(" %", "%") if lang == "en" else words


def draw(lang: Lang = "en") -> Figure:
    """Draw all patterns, a row for each."""
    chosen, given = patterns(), model()
    tested = [pattern for pattern in chosen if pattern.use == "tested"]
    inside = sum(pattern.verdict(given[pattern.key, "quebec"]) == "inside" for pattern in tested)
    with drawing("slide") as figure:
        figure.set_size_inches(figure.get_figwidth(), 1.3 * figure.get_figwidth())
        text = text_size()
        axes = figure.subplots()
        axes.axvspan(-1.0, 1.0, color=_BAND, linewidth=0.0, zorder=0)
        for row, pattern in enumerate(chosen):
            for source, shift in (("quebec", -0.18), ("posterior", 0.18)):
                ends = given.get((pattern.key, source))
                if ends is not None and not np.isnan(ends[1]):
                    _row(axes, row + shift, pattern, ends, text)
            if row and pattern.area != chosen[row - 1].area:
                axes.axhline(row - 0.5, color=INK, linewidth=text / 20.0)
        axes.set_ylim(len(chosen) - 0.4, -0.6)
        axes.set_xlim(-_REACH - 0.2, _REACH + 0.2)
        names = [_percent(pattern.name[lang], lang) for pattern in chosen]
        axes.set_yticks(range(len(chosen)), names, size=text * SMALL)
        axes.set_xticks([-3, -2, 2, 3], [""] * 4)
        axes.tick_params(axis="x", length=0)
        axes.grid(visible=False, axis="y")
        axes.grid(visible=True, axis="x", color=GRID)
        axes.set_title("\n", size=text * SMALL)
        compose(
            figure, lang, title=_TITLE.format(n=inside, all=len(tested)), note=_NOTE, foot=[_FOOT], key=_key(text),
            right=0.31,
        )  # fmt: skip
        style = {"xycoords": ("axes fraction", "data"), "size": text * SMALL, "annotation_clip": False}
        for at, head in zip(_PLACES, _HEADS, strict=True):
            axes.annotate(head[lang], (at, -0.9), va="center_baseline", weight="bold", **style)
        for row, pattern in enumerate(chosen):
            for at, cell in zip(_PLACES, _cells(pattern, given, lang), strict=True):
                axes.annotate(cell, (at, row), va="center_baseline", **style)
        return figure
