"""The kernel by itself: the beginning and the end of a run for a program that has no Python, such as a browser.

Parameters stand in records, by the names of the scenario; all that follows from them is computed here.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.compilation.decorators import phase
from sim.kernel.ends import begin_run, end_run
from sim.kernel.filling import fill_resource, fill_society
from sim.kernel.inputs import given_parameters, given_terms
from sim.kernel.layout import Records
from sim.kernel.player import PROSPECT
from sim.kernel.recording import Trajectory
from sim.kernel.setup import Setup
from sim.kernel.state import NOBODY, State
from sim.kernel.summary import BY_RESOURCE, SUMMARY
from sim.laws.distribution import complete
from sim.laws.drawing import draw_population

Floats = NDArray[np.float64]
Codes = NDArray[np.int64]


class Inputs(NamedTuple):
    """What a run is made from, beside the parameters in the records of its state.

    Attributes
    ----------
    given : (1,) GIVEN
    terms : (R,) TERMS
    law, number : (n,) LAW, (m,) float64
        The laws of the attributes.
    needs : (R,) NEED
    file : (A + R, N) float64
        What a file gives, see :class:`sim.scenario.population.PopulationLaws`; NaN where it gives nothing.
    key : (1,) uint64
        Key of the draws of the population.
    attribute, need : (A, N), (R, N) float64
        Written: what is drawn.
    row, start, contact : (N,), (N + 1,), (M,) int64
        The rows of the organizations, and their contacts.
    """

    given: Records
    terms: Records
    law: Records
    number: Floats
    needs: Records
    file: Floats
    key: NDArray[np.uint64]
    attribute: Floats
    need: Floats
    row: Codes
    start: Codes
    contact: Codes


class Results(NamedTuple):
    """What is worked out at the end of a run; zero before.

    Attributes
    ----------
    group, own : (T,) float64
        Cumulative gain of all organizations, and of one [CAD].
    sorted_gain, together, chosen, loss, share, summary
        See :func:`sim.kernel.summary.summarize`.
    prospect : (1,) PROSPECT
    """

    group: Floats
    own: Floats
    sorted_gain: Floats
    together: Floats
    chosen: Floats
    loss: NDArray[np.int8]
    share: Floats
    summary: Records
    prospect: Records


def new_inputs(setup: Setup, key: np.uint64, drawn: State, attributes: int) -> Inputs:
    """Return what the runs of a scenario are made from; contacts are those of one run, whose state is given."""
    scenario = setup.scenario
    n, resources = drawn.place.shape
    laws = setup.population
    terms = [given_terms(resource, scenario.levers) for resource in scenario.resources.values()]
    return Inputs(
        given=given_parameters(scenario),
        terms=np.concatenate(terms),
        law=laws.table,
        number=laws.numbers,
        needs=laws.needs,
        file=laws.given,
        key=np.array([key], dtype=np.uint64),
        attribute=np.zeros((attributes, n)),
        need=np.zeros((resources, n)),
        row=np.arange(n),
        start=np.append(drawn.organization["contacts_from"], drawn.organization["contacts_to"][-1:]),
        contact=drawn.contact["row"].astype(np.int64),
    )


def new_results(months: int, organizations: int, resources: int) -> Results:
    """Return room for what is worked out at the end of a run."""
    return Results(
        group=np.zeros(months),
        own=np.zeros(months),
        sorted_gain=np.zeros(organizations),
        together=np.zeros(months),
        chosen=np.zeros(organizations),
        loss=np.zeros(organizations, dtype=np.int8),
        share=np.zeros((len(BY_RESOURCE), resources)),
        summary=np.zeros(1, SUMMARY),
        prospect=np.zeros(1, PROSPECT),
    )


@phase
def begin(state: State, trajectory: Trajectory, inputs: Inputs) -> None:
    """Begin a run: fill the records of a state, zero but for its parameters, and draw its organizations."""
    given = inputs.given[0]
    for r in range(state.resource.size):
        resource = state.resource[r]
        inputs.terms[r].facilitator_cut = given.facilitator_cut
        fill_resource(inputs.terms[r], resource)
        resource.fee = given.facilitator_fee
        faded = state.faded[resource.fade_row]
        left = 1.0
        for month in range(faded.size):
            faded[month] = left
            left *= resource.fade
    fill_society(given, state.society[0], state.resource)
    complete(inputs.law, inputs.number)
    draw_population(inputs.law, inputs.number, inputs.needs, inputs.file, inputs.key[0], inputs.attribute, inputs.need)
    begin_run(
        state,
        inputs.row,
        inputs.attribute,
        inputs.need,
        inputs.start,
        inputs.contact,
        given.access_share,
        given.subsidy_cap,
    )
    for k in range(trajectory.history.size):
        trajectory.history[k].resource = NOBODY
    for i in range(trajectory.pool.shape[0]):
        for r in range(trajectory.pool.shape[1]):
            for month in range(trajectory.pool.shape[2]):
                trajectory.pool[i, r, month] = NOBODY


@phase
def end(state: State, trajectory: Trajectory, results: Results, i: int) -> None:
    """Work out what came of a run, and the curve of organization i if organizations were recorded."""
    end_run(
        state,
        trajectory,
        results.sorted_gain,
        results.together,
        results.loss,
        results.chosen,
        results.share,
        results.summary,
    )
    total = 0.0
    for month in range(results.group.size):
        total += trajectory.month[month].collective_gain
        results.group[month] = total
    if trajectory.ledger.shape[0] > 0:
        total = 0.0
        for month in range(results.own.size):
            total += trajectory.ledger[i, month].gain
            results.own[month] = total
