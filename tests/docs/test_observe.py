"""The page on observing a run: its Python runs, its commands do, and its film is small."""

import re
import shlex

import pytest
from PIL import Image

from sim.cli import main
from sim.declared.variables import VARIABLES
from sim.scenario.schema.population import ATTRIBUTES
from tests.docs.markdown import blocks, run_python


@pytest.fixture(scope="module")
def page(repository):
    return (repository / "docs" / "how-to" / "observe-a-run.md").read_text("utf-8")


def test_the_python_runs(page):
    run_python("\n".join(blocks(page, "python")), "observe-a-run", 1)


def test_every_variable_that_is_named_is_recorded(page):
    table = page.partition("| what | variables |")[2].partition("\n\n")[0]
    named = set(re.findall(r"`(\w+)`", table))
    assert named <= set(VARIABLES)
    assert set(ATTRIBUTES) <= named


def test_the_film_is_a_short_one(repository):
    film = repository / "docs" / "how-to" / "film.gif"
    assert film.stat().st_size < 2_000_000
    with Image.open(film) as frames:
        assert frames.n_frames > 60


def test_the_commands_are_known(page, capsys):
    for line in re.findall(r"^faire-ensemble .*$", page, re.MULTILINE):
        _, command, *_ = shlex.split(line)
        assert main([command, "--help"]) == 0
    capsys.readouterr()
