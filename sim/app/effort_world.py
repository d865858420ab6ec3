"""World in which effort matters: all organizations that need the resource pool it, and what they give is the room's.

Costs, fines and what each does from the second month on are the model's (:mod:`sim.declared.effort`). The room says
what each gives in the first month, whether the group checks, and thereby how much each looks at the others later.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from sim.app.cases import Case
from sim.app.course import Course, Floats
from sim.app.efforts import Given
from sim.app.levers import with_fields
from sim.app.world import Act, Choices, all_choices, played, prescribed, simulate
from sim.kernel.setup import prepare
from sim.kernel.state import NOBODY, State
from sim.laws.effort import effort_cost
from sim.laws.sharing import bill
from sim.scenario import Scenario
from sim.scenario.schema import Resource

EFFORT_STAKE: Final = 0.2
"""What the service costs more without any effort, in a case that says nothing of effort [share]: an assumption, that of
scenarios/passager.toml, and shown on the screen."""
UNASKED: Final = Given(0.5, 0.5)
"""What each gives where nobody has answered: an assumption."""
_OUTCOMES: Final = ("effort_shown", "effort_members", "fines", "inspections")


@dataclass(frozen=True, eq=False)
class FirstMonth:
    """The first month of the group: what the room's efforts make of it.

    Attributes
    ----------
    members : int
    effort : float
        Mean effort of the members [1].
    lost : float
        What the group pays more for want of effort [CAD/month].
    shares : (N,) float64
        Each organization's share of that; 0 for those that do not need the resource [1].
    services : (N,) float64
        What the service costs each alone, to which the cost of effort is in proportion [CAD/month].
    price : float
        Marginal cost of full effort, as a share of that [1].
    """

    members: int
    effort: float
    lost: float
    shares: Floats
    services: Floats
    price: float

    def cost(self, row: int, effort: float) -> float:
        """Return what an effort costs an organization [CAD/month]."""
        return effort_cost(self.price, float(self.services[row]), effort)


class EffortCourse:
    """The course of a group, with its efforts.

    Parameters
    ----------
    course : Course
        With the outcomes of effort.
    resource : Resource
        As it was played.
    """

    def __init__(self, course: Course, resource: Resource) -> None:
        self.course = course
        self.resource = resource

    @property
    def months(self) -> int:
        """Number of months."""
        return self.course.months

    @cached_property
    def effort(self) -> Floats:
        """Mean effort of the members by month, over the replications told, (T,) [1]."""
        shown, members = (
            self.course.data[name].values[self.course.told] for name in ("effort_shown", "effort_members")
        )
        mean: Floats = (shown / np.maximum(members, 1)).mean(0)
        return mean

    @property
    def fines(self) -> float:
        """Fines that members paid to their group in all, on average [CAD]."""
        return self._mean("fines")

    @property
    def checking(self) -> float:
        """What the inspections cost the group in all, on average, tax included [CAD]."""
        return (1.0 + self.resource.tax) * self.resource.inspection_cost * self._mean("inspections")

    def _mean(self, name: str) -> float:
        return float(self._of(name).mean(0).sum())

    def _of(self, name: str) -> Floats:
        values: Floats = self.course.data[name].values[self.course.told]
        return values


def with_effort(scenario: Scenario, checks: bool) -> Scenario:
    """Return a scenario of one resource in which effort matters, and is inspected or not."""
    ((key, resource),) = scenario.resources.items()
    stake = resource.effort_stake or EFFORT_STAKE
    usual = resource.inspection or Resource.model_fields["inspection"].default
    changed: dict[str, Any] = {"effort_stake": stake, "inspection": usual if checks else 0.0}
    return scenario.model_copy(update={"resources": {key: with_fields(resource, changed)}})


def everyone(case: Case, given: Mapping[int, Given]) -> dict[int, Given]:
    """Return what each organization that needs the resource gives: those without an answer, the mean of the others."""
    rows = [row for row, name in enumerate(case.names) if name in case.group.members]
    said = [given[row] for row in rows if row in given]
    mean = Given(*np.mean(said, axis=0).tolist()) if said else UNASKED
    return {row: given.get(row, mean) for row in rows}


def first_month(case: Case, given: Mapping[int, Given]) -> FirstMonth:
    """Return the first month of the group, as the model expects it: no need, overrun or start-up trouble is in it."""
    scenario = with_effort(case.scenario, checks=False)
    choices = _together(case)
    rows = [(month - 1, row, 0, pools) for month, row, pools in all_choices(scenario, choices)]
    setup = prepare(prescribed(scenario, choices))._replace(prescription=np.array(rows, dtype=np.int64).reshape(-1, 4))
    state, _ = played(setup, scenario.seed, 0, _acts(everyone(case, given)), 1)
    place, resource = state.place[:, 0], state.resource[0]
    members = place["pool"] != NOBODY
    shares = np.zeros(place.size)
    effort = 0.0
    if members.any():
        pool = state.pool[0, place["pool"][members][0]]
        effort = float(pool["effort"])
        lump, spread = float(pool["stake_lump"]), float(pool["stake_spread"])
        of = int(pool["members"]), float(pool["weight"])
        shares[members] = [bill(lump, spread, of[0], float(weight), of[1]) for weight in place["weight"][members]]
        shares /= lump + spread if lump + spread > 0.0 else 1.0
    services = np.where(members, place["service"], 0.0)
    lost, price = float(resource["effort_lost"]), float(resource["effort_cost"])
    return FirstMonth(int(members.sum()), effort, lost, shares, services, price)


def effort_course(case: Case, given: Mapping[int, Given], checks: bool) -> EffortCourse:
    """Return the course of the group after the room's first month, with or without inspections and graduated fines."""
    scenario = with_effort(case.scenario, checks)
    course = simulate(scenario, _together(case), acts=_acts(everyone(case, given)), also=_OUTCOMES)
    return EffortCourse(course, next(iter(scenario.resources.values())))


def _together(case: Case) -> Choices:
    """Return the choices with which all that need the resource pool it from the first month on."""
    return [(1, row, name in case.group.members) for row, name in enumerate(case.names)]


def _acts(given: Mapping[int, Given]) -> list[Act]:
    """Return the acts that make the first month's efforts those of the room, and the later ones the model's.

    In the month of its entry, a member's trust stands for the effort of the others, and with a reciprocity of 1 that is
    all it looks at. Nothing else that is read off these worlds depends on trust.
    """
    rows: NDArray[np.int64] = np.array(sorted(given), dtype=np.int64)
    efforts, reciprocity = (np.array([given[int(row)][k] for row in rows]) for k in (0, 1))

    def begin(state: State) -> None:
        state.organization["reciprocity"][rows] = 1.0
        state.organization["trust"][rows] = efforts

    def go_on(state: State) -> None:
        state.organization["reciprocity"][rows] = reciprocity

    return [(1, begin), (2, go_on)]
