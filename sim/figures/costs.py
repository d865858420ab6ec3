"""The cost of a resource for each member by the number of members, its parts stacked, beside being alone."""

from typing import Final

import numpy as np
import xarray as xr
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from sim.analysis.bilingual import attribute
from sim.analysis.costs import NEARLY, PARTS, CheapestNumber, cheapest_number
from sim.analysis.costs import cost_by_members as expected_costs
from sim.analysis.numbers import money, percent, rounded
from sim.analysis.words import caveat
from sim.analysis.words.costs import facilitated
from sim.figures.ends import End, name_ends
from sim.figures.labels import Labels
from sim.figures.page import compose
from sim.figures.scales import member_axis, money_axis
from sim.figures.style import BLUE, GREEN, INK, ORANGE, PURPLE, SKY, VERMILLION, Size, drawing, text_size
from sim.scenario import Scenario
from sim.vocabulary.currency import in_its_currency, priced_words
from sim.vocabulary.text import Lang, Text, join, number, same

_TITLE: Final = Text(
    "{resource}: monthly cost for each member, by number of members",
    "{resource} : coût mensuel pour chaque membre, selon le nombre de membres",
)
_NOTE: Final = Text(
    "Identical members that need {need} a month each (unit: {unit}); expected cost, entry payments not included",
    "Membres identiques qui ont besoin de {need} par mois chacun (unité : {unit}); coût attendu, "
    "sans les paiements d'entrée",
)
_WITHOUT: Final = Text(
    ". Left out: the use itself, {x} each in any case",
    ". Sans l'usage lui-même, {x} chacun dans tous les cas",
)
_X: Final = Text("Members (1: alone)", "Membres (1 : seul)")
_Y: Final = Text("Cost for each member (CAD a month)", "Coût pour chaque membre (CAD par mois)")
_LOOK: Final = {
    "fixed": (Text("Fixed cost", "Coût fixe"), BLUE, ""),
    "capacity": (Text("Capacity", "Capacité"), SKY, "//"),
    "shortage": (Text("Shortages", "Manques"), ORANGE, ".."),
    "use": (Text("Use", "Usage"), "#BDBDBD", ""),
    "coordination": (Text("Coordination", "Coordination"), VERMILLION, "\\\\"),
    "tax": (Text("Tax", "Taxe"), PURPLE, "xx"),
    "friction": (Text("Start-up friction, first month", "Friction de démarrage, premier mois"), "#F7DFCC", ""),
}
_OVERRUN: Final = Text("With the mean overrun (×\u00a0{x})", "Avec le dépassement moyen (×\u00a0{x})")
_ALONE: Final = Text("Alone: {x}", "Seul : {x}")
_CHEAPEST: Final = Text(
    "Cheapest: {n} members{near}\n{x} each, {difference} than alone",
    "Le moins cher : {n} membres{near}\n{x} chacun, {difference} que seul",
)
_NEAR: Final = Text(" (costs within {p} from {low} to {high})", " (coût à {p} près de {low} à {high})")
_DEARER: Final = Text(
    "Always more expensive than alone\nat best, {n} members: {difference}",
    "Toujours plus cher que seul\nau mieux, à {n} membres : {difference}",
)
_IF_OVERRUN: Final = Text("with the mean overrun: {difference}", "avec le dépassement moyen : {difference}")
_LESS: Final = Text("{p} less", "{p} de moins")
_MORE: Final = Text("{p} more", "{p} de plus")
_NOBODY: Final = Text("Nobody needs it", "Personne n'en a besoin")
_FREE: Final = Text("Alone, it costs nothing", "Seul, cela ne coûte rien")
_FEWER: Final = Text(
    "Pale: fewer members than the agreement asks for ({n}).",
    "En pâle : moins de membres que l'entente n'en exige ({n}).",
)
_EXPERIENCE: Final = Text(
    "Each member has the experience of {x} ({unit}) at the start.",
    "Chaque membre a au départ l'expérience de {x} (unité : {unit}).",
)
_SOURCE: Final = Text("Scenario {name}.", "Scénario {name}.")
_WIDTH: Final = 0.25


@in_its_currency
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
    lang, size : "en" or "fr", "slide", "paper" or "column"
        Language and format.
    need : float, optional
        Mean need of each member [unit/month]; by default the median of those that need it.
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
    costs = expected_costs(scenario, resource, need, members)
    found = cheapest_number(costs)
    use = found.use
    costs = costs.assign(steady=costs["steady"] - use, overrun=costs["overrun"] - use)
    overruns = found.overrun is not None
    with drawing(size, wide=True) as figure:
        axes = figure.subplots()
        ends = _stack(axes, costs, lang)
        text = text_size()
        axes.axhline(costs["steady"].values[0], color=INK, linestyle=(0, (6, 3)), linewidth=text / 8.0, zorder=4)
        if overruns:
            x = costs["members"].values[1:]
            axes.plot(
                x, costs["overrun"].values[1:], color=INK, linewidth=text / 9.0, marker="o",
                markersize=text / 4.0, markerfacecolor="white", zorder=5,
            )  # fmt: skip
        highest = max(float(costs["cost"].sel(part=_drawn(costs)).sum("part").max()), float(costs["overrun"].max()))
        axes.set_ylim(0.0, 1.4 * highest or 1.0)
        money_axis(axes.yaxis, lang)
        axes.set(xlabel=_X[lang], ylabel=priced_words(_Y)[lang])
        member_axis(axes, int(costs["members"].values[-1]), lang)
        least = int(costs.attrs["min_members"])
        pale = [_FEWER.format(n=number(least))] if least > 2 else []
        without = [_WITHOUT.format(x=money(use))] if use else []
        note = _NOTE.format(need=number(rounded(costs.attrs["need"], 2)), unit=attribute(costs, "unit"))
        source = _SOURCE.format(name=same(costs.attrs["scenario_name"]))
        title = _TITLE.format(resource=attribute(costs, "title"))
        foot = join([*pale, *_assumed(costs), source, caveat(costs)], " ")
        compose(figure, lang, title=title, note=join([note, *without], ""), foot=[foot], right=_WIDTH)
        if overruns:
            words = _OVERRUN.format(x=number(rounded(float(costs.attrs["overrun_mean"]))))
            ends.append(End(words[lang], float(costs["overrun"].values[-1]), INK))
        name_ends(axes, ends, axes.get_xlim()[1], _WIDTH)
        _mark(axes, costs, found, lang)
        return figure


def _assumed(costs: xr.Dataset) -> list[Text]:
    """State what the costs assume beyond the resource: experience at the start, a facilitator."""
    terms = []
    if experience := float(costs.attrs["experience"]):
        terms.append(_EXPERIENCE.format(x=number(rounded(experience)), unit=attribute(costs, "unit")))
    return [*terms, *facilitated(costs)]


def _stack(axes: Axes, costs: xr.Dataset, lang: Lang) -> list[End]:
    """Stack the parts; return the name of each at the middle of its right end."""
    x = costs["members"].values
    first = max(2, int(costs.attrs["min_members"]))
    runs = [(1, 1, 1.0), (2, first - 1, 0.35), (first, int(x[-1]), 1.0)]
    text = text_size()
    base = np.zeros(x.size)
    ends = []
    for part in _drawn(costs):
        height = costs["cost"].sel(part=part).values
        words, colour, hatch = _LOOK[part]
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
        ends.append(End(words[lang], float(base[-1] + height[-1] / 2.0), VERMILLION if added else colour))
        base = base + height
    return ends


def _drawn(costs: xr.Dataset) -> list[str]:
    """Return the parts to stack: those that are not zero, without a use that dwarfs what pooling changes."""
    left_out = "use" if costs["use_left_out"] > 0.0 else None
    return [part for part in PARTS if costs["cost"].sel(part=part).values.any() and part != left_out]


def _mark(axes: Axes, costs: xr.Dataset, found: CheapestNumber, lang: Lang) -> None:
    """Mark the stand-alone cost and the cheapest number of members."""
    text = text_size()
    total = costs["cost"].sel(part=_drawn(costs)).sum("part").values
    x = costs["members"].values
    highest = np.maximum(total, costs["overrun"].values)
    filled = (np.repeat(x, 24), np.outer(highest, np.linspace(0.0, 1.0, 24)).ravel())
    labels = Labels(axes, [(x, np.full(x.size, found.alone)), (x, highest)], dots=filled)
    color = GREEN if found.cost < found.alone else VERMILLION
    axes.plot([found.members], [found.cost], "D", color=color, ms=text * 0.7, mec="white", zorder=6)
    outcome = _outcome(found, needed=costs.attrs["need"] > 0.0)[lang]
    labels.put(outcome, found.members, found.cost, toward=90.0, size=text * 0.95, weight="bold")
    alone = _ALONE.format(x=money(found.alone))[lang]
    labels.put(alone, x[-1], found.alone, toward=135.0, lead=False, size=text * 0.95)


def _outcome(found: CheapestNumber, needed: bool) -> Text:
    """State what the cheapest number of members costs, against being alone, as planned and with the mean overrun."""
    if found.alone == 0.0:
        return _FREE if needed else _NOBODY
    words = (_CHEAPEST if found.cost < found.alone else _DEARER).format(
        n=number(found.members), near=_near(found), x=money(found.cost), difference=_difference(found.cost, found.alone)
    )
    if found.overrun is None:
        return words
    return join([words, _IF_OVERRUN.format(difference=_difference(found.overrun, found.alone))], "\n")


def _difference(cost: float, alone: float) -> Text:
    """State how much less or more a cost is than another."""
    return (_LESS if cost < alone else _MORE).format(p=percent(abs(1.0 - cost / alone)))


def _near(found: CheapestNumber) -> Text:
    """State which other numbers of members cost about as little; the minimum is often flat."""
    if found.low == found.high:
        return Text("", "")
    return _NEAR.format(low=number(found.low), high=number(found.high), p=percent(NEARLY))
