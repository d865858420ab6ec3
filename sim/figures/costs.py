"""The cost of a resource for each member by the number of members, its parts stacked, beside being alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import matplotlib as mpl
import numpy as np

from sim.analysis.costs import PARTS
from sim.analysis.costs import cost_by_members as analyse
from sim.analysis.numbers import money, percent, rounded
from sim.analysis.words.verdict import caveat
from sim.figures.ends import End, name_ends
from sim.figures.labels import Labels
from sim.figures.page import compose
from sim.figures.scales import member_axis, money_axis
from sim.figures.style import BLUE, GREEN, INK, ORANGE, PURPLE, SKY, VERMILLION, Size, drawing
from sim.vocabulary.text import Lang, Text, join, number, same

if TYPE_CHECKING:
    import xarray as xr
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from sim.scenario import Scenario

_TITLE: Final = Text(
    "{resource}: monthly cost for each member, by number of members",
    "{resource} : coût mensuel pour chaque membre, selon le nombre de membres",
)
_NOTE: Final = Text(
    "Members alike, who need {need} a month each (unit: {unit}); expected cost, entry payments not included",
    "Membres semblables, qui ont besoin de {need} par mois chacun (unité : {unit}); coût attendu, "
    "sans les paiements d'entrée",
)
_WITHOUT: Final = Text(
    ". Left out: the use itself, {x} each in any case",
    ". Sans l'usage lui-même, {x} chacun dans tous les cas",
)
_X: Final = Text("Members (1: alone)", "Membres (1 : seul)")
_Y: Final = Text("Cost for each member (CAD a month)", "Coût pour chaque membre (CAD par mois)")
_WORDS: Final = {
    "fixed": Text("Fixed cost", "Coût fixe"),
    "capacity": Text("Capacity", "Capacité"),
    "shortage": Text("Shortages", "Manques"),
    "use": Text("Use", "Usage"),
    "coordination": Text("Coordination", "Coordination"),
    "tax": Text("Tax", "Taxe"),
    "friction": Text("Start-up friction, first month", "Friction de démarrage, premier mois"),
}
_LOOK: Final = {
    "fixed": (BLUE, ""),
    "capacity": (SKY, "//"),
    "shortage": (ORANGE, ".."),
    "use": ("#BDBDBD", ""),
    "coordination": (VERMILLION, "\\\\"),
    "tax": (PURPLE, "xx"),
    "friction": ("#F7DFCC", ""),
}
_OVERRUN: Final = Text("With the mean overrun (×\u00a0{x})", "Avec le dépassement moyen (×\u00a0{x})")
_ALONE: Final = Text("Alone: {x}", "Seul : {x}")
_CHEAPEST: Final = Text(
    "Cheapest: {n} members{near}\n{x} each, {difference} than alone",
    "Le moins cher : {n} membres{near}\n{x} chacun, {difference} que seul",
)
_NEAR: Final = Text(" (from {low} to {high}: within {p})", " (de {low} à {high} : à {p} près)")
_NEARLY: Final = 0.02
_DEARER: Final = Text(
    "Always dearer than alone\nat best, {n} members: {difference}",
    "Toujours plus cher que seul\nau mieux, à {n} membres : {difference}",
)
_IF_OVERRUN: Final = Text("with the mean overrun: {difference}", "avec le dépassement moyen : {difference}")
_LESS: Final = Text("{p} less", "{p} de moins")
_MORE: Final = Text("{p} more", "{p} de plus")
_NOBODY: Final = Text("Nobody needs it", "Personne n'en a besoin")
_FEWER: Final = Text(
    "Pale: fewer members than the agreement asks for ({n}). ",
    "En pâle : moins de membres que l'entente n'en exige ({n}). ",
)
_SOURCE: Final = Text("Scenario {name}.", "Scénario {name}.")
_WIDTH: Final = 0.25


def cost_by_members(
    scenario: Scenario,
    resource: str,
    lang: Lang = "en",
    size: Size = "slide",
    *,
    need: float | None = None,
    members: int | None = None,
) -> Figure:
    """Draw what a pool of like members costs each of them by their number, and what being alone costs.

    Parameters
    ----------
    scenario : Scenario
        Where the resource comes from.
    resource : str
        Its name.
    lang : "en" or "fr"
        Language.
    size : "slide" or "paper"
        Format.
    need : float, optional
        Mean need of each member [unit/month]; the median of those who need it by default.
    members : int, optional
        Largest number of members drawn.

    Returns
    -------
    matplotlib.figure.Figure
        One panel: fixed cost, capacity, shortages, use, coordination (and tax) stacked, start-up friction
        on top.

    Raises
    ------
    KeyError, ValueError
        As :func:`sim.analysis.cost_by_members` does.
    """
    found = analyse(scenario, resource, need, members)
    use = float(found["cost"].sel(members=1, part="use")) if _dwarfs(found) else 0.0
    found = found.assign(steady=found["steady"] - use, overrun=found["overrun"] - use)
    overruns = found.attrs["overrun_mean"] != 1.0
    with drawing(size) as figure:
        axes = figure.subplots()
        tops = _stack(axes, found)
        alone = float(found["steady"].values[0])
        text = float(mpl.rcParams["font.size"])
        axes.axhline(alone, color=INK, linestyle=(0, (6, 3)), linewidth=text / 8.0, zorder=4)
        if overruns:
            x = found["members"].values[1:]
            axes.plot(
                x, found["overrun"].values[1:], color=INK, linewidth=text / 9.0, marker="o",
                markersize=text / 4.0, markerfacecolor="white", zorder=5,
            )  # fmt: skip
        highest = max(float(found["cost"].sel(part=_drawn(found)).sum("part").max()), float(found["overrun"].max()))
        axes.set_ylim(0.0, 1.4 * highest or 1.0)
        money_axis(axes.yaxis, lang)
        axes.set_xlabel(_X[lang])
        axes.set_ylabel(_Y[lang])
        member_axis(axes, int(found["members"].values[-1]), lang)
        least = int(found.attrs["min_members"])
        foot = _SOURCE.format(name=same(found.attrs["scenario_name"]))
        pale = _FEWER.format(n=number(least)) if least > 2 else Text("", "")
        without = _WITHOUT.format(x=money(use)) if use else Text("", "")
        compose(
            figure,
            title=_TITLE.format(resource=_title(found))[lang],
            note=f"{_note(found)[lang]}{without[lang]}",
            foot=f"{pale[lang]}{foot[lang]} {caveat(found)[lang]}",
            right=_WIDTH,
        )
        ends = [End(_WORDS[part][lang], *tops[part]) for part in PARTS if part in tops]
        if overruns:
            times = number(rounded(float(found.attrs["overrun_mean"])))
            ends.append(End(_OVERRUN.format(x=times)[lang], float(found["overrun"].values[-1]), INK))
        name_ends(axes, ends, axes.get_xlim()[1], _WIDTH)
        _mark(axes, found, lang)
        return figure


def _title(found: xr.Dataset) -> Text:
    """Return the title of the resource."""
    return Text(found.attrs["title"], found.attrs["title_fr"])


def _note(found: xr.Dataset) -> Text:
    """Say who the members are."""
    need = number(rounded(found.attrs["need"], 2))
    return _NOTE.format(need=need, unit=Text(found.attrs["unit"], found.attrs["unit_fr"]))


def _stack(axes: Axes, found: xr.Dataset) -> dict[str, tuple[float, str]]:
    """Stack the parts; return where each of them stands at the right end, and its colour."""
    x = found["members"].values
    first = max(2, int(found.attrs["min_members"]))
    runs = [(1, 1, 1.0), (2, first - 1, 0.35), (first, int(x[-1]), 1.0)]
    text = float(mpl.rcParams["font.size"])
    base = np.zeros(x.size)
    middles = {}
    for part in _drawn(found):
        height = found["cost"].sel(part=part).values
        colour, hatch = _LOOK[part]
        added = part == "friction"
        for start, stop, alpha in runs:
            chosen = (x >= start) & (x <= stop)
            if not chosen.any() or not height[chosen].any():
                continue
            edges = np.append(x[chosen] - 0.5, stop + 0.5)
            edges[[0, -1]] += (0.1 if start > 1 else 0.0, -0.1 if stop == 1 else 0.0)
            axes.stairs(
                (base + height)[chosen], edges, baseline=base[chosen], fill=True, hatch=hatch, alpha=alpha,
                facecolor=colour, edgecolor=VERMILLION if added else "white", linestyle=":" if added else "-",
                linewidth=text / (14.0 if added else 40.0), zorder=2,
            )  # fmt: skip
        middles[part] = (float(base[-1] + height[-1] / 2.0), VERMILLION if added else colour)
        base = base + height
    return middles


def _drawn(found: xr.Dataset) -> list[str]:
    """Choose the parts to stack: those there are, without a use that would dwarf what pooling changes."""
    return [
        part for part in PARTS if found["cost"].sel(part=part).values.any() and not (part == "use" and _dwarfs(found))
    ]


def _dwarfs(found: xr.Dataset) -> bool:
    """Whether the cost of use, the same for any number of members, is most of the cost."""
    return bool(found["cost"].sel(members=1, part="use") > 0.5 * found["steady"].sel(members=1))


def _mark(axes: Axes, found: xr.Dataset, lang: Lang) -> None:
    """Mark the stand-alone cost and the cheapest number of members."""
    text = float(mpl.rcParams["font.size"])
    best = int(found["cheapest"])
    steady = found["steady"].values
    total = found["cost"].sel(part=_drawn(found)).sum("part").values
    alone, cost = float(steady[0]), float(steady[best - 1])
    x = found["members"].values
    highest = np.maximum(total, found["overrun"].values)
    levels = np.linspace(0.0, 1.0, 24)
    filled = (np.repeat(x, levels.size), np.outer(highest, levels).ravel())
    labels = Labels(axes, [(x, np.full(x.size, alone)), (x, highest)], dots=filled)
    axes.plot([best], [cost], "D", color=GREEN if cost < alone else VERMILLION, ms=text * 0.7, mec="white", zorder=6)
    labels.put(_finding(found)[lang], best, cost, toward=90.0, size=text * 0.95, weight="bold")
    words = _ALONE.format(x=money(alone))[lang]
    labels.put(words, float(x[-1]), alone, toward=135.0, lead=False, size=text * 0.95)


def _finding(found: xr.Dataset) -> Text:
    """Say what the best number of members costs, against being alone; also when costs overrun as they do."""
    best = int(found["cheapest"])
    alone, cost = float(found["steady"].values[0]), float(found["steady"].values[best - 1])
    if alone == 0.0:
        return _NOBODY
    words = (_CHEAPEST if cost < alone else _DEARER).format(
        n=number(best), near=_near(found), x=money(cost), difference=_difference(cost, alone)
    )
    if found.attrs["overrun_mean"] == 1.0:
        return words
    overrun = _IF_OVERRUN.format(difference=_difference(float(found["overrun"].values[best - 1]), alone))
    return join([words, overrun], "\n")


def _difference(cost: float, alone: float) -> Text:
    """Say how much less or more a cost is than another."""
    return (_LESS if cost < alone else _MORE).format(p=percent(abs(1.0 - cost / alone)))


def _near(found: xr.Dataset) -> Text:
    """Say which other numbers of members cost about as little: the least cost is often a flat one."""
    steady = found["steady"].values
    best = int(found["cheapest"])
    allowed = found["members"].values >= int(found.attrs["min_members"])
    good = found["members"].values[allowed & (steady <= (1.0 + _NEARLY) * steady[best - 1])]
    if good.size < 2:
        return Text("", "")
    return _NEAR.format(low=number(int(good.min())), high=number(int(good.max())), p=percent(_NEARLY))
