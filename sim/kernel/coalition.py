"""Coalitions: what any of some organizations would pay for a resource as a pool of their own, and each one's bill."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from sim.compilation.decorators import compiled
from sim.kernel.cost import Provision, Terms, cheapest_provision, expected_cost, friction_cost, pool_cost, terms_of
from sim.kernel.group import GroupSums
from sim.kernel.layout import Records
from sim.kernel.overuse import needs_in_pool
from sim.kernel.serial import Floats, serial_weights
from sim.laws.sharing import bill, weight
from sim.vocabulary.codes import Weight


@compiled
def _weights(resource: Records, terms: Terms, need: Floats, size: Floats, overrun: float) -> Floats:
    """Return the weights (n,) of a group's members under the resource's sharing rule."""
    n = need.size
    out = np.empty(n)
    if resource.shared_by == Weight.SERIAL:
        order = np.argsort(need, kind="mergesort")
        share = np.empty(n)
        serial_weights(resource, terms, overrun, need[order], np.empty(n), np.empty(n), share)
        out[order] = share
        return out
    for k in range(n):
        out[k] = weight(resource.shared_by, size[k], need[k])
    return out


@compiled
def _sums(need: Floats, weights: Floats) -> GroupSums:
    """Return the sums over a group; need, weights (n,)."""
    return GroupSums(
        need.size,
        np.sum(need),
        np.sum(need * need),
        np.sum(weights),
        np.sum(need * weights),
        np.sum(need * need * weights),
        np.sum(need * need * weights * weights),
    )


@compiled
def coalition_cost(resource: Records, terms: Terms, need: Floats, size: Floats, alone: Floats, overrun: float) -> float:
    """Return the steady cost of a coalition: as a pool, or each alone where the agreement asks for more members.

    Parameters
    ----------
    resource : RESOURCE
    terms : (float, float)
        What a unit of capacity costs it [CAD/unit^eta], and the fractile that goes with it.
    need, size, alone : (n,) float64
        Of its members: mean needs [unit/month], sizes [FTE], costs of being alone [CAD/month].
    overrun : float
        What is known of the multiplier of coordination costs [1].

    Returns
    -------
    float
        [CAD/month].
    """
    n = need.size
    if n < resource.min_members:
        return np.sum(alone)
    weights = need  # not read unless there is overuse
    if resource.overuse > 0.0 and resource.shared_by != Weight.USE:
        weights = _weights(resource, terms, need, size, overrun)
    expected = expected_cost(resource, terms, _sums(need, weights), overrun)
    return expected.lump + expected.spread


@compiled
def coalition_costs(
    rows: NDArray[np.bool_],
    resource: Records,
    terms: Terms,
    need: Floats,
    size: Floats,
    alone: Floats,
    overrun: float,
) -> Floats:
    """Return the costs of some coalitions, a row of truths for each: (k, n) -> (k,) [CAD/month]; see coalition_cost."""
    out = np.empty(len(rows))
    for k in range(len(rows)):
        here = rows[k]
        out[k] = coalition_cost(resource, terms, need[here], size[here], alone[here], overrun)
    return out


@compiled
def member_bills(
    resource: Records, terms: Terms, need: Floats, size: Floats, overrun: float, friction: float
) -> Floats:
    """Return what each member of a pool expects to pay (n,) [CAD/month]; by use is by need in expectation.

    `friction` is the share of start-up friction that is left: 1 at age 0, 0 for the steady bill.
    """
    weights = _weights(resource, terms, need, size, overrun)
    group = _sums(need, weights)
    expected = expected_cost(resource, terms, group, overrun)
    out = np.empty(need.size)
    for k in range(need.size):
        out[k] = bill(expected.lump, expected.spread, group.members, weights[k], group.weight)
        fading = bill(expected.fading_lump, expected.fading_spread, group.members, weights[k], group.weight)
        out[k] += friction * fading
    return out


@compiled
def like_members_costs(resource: Records, untaxed: Records, need: float, most: int, overrun: float) -> Floats:
    """Return what 1 to `most` like members each pay, in parts: (most, 7) [CAD/month].

    Fixed cost, capacity, shortage, use, coordination (with the facilitator's fee), tax, and start-up friction at age 0.
    The first row is an organization alone.

    Parameters
    ----------
    resource, untaxed : RESOURCE
        The resource, and the same without tax.
    need : float
        Mean need of each member [unit/month].
    most : int
        Largest number of members.
    overrun : float
        Multiplier of coordination costs and of friction [1].
    """
    out = np.empty((most, 7))
    terms = terms_of(resource, resource.initial_experience * need, 1.0)
    nothing = Provision(0.0, 0.0, 0.0, 0.0)
    for k in range(most):
        n = k + 1
        group = GroupSums(n, n * need, n * need * need, float(n), n * need, n * need * need, n * need * need)
        load, squares = needs_in_pool(resource, group)
        provision = cheapest_provision(resource, terms, load, squares)
        out[k, 0] = provision.fixed
        out[k, 1] = provision.held
        out[k, 2] = provision.short
        out[k, 3] = resource.use_cost * load
        out[k, 4:] = 0.0
        if n > 1:
            taxed = pool_cost(resource, n, load, provision, overrun, 1.0)
            free = pool_cost(untaxed, n, load, provision, overrun, 1.0)
            friction = friction_cost(resource, provision, overrun)
            out[k, 4] = pool_cost(untaxed, n, 0.0, nothing, overrun, 1.0).fixed
            out[k, 5] = taxed.fixed - free.fixed + (taxed.service - free.service)
            out[k, 6] = friction[0] + friction[1]
        out[k] /= n
    return out
