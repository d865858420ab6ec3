"""Worlds in which gains can be worked out by hand: everybody pools from the start, and nothing is left to chance."""

from typing import Any

from sim import load_scenario
from sim.scenario import Scenario, parse_scenario

NUMBER, MONTHS = 5, 10


def plain(name: str = "plain", resources: dict[str, Any] | None = None, **values: Any) -> Scenario:
    """Give a world of five equal organizations in one pool, of a need of 2 units at 100 $, and what a test adds."""
    bare = {"need_per_fte": 2.0, "unit_cost": 100.0, "market_price": 1000.0, "unmet_value": 1000.0}
    return parse_scenario(
        {
            "name": name,
            "title": {"en": f"The world {name}", "fr": f"Le monde {name}"},
            "months": MONTHS,
            "replications": 3,
            "population": {"number": NUMBER, "size": 1.0, "rule": "together"},
            "network": {"kind": "complete"},
            "resources": resources or {"hr": bare | values},
        }
    )


def shipped(repository: Any, name: str, *values: str) -> Scenario:
    """Load a scenario that the package ships."""
    return load_scenario(repository / "scenarios" / f"{name}.toml", set=list(values))
