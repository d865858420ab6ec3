"""The model as Mesa steps it: the state and laws of the compiled driver, and its numbers to the last bit."""

from __future__ import annotations

from collections.abc import Callable
from operator import attrgetter, itemgetter
from typing import TYPE_CHECKING, Any, SupportsIndex

import mesa
import numpy as np
from mesa.experimental.scenarios import Scenario as MesaScenario
from numpy.typing import NDArray

from sim.declared.own import OWN_FUNCTIONS
from sim.kernel import places
from sim.kernel.decision import act
from sim.kernel.events import take_effect
from sim.kernel.facilitation import facilitate
from sim.kernel.inputs import parameters_of
from sim.kernel.membership import found, join_together
from sim.kernel.needs import draw_resource
from sim.kernel.own_faults import raise_fault, require_own_rules
from sim.kernel.prescription import leave_as_prescribed, prescribe
from sim.kernel.setup import new_state, prepare, write_addresses
from sim.kernel.state import FREE, NOBODY
from sim.laws.decision import Choice
from sim.model.collector import Collector
from sim.model.decision import Decision
from sim.model.fictional import fictional_scenario
from sim.model.mesa_scenario import mesa_scenario, world_and_parameters
from sim.model.organization import Organization
from sim.model.pool import Pool
from sim.model.replication import Seed, next_replication, whole

if TYPE_CHECKING:
    from sim.scenario import Scenario
    from sim.scenario.io import Source


class PoolingModel(mesa.Model):
    """Organizations that decide to go it alone or to pool, as Mesa agents.

    For exploring, for teaching and for decision rules of one's own. For many runs there is
    :func:`sim.simulate`, which gives the same numbers faster.

    Parameters
    ----------
    scenario : Scenario, path or mapping, optional
        A scenario, its file, or a dictionary with its tables; by default a small fictional one, twelve organizations
        that may share an HR adviser. A scenario of Mesa gives parameters.
    organization_class : callable
        What makes an organization from the model and a row: a subclass of Organization with a decision rule
        of its own, or a function that picks one for each row.
    rng : int, optional
        Root of all draws; by default the scenario's seed, so that the same model is made again. None, as Mesa's
        ``batch_run`` gives it for each iteration, stands for a run of its own: the next replication of that seed in
        this process.
    replication : int, optional
        Which run under that root to play; by default 0. Run k is run k of :func:`sim.simulate`, to the last bit.
    **parameters
        Parameters of the scenario, as Mesa's sliders and ``batch_run`` give them: by name (``trust``, ``months``), or
        by path with dots or with two underscores in their place (``population__trust``, ``hr__fixed_cost``).

    Attributes
    ----------
    world : Scenario
        The scenario. (Mesa keeps `scenario` for itself.)
    state : State
        The arrays that agents look into.
    organizations : list of Organization
        By row.
    names, resources : list of str
        Names of the organizations, by row, and keys of the resources, by number.
    replication : int
        Which run it plays.
    month : int
        The month being played, counted from 0; after a step, the next one.
    cumulative_gain : float
        The group's gain so far [CAD].
    datacollector : mesa.DataCollector
        Month by month (from 1), before small pools dissolve: the group, every organization, every pool. Its
        ``get_agent_vars_dataframe()`` is that of the organizations; ``get_agenttype_vars_dataframe(Pool)`` has the
        pools.

    Raises
    ------
    ScenarioError
        If the scenario or a parameter cannot be used; with all problems.
    TypeError
        If rng or replication is not a whole number: draws are named, they come from no stream.
    ValueError
        If rng or replication is out of range.

    Examples
    --------
    >>> from sim.model import PoolingModel
    >>> model = PoolingModel()
    >>> model.run_for(24)
    >>> frame = model.datacollector.get_model_vars_dataframe()
    >>> bool(frame["cumulative_gain"].min() < 0)  # pooling costs first
    True
    >>> PoolingModel(trust=0.2, months=12).world.months
    12
    """

    def __init__(
        self,
        scenario: Scenario | MesaScenario | Source | None = None,
        *,
        organization_class: Callable[[PoolingModel, int], Organization] = Organization,
        rng: SupportsIndex | Seed | None = Seed.OF_SCENARIO,
        replication: SupportsIndex | None = None,
        **parameters: Any,
    ) -> None:
        if isinstance(scenario, MesaScenario):
            if scenario.rng is not None and isinstance(rng, Seed):
                rng = scenario.rng
            scenario, own = world_and_parameters(scenario)
            parameters = own | parameters
        self.world = _world(scenario, parameters)
        seed = self.world.seed if rng is None or isinstance(rng, Seed) else whole("rng", rng)
        if replication is None:
            replication = next_replication() if rng is None else 0
        self.replication = whole("replication", replication)
        super().__init__(rng=seed, scenario=mesa_scenario(self.world, seed))
        setup = prepare(self.world)
        self.state = new_state(setup, seed, self.replication)
        self._changes = setup.changes
        self._terms = parameters_of(self.state.resource)
        self.month = 0
        self.cumulative_gain = 0.0
        self.resources = list(self.world.resources)
        self.names = self.world.organization_names()
        self.organizations = [organization_class(self, row) for row in range(len(self.names))]
        self._pools: list[dict[int, Pool]] = [{} for _ in self.resources]
        self.datacollector = Collector(
            model_reporters={
                "month": _month_played,
                "collective_gain": _collective_gain,
                "cumulative_gain": "cumulative_gain",
                "memberships": _memberships,
                "pools": _live_pools,
                "mean_trust": _mean_trust,
            },
            agenttype_reporters={
                Organization: _reporters("name", "gain", "total_gain", "memberships", "trust", "cash"),
                Pool: _reporters("number", "resource", "size", "age", "steady_cost"),
            },
        )

    @property
    def pools(self) -> list[Pool]:
        """The pools that live, by resource, in the order in which they were founded."""
        return [pool for pools in self._pools for pool in pools.values()]

    def pools_of(self, resource: int) -> dict[int, Pool]:
        """Return the live pools of a resource by their slots."""
        return self._pools[resource]

    def step(self) -> None:
        """Play one month, after the events that fall in it; after the scenario's last one, ``running`` is false.

        Raises
        ------
        ScenarioError
            An own rule of the scenario was at fault.
        ValueError
            If the parameters of a resource were changed in the state: much else follows from them, in both worlds.
        WordedError
            The state has own rules of another process.
        """
        state = self.state
        require_own_rules(state)
        self._require_own_terms()
        for change in self._changes:
            if change.month == self.month:
                take_effect(state, change)
                self._terms = parameters_of(state.resource)
        for r in range(len(self.resources)):
            draw_resource(state.society[0], state.resource[r], self.month)
        for pool in self.pools:
            pool.begin()
        places.before_review(state, self.month)
        if state.society[0]["facilitation"]:
            facilitate(state, self.month)
            for r in range(len(self.resources)):
                self._meet_pools(r)
        reviews = [(order, o, r) for o in self.organizations for order, r in o.draw()]
        self._follow_prescriptions()
        for _, organization, r in sorted(reviews, key=itemgetter(0)):
            organization.review(r)
        places.after_review(state, self.month)
        for pool in self.pools:
            pool.bill()
        for organization in self.organizations:
            organization.settle()
        self.cumulative_gain += _total(state.organization["gain"])
        self.datacollector.collect(self)
        self._close_pools()
        for organization in self.organizations:
            organization.learn()
        self.month += 1
        self.running = self.month < self.world.months
        raise_fault(state, self.world)

    def __getstate__(self) -> dict[str, Any]:
        """Return what a copy needs; addresses of own rules are good in this process alone."""
        one = self.state.own.one.copy()
        for name in OWN_FUNCTIONS:
            one[name] = 0
        return {**self.__dict__, "state": self.state._replace(own=self.state.own._replace(one=one))}

    def __setstate__(self, attributes: dict[str, Any]) -> None:
        """Take over what a model was, with own rules compiled in this process."""
        self.__dict__.update(attributes)
        write_addresses(self.state.own.one, self.world)

    def carry_out(self, organization: Organization, resource: int, decision: object) -> None:
        """Carry out a decision of an organization about a resource.

        Raises
        ------
        TypeError
            If it is no decision.
        ValueError
            If it is impossible: see :meth:`sim.model.Decision.target`.
        """
        if not isinstance(decision, Decision):
            rule = f"{type(organization).__name__}.decide"
            raise TypeError(f"{rule} returned {decision!r}: a Decision is needed, such as Decision.stay()")
        target = decision.target(organization, resource)
        if decision.choice == Choice.STAY:
            return
        if decision.choice == Choice.FOUND:
            rows = [organization.row, *(partner.row for partner in decision.partners)]
            self.state.desk["member"][:target] = rows
        act(self.state, organization.row, resource, self.month, int(decision.choice), target)
        self._meet_pools(resource)

    def _require_own_terms(self) -> None:
        """Refuse parameters of resources that were changed by hand."""
        for name, values in parameters_of(self.state.resource).items():
            if values.tobytes() != self._terms[name].tobytes():
                raise ValueError(
                    f'state.resource["{name}"] was changed in month {self.month + 1}, and what follows from it was '
                    f"not: let an event of the scenario change parameters, under [[events]]"
                )

    def _close_pools(self) -> None:
        """Close the accounts of all pools, in the order of the compiled driver: it rules on free slots."""
        if self.state.society["closure"][0]:
            for organization in self.organizations:
                organization.close()
            for r in range(len(self.resources)):
                self._meet_pools(r)
        for r, pools in enumerate(self._pools):
            for slot in reversed(self._live(r)):
                pools[slot].close()
            self._meet_pools(r)

    def _live(self, resource: int) -> list[int]:
        """Return the slots of the live pools of a resource, in the order of the state."""
        slots: list[int] = self.state.pool["live"][resource, : self.state.resource["live_count"][resource]].tolist()
        return slots

    def _meet_pools(self, resource: int) -> None:
        """Make the pools of a resource those of the state: the ended go, the newly founded come in."""
        pools, slots = self._pools[resource], self._live(resource)
        numbers = dict(zip(slots, self.state.pool["number"][resource, slots].tolist(), strict=True))
        for slot, pool in list(pools.items()):
            if numbers.get(slot) != pool.number:
                pool.remove()
                del pools[slot]
        for slot in slots:
            if slot not in pools:
                pools[slot] = Pool(self, resource, slot)

    def _follow_prescriptions(self) -> None:
        """Let organizations with prescribed choices leave, join, or found once there are enough of them."""
        state, society = self.state, self.state.society[0]
        if not society["followers"]:
            return
        due = np.searchsorted(state.prescription[:, 0], self.month, side="right")
        for _, i, r, pools in state.prescription[society["prescriptions_done"] : due]:
            if not state.organization["closed"][i]:
                prescribe(state, int(i), int(r), int(pools))
        society["prescriptions_done"] = due
        for r, resource in enumerate(state.resource):
            place = state.place[:, r]
            alone = (place["prescribed"] != FREE) & (place["prescribed"] != 1)
            for i in np.flatnonzero(alone & (place["pool"] != NOBODY)).tolist():
                leave_as_prescribed(state, i, r)
            alone = (place["pool"] == NOBODY) & (place["need"] > 0.0)
            waiting = np.flatnonzero((place["prescribed"] == 1) & alone)
            state.desk["member"][: waiting.size] = waiting
            if resource["prescribed_pool"] != NOBODY and waiting.size > 0:
                join_together(state, r, int(resource["prescribed_pool"]), waiting.size, self.month)
            elif resource["prescribed_pool"] == NOBODY and waiting.size >= resource["min_members"]:
                founder = int(waiting[np.argmin(state.organization["identity"][waiting])])
                resource["prescribed_pool"] = found(state, founder, r, waiting.size, self.month)
            self._meet_pools(r)


# Lambdas, and what Mesa makes of the name of an attribute, cannot be pickled: a model can be copied and sent to another
# process.
def _reporters(*names: str) -> dict[str, Callable[[Any], Any]]:
    """Return functions that report attributes of an agent, by name."""
    return {name: attrgetter(name) for name in names}


def _month_played(model: PoolingModel) -> int:
    """Return the month that is collected, counted from 1."""
    return model.month + 1


def _collective_gain(model: PoolingModel) -> float:
    """Return the gain of all organizations in the month [CAD]."""
    return _total(model.state.organization["gain"])


def _memberships(model: PoolingModel) -> int:
    """Return the number of memberships in pools."""
    return int(model.state.organization["pools"].sum())


def _live_pools(model: PoolingModel) -> int:
    """Return the number of pools."""
    return len(model.pools)


def _mean_trust(model: PoolingModel) -> float:
    """Return the mean trust of the organizations."""
    return _total(model.state.organization["trust"]) / len(model.names)


def _total(values: NDArray[np.float64]) -> float:
    """Return a sum as the compiled driver adds it up, one after the other: NumPy's sum() goes by pairs."""
    return float(np.cumsum(values)[-1])


def _world(scenario: Scenario | Source | None, parameters: dict[str, Any]) -> Scenario:
    """Return the scenario of a model, with its parameters set."""
    from sim.scenario import Scenario, load_scenario, with_values
    from sim.scenario.keywords import values_by_path

    if scenario is None:
        scenario = fictional_scenario()
    elif not isinstance(scenario, Scenario):
        scenario = load_scenario(scenario)
    return with_values(scenario, values_by_path(parameters, scenario)) if parameters else scenario
