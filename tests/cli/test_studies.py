"""The commands decide and explore as a user meets them."""

from sim.archive import open_dataset
from sim.cli import main
from tests.analysis.test_robustness import STUDY
from tests.sweep.conftest import SWEEP


def test_decide_says_draws_and_writes(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "levers.toml").write_text(STUDY, encoding="utf-8")
    assert main(["decide", "levers.toml", "--lang", "fr", "--worlds", "3", "--replications", "2"]) == 0
    told = capsys.readouterr()
    assert "une subvention" in told.out
    assert "ne rien faire" in told.out
    assert "3 leviers dans 3 mondes incertains, 2 simulations de chacun" in told.err
    ds = open_dataset(tmp_path / "results" / "levers" / "decision.nc")
    assert ds["net_gain"].sizes == {"lever": 3, "world": 3, "replication": 2}
    assert (tmp_path / "results" / "levers" / "decision.png").exists()
    assert main(["check", "levers.toml"]) == 0
    assert main(["run", "levers.toml", "--record", "summary", "--replications", "1", "-q"]) == 0


def test_mistakes_of_options_and_of_the_table_are_said_at_once(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "levers.toml").write_text(STUDY.replace("horizon = 60", "horzon = 60"), encoding="utf-8")
    assert main(["decide", "levers.toml", "--lang", "en", "--worlds", "1", "--replications", "x"]) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert "3 problems:" in told.err
    assert "--worlds = 1: Allowed: a whole number from 2" in told.err
    assert '--replications = "x": Allowed: a whole number from 1' in told.err
    assert "decide.levers.far.set.population.horzon" in told.err
    assert [path.name for path in tmp_path.iterdir()] == ["levers.toml"]


def test_explore_says_draws_and_refuses(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "small.toml").write_text(SWEEP, encoding="utf-8")
    asked = ["explore", "small.toml", "--x", "gain_share=-1:1", "--y", "entered=0:1", "--points", "20"]
    assert main([*asked, "--lang", "fr", "--save", "surprise.toml"]) == 0
    told = capsys.readouterr()
    assert "20 points de 3 simulations chacun atteignent" in told.out
    assert sorted(path.name for path in (tmp_path / "results" / "small").iterdir()) == [
        "exploration.nc",
        "exploration.png",
    ]
    assert main(["explore", "small.toml", "--lang", "en", "--x", "gain_share=1:0", "--points", "0"]) == 2
    told = capsys.readouterr()
    assert "3 problems:" in told.err
    assert '--x = "gain_share=1:0": Allowed: an outcome and its range' in told.err
    assert "--y: Allowed: an outcome and its range" in told.err
