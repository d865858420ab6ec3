"""Where the levers stand, in words: what the facilitator reads beside a lever, and the room on the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sim.analysis.numbers import money, percent
from sim.app.levers import SHOCK_MONTH, LeverSettings
from sim.app.words import levers as words
from sim.vocabulary.text import Text, number, within

if TYPE_CHECKING:
    from sim.app.cases import Case


def settings(case: Case, levers: LeverSettings) -> list[tuple[Text, bool]]:
    """Return where each lever stands and whether it was moved: the four in sight, then the others that were."""
    found = [
        (setting(name, standing(case, levers, name)), getattr(levers, name) != getattr(LeverSettings(), name))
        for name in ("members", "setup", "subsidy", "trust")
    ]
    if levers.sharing is not None:
        found.append((setting("sharing", within(words.SHARINGS[levers.sharing])), True))
    if levers.facilitation:
        found.append((words.NAMES["facilitation"], True))
    if levers.shock:
        found.append((words.NAMES["shock"].format(m=SHOCK_MONTH), True))
    return found


def setting(name: str, value: Text) -> Text:
    """Write a lever and where it stands."""
    label = words.NAMES[name]
    return Text(f"{label.en}: {value.en}", f"{label.fr} : {value.fr}")


def standing(case: Case, levers: LeverSettings, name: str) -> Text:
    """Write where one of the four levers in sight stands."""
    value = position(case, levers, name)
    if name == "members":
        return number(int(value))
    if name == "setup":
        return money(value * case.scenario.resources[case.resource].founding_cost)
    return percent(value)


def position(case: Case, levers: LeverSettings, name: str) -> float:
    """Return where one of the four levers in sight stands; where it was not moved, what the case says."""
    value = getattr(levers, name)
    if value is not None:
        return float(value)
    population = case.scenario.population
    return float(population.number if name == "members" else population.trust.support()[0])
