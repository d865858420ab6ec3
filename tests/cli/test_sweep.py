"""The commands of a sweep as a user meets them."""

import csv
import json
import os
import subprocess
import sys

import pytest

import sim
from sim.analysis import sweep_outcomes
from sim.archive import open_dataset
from sim.cli import main
from tests.cli.conftest import environment
from tests.sweep.conftest import SWEEP

MORRIS = (
    SWEEP.partition("[sweep]")[0]
    + """
[sweep]
design = "morris"
points = 4
replications = 1
[sweep.parameters]
population.trust = {}
population.foresight = {}
"""
)


@pytest.fixture
def faire(tmp_path, monkeypatch, capsys):
    """Return a function that runs the command in a folder of its own, and in this process: no start, no import."""
    monkeypatch.chdir(tmp_path)
    for name in set(os.environ) - set(environment()):
        monkeypatch.delenv(name)

    def run(*arguments):
        capsys.readouterr()
        code = main([str(each) for each in arguments])
        return subprocess.CompletedProcess(arguments, code, *capsys.readouterr())

    return run


@pytest.fixture
def file(tmp_path):
    (tmp_path / "small.toml").write_text(SWEEP, encoding="utf-8")
    return "small.toml"


def test_a_sweep_from_the_dry_run_to_the_figure(faire, file, tmp_path):
    dry = faire("sweep", file, "--dry-run")
    assert dry.returncode == 0, dry.stderr
    assert "Design grid: 24 points × 3 replications = 72 runs" in dry.stdout
    assert "Nothing was written." in dry.stdout
    assert [path.name for path in tmp_path.iterdir()] == ["small.toml"]
    done = faire("sweep", file, "--store", "x.zarr", "--lang", "fr")
    assert done.returncode == 0, done.stderr
    assert "72 simulations sur 72 sont faites (100\u00a0%), en 24 points" in done.stdout
    again = faire("sweep", file, "--store", "x.zarr")
    assert again.returncode == 0
    assert "Resuming x.zarr" in again.stderr
    told = faire("status", "x.zarr")
    assert (told.returncode, told.stderr) == (0, "")
    assert "72 of 72 runs are done (100%)" in told.stdout
    drawn = faire("plot", "x.zarr", "--out", "out", "--x", "population.trust", "--y", "population.horizon")
    assert drawn.returncode == 0, drawn.stderr
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == [
        "break_even.nc",
        "break_even.png",
        "phases-gain_share.png",
        "phases.nc",
        "profile-gain_share.png",
        "profile.nc",
    ]
    assert "from (95%)" in drawn.stdout
    assert open_dataset(tmp_path / "out" / "profile.nc").sizes == {"by": 3, "x": 4}
    assert open_dataset(tmp_path / "out" / "break_even.nc").sizes == {"by": 4, "month": 13}
    assert open_dataset(tmp_path / "out" / "phases.nc").sizes == {"y": 3, "x": 4}
    refused = faire("sensitivity", "x.zarr")
    assert refused.returncode == 2
    assert "not grid" in refused.stderr


BAD = """
months = -3
[resources.hr]
fixed_cost = 900
[sweep]
design = "gird"
replications = 0
[sweep.parameters]
population.trsut = [0.1]
population.trust = { low = 0.2, high = 7 }
resources.hr.fixed_cost = { low = 9, high = 3 }
months = [12, 24]
"""
PROBLEMS = (
    "bad.toml, months = -3: Allowed: a whole number from 1 to 600.",
    'bad.toml, sweep.design = "gird": Allowed: one of grid, ',
    "bad.toml, sweep.replications = 0: Allowed: a whole number from 1 to 10,000,000.",
    'bad.toml, sweep.parameters.population.trsut = [0.1]: Allowed: the path of a parameter. Did you mean "population.',
    "bad.toml, sweep.parameters.population.trust.high = 7: Allowed: a number from 0 to 1.",
    "bad.toml, sweep.parameters.resources.hr.fixed_cost.low = 9: Allowed: a number less than high = 3.",
    "bad.toml, sweep.parameters.months = [12, 24]: Allowed: another parameter",
)


@pytest.mark.parametrize("command", ["check", "sweep"])
def test_all_mistakes_of_a_scenario_and_of_its_sweep_are_said_at_once(faire, tmp_path, command):
    (tmp_path / "bad.toml").write_text(BAD, encoding="utf-8")
    done = faire(command, "bad.toml")
    assert (done.returncode, done.stdout) == (2, "")
    assert "7 problems:" in done.stderr
    for problem in PROBLEMS:
        assert problem in done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["bad.toml"]


def test_check_says_what_a_sweep_is(faire, file):
    done = faire("check", file, "--lang", "fr")
    assert done.returncode == 0, done.stderr
    assert "Balayage       plan grid, 24 points × 3 réplications = 72 simulations" in done.stdout


def test_sensitivity_says_and_draws(faire, file, tmp_path):
    (tmp_path / "small.toml").write_text(MORRIS, encoding="utf-8")
    assert faire("sweep", file, "--store", "m.zarr", "-q").returncode == 0
    done = faire("sensitivity", "m.zarr", "--outcome", "gain_share", "--lang", "fr")
    assert done.returncode == 0, done.stderr
    assert "Gain, en part du coût de rester seul" in done.stdout
    assert sorted(path.name for path in (tmp_path / "m").iterdir()) == ["sensitivity.nc", "sensitivity.png"]
    drawn = faire("plot", "m.zarr", "--figure", "profile", "--y", "population.foresight", "--outcome", "left_behind")
    assert drawn.returncode == 0, drawn.stderr
    assert (tmp_path / "m" / "profile-left_behind.png").exists()
    refused = faire("plot", "m.zarr", "--figure", "phases")
    assert refused.returncode == 2
    assert "needs a grid of two parameters" in refused.stderr
    with_months = [f"--set=sweep.{change}" for change in ('record="months"', 'design="saltelli"')]
    assert faire("sweep", file, "--store", "s.zarr", "-q", *with_months).returncode == 0
    done = faire("sensitivity", "s.zarr")
    assert done.returncode == 0, done.stderr
    assert sorted(path.name for path in (tmp_path / "s").iterdir()) == [
        "sensitivity-months-gain_share.png",
        "sensitivity-months-memberships.png",
        "sensitivity-months.nc",
        "sensitivity.nc",
        "sensitivity.png",
    ]


def test_discover_says_draws_and_saves_a_failure_that_runs(faire, file, tmp_path):
    design = ['design="sobol"', "points=256", "replications=1", 'record="summary"']
    horizon = '--set=sweep.parameters={"population.horizon" = {low = 6, high = 60}, "population.foresight" = {}}'
    assert (
        faire("sweep", file, "--store", "d.zarr", "-q", horizon, *(f"--set=sweep.{x}" for x in design)).returncode == 0
    )
    half = float(sweep_outcomes(sim.open_sweep(tmp_path / "d.zarr"), ["gain_share"])["gain_share"].median())
    asked = ["discover", "d.zarr", "--below", str(half)]
    done = faire(*asked, "--save", "typical.toml", "--lang", "fr")
    assert done.returncode == 0, done.stderr
    assert "La mutualisation échoue quand «\u00a0" in done.stdout
    assert "Boîte 1" in done.stdout
    assert sorted(path.name for path in (tmp_path / "d").iterdir()) == ["discovery.nc", "discovery.png"]
    assert "faire-ensemble run typical.toml" in done.stderr
    run = faire("run", "typical.toml", "--record", "summary")
    assert run.returncode == 0, run.stderr
    told = faire(*asked, "--format", "json")
    boxes = json.loads(told.stdout)["boxes"]
    assert boxes
    assert 0.5 < boxes[0]["density_low"] <= boxes[0]["density"] <= 1.0
    rows = list(csv.DictReader(faire(*asked, "--format", "csv").stdout.splitlines()))
    assert {row["parameter"] for row in rows} == {path for box in boxes for path in box["restrictions"]}
    few = faire("discover", "d.zarr", "--outcome", "entered", "--below", "-1")
    assert (few.returncode, few.stdout) == (2, "")
    assert "0 of 256 points fail, 256 do not; boxes need at least 50 of each." in few.stderr


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["sweep", "small.toml", "--block", "none"], "--block"),
        (["sweep", "small.toml", "--replications", "0"], "--replications = 0: Allowed: a whole number from 1"),
        (["sweep", "small.toml", "--set", "sweep.parameters.population.trst=[1]"], 'Did you mean "population.trust"?'),
        (["sweep", "small.toml", "--store", "small.toml/x"], "a file exists where a folder is needed"),
        (["sweep", "small.toml", "--scheduler", "a", "--scheduler-file", "b"], "not both"),
        (["status", "nothing.zarr"], "there is no store nothing.zarr"),
        (["status", "small.toml"], "is not the store of a sweep"),
        (["discover", "nothing.zarr", "--below", "0"], "there is no store nothing.zarr"),
        (["discover", "x.zarr"], "exactly one of --above and --below"),
        (["discover", "x.zarr", "--above", "x", "--below", "1", "--density", "2", "--save", "a.tml"], "4 problems"),
        (["plot", "nothing.zarr", "--threshold", "x", "--export", "a.xls", "--figure", "phase"], "3 problems"),
    ],
)
def test_what_cannot_be_done_is_said_without_a_traceback(faire, file, tmp_path, arguments, said):
    done = faire(*arguments)
    assert (done.returncode, done.stdout) == (2, ""), done.stderr
    assert said in done.stderr
    assert "Traceback" not in done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["small.toml"]


def test_a_full_disk_is_said_and_the_store_goes_on(faire, file, tmp_path):
    program = """
import resource, signal, sys
from sim.cli import main
from sim.sweep import task
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
write = task.write_block

def full(*arguments):
    resource.setrlimit(resource.RLIMIT_FSIZE, (50, 50))  # from now on no file may grow
    write(*arguments)

task.write_block = full
sys.exit(main(sys.argv[1:]))
"""
    command = ["sweep", file, "--store", "x.zarr", "--block", "24"]
    done = subprocess.run(
        [sys.executable, "-c", program, *command], cwd=tmp_path, env=environment(), capture_output=True, text=True
    )
    assert done.returncode == 2, done.stderr
    assert "cannot write x.zarr: the file grows larger than allowed" in done.stderr
    assert "Traceback" not in done.stderr
    assert "0 of 72 runs are done" in faire("status", "x.zarr").stdout
    assert faire(*command).returncode == 0
    assert not list((tmp_path / "x.zarr").rglob("*.unfinished"))


def test_a_dry_run_compiles_for_the_next_command(file, monkeypatch, tmp_path, capsys):
    marked = []
    monkeypatch.setattr("sim.sweep.estimate.mark_warm", lambda code: marked.append(code))
    monkeypatch.chdir(tmp_path)
    assert main(["sweep", str(file), "--dry-run"]) == 0, capsys.readouterr().err
    assert marked == ["together"]


@pytest.mark.skipif(sys.platform != "linux", reason="names that are not UTF-8 are Linux's")
def test_the_names_of_scenario_and_store_may_be_any_bytes(file, monkeypatch, tmp_path, capsys):
    monkeypatch.chdir(tmp_path)
    name, store = (os.fsdecode(f"{word}{end}".encode("latin-1")) for word, end in (("été", ".toml"), ("août", ".zarr")))
    (tmp_path / name).write_bytes((tmp_path / file).read_bytes())
    for arguments in (["sweep", name], ["sweep", name, "--store", store], ["status", store], ["plot", store]):
        assert main(arguments) == 0, capsys.readouterr().err
    assert (tmp_path / "results" / "été.zarr").is_dir()
    assert sim.open_sweep(store).attrs["scenario_name"] == "été"
