"""Several runs in one call: each is the run alone, to the last bit, whatever the scenario."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import sim
from sim.errors import ScenarioError
from sim.kernel import batch
from sim.kernel.batch import runs_together, several_runs
from sim.kernel.ordering import sort_numbers
from sim.kernel.runs import one_run
from sim.kernel.setup import prepare

RUNS = [3, 0, 7]
SMALL = {"months": 9, "population.number": 11}
SCENARIOS = {
    "as it is": ("atelier", {"months": 20}),
    "population drawn, contacts once": ("quebec-1", SMALL | {"network.fixed": True}),
    "contacts drawn": ("quebec-1", SMALL),
    "imitation": ("quebec-1", SMALL | {"network.kind": "complete", "population.rule": "imitate"}),
    "mixed rules": (
        "quebec-1",
        SMALL
        | {
            "network.kind": "complete",
            "population.rule": {"distribution": "discrete", "values": ["imitate", "rational"], "weights": [1, 5]},
        },
    ),
    "events": ("chocs", {"population.number": 11}),
    "votes": ("vote", {"months": 20}),
}


def stacked(setup, record):
    each = [one_run(setup, 5, run, record) for run in RUNS]
    return {name: np.array([one[name] for one in each]) for name in each[0]}


@pytest.mark.parametrize("record", ["summary", "months"])
@pytest.mark.parametrize("name", SCENARIOS)
def test_runs_together_are_the_runs_alone(name, record):
    scenario, values = SCENARIOS[name]
    setup = prepare(sim.load_scenario(scenario, set=values))
    together, alone = several_runs(setup, 5, RUNS, record), stacked(setup, record)
    assert list(together) == list(alone)
    for variable, values in alone.items():
        assert np.asarray(together[variable], values.dtype).tobytes() == values.tobytes(), variable


def test_short_runs_are_played_together(monkeypatch):
    """Otherwise nothing above would be tested."""
    monkeypatch.delattr(batch, "one_run")
    for name in ("as it is", "population drawn, contacts once", "imitation"):
        scenario, values = SCENARIOS[name]
        several_runs(prepare(sim.load_scenario(scenario, set=values)), 5, RUNS, "months")


def test_a_setup_is_as_it_was():
    setup = prepare(sim.load_scenario("atelier", set={"months": 12}))
    before = several_runs(setup, 5, RUNS, "months")
    several_runs(setup, 6, RUNS, "months")
    again = several_runs(setup, 5, RUNS, "months")
    assert all(before[name].tobytes() == again[name].tobytes() for name in before)


def test_long_runs_are_played_alone():
    assert runs_together(12, 60, "months") > 50
    assert runs_together(300, 600, "months") == 1
    assert runs_together(12, 60, "organizations") == 1


def test_a_fault_of_an_own_rule_names_the_place_of_the_run(tmp_path):
    file = tmp_path / "mine.py"
    file.write_text("def decide(own):\n    return 7 if own.month == 4 else 0\n", encoding="utf-8")
    scenario = sim.plugin(sim.load_scenario("atelier", set={"months": 12}), file)
    said = []
    for play in (lambda setup: one_run(setup, 5, 3, "months"), lambda setup: several_runs(setup, 5, RUNS, "months")):
        with pytest.raises(ScenarioError) as fault:
            play(prepare(scenario))
        said.append(str(fault.value))
    assert said[0] == said[1]
    assert "It returned 7" in said[0]


@given(st.lists(st.floats(allow_nan=False), max_size=60))
@settings(deadline=None)
def test_numbers_are_sorted(values):
    array = np.array(values, dtype=np.float64)
    sort_numbers(array)
    assert array.tolist() == sorted(values)
