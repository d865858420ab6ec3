"""The month's needs: what each place uses, what that would cost alone, and whether it is reviewed."""

from __future__ import annotations

import math

import numpy as np

from sim.kernel.state import Records
from sim.laws.compiled import phase
from sim.laws.random import EVERYBODY, Purpose, normal, normal_quantile, order_key, order_seed, unit, words

_HIGH = np.uint64(0xFFFFFFFF00000000)


@phase
def draw_resource(society: Records, resource: Records, r: int, month: int) -> None:
    """Clear a resource's counts of the month and draw the shock that all its users share."""
    resource.foundings = 0
    resource.joinings = 0
    resource.leavings = 0
    resource.dissolutions = 0
    shock = normal(society.key, EVERYBODY, r, month, Purpose.COMMON_NEED, 0)
    resource.common_shock = math.sqrt(resource.correlation) * shock


@phase
def turn(key: np.uint64, identity: int, month: int) -> np.uint64:
    """Return what orders the organizations' reviews of a month (in the high 32 bits)."""
    return order_key(order_seed(key, EVERYBODY, 0, month, Purpose.ORDER), identity) & _HIGH


@phase
def draw_place(
    society: Records, resource: Records, identity: int, place: Records, r: int, month: int
) -> tuple[bool, np.uint64]:
    """Draw a place's use and stand-alone cost; return whether it is up for review, and its order (low 32 bits).

    One draw of 128 bits serves a place for a month: two words for the need, one for whether it is reviewed, one for the
    order of an organization's resources.
    """
    w0, w1, w2, w3 = words(society.key, identity, r, month, Purpose.MONTH, 0)
    own = math.sqrt(1.0 - resource.correlation) * normal_quantile(unit(w0, w1))
    use = max(0.0, place.need + place.need * resource.variation * (resource.common_shock + own))
    short = resource.shortage_price * max(0.0, use - place.capacity)
    place.use = use
    place.alone_full = place.standing + resource.use_cost * use + short
    return w2 < society.review_threshold and month >= place.bound_until, w3
