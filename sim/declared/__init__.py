"""What the model is made of, declared once: mechanisms, rules, output variables, and the base of the tables."""

from __future__ import annotations

from sim.declared.awareness import AWARENESS, AwarenessTerms, OutreachTerms
from sim.declared.beliefs import BELIEFS, BeliefTerms
from sim.declared.clause import CLAUSE, ClauseTerms
from sim.declared.core import (
    ACCESS,
    COORDINATION,
    FIXED_COST,
    FRICTION,
    LEVERS,
    LOTS,
    OVERRUN,
    PAYMENTS,
    RISK,
    SCALE,
)
from sim.declared.effort import EFFORT, EffortTerms
from sim.declared.facilitation import FACILITATION, ProposalTerms
from sim.declared.innovation import INNOVATION, InnovationTerms
from sim.declared.learning import LEARNING, LearningTerms
from sim.declared.mechanism import Mechanism
from sim.declared.migration import MIGRATION, MigrationTerms
from sim.declared.overuse import OVERUSE, OveruseTerms
from sim.declared.tax import TAX, TaxTerms
from sim.declared.voting import VOTING, VotingTerms

MECHANISMS: tuple[Mechanism, ...] = (
    FIXED_COST,
    LOTS,
    RISK,
    SCALE,
    LEARNING,
    INNOVATION,
    ACCESS,
    LEVERS,
    FACILITATION,
    AWARENESS,
    VOTING,
    CLAUSE,
    COORDINATION,
    FRICTION,
    PAYMENTS,
    OVERRUN,
    BELIEFS,
    MIGRATION,
    EFFORT,
    OVERUSE,
    TAX,
)
"""The mechanisms, those that make pooling pay before those that work against it."""

EXPECTED: tuple[Mechanism, ...] = (RISK, COORDINATION, FRICTION, PAYMENTS, OVERRUN)
"""The mechanisms that any real case has: without them results are rosier than life."""

RELATED: tuple[tuple[str, ...], ...] = (
    ("overrun", "beliefs"),
    ("friction", "payments", "migration"),
    ("levers", "facilitation"),
    ("voting", "clause"),
    ("overuse", "effort"),
    ("fixed_cost", "lots", "scale"),
    ("learning", "innovation"),
    ("risk", "access"),
    ("coordination", "tax"),
)
"""Mechanisms by key that an explanation takes together where it cannot take all by themselves."""


class OfResource(
    ClauseTerms,
    VotingTerms,
    TaxTerms,
    OveruseTerms,
    EffortTerms,
    MigrationTerms,
    BeliefTerms,
    InnovationTerms,
    LearningTerms,
):
    """The parameters that mechanisms add to a resource, the last base first."""


class OfSociety(AwarenessTerms):
    """The parameters that mechanisms add to society."""


class OfLevers(ProposalTerms, OutreachTerms):
    """The levers that mechanisms add."""


def fields(record: str) -> tuple[str, ...]:
    """Return the groups of fields that the mechanisms add to a record of the kernel.

    Examples
    --------
    >>> fields("month")
    ('f aware', 'f effort_shown effort_members')
    """
    return tuple(group for mechanism in MECHANISMS for group in mechanism.fields.get(record, ()))
