"""What simulated datasets say, of one world or of several: statements and smaller datasets."""

from sim.analysis.catalogue import OF_RESOURCES, OUTCOMES, Outcome
from sim.analysis.comparison import compare
from sim.analysis.contrast import contrast
from sim.analysis.costs import cost_by_members
from sim.analysis.jcurve import j_curve
from sim.analysis.mechanisms import MECHANISMS, Mechanism
from sim.analysis.origin import origin
from sim.analysis.outcomes import Outcomes, outcomes
from sim.analysis.paired import paired_difference
from sim.analysis.recorded import NotRecordedError
from sim.analysis.sources import active_mechanisms, explain
from sim.analysis.spread import Spread, spread
from sim.analysis.survival import broken_even
from sim.analysis.verdict import caveat, verdict

__all__ = [
    "MECHANISMS",
    "OF_RESOURCES",
    "OUTCOMES",
    "Mechanism",
    "NotRecordedError",
    "Outcome",
    "Outcomes",
    "Spread",
    "active_mechanisms",
    "broken_even",
    "caveat",
    "compare",
    "contrast",
    "cost_by_members",
    "explain",
    "j_curve",
    "origin",
    "outcomes",
    "paired_difference",
    "spread",
    "verdict",
]
