"""What a membership is worth to one organization: the decision laws applied to its own row."""

from __future__ import annotations

from sim.kernel.bills import group_cost
from sim.kernel.state import Records
from sim.laws.compiled import apart, internal
from sim.laws.cost import sd_cost, spread_of_need
from sim.laws.decision import annuity, confidence, fading_annuity, pooling_value
from sim.laws.sharing import bill


@internal
def refresh_dispositions(society: Records, organization: Records) -> None:
    """Recompute the annuity of an organization if its trust has changed since."""
    if organization.valued_trust != organization.trust:
        x = confidence(organization.delta, society.hazard, organization.trust)
        organization.confidence = x
        organization.annuity = annuity(x, float(organization.horizon))
        organization.power = 1.0 - organization.annuity * (1.0 - x)  # x^H, without another logarithm
        organization.valued_trust = organization.trust


@apart
def risk_of_bill(resource: Records, place: Records, need: float, squares: float, share: float) -> float:
    """Return by how much a bill varies more than the cost of being alone [CAD/month]: sd_bill - sd_alone."""
    capacity, _, _, _ = group_cost(resource, need, squares)
    deviation = spread_of_need(squares, need, resource.variation, resource.correlation)
    pooled = sd_cost(capacity, need, deviation, resource.use_cost, resource.shortage_price)
    return share * pooled - place.deviation


@internal
def membership_value(
    resource: Records,
    organization: Records,
    place: Records,
    members: int,
    need: float,
    squares: float,
    weight: float,
    parts: tuple[float, float, float, float],
    decay: float,
    entry: float,
    without: float,
) -> tuple[float, float]:
    """Return what being a member is worth (solidarity in, taste out) and the bill expected now.

    need, squares and weight are sums over the group with the organization in it, parts its expected bill's parts, decay
    the friction left, entry what is paid now, without the others' steady cost without this organization.
    """
    lump, spread, fading_lump, fading_spread = parts
    steady = bill(lump, spread, members, place.weight, weight)
    now = steady + decay * bill(fading_lump, fading_spread, members, place.weight, weight)
    risk = 0.0
    if organization.risk_weight > 0.0:
        share = steady / (lump + spread)
        risk = organization.risk_weight * risk_of_bill(resource, place, need, squares, share)
    value = pooling_value(
        organization.annuity,
        fading_annuity(organization.confidence, organization.power, resource.fade, place.fade_power),
        organization.foresight,
        place.stand_alone,
        organization.autonomy * place.service,
        now,
        steady,
        risk,
        entry,
    )
    if organization.solidarity > 0.0:
        spared = without - (lump + spread - steady)
        value += organization.solidarity * organization.annuity * spared
    return value, now
