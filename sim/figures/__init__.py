"""Figures: a simulated dataset in, a matplotlib figure out; each function stands in a file of its own.

They are loaded when first used, since matplotlib takes its time.
"""

from importlib import import_module
from typing import TYPE_CHECKING

__all__ = [
    "comparison",
    "cost_by_members",
    "j_curve",
    "participation",
    "phases",
    "sensitivity",
    "shares",
    "sources",
    "stability",
    "who_gains",
]

if TYPE_CHECKING:
    from sim.figures.contrasts import comparison
    from sim.figures.costs import cost_by_members
    from sim.figures.gains import who_gains
    from sim.figures.jcurve import j_curve
    from sim.figures.participants import participation
    from sim.figures.phases import phases
    from sim.figures.sensitivity import sensitivity
    from sim.figures.shares import shares
    from sim.figures.stability import stability
    from sim.figures.waterfall import sources
else:
    _HOMES = {
        "comparison": "sim.figures.contrasts",
        "cost_by_members": "sim.figures.costs",
        "j_curve": "sim.figures.jcurve",
        "participation": "sim.figures.participants",
        "phases": "sim.figures.phases",
        "sensitivity": "sim.figures.sensitivity",
        "shares": "sim.figures.shares",
        "stability": "sim.figures.stability",
        "sources": "sim.figures.waterfall",
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
