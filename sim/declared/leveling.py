"""Leveling: the unit cost that keeps capacity for today's needs as dear as before when a law of cost is turned off."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray


def leveled(resource: Any, off: Mapping[str, Any], needs: NDArray[np.float64]) -> dict[str, Any]:
    """Return the unit cost at which capacity for the mean need of each, alone, costs the same in all as before.

    Parameters
    ----------
    resource : Resource
        The terms as they are.
    off : mapping of str to value
        The values that were just turned off.
    needs : (n,) float64
        Mean needs of the organizations [unit/month].

    Returns
    -------
    dict
        ``{"unit_cost": ...}`` [CAD/unit^eta], or nothing if nobody needs the resource.
    """
    before, after = (_capacity_at_start(terms, needs) for terms in (resource, resource.model_copy(update=dict(off))))
    return {"unit_cost": resource.unit_cost * (before / after)} if after > 0.0 else {}


def _capacity_at_start(resource: Any, needs: NDArray[np.float64]) -> float:
    """Return the cost, at a unit cost of 1, of capacity for each mean need at the initial experience [CAD/month]."""
    # these load numba, which reading a scenario must not
    from sim.laws.cost import capacity_cost, experience_factor
    from sim.laws.learning import learning_exponent

    learning = learning_exponent(resource.progress_ratio)
    reference, initial, exponent = resource.reference_volume, resource.initial_experience, resource.scale_exponent
    costs = (
        experience_factor(initial * need, reference, learning) * capacity_cost(need, 1.0, exponent)
        for need in needs.tolist()
    )
    return float(sum(costs))
