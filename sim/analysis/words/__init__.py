"""Results in a few plain sentences, in both languages: each function takes a dataset and returns words."""

from sim.analysis.words.comparison import comparison
from sim.analysis.words.discovery import discovery
from sim.analysis.words.explanation import explanation
from sim.analysis.words.exploration import exploration
from sim.analysis.words.precision import precision_of_comparison, precision_of_runs
from sim.analysis.words.robustness import robustness
from sim.analysis.words.verdict import caveat, verdict

__all__ = [
    "caveat",
    "comparison",
    "discovery",
    "explanation",
    "exploration",
    "precision_of_comparison",
    "precision_of_runs",
    "robustness",
    "verdict",
]
