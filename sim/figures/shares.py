"""Shares of a cost: what each member pays under each rule, against what it would pay alone."""

from collections.abc import Sequence
from typing import Any, Final

import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from sim.analysis.numbers import percent
from sim.analysis.shares import Shares
from sim.figures.page import compose, figure_of, shortened, wrap
from sim.figures.parameters import capitalized
from sim.figures.scales import percent_axis
from sim.figures.style import BLUE, GREEN, INK, ORANGE, PURPLE, QUIET, SKY, SMALL, VERMILLION, Size, drawing, text_size
from sim.vocabulary.text import Lang, Text, number

_TITLE: Final = Text(
    "What each pays, against what it would pay alone", "Ce que chacun paie, par rapport à ce qu'il paierait seul"
)
_NOTE: Final = Text(
    "Left of the line, it saves; right of it, it would be better off alone. Together: {p} of the costs alone",
    "À gauche de la ligne, on économise; à droite, on paierait moins seul. Ensemble : {p} de la somme des "
    "coûts en restant seul",
)
_X: Final = Text("Share of the cost alone", "Part du coût de rester seul")
_FILLED: Final = Text(
    "Filled: no group of members would be better off apart. Hollow: some group would. ",
    "Plein : aucun groupe de membres n'aurait avantage à partir. Vide : un groupe y aurait avantage. ",
)
_SAMPLED: Final = Text(
    "Filled: no group was found that would be better off apart. Hollow: some group would be. ",
    "Plein : on n'a trouvé aucun groupe qui aurait avantage à partir. Vide : un groupe y aurait avantage. ",
)
_LEFT_OUT: Final = (
    Text(
        "Left out, since alone it would pay nothing: 1 member. ",
        "Non tracé, car seul il ne paierait rien : 1\u00a0membre. ",
    ),
    Text(
        "Left out, since alone they would pay nothing: {n} members. ",
        "Non tracés, car seuls ils ne paieraient rien : {n}\u00a0membres. ",
    ),
)
_MEMBERS: Final = Text("{n} members", "{n}\u00a0membres")
_SORTED: Final = Text(
    "From top to bottom: by cost alone, the largest first. ",
    "De haut en bas : selon le coût en restant seul, du plus grand au plus petit. ",
)
_COLOURS: Final = (BLUE, VERMILLION, GREEN, PURPLE, ORANGE, SKY, INK, QUIET)
_SHAPES: Final = "os^DvPX<>ph"
_NAME: Final = 0.24
"""Share of the page's width that the longest name may take."""


def shares(shared: Shares, lang: Lang = "en", size: Size = "slide", *, source: Text | None = None) -> Figure:
    """Draw what each member pays under each rule, as a share of its stand-alone cost.

    Parameters
    ----------
    shared : Shares
        From :func:`sim.analysis.share_cost`.
    lang, size : "en" or "fr", "slide", "paper" or "column"
        Language and format.
    source : Text, optional
        Where the costs come from, written below.

    Returns
    -------
    matplotlib.figure.Figure
        One panel: a row for each member, a mark for each rule, filled where the allocation is in the core. Where
        there is no room for names, members are sorted by their cost alone, the largest at the top.
    """
    alone = shared.game.stand_alone
    shown = np.flatnonzero(alone > 0.0)
    with drawing(size) as figure:
        axes = figure.subplots()
        named = _row(figure, shown.size) > 1.15 * SMALL * text_size()
        if not named:
            shown = shown[np.argsort(-alone[shown], kind="stable")]
        key = _marks(axes, shared, shown)
        axes.axvline(1.0, color=INK, linestyle=(0, (6, 3)), linewidth=text_size() / 8.0, zorder=1)
        axes.set_ylim(shown.size - 0.4, -0.6)
        if named:
            axes.set_yticks(range(shown.size), _names(figure, [shared.game.members[i] for i in shown]))
            for row in range(1, shown.size, 2):
                axes.axhspan(row - 0.5, row + 0.5, color="#F4F4F4", zorder=0, linewidth=0)
        else:
            axes.set_yticks([])
            axes.set_ylabel(_MEMBERS.format(n=number(shown.size))[lang])
        axes.grid(axis="x")
        low, high = axes.get_xlim()
        axes.set(xlabel=_X[lang], xlim=(min(low, 0.95), max(high, 1.05)))
        percent_axis(axes.xaxis, lang, ticks=8)
        foot = [] if named else [_SORTED]
        foot.append(_SAMPLED if shared.least is None else _FILLED)
        if free := alone.size - shown.size:
            foot.append(_LEFT_OUT[free > 1].format(n=number(free)))
        if source is not None:
            foot.append(source)
        together = shared.game.total / alone.sum() if alone.sum() > 0.0 else 1.0
        note = _NOTE.format(p=percent(float(f"{together:.3g}")))
        compose(figure, lang, title=_TITLE, note=note, foot=foot, key=key)
        return figure


def _marks(axes: Axes, shared: Shares, shown: np.ndarray) -> list[tuple[Artist, Text]]:
    """Draw the marks, those of a member apart enough to distinguish equal ones, and return the key."""
    text = text_size()
    alone = shared.game.stand_alone[shown]
    count = len(shared.audits)
    height = _row(figure_of(axes), shown.size)
    dot = max(0.32 * text, min(0.62 * text, 2.0 * 0.8 * height / max(1, count)))
    key: list[tuple[Artist, Text]] = []
    for k, (name, audit) in enumerate(shared.audits.items()):
        colour, shape = _COLOURS[k % len(_COLOURS)], _SHAPES[k % len(_SHAPES)]
        hollow = audit.in_core is False
        y = np.arange(shown.size) + (k - 0.5 * (count - 1)) * 0.8 / max(1, count)
        look: dict[str, Any] = {
            "color": colour, "marker": shape, "linestyle": "none", "markeredgecolor": colour,
            "markerfacecolor": "white" if hollow else colour, "markeredgewidth": text / 9.0,
        }  # fmt: skip
        axes.plot(audit.allocation[shown] / alone, y, markersize=dot, zorder=3, **look)
        key.append((Line2D([], [], markersize=0.62 * text, **look), capitalized(shared.rules[name])))
    return key


def _row(figure: Figure, rows: int) -> float:
    """Return about the height of a row [point]."""
    return 0.6 * 72.0 * figure.get_figheight() / max(1, rows)


def _names(figure: Figure, names: Sequence[str]) -> list[str]:
    """Break names that are too long for one line where rows are high enough for two, and cut what is still too long."""
    room = _NAME * figure.get_figwidth() * 72.0
    size = text_size() * 0.9
    lines = 2 if _row(figure, len(names)) > 2.6 * size else 1
    broken = []
    for name in names:
        parts = wrap(figure, name, room, size, "normal")
        if len(parts) > lines:
            parts = [*parts[: lines - 1], shortened(figure, " ".join(parts[lines - 1 :]), room, size)]
        broken.append("\n".join(parts))
    return broken
