"""What a pool costs each member by the number of members, part by part, beside what being alone costs."""

import difflib
from typing import Final, NamedTuple

import numpy as np
import xarray as xr
from numpy.typing import NDArray

from sim.kernel.coalition import like_members_costs
from sim.kernel.layout import Records
from sim.kernel.setup import prepare
from sim.laws.random import run_key
from sim.scenario import Scenario
from sim.scenario.population import draw_population
from sim.vocabulary.currency import in_its_currency

PARTS: Final = ("fixed", "capacity", "shortage", "use", "coordination", "tax", "friction")
"""The parts of a pool's cost: coordination includes the facilitator's fee; friction is that of the first month."""
_MOST: Final = 60
_LEAST: Final = 12
_MANY: Final = 10_000
NEARLY: Final = 0.02
"""Costs within this share of the least cost are about as little: the minimum is often flat."""
_DWARFS: Final = 0.5


class CheapestNumber(NamedTuple):
    """What the cheapest number of like members costs each of them, against being alone.

    Attributes
    ----------
    members : int
        The number of members of least cost, among those that the agreement allows.
    low, high : int
        The least and the largest of the numbers around it that all cost at most :data:`NEARLY` more.
    alone, cost : float
        Of an organization alone, and of each member, once start-up is over [CAD/month], without `use`.
    overrun : float or None
        `cost` with the mean overrun of the resource; None if plans hold.
    use : float
        The cost of use that is left out of these amounts [CAD/month]: the same for any number of members, it is left
        out where it is more than half of the cost, since it would dwarf what pooling changes; 0 elsewhere.
    """

    members: int
    low: int
    high: int
    alone: float
    cost: float
    overrun: float | None
    use: float


@in_its_currency
def cost_by_members(
    scenario: Scenario, resource: str, need: float | None = None, members: int | None = None
) -> xr.Dataset:
    """Compute what a pool of like members costs each of them in a month, by their number.

    The expected cost of the model, as founders see it (no overrun), each part divided by the number of members; the
    first entry, one member, is being alone. It includes what the simulation includes: a facilitator's cut and fee, tax,
    overuse, and the experience that every organization has at the start (it grows later, and is not grown here).

    Parameters
    ----------
    scenario : Scenario
        Where the resource comes from.
    resource : str
        Its name.
    need : float, optional
        Mean need of each member [unit/month]; the median of those that need it by default.
    members : int, optional
        Largest number of members; by default past the cheapest number, as far as organizations and rules
        allow.

    Returns
    -------
    xarray.Dataset
        ``cost`` (members, part) [CAD/month per member], parts in the order of :data:`PARTS`; ``steady``
        (members), their sum without friction, ``overrun`` (members), the same with the mean overrun of the
        resource, both [CAD/month per member]; ``cheapest`` [members], the number of members of least steady
        cost among those the agreement allows; ``about_as_cheap`` (end: low, high) [members], the numbers around it
        that cost about as little, and ``use_left_out`` [CAD/month], both as in :class:`CheapestNumber`. Attributes
        tell what is assumed: ``need`` and ``experience`` of each member [unit], ``facilitator_fee`` [CAD/month per
        member] and ``facilitator_cut`` [share].

    Raises
    ------
    KeyError
        The scenario has no such resource.
    ValueError
        The need is negative, or the number of members below 2.

    Examples
    --------
    >>> import sim
    >>> scenario = sim.load_scenario("quebec-1")
    >>> costs = cost_by_members(scenario, "hr", members=20)
    >>> bool(costs["steady"].sel(members=costs["cheapest"]) < costs["steady"].sel(members=1))
    True
    """
    if resource not in scenario.resources:
        close = difflib.get_close_matches(resource, list(scenario.resources), n=1)
        hint = f"; did you mean {close[0]!r}?" if close else f"; known: {', '.join(scenario.resources)}"
        raise KeyError(f"no resource {resource!r}{hint}")
    law = scenario.resources[resource]
    if need is None:
        need = typical_need(scenario, resource)
    least = max(2, law.min_members)
    limit = min(scenario.population.number, law.max_members or _MOST, _MOST)
    largest = max(least, limit) if members is None else members
    if need < 0.0 or largest < 2:
        raise ValueError(f"need = {need} must not be negative, members = {largest} at least 2")
    record: Records = prepare(scenario).resources[list(scenario.resources).index(resource)]
    untaxed = record.copy()
    untaxed["tax"] = 0.0
    rows = like_members_costs(record, untaxed, need, largest, 1.0)
    steady = rows[:, :-1].sum(1)
    overrun = like_members_costs(record, untaxed, need, largest, law.mean_overrun)[:, :-1].sum(1)
    allowed = np.arange(1, largest + 1) >= min(least, largest)
    cheapest = int(np.argmin(np.where(allowed, steady, np.inf))) + 1
    use = float(rows[0, PARTS.index("use")])
    use = use if use > _DWARFS * steady[0] else 0.0
    near = allowed & (steady - use <= (1.0 + NEARLY) * (steady[cheapest - 1] - use))
    shown = largest if members is not None else min(largest, max(_LEAST, least + 4, round(2.0 * cheapest)))
    each = {"units": "CAD/month"}
    return xr.Dataset(
        {
            "cost": (("members", "part"), rows[:shown], each),
            "steady": ("members", steady[:shown], each),
            "overrun": ("members", overrun[:shown], each),
            "cheapest": ((), cheapest, {"units": "count"}),
            "about_as_cheap": ("end", _around(near, cheapest), {"units": "count"}),
            "use_left_out": ((), use, each),
        },
        {"members": np.arange(1, shown + 1), "part": list(PARTS), "end": ["low", "high"]},
        {
            "resource": resource,
            "title": law.title.en,
            "title_fr": law.title.fr,
            "unit": law.unit.en,
            "unit_fr": law.unit.fr,
            "need": need,
            "min_members": least,
            "overrun_mean": law.mean_overrun,
            "experience": law.initial_experience * need if law.progress_ratio < 1.0 else 0.0,
            "facilitator_fee": scenario.levers.facilitator_fee,
            "facilitator_cut": scenario.levers.facilitator_cut,
            "scenario_name": scenario.name,
            "fictional": int(scenario.fictional),
        },
    )


def _around(near: NDArray[np.bool_], cheapest: int) -> list[int]:
    """Return the least and the largest number of members around the cheapest between which all are `near` it."""
    far = np.flatnonzero(~near) + 1
    low, high = max(far[far < cheapest], default=0), min(far[far > cheapest], default=near.size + 1)
    return [int(low) + 1, int(high) - 1]


def cheapest_number(costs: xr.Dataset) -> CheapestNumber:
    """Return what the cheapest number of members costs each, from :func:`cost_by_members`.

    Examples
    --------
    >>> import sim
    >>> found = cheapest_number(cost_by_members(sim.load_scenario("cuma"), "seeder"))
    >>> found.members, (found.low, found.high), round(1.0 - found.cost / found.alone, 2)
    (11, (11, 12), 0.78)
    """
    best, use = int(costs["cheapest"]), float(costs["use_left_out"])
    low, high = costs["about_as_cheap"].values.tolist()
    steady, overrun = costs["steady"].values - use, costs["overrun"].values - use
    return CheapestNumber(
        members=best,
        low=low,
        high=high,
        alone=float(steady[0]),
        cost=float(steady[best - 1]),
        overrun=float(overrun[best - 1]) if costs.attrs["overrun_mean"] != 1.0 else None,
        use=use,
    )


def typical_need(scenario: Scenario, resource: str) -> float:
    """Return the median need of a resource among the organizations of the first run that need it.

    It is the mean need [unit/month], 0 if nobody needs it; in a very large population, that of the median size.
    """
    law = scenario.resources[resource]
    if scenario.population.file is None and scenario.population.number > _MANY:
        median = float(scenario.population.size.quantile(np.array([0.5]))[0])
        return law.need_per_fte * median**law.need_exponent
    column = list(scenario.resources).index(resource)
    needs = draw_population(scenario, run_key(scenario.seed, 0)).need[:, column]
    return float(np.median(needs[needs > 0.0])) if (needs > 0.0).any() else 0.0
