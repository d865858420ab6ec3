"""The best groups: which organizations are together, as wide as what they pay alone, and how much of it they save."""

import math
from collections.abc import Sequence
from typing import Any, Final, NamedTuple

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Patch, Rectangle

from sim.analysis import BestGroups, Partition
from sim.analysis.numbers import fine_percent, percent
from sim.analysis.words.verdict import COMPARES, FICTIONAL
from sim.figures.page import compose, figure_of, text_width, wrap, write_beside
from sim.figures.scales import percent_axis
from sim.figures.style import GREEN, INK, QUIET, SKY, Size, drawing, text_size
from sim.scenario import Scenario
from sim.vocabulary.currency import in_its_currency
from sim.vocabulary.text import Lang, Text, number, same

_TITLE: Final = Text("The groups that would save most", "Les groupes qui économiseraient le plus")
_NOTE: Final = Text(
    "Each block is a group, as wide as what its members pay alone; its hatched top is what they save together. At the "
    "right, the saving of all",
    "Chaque bloc est un groupe, aussi large que ce que ses membres paient seuls; le haut hachuré est ce qu'ils "
    "économisent ensemble. À droite, l'économie de tous",
)
_X: Final = Text("Share of the sum of the costs alone", "Part de la somme des coûts en restant seul")
_PAID: Final = Text("What a group pays", "Ce que paie un groupe")
_SAVED: Final = Text("What it saves", "Ce qu'il économise")
_ALONE: Final = Text("Alone", "Seul")
_RATIONAL: Final = Text("if nobody may\npay more", "si personne ne\ndoit payer plus")
_MEMBERS: Final = Text("{n} members", "{n}\u00a0membres")
_NAMED: Final = Text("{n} members: {names}", "{n}\u00a0membres : {names}")
_AT_MOST: Final = Text("at most {p}", "au plus {p}")
_NOBODY: Final = Text("nobody needs it", "personne n'en a besoin")
_SEARCHED: Final = Text(
    "Found by a search; no partition saves more than what is written after “at most”. ",
    "Trouvés par une recherche; aucune partition n'économise plus que ce qui suit « au plus ». ",
)
_EXPECTED: Final = Text(
    "Expected costs once start-up is over, as planned, before any payment to enter. ",
    "Coûts attendus une fois le démarrage passé, selon le plan, sans les paiements d'entrée. ",
)
_SOURCE: Final = Text("Scenario {name}, seed {seed}. ", "Scénario {name}, graine {seed}. ")
_LONE: Final = "#C8C8C8"
_SAVED_FILL: Final = "#DDF1EA"
_HEIGHT: Final = 0.86
_ROOM: Final = 0.1
_WIDER: Final = 1.12  # times its width, a small text at most where the figure is saved with fewer pixels an inch


class _Row(NamedTuple):
    """A bar: its name, the partition, and the least cost that is known to be out of reach (NaN: none)."""

    name: Text
    partition: Partition
    bound: float


@in_its_currency
def best_groups(
    scenario: Scenario, found: BestGroups | Sequence[BestGroups], lang: Lang = "en", size: Size = "slide"
) -> Figure:
    """Draw the best groups for one resource or several.

    Parameters
    ----------
    scenario : Scenario
        Where they come from.
    found : BestGroups or sequence of BestGroups
        From :func:`sim.best_groups`.
    lang, size : "en" or "fr", "slide", "paper" or "column"
        Language and format.

    Returns
    -------
    matplotlib.figure.Figure
        One panel, a bar for each resource; a second one where the best groups differ from the best ones that leave
        nobody above its cost alone.
    """
    several = [found] if isinstance(found, BestGroups) else list(found)
    rows = [row for each in several for row in _rows(scenario, each)]
    with drawing(size, wide=True) as figure:
        axes = figure.subplots()
        axes.set(xlabel=_X[lang], xlim=(0.0, 1.0), ylim=(len(rows) - 0.5, -0.5))
        axes.set_yticks(range(len(rows)), [row.name[lang] for row in rows])
        axes.grid(False)
        percent_axis(axes.xaxis, lang)
        key = [
            (Patch(facecolor=SKY, linewidth=0.0), _PAID),
            (Patch(facecolor=_SAVED_FILL, hatch="///", edgecolor=GREEN, linewidth=0.0), _SAVED),
        ]
        if any(row.partition.alone for row in rows):
            key.append((Patch(facecolor=_LONE, linewidth=0.0), _ALONE))
        searched = [] if all(each.exact for each in several) else [_SEARCHED]
        origin = _SOURCE.format(name=same(scenario.name), seed=same(str(scenario.seed)))
        foot = [*searched, _EXPECTED, origin, FICTIONAL if scenario.fictional else COMPARES]
        compose(figure, lang, title=_TITLE, note=_NOTE, foot=foot, key=key, right=_ROOM)
        for place, row in enumerate(rows):
            _bar(axes, row.partition, place, lang)
            _total(axes, row, place, lang)
        return figure


def _rows(scenario: Scenario, each: BestGroups) -> list[_Row]:
    """Return the bars of a resource: the best groups, and the best that leave nobody worse off where these differ."""
    title = scenario.resources[each.resource].title
    rows = [_Row(title if title.en else same(each.resource), each.best, each.bound)]
    if each.rational.groups != each.best.groups:
        rows.append(_Row(_RATIONAL, each.rational, math.nan))
    return rows


def _bar(axes: Axes, partition: Partition, place: int, lang: Lang) -> None:
    """Draw the blocks of a partition side by side."""
    total = sum(partition.stand_alone_costs)
    left = 0.0
    for group, alone, cost in zip(partition.groups, partition.stand_alone_costs, partition.costs, strict=True):
        width = alone / total if total > 0.0 else 0.0
        paid = cost / alone if alone > 0.0 else 1.0
        bottom = place + 0.5 * _HEIGHT
        look: dict[str, Any] = {"edgecolor": "white", "linewidth": text_size() / 12.0}
        colour = _LONE if len(group) == 1 else SKY
        axes.add_patch(Rectangle((left, bottom), width, -_HEIGHT * paid, facecolor=colour, **look))
        if len(group) > 1:
            saved: dict[str, Any] = {"facecolor": _SAVED_FILL, "edgecolor": GREEN, "hatch": "///", "linewidth": 0.0}
            axes.add_patch(Rectangle((left, place - 0.5 * _HEIGHT), width, _HEIGHT * (1.0 - paid), zorder=0.9, **saved))
            _name(axes, group, (left, width), (bottom, -_HEIGHT * paid), lang)
            _write_saving(axes, (left, width), (place - 0.5 * _HEIGHT, _HEIGHT * (1.0 - paid)), lang)
        left += width


def _name(axes: Axes, group: Sequence[str], across: tuple[float, float], up: tuple[float, float], lang: Lang) -> None:
    """Write in a block who is in it, or how many, or their number alone, whichever fits."""
    size = 0.85 * text_size()
    wide, tall = _room(axes, across[1], up[1])
    wide /= _WIDER
    figure = figure_of(axes)
    n = number(len(group))
    for text in (_NAMED.format(n=n, names=same(", ".join(group))), _MEMBERS.format(n=n), n):
        words = text[lang]
        lines = wrap(figure, words, wide - size, size, "normal")
        fits = all(text_width(figure, line, size) < wide - 0.5 * size for line in lines)
        if fits and not any(line.endswith("…") for line in lines) and 1.35 * size * len(lines) < tall:
            axes.text(
                across[0] + 0.5 * across[1], up[0] + 0.5 * up[1], "\n".join(lines), size=size, ha="center",
                va="center", color=INK, linespacing=1.25,
            )  # fmt: skip
            return


def _write_saving(axes: Axes, across: tuple[float, float], down: tuple[float, float], lang: Lang) -> None:
    """Write in the top of a block what share it saves, if there is room."""
    size = 0.85 * text_size()
    wide, tall = _room(axes, across[1], down[1])
    words = percent(float(f"{down[1] / _HEIGHT:.2g}"))[lang]
    if text_width(figure_of(axes), words, size) + size < wide and 1.6 * size < tall:
        axes.text(
            across[0] + 0.5 * across[1], down[0] + 0.5 * down[1], words, size=size, ha="center",
            va="center_baseline", color=INK,
            bbox={"boxstyle": "round,pad=0.12", "facecolor": "white", "edgecolor": "none"},
        )  # fmt: skip


def _room(axes: Axes, width: float, height: float) -> tuple[float, float]:
    """Return the width and the height of a part of the panel [point]."""
    figure = figure_of(axes)
    low, high = axes.get_ylim()
    points = 72.0 / figure.dpi
    return width * axes.bbox.width * points, abs(height / (high - low)) * axes.bbox.height * points


def _total(axes: Axes, row: _Row, place: int, lang: Lang) -> None:
    """Write what all save to the right of a bar, and what no partition exceeds."""
    text = text_size()
    alone = sum(row.partition.stand_alone_costs)
    if alone == 0.0:
        write_beside(axes, place, _NOBODY[lang], 0.01, 0.85 * text)
        return
    share = fine_percent(row.partition.saving_share)
    write_beside(axes, place, share[lang], 1.01, text, "bold")
    most = share if math.isnan(row.bound) else fine_percent(1.0 - row.bound / alone)
    if most != share and _room(axes, 1.0, 1.0)[1] > 2.6 * text:
        axes.annotate(
            _AT_MOST.format(p=most)[lang], (1.01, place), xycoords=("axes fraction", "data"), xytext=(0.0, -1.2 * text),
            textcoords="offset points", va="center_baseline", size=0.8 * text, color=QUIET, annotation_clip=False,
        )  # fmt: skip
