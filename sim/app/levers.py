"""Levers of the workshop: their bounds, and the scenario that results from their settings."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from sim.scenario.schema import Constant

if TYPE_CHECKING:
    from sim.scenario import Resource, Scenario

SHARINGS: Final = ("equal", "by_size", "by_use", "two_part")
"""Sharing rules on offer; the last one is the default of the shipped scenarios."""

MOST_SETUP: Final = 3.0
"""Largest multiple of the set-up cost."""
SHOCK_MONTH: Final = 24
"""Month at whose beginning the largest member leaves, where that shock is on."""

# Assumptions, shown on the screen: what a facilitator saves the group, and the fee.
FACILITATOR_CUT: Final = 0.3
FACILITATOR_FEE: Final = 40.0


@dataclass(frozen=True)
class LeverSettings:
    """Settings of the levers; None keeps the value of the scenario.

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

    members: int | None = None
    setup: float = 1.0
    subsidy: float = 0.0
    trust: float | None = None
    sharing: str | None = None
    facilitation: bool = False
    shock: bool = False

    def moved(self, name: str, value: object) -> LeverSettings:
        """Return the settings with one lever moved.

        Raises
        ------
        ValueError
            If there is no such lever, or its value is not allowed.
        """
        values: dict[str, Any] = {name: _checked(name, value)}
        return replace(self, **values)

    def as_dict(self) -> dict[str, Any]:
        """Return the settings as a room's file holds them."""
        return asdict(self)

    @classmethod
    def from_dict(cls, given: Mapping[str, Any]) -> LeverSettings:
        """Return the settings of a room's file.

        Raises
        ------
        ValueError
            If a lever is unknown, or its value is not allowed.
        """
        levers = cls()
        for name, value in given.items():
            levers = levers.moved(name, value)
        return levers

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
        cut = {"facilitator_cut": FACILITATOR_CUT, "facilitator_fee": FACILITATOR_FEE} if self.facilitation else {}
        updates: dict[str, Any] = {
            "resources": {key: with_fields(resource, changed)},
            "levers": scenario.levers.model_copy(update={"subsidy_share": self.subsidy} if self.subsidy else {}),
        }
        updates["levers"] = updates["levers"].model_copy(update=cut)
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


def _checked(name: str, value: object) -> object:
    """Return the value of a lever if it is allowed."""
    if name in ("facilitation", "shock"):
        if isinstance(value, bool):
            return value
    elif name == "sharing":
        if value is None or value in SHARINGS:
            return value
    elif name == "members":
        if value is None or (isinstance(value, int) and not isinstance(value, bool) and 2 <= value <= 1000):
            return value
    elif name in ("setup", "subsidy", "trust"):
        most = MOST_SETUP if name == "setup" else 1.0
        if value is None and name == "trust":
            return value
        if isinstance(value, int | float) and not isinstance(value, bool) and 0.0 <= value <= most:
            return float(value)
    raise ValueError(f"{name} = {value!r}")
