"""What a simulated dataset says: datasets of a run in, statements and smaller datasets out."""

from sim.analysis.costs import cost_by_members
from sim.analysis.jcurve import j_curve
from sim.analysis.outcomes import Outcomes, outcomes
from sim.analysis.recorded import NotRecordedError
from sim.analysis.spread import Spread, spread
from sim.analysis.survival import broken_even
from sim.analysis.verdict import caveat, verdict

__all__ = [
    "NotRecordedError",
    "Outcomes",
    "Spread",
    "broken_even",
    "caveat",
    "cost_by_members",
    "j_curve",
    "outcomes",
    "spread",
    "verdict",
]
