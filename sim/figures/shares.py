"""Shares of a cost: what each member pays under each rule, against what it would pay alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import matplotlib as mpl
import numpy as np
from matplotlib.lines import Line2D

from sim.analysis.numbers import percent
from sim.figures.page import compose, figure_of, shortened, wrap
from sim.figures.scales import percent_axis
from sim.figures.style import BLUE, GREEN, INK, ORANGE, PURPLE, QUIET, SKY, SMALL, VERMILLION, Size, drawing
from sim.vocabulary.text import Lang, Text, number

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matplotlib.artist import Artist
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from sim.analysis.shares import Shares

_TITLE: Final = Text(
    "What each pays, against what it would pay alone", "Ce que chacun paie, par rapport à ce qu'il paierait seul"
)
_NOTE: Final = Text(
    "Left of the line, it saves; right of it, it would be better off alone. Together: {p} of the costs alone",
    "À gauche de la ligne, on économise; à droite, on paierait moins seul. Ensemble : {p} des coûts seuls",
)
_X: Final = Text("Share of the cost alone", "Part du coût seul")
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
    "De haut en bas : par coût seul, du plus grand au plus petit. ",
)
_LOOKS: Final = (
    (BLUE, "o"),
    (VERMILLION, "s"),
    (GREEN, "^"),
    (PURPLE, "D"),
    (ORANGE, "v"),
    (SKY, "P"),
    (INK, "X"),
    (QUIET, "<"),
    (BLUE, ">"),
    (VERMILLION, "p"),
    (GREEN, "h"),
)
_NAME: Final = 0.24
"""Share of the page's width that the longest name may take."""


def shares(found: Shares, lang: Lang = "en", size: Size = "slide", *, source: Text | None = None) -> Figure:
    """Draw what each member pays under each rule, as a share of its stand-alone cost.

    Parameters
    ----------
    found : Shares
        From :func:`sim.analysis.share_cost`.
    lang : "en" or "fr"
        Language.
    size : "slide" or "paper"
        Format.
    source : Text, optional
        Where the costs come from, written below.

    Returns
    -------
    matplotlib.figure.Figure
        One panel: a row for each member, a mark for each rule, filled where the allocation is in the core. Where
        there is no room for names, those who pay most alone stand at the top.
    """
    alone = found.game.stand_alone
    shown = np.flatnonzero(alone > 0.0)
    with drawing(size) as figure:
        axes = figure.subplots()
        named = _row(figure, shown.size) > 1.15 * SMALL * float(mpl.rcParams["font.size"])
        if not named:
            shown = shown[np.argsort(-alone[shown], kind="stable")]
        key = _marks(axes, found, shown, lang)
        axes.axvline(1.0, color=INK, linestyle=(0, (6, 3)), linewidth=float(mpl.rcParams["font.size"]) / 8.0, zorder=1)
        axes.set_ylim(shown.size - 0.4, -0.6)
        if named:
            axes.set_yticks(range(shown.size), _names(figure, [found.game.members[i] for i in shown]))
            for row in range(1, shown.size, 2):
                axes.axhspan(row - 0.5, row + 0.5, color="#F4F4F4", zorder=0, linewidth=0)
        else:
            axes.set_yticks([])
            axes.set_ylabel(_MEMBERS.format(n=number(shown.size))[lang])
        axes.grid(axis="x")
        low, high = axes.get_xlim()
        axes.set_xlim(min(low, 0.95), max(high, 1.05))
        percent_axis(axes.xaxis, lang, ticks=8)
        axes.set_xlabel(_X[lang])
        sampled = found.least is None
        foot = ("" if named else _SORTED[lang]) + (_SAMPLED if sampled else _FILLED)[lang]
        if shown.size < alone.size:
            foot += _LEFT_OUT[alone.size - shown.size > 1].format(n=number(alone.size - shown.size))[lang]
        together = found.game.total / alone.sum() if alone.sum() > 0.0 else 1.0
        compose(
            figure,
            title=_TITLE[lang],
            note=_NOTE.format(p=percent(float(f"{together:.3g}")))[lang],
            foot=foot + (source[lang] if source is not None else ""),
            key=key,
        )
        return figure


def _marks(axes: Axes, found: Shares, shown: np.ndarray, lang: Lang) -> list[tuple[Artist, str]]:
    """Draw the marks, those of a member spread a little so that equal ones can be told apart; return the key."""
    text = float(mpl.rcParams["font.size"])
    alone = found.game.stand_alone[shown]
    count = len(found.audits)
    height = _row(figure_of(axes), shown.size)
    dot = max(0.32 * text, min(0.62 * text, 2.0 * 0.8 * height / max(1, count)))
    key: list[tuple[Artist, str]] = []
    for k, (name, audit) in enumerate(found.audits.items()):
        colour, shape = _LOOKS[k % len(_LOOKS)]
        hollow = audit.in_core is False
        y = np.arange(shown.size) + (k - 0.5 * (count - 1)) * 0.8 / max(1, count)
        look: dict[str, Any] = {
            "color": colour, "marker": shape, "linestyle": "none", "markeredgecolor": colour,
            "markerfacecolor": "white" if hollow else colour, "markeredgewidth": text / 9.0,
        }  # fmt: skip
        axes.plot(audit.allocation[shown] / alone, y, markersize=dot, zorder=3, **look)
        words = found.rules[name][lang]
        key.append((Line2D([], [], markersize=0.62 * text, **look), words[:1].upper() + words[1:]))
    return key


def _row(figure: Figure, rows: int) -> float:
    """Return the height of a row, about [point]."""
    return 0.6 * 72.0 * figure.get_figheight() / max(1, rows)


def _names(figure: Figure, names: Sequence[str]) -> list[str]:
    """Break names that are too long for one line where rows are high enough for two, and cut what is still too long."""
    room = _NAME * figure.get_figwidth() * 72.0
    size = float(mpl.rcParams["font.size"]) * 0.9
    lines = 2 if _row(figure, len(names)) > 2.6 * size else 1
    broken = []
    for name in names:
        parts = wrap(figure, name, room, size, "normal")
        if len(parts) > lines:
            parts = [*parts[: lines - 1], shortened(figure, " ".join(parts[lines - 1 :]), room, size)]
        broken.append("\n".join(parts))
    return broken
