"""--uncertain: what is not known is drawn, said, and kept beside the results."""

import pytest

from sim.archive import open_dataset
from sim.cli import main

TABLE = '\n[uncertain]\n"resources.hr.fixed_cost" = {distribution = "uniform", low = 500, high = 1300}\n'
SAID = {"en": "Each run draws one assumption anew", "fr": "Chaque simulation tire de nouveau une hypothèse"}
WITH = {"en": "with --uncertain, 1 of its parameters", "fr": "avec --uncertain, 1 de ses paramètres"}


@pytest.fixture
def unsure(small, monkeypatch):
    """Stand in the folder of a scenario that is unsure of a cost, and draw no figure."""
    monkeypatch.chdir(small.parent)
    monkeypatch.setattr("sim.cli.reports.run.run_figures", lambda *_: iter(()))
    path = small.with_name("unsure.toml")
    path.write_text(small.read_text("utf-8") + TABLE, encoding="utf-8")
    return path


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_a_run_draws_what_is_uncertain_and_says_so(unsure, capsys, lang):
    assert main(["check", str(unsure), "--lang", lang]) == 0
    assert WITH[lang] in capsys.readouterr().out
    assert main(["run", str(unsure), "--uncertain", "--lang", lang, "--out", "drawn"]) == 0
    assert SAID[lang] in " ".join(capsys.readouterr().out.split())
    ds = open_dataset("drawn/run.nc")
    assert ds.attrs["uncertain"] == "resources.hr.fixed_cost"
    assert ((ds["resources.hr.fixed_cost"] > 500) & (ds["resources.hr.fixed_cost"] < 1300)).all()
    assert main(["run", str(unsure), "--lang", lang, "--out", "sure"]) == 0
    assert SAID[lang] not in " ".join(capsys.readouterr().out.split())
    assert "resources.hr.fixed_cost" not in open_dataset("sure/run.nc").coords


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_a_comparison_draws_it_too(unsure, small, capsys, lang):
    assert main(["compare", str(small), str(unsure), "--uncertain", "--lang", lang, "--out", "both"]) == 0
    assert SAID[lang] in " ".join(capsys.readouterr().out.split())
    assert open_dataset("both/comparison.nc").attrs["uncertain"] == "resources.hr.fixed_cost"


@pytest.mark.parametrize("lang", ["en", "fr"])
@pytest.mark.parametrize("command", ["run", "compare"])
def test_where_nothing_is_uncertain_the_way_out_is_said(unsure, small, capsys, lang, command):
    files = [str(small)] * (2 if command == "compare" else 1)
    assert main([command, *files, "--uncertain", "--lang", lang]) == 2
    said = capsys.readouterr()
    assert not said.out
    assert "--uncertain" in said.err
    assert "[uncertain]" in said.err
    assert "Traceback" not in said.err


def test_a_range_out_of_bounds_is_refused_at_its_path(unsure, capsys):
    change = 'uncertain.resources.hr.fixed_cost={distribution="uniform", low=-1, high=5}'
    assert main(["run", str(unsure), "--uncertain", "--set", change, "--lang", "en"]) == 2
    assert "uncertain.resources.hr.fixed_cost" in capsys.readouterr().err
