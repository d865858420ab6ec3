"""Words: texts in both languages, parameters' metadata, statuses and output variables."""

from sim.vocabulary.param import Param
from sim.vocabulary.status import Status
from sim.vocabulary.text import Lang, Text

__all__ = ["Lang", "Param", "Status", "Text"]
