"""Results in a few plain sentences, in both languages: each function takes a dataset and returns words."""

from sim.analysis.words.comparison import comparison
from sim.analysis.words.discovery import discovery
from sim.analysis.words.explanation import explanation
from sim.analysis.words.verdict import caveat, verdict

__all__ = ["caveat", "comparison", "discovery", "explanation", "verdict"]
