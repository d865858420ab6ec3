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


DECISION = """
[uncertain]
"society.hazard" = {{ distribution = "uniform", low = 0.01, high = 0.03 }}
[decide]
worlds = 20
[decide.levers.subsidy]
set = {{ "levers.subsidy_{word}" = 0.5 }}
"""
CALIBRATION = """
[calibrate]
particles = 64
[calibrate.parameters]
"population.{word}" = {{ low = 0.1, high = 0.9 }}
[[calibrate.targets]]
name = "gain"
outcome = "gain_share"
observed = 0.04
error = 0.01
"""
SWEEP = """
[sweep.parameters]
"population.{word}" = [6, 12]
"""


def test_the_levers_of_a_decision_are_checked(small, capsys):
    text = small.read_text()
    small.write_text(text + DECISION.format(word="share"))
    assert main(["check", str(small), "--lang", "en"]) == 0
    assert "20 worlds × 8" in capsys.readouterr().out
    small.write_text(text + DECISION.format(word="shar"))
    assert main(["check", str(small), "--lang", "en"]) == 2
    assert 'Did you mean "subsidy_share"?' in capsys.readouterr().err


def test_the_problems_of_all_studies_come_at_once(small, capsys):
    studies = DECISION.format(word="shar") + CALIBRATION.format(word="trsut") + SWEEP.format(word="horizn")
    small.write_text(small.read_text() + studies)
    assert main(["check", str(small), "--lang", "en"]) == 2
    said = capsys.readouterr().err
    for word in ("3 problems:", "subsidy_shar", "trsut", "horizn"):
        assert word in said


def test_a_file_may_describe_all_studies(small, capsys):
    studies = DECISION.format(word="share") + CALIBRATION.format(word="trust") + SWEEP.format(word="horizon")
    small.write_text(small.read_text() + studies)
    assert main(["check", str(small), "--lang", "fr"]) == 0
    said = capsys.readouterr().out
    for word in ("Balayage", "Calage", "Décision", "64 particules", f"leviers{NBSP}: 1"):
        assert word in said
