"""Sharing a cost from the command line: numbers, objections in words, a figure; bad input and its way out."""

import csv
import io
import json
import re

import pytest

from sim.cli import main

TOWNS = "coalition,cost\nA,11\nB,7\nA+B,15\n"
NBSP = "\u00a0"


@pytest.fixture
def towns(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "towns.csv").write_text(TOWNS, encoding="utf-8")
    (tmp_path / "people.csv").write_text("member,people\nA,36000\nB,12000\n", encoding="utf-8")
    return tmp_path


def said(capsys, *arguments, code=0):
    """Run the command; return what it says on both streams."""
    assert main([str(argument) for argument in arguments]) == code
    return capsys.readouterr()


def test_json(towns, capsys):
    whole = json.loads(said(capsys, "share", "towns.csv", "--format", "json", "--weights", "people.csv").out)
    assert whole["allocations"]["nucleolus"] == {"A": 9.5, "B": 5.5}
    assert whole["allocations"]["by_people"] == {"A": 11.25, "B": 3.75}
    assert whole["in_core"] == {
        "equal": False, "by_people": False, "proportional": True, "separable_costs": True, "shapley": True,
        "nucleolus": True,
    }  # fmt: skip
    assert whole["objections"]["equal"] == [{"members": ["B"], "excess": 0.5, "cost": 7.0}]
    assert whole["nearest_in_core"]["equal"] == {"A": 8.0, "B": 7.0}
    assert whole["properties"]["concave"] == {"holds": True}
    assert whole["least_core"] == -1.5
    assert not (towns / "results").exists()


def test_csv_and_markdown(towns, capsys):
    rows = list(csv.DictReader(io.StringIO(said(capsys, "share", "towns.csv", "--format", "csv").out)))
    equal = [row for row in rows if row["rule"] == "equal"]
    assert [(row["member"], float(row["saving"]), row["in_core"]) for row in equal] == [
        ("A", 3.5, "false"),
        ("B", -0.5, "false"),
    ]
    table = said(capsys, "share", "towns.csv", "--format", "md", "--lang", "fr", "--rules", "nucleolus").out
    assert table.splitlines() == [
        f"Coûts{NBSP}: towns.csv.",
        "",
        "**Ce que chacun paie**",
        "",
        "| Membre | Seul | Nucléole |",
        "| --- | ---: | ---: |",
        "| A | 11,00 | 9,50 |",
        "| B | 7,00 | 5,50 |",
        "| Ensemble | 18,00 | 15,00 |",
        "",
        "**Économie par rapport à rester seul**",
        "",
        "| Membre | Nucléole |",
        "| --- | ---: |",
        f"| A | 14{NBSP}% |",
        f"| B | 21{NBSP}% |",
        f"| Ensemble | 17{NBSP}% |",
        "",
        *table.splitlines()[18:],
    ]
    assert table.splitlines()[-1] == f"- Nucléole{NBSP}: personne n’a de raison de s’opposer."


@pytest.mark.parametrize(
    ("lang", "sentences"),
    [
        (
            "en",
            [
                "Equal parts: B pays 0.50 more than the 7.00 it would pay alone.",
                "Nobody would object if 0.50 changed hands: A +0.50, B −0.50.",
                "Nucleolus: nobody has reason to object.",
                "every group of members gains at least 1.50",
            ],
        ),
        (
            "fr",
            [
                f"Parts égales{NBSP}: B paie 0,50 de plus que les 7,00 qu’il paierait seul.",
                f"Personne ne s’opposerait si 0,50 changeaient de mains{NBSP}: A +0,50, B −0,50.",
                f"Nucléole{NBSP}: personne n’a de raison de s’opposer.",
                "gagne au moins 1,50",
            ],
        ),
    ],
)
def test_words_and_figure(towns, capsys, lang, sentences):
    text = said(capsys, "share", "towns.csv", "--lang", lang).out
    for sentence in sentences:
        assert sentence in text
    assert "\n\n\n" not in text  # no two empty lines one after the other
    assert (towns / "results" / "towns" / "shares.png").stat().st_size > 10_000


def test_a_table_that_breaks_subadditivity_and_an_empty_core(towns, capsys):
    (towns / "three.csv").write_text(
        "coalition,cost\nA,2\nB,2\nC,2\nA+B,2\nA+C,2\nB+C,5\nA+B+C,4\n".replace("B+C,5", "B+C,2"), encoding="utf-8"
    )
    text = said(capsys, "share", "three.csv").out
    assert "1/2 × (A, B) + 1/2 × (A, C) + 1/2 × (B, C) would pay 3.000 in all" in text
    assert "which is less than 4.000" in text
    (towns / "two.csv").write_text("coalition,cost\nA,4\nB,3\nA+B,8\n", encoding="utf-8")
    text = said(capsys, "share", "two.csv").out
    assert "Not subadditive: (A) and (B) pay 1.000 more together than apart." in text
    assert "Together they pay more than alone" in text
    # each objection is told once: A's and B's, and no other
    assert "Equal parts: B would pay less alone; A pays 0.000 more" not in text
    assert "Equal parts: B pays 1.000 more than the 3.000 it would pay alone." in text


def test_objections_that_are_named_are_not_counted_again(towns, capsys):
    (towns / "three.csv").write_text(
        "coalition,cost\nA,3\nB,3\nC,20\nA+B,4\nA+C,21\nB+C,21\nA+B+C,21\n", encoding="utf-8"
    )
    text = said(capsys, "share", "three.csv", "--rules", "equal").out
    # A and B pay 10 more together, and 4 more each: no other group objects
    assert "A and B would pay less alone; A and B pay 10.00 more than the 4.00 they would pay apart. Nobody" in text
    assert "changed hands: C +10.00, A −5.00, B −5.00." in text


@pytest.mark.parametrize("cost", ["1e-12", "0.02", "1e15", "1e99"])
def test_costs_of_any_size_are_written(towns, capsys, cost):
    (towns / "towns.csv").write_text(f"coalition,cost\nA,{cost}\nB,{cost}\nA+B,{cost}\n", encoding="utf-8")
    text = said(capsys, "share", "towns.csv", "--rules", "nucleolus", "--lang", "en").out
    half = float(cost) / 2
    row = next(line.split() for line in text.splitlines() if line.startswith(" A "))
    assert float(row[2].replace(",", "")) == pytest.approx(half, rel=1e-3)


def test_one_member_has_nobody_to_share_with(towns, capsys):
    (towns / "one.csv").write_text("coalition,cost\nA,11\n", encoding="utf-8")
    text = said(capsys, "share", "one.csv", "--lang", "fr").out
    assert "un groupe n’y gagne jamais rien" not in text
    assert f"Nucléole{NBSP}: personne n’a de raison de s’opposer." in text


def test_a_scenario(small, capsys, monkeypatch):
    monkeypatch.chdir(small.parent)
    base = ["share", "--scenario", small, "--resource", "hr", "--members", "org_0,org_3,org_5"]
    whole = json.loads(said(capsys, *base, "--format", "json").out)
    assert whole["members"] == ["org_0", "org_3", "org_5"]
    assert {"by_size", "by_need", "two_part", "serial"} <= set(whole["allocations"])
    for shares in whole["allocations"].values():
        assert sum(shares.values()) == pytest.approx(whole["cost"])
    dearer = json.loads(said(capsys, *base, "--format", "json", "--overrun", "1,5").out)
    assert dearer["cost"] >= whole["cost"]
    text = said(capsys, *base, "--lang", "fr", "--out", "ici").out
    assert "Exemple fictif." in text
    assert f"{NBSP}$" in text
    assert (small.parent / "ici" / "shares_hr.png").exists()


BAD = {
    "": "one table of costs, or --scenario with --resource",
    "towns.csv --scenario a.toml --resource hr": "one table of costs, or --scenario with --resource",
    "towns.csv --members A": "only together with --scenario",
    "--scenario a.toml": "the name of a resource",
    "towns.csv --format xml": "one of table, csv, json, md",
    "towns.csv --rules shaply": 'Did you mean "shapley"?',
    "towns.csv --weights nowhere.csv": "a file that exists",
    "nowhere.csv": "a file that exists",
    "missing.csv": "The cost of A+B is missing: add it.",
    "negative.csv": "negative.csv, B, row 3, column cost = -7.0: Allowed: a finite cost, at least 0.",
    "huge.csv": "huge.csv, B, row 3, column cost = 1e+308: Allowed: a cost of at most 1e100.",
    "dollars.csv": 'row 3, column cost = "€7": Allowed: a cost, at least 0. The table has amounts in $ and in €: use',
    "ambiguous.csv": 'row 3, column cost = "7,000": Allowed: a cost, at least 0. It may mean 7000 or 7.0000: write it',
    "misspelled.csv": 'row 4, column coalition = "Lantene": Allowed: a member that has a row of its own. Did you mean',
    "twenty.csv": "The costs of 1,048,535 more coalitions are missing: 20 members form 1,048,575 coalitions",
    "towns.csv --weights towns.csv": "column member: Allowed: one of member, coalition, cost. The column is missing.",
    "towns.csv --rules ,": '--rules = "": Allowed: one of equal, proportional',
    "twice.csv": 'row 3, column coalition = "A+A": Allowed: names, each once, joined by +.',
    "many.csv": "25 members form 33,554,431 coalitions, too many for an exact answer. Choose at most 20",
    "--scenario small.toml --resource hrr": 'Did you mean "hr"?',
    "--scenario small.toml --resource hr --members org_1,nobody": '--members = "nobody": Allowed: one of org_0',
    "--scenario small.toml --resource hr --members org_1": "at least 2 organizations",
    "--scenario small.toml --resource hr --overrun 0": "a number greater than 0",
    "--scenario large.toml --resource hr": "choose at most 20 with --members, or leave this rule out with --rules",
}


@pytest.mark.parametrize("lang", ["en", "fr"])
@pytest.mark.parametrize("arguments", BAD)
def test_bad_input_says_what_to_do(towns, small, capsys, arguments, lang):
    (towns / "missing.csv").write_text("coalition,cost\nA,11\nB,7\n", encoding="utf-8")
    (towns / "negative.csv").write_text(TOWNS.replace(",7", ",-7"), encoding="utf-8")
    (towns / "twice.csv").write_text("coalition,cost\nA,11\nA+A,7\n", encoding="utf-8")
    (towns / "huge.csv").write_text(TOWNS.replace(",7", ",1e308"), encoding="utf-8")
    (towns / "dollars.csv").write_text(TOWNS.replace(",11", ",$11").replace(",7", ",€7"), encoding="utf-8")
    (towns / "ambiguous.csv").write_text(TOWNS.replace(",7", ',"7,000"'), encoding="utf-8")
    (towns / "misspelled.csv").write_text("coalition,cost\nLanterne,1\nToits,2\nLantene+Toits,3\n", encoding="utf-8")
    (towns / "twenty.csv").write_text("coalition,cost\n" + "".join(f"m{i},1\n" for i in range(20)), encoding="utf-8")
    (towns / "many.csv").write_text("coalition,cost\n" + "".join(f"m{i},1\n" for i in range(25)), encoding="utf-8")
    (towns / "large.toml").write_text(small.read_text("utf-8").replace("number = 12", "number = 25"), encoding="utf-8")
    both = said(capsys, "share", *arguments.split(), "--lang", lang, code=2)
    assert both.out == ""
    assert "Traceback" not in both.err
    assert (BAD[arguments] in both.err) == (lang == "en")
    assert not (towns / "results").exists()


def test_twenty_five_members_by_rules_that_can(towns, small, capsys):
    (towns / "large.toml").write_text(small.read_text("utf-8").replace("number = 12", "number = 25"), encoding="utf-8")
    arguments = ["share", "--scenario", "large.toml", "--resource", "hr", "--rules", "two_part,shapley"]
    whole = json.loads(said(capsys, *arguments, "--format", "json").out)
    assert len(whole["members"]) == 25
    assert whole["in_core"]["two_part"] in (None, False)
    interval = whole["confidence"]["shapley"]
    for name, share in whole["allocations"]["shapley"].items():
        assert interval["low"][name] <= share <= interval["high"][name]
    text = said(capsys, *arguments, "--rules", "equal,shapley").out
    assert "(95% confidence)" in text
    assert re.search(r"and [\d,]+ other groups of the [\d,]+ examined object\.", text)


def test_the_names_of_the_rules_are_those_of_the_games():
    from sim.cli.commands.share import RULES
    from sim.games import SOLUTIONS

    assert tuple(SOLUTIONS) == RULES
