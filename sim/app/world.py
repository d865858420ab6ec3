"""World of a room: what people choose is prescribed, everybody else decides by the model's rules, on the same draws."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any, Final

import numpy as np
from numpy.typing import NDArray

from sim.app.levers import SHOCK_MONTH, Levers, with_fields
from sim.kernel.inputs import resource_record
from sim.kernel.layout import records
from sim.kernel.month import play
from sim.kernel.recording import Trajectory, new_history, new_trajectory
from sim.kernel.setup import Setup, new_state
from sim.kernel.state import NOBODY, RESOURCE, State
from sim.laws.jcurve import Track, status_of, trace
from sim.laws.random import Purpose, run_key, uniform
from sim.scenario.organizations import Organizations
from sim.scenario.schema import Constant
from sim.scenario.schema.population import RULES
from sim.vocabulary.codes import Rule
from sim.vocabulary.status import Status

if TYPE_CHECKING:
    from sim.scenario import Scenario

Floats = NDArray[np.float64]

REPLICATIONS: Final = 50
BAND: Final = (0.1, 0.9)
"""Four worlds of five lie within."""

SPREAD: Final = 0.25
"""How far an assumed parameter may lie from its value, either way [share]; itself an assumption."""
ASSUMED: Final = (
    "founding_cost",
    "joining_cost",
    "friction",
    "friction_months",
    "hub_cost",
    "member_cost",
    "pair_cost",
    "fixed_cost",
)
"""Assumed parameters of a resource that are drawn anew in each replication but the first."""
DISPOSITIONS: Final = ("horizon", "foresight", "trust", "solidarity")
"""Dispositions that are drawn with them, where the scenario gives everybody the same."""

Choices = Sequence[tuple[int, int, bool]]
"""What is prescribed: month (from 1), organization (row), whether it pools; each holds until the next."""


@dataclass(frozen=True, eq=False)
class Course:
    """What happened in a world and in its replications.

    Attributes
    ----------
    names : tuple of str
    group : (K, T) float64
        Cumulative gain of all together [CAD].
    own : (K, N, T) float64
        Cumulative gain of each organization [CAD].
    members : (K, T) int64
        How many pool.
    pooling : (K, N, T) bool
        Who pools.
    public : (K,) float64
        Public money [CAD].
    entered : (K, N) int64
        Month of first entry, 0 for never.
    """

    names: tuple[str, ...]
    group: Floats
    own: Floats
    members: NDArray[np.int64]
    pooling: NDArray[np.bool_]
    public: Floats
    entered: NDArray[np.int64]

    @property
    def months(self) -> int:
        """How long it lasted."""
        return int(self.group.shape[1])

    @cached_property
    def told(self) -> NDArray[np.int64]:
        """Replications that tell how all fare: those in which somebody pools, unless these are less than half.

        A median over worlds with a group and worlds without one would say of a group that loses, or of its members,
        that nothing was lost.
        """
        formed = np.flatnonzero((self.members > 0).any(axis=1))
        return formed if self._ever else np.arange(len(self.members))

    @property
    def unformed(self) -> int:
        """In how many replications nobody ever pools."""
        return int((~(self.members > 0).any(axis=1)).sum())

    @cached_property
    def middle(self) -> Floats:
        """Median of the group's curves, (T,) [CAD]."""
        return np.median(self.group[self.told], axis=0)

    @cached_property
    def band(self) -> tuple[Floats, Floats]:
        """Band of the group's curves, (T,) and (T,) [CAD]."""
        low, high = np.quantile(self.group[self.told], BAND, axis=0)
        return low, high

    @cached_property
    def middles(self) -> Floats:
        """Medians of the organizations' curves, (N, T) [CAD]."""
        return np.median(self.own[self.told], axis=0)

    def band_of(self, row: int) -> tuple[Floats, Floats]:
        """Band of an organization's curves, (T,) and (T,) [CAD]."""
        low, high = np.quantile(self.own[self.told, row], BAND, axis=0)
        return low, high

    @property
    def ends(self) -> tuple[Floats, Floats, Floats]:
        """Low end, median and high end of what each organization has gained at the end, (N,) each [CAD]."""
        low, middle, high = np.quantile(self.own[self.told, :, -1], (BAND[0], 0.5, BAND[1]), axis=0)
        return low, middle, high

    @cached_property
    def verdict(self) -> Verdict:
        """How the group's middle curve ends."""
        return _verdict(self.middle, bool((self.members[self.told, -1] > 0).mean() >= 0.5), self._ever)

    @property
    def _ever(self) -> bool:
        """Whether anybody pools in at least half of the replications."""
        return bool(((self.members > 0).any(axis=1)).mean() >= 0.5)

    def verdict_of(self, row: int) -> Verdict:
        """Say how an organization's middle curve ends."""
        entered = (self.entered[self.told, row] > 0).mean() >= 0.5
        return _verdict(self.middles[row], bool(self.pooling[self.told, row, -1].mean() >= 0.5), bool(entered))

    @property
    def pools(self) -> list[str]:
        """Names of those who pool at the end, in at least half of the worlds."""
        share = self.pooling[self.told, :, -1].mean(axis=0)
        return [name for name, often in zip(self.names, share, strict=True) if often >= 0.5]

    @property
    def losing(self) -> list[int]:
        """Rows of the organizations whose median gain at the end is a loss of at least a dollar."""
        return [int(row) for row in np.flatnonzero(self.ends[1] <= -1.0)]

    @property
    def failing(self) -> float:
        """Share of the replications with a group in which it ends at a loss [1]."""
        return float((self.group[self.told, -1] < 0.0).mean())


@dataclass(frozen=True)
class Verdict:
    """How a curve ends.

    Attributes
    ----------
    status : Status
    depth : float
        Deepest loss [CAD].
    trough, break_even : int
        Months; 0 for none.
    end : float
        Gain at the end [CAD].
    monthly : float
        Mean gain of the last twelve months [CAD/month].
    """

    status: Status
    depth: float
    trough: int
    break_even: int
    end: float
    monthly: float


def _verdict(curve: Floats, pooling: bool, entered: bool) -> Verdict:
    """Read a cumulative curve (T,)."""
    track: Track = trace(np.diff(curve, prepend=0.0))
    status = Status(status_of(track.low, track.back_month, int(entered), pooling))
    last = min(12, curve.size - 1)
    monthly = float(curve[-1] - curve[-1 - last]) / last if last else float(curve[-1])
    return Verdict(status, -track.low, track.low_month, track.back_month, float(curve[-1]), monthly)


def simulate(
    scenario: Scenario,
    choices: Choices = (),
    levers: Levers | None = None,
    replications: int = REPLICATIONS,
) -> Course:
    """Play the world of a room, and its replications.

    Parameters
    ----------
    scenario : Scenario
        With one resource.
    choices : sequence of (int, int, bool)
        What people chose; everybody else decides by the scenario's rules.
    levers : Levers, optional
    replications : int
        The first has the assumed parameters of the scenario; the others draw them as well as needs and overruns.

    Returns
    -------
    Course
    """
    levers = levers or Levers()
    if levers.members is not None:
        choices = [choice for choice in choices if choice[1] < levers.members]
    base = prescribed(levers.applied(scenario), choices, levers.members)
    table = np.array([(month - 1, row, 0, pool) for month, row, pool in sorted(choices)], dtype=np.int64).reshape(-1, 4)
    n = base.population.number
    group = np.empty((replications, base.months))
    own = np.empty((replications, n, base.months))
    members = np.empty((replications, base.months), dtype=np.int64)
    pooling = np.empty((replications, n, base.months), dtype=np.bool_)
    public = np.empty(replications)
    entered = np.empty((replications, n), dtype=np.int64)
    for k in range(replications):
        world = varied(base, k) if k else base
        resources = records(1, RESOURCE)
        resource_record(next(iter(world.resources.values())), world.levers, resources[0])
        state = new_state(Setup(world, resources, table, None), base.seed, k)
        trajectory = _played(state, base.months, SHOCK_MONTH if levers.shock else None)
        group[k] = trajectory.month["collective_gain"].cumsum()
        own[k] = trajectory.ledger["gain"].cumsum(axis=1)
        members[k] = trajectory.resource["members"][:, 0]
        pooling[k] = trajectory.pool[:, 0] != NOBODY
        public[k] = trajectory.month["collective_public_money"].sum()
        entered[k] = state.organization["entry_month"]
    return Course(tuple(base.organization_names()), group, own, members, pooling, public, entered)


def prescribed(scenario: Scenario, choices: Choices, members: int | None = None) -> Scenario:
    """Return a scenario in which those who chose follow their choices, and those beyond `members` stay alone."""
    n = scenario.population.number
    given = scenario.organizations or Organizations(scenario.organization_names(), (), {}, {})
    rule = given.values.get("rule")
    codes = np.full(n, np.nan) if rule is None else rule.copy()
    codes[sorted({row for _, row, _ in choices})] = RULES.index("prescribed")
    if members is not None:
        codes[members:] = RULES.index("alone")
    copy = scenario.model_copy()
    copy._organizations = replace(given, values={**given.values, "rule": codes})
    return copy


def varied(scenario: Scenario, replication: int) -> Scenario:
    """Return a scenario with its assumed parameters drawn, each within a quarter of its value."""
    factors = _factors(scenario.seed, replication)
    (name,) = scenario.resources
    resource = scenario.resources[name]
    drawn = {field: getattr(resource, field) * factors[place] for place, field in enumerate(ASSUMED)}
    dispositions: dict[str, Any] = {}
    for place, field in enumerate(DISPOSITIONS, start=len(ASSUMED)):
        given = getattr(scenario.population, field)
        if isinstance(given, Constant) and isinstance(given.value, int | float):
            most = np.inf if field == "horizon" else 1.0
            dispositions[field] = Constant(value=float(min(most, max(0.0, given.value * factors[place]))))
    population = scenario.population.model_copy(update=dispositions)
    return scenario.model_copy(update={"population": population, "resources": {name: with_fields(resource, drawn)}})


@lru_cache(maxsize=4096)
def _factors(seed: int, replication: int) -> tuple[float, ...]:
    """By what each assumed parameter is multiplied in a replication; drawn once, whatever levers move."""
    key = run_key(seed, replication)
    places = range(len(ASSUMED) + len(DISPOSITIONS))
    return tuple(1.0 + SPREAD * (2.0 * uniform(key, k, 0, 0, Purpose.UNCERTAINTY, 0) - 1.0) for k in places)


def _played(state: State, months: int, shock: int | None) -> Trajectory:
    """Play all months of a run; at the beginning of one of them its largest member may leave."""
    organizations, resources = state.place.shape
    trajectory = new_trajectory(months, organizations, resources, True)
    # no place founds more than once a month: with room for as many pools, months need no look in between
    trajectory = trajectory._replace(history=new_history((months + 1) * state.place.size + resources))
    calm = months if shock is None else min(shock - 1, months)
    play(state, trajectory, 0, calm)
    if calm < months:
        _withdraw(state)
        play(state, trajectory, calm, months)
    return trajectory


def _withdraw(state: State) -> None:
    """Let the largest of those who pool be alone from now on."""
    inside = np.flatnonzero(state.place["pool"][:, 0] != NOBODY)
    if inside.size == 0:
        return
    largest = inside[np.argmax(state.organization["size"][inside])]
    if state.organization["rule"][largest] == Rule.RATIONAL:
        state.society["followers"] += 1
    state.organization["rule"][largest] = Rule.PRESCRIBED
    state.place["prescribed"][largest, 0] = 0
    state.prescription[state.prescription[:, 1] == largest, 3] = 0  # whatever was chosen for later
