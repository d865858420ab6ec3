"""The pages on explain and compare show what the commands print, and their Python runs."""

import re
import shlex

import pytest

from sim.cli import main
from tests.docs.markdown import blocks, run_python

PAGES = ["where-the-gain-comes-from", "compare-scenarios"]


def read(repository, page):
    return (repository / "docs" / "how-to" / f"{page}.md").read_text("utf-8")


def words(text):
    """Split a text into words: a page folds long lines, a table keeps its own."""
    return text.split()


@pytest.mark.parametrize("page", PAGES)
def test_the_printed_output_is_the_command_s(page, repository, tmp_path, monkeypatch, capsys):
    text = read(repository, page)
    monkeypatch.setenv("FAIRE_ENSEMBLE_LANG", "en")
    monkeypatch.chdir(tmp_path)
    (tmp_path / "scenarios").symlink_to(repository / "scenarios")
    for name, toml in zip(re.findall(r"Saved as `(.*?)`", text), blocks(text, "toml"), strict=True):
        (tmp_path / name).write_text(toml, "utf-8")
    (command,), (printed,) = blocks(text, "bash"), blocks(text, "text")
    program, *arguments = shlex.split(command)
    assert program == "faire-ensemble"
    assert main(arguments) == 0
    assert words(capsys.readouterr().out) == words(printed)
    (folder,) = (tmp_path / "results").iterdir()
    assert f"`results/{folder.name}/`" in text
    assert all(f"`{file.name}`" in text for file in folder.iterdir())


@pytest.mark.parametrize("page", PAGES)
def test_the_python_runs(page, repository, monkeypatch):
    monkeypatch.chdir(repository)
    source = "\n".join(blocks(read(repository, page), "python"))
    run_python(source, page, 4)


def test_every_mechanism_off_is_described(repository):
    from sim.declared import MECHANISMS

    described = read(repository, "where-the-gain-comes-from").partition("## What “off” means")[2].lower()
    names = {"lots": "lots", "payments": "entry and exit payments", "risk": "needs that do not vary"}
    names["facilitation"] = "facilitator's proposals"
    for mechanism in MECHANISMS:
        assert names.get(mechanism.key, mechanism.key.replace("_", " ")) in described
