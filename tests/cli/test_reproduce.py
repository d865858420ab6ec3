"""The command ``reproduce``: its exit codes, what it says, and that it asks before it executes code."""

import io

import pytest

import sim
from sim.archive import open_dataset, read_group, save_dataset
from sim.cli import main
from sim.scenario.files import packed


@pytest.fixture
def result(small, monkeypatch, capsys):
    """Stand in a folder with a run and without its scenario; speak English."""
    monkeypatch.chdir(small.parent)
    monkeypatch.setenv("FAIRE_ENSEMBLE_LANG", "en")
    assert main(["run", "small.toml", "--record", "summary", "--out", "sent"]) == 0
    small.unlink()
    capsys.readouterr()
    return small.parent / "sent" / "run.nc"


def test_equal_ends_with_0(result, capsys):
    assert main(["reproduce", "sent/run.nc", "--into", "again"]) == 0
    said = capsys.readouterr()
    assert "Made by “faire-ensemble run small.toml --record summary --out sent”" in said.out
    assert "Equal to the last bit: " in said.out
    assert said.err.splitlines()[0] == "Unpacked into again: scenario.toml."
    assert sorted(path.name for path in (result.parents[1] / "again").iterdir()) == ["run.nc", "scenario.toml"]


def test_another_one_ends_with_1_and_names_the_variables(result, capsys):
    ds = open_dataset(result)
    ds["entered"] = ds["entered"] + 0.25
    save_dataset(ds, result)
    assert main(["reproduce", "sent", "--lang", "fr"]) == 1
    said = capsys.readouterr().out
    assert "Différent\u00a0: 1 variables sur" in said
    assert "entered" in said
    assert "2 sur 2" in said
    assert "0,25" in said
    assert "modifié après coup" in said
    assert (result.parents[1] / "results" / "sent-reproduced" / "run.nc").is_file()


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_bad_input_ends_with_2(result, capsys, lang):
    (result.parents[1] / "text.nc").write_text("hello")
    for arguments in (["text.nc"], ["absent.nc"], ["sent/run.nc", "--into", "sent"], ["."]):
        assert main(["reproduce", *arguments, "--lang", lang]) == 2
        said = capsys.readouterr()
        assert said.out == ""
        assert "Traceback" not in said.err
    assert sorted(path.name for path in result.parents[1].iterdir()) == ["sent", "text.nc"]


def test_a_sweep_and_its_command(small, capsys, monkeypatch):
    monkeypatch.chdir(small.parent)
    with small.open("a", encoding="utf-8") as file:
        file.write('\n[sweep]\nreplications = 1\n[sweep.parameters]\n"population.horizon" = [6, 36]\n')
    assert main(["sweep", "small.toml", "--store", "x.zarr", "--quiet"]) == 0
    small.unlink()
    assert main(["reproduce", "x.zarr", "--into", "again", "--lang", "en"]) == 0
    assert "faire-ensemble sweep small.toml --store x.zarr" in capsys.readouterr().out
    assert (small.parent / "again" / "x.zarr" / "zarr.json").is_file()


def test_the_origin_is_that_of_the_command_that_made_it(result):
    origin, _ = read_group(result)
    assert origin["command"] == "faire-ensemble run small.toml --record summary --out sent"


class Terminal(io.StringIO):
    """A standard stream of a terminal."""

    def isatty(self):
        return True


TRAP = b"""from pathlib import Path
Path('executed').touch()
def adopted(ds):
    return ds['entered']
"""


@pytest.fixture(scope="module")
def suspicious(tmp_path_factory):
    """Return a posterior whose target is said to be a function of Python."""
    folder = tmp_path_factory.mktemp("suspicious")
    resources = {"hr": {"fixed_cost": 9}}
    tables = {"months": 6, "population": {"number": 6}, "network": {"kind": "complete"}, "resources": resources}
    posterior = sim.calibrate(
        sim.make_study(
            sim.load_scenario(tables),
            {"population.foresight": {"low": 0.1, "high": 0.9}},
            [{"name": "adopted", "outcome": "entered", "observed": 0.2, "error": 0.1}],
            particles=16,
            most_runs=96,
        ),
        folder / "fit",
    )
    study = posterior.attrs["study"].replace('outcome = "entered"', 'outcome = "trap:adopted"')
    assert study != posterior.attrs["study"]
    code = packed({"trap": TRAP})
    return save_dataset(posterior.assign_attrs(study_code=code, study=study), folder / "sent.nc")


def test_code_is_asked_about_and_executed_only_after_yes(suspicious, tmp_path, capsys, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("FAIRE_ENSEMBLE_LANG", "en")
    command = ["reproduce", str(suspicious), "--into", "again"]
    assert main([*command, "--quiet"]) == 2
    assert "--trust-code" in capsys.readouterr().err
    monkeypatch.setattr("sys.stderr", Terminal())
    for answer in ("n\n", "\n", "", "yesterday\n"):
        monkeypatch.setattr("sys.stdin", Terminal(answer))
        assert main(command) == 2
        assert list(tmp_path.iterdir()) == []
    monkeypatch.setattr("sys.stdin", Terminal("oui\n"))
    assert main(command) in (0, 1)
    assert (tmp_path / "executed").exists()


def test_unpacking_executes_nothing(suspicious, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert main(["reproduce", str(suspicious), "--into", "again", "--unpack", "--ro-crate"]) == 0
    names = {"scenario.toml", "specification.toml", "trap.py", "ro-crate-metadata.json"}
    assert {path.name for path in (tmp_path / "again").iterdir()} == names
    assert not (tmp_path / "executed").exists()
