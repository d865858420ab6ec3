"""The command ``costs``: its table by hand, in both languages, its figures, and that it simulates nothing."""

import re
import sys

import pytest

from sim import load_scenario
from sim.analysis import cost_by_members
from sim.cli import main
from tests.cli.conftest import terminal

NBSP = "\u00a0"
LAW = """
title = { en = "Two resources", fr = "Deux ressources" }
fictional = true
months = 12
replications = 2

[population]
number = 12

[network]
kind = "complete"

[resources.van]
title = { en = "Van", fr = "Camion" }
unit = { en = "trip", fr = "trajet" }
variation = 0
lot = 0
fixed_cost = 900
unit_cost = 100
member_cost = 10
pair_cost = 36
overrun_mean = 1.5
overrun_cv = 0

[resources.hall]
title = { en = "Hall", fr = "Salle" }
"""
NEED = 3


@pytest.fixture
def law(tmp_path, monkeypatch):
    """Stand in a folder with a scenario whose costs can be computed by hand."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "law.toml").write_text(LAW, encoding="utf-8")
    return tmp_path


@pytest.fixture
def said(law, capsys):
    """Return a function that runs the command, and returns what it writes."""

    def run(*arguments, code=0):
        assert main(["costs", *map(str, arguments)]) == code
        return capsys.readouterr()

    return run


def row(text: str, name: str) -> list[str]:
    """Return the cells of a resource."""
    (line,) = (line for line in text.splitlines() if line.strip().startswith(name) and "  " in line.strip())
    return re.split(r" {2,}", line.strip())


def by_hand() -> dict[str, float]:
    """Without chance: a fixed cost to share, a price a unit, and a coordination that grows with the pairs."""

    def each(n: int, overrun: float = 1.0) -> float:
        return 900 / n + 100 * NEED + overrun * (10 + 36 * (n - 1) / 2)

    alone = 900 + 100 * NEED
    costs = {n: each(n) for n in range(2, 13)}
    best = min(costs, key=costs.__getitem__)
    near = [n for n, cost in costs.items() if cost <= 1.02 * costs[best]]
    return {
        "alone": alone, "best": best, "low": min(near), "high": max(near), "cost": costs[best],
        "difference": costs[best] / alone - 1, "overrun": each(best, 1.5) / alone - 1,
    }  # fmt: skip


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_the_table_is_that_of_the_law_by_hand(said, lang):
    text = said("law.toml", "--resource", "van", "--need", NEED, "--lang", lang).out
    hand = by_hand()
    shares = [f"\u2212{100 * -hand[name]:.0f}" for name in ("difference", "overrun")]
    if lang == "en":
        money = [f"${hand['alone']:,.0f}", f"${hand['cost']:,.0f}"]
        expected = ["Van", money[0], str(hand["best"]), f"{hand['low']} to {hand['high']}", money[1]]
        expected += [f"{share}%" for share in shares]
    else:
        money = [f"{hand[name]:,.0f}{NBSP}$".replace(",", NBSP) for name in ("alone", "cost")]
        expected = ["Camion", money[0], str(hand["best"]), f"{hand['low']} à {hand['high']}", money[1]]
        expected += [f"{share}{NBSP}%" for share in shares]
    assert row(text, expected[0]) == expected
    for words in {
        "en": ("Two resources", "need 3 a month each (unit: trip)", "Fictional example", "entry payments not included"),
        "fr": ("Deux ressources", f"(unité{NBSP}: trajet)", "Exemple fictif", "sans les paiements d’entrée"),
    }[lang]:
        assert words in text
    assert "\n\n\n" not in text


def test_it_says_what_the_figures_say(said):
    """The same numbers as on the figure, with a use that is left out of both."""
    text = said("quebec", "--out", "here").out
    scenario = load_scenario("quebec")
    for name, law in scenario.resources.items():
        costs = cost_by_members(scenario, name)
        use = float(costs["cost"].sel(members=1, part="use"))
        steady = costs["steady"].values - (use if use > 0.5 * costs["steady"].values[0] else 0.0)
        best = int(costs["cheapest"])
        found = row(text, law.title.en)
        assert found[1:3] == [f"${round(steady[0]):,}", str(best)]
        assert found[4:6] == [f"${round(steady[best - 1]):,}", f"\u2212{100 * (1 - steady[best - 1] / steady[0]):.0f}%"]
        low, high = map(int, found[3].split(" to "))
        shown = steady[low - 1 : high]
        assert (shown <= 1.02 * steady[best - 1]).all()
        assert steady[low - 2] > 1.02 * steady[best - 1]
        assert high >= steady.size or steady[high] > 1.02 * steady[best - 1]
    assert "Reserve against losses: without the use itself, $1,564 each in any case." in text


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_each_resource_has_its_figure(said, law, lang):
    both = said("law.toml", "--lang", lang, "--format", "png", "--format", "svg", "--size", "column")
    names = {f"cost_by_members_{name}.{form}" for name in ("van", "hall") for form in ("png", "svg")}
    folder = law / "results" / "law"
    assert {path.name for path in folder.iterdir()} == names
    written = {"en": "Written in results/law: ", "fr": f"Écrit dans results/law{NBSP}: "}[lang]
    assert both.err.splitlines()[-1].startswith(written)
    title = {"en": "Van: monthly cost for each member", "fr": "Camion : coût mensuel pour chaque membre"}[lang]
    assert title in both.err, "the caption of a figure for a paper stands beside it"
    assert title in (folder / "cost_by_members_van.svg").read_text("utf-8").replace(NBSP, " ")


def test_values_are_set_and_the_title_says_so(said):
    usual = row(said("law.toml", "--resource", "van").out, "Van")
    both = said("law.toml", "--resource", "van", "--set", "resources.van.fixed_cost=1800", "--out", "set")
    assert row(both.out, "Van")[1] != usual[1]
    assert "(changed: resources.van.fixed_cost = 1800)" in both.out


def test_a_pool_that_is_dearer_is_shown_with_a_plus(said):
    cells = row(said("law.toml", "--resource", "van", "--set", "resources.van.member_cost=5000").out, "Van")
    assert cells[5].startswith("+")
    assert cells[6].startswith("+")


def test_the_overrun_has_a_column_where_there_is_one(said):
    assert len(row(said("law.toml").out, "Hall")) == 7
    text = said("law.toml", "--set", "resources.van.overrun_mean=1", "--set", "resources.hall.overrun_mean=1").out
    assert "overrun" not in text.replace("resources.van.overrun_mean", "").replace("resources.hall.overrun_mean", "")
    assert len(row(text, "Hall")) == 6


def test_a_facilitator_is_said(said):
    text = said("law.toml", "--set", "levers.facilitator_cut=0.2", "--set", "levers.facilitator_fee=30").out
    assert "With a facilitator, who saves 20% of the coordination and costs $30 a month for each member." in text


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_what_nobody_needs_is_said_and_not_drawn(said, law, lang):
    both = said("law.toml", "--set", "resources.hall.need_per_fte=0", "--lang", lang)
    name, sentence = {
        "en": ("Hall", "Hall: nobody needs it."),
        "fr": ("Salle", f"Salle{NBSP}: personne n’en a besoin."),
    }[lang]
    assert sentence in both.out
    assert row(both.out, f"{name} ") == [name, *["–"] * 6]
    assert [path.name for path in (law / "results" / "law").iterdir()] == ["cost_by_members_van.png"]
    nothing = ["--set", "resources.van.need_per_fte=0", "--set", "resources.hall.need_per_fte=0", "--out", "empty"]
    assert sentence in said("law.toml", *nothing, "--lang", lang).out
    assert not (law / "empty").exists()


def test_nothing_is_simulated(said, monkeypatch):
    for name in ("sim.dataset.simulate", "sim.kernel.runs.collected"):
        monkeypatch.setattr(name, lambda *_, **__: pytest.fail("it was simulated"))
    said("law.toml", "--quiet")


@pytest.mark.parametrize("warm", [False, True])
def test_compiling_is_announced(said, monkeypatch, warm):
    marked = []
    monkeypatch.setattr("sim.compilation.cache.is_warm", lambda code: warm)
    monkeypatch.setattr("sim.compilation.cache.mark_warm", marked.append)
    assert ("Compiling the kernel (once per machine, about" in said("law.toml", "--resource", "van").err) is not warm
    assert marked == ["costs"], "not the code of a run, which is compiled by itself"


@pytest.mark.skipif(sys.platform == "win32", reason="pseudo-terminals are POSIX")
@pytest.mark.parametrize("lang", ["en", "fr"])
def test_it_fits_a_terminal_of_80_columns(tmp_path, lang):
    lines = terminal(["costs", "quebec", "--lang", lang], tmp_path, "stdout", TERM="dumb", COLUMNS="80").splitlines()
    assert max(map(len, lines)) <= 80
    for line in lines:
        assert not re.match(r"\s*[:;%$]", line), "a mark that stands alone at the beginning of a line"


BAD = {
    "law.toml --resource vann": 'Did you mean "van"?',
    "law.toml --resource van --need 0": "a number greater than 0",
    "law.toml --resource van --need many": "a number greater than 0",
    "law.toml --need 3": "only together with --resource",
    "law.toml --format jpg": "one of png, pdf, svg",
    "law.toml --size big": "one of slide, paper, column",
    "law.toml --set resources.van.lott=3": 'Did you mean "lot"?',
    "law.toml --set resources.van.fixed_cost=-1": "resources.van.fixed_cost",
    "law.toml --replications 3": "--replications",
    "nowhere.toml": "nowhere.toml",
}


@pytest.mark.parametrize("lang", ["en", "fr"])
@pytest.mark.parametrize("arguments", BAD)
def test_bad_input_says_what_to_do(said, law, arguments, lang):
    both = said(*arguments.split(), "--lang", lang, code=2)
    assert both.out == ""
    assert "Traceback" not in both.err
    assert BAD[arguments] in both.err or lang == "fr"
    assert not (law / "results").exists()
