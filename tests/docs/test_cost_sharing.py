"""The pages on shared costs: commands and Python run as shown, and every computed figure is computed again."""

import re
import shlex

import pytest

from docs.site.published import CASES, game_of
from sim.cli import main
from sim.games import CostGame, nucleolus, serial_shares, shapley_value
from tests.docs.markdown import blocks, run_python
from tests.validation.test_cost_sharing_cases import RULES

ROWS = {
    "Shapley value": "shapley",
    "nucleolus": "nucleolus",
    "per-capita nucleolus": "weak_percapita_nucleolus",
    "separable costs, remaining benefits": "scrb",
    "separable costs (alternate cost avoided)": "scrb_aca",
    "separable costs, the rest equally": "ensc",
    "equal parts": "equal",
    "in proportion to the cost alone": "proportional_standalone",
}


@pytest.fixture
def how_to(repository):
    return (repository / "docs" / "how-to" / "share-a-cost.md").read_text(encoding="utf-8")


def tables(page: str) -> dict[str, list[tuple[str, list[str], list[str]]]]:
    """Return the rows of each section: name, published and computed figures, as they are written."""
    found = {}
    for section in page.split("\n## ")[1:]:
        rows = [
            [cell.strip() for cell in line.strip("|").split("|")] for line in re.findall(r"^\|.*\|$", section, re.M)
        ]
        assert {row[1] for row in rows[2::2]} == {"published"}
        assert {row[1] for row in rows[3::2]} == {"computed"}
        figures = [row[2:] for row in rows[2:]]
        names = [row[0] for row in rows[2::2]]
        found[section.splitlines()[0]] = list(zip(names, figures[::2], figures[1::2], strict=True))
    return found


def says(written: list[str], values) -> bool:
    """Tell whether figures are those values, rounded to the decimals they are written with."""
    decimals = [len(cell.partition(".")[2]) for cell in written]
    near = [0.5 * 10.0**-d + 1e-9 for d in decimals]
    return all(
        abs(float(cell.replace(",", "")) - value) <= reach
        for cell, value, reach in zip(written, values, near, strict=True)
    )


def test_published_and_computed_figures(repository):
    page = (repository / "docs" / "reference" / "published-allocations.md").read_text(encoding="utf-8")
    found = tables(page)
    for section, name in (
        ("Two towns", "two_towns_young"),
        ("The Tennessee Valley Authority", "tva"),
        ("Six towns of Skåne", "sweden_water_skane"),
    ):
        expected, game = CASES[name]["expected"], game_of(name)
        assert {ROWS[row] for row, _, _ in found[section]} == {rule for rule in expected if rule in RULES}
        for row, published, computed in found[section]:
            assert says(published, expected[ROWS[row]].values()), row
            assert says(computed, RULES[ROWS[row]](game)), row
    costs = CASES["airport_4"]["input"]["c"]
    runway = CostGame.from_demands(dict(zip("abcd", costs, strict=True)), max)
    solved = {
        "Shapley value": shapley_value(runway),
        "nucleolus": nucleolus(runway),
        "serial": serial_shares(costs, max),
    }
    for row, published, computed in found["A runway"]:
        assert published == computed
        assert says(computed, solved[row])
    serial = {"Q²": lambda q: q.sum() ** 2, "60 + 10 Q": lambda q: 60 + 10 * q.sum()}
    for row, published, computed in found["Serial cost sharing"]:
        assert published == computed
        assert says(computed, serial_shares([1, 2, 3], serial[row]))


def test_a_wrong_figure_would_be_seen():
    assert says(["1,234.5", "2"], [1234.46, 2.4])
    assert not says(["1,234.5"], [1234.6])


def test_the_python_of_the_page_runs(how_to, repository, monkeypatch):
    monkeypatch.chdir(repository)
    run_python("\n".join(blocks(how_to, "python")), "how-to", 11)


def test_every_command_runs_and_says_what_the_page_shows(how_to, repository, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    for folder in ("scenarios", "docs"):
        (tmp_path / folder).symlink_to(repository / folder)
    text = ""
    commands = "".join(blocks(how_to, "bash")).splitlines()
    assert len(commands) == 6
    for line in commands:
        program, *arguments = shlex.split(line)
        assert program == "faire-ensemble"
        assert main(arguments) == 0, line
        text += capsys.readouterr().out
    for shown in "".join(blocks(how_to, "text")).splitlines():
        assert shown.rstrip(".") in text
    assert {path.name for path in (tmp_path / "results").iterdir()} == {"skane", "atelier"}
