"""The page on calibration runs as shown."""

import doctest
import re
import tomllib

import typer

from sim.cli.app import build_app
from tests.docs.markdown import blocks, run_python


def test_the_worked_example_gives_what_the_page_says(repository, monkeypatch):
    monkeypatch.chdir(repository)
    page = (repository / "docs" / "how-to" / "calibrate.md").read_text("utf-8")
    run_python("\n".join(blocks(page, "python")), "calibrate.md", 8, doctest.NORMALIZE_WHITESPACE)


def test_the_study_shown_is_the_file(repository):
    page = (repository / "docs" / "how-to" / "calibrate.md").read_text("utf-8")
    file = (repository / "docs" / "how-to" / "calibrate.toml").read_text("utf-8")
    assert tomllib.loads(blocks(page, "toml")[0]) == tomllib.loads(file)


def test_every_command_of_the_page_exists(repository):
    page = (repository / "docs" / "how-to" / "calibrate.md").read_text("utf-8")
    commands = typer.main.get_command(build_app("en")).commands
    for line in "".join(blocks(page, "bash")).splitlines():
        _, name, *rest = line.split()
        options = {option for parameter in commands[name].params for option in parameter.opts}
        assert set(re.findall(r"--[a-z-]+", " ".join(rest))) <= options, line
