"""Overuse: members use more when others pay a part of it."""

from __future__ import annotations

from sim.compilation.decorators import internal
from sim.kernel.group import GroupSums
from sim.kernel.layout import Records
from sim.vocabulary.codes import Weight


@internal
def needs_in_pool(resource: Records, group: GroupSums) -> tuple[float, float]:
    """Return the sums of the needs and of their squares that a pool has to serve, overuse included.

    A member whose share is set beforehand uses q (1 + overuse (1 - w / W)), since the others pay the rest of what it
    adds. A member that pays for its realised use does not use more.
    """
    if resource.overuse == 0.0 or resource.shared_by == Weight.USE:
        return group.need, group.squares
    full = 1.0 + resource.overuse
    part = resource.overuse / group.weight
    squares = full * full * group.squares - 2.0 * full * part * group.weighed_squares
    return full * group.need - part * group.weighed, squares + part * part * group.squared_weights


@internal
def use_in_pool(resource: Records, pool: Records, place: Records) -> float:
    """Return the use of the month of a member, overuse included [unit]."""
    if resource.overuse == 0.0 or resource.shared_by == Weight.USE:
        return place.use
    return place.use * (1.0 + resource.overuse * (1.0 - place.weight / pool.weight))
