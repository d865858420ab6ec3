"""Labels of the levers with their settings, for the facilitator and for the projector."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sim.analysis.numbers import money, percent
from sim.app.levers import SHOCK_MONTH, LeverSettings
from sim.app.words import levers as words
from sim.vocabulary.text import Text, number, within

if TYPE_CHECKING:
    from sim.app.cases import Case


def settings(case: Case, levers: LeverSettings) -> list[tuple[Text, bool]]:
    """Return the label of each lever and whether it was moved: the four main levers, then others that were."""
    labels = [
        (setting(name, standing(case, levers, name)), getattr(levers, name) != getattr(LeverSettings(), name))
        for name in ("members", "setup", "subsidy", "trust")
    ]
    if levers.sharing is not None:
        labels.append((setting("sharing", within(words.SHARINGS[levers.sharing])), True))
    if levers.facilitation:
        labels.append((words.NAMES["facilitation"], True))
    if levers.shock:
        labels.append((words.NAMES["shock"].format(m=SHOCK_MONTH), True))
    return labels


def setting(name: str, value: Text) -> Text:
    """Return the label of a lever with its setting."""
    label = words.NAMES[name]
    return Text(f"{label.en}: {value.en}", f"{label.fr} : {value.fr}")


def standing(case: Case, levers: LeverSettings, name: str) -> Text:
    """Write the setting of one of the four main levers."""
    value = position(case, levers, name)
    if name == "members":
        return number(int(value))
    if name == "setup":
        return money(value * case.scenario.resources[case.resource].founding_cost)
    return percent(value)


def position(case: Case, levers: LeverSettings, name: str) -> float:
    """Return the setting of one of the four main levers; if it was not moved, the value of the case."""
    value = getattr(levers, name)
    if value is not None:
        return float(value)
    population = case.scenario.population
    return float(population.number if name == "members" else population.trust.support()[0])
