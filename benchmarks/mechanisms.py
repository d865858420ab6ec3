"""Settings for the time that each mechanism takes, compared with the Quebec scenario, in which these are off."""

from __future__ import annotations

from typing import Final

RESOURCES: Final = ("hr", "accounting", "premises", "it", "training", "reserve")


def everywhere(**values: object) -> list[str]:
    """Return settings of all resources."""
    return [f"resources.{name}.{key}={value}" for name in RESOURCES for key, value in values.items()]


MIXED: Final = 'population.rule={distribution="discrete",values=["rational","%s"]}'
WAITING: Final = 'population.threshold={distribution="uniform",low=0,high=0.5}'

MECHANISMS: Final[dict[str, list[str]]] = {
    "risk weight": ["population.risk_weight=0.5"],
    "tax": everywhere(tax=0.05),
    "learning": everywhere(progress_ratio=0.95),
    "innovation": everywhere(innovation_rate=0.01),
    "crises": ["crises.probability=0.02", "crises.size=1.3", "crises.length=6"],
    "closure": ["society.closure=true"],
    "tastes redrawn": ['society.taste="independent"'],
    "half imitate": [MIXED % "imitate"],
    "half wait for contacts": [MIXED % "conditional", WAITING],
    "levers": [
        "levers.subsidy_share=0.3",
        "levers.subsidy_cap=5000",
        "levers.facilitator_cut=0.2",
        "levers.facilitator_reach=4",
        "levers.facilitator_fee=10",
        "levers.guarantee_share=0.5",
        "levers.guarantee_months=24",
        "levers.credit_months=24",
        "levers.credit_rate=0.06",
    ],
}
"""Settings that turn each mechanism on."""

_RULES: Final = 'population.rule={distribution="discrete",values=["rational","rational","imitate","conditional"]}'
TOGETHER: Final = [
    *(value for name, values in MECHANISMS.items() if not name.startswith("half") for value in values),
    *everywhere(overuse=0.1),
    _RULES,
    WAITING,
]
"""All mechanisms at once; overuse takes time if shares are set beforehand."""

SHARED: Final[dict[str, list[str]]] = {
    "all of them, shared in two parts": [*TOGETHER, *everywhere(sharing='"two_part"')],
    "by need, with overuse": everywhere(sharing='"by_need"', overuse=0.1),
    "serial sharing": everywhere(sharing='"serial"'),
    "all of them, shared serially": [*TOGETHER, *everywhere(sharing='"serial"')],
}
"""Mechanisms that depend on the sharing rule."""
