"""The page on events shows what happens, and the table of what events may change is the one of the code."""

import re
import shlex

import pytest

from sim.cli import main
from tests.docs.markdown import blocks, run_python


@pytest.fixture(scope="module")
def page(repository):
    return (repository / "docs" / "how-to" / "events.md").read_text("utf-8")


def test_the_scenario_of_the_page_is_checked_as_it_says(page, repository, tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("FAIRE_ENSEMBLE_LANG", "en")
    monkeypatch.chdir(tmp_path)
    (tmp_path / "scenarios").symlink_to(repository / "scenarios")
    (toml,), (command,), (printed,) = (blocks(page, language) for language in ("toml", "bash", "text"))
    (tmp_path / "events.toml").write_text(toml, "utf-8")
    assert main(shlex.split(command)[1:]) == 0
    said = capsys.readouterr().out
    assert "Events that nobody expects:" in printed
    assert printed.split() == said[said.index("Events that") :].partition("\n\n")[0].split()


def test_the_python_runs(page, repository, monkeypatch):
    monkeypatch.chdir(repository)
    run_python("\n".join(blocks(page, "python")), "events", 6)


def test_every_key_of_an_event_is_described(page):
    from sim.scenario.schema.event import Event

    table = page.partition("## What an event can do")[2]
    assert re.findall(r"^\| `(\w+)`", table, re.MULTILINE) == list(Event.model_fields)


def test_the_table_is_that_of_the_code(repository, capsys):
    assert main(["parameters", "--format", "events", "--lang", "en"]) == 0
    table = (repository / "docs" / "reference" / "events.md").read_text("utf-8")
    assert table[table.index("| Parameter") :].strip() == capsys.readouterr().out.strip()
