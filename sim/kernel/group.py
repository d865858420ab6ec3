"""A group: what the cost law and the sharing rules need to know of several organizations, as sums."""

from __future__ import annotations

from typing import NamedTuple

from sim.compilation.decorators import internal
from sim.kernel.layout import Records


class GroupSums(NamedTuple):
    """Sums over the members of a pool, or of one that may come to be.

    Attributes
    ----------
    members : int
    need, squares : float
        Sums of mean needs and of their squares [unit, unit^2].
    weight : float
        Sum of the weights of the sharing rule.
    weighed, weighed_squares, squared_weights : float
        Sums of q w, q^2 w and q^2 w^2, for overuse.
    """

    members: int
    need: float
    squares: float
    weight: float
    weighed: float
    weighed_squares: float
    squared_weights: float


@internal
def group_of(place: Records) -> GroupSums:
    """Return the group of one."""
    return group_with(place, place.weight)


@internal
def group_with(place: Records, w: float) -> GroupSums:
    """Return the group of one that has a given weight."""
    q = place.need
    return GroupSums(1, q, q * q, w, q * w, q * q * w, q * q * w * w)


@internal
def members_of(resource: Records, pool: Records) -> GroupSums:
    """Return the members of a pool; the sums for overuse, which lie far off, only if there is any."""
    if resource.overuse == 0.0:
        return GroupSums(pool.members, pool.need, pool.squares, pool.weight, 0.0, 0.0, 0.0)
    return GroupSums(
        pool.members,
        pool.need,
        pool.squares,
        pool.weight,
        pool.weighed,
        pool.weighed_squares,
        pool.squared_weights,
    )


@internal
def joined(one: GroupSums, other: GroupSums) -> GroupSums:
    """Return two groups as one."""
    return GroupSums(
        one.members + other.members,
        one.need + other.need,
        one.squares + other.squares,
        one.weight + other.weight,
        one.weighed + other.weighed,
        one.weighed_squares + other.weighed_squares,
        one.squared_weights + other.squared_weights,
    )


@internal
def without(group: GroupSums, place: Records) -> GroupSums:
    """Return a group without one of its members."""
    q = place.need
    w = place.weight
    return GroupSums(
        group.members - 1,
        group.need - q,
        group.squares - q * q,
        group.weight - w,
        group.weighed - q * w,
        group.weighed_squares - q * q * w,
        group.squared_weights - q * q * w * w,
    )
