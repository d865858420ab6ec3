"""A decision about one resource, as an organization takes it and the model carries it out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sim.kernel.prescription import is_kept_out
from sim.kernel.state import NOBODY
from sim.laws.decision import Choice, reviews

if TYPE_CHECKING:
    from sim.model.organization import Organization
    from sim.model.pool import Pool


@dataclass(frozen=True)
class Decision:
    """What an organization does about one resource this month: one of the four that the class methods make.

    Attributes
    ----------
    choice : Choice
        STAY (as it is, in a pool or alone), LEAVE, JOIN or FOUND.
    pool : Pool, optional
        The pool to join.
    partners : tuple of Organization
        With whom to found, in the order in which they come in; not the founder itself.

    Examples
    --------
    >>> Decision.stay().choice
    <Choice.STAY: 0>
    """

    choice: Choice
    pool: Pool | None = None
    partners: tuple[Organization, ...] = ()

    @classmethod
    def stay(cls) -> Decision:
        """Go on as before: in the pool, or alone."""
        return cls(Choice.STAY)

    @classmethod
    def leave(cls) -> Decision:
        """Leave the pool, pay for it, and provide for oneself."""
        return cls(Choice.LEAVE)

    @classmethod
    def join(cls, pool: Pool) -> Decision:
        """Join a pool that admits the organization (a member of another one leaves that first)."""
        return cls(Choice.JOIN, pool=pool)

    @classmethod
    def found(cls, *partners: Organization) -> Decision:
        """Found a pool with these partners, all alone so far.

        The model does not ask them: the deciding organization answers for them. The rational rule proposes only
        what every partner accepts, so ``super().decide(resource)`` is how to found with those that want to.
        """
        return cls(Choice.FOUND, partners=partners)

    def target(self, organization: Organization, resource: int) -> int:
        """Return what the kernel needs to act: the slot to join or the number of founders.

        Parameters
        ----------
        organization : Organization
            The organization that decides.
        resource : int
            Number of the resource.

        Returns
        -------
        int
            Slot of the pool to join, size of the group that founds, otherwise -1.

        Raises
        ------
        ValueError
            If the decision is impossible: to leave without a pool; to join what is no live pool of the
            resource, one's own pool, or one that does not admit the organization; to found with too few or
            too many, or with an organization that does not need the resource, has a pool of it, or does not decide
            for itself.
        """
        if self.choice == Choice.STAY:
            return NOBODY
        if self.choice == Choice.LEAVE:
            refusal = "has no pool to leave" if organization.pool(resource) is None else ""
        elif self.choice == Choice.JOIN:
            refusal = _why_not_join(organization, resource, self.pool)
        else:
            refusal = _why_not_found(resource, [organization, *self.partners])
        if refusal:
            key = organization.model.resources[resource]
            raise ValueError(f"{organization.name}, resource {key!r}: {refusal}")
        if self.choice == Choice.FOUND:
            return 1 + len(self.partners)
        return NOBODY if self.pool is None else self.pool.slot


def _why_not_join(organization: Organization, resource: int, pool: Pool | None) -> str:
    """Say why an organization cannot join a pool, or nothing."""
    if pool is None or pool.model is not organization.model or pool.resource != resource or pool.ended:
        return "wants to join what is no live pool of it"
    if organization.pool(resource) is pool:
        return f"is in pool {pool.number} already"
    return "" if pool.admits(organization) else f"is not admitted to pool {pool.number}"


def _why_not_found(resource: int, founders: list[Organization]) -> str:
    """Say why a group cannot found a pool, or nothing."""
    model = founders[0].model
    terms = model.state.resource[resource]
    if any(founder.model is not model for founder in founders):
        return "cannot found a pool with an organization of another model"
    if len({founder.row for founder in founders}) < len(founders):
        return "cannot found a pool with itself, or with somebody twice"
    if not terms["min_members"] <= len(founders) <= terms["max_members"]:
        return f"cannot found a pool of {len(founders)}: fewer, or more, than the agreement allows"
    for founder in founders:
        if model.state.place[founder.row, resource]["need"] == 0.0:
            return f"cannot found a pool with {founder.name}, who does not need it"
        if founder.pool(resource) is not None:
            return f"cannot found a pool with {founder.name}, who has one"
        if is_kept_out(model.state, founder.row, resource):
            return f"cannot found a pool with {founder.name}, which an event keeps out of pools"
        if not reviews(int(model.state.organization[founder.row]["rule"])):
            return f"cannot found a pool with {founder.name}, whose choices are prescribed"
    return ""
