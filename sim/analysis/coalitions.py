"""What each coalition of some organizations would pay for a resource: the model's own cost law, for all of them."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from sim.kernel.bills import steady_cost
from sim.laws.compiled import compiled

Floats = NDArray[np.float64]


@compiled
def coalition_cost(resource: Any, members: int, need: float, squares: float, alone: float, overrun: float) -> float:
    """Return the steady cost of a coalition [CAD/month]: as a pool, or alone if the agreement asks for more members.

    members, need, squares and alone are sums over the coalition: of 1, needs, their squares, stand-alone costs.
    """
    if members < resource.min_members:
        return alone
    return steady_cost(resource, members, need, squares, overrun)


@compiled
def coalition_costs(resource: Any, need: Floats, alone: Floats, overrun: float) -> Floats:
    """Return the steady cost of every coalition by bitmask (2**n,) [CAD/month]; need [unit/month], alone: (n,)."""
    n = need.size
    out = np.zeros(1 << n)
    for mask in range(1, 1 << n):
        members = 0
        total = 0.0
        squares = 0.0
        apart = 0.0
        for i in range(n):
            if (mask >> i) & 1:
                members += 1
                total += need[i]
                squares += need[i] * need[i]
                apart += alone[i]
        out[mask] = coalition_cost(resource, members, total, squares, apart, overrun)
    return out
