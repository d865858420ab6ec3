"""The page on sweeps runs as shown, and the study of tipping points agrees with its tables."""

import csv
import doctest
import re

import pytest

from tests.docs.test_readme import blocks


def test_the_python_of_the_page_runs(repository, monkeypatch):
    monkeypatch.chdir(repository)
    page = (repository / "docs" / "how-to" / "sweep.md").read_text("utf-8")
    examples = doctest.DocTestParser().get_doctest("\n".join(blocks(page, "python")), {}, "sweep.md", "sweep.md", 0)
    assert len(examples.examples) > 8
    said: list[str] = []
    runner = doctest.DocTestRunner(optionflags=doctest.NORMALIZE_WHITESPACE)
    failed = runner.run(examples, out=said.append).failed
    assert not failed, "".join(said)


def test_every_command_and_figure_of_the_page_exists(repository):
    import typer

    from sim import analysis, figures
    from sim.cli.app import build_app
    from sim.cli.commands.plot import FIGURES

    page = (repository / "docs" / "how-to" / "sweep.md").read_text("utf-8")
    commands = typer.main.get_command(build_app("en")).commands
    for line in "".join(blocks(page, "bash")).splitlines():
        program, name, *rest = line.split()
        if program == "faire-ensemble":
            options = {option for parameter in commands[name].params for option in parameter.opts}
            assert {word for word in rest if word.startswith("--")} <= options, line
    assert set(re.findall(r"--figure (\w+)", page)) == set(FIGURES)
    for row in re.findall(r"^\| `.*` \|.*\|.*\|$", page.partition("In Python, each")[2], re.MULTILINE):
        _, functions, drawn, *_ = row.split("|")
        assert all(name in analysis.__all__ for name in re.findall(r"`(\w+)`", functions)), row
        assert all(name in figures.__all__ for name in re.findall(r"`(\w+)`", drawn)), row


@pytest.fixture(scope="module")
def tables(repository):
    """Return the rows of the study's tables, by file."""

    def read(name):
        with (repository / "results" / "bascule" / name).open(encoding="utf-8") as file:
            return list(csv.DictReader(file))

    return read


NAMES = {
    "the number of contacts": "network.contacts",
    "coordination": "resources.*.pair_cost",
    "set-up cost": "resources.*.founding_cost",
    "solidarity": "population.solidarity.mean",
    "foresight": "population.foresight.mean",
    "Overrun": "resources.*.overrun_mean",
    "horizon": "population.horizon.mean",
}


def test_the_study_says_what_its_indices_are(repository, tables):
    page = (repository / "results" / "bascule" / "README.md").read_text("utf-8").replace("\n", " ")
    total = {(row["outcome"], row["factor"]): 100 * float(row["total"]) for row in tables("indices.csv")}
    gain, _, left = page.partition("Whether anybody is left behind")
    found = 0
    for outcome, text in (("gain_share", gain), ("left_behind", left.partition("What matters changes")[0])):
        for name, path in NAMES.items():
            for percent in re.findall(rf"(?<![\w-]){name}\D{{0,40}}?(\d+)\W%", re.sub(r"  +", " ", text)):
                assert round(total[outcome, path]) == int(percent), (outcome, name)
                found += 1
    assert found == 10
    assert total["gain_share", "population.trust.mean"] < 1


def test_the_study_says_where_its_plane_tips(tables):
    mean = {
        (float(row["resources.*.founding_cost"]), float(row["resources.*.overrun_mean"])): float(row["mean"])
        for row in tables("plane.csv")
    }
    assert mean[1, 1] == pytest.approx(0.05, abs=0.005)
    assert 0.4 < mean[1, 1.6] / mean[1, 1] < 0.6
    assert abs(mean[1, 2.5]) < 0.005
    assert mean[1, 3] == pytest.approx(-0.006, abs=0.0005)
    assert mean[6, 2] > 0 > mean[6, 2.5]
    assert min(mean[cost, 1] for cost in (2, 3, 4, 6)) > 0
