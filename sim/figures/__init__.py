"""Figures: a simulated dataset in, a matplotlib figure out; each function stands in a file of its own.

They are loaded when first used, since matplotlib takes its time.
"""

from importlib import import_module
from typing import TYPE_CHECKING

__all__ = [
    "break_even",
    "comparison",
    "cost_by_members",
    "j_curve",
    "participation",
    "phases",
    "profile",
    "sensitivity",
    "sensitivity_by_month",
    "shares",
    "sources",
    "stability",
    "who_gains",
]

if TYPE_CHECKING:
    from sim.figures.break_even import break_even
    from sim.figures.comparison import comparison
    from sim.figures.costs import cost_by_members
    from sim.figures.explanation import sources
    from sim.figures.gains import who_gains
    from sim.figures.j_curve import j_curve
    from sim.figures.months import sensitivity_by_month
    from sim.figures.participants import participation
    from sim.figures.phases import phases
    from sim.figures.profiles import profile
    from sim.figures.sensitivity import sensitivity
    from sim.figures.shares import shares
    from sim.figures.stability import stability
else:
    _HOMES = {
        "break_even": "sim.figures.break_even",
        "comparison": "sim.figures.comparison",
        "cost_by_members": "sim.figures.costs",
        "j_curve": "sim.figures.j_curve",
        "participation": "sim.figures.participants",
        "phases": "sim.figures.phases",
        "profile": "sim.figures.profiles",
        "sensitivity": "sim.figures.sensitivity",
        "sensitivity_by_month": "sim.figures.months",
        "shares": "sim.figures.shares",
        "stability": "sim.figures.stability",
        "sources": "sim.figures.explanation",
        "who_gains": "sim.figures.gains",
    }

    def __getattr__(name):
        """Load a figure from its file, once; afterwards it is an ordinary attribute."""
        if name not in _HOMES:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        value = getattr(import_module(_HOMES[name]), name)
        globals()[name] = value
        return value


def __dir__() -> list[str]:
    """Name what is public and what is loaded."""
    return sorted({*__all__, *globals()})
