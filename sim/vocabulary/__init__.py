"""Words: texts in both languages, parameters' metadata, units, statuses and output variables."""

from sim.vocabulary.param import Param
from sim.vocabulary.status import Status
from sim.vocabulary.text import Lang, Text
from sim.vocabulary.units import UNITS
from sim.vocabulary.variable import DIMENSIONS, LEVELS, Level, Variable
from sim.vocabulary.variables import VARIABLES, recorded

__all__ = [
    "DIMENSIONS",
    "LEVELS",
    "UNITS",
    "VARIABLES",
    "Lang",
    "Level",
    "Param",
    "Status",
    "Text",
    "Variable",
    "recorded",
]
