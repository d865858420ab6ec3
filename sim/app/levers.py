"""Levers of the workshop: their bounds, the scenario that results from their settings, their labels."""

import math
from collections.abc import Mapping
from dataclasses import replace
from typing import Annotated, Any, Final, Literal, Self, get_args

from pydantic import ConfigDict, Field
from pydantic.dataclasses import dataclass

from sim.analysis.numbers import money, percent
from sim.app.words import levers as words
from sim.scenario.schema import Constant, Resource, Scenario
from sim.vocabulary.text import Text, number, within

Sharing = Literal["equal", "by_size", "by_use", "two_part"]
SHARINGS: Final[tuple[str, ...]] = get_args(Sharing)
"""Sharing rules on offer; the last one is the default of the shipped scenarios."""

MOST_SETUP: Final = 3.0
"""Largest multiple of the set-up cost."""
SHOCK_MONTH: Final = 24
"""Month at whose beginning the largest member leaves, where that shock is on."""

# Assumptions, shown on the screen: what a facilitator saves the group, and the fee.
FACILITATOR_CUT: Final = 0.3
FACILITATOR_FEE: Final = 40.0

Share = Annotated[float, Field(ge=0, le=1)]


@dataclass(frozen=True, config=ConfigDict(strict=True, extra="forbid", allow_inf_nan=False))
class LeverSettings:
    """Settings of the levers; None keeps the value of the scenario. A value that is not allowed raises a ValueError.

    Attributes
    ----------
    members : int or None
        Number of organizations, the first ones, that may pool; the others stay alone.
    setup : float
        Multiple of the costs of founding and joining [1].
    subsidy : float
        Share of founding and joining costs that public money pays [1].
    trust : float or None
        Trust of all organizations [1].
    sharing : str or None
        One of :data:`SHARINGS`.
    facilitation, shock : bool
        Whether a facilitator supports the group; whether its largest member leaves.

    Examples
    --------
    >>> LeverSettings().moved("subsidy", 0.5).subsidy
    0.5
    """

    members: Annotated[int, Field(ge=2, le=1000)] | None = None
    setup: Annotated[float, Field(ge=0, le=MOST_SETUP)] = 1.0
    subsidy: Share = 0.0
    trust: Share | None = None
    sharing: Sharing | None = None
    facilitation: bool = False
    shock: bool = False

    def moved(self, name: str, value: object) -> Self:
        """Return the settings with one lever moved.

        Raises
        ------
        ValueError
            If there is no such lever, or its value is not allowed.
        """
        values: dict[str, Any] = {name: value}
        return replace(self, **values)

    @property
    def paths(self) -> list[str]:
        """Paths of the assumed parameters that the settings replace, whatever they were."""
        return [] if self.trust is None else ["population.trust"]

    def applied(self, scenario: Scenario) -> Scenario:
        """Return a scenario of one resource with all settings except `members` and `shock`."""
        (key,) = scenario.resources
        resource = scenario.resources[key]
        changed: dict[str, Any] = {
            "founding_cost": resource.founding_cost * self.setup,
            "joining_cost": resource.joining_cost * self.setup,
        }
        if self.sharing is not None:
            changed["sharing"] = self.sharing
        levers = {"subsidy_share": self.subsidy} if self.subsidy else {}
        if self.facilitation:
            levers |= {"facilitator_cut": FACILITATOR_CUT, "facilitator_fee": FACILITATOR_FEE}
        updates: dict[str, Any] = {
            "resources": {key: with_fields(resource, changed)},
            "levers": scenario.levers.model_copy(update=levers),
        }
        if self.trust is not None:
            updates["population"] = scenario.population.model_copy(update={"trust": Constant(value=self.trust)})
        return scenario.model_copy(update=updates)


def with_fields(resource: Resource, values: Mapping[str, Any]) -> Resource:
    """Return a resource with other values, each limited to the bounds of its parameter."""
    return resource.model_copy(update={name: _bounded(resource, name, value) for name, value in values.items()})


def _bounded(resource: Resource, name: str, value: Any) -> Any:
    """Return a number limited to the bounds of its parameter."""
    param = type(resource).param(name)
    if param is None or not isinstance(value, float):
        return value
    low = param.ge if param.ge is not None else -math.inf
    high = param.le if param.le is not None else math.inf
    return min(max(value, low), high)


def settings(scenario: Scenario, levers: LeverSettings) -> list[tuple[Text, bool]]:
    """Return the label of each lever and whether it was moved: the four main levers, then others that were."""
    labels = [
        (setting(name, standing(scenario, levers, name)), getattr(levers, name) != getattr(LeverSettings(), name))
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


def standing(scenario: Scenario, levers: LeverSettings, name: str) -> Text:
    """Write the setting of one of the four main levers."""
    value = position(scenario, levers, name)
    if name == "members":
        return number(int(value))
    if name == "setup":
        return money(value * next(iter(scenario.resources.values())).founding_cost)
    return percent(value)


def position(scenario: Scenario, levers: LeverSettings, name: str) -> float:
    """Return the setting of one of the four main levers; if it was not moved, the value of the case."""
    value = getattr(levers, name)
    if value is not None:
        return float(value)
    population = scenario.population
    return float(population.number if name == "members" else population.trust.support()[0])
