"""The command ``calibrate``, and the commands that simulate with its posterior, as a user meets them."""

import shutil

import pytest

from sim.archive import open_dataset
from sim.cli import main
from tests.calibration.conftest import STUDY, small

__all__ = ["small"]  # a fixture


@pytest.fixture
def faire(tmp_path, monkeypatch, capsys):
    """Return a function that runs a command in a folder with a study, and returns its code and what it wrote."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "study.toml").write_text(STUDY, encoding="utf-8")

    def run(*arguments):
        capsys.readouterr()
        return main([*arguments]), *capsys.readouterr()

    return run


@pytest.mark.parametrize(("lang", "first"), [("en", "The model can give these data"), ("fr", "Le modèle peut donner")])
def test_a_calibration_says_first_whether_the_model_fits(faire, small, tmp_path, lang, first):
    shutil.copytree(small[1], tmp_path / "store")
    code, said, noted = faire("calibrate", "study.toml", "--store", "store", "--lang", lang)
    assert code == 0, noted
    assert next(line for line in said.splitlines() if line).startswith(first)
    assert {"posterior.nc", "posterior.png", "predictive.png", "distance_profiles.png"} <= {
        path.name for path in (tmp_path / "store").iterdir()
    }


def test_a_run_and_a_comparison_draw_from_the_posterior(faire, small, tmp_path):
    store = str(small[1])
    quick = ["--replications", "4", "--quiet"]
    code, _, noted = faire("run", "study.toml", "--posterior", store, "--record", "summary", "--out", "run", *quick)
    assert code == 0, noted
    drawn = open_dataset(tmp_path / "run" / "run.nc")["population.trust"].values
    assert set(drawn) <= set(small[2]["population.trust"].values)
    kept = ["--set", "population.trust=0.5"]
    assert (
        faire("run", "study.toml", "--posterior", store, "--record", "summary", "--out", "kept", *quick, *kept)[0] == 0
    )
    ds = open_dataset(tmp_path / "kept" / "run.nc")
    assert "population.trust" not in ds
    assert ds["society.hazard"].sizes == {"replication": 4}
    assert faire("compare", "study.toml", "study.toml", "--posterior", store, "--out", "two", *quick)[0] == 0


def test_a_bad_study_lists_all_problems(faire, tmp_path):
    bad = STUDY.replace("months = [3, 6, 12]", "months = [3, 6, 99]").replace("observed = 0", "observed = nan")
    (tmp_path / "study.toml").write_text(bad, encoding="utf-8")
    for command in (["calibrate", "study.toml", "--lang", "en"], ["check", "study.toml", "--lang", "en"]):
        code, _, noted = faire(*command)
        assert code == 2
        assert "2 problems" in noted
        assert "targets.adoption.months = 99" in noted
        assert "targets.back.observed = nan" in noted


@pytest.mark.parametrize(
    "command",
    [
        ["calibrate", "study.toml", "--scheduler", "tcp://a", "--scheduler-file", "b"],
        ["calibrate", "study.toml", "--store", "study.toml"],
        ["run", "study.toml", "--posterior", "nowhere"],
        ["run", "study.toml", "--posterior", "study.toml"],
    ],
)
def test_what_cannot_be_done_is_said(faire, command):
    code, _, noted = faire(*command, "--quiet")
    assert code == 2
    assert "Traceback" not in noted


def test_an_option_is_named_as_it_was_typed(faire):
    code, _, noted = faire("calibrate", "study.toml", "--replications", "0", "--lang", "en")
    assert code == 2
    assert "--replications = 0" in noted
