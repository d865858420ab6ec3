"""Figures: a simulated dataset in, a matplotlib figure out; each function stands in a file of its own.

They are loaded when first used, since matplotlib takes its time.
"""

from importlib import import_module
from typing import TYPE_CHECKING

__all__ = ["cost_by_members", "j_curve", "participation", "who_gains"]

if TYPE_CHECKING:
    from sim.figures.cost_by_members import cost_by_members
    from sim.figures.j_curve import j_curve
    from sim.figures.participation import participation
    from sim.figures.who_gains import who_gains
else:

    def __getattr__(name):
        """Load a figure from the file of its name."""
        if name not in __all__:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        value = getattr(import_module(f"sim.figures.{name}"), name)
        globals()[name] = value
        return value
