"""A command line that cannot be understood is answered in the user's language, with what would be right."""

import pytest

from sim.cli import main

NBSP = "\u00a0"

CASES = [
    (["nope"], "there is no command nope.", "la commande nope n’existe pas."),
    (["chek"], 'Did you mean "check"?', f"Vouliez-vous dire «{NBSP}check{NBSP}»?"),
    (["run"], "the argument SCENARIO is missing.", "il manque l’argument SCÉNARIO."),
    (["check"], "the argument SCENARIO is missing.", "il manque l’argument SCÉNARIO."),
    (["run", "a", "b", "c"], "one argument too many: b c.", f"un argument de trop{NBSP}: b c."),
    (["parameters", "a"], "one argument too many: a.", f"un argument de trop{NBSP}: a."),
    (
        ["run", "a", "--thread", "3"],
        'Did you mean "--threads"?',
        f"Vouliez-vous dire «{NBSP}--threads{NBSP}»?",
    ),
    (["run", "a", "-x"], "there is no option -x.", "l’option -x n’existe pas."),
    (["--nope"], "there is no option --nope.", "l’option --nope n’existe pas."),
    (["run", "a", "--out"], "option --out needs a value.", "l’option --out demande une valeur."),
    (["run", "a", "-o"], "option -o needs a value.", "l’option -o demande une valeur."),
    (["run", "a", "--quiet=1"], "option --quiet takes no value.", "l’option --quiet ne prend pas de valeur."),
    (["run", "a", "--help=1"], "option --help takes no value.", "l’option --help ne prend pas de valeur."),
    (["--version=1"], "option --version takes no value.", "l’option --version ne prend pas de valeur."),
    (["parameters", "--format", "html"], "one of table, md, json", "table, md, json"),
]


@pytest.mark.parametrize(("arguments", "english", "french"), CASES, ids=[" ".join(case[0]) for case in CASES])
@pytest.mark.parametrize("lang", ["en", "fr"])
def test_the_answer(capsys, monkeypatch, arguments, english, french, lang):
    monkeypatch.setenv("FAIRE_ENSEMBLE_LANG", lang)
    assert main(arguments) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert {"en": english, "fr": french}[lang] in said.err
    assert {"en": "Error: ", "fr": f"Erreur{NBSP}: "}[lang] in said.err
    assert {"en": "Erreur", "fr": "Error"}[lang] not in said.err
    assert "Traceback" not in said.err


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_the_usage_and_the_way_to_the_help_are_shown(capsys, lang):
    assert main(["--lang", lang, "run"]) == 2
    lines = capsys.readouterr().err.splitlines()
    assert (
        lines[0]
        == {
            "en": "Usage: faire-ensemble run [OPTIONS] SCENARIO",
            "fr": f"Utilisation{NBSP}: faire-ensemble run [OPTIONS] SCÉNARIO",
        }[lang]
    )
    assert (
        lines[-1]
        == {
            "en": "See “faire-ensemble run --help”.",
            "fr": f"Voir «{NBSP}faire-ensemble run --help{NBSP}».",
        }[lang]
    )


def test_an_old_console_is_no_reason_to_fail(faire):
    done = faire("parameters", "--format", "md", "--lang", "fr", PYTHONIOENCODING="ascii")
    assert done.returncode == 0
    assert "Parametre" in done.stdout
