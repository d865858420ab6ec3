"""A group of organizations as a cost game: what each coalition of them would pay, and what each rule bills."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from sim.declared.own import OWN_KEY
from sim.declared.sharing import OWN_SHARING, SHARING_RULES
from sim.errors import GameError, Problem
from sim.games import MOST, CostGame
from sim.games.coalition import Floats, Rows, every_coalition
from sim.kernel.coalition import coalition_cost, coalition_costs, member_bills
from sim.kernel.cost import terms_of
from sim.kernel.inputs import fill_sharing
from sim.kernel.layout import Records
from sim.kernel.own_faults import raise_fault
from sim.kernel.serial import weigh_rows
from sim.kernel.setup import new_state, prepare
from sim.kernel.state import Profile, State
from sim.laws.cost import fractile
from sim.scenario import Scenario
from sim.tables.lists import first_of
from sim.tables.names import Known
from sim.vocabulary.codes import Weight
from sim.vocabulary.names import nearest, one_of
from sim.vocabulary.text import Text, number

_ENOUGH = Text(
    "at least {n} organizations, as the agreement asks for", "au moins {n} organisations, comme l'entente l'exige"
)
_NEEDS = Text("organizations that need the resource", "des organisations qui ont besoin de la ressource")
_NO_OVERUSE = Text(
    "0 with an own sharing rule: what a coalition uses would depend on its own shares",
    "0 avec une règle de partage personnalisée : l'usage d'une coalition dépendrait de ses propres parts",
)
_ONCE = Text("each organization once", "chaque organisation une seule fois")


@dataclass(frozen=True, eq=False)
class Group:
    """Organizations that could pool a resource, or do.

    Attributes
    ----------
    members : tuple of str
    need : (n,) float64
        Mean needs [unit/month].
    size : (n,) float64
        Sizes [FTE].
    stand_alone : (n,) float64
        What each pays alone [CAD/month].
    overrun : float
        What is known of the multiplier of coordination costs [1].
    unit_cost : float
        What a unit of capacity costs the group, with the experience of its pool or the best of its members'; every
        coalition is taken to know as much [CAD/unit^eta].
    resource : RESOURCE record
        The kernel's parameters of the resource.
    own_shares : (n,) float64 or None
        The shares of 1 that the scenario's own rule gives to all of them; None without one.
    """

    members: tuple[str, ...]
    need: Floats
    size: Floats
    stand_alone: Floats
    overrun: float
    unit_cost: float
    resource: Records = field(repr=False)
    own_shares: Floats | None = field(repr=False, default=None)

    @property
    def game(self) -> CostGame:
        """The cost game: steady pool costs, sums of stand-alone costs for coalitions below `min_members`."""
        if self.resource["shared_by"] == Weight.OWN and self.resource["overuse"] > 0.0:
            raise GameError([Problem(file="overuse", value=float(self.resource["overuse"]), allowed=_NO_OVERUSE)])
        position = {name: i for i, name in enumerate(self.members)}

        def cost(names: tuple[str, ...]) -> float:
            chosen = [position[name] for name in names]
            members = (self.need[chosen], self.size[chosen], self.stand_alone[chosen])
            return float(coalition_cost(self.resource, self._terms, *members, self.overrun))

        def many(rows: Rows) -> Floats:
            members = (self.need, self.size, self.stand_alone)
            return np.asarray(coalition_costs(rows, self.resource, self._terms, *members, self.overrun))

        if len(self.members) <= MOST:
            return CostGame(self.members, many(every_coalition(len(self.members))))
        return CostGame.from_function(self.members, cost, many)

    def bills(self, rule: str, friction: float = 0.0) -> Floats:
        """Return the expected bills under one of the model's sharing rules: (n,) [CAD/month].

        Parameters
        ----------
        rule : str
            A key of :data:`sim.declared.sharing.SHARING_RULES`, or "own" for the rule in the scenario's file. By use is
            by need in expectation.
        friction : float
            Share of start-up friction that is left [1]: 0 for the steady bills, 1 for those of the first month.
        """
        if len(self.members) < int(self.resource["min_members"]):
            return self.stand_alone.copy()
        record: Any = self.resource.copy()
        if rule == OWN_KEY:
            if self.own_shares is None:
                raise GameError([Problem(file="rule", value=rule, allowed=one_of(SHARING_RULES))])
            fill_sharing(SHARING_RULES["by_need"], record)
            bills = member_bills(record, self._terms, self.need, self.size, self.overrun, friction)
            return self.own_shares * float(np.sum(bills))
        fill_sharing(SHARING_RULES[rule], record)
        return np.asarray(member_bills(record, self._terms, self.need, self.size, self.overrun, friction))

    @property
    def _terms(self) -> tuple[float, float]:
        """What a unit of capacity costs, and the fractile that goes with it."""
        return self.unit_cost, float(fractile(self.unit_cost, float(self.resource["shortage_price"])))


def group(
    scenario: Scenario,
    resource: str,
    members: Sequence[str] | None = None,
    *,
    overrun: float = 1.0,
    replication: int = 0,
) -> Group:
    """Choose organizations of a scenario that could pool a resource.

    Parameters
    ----------
    scenario : Scenario
        Where organizations and resource come from.
    resource : str
        Key of the resource.
    members : sequence of str, optional
        Names of organizations; by default all that need the resource.
    overrun : float
        Multiplier of coordination costs [1]; 1 is what founders expect.
    replication : int
        Whose draw of the organizations, where they are drawn.

    Returns
    -------
    Group
        ``.game`` is its cost game, ``.bills(rule)`` what a sharing rule of the model bills.

    Raises
    ------
    GameError
        With all problems: an unknown resource or organization, one named twice or without need, too few.

    Examples
    --------
    >>> import sim
    >>> atelier = sim.load_scenario("atelier")
    >>> three = group(atelier, "hr", ["Radio Lanterne", "Toits Partagés", "Jardins Rabaska"])
    >>> bool(np.isclose(three.bills("two_part").sum(), three.game.total))
    True
    """
    r = require_resource(scenario, resource)
    setup = prepare(scenario)
    state = new_state(setup, scenario.seed, replication)
    names = scenario.organization_names()
    rows = chosen_rows(state, r, names, members, int(state.resource["min_members"][r]))
    resource_record = state.resource[r]
    best = float(state.book["experience"][rows, r].max())
    unit_cost = float(terms_of(resource_record, best, 1.0)[0])
    return group_of_rows(state, r, rows, [names[row] for row in rows], overrun, unit_cost)


def group_of_rows(
    state: State, r: int, rows: Sequence[int], names: Sequence[str], overrun: float, unit_cost: float
) -> Group:
    """Return the group of some organizations of a run, by row."""
    chosen = list(rows)
    place = state.place[chosen, r]
    return Group(
        members=tuple(names),
        need=place["need"].copy(),
        size=state.organization["size"][chosen].copy(),
        stand_alone=place["stand_alone"].copy(),
        overrun=float(overrun),
        unit_cost=unit_cost,
        resource=state.resource[r].copy(),
        own_shares=_own_shares(state, r, chosen, overrun, unit_cost),
    )


def _own_shares(state: State, r: int, rows: list[int], overrun: float, unit_cost: float) -> Floats | None:
    """Return the shares of 1 that the own rule gives to some organizations; None if the scenario has none."""
    if state.own.one["share"][0] == 0 or len(rows) < int(state.resource["min_members"][r]):
        return None
    record: Any = state.resource[r].copy()
    fill_sharing(OWN_SHARING, record)
    terms = (unit_cost, float(fractile(unit_cost, float(record["shortage_price"]))))
    state.order[: len(rows)] = rows
    weigh_rows(state, r, record, terms, len(rows), float(overrun))
    raise_fault(state)
    share = dict(zip(state.order.tolist(), state.profile[Profile.SHARE, : len(rows)].tolist(), strict=False))
    return np.array([share[row] for row in rows])


def require_resource(scenario: Scenario, resource: str) -> int:
    """Return the number of a resource, or raise a `GameError` if there is none of that name."""
    known = list(scenario.resources)
    if resource not in known:
        found = Problem(file="resource", value=resource, allowed=one_of(known), hint=nearest(resource, known))
        raise GameError([found])
    return known.index(resource)


def chosen_rows(state: State, r: int, names: list[str], members: Sequence[str] | None, least: int = 0) -> list[int]:
    """Return the rows of organizations by name (None: all that need r), or raise a `GameError` with all problems.

    `least` is how many are needed.
    """
    concerned = state.place["need"][:, r] > 0.0
    position = Known(names)
    problems = []
    rows: list[int] = []
    for name in names if members is None else members:
        row = position.get(name)
        if row is None:
            problems.append(
                Problem(file="members", value=name, allowed=one_of(first_of(names)), hint=nearest(name, names))
            )
        elif row in rows:
            problems.append(Problem(file="members", value=name, allowed=_ONCE))
        elif concerned[row]:
            rows.append(row)
        elif members is not None:
            problems.append(Problem(file="members", value=name, allowed=_NEEDS))
    if not problems and len(rows) < least:
        problems.append(Problem(file="members", value=len(rows), allowed=_ENOUGH.format(n=number(least))))
    if problems:
        raise GameError(problems)
    return rows
