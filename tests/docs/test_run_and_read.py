"""The guides to analysing organizations, to R and to figures for papers: their Python and their commands run."""

import doctest
import shlex

import pytest

from sim.cli import main
from tests.docs.markdown import blocks, run_python

PAGES = ("analyse-organizations", "export-to-r", "paper-figures")


@pytest.mark.parametrize("name", PAGES)
def test_the_python_runs(name, repository, monkeypatch):
    monkeypatch.chdir(repository)
    page = (repository / "docs" / "how-to" / f"{name}.md").read_text("utf-8")
    run_python("\n".join(blocks(page, "python")), name, 4, doctest.NORMALIZE_WHITESPACE)


@pytest.mark.parametrize("name", PAGES[1:])
def test_the_commands_run(name, repository, tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("FAIRE_ENSEMBLE_LANG", "en")
    monkeypatch.chdir(tmp_path)
    for folder in ("scenarios", "docs"):
        (tmp_path / folder).symlink_to(repository / folder)
    page = (repository / "docs" / "how-to" / f"{name}.md").read_text("utf-8")
    for line in "".join(blocks(page, "bash")).splitlines():
        program, *arguments = shlex.split(line)
        assert program == "faire-ensemble"
        shorter = ["--replications", "1", "--record", "months"] if arguments[0] == "run" else []
        assert main([*arguments, *shorter]) == 0, f"{line}\n{capsys.readouterr().err}"


def test_the_columns_that_r_reads_are_there(repository):
    from sim import load_scenario, simulate
    from sim.analysis.csv_tables import table_names

    names = table_names(simulate(load_scenario(repository / "scenarios" / "atelier.toml"), replications=1))
    assert {"total_gain", "size", "horizon"} <= set(names["organizations.csv"])
