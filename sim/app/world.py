"""World of a room: choices of people are prescribed, all others follow the model's rules, on the same draws."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Final

import numpy as np

from sim.app.assumptions import drawn, with_particle
from sim.app.course import OUTCOMES, Course
from sim.app.levers import SHOCK_MONTH, LeverSettings
from sim.dataset import to_dataset
from sim.kernel.month import play_on
from sim.kernel.outcome import Outcomes, outcomes
from sim.kernel.own_faults import raise_fault
from sim.kernel.recording import Trajectory, new_history, new_trajectory
from sim.kernel.runs import collected
from sim.kernel.setup import Setup, new_state, prepare
from sim.kernel.state import NOBODY, State
from sim.scenario import Scenario, read_decisions
from sim.scenario.organizations import Organizations
from sim.scenario.schema.population import RULES
from sim.vocabulary.codes import Rule

REPLICATIONS: Final = 50

Choices = Sequence[tuple[int, int, bool]]
"""Prescribed choices: month (from 1), organization (row), whether it pools; each holds until the next."""
Act = tuple[int, Callable[[State], None]]
"""What happens to the organizations of a run, and at the beginning of which month (from 1)."""


def simulate(
    scenario: Scenario,
    choices: Choices = (),
    levers: LeverSettings | None = None,
    replications: int = REPLICATIONS,
    acts: Sequence[Act] = (),
    also: Sequence[str] = (),
) -> Course:
    """Simulate the world of a room and its replications.

    Parameters
    ----------
    scenario : Scenario
        With one resource.
    choices : sequence of (int, int, bool)
        What people chose; all other organizations follow the rules of the scenario.
    levers : LeverSettings, optional
    replications : int
        The first has the assumed parameters of the scenario; the others draw them, as well as needs and overruns. Of a
        scenario with a posterior, each takes a whole particle, on which the levers then act.
    acts : sequence of Act
        What happens beside the choices.
    also : sequence of str
        Outcomes that are recorded beside those of every course.

    Returns
    -------
    Course
    """
    levers = levers or LeverSettings()
    particles = scenario.particles
    calibrated = particles.without(levers.paths) if particles is not None else None
    rows = [(month - 1, row, 0, pools) for month, row, pools in all_choices(scenario, choices, levers.members)]
    table = np.array(rows, dtype=np.int64).reshape(-1, 4)
    acts = [*acts, (SHOCK_MONTH, _withdraw_largest)] if levers.shock else acts

    def base(scenario: Scenario) -> Scenario:
        return prescribed(levers.applied(scenario), choices, levers.members)

    same = base(scenario)

    def one_run(replication: int) -> Outcomes:
        own = same if particles is None else base(with_particle(scenario, replication))
        setup = prepare(drawn(own, replication, calibrated))._replace(prescription=table)
        recorded = outcomes(*played(setup, same.seed, replication, acts), "organizations")
        return {name: recorded[name] for name in (*OUTCOMES, *also)}

    ds = to_dataset(same, collected(one_run, replications), same.seed, "organizations")
    return Course(ds.assign_attrs(posterior="" if particles is None else particles.name))


def all_choices(scenario: Scenario, choices: Choices, members: int | None = None) -> list[tuple[int, int, bool]]:
    """Return the choices of people, and those that the scenario prescribes to all other organizations, by month."""
    people = {row for _, row, _ in choices}
    given = [(int(m), int(row), bool(pools)) for m, row, _, pools in read_decisions(scenario) if row not in people]
    return sorted(choice for choice in [*choices, *given] if members is None or choice[1] < members)


def prescribed(scenario: Scenario, choices: Choices, members: int | None = None) -> Scenario:
    """Return a scenario in which the organizations with choices follow them.

    Parameters
    ----------
    scenario : Scenario
    choices : sequence of (int, int, bool)
    members : int, optional
        Number of organizations, the first ones, that may pool; the others stay alone.
    """
    given = scenario.organizations or Organizations(scenario.organization_names(), (), {}, {}, {})
    rule = given.values.get("rule")
    codes = np.full(scenario.population.number, np.nan) if rule is None else rule.copy()
    codes[sorted({row for _, row, _ in choices})] = RULES.index("prescribed")
    if members is not None:
        codes[members:] = RULES.index("alone")
    copy = scenario.model_copy(update={"decisions": None})
    copy._organizations = replace(given, values={**given.values, "rule": codes})
    return copy


def played(
    setup: Setup, seed: int, replication: int, acts: Sequence[Act] = (), months: int | None = None
) -> tuple[State, Trajectory]:
    """Play one run, or its first months, with what happens at the beginning of some; return its state and its record.

    Raises
    ------
    ScenarioError
        An own rule was at fault.
    """
    last = setup.scenario.months if months is None else months
    state = new_state(setup, seed, replication)
    organizations, resources = state.place.shape
    trajectory = new_trajectory(setup.scenario.months, organizations, resources, True)
    # an organization founds at most one pool a month: with this many records, no month has to ask for more
    trajectory = trajectory._replace(history=new_history((setup.scenario.months + 1) * state.place.size + resources))
    done = 0
    for month, act in acts:
        if month <= last:
            play_on(state, trajectory, setup.changes, done, month - 1)
            act(state)
            done = month - 1
    play_on(state, trajectory, setup.changes, done, last)
    raise_fault(state, setup.scenario)
    return state, trajectory


def _withdraw_largest(state: State) -> None:
    """Prescribe to the largest member that it stays alone from now on."""
    members = np.flatnonzero(state.place["pool"][:, 0] != NOBODY)
    if members.size == 0:
        return
    largest = members[np.argmax(state.organization["size"][members])]
    if state.organization["rule"][largest] == Rule.RATIONAL:
        state.society["followers"] += 1
    state.organization["rule"][largest] = Rule.PRESCRIBED
    state.place["prescribed"][largest, 0] = 0
    state.prescription[state.prescription[:, 1] == largest, 3] = 0  # also what was chosen for later months
