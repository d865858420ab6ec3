"""The best groups: the partition of organizations into pools and alone that costs least, and how far one is from it."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sim.analysis.groups import chosen_rows, require_resource
from sim.kernel.candidates import LEAST, Search, count_blocks, enrol, is_rational
from sim.kernel.layout import Records, records
from sim.kernel.own_faults import raise_fault
from sim.kernel.partition import partition
from sim.kernel.setup import new_state, prepare
from sim.kernel.state import OWN, Profile, State
from sim.kernel.subsets import MOST, clones_bound, exact_partition
from sim.laws.cost import fractile
from sim.scenario import Scenario
from sim.vocabulary.currency import in_its_currency


@dataclass(frozen=True)
class Partition:
    """Organizations in groups, of which those of one are alone.

    Attributes
    ----------
    groups : tuple of tuple of str
        The names; the largest group first, members in the order of the scenario.
    stand_alone_costs, costs : tuple of float
        Of each group: what its members would pay alone, and its steady cost [CAD/month].
    """

    groups: tuple[tuple[str, ...], ...]
    stand_alone_costs: tuple[float, ...]
    costs: tuple[float, ...]

    @property
    def cost(self) -> float:
        """The steady cost of all groups [CAD/month]."""
        return math.fsum(self.costs)

    @property
    def saving(self) -> float:
        """What the groups save together [CAD/month]."""
        return math.fsum(self.stand_alone_costs) - self.cost

    @property
    def saving_share(self) -> float:
        """What they save, as a share of the stand-alone costs [1]; 0 where these are 0."""
        alone = math.fsum(self.stand_alone_costs)
        return self.saving / alone if alone > 0.0 else 0.0

    @property
    def alone(self) -> tuple[str, ...]:
        """The organizations that are alone."""
        return tuple(group[0] for group in self.groups if len(group) == 1)


@dataclass(frozen=True)
class BestGroups:
    """The best partitions for a resource.

    Attributes
    ----------
    resource : str
        Key of the resource.
    stand_alone_cost : float
        What all pay alone [CAD/month].
    best : Partition
        The one that costs least.
    rational : Partition
        The one that costs least among those in which nobody's steady bill, under the rule that shares the bills of the
        resource, exceeds its stand-alone cost: the individually rational one.
    exact : bool
        Whether all partitions were examined. Otherwise each is the best one into blocks that are contiguous in need,
        improved by single moves and swaps until none helps.
    bound : float
        No partition costs less [CAD/month]; NaN where no bound is known.
    """

    resource: str
    stand_alone_cost: float
    best: Partition
    rational: Partition
    exact: bool
    bound: float


@in_its_currency
def best_groups(
    scenario: Scenario,
    resource: str,
    members: Sequence[str] | None = None,
    *,
    overrun: float = 1.0,
    replication: int = 0,
) -> BestGroups:
    """Search for the partition into pools and alone with the least steady cost.

    A block of at least `min_members` and at most `max_members` organizations costs what the model expects of a pool of
    theirs once start-up friction has faded, with the experience of its most experienced member; an organization alone
    costs what the model expects of it alone. Up to 14 organizations, dynamic programming over all subsets finds the
    exact optimum. Beyond, dynamic programming finds the best blocks contiguous in need, and single moves and swaps
    improve them until none helps.

    The lower bound is the sum over organizations of the least of the stand-alone cost and, over all numbers of members
    that may form a pool, of the cost per member of a pool of organizations like it, with divisible lots and without
    overuse. It is one since, with capacity in proportion to need, the cost of a pool is concave in need where the scale
    exponent is at most 1, and rises in the deviation of need, which is least for equal members; and only if capacity
    costs all organizations the same. A tax on a resource whose shortages are left unmet is anticipated in the bound.

    Parameters
    ----------
    scenario : Scenario
        Where organizations and resource come from.
    resource : str
        Key of the resource.
    members : sequence of str, optional
        Names of organizations; by default all that need the resource.
    overrun : float
        Multiplier of coordination costs [1]; 1 is what is planned.
    replication : int
        Whose draw of the organizations, where they are drawn.

    Returns
    -------
    BestGroups
        ``.best`` costs least of all, ``.rational`` least of those that leave nobody above its stand-alone cost.

    Raises
    ------
    GameError
        An unknown resource or organization, one named twice or without need.

    References
    ----------
    .. [1] Sandholm, Larson, Andersson, Shehory & Tohmé (1999), Coalition structure generation with worst case
       guarantees, Artificial Intelligence 111:209-238, doi:10.1016/S0004-3702(99)00036-3.
    .. [2] Anshelevich, Dasgupta, Kleinberg, Tardos, Wexler & Roughgarden (2008), The price of stability for network
       design with fair cost allocation, SIAM Journal on Computing 38(4):1602-1623, doi:10.1137/070680096.

    Examples
    --------
    >>> import sim
    >>> found = sim.best_groups(sim.load_scenario("atelier-rh"), "hr")
    >>> len(found.best.groups), round(found.best.saving_share, 3), found.exact
    (1, 0.267, True)
    """
    r = require_resource(scenario, resource)
    state = new_state(prepare(scenario), scenario.seed, replication)
    names = scenario.organization_names()
    rows = chosen_rows(state, r, names, members)
    return best_groups_of_rows(state, r, rows, resource, names, overrun)


def best_groups_of_rows(
    state: State, r: int, rows: Sequence[int], resource: str, names: Sequence[str], overrun: float
) -> BestGroups:
    """Return the best groups of some organizations of a run, by row."""
    n = len(rows)
    if n == 0:
        nothing = Partition((), (), ())
        return BestGroups(resource, 0.0, nothing, nothing, True, 0.0)
    work = _candidates(state, r, rows)
    record = state.resource[r]
    search = exact_partition if n <= MOST else partition
    bound = _bound(state, r, work, overrun)
    free = _search(state, r, work, overrun, False)
    search(record, free)
    best = rational = _partition_of(work, names)
    if not is_rational(record, free):
        search(record, _search(state, r, work, overrun, True))
        rational = _partition_of(work, names)
        if rational.cost < best.cost:  # a search that is not exact may find the better one under the narrower condition
            best = rational
    raise_fault(state)
    if best.cost < bound <= best.cost * (1.0 + LEAST):  # they are the same, rounding apart
        bound = best.cost
    return BestGroups(resource, math.fsum(work["stand_alone"][:, 0]), best, rational, n <= MOST, bound)


def partition_of_pools(
    state: State, r: int, pools: NDArray[np.integer], names: Sequence[str], overrun: float
) -> Partition:
    """Return the partition that pools (n,), -1 for none, make of the organizations that need a resource.

    It is valued like :func:`best_groups` values a partition, so that the two can be compared.
    """
    rows = np.flatnonzero(state.place["need"][:, r] > 0.0)
    if rows.size == 0:
        return Partition((), (), ())
    work = _candidates(state, r, rows.tolist())
    number = pools[work["row"][:, 0]]
    alone = number < 0
    number = np.where(alone, number.max(initial=-1) + 1 + np.arange(number.size), number)
    work["block"][:, 0] = np.unique(number, return_inverse=True)[1]
    count_blocks(state.resource[r], _search(state, r, work, overrun, False))
    raise_fault(state)
    return _partition_of(work, names)


def _candidates(state: State, r: int, rows: Sequence[int]) -> Records:
    """Return the candidates (n, 1) of a search, in order of need."""
    work = records((len(rows), 1), OWN["facilitation"])
    state.order[: len(rows)] = rows
    enrol(state, work, r, len(rows))
    return work


def _search(state: State, r: int, work: Records, overrun: float, rational: bool) -> Search:
    """Return the search among candidates."""
    profile = np.zeros((len(Profile), len(work)))
    month = int(state.society["month"][0])
    return Search(work, profile, len(work), float(overrun), rational, r, month, state.organization, state.own)


def _partition_of(work: Records, names: Sequence[str]) -> Partition:
    """Return the partition that a search has written, the largest group first."""
    here = work[:, 0]
    blocks = []
    for block in np.unique(here["block"]).tolist():
        chosen = here[here["block"] == block]
        rows = sorted(chosen["row"].tolist())
        alone = math.fsum(chosen["stand_alone"])
        blocks.append((-len(rows), rows, alone, float(here["cost"][block])))
    blocks.sort()
    return Partition(
        tuple(tuple(names[row] for row in rows) for _, rows, _, _ in blocks),
        tuple(alone for _, _, alone, _ in blocks),
        tuple(cost for _, _, _, cost in blocks),
    )


def _bound(state: State, r: int, work: Records, overrun: float) -> float:
    """Return the lower bound of the cost [CAD/month], NaN where it would be none."""
    resource = state.resource[r]
    costs = work["unit_cost"][:, 0]
    if resource["scale_exponent"] > 1.0 or costs.min() < costs.max():
        return math.nan
    relaxed: Any = resource.copy()
    taxed = 1.0 + resource["tax"]
    relaxed["unit_cost"] = costs[0]
    for name in ("unit_cost", "fixed_cost", "hub_cost", "member_cost", "pair_cost", "fee"):
        relaxed[name] *= taxed
    if not resource["unmet"]:
        relaxed["shortage_price"] *= taxed
    for name in ("tax", "lot", "overuse", "learning"):
        relaxed[name] = 0.0
    relaxed["linear_fractile"] = fractile(float(relaxed["unit_cost"]), float(relaxed["shortage_price"]))
    return float(clones_bound(relaxed, _search(state, r, work, overrun, False)))
