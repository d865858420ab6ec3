"""The model's equations in plain Python, as the specification has them, to hold the kernel to."""

import math

from sim.laws.cost import fractile, running_cost, spread_of_need


def way(terms, needs):
    """Return capacity and the parts of a group's expected running cost: fixed, held capacity, shortage."""
    need = math.fsum(needs)
    deviation = spread_of_need(math.fsum(q * q for q in needs), need, terms.variation, terms.correlation)
    price = min(terms.market_price, terms.unmet_value)
    law = (terms.fixed_cost, terms.unit_cost, terms.scale_exponent, terms.lot, price)
    return running_cost(need, deviation, *law, fractile(terms.unit_cost, price))


def coordination(terms, n):
    """Return g0 + g1 n + g2 n (n - 1) / 2."""
    return terms.hub_cost + terms.member_cost * n + terms.pair_cost * math.comb(n, 2)


def cost_parts(terms, n, load, way, friction, xi, tax):
    """Return a pool's cost: what two-part shares equally, what it shares by use, and what is left unmet."""
    _, fixed, held, short = way
    unmet = short if terms.unmet_value < terms.market_price else 0.0
    slow = 1 + xi * friction
    there = (1 + tax) * (fixed * slow + xi * coordination(terms, n))
    used = terms.use_cost * load + (1 + tax) * (held + short - unmet) * slow
    return there, used, unmet


def shares(sharing, sizes, needs, uses):
    """Return each member's share of a cost that is shared by the rule's weights."""
    weights = {
        "equal": [1.0] * len(needs),
        "by_size": sizes,
        "by_need": needs,
        "by_use": uses if sum(uses) > 0 else needs,
        "two_part": uses if sum(uses) > 0 else needs,
    }[sharing]
    return [w / math.fsum(weights) for w in weights]


def bills(terms, sizes, needs, uses, way, friction, xi=1.0, tax=0.0, sharing=None):
    """Return for every member what it is billed, and its part of what is left unmet."""
    sharing = terms.sharing if sharing is None else sharing
    n = len(needs)
    there, used, unmet = cost_parts(terms, n, math.fsum(uses), way, friction, xi, tax)
    lump, spread = (there, used) if sharing == "two_part" else (0.0, there + used)
    own = shares(sharing, sizes, needs, uses)
    return [lump / n + spread * s for s in own], [unmet * s for s in own]


def expected_bills(terms, sizes, needs, friction, xi=1.0):
    """Return every member's expected bill, its part of what is left unmet included."""
    billed, unmet = bills(terms, sizes, needs, needs, way(terms, needs), friction, xi)
    return [a + b for a, b in zip(billed, unmet, strict=True)]


def steady_cost(terms, needs, xi=1.0):
    """Return the steady cost C1 of a pool."""
    return math.fsum(cost_parts(terms, len(needs), math.fsum(needs), way(terms, needs), 0.0, xi, 0.0))


def stand_alone(terms, need):
    """Return the stand-alone cost a and its service part a'."""
    service = math.fsum(way(terms, [need])[1:])
    return terms.use_cost * need + service, service


def annuity(x, months):
    """Return 1 + x + ... + x^(months - 1)."""
    return math.fsum(x**k for k in range(months))


def pooling_value(terms, disposition, need, b0, b1, entry, spared):
    """Return V with solidarity: what a membership is worth now.

    disposition : dict with delta, hazard, trust, horizon, foresight, autonomy, solidarity
    b0, b1 : the expected bill at the pool's present age, and the steady one
    spared : D, what the membership spares the others each steady month
    """
    a, service = stand_alone(terms, need)
    x = disposition["delta"] * (1 - disposition["hazard"] * (1 - disposition["trust"]))
    months = disposition["horizon"]
    lasting = annuity(x, months)
    fading = annuity(x * math.exp(-1 / terms.friction_months), months)
    seen = disposition["foresight"] * (b0 - b1) * (lasting - fading)
    return (
        lasting * (a - disposition["autonomy"] * service - b0)
        + seen
        - entry
        + disposition["solidarity"] * lasting * spared
    )


def disposition_of(state, i):
    """Return the dispositions of an organization, as they are now."""
    row = state.organization[i]
    names = ("delta", "trust", "foresight", "autonomy", "solidarity")
    own = {name: float(row[name]) for name in names}
    return own | {"horizon": int(row["horizon"]), "hazard": float(state.society["hazard"][0])}
