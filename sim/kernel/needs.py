"""Needs: what each place uses in a month, and whether it is reviewed."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from sim.compilation.decorators import apart, internal, phase
from sim.kernel.layout import Records
from sim.kernel.state import Words
from sim.laws.crisis import crisis_factor
from sim.laws.random import (
    CENTRAL,
    EVERYBODY,
    FARTHEST,
    Purpose,
    central_quantile,
    depth_of,
    draw_name,
    far_quantile,
    near_quantile,
    normal,
    normal_quantile,
    order_key,
    order_seed,
    philox,
    stream_key,
    unit,
    words,
)

Floats = NDArray[np.float64]

_HIGH = np.uint64(0xFFFFFFFF00000000)


@phase
def draw_resource(society: Records, resource: Records, month: int) -> None:
    """Clear a resource's counts of the month and draw what all its users share: a shock, a crisis."""
    society.month = month
    resource.foundings = 0
    resource.joinings = 0
    resource.leavings = 0
    resource.dissolutions = 0
    shock = normal(society.key, EVERYBODY, resource.stream, month, Purpose.COMMON_NEED, 0)
    resource.common_shock = math.sqrt(resource.correlation) * shock
    resource.crisis = crisis_factor(
        society.key, month, society.crisis_probability, society.crisis_size, society.crisis_length
    )


@phase
def turn(key: np.uint64, identity: int, month: int) -> np.uint64:
    """Return the key that orders the organizations' reviews of a month (in the high 32 bits)."""
    return order_key(order_seed(key, EVERYBODY, 0, month, Purpose.ORDER), identity) & _HIGH


@apart
def draw_words(identity: Words, words: Words, size: int, key: np.uint64, stream: np.uint64, month: int) -> None:
    """Draw 128 bits for each of the first identities (n,) into words (4, n).

    A loop of its own, not inlined, so that the compiler vectorizes it.
    """
    c1, c2 = draw_name(stream, month, Purpose.MONTH)
    own_key = stream_key(key, stream)
    for k in range(size):
        w0, w1, w2, w3 = philox(identity[k], c1, c2, np.uint64(0), own_key)
        words[0, k] = w0
        words[1, k] = w1
        words[2, k] = w2
        words[3, k] = w3


@apart
def _score_center(words: Words, shock: Floats, size: int) -> None:
    """Turn draws into standard normals, as if all lay in the middle of the distribution; vectorized."""
    for k in range(size):
        shock[k] = central_quantile(unit(words[0, k], words[1, k]) - 0.5)


@apart
def _list_tails(words: Words, listed: NDArray[np.int64], chance: Floats, size: int) -> int:
    """List the draws in the tails, and their chances; without a branch, since a processor cannot predict them."""
    far = 0
    for k in range(size):
        p = unit(words[0, k], words[1, k])
        listed[far] = k
        chance[far] = p
        far += abs(p - 0.5) > CENTRAL
    return far


@apart
def _score_tails(chance: Floats, depth: Floats, size: int) -> None:
    """Turn chances into standard normals, as if none lay far out in a tail; vectorized."""
    for k in range(size):
        depth[k] = depth_of(chance[k])
        chance[k] = math.copysign(near_quantile(depth[k]), chance[k] - 0.5)


@phase
def draw_shocks(words: Words, shock: Floats, tail: Floats, listed: NDArray[np.int64], size: int) -> None:
    """Turn the first two words of draws (4, n) into standard normals (n,).

    Each part of the distribution in a loop of its own; `tail` (2, n) and `listed` (n,) are workspaces.
    """
    _score_center(words, shock, size)
    far = _list_tails(words, listed, tail[0], size)
    _score_tails(tail[0], tail[1], far)
    for k in range(far):
        score, depth = tail[0, k], tail[1, k]
        shock[listed[k]] = score if depth <= FARTHEST else math.copysign(far_quantile(depth), score)


@internal
def take_draw(society: Records, resource: Records, place: Records, month: int, shock: float, chance: np.uint64) -> bool:
    """Set a place's use from its draw; return whether it is reviewed.

    One draw of 128 bits serves a place for a month: two words for the need, one for the review, one for the order of
    an organization's resources.
    """
    own = resource.own_share * shock
    place.use = resource.crisis * max(0.0, place.need + place.need * resource.variation * (resource.common_shock + own))
    return chance < society.review_threshold and month >= place.bound_until


@phase
def draw_place(
    society: Records, resource: Records, identity: int, place: Records, month: int
) -> tuple[bool, np.uint64]:
    """Draw a place's month; return whether it is reviewed, and the order of the review (low 32 bits)."""
    w0, w1, w2, w3 = words(society.key, identity, resource.stream, month, Purpose.MONTH, 0)
    return take_draw(society, resource, place, month, normal_quantile(unit(w0, w1)), w2), w3
