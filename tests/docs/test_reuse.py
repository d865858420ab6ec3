"""The pages on reproducing results and on other tools run as shown."""

import doctest

import pytest
import typer

from sim.cli.app import build_app
from tests.docs.markdown import blocks, run_python

PAGES = ("reproduce.md", "other-tools.md")


@pytest.mark.parametrize("name", PAGES)
def test_the_python_of_the_page_runs(repository, monkeypatch, name):
    monkeypatch.chdir(repository)
    page = (repository / "docs" / "how-to" / name).read_text("utf-8")
    run_python("\n".join(blocks(page, "python")), name, 6, doctest.NORMALIZE_WHITESPACE)


@pytest.mark.parametrize("name", PAGES)
def test_what_is_shown_as_text_is_python_or_what_the_command_says(repository, name):
    page = (repository / "docs" / "how-to" / name).read_text("utf-8")
    for block in blocks(page, "text"):
        if "import" in block:
            compile(block, name, "exec")
        else:
            from sim.cli.words import reproduction as words

            for text in (words.UNPACKED, words.BY_COMMAND, words.EQUAL, words.WRITTEN):
                assert text.en.partition("{")[0] in block


def test_every_command_of_the_pages_exists(repository):
    commands = typer.main.get_command(build_app("en")).commands
    for name in PAGES:
        page = (repository / "docs" / "how-to" / name).read_text("utf-8")
        for line in "".join(blocks(page, "bash")).splitlines():
            program, command, *rest = line.split()
            assert program == "faire-ensemble"
            options = {option for parameter in commands[command].params for option in parameter.opts}
            assert {word for word in rest if word.startswith("--")} <= options, line
