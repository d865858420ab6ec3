"""Analysis of simulated datasets: smaller datasets, costs and statements."""

from sim.analysis.audit import audit
from sim.analysis.best_groups import BestGroups, Partition, best_groups
from sim.analysis.catalogue import OF_MONTHS, OF_RESOURCES, OUTCOMES, Outcome
from sim.analysis.comparison import compare
from sim.analysis.cost_table import read_cost_game, read_weights
from sim.analysis.costs import cost_by_members
from sim.analysis.discovery import discover
from sim.analysis.efficiency import efficiency
from sim.analysis.effort import effort_by_members, ends_with_low_effort, mean_effort
from sim.analysis.explanation import explain
from sim.analysis.exploration import explore
from sim.analysis.export import export, table, to_ema
from sim.analysis.groups import Group, group
from sim.analysis.j_curve import j_curve
from sim.analysis.lever_study import LeverStudy, load_lever_study
from sim.analysis.measured import SweepError, measure
from sim.analysis.mechanisms import active_mechanisms
from sim.analysis.median_curve import CurveSummary, median_curve, summarize_curve
from sim.analysis.memberships import NotInRunError, memberships
from sim.analysis.network import network
from sim.analysis.outcomes import Outcomes, outcomes
from sim.analysis.paired import paired_difference
from sim.analysis.parties import Party, parties
from sim.analysis.phases import phase_diagram
from sim.analysis.points import scenario_at
from sim.analysis.profiles import break_even_profile, profile
from sim.analysis.recorded import NotRecordedError
from sim.analysis.robustness import decide
from sim.analysis.sensitivity import monthly_sensitivity, sensitivity, sensitivity_of
from sim.analysis.shares import Shares, share_cost
from sim.analysis.spread import Spread, spread
from sim.analysis.stability import stability
from sim.analysis.survival import broken_even
from sim.analysis.swept import break_even_distribution, paired_points, point_means, sweep_outcomes
from sim.analysis.uncertainty import chance_and_uncertainty, main_outcomes
from sim.analysis.words import caveat, verdict

__all__ = [
    "OF_MONTHS",
    "OF_RESOURCES",
    "OUTCOMES",
    "BestGroups",
    "CurveSummary",
    "Group",
    "LeverStudy",
    "NotInRunError",
    "NotRecordedError",
    "Outcome",
    "Outcomes",
    "Partition",
    "Party",
    "Shares",
    "Spread",
    "SweepError",
    "active_mechanisms",
    "audit",
    "best_groups",
    "break_even_distribution",
    "break_even_profile",
    "broken_even",
    "caveat",
    "chance_and_uncertainty",
    "compare",
    "cost_by_members",
    "decide",
    "discover",
    "efficiency",
    "effort_by_members",
    "ends_with_low_effort",
    "explain",
    "explore",
    "export",
    "group",
    "j_curve",
    "load_lever_study",
    "main_outcomes",
    "mean_effort",
    "measure",
    "median_curve",
    "memberships",
    "monthly_sensitivity",
    "network",
    "outcomes",
    "paired_difference",
    "paired_points",
    "parties",
    "phase_diagram",
    "point_means",
    "profile",
    "read_cost_game",
    "read_weights",
    "scenario_at",
    "sensitivity",
    "sensitivity_of",
    "share_cost",
    "spread",
    "stability",
    "summarize_curve",
    "sweep_outcomes",
    "table",
    "to_ema",
    "verdict",
]
