"""Own rules in both drivers: what they see and decide, what they share, whom they admit, and what goes wrong."""

import copy
import pickle
import subprocess
import sys

import numpy as np
import pytest

import sim
from sim.errors import ScenarioError, WordedError
from sim.kernel.month import run
from sim.kernel.recording import new_trajectory
from sim.kernel.runs import all_runs
from sim.kernel.setup import new_state, prepare
from sim.scenario import with_values
from sim.sweep.layout import layout_of
from sim.sweep.task import play, task_of
from sim.vocabulary.codes import Fault
from tests.kernel.own_rules import ADMISSION, ALONE, FOLLOWER, RATIONAL, SERIAL, with_code
from tests.kernel.worlds import full, members_of, plain, played, rich
from tests.model.lockstep import compare

SHORT = {"months": 24, "population.number": 30}
OWN = {"population.rule": "own"}


def everywhere(scenario, key, value):
    """Return a value for a key of all resources."""
    return {f"resources.{name}.{key}": value for name in scenario.resources}


def outcomes(scenario, replications=2):
    """Return all that some runs record, as bytes."""
    runs = all_runs(scenario, replications, scenario.seed, "organizations", threads=1)
    return {name: np.asarray(values).tobytes() for name, values in runs.items() if name != "rule"}  # its name is "own"


def refusal(play):
    """Return the one problem that a function raises."""
    with pytest.raises(ScenarioError) as caught:
        play()
    (problem,) = caught.value.problems
    return problem


# what is written in the file as it is in the model gives the model's results


def test_the_rational_rule_as_an_own_rule_gives_the_same_bits(tmp_path):
    scenario = full(SHORT)
    assert outcomes(with_code(scenario, tmp_path, RATIONAL, OWN)) == outcomes(scenario)


def test_serial_sharing_as_an_own_rule_gives_the_same_bits(tmp_path):
    scenario = full(SHORT)
    serial = with_values(scenario, everywhere(scenario, "sharing", "serial"))
    assert outcomes(with_code(scenario, tmp_path, SERIAL, everywhere(scenario, "sharing", "own"))) == outcomes(serial)


@pytest.mark.parametrize("rule", ADMISSION)
@pytest.mark.parametrize("sharing", ["two_part", "serial"])
def test_an_admission_rule_as_an_own_rule_gives_the_same_bits(rule, sharing, tmp_path):
    scenario = rich(SHORT)
    scenario = with_values(scenario, everywhere(scenario, "sharing", sharing))
    built_in = with_values(scenario, everywhere(scenario, "admission", rule))
    own = with_code(scenario, tmp_path, ADMISSION[rule], everywhere(scenario, "admission", "own"))
    assert outcomes(own) == outcomes(built_in)


def test_code_that_no_rule_uses_changes_nothing(tmp_path):
    scenario = rich(SHORT)
    assert outcomes(with_code(scenario, tmp_path, FOLLOWER + ALONE)) == outcomes(scenario)


def test_without_own_rules_the_state_has_no_room_for_them():
    state = new_state(prepare(rich(SHORT)), 1, 0)
    assert {name: array.size for name, array in state.own._asdict().items()} == dict.fromkeys(state.own._fields, 1)
    assert not any(state.own.one[0].item())


# both drivers


@pytest.mark.parametrize("network", ["small_world", "complete"])
def test_both_drivers_agree_to_the_last_bit(network, tmp_path):
    text = FOLLOWER + ALONE + ADMISSION["majority"]
    scenario = rich({"network.kind": network, "months": 18})
    values = everywhere(scenario, "sharing", "own") | everywhere(scenario, "admission", "own") | OWN
    moved = compare(with_code(scenario, tmp_path, text, values))
    assert moved["foundings"].any()
    assert moved["joinings"].any()


def test_a_vote_may_be_for_the_own_rule(tmp_path):
    scenario = rich(SHORT)
    votes = everywhere(scenario, "vote_months", 2) | everywhere(scenario, "vote_rules", ["own", "equal"])
    scenario = with_code(scenario, tmp_path, ALONE, votes)
    assert compare(scenario)["foundings"].any()
    ends = sim.simulate(scenario, replications=2, record="summary")
    assert float(ends["under_own"].max()) > 0.0


def test_a_facilitator_proposes_groups_under_the_own_rule(tmp_path):
    scenario = rich(SHORT | {"levers.proposals": 0.5})
    scenario = with_code(scenario, tmp_path, ALONE, everywhere(scenario, "sharing", "own"))
    assert compare(scenario)["foundings"].any()


# what a rule sees, and what it can do


def test_notes_are_kept_and_contacts_are_those_that_need_the_resource(tmp_path):
    scenario = with_code(rich(), tmp_path, FOLLOWER, OWN)
    reviews = 0.0
    for month, state in played(scenario):
        note = state.own.note
        assert note["note_0"].sum() >= reviews
        reviews = note["note_0"].sum()
        assert (note["note_0"] <= month + 1).all()
        assert (note["note_1"] <= scenario.society.search_breadth).all()
        assert not note["note_0"][state.place["need"] == 0.0].any()
        assert not note["note_2"].any()
    assert reviews > 0.0
    assert state.own.note["note_1"].max() > 0.0


def test_what_is_shown_is_a_copy(tmp_path):
    text = "def decide(own):\n    own.cash = -1.0\n    own.month = 999\n    own.stay = 5.0\n    return 0\n"
    stays = with_code(rich(SHORT), tmp_path, "def decide(own):\n    return 0\n", OWN)
    assert outcomes(with_code(rich(SHORT), tmp_path, text, OWN)) == outcomes(stays)


def test_consent_to_a_proposal_keeps_the_value_law(tmp_path):
    # none proposes anything by its own rule but organization 0; the others are won over where it pays them
    text = "def decide(own):\n    return 3 if own.can_found and own.organization == 0 else 0\n"
    moved = 0
    for _, state in played(with_code(plain({"months": 6}), tmp_path, text, OWN)):
        for rows in members_of(state).values():
            assert 0 in rows
            moved = max(moved, len(rows))
    assert moved > 1


def test_a_rule_follows_who_stands_in_which_row_in_nothing(tmp_path):
    scenario = with_code(rich(SHORT), tmp_path, FOLLOWER, OWN)
    setup = prepare(scenario)
    order = np.random.default_rng(1).permutation(30)
    ends = []
    for identity in (None, order):
        state = new_state(setup, 3, 0, identity)
        run(state, new_trajectory(24, 30, 4, ledgers=False))
        rows = np.argsort(state.organization["identity"])
        ends.append(state.own.note["note_0"][rows])
    assert ends[0].tolist() == ends[1].tolist()


def test_shares_are_those_that_the_rule_writes(tmp_path):
    scenario = rich(SHORT)
    scenario = with_code(scenario, tmp_path, ALONE, everywhere(scenario, "sharing", "own"))
    compared = 0
    for _, state in played(scenario):
        for r in range(len(scenario.resources)):
            for slot, rows in members_of(state, r).items():
                weight = state.place["weight"][rows, r]
                alone = state.place["stand_alone"][rows, r]
                np.testing.assert_allclose(weight, alone / alone.sum(), rtol=1e-12)
                assert state.pool["weight"][r, slot] == 1.0
                compared += 1
    assert compared > 50


def test_a_rule_sees_the_members_in_order_of_need_and_the_parts_of_the_cost(tmp_path):
    text = """
def share(pool, members):
    before = 0.0
    alone = 0.0
    for k in range(pool.members):
        if members[k].need < before:
            raise ValueError("order")
        before = members[k].need
        alone += members[k].stand_alone
    if alone != pool.stand_alone or members.size != pool.members:
        raise ValueError("sum")
    if members[pool.members - 1].capped_cost != pool.cost or not 0.0 < pool.fixed < pool.cost:
        raise ValueError("cost")
    for k in range(pool.members):
        members[k].share = pool.fixed / pool.members + (pool.cost - pool.fixed) / pool.members
"""
    scenario = rich(SHORT)
    outcomes(with_code(scenario, tmp_path, text, everywhere(scenario, "sharing", "own")))


def test_an_own_rule_in_groups_audits_and_the_search_for_the_best(tmp_path):
    scenario = with_values(sim.load_scenario("scenarios/atelier-rh.toml"), {"months": 12})
    own = with_code(scenario, tmp_path, SERIAL, {"resources.hr.sharing": "own"})
    serial = with_values(scenario, {"resources.hr.sharing": "serial"})
    from sim.analysis import group

    np.testing.assert_allclose(group(own, "hr").bills("own"), group(serial, "hr").bills("serial"), rtol=1e-12)
    assert sim.best_groups(own, "hr") == sim.best_groups(serial, "hr")
    one, other = (sim.audit(each, replications=1, rules=["own"]) for each in (own, serial))
    np.testing.assert_allclose(one["bill"], other["bill"], rtol=1e-9)
    # with a rule that no resource has, too: there must be room for all members that it is shown
    unused = with_code(scenario, tmp_path, SERIAL, {"resources.hr.sharing": "equal"})
    assert prepare(unused).own.many.size > scenario.population.number
    np.testing.assert_allclose(group(unused, "hr").bills("own"), group(serial, "hr").bills("serial"), rtol=1e-12)


# in sweeps, comparisons, explanations


def test_a_sweep_compares_own_and_built_in_rules(tmp_path):
    scenario = with_code(rich({"months": 12}), tmp_path, FOLLOWER)
    design = sim.make_design(scenario, {"population.rule": ["rational", "own"]}, replications=2)
    status = sim.run_sweep(design, tmp_path / "rules.zarr", threads=2)
    assert status.complete
    swept = sim.open_sweep(tmp_path / "rules.zarr")
    for point, rule in enumerate(("rational", "own")):
        alone = sim.simulate(with_values(scenario, {"population.rule": rule}), replications=2, record="summary")
        values = swept["collective_total_gain"].isel(point=point).values
        assert values.tobytes() == alone["collective_total_gain"].values.tobytes()
    assert swept.attrs["code"] == scenario.code_text == FOLLOWER


ELSEWHERE = """
import pickle, sys
from sim.sweep.task import play
task = pickle.loads(sys.stdin.buffer.read())
sys.stdout.buffer.write(pickle.dumps(play(task)["collective_total_gain"]))
"""


def test_a_worker_in_another_process_needs_no_file(tmp_path):
    scenario = with_code(rich({"months": 6, "population.number": 12}), tmp_path, FOLLOWER, OWN)
    design = sim.make_design(scenario, {"population.horizon": [6, 36]}, replications=2)
    task = task_of(design, tmp_path / "none.zarr", layout_of(design), 0)
    here = play(task)["collective_total_gain"]
    (tmp_path / scenario.code).unlink()
    done = subprocess.run([sys.executable, "-c", ELSEWHERE], input=pickle.dumps(task), capture_output=True, check=True)
    assert pickle.loads(done.stdout).tobytes() == here.tobytes()
    assert len(set(here.ravel().tolist())) > 1


def test_a_comparison_and_an_explanation_call_the_rule(tmp_path):
    scenario = with_code(rich({"months": 12}), tmp_path, "def decide(own):\n    return 0\n")
    compared = sim.compare([scenario, with_values(scenario, OWN)], replications=2)
    assert compared.sizes["scenario"] == 2
    explained = sim.explain(with_values(scenario, OWN), replications=2)
    assert not explained["total"].values.any() if "total" in explained else explained


# faults


BEGINNING = "def decide(own):\n"
FAULTS = {
    "integer division": ("    return int(1 // (own.pools - own.pools))\n", "ZeroDivisionError", 2),
    "division": ("    x = 1.0 / (own.need - own.need)\n    return 0 if x > 0 else 1\n", "ZeroDivisionError", 2),
    "raised": ("    if own.month > 3:\n        raise ValueError('too late')\n    return 0\n", "too late", 3),
    "index": (
        "    return TABLE[own.month + 5]\n\n\nimport numpy as np\n\nTABLE = np.zeros(3, np.int64)\n",
        "IndexError",
        2,
    ),
    "no choice": ("    return 7 if own.month == 5 else 0\n", "It returned 7", 1),
    "negative": ("    return -2\n", "It returned -2", 1),
    "failed": ("    return -1\n", "It returned -1", 1),
    "no pool to leave": ("    return 1\n", "It returned 1", 1),
    "nothing to join": ("    return 0 if own.can_join else 2\n", "It returned 2", 1),
    "nothing to found": ("    return 0 if own.can_found else 3\n", "It returned 3", 1),
}


@pytest.mark.parametrize("case", FAULTS)
def test_a_fault_names_file_line_organization_resource_and_month(case, tmp_path):
    body, said, line = FAULTS[case]
    scenario = with_code(rich({"months": 8}), tmp_path, BEGINNING + body, OWN)
    problem = refusal(lambda: outcomes(scenario, 1))
    words = problem.text("en")
    assert said in words
    assert problem.file == scenario.code
    assert problem.line == line
    assert "org_" in words
    assert any(f"resource {key}" in words for key in scenario.resources)
    assert "month" in words
    assert "mois" in problem.text("fr")
    # and so does the other driver
    model = sim.PoolingModel(scenario)
    assert refusal(lambda: model.run_for(8)).text("fr") == problem.text("fr")


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("        members[k].share = pool.cost\n", "sum to"),
        ("        members[k].share = (1.0 + 1e-8) * pool.cost / members.size\n", "sum to"),
        ("        members[k].share = float('nan')\n", "nan"),
        ("        pass\n", "sum to 0"),
        ("        members[k + 1].share = 0.0\n", "IndexError"),
        ("        members[k].share = pool.cost / (members.size - pool.members)\n", "ZeroDivisionError"),
    ],
)
def test_shares_that_do_not_sum_to_the_cost_are_a_fault(body, said, tmp_path):
    text = "def share(pool, members):\n    for k in range(members.size):\n" + body
    scenario = rich({"months": 8})
    scenario = with_code(scenario, tmp_path, text, everywhere(scenario, "sharing", "own"))
    problem = refusal(lambda: outcomes(scenario, 1))
    assert said in problem.text("en")
    assert problem.key == "share"


def test_shares_may_miss_the_cost_by_rounding(tmp_path):
    text = "def share(pool, members):\n    for k in range(members.size):\n"
    text += "        members[k].share = (1.0 + 1e-10) * pool.cost / members.size\n"
    scenario = rich({"months": 8})
    assert outcomes(with_code(scenario, tmp_path, text, everywhere(scenario, "sharing", "own")), 1)


def test_a_fault_of_an_admission_rule(tmp_path):
    text = "def admits(guest):\n    return 1 / (guest.members - guest.members) > 0.0\n"
    scenario = rich({"months": 24})
    scenario = with_code(scenario, tmp_path, text, everywhere(scenario, "admission", "own"))
    problem = refusal(lambda: outcomes(scenario, 1))
    assert problem.key == "admits"
    assert "ZeroDivisionError" in problem.text("en")


def test_a_fault_in_one_of_several_threads_is_told(tmp_path):
    scenario = with_code(rich({"months": 8}), tmp_path, BEGINNING + FAULTS["raised"][0], OWN)
    problem = refusal(lambda: all_runs(scenario, 6, 1, "summary", threads=2))
    assert "too late" in problem.text("en")


# addresses


def state_of(scenario):
    """Return a state and an empty record of its run."""
    state = new_state(prepare(scenario), 1, 0)
    n, resources = state.place.shape
    return state, new_trajectory(scenario.months, n, resources, ledgers=False)


def test_an_address_of_another_process_is_refused(tmp_path):
    scenario = with_code(rich({"months": 4}), tmp_path, RATIONAL, OWN)
    state, trajectory = state_of(scenario)
    state.own.one["decide"] += 8
    with pytest.raises(WordedError, match="another process"):
        run(state, trajectory)
    model = sim.PoolingModel(scenario)
    model.state.own.one["decide"] += 8
    with pytest.raises(WordedError, match="another process"):
        model.step()


def test_no_address_is_a_fault(tmp_path):
    scenario = with_code(rich({"months": 4}), tmp_path, RATIONAL, OWN)
    state, trajectory = state_of(scenario)
    state.own.one["decide"] = 0
    with pytest.raises(WordedError, match="another process"):
        run(state, trajectory)
    assert state.own.one["fault"][0] == Fault.RAISED


@pytest.mark.parametrize("copied", [copy.deepcopy, lambda model: pickle.loads(pickle.dumps(model))])
def test_a_copy_of_a_model_goes_on_and_no_address_is_pickled(copied, tmp_path):
    model = sim.PoolingModel(with_code(rich(SHORT), tmp_path, FOLLOWER, OWN))
    model.run_for(6)
    address = int(model.state.own.one["decide"][0])
    assert address.to_bytes(8, "little") not in pickle.dumps(model)
    (tmp_path / model.world.code).unlink()
    twin = copied(model)
    assert int(twin.state.own.one["decide"][0]) == address
    for each in (model, twin):
        each.run_for(6)
    assert twin.state.own.note.tobytes() == model.state.own.note.tobytes()
    assert twin.cumulative_gain == model.cumulative_gain
