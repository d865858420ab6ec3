"""Every example of the gallery runs, draws a figure that has a picture, and is short."""

import ast

import pytest
from matplotlib import pyplot
from matplotlib.figure import Figure

from docs.site.gallery import draw, examples, told


@pytest.mark.slow
@pytest.mark.parametrize("example", examples(), ids=lambda path: path.stem)
def test_an_example_draws_its_figure(example, repository, monkeypatch):
    monkeypatch.chdir(repository)
    figure = draw(example)
    assert isinstance(figure, Figure)
    assert figure.axes
    pyplot.close("all")


@pytest.mark.parametrize("example", examples(), ids=lambda path: path.stem)
def test_an_example_has_a_picture_and_few_lines(example):
    title, about, code = told(example)
    assert title
    assert about.endswith((".", "?"))
    assert 1_000 < example.with_suffix(".png").stat().st_size < 150_000
    statements = [node for node in ast.parse(code).body if not isinstance(node, ast.Import | ast.ImportFrom)]
    assert len(statements) <= 10


def test_there_are_at_least_twenty():
    assert len(examples()) >= 20
