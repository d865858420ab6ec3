"""The model's equations in plain Python and SciPy, written from the specification (ODD), to hold the kernel to.

Nothing here is imported from ``sim``: an expectation that borrows the law it checks would repeat its faults.
"""

import math
from functools import cache

import numpy as np
from scipy.optimize import brentq
from scipy.special import ndtr, ndtri

BILLED_ON_USE = ("by_use", "two_part")


def unit_cost(terms, experience=0.0, innovation=1.0):
    """Return c m (1 + E / E0)^(-lambda), the unit cost of capacity after learning and innovation."""
    exponent = -math.log(terms.progress_ratio, 2)
    return terms.unit_cost * innovation * (1 + experience / terms.reference_volume) ** -exponent


def spread(terms, needs):
    """Return sigma_S, from the covariance matrix of the members' needs: nu q_i each, correlated by rho in pairs."""
    deviations = terms.variation * np.asarray(needs, dtype=float)
    correlations = np.where(np.eye(len(needs)), 1.0, terms.correlation)
    return math.sqrt(deviations @ correlations @ deviations)


def expected_shortage(need, deviation, capacity):
    """Return sigma L((capacity - Q) / sigma), the mean of what a normal need exceeds each capacity by."""
    if deviation == 0.0:
        return np.maximum(0.0, need - capacity)
    z = (capacity - need) / deviation
    return deviation * (np.exp(-z * z / 2) / math.sqrt(2 * math.pi) - z * ndtr(-z))


def candidates(need, deviation, cost, exponent, lot, price):
    """Return capacities among which the cheapest one is: 0, and every lot or every zero of the derivative."""
    if lot > 0.0:
        return lot * np.arange(math.ceil((need + 10 * deviation) / lot) + 2.0)
    if deviation == 0.0:
        bend = (price / (cost * exponent)) ** (1 / (exponent - 1)) if exponent > 1.0 else need
        return np.array([0.0, min(need, bend)])
    if exponent == 1.0:
        return np.array([0.0, max(0.0, need - deviation * ndtri(cost / price)) if cost < price else 0.0])

    def slope(capacity):
        return cost * exponent * capacity ** (exponent - 1) - price * ndtr((need - capacity) / deviation)

    grid = np.linspace(1e-12 * need, need + 10 * deviation, 2001)
    rising = slope(grid) > 0
    brackets = np.flatnonzero(rising[1:] & ~rising[:-1])
    return np.array([0.0, *(brentq(slope, grid[k], grid[k + 1], xtol=1e-300, rtol=1e-15) for k in brackets)])


@cache
def cheapest(need, deviation, fixed_cost, cost, exponent, lot, price):
    """Return the capacity that minimizes the expected running cost, and the parts of that cost.

    The equation of the ODD, F [capacity > 0] + c capacity^eta + u sigma L(z), minimized by search.
    """
    capacity = candidates(need, deviation, cost, exponent, lot, price)
    fixed = np.where(capacity > 0.0, fixed_cost, 0.0)
    held = cost * capacity**exponent
    short = price * expected_shortage(need, deviation, capacity)
    best = np.argmin(fixed + held + short)
    return tuple(float(part[best]) for part in (capacity, fixed, held, short))


def way(terms, needs, cost=None):
    """Return capacity and the parts of a group's expected running cost: fixed, held capacity, shortage."""
    cost = terms.unit_cost if cost is None else cost
    price = min(terms.market_price, terms.unmet_value)
    law = (terms.fixed_cost, cost, terms.scale_exponent, terms.lot, price)
    return cheapest(math.fsum(needs), spread(terms, needs), *law)


def sd_cost(terms, needs, capacity):
    """Return sigma sqrt(u0^2 + u^2 s2(z) + 2 u0 u (1 - Phi(z)))."""
    sigma = spread(terms, needs)
    if sigma == 0.0:
        return 0.0
    u0, u = terms.use_cost, min(terms.market_price, terms.unmet_value)
    z = (capacity - math.fsum(needs)) / sigma
    tail, density = math.erfc(z / math.sqrt(2)) / 2, math.exp(-z * z / 2) / math.sqrt(2 * math.pi)
    loss = density - z * tail
    s2 = (1 + z * z) * tail - z * density - loss * loss
    return sigma * math.sqrt(u0 * u0 + u * u * s2 + 2 * u0 * u * tail)


def coordination(terms, n):
    """Return g0 + g1 n + g2 n (n - 1) / 2."""
    return terms.hub_cost + terms.member_cost * n + terms.pair_cost * math.comb(n, 2)


def cost_parts(terms, n, load, way, friction, xi):
    """Return a pool's cost: what two-part shares equally, what it shares by use, and what is left unmet."""
    _, fixed, held, short = way
    unmet = short if terms.unmet_value < terms.market_price else 0.0
    slow = 1 + xi * friction
    there = (1 + terms.tax) * (fixed * slow + xi * coordination(terms, n))
    used = terms.use_cost * load + (1 + terms.tax) * (held + short - unmet) * slow
    return there, used, unmet


def serial_shares(terms, needs, xi=1.0, cost=None):
    """Return each member's serial cost share (Moulin & Shenker 1992) of the steady cost of the needs.

    Level by level: what it costs that nobody's demand is cut at the level before, but only at this one, is paid equally
    by those whose demand reaches it.
    """

    def steady(level):
        capped = [min(q, level) for q in needs]
        return math.fsum(cost_parts(terms, len(needs), math.fsum(capped), way(terms, capped, cost), 0.0, xi))

    levels = sorted(set(needs))
    costs = [0.0, *map(steady, levels)]
    steps = [(b - a) / sum(q >= level for q in needs) for a, b, level in zip(costs, costs[1:], levels, strict=False)]
    return [math.fsum(step for step, level in zip(steps, levels, strict=True) if level <= q) for q in needs]


def shares(terms, sizes, needs, uses, xi=1.0, cost=None):
    """Return each member's share of a cost that is shared by the rule's weights."""
    used = uses if math.fsum(uses) > 0 else needs
    if terms.sharing == "serial":
        weights = serial_shares(terms, needs, xi, cost)
    else:
        weights = {
            "equal": [1.0] * len(needs),
            "by_size": sizes,
            "by_need": needs,
            "by_use": used,
            "two_part": used,
        }[terms.sharing]
    return [w / math.fsum(weights) for w in weights]


def overused(terms, sizes, needs, uses, xi=1.0, cost=None):
    """Return what the members use, each paying itself only a share mu of what it adds: q (1 + overuse (1 - mu))."""
    if terms.sharing in BILLED_ON_USE:
        return list(uses)
    paid = shares(terms, sizes, needs, needs, xi, cost)
    return [q * (1 + terms.overuse * (1 - mu)) for q, mu in zip(uses, paid, strict=True)]


def bills(terms, own, load, way, friction, xi=1.0):
    """Return for every member what it is billed, and its part of what is left unmet; own, each one's share."""
    n = len(own)
    there, used, unmet = cost_parts(terms, n, load, way, friction, xi)
    lump, rest = (there, used) if terms.sharing == "two_part" else (0.0, there + used)
    return [lump / n + rest * s for s in own], [unmet * s for s in own]


def expected_bills(terms, sizes, needs, friction, xi=1.0, cost=None, shared=None):
    """Return every member's expected bill, its part of what is left unmet included.

    shared : the overrun at which serial shares are worked out, if it is not xi
    """
    shared = xi if shared is None else shared
    loads = overused(terms, sizes, needs, needs, shared, cost)
    own = shares(terms, sizes, needs, needs, shared, cost)
    billed, unmet = bills(terms, own, math.fsum(loads), way(terms, loads, cost), friction, xi)
    return [a + b for a, b in zip(billed, unmet, strict=True)]


def steady_cost(terms, sizes, needs, xi=1.0, cost=None, shared=None):
    """Return the steady cost C1 of a pool."""
    loads = overused(terms, sizes, needs, needs, xi if shared is None else shared, cost)
    return math.fsum(cost_parts(terms, len(needs), math.fsum(loads), way(terms, loads, cost), 0.0, xi))


def stand_alone(terms, need, cost=None):
    """Return the stand-alone cost a and its service part a'."""
    service = math.fsum(way(terms, [need], cost)[1:])
    return terms.use_cost * need + service, service


def transfers(alone, bills):
    """Return what each pays beside its bill: who pays more than alone gets the difference from those who save."""
    lost = [max(0.0, b - a) for a, b in zip(alone, bills, strict=True)]
    saved = [max(0.0, a - b) for a, b in zip(alone, bills, strict=True)]
    if math.fsum(lost) > math.fsum(saved) * (1 + 1e-9):
        return [0.0] * len(bills)
    part = math.fsum(lost) / math.fsum(saved) if any(saved) else 0.0
    return [part * s - loss for s, loss in zip(saved, lost, strict=True)]


def added_risk(terms, sizes, needs, k, xi=1.0, cost=None, cost_alone=None, shared=None):
    """Return sd_bill - sd_alone of the k-th member: its part b1 / C1 of the group's deviation, less its own alone."""
    shared = xi if shared is None else shared
    loads = overused(terms, sizes, needs, needs, shared, cost)
    part = expected_bills(terms, sizes, needs, 0.0, xi, cost, shared)[k]
    part /= steady_cost(terms, sizes, needs, xi, cost, shared)
    alone = sd_cost(terms, [needs[k]], way(terms, [needs[k]], cost_alone)[0])
    return part * sd_cost(terms, loads, way(terms, loads, cost)[0]) - alone


def annuity(x, months):
    """Return 1 + x + ... + x^(months - 1)."""
    return math.fsum(x**k for k in range(months))


def pooling_value(terms, disposition, need, b0, b1, entry, spared, risk=0.0, cost_alone=None):
    """Return V with solidarity: what a membership is worth now.

    disposition : dict with delta, hazard, trust, horizon, foresight, autonomy, solidarity, risk_weight
    b0, b1 : the expected bill at the pool's present age, and the steady one
    spared : D, what the membership spares the others each steady month
    risk : sd_bill - sd_alone
    """
    a, service = stand_alone(terms, need, cost_alone)
    x = disposition["delta"] * (1 - disposition["hazard"] * (1 - disposition["trust"]))
    months = disposition["horizon"]
    lasting = annuity(x, months)
    fading = annuity(x * math.exp(-1 / terms.friction_months), months)
    seen = disposition["foresight"] * (b0 - b1) * (lasting - fading)
    return (
        lasting * (a - disposition["autonomy"] * service - b0 - disposition["risk_weight"] * risk)
        + seen
        - entry
        + disposition["solidarity"] * lasting * spared
    )


def disposition_of(state, i):
    """Return the dispositions of an organization, as they are now."""
    row = state.organization[i]
    names = ("delta", "trust", "foresight", "autonomy", "solidarity", "risk_weight")
    own = {name: float(row[name]) for name in names}
    return own | {"horizon": int(row["horizon"]), "hazard": float(state.society["hazard"][0])}


class Membership:
    """A pool of rows, running or proposed, in a state: what it bills, and what it is worth to its members.

    terms are the resource's, r its number; xi the overrun the members reckon with, cost what capacity costs the pool,
    shared the overrun at which serial shares are worked out, if it is not xi.
    """

    def __init__(self, state, terms, r, rows, friction=0.0, xi=1.0, cost=None, shared=None):
        self.state, self.terms, self.r, self.rows = state, terms, r, list(rows)
        self.sizes = state.organization["size"][self.rows].tolist()
        self.needs = state.place["need"][self.rows, r].tolist()
        self.xi, self.cost, self.shared = xi, cost, shared
        self.now = expected_bills(terms, self.sizes, self.needs, friction, xi, cost, shared)
        self.steady = expected_bills(terms, self.sizes, self.needs, 0.0, xi, cost, shared)
        self.total = steady_cost(terms, self.sizes, self.needs, xi, cost, shared)

    def cost_alone(self, k):
        """Return what a unit of capacity costs the k-th alone, with the experience it has or would take along."""
        i = self.rows[k]
        kept, slot = float(self.state.book["experience"][i, self.r]), self.state.place["pool"][i, self.r]
        if slot >= 0:
            kept = max(kept, self.terms.portability * float(self.state.pool["experience"][self.r, slot]))
        return unit_cost(self.terms, kept)

    def spared(self, k):
        """Return D: what the k-th's membership spares the others each steady month."""
        others = [m for m in range(len(self.rows)) if m != k]
        needs, sizes = [self.needs[m] for m in others], [self.sizes[m] for m in others]
        if len(others) < max(2, self.terms.min_members):
            without = math.fsum(stand_alone(self.terms, self.needs[m], self.cost_alone(m))[0] for m in others)
        else:
            without = steady_cost(self.terms, sizes, needs, self.xi, self.cost_without(k), self.shared)
        return without - (self.total - self.steady[k])

    def cost_without(self, k):
        """Return what a unit of capacity would cost the pool without the k-th."""
        return self.cost

    def value(self, k, entry=0.0):
        """Return what membership is worth to the k-th who pays to enter, taste out."""
        cost_alone = self.cost_alone(k)
        risk = added_risk(self.terms, self.sizes, self.needs, k, self.xi, self.cost, cost_alone, self.shared)
        disposition = disposition_of(self.state, self.rows[k])
        bills_of_k = (self.now[k], self.steady[k])
        spared = self.spared(k)
        return pooling_value(self.terms, disposition, self.needs[k], *bills_of_k, entry, spared, risk, cost_alone)


def believed(state, terms, r, i):
    """Return the overrun that i expects of a pool that it would found: what it believed, corrected by what it saw."""
    if terms.belief_gain == 0.0:
        return terms.believed_overrun
    return terms.believed_overrun + float(state.mechanism.beliefs["learned"][i, r])


class Proposal(Membership):
    """A pool that rows would found, with the best experience among them, as one that expects an overrun sees it.

    shared is the overrun at which serial shares are worked out: the one that the proposer expects.
    """

    def __init__(self, state, terms, r, rows, xi=1.0, shared=None):
        self.experience = [float(state.book["experience"][i, r]) for i in rows]
        cost = unit_cost(terms, max(self.experience))
        super().__init__(state, terms, r, rows, terms.friction, xi, cost, shared)

    def spared_payment(self, payment):
        """Return what a founder that pays this spares the others: they would share it, or found and pay nothing."""
        others = len(self.rows) - 1
        return payment if others >= max(2, self.terms.min_members) else -others * payment

    def cost_alone(self, k):
        """Return what a unit of capacity costs the k-th alone: all it knows is its own."""
        return unit_cost(self.terms, self.experience[k])

    def cost_without(self, k):
        """Return what a unit of capacity would cost the others: with the best experience among them."""
        return unit_cost(self.terms, max(self.experience[:k] + self.experience[k + 1 :]))


def running(state, terms, r, slot, rows, month):
    """Return the membership of rows in a running pool, as they see it this month."""
    pool = state.pool[r, slot]
    xi = float(pool["overrun"])
    if pool["founded"] == month:
        xi = believed(state, terms, r, int(np.flatnonzero(state.organization["identity"] == pool["founder"])[0]))
    friction = terms.friction * math.exp(-(month - int(pool["founded"])) / terms.friction_months)
    cost = unit_cost(terms, float(pool["experience"]), float(pool["innovation"]))
    return Membership(state, terms, r, rows, friction, xi, cost)
