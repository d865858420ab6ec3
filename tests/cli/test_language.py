"""The language is chosen by the option, the program's variable, the locale; otherwise it is English."""

import pytest

from sim.cli import main
from sim.cli.language import UnknownLanguageError, chosen_language

FR = {"LANG": "fr_CA.UTF-8"}


@pytest.mark.parametrize(
    ("arguments", "environment", "language"),
    [
        ([], {}, "en"),
        ([], FR, "fr"),
        ([], {"LANG": "fr"}, "fr"),
        ([], {"LANG": "fr@euro"}, "fr"),
        ([], {"LANG": "fr-CA"}, "fr"),
        ([], {"LANG": "frp_FR"}, "en"),
        ([], {"LANG": "de_CH.UTF-8"}, "en"),
        ([], {"LC_MESSAGES": "fr_CA", "LANG": "en_CA"}, "fr"),
        ([], {"LC_ALL": "en_CA", "LC_MESSAGES": "fr_CA"}, "en"),
        ([], {"LC_ALL": "C", "LANG": "fr_CA"}, "en"),
        ([], {"LC_ALL": "", "LC_MESSAGES": "", "LANG": "fr_CA"}, "fr"),
        ([], FR | {"FAIRE_ENSEMBLE_LANG": "en"}, "en"),
        ([], {"FAIRE_ENSEMBLE_LANG": "FR"}, "fr"),
        (["run", "a.toml", "--lang", "en"], FR, "en"),
        (["--lang=fr", "run", "a.toml"], {"FAIRE_ENSEMBLE_LANG": "en"}, "fr"),
        (["--lang", "en", "run", "a.toml", "--lang", "fr"], {}, "fr"),
        (["check", "--", "--lang", "fr"], {}, "en"),
        (["check", "--lang"], FR, "fr"),
    ],
)
def test_chosen(arguments, environment, language):
    assert chosen_language(arguments, environment) == language


@pytest.mark.parametrize(
    ("arguments", "environment", "place"),
    [(["--lang", "es"], FR, "--lang"), ([], FR | {"FAIRE_ENSEMBLE_LANG": "french"}, "FAIRE_ENSEMBLE_LANG")],
)
def test_an_unknown_language_is_refused_in_the_one_of_the_locale(arguments, environment, place):
    with pytest.raises(UnknownLanguageError) as refused:
        chosen_language(arguments, environment)
    assert (refused.value.place, refused.value.spoken) == (place, "fr")


def test_the_refusal_names_what_is_spoken(monkeypatch, capsys):
    monkeypatch.delenv("FAIRE_ENSEMBLE_LANG", raising=False)
    monkeypatch.setenv("LC_ALL", "fr_CA.UTF-8")
    assert main(["--lang", "es", "--help"]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert '--lang = "es"' in said.err
    assert "Erreur\u00a0:" in said.err
    assert "en, fr" in said.err
