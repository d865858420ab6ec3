"""Checking a scenario says what it describes, or everything that is wrong with it."""

import pytest

from sim.cli import main

NBSP = "\u00a0"


def test_a_summary_in_english(small, capsys):
    assert main(["check", str(small), "--lang", "en"]) == 0
    said = capsys.readouterr()
    assert said.err == ""
    for words in (
        f"{small}: no problem found.",
        "A small case",
        "Teaches: What a test needs",
        "Fictional example: this is not a forecast.",
        "12, redrawn in each replication",
        "all know each other",
        "12 months, 2 replications, seed 1",
        "HR adviser",
        "Reserve",
        "2 to 6",
        "by need",
    ):
        assert words in said.out


def test_a_summary_in_french(small, capsys):
    text = small.read_text().replace("number = 12\n", "number = 12345\nfixed = true\n", 1)
    rules = 'rule = {distribution = "discrete", values = ["rational", "alone"], weights = [3, 1]}'
    small.write_text(text.replace("fixed = true\n", f"fixed = true\n{rules}\n"))
    assert main(["check", str(small), "--lang", "fr"]) == 0
    said = capsys.readouterr().out
    for words in (
        f"{small}{NBSP}: aucun problème.",
        f"Ce qu’il enseigne{NBSP}: Ce qu'il faut pour un test",
        f"Exemple fictif{NBSP}: ceci n’est pas une prévision.",
        f"12{NBSP}345, tirées une seule fois",
        f"rationnelles (75{NBSP}%), toujours seules (25{NBSP}%)",
        "toutes se connaissent",
        "12 mois, 2 réplications, graine 1",
        "Conseil RH",
        "de 2 à 6",
        "selon le besoin",
    ):
        assert words in said


def test_every_shipped_scenario_is_valid(capsys, repository):
    files = sorted(map(str, (repository / "scenarios").glob("*.toml")))
    assert len(files) >= 3
    assert main(["check", *files, "--lang", "en"]) == 0
    assert capsys.readouterr().out.count("no problem found") == len(files)


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_one_bad_scenario_does_not_hide_the_others(small, faire, lang):
    (small.parent / "bad.toml").write_text("mnths = 3\nseed = -1\n[resources.hr]\nfixed_costs = 3\n")
    done = faire("check", "absent.toml", "bad.toml", small, "--lang", lang)
    assert done.returncode == 2
    assert "absent.toml" in done.stderr
    for words in (
        "mnths",
        '"months"' if lang == "en" else f"«{NBSP}months{NBSP}»",
        "seed = -1",
        "fixed_costs",
    ):
        assert words in done.stderr
    assert {"en": "3 problems:", "fr": f"3 problèmes{NBSP}:"}[lang] in done.stderr
    assert {"en": "A small case", "fr": "Un petit cas"}[lang] in done.stdout


def test_quiet_says_nothing_of_what_is_right(small, capsys):
    assert main(["check", str(small), "--quiet"]) == 0
    assert capsys.readouterr() == ("", "")
