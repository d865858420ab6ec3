"""Co-operative cost games: the costs of coalitions, ways to share them, and the objections to an allocation."""

from sim.games.audit import Audit, Balance, Objection, audit, proof_of_emptiness, sampled_audit
from sim.games.core import LeastCore, is_in_core, least_core, nearest_in_core
from sim.games.game import CostGame
from sim.games.limits import JOINT, MOST, coalitions
from sim.games.nucleolus import nucleolus, per_capita_nucleolus
from sim.games.properties import Finding, Properties, properties
from sim.games.rules import equal, equal_nonseparable_costs, proportional, separable_costs, serial_shares
from sim.games.shapley import ShapleyEstimate, attribution, sampled_shapley_value, shapley_value
from sim.games.solutions import SOLUTIONS, Solution

__all__ = [
    "JOINT",
    "MOST",
    "SOLUTIONS",
    "Audit",
    "Balance",
    "CostGame",
    "Finding",
    "LeastCore",
    "Objection",
    "Properties",
    "ShapleyEstimate",
    "Solution",
    "attribution",
    "audit",
    "coalitions",
    "equal",
    "equal_nonseparable_costs",
    "is_in_core",
    "least_core",
    "nearest_in_core",
    "nucleolus",
    "per_capita_nucleolus",
    "proof_of_emptiness",
    "properties",
    "proportional",
    "sampled_audit",
    "sampled_shapley_value",
    "separable_costs",
    "serial_shares",
    "shapley_value",
]
