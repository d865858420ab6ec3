"""The page on sweeps runs as shown, and the study of tipping points agrees with its tables."""

import csv
import doctest
import re

import pytest

from tests.docs.markdown import blocks, run_python

PAGES = ("sweep.md", "discover-and-decide.md")


@pytest.mark.parametrize("name", PAGES)
def test_the_python_of_the_page_runs(repository, monkeypatch, name):
    monkeypatch.chdir(repository)
    page = (repository / "docs" / "how-to" / name).read_text("utf-8")
    run_python("\n".join(blocks(page, "python")), name, 8, doctest.NORMALIZE_WHITESPACE)


def test_every_command_and_figure_of_the_page_exists(repository):
    import typer

    from sim import analysis, figures
    from sim.cli.app import build_app
    from sim.cli.commands.plot import FIGURES

    page, more = ((repository / "docs" / "how-to" / name).read_text("utf-8") for name in PAGES)
    commands = typer.main.get_command(build_app("en")).commands
    for line in "".join(blocks(page, "bash") + blocks(more, "bash")).splitlines():
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
    "market price": "resources.*.market_price",
    "contacts": "network.contacts",
    "fixed costs": "resources.*.fixed_cost",
    "foresight": "population.foresight.mean",
    "solidarity": "population.solidarity.mean",
    "members": "resources.*.pair_cost",
    "horizon": "population.horizon.mean",
    "set-up cost": "resources.*.founding_cost",
    "Trust": "population.trust.mean",
    "spread of the idea": "society.innovation",
}


def percents(text, name):
    """Return the percents that follow a name in a text, in brackets or after some words."""
    return [int(each) for each in re.findall(rf"(?<![\w-]){name}[^\d,.]{{0,45}}?(\d+)\W%", text)]


def indices(rows, key, label):
    return {row["factor"]: round(100 * float(row["total"])) for row in rows if row[key] == label}


def test_the_study_says_what_its_indices_are(repository, tables):
    page = re.sub(r"\s+", " ", (repository / "results" / "bascule" / "README.md").read_text("utf-8"))
    _, _, rational = page.partition("What matters once they do")
    gain, _, rest = rational.partition("Whether anybody is left behind")
    left, _, rest = rest.partition("What matters changes with time")
    rows, months = tables("indices-rational.csv"), tables("months-rational.csv")
    early, _, late = rest.partition("after five years")
    parts = (
        (gain, indices(rows, "outcome", "gain_share"), 7),
        (left, indices(rows, "outcome", "left_behind"), 4),
        (early, indices([row for row in months if row["total"]], "month", "36"), 2),
        (late.partition("after ten years")[0], indices([row for row in months if row["total"]], "month", "60"), 2),
    )
    for text, index, least in parts:
        said = [(name, percent) for name in NAMES for percent in percents(text, name)]
        assert len(said) >= least, text
        for name, percent in said:
            assert index[NAMES[name]] == percent, (name, text)
    assert index["network.contacts"] == max(index.values())


def test_the_study_says_what_each_rule_of_decision_gives(repository, tables):
    page = (repository / "results" / "bascule" / "README.md").read_text("utf-8")
    rows = {row["rule"]: row for row in tables("rules.csv")}
    found = re.findall(r"^\| \*(\w+)\*:.*\| ([\d.]+) % \| (\d+) % \|$", page, re.MULTILINE)
    assert {rule for rule, *_ in found} == set(rows)
    for rule, gain, entered in found:
        assert 100 * float(rows[rule]["gain_share_mean"]) == pytest.approx(
            float(gain), abs=0.5 * 10 ** -gain[::-1].find(".")
        )
        assert round(100 * float(rows[rule]["entered_mean"])) == int(entered)
    total = {
        row["outcome"]: round(100 * float(row["total"])) for row in tables("indices.csv") if "rule" in row["factor"]
    }
    for outcome in ("gain_share", "left_behind", "entered"):
        assert f"{total[outcome]} %" in page


def test_the_study_says_where_its_plane_tips(tables):
    mean = {
        (float(row["resources.*.founding_cost"]), float(row["resources.*.overrun_mean"])): float(row["mean"])
        for row in tables("plane.csv")
    }
    assert mean[1, 1] == pytest.approx(0.043, abs=0.0005)
    assert mean[1, 1.6] > mean[1, 1] / 2 > mean[1, 2]
    assert mean[1, 2.5] > 0.004 > 0 > mean[1, 3]
    assert mean[1, 3] == pytest.approx(-0.005, abs=0.0005)
    assert mean[4, 1.6] > 0.002 > mean[4, 2]
    assert mean[6, 2] > 0 > mean[6, 2.5]
    assert min(mean[cost, 1] for cost in (2, 3, 4, 6)) > 0
