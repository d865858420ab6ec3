"""Dispositions: what of an organization follows from its trust, and enters all values of pooling."""

from __future__ import annotations

from sim.compilation.decorators import apart, internal, rare
from sim.kernel.entry_payment import entry_factor
from sim.kernel.layout import Records
from sim.kernel.state import State
from sim.laws.decision import annuities, annuity, confidence


@internal
def _note(society: Records, organization: Records, x: float, value: float) -> None:
    """Note the confidence x of an organization, its annuity A(x) [months], and what follows from both."""
    organization.confidence = x
    organization.annuity = value
    organization.power = 1.0 - value * (1.0 - x)  # x^H, without another logarithm
    organization.valued_trust = organization.trust
    organization.entry_factor = entry_factor(society, organization)


@apart
def _refresh(society: Records, organization: Records) -> None:
    """Work out the dispositions of an organization."""
    x = confidence(organization.delta, society.hazard, organization.trust)
    _note(society, organization, x, annuity(x, float(organization.horizon)))


@internal
def refresh_dispositions(society: Records, organization: Records) -> None:
    """Work out the dispositions of an organization if its trust, or a parameter, has changed since."""
    if organization.valued_trust != organization.trust:
        _refresh(society, organization)


@rare
def refresh_all(state: State) -> None:
    """Work out the dispositions of all organizations, in blocks: most of their trust changes in a month."""
    society = state.society[0]
    x, months, value = state.tail[0], state.tail[1], state.shock
    for start in range(0, state.organization.size, value.size):
        size = min(value.size, state.organization.size - start)
        for k in range(size):
            organization = state.organization[start + k]
            x[k] = confidence(organization.delta, society.hazard, organization.trust)
            months[k] = organization.horizon
        annuities(x, months, value, size)
        for k in range(size):
            _note(society, state.organization[start + k], x[k], value[k])
