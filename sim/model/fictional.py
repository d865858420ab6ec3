"""The scenario of a model that is built without one."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sim.scenario import Scenario


def fictional_scenario() -> Scenario:
    """Return twelve fictional organizations that all know each other and may share an HR adviser."""
    from sim.scenario import parse_scenario

    adviser = {
        "title": {"en": "HR adviser", "fr": "Conseil RH"},
        "need_per_fte": 0.35,
        "need_exponent": 0.85,
        "fixed_cost": 600.0,
        "unit_cost": 525.0,
        "lot": 4.33,
        "market_price": 1100.0,
        "unmet_value": 1000.0,
        "variation": 0.5,
        "correlation": 0.1,
        "friction": 0.4,
        "friction_months": 10.0,
        "member_cost": 70.0,
        "pair_cost": 5.0,
        "founding_cost": 9000.0,
        "joining_cost": 1500.0,
        "leaving_cost": 600.0,
        "commitment": 12,
        "admission": "no_harm",
        "sharing": "two_part",
    }
    tables = {
        "name": "fictional",
        "title": {
            "en": "Twelve organizations and an HR adviser",
            "fr": "Douze organisations et un conseil en RH",
        },
        "fictional": True,
        "population": {
            "number": 12,
            "size": {"distribution": "uniform", "low": 8.0, "high": 30.0},
            "cash": 6.0,
            "horizon": 48.0,
            "foresight": 0.9,
            "trust": 0.7,
            "solidarity": 0.5,
            "autonomy": 0.03,
        },
        "network": {"kind": "complete"},
        "resources": {"adviser": adviser},
    }
    return parse_scenario(tables)
