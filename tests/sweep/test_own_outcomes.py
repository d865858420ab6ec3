"""Own outcomes: functions of a run, kept in the store beside ours, with their units and their text."""

import json
import pickle

import numpy as np
import pytest

import sim
from sim.cli import main
from sim.errors import ScenarioError, StoreError
from sim.sweep import find_damage, make_design, read_status, run_sweep
from sim.sweep.own_outcome import OwnOutcomeError
from tests.sweep.conftest import bits

SCENARIO = """
fictional = true
months = 6
[population]
number = 12
[network]
kind = "complete"
[resources.hr]
fixed_cost = 900
unit_cost = 300
[resources.reserve]
fixed_cost = 300
"""
MINE = '''
import numpy as np

HALF = 0.5


def losers(run):
    """Of one run's dataset."""
    gain = run["total_gain"]
    return {"losers": (float((gain < 0).mean()), "share"), "median_gain": gain.median().assign_attrs(units="CAD")}


def widest(total_gain, size):
    """Of two of its arrays."""
    return {"widest": float(total_gain.max() - total_gain.min()), "half": HALF * size.size}


def last_members(members):
    members[...] = members * 1.0  # arrays are copies
    return float(members[-1].sum())


def fails_far(run):
    horizon = run["population.horizon"].item()
    return {"x": 1 / (0 if horizon == 60 else 1)}


def always_fails(run):
    values = [1]
    return values[3]


def reads_too_much(run):
    return float(run["total_gain"].mean())


def late(members):
    """Members of pools in the last month."""
    return float(members[-1].sum())


def grows(run, _seen=[]):
    _seen.append(1)
    return {f"x{len(_seen)}": 1.0}
'''


@pytest.fixture
def scenario(tmp_path):
    (tmp_path / "mine.py").write_text(MINE, encoding="utf-8")
    (tmp_path / "tiny.toml").write_text(SCENARIO, encoding="utf-8")
    return sim.load_scenario(tmp_path / "tiny.toml")


PARAMETERS = {"population.horizon": [6, 60], "population.trust": [0.1, 0.9]}


def designed(scenario, *outcomes, record="organizations", **options):
    return make_design(scenario, PARAMETERS, replications=3, record=record, outcomes=list(outcomes), **options)


def test_own_numbers_are_called_by_their_name_or_by_their_function(scenario, tmp_path):
    design = designed(scenario, "mine.py:losers", "mine.py:widest", "mine.py:last_members", "mine.py:late")
    run_sweep(design, tmp_path / "x.zarr")
    ds = sim.open_sweep(tmp_path / "x.zarr")
    titles = [ds[name].attrs["long_name"] for name in ("losers", "median_gain", "last_members", "late")]
    assert titles == ["losers", "median gain", "last members", "Members of pools in the last month"]
    assert ds["median_gain"].attrs["long_name_fr"] == "median gain"


def test_own_numbers_are_those_of_each_run_alone_with_their_units(scenario, tmp_path):
    design = designed(scenario, "mine.py:losers", "mine.py:widest", "mine.py:last_members")
    assert run_sweep(design, tmp_path / "x.zarr", block=2, threads=2).complete
    ds = sim.open_sweep(tmp_path / "x.zarr")
    names = ds.attrs["own_outcomes"].split()
    assert names == ["losers", "median_gain", "widest", "half", "last_members"]
    assert json.loads(ds.attrs["functions"])["mine.py:widest"] == MINE
    units = {name: ds[name].attrs["units"] for name in names}
    assert units == {"losers": "share", "median_gain": "CAD", "widest": "1", "half": "1", "last_members": "1"}
    assert "total_gain" not in ds
    ds.to_netcdf(tmp_path / "x.nc")
    assert "members" in ds
    for point in range(design.size):
        alone = sim.simulate(design.at(point), 3, design.seed)
        gain = alone["total_gain"]
        expected = {
            "losers": (gain < 0).mean("organization"),
            "median_gain": gain.median("organization"),
            "widest": gain.max("organization") - gain.min("organization"),
            "half": 0.0 * gain.max("organization") + 6.0,
            "last_members": alone["members"].isel(month=-1).sum("resource"),
        }
        for name, values in expected.items():
            assert ds[name].isel(point=point).values.tolist() == values.values.tolist(), name
        whole = alone["collective_total_gain"].values
        assert ds["collective_total_gain"].isel(point=point).values.tobytes() == whole.tobytes()


def test_arrays_are_recorded_for_functions_that_take_them_whatever_is_kept(scenario, tmp_path):
    design = designed(scenario, "mine.py:widest", "mine.py:last_members", record="summary")
    assert (design.kept, design.level) == ("summary", "organizations")
    run_sweep(design, tmp_path / "x.zarr")
    run_sweep(designed(scenario, "mine.py:widest"), tmp_path / "y.zarr")
    one, other = sim.open_sweep(tmp_path / "x.zarr"), sim.open_sweep(tmp_path / "y.zarr")
    assert "members" not in one
    assert one["widest"].values.tobytes() == other["widest"].values.tobytes()


def test_functions_may_be_given_in_python(scenario, tmp_path):
    factor = 2.0

    def doubled(total_gain):
        return factor * float(total_gain.sum())

    design = designed(scenario, doubled, record="summary")
    run_sweep(design, tmp_path / "x.zarr")
    ds = sim.open_sweep(tmp_path / "x.zarr")
    assert np.allclose(ds["doubled"], 2.0 * ds["collective_total_gain"])
    assert "factor * float" in ds.attrs["identity"]


@pytest.mark.parametrize("by_name", [True, False])
def test_a_task_with_a_function_can_be_sent_to_another_machine(scenario, tmp_path, by_name):
    pytest.importorskip("cloudpickle")
    from sim.sweep.layout import Layout
    from sim.sweep.task import play, task_of

    unit = "hours"

    def late(total_gain):
        return {"late": (float(total_gain.max()), unit)}

    design = designed(scenario, "mine.py:widest" if by_name else late)
    task = task_of(design, tmp_path, Layout(4, 3, 2, 3), 1)
    sent = pickle.dumps(task)
    (tmp_path / "mine.py").write_text("raise RuntimeError('the file is not read again')")
    name = "widest" if by_name else "late"
    assert play(pickle.loads(sent))[name].tobytes() == play(task)[name].tobytes()


def test_the_text_of_a_function_belongs_to_the_sweep(scenario, tmp_path):
    run_sweep(designed(scenario, "mine.py:widest"), tmp_path / "x.zarr")
    assert run_sweep(designed(scenario, "mine.py:widest"), tmp_path / "x.zarr").complete
    (tmp_path / "mine.py").write_text(MINE.replace("HALF = 0.5", "HALF = 0.25"), encoding="utf-8")
    with pytest.raises(StoreError) as refused:
        run_sweep(designed(scenario, "mine.py:widest"), tmp_path / "x.zarr")
    assert "-HALF = 0.5\n+HALF = 0.25" in str(refused.value)


def test_a_store_with_own_outcomes_is_verified_repaired_and_enlarged(scenario, tmp_path):
    small = designed(scenario, "mine.py:losers")
    run_sweep(small, tmp_path / "x.zarr", block=3)
    run_sweep(small, tmp_path / "y.zarr", block=3)
    (tmp_path / "x.zarr" / "losers" / "c.1.0").write_bytes(b"")
    (tmp_path / "x.zarr" / "median_gain" / "zarr.json").unlink()
    assert {each.array for each in find_damage(tmp_path / "x.zarr")} == {"losers", "median_gain"}
    assert run_sweep(small, tmp_path / "x.zarr").complete
    assert bits(tmp_path / "x.zarr") == bits(tmp_path / "y.zarr")
    larger = make_design(scenario, PARAMETERS, replications=5, record="organizations", outcomes=["mine.py:losers"])
    assert run_sweep(larger, tmp_path / "x.zarr").complete
    run_sweep(larger, tmp_path / "z.zarr")
    grown, at_once = (sim.open_sweep(tmp_path / name)["losers"].values for name in ("x.zarr", "z.zarr"))
    assert grown.tobytes() == at_once.tobytes()


def test_a_run_that_a_function_cannot_reduce_fails_its_block_with_file_line_and_run(scenario, tmp_path):
    status = run_sweep(designed(scenario, "mine.py:fails_far"), tmp_path / "x.zarr", block=3)
    assert (status.done, status.failed) == (2, 2)
    line = MINE.splitlines().index('    return {"x": 1 / (0 if horizon == 60 else 1)}') + 1
    reason = f"point 2, run 0: mine.py:fails_far, line {line}: ZeroDivisionError: division by zero"
    assert status.failures[2] == reason
    assert np.isfinite(sim.open_sweep(tmp_path / "x.zarr")["x"].values).all(axis=1).tolist() == [True] * 2 + [False] * 2
    assert read_status(tmp_path / "x.zarr").failures[3].startswith("point 3, run 0: mine.py")


@pytest.mark.parametrize(
    ("function", "record", "said"),
    [
        ("always_fails", "organizations", "mine.py:always_fails, line 30: IndexError: list index out of range"),
        ("reads_too_much", "summary", 'The variable total_gain needs record = "organizations".'),
    ],
)
def test_a_function_that_always_fails_is_refused_before_there_is_a_store(scenario, tmp_path, function, record, said):
    with pytest.raises(OwnOutcomeError) as refused:
        run_sweep(designed(scenario, f"mine.py:{function}", record=record), tmp_path / "x.zarr")
    assert said in str(refused.value)
    assert "fail in every run that was tried" in str(refused.value)
    assert not (tmp_path / "x.zarr").exists()


@pytest.mark.parametrize(
    ("returned", "said"),
    [
        ("{}", "gives 0 numbers"),
        ("None", "'mine': None"),
        ("'text'", "'mine': 'text'"),
        ("{'a': [1, 2]}", "'a': [1, 2]"),
        ("{'a b': 1}", "'a b': 1"),
        ("{3: 1}", "3: 1"),
        ("{'a': (1, '')}", "'a': (1, '')"),
        ("{'entered': 1.0}", "gives a number entered, and so is called a variable"),
        ("{'resource': 1.0}", "gives a number resource"),
        ("run['members']", "'mine':"),
    ],
)
def test_what_is_no_named_number_is_refused(scenario, tmp_path, returned, said):
    (tmp_path / "mine.py").write_text(f"def mine(run):\n    return {returned}\n")
    with pytest.raises(OwnOutcomeError) as refused:
        run_sweep(designed(scenario, "mine.py:mine"), tmp_path / "x.zarr")
    assert said in str(refused.value)


def test_two_functions_with_one_name_and_names_that_change_are_refused(scenario, tmp_path):
    text = "def one(run):\n    return {'a': 1}\n\n\ndef two(run):\n    return {'a': 2}\n"
    (tmp_path / "other.py").write_text(text)
    with pytest.raises(OwnOutcomeError, match="two functions give a number a"):
        run_sweep(designed(scenario, "other.py:one", "other.py:two"), tmp_path / "x.zarr")
    status = run_sweep(designed(scenario, "mine.py:grows"), tmp_path / "x.zarr", threads=1)
    assert "the functions give x2 instead of x1, as in the first run" in status.failures[0]


BAD = [
    ("mine.py:loosers", "no function loosers"),
    ("yours.py:losers", "yours.py: Allowed: the path of a file that exists"),
    ("mine.py", "no file:function"),
    ("mine.py:HALF", "mine.py:HALF: float"),
    ("broken.py:f", "line 2: SyntaxError"),
    ("raises.py:f", "line 3: ZeroDivisionError: division by zero"),
    ("exits.py:f", "SystemExit"),
    ("shapes.py:none", "a function of one argument"),
    ("shapes.py:unknown", 'Did you mean "total_gain"?'),
    ("shapes.py:named", "a function of one argument"),
]


def test_all_functions_that_cannot_be_used_are_said_at_once(scenario, tmp_path):
    (tmp_path / "broken.py").write_text("x = 1\ndef f(run:\n    pass\n")
    (tmp_path / "raises.py").write_text("def f(run):\n    return 1\n1 / 0\n")
    (tmp_path / "exits.py").write_text("raise SystemExit(3)\n")
    shapes = "def none():\n    pass\n\n\ndef unknown(total_gian, size):\n    pass\n\n\ndef named(*, size):\n    pass\n"
    (tmp_path / "shapes.py").write_text(shapes)
    asked = [name for name, _ in BAD]
    with pytest.raises(ScenarioError) as refused:
        designed(scenario, *asked, "mine.py:losers", "mine.py:losers", seed=-1)
    problems = refused.value.problems
    assert len(problems) == len(BAD) + 2
    for (name, said), problem in zip(BAD, [each for each in problems if each.key == "sweep.outcomes"], strict=False):
        assert name.partition(":")[0] in str(problem.value)
        assert said in str(problem), name
        assert problem.text("fr") != problem.text("en")


@pytest.mark.parametrize("value", ['"mine.py:losers"', "3", "[3]"])
def test_outcomes_that_are_no_list_are_refused(scenario, tmp_path, capsys, value):
    study = SCENARIO + f'[sweep]\noutcomes = {value}\n[sweep.parameters]\n"population.trust" = [0.2]\n'
    (tmp_path / "study.toml").write_text(study)
    assert main(["check", str(tmp_path / "study.toml")]) == 2
    assert 'a list of functions of Python, such as ["mine.py:function"]' in capsys.readouterr().err


def test_organizations_are_recorded_for_functions_alone(scenario):
    with pytest.raises(ScenarioError, match="functions in outcomes that reduce the organizations"):
        make_design(scenario, PARAMETERS, record="organizations")


def test_a_study_with_own_outcomes_from_the_file_to_the_figure(scenario, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    study = SCENARIO + (
        '[sweep]\nrecord = "organizations"\noutcomes = ["mine.py:losers"]\nreplications = 2\n'
        '[sweep.parameters]\n"population.horizon" = [6, 60]\n"population.trust" = [0.1, 0.9]\n'
    )
    (tmp_path / "study.toml").write_text(study)
    assert main(["check", "study.toml"]) == 0
    assert main(["sweep", "study.toml", "--dry-run"]) == 0
    assert main(["sweep", "study.toml", "--store", "x.zarr"]) == 0
    assert main(["status", "--verify", "x.zarr"]) == 0
    assert main(["plot", "x.zarr", "--outcome", "losers", "--figure", "profile", "--figure", "phases"]) == 0
    assert (tmp_path / "x" / "profile-losers.png").is_file()
    assert (tmp_path / "x" / "phases-losers.png").is_file()
    assert main(["plot", "x.zarr", "--export", "x.csv"]) == 0
    assert {"losers", "median_gain"} <= set((tmp_path / "x.csv").read_text().splitlines()[0].split(","))
    (tmp_path / "mine.py").write_text("def losers(run):\n    return 1 / 0\n")
    capsys.readouterr()
    assert main(["sweep", "study.toml", "--store", "y.zarr", "--lang", "fr"]) == 2
    err = capsys.readouterr().err
    assert "mine.py:losers, ligne 2\u00a0: ZeroDivisionError: division by zero" in err
    assert "Traceback" not in err
