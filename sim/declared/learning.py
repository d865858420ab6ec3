"""Learning by doing: costs fall with experience, alone and together."""

from __future__ import annotations

from typing import Annotated

from sim.declared.leveling import leveled
from sim.declared.mechanism import Mechanism
from sim.declared.table import Table
from sim.vocabulary.param import NEUTRAL, Param
from sim.vocabulary.text import Text

_EXPERIENCE = Text("Experience is counted by it from the start.", "L'expérience se compte selon lui depuis le début.")


# fmt: off
class LearningTerms(Table):
    """The parameters that learning adds to a resource."""

    progress_ratio: Annotated[float, Param(
        "cost factor per doubling of experience (1: no learning)",
        "facteur de coût par doublement de l'expérience (1 : sans apprentissage)",
        symbol="progress_ratio", unit="-", ge=0.5, le=1, off=1, source=NEUTRAL, fixed=_EXPERIENCE,
    )] = 1.0
    reference_volume: Annotated[float, Param(
        "volume at which experience starts to count", "volume à partir duquel l'expérience compte",
        symbol="E0", unit="unit", gt=0, le=1e12, fixed=_EXPERIENCE,
    )] = 60.0
    initial_experience: Annotated[float, Param(
        "experience at the start (months of the organization's own need)",
        "expérience au départ (mois du besoin propre de l'organisation)",
        unit="month", ge=0, le=600, fixed=_EXPERIENCE,
    )] = 24.0
    portability: Annotated[float, Param(
        "share of a pool's experience that a leaving member keeps",
        "part de l'expérience du groupe que conserve un membre qui part",
        unit="share", ge=0, le=1, changes="freely",
    )] = 0.3
# fmt: on


LEARNING = Mechanism(
    key="learning",
    text=Text("Learning", "Apprentissage"),
    off=Text(
        "Nobody learns: costs stay at the level that the initial experience gives.",
        "Personne n'apprend : les coûts restent au niveau que donne l'expérience de départ.",
    ),
    parameters=("resources.*.progress_ratio",),
    adjusted=leveled,
    fields={
        "society": ("i learning",),
        "resource": ("f learning reference_volume initial_experience portability",),
    },
)
