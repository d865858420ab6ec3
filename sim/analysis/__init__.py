"""What a simulated dataset says: datasets of a run in, statements and smaller datasets out."""

from sim.analysis.audit import audit
from sim.analysis.cost_table import read_cost_game, read_weights
from sim.analysis.costs import cost_by_members
from sim.analysis.groups import Group, group
from sim.analysis.jcurve import j_curve
from sim.analysis.outcomes import Outcomes, outcomes
from sim.analysis.recorded import NotRecordedError
from sim.analysis.shares import Shares, share_cost
from sim.analysis.spread import Spread, spread
from sim.analysis.stability import stability
from sim.analysis.survival import broken_even
from sim.analysis.verdict import caveat, verdict

__all__ = [
    "Group",
    "NotRecordedError",
    "Outcomes",
    "Shares",
    "Spread",
    "audit",
    "broken_even",
    "caveat",
    "cost_by_members",
    "group",
    "j_curve",
    "outcomes",
    "read_cost_game",
    "read_weights",
    "share_cost",
    "spread",
    "stability",
    "verdict",
]
