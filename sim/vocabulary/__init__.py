"""Words: texts in both languages, parameters' metadata, units, statuses, and what is declared of a variable."""

from sim.vocabulary.param import Param
from sim.vocabulary.status import Status
from sim.vocabulary.text import Lang, Text
from sim.vocabulary.units import UNITS
from sim.vocabulary.variable import DIMENSIONS, LEVELS, Level, Variable

__all__ = [
    "DIMENSIONS",
    "LEVELS",
    "UNITS",
    "Lang",
    "Level",
    "Param",
    "Status",
    "Text",
    "Variable",
]
