"""Draws are named by the key of their resource: without another resource, or in another order, they stay the same."""

import numpy as np
import pytest

from sim.dataset import simulate
from sim.kernel.needs import draw_resource
from sim.laws.random import Purpose, normal, run_key, stream_of, uniforms
from sim.scenario import draw_population, parse_scenario
from tests.kernel.worlds import EVENTFUL, FULL, start

UNCOUPLED = FULL | EVENTFUL
UNCOUPLED |= {
    "months": 24,
    # without these, trust, closing, awareness and cash carry what happens in one resource to another
    "society": UNCOUPLED["society"]
    | {"trust_gain": 0, "trust_loss": 0, "closure": False, "innovation": 1.0, "imitation": 0.0},
    "levers": UNCOUPLED["levers"] | {"subsidy_cap": 0},
}
NAMES = tuple(UNCOUPLED["resources"])
OTHERS = {"reversed": NAMES[::-1], "without the first": NAMES[1:], "three, mixed": (NAMES[4], NAMES[1], NAMES[2])}


def world(names):
    """Return the world with some of its resources, in this order."""
    events = [
        event for event in UNCOUPLED["events"] if "dissolve" not in event or event["dissolve"]["resource"] in names
    ]
    resources = {name: UNCOUPLED["resources"][name] for name in names}
    return parse_scenario(UNCOUPLED | {"resources": resources, "events": events})


@pytest.mark.parametrize("names", OTHERS.values(), ids=OTHERS)
def test_a_resource_does_not_depend_on_the_others_or_on_their_order(names):
    whole = simulate(world(NAMES), replications=2, threads=1, record="organizations")
    part = simulate(world(names), replications=2, threads=1, record="organizations")
    of_resources = [name for name, each in whole.items() if "resource" in each.dims and name != "pool"]
    assert len(of_resources) > 25
    for name in of_resources:
        np.testing.assert_array_equal(part[name].sel(resource=list(names)), whole[name].sel(resource=list(names)), name)
    # pools are numbered over all resources: who is in which one is the same
    together = [ds["pool"].sel(resource=list(names)).values for ds in (part, whole)]
    np.testing.assert_array_equal(together[0] >= 0, together[1] >= 0)
    assert (together[0] >= 0).any()


def test_needs_tastes_and_shocks_follow_the_key():
    key = run_key(UNCOUPLED["seed"], 0)
    for names in (NAMES, NAMES[:1:-1]):
        scenario = world(names)
        need = draw_population(scenario, key).need
        state = start(scenario)
        for r, name in enumerate(names):
            alone = draw_population(world((name,)), key).need[:, 0]
            np.testing.assert_array_equal(need[:, r], alone)
            u = uniforms(key, np.arange(len(need)), stream_of(name), 0, Purpose.TASTE)
            place = state.place[:, r]
            np.testing.assert_allclose(place["liking"], place["taste"] * np.log(u / (1 - u)), rtol=1e-12)
            draw_resource(state.society[0], state.resource[r], 7)
            shock = normal(key, -1, stream_of(name), 7, Purpose.COMMON_NEED, 0)
            assert state.resource[r]["common_shock"] == np.sqrt(scenario.resources[name].correlation) * shock
