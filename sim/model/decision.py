"""A decision about one resource, as an organization takes it and the model carries it out."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sim.laws.decision import Choice

if TYPE_CHECKING:
    from sim.model.organization import Organization
    from sim.model.pool import Pool


@dataclass(frozen=True)
class Decision:
    """What an organization does about one resource this month.

    Attributes
    ----------
    choice : Choice
        STAY (as it is, in a pool or alone), LEAVE, JOIN or FOUND.
    pool : Pool, optional
        The pool to join.
    partners : tuple of Organization
        With whom to found, in the order in which they come in; not the founder itself.
    """

    choice: Choice
    pool: Pool | None = None
    partners: tuple[Organization, ...] = field(default=())

    @classmethod
    def stay(cls) -> Decision:
        """Go on as before: in the pool, or alone."""
        return cls(Choice.STAY)

    @classmethod
    def leave(cls) -> Decision:
        """Leave the pool and provide for oneself."""
        return cls(Choice.LEAVE)

    @classmethod
    def join(cls, pool: Pool) -> Decision:
        """Join a pool (a member of another one leaves that first)."""
        return cls(Choice.JOIN, pool=pool)

    @classmethod
    def found(cls, *partners: Organization) -> Decision:
        """Found a pool with these partners, all alone so far."""
        return cls(Choice.FOUND, partners=partners)
