"""The table of parameters: all of them, in each form."""

import json

import pytest

from sim import parameters
from sim.cli import main

NBSP = "\u00a0"
LISTED = parameters()


def test_json_is_what_the_library_says(capsys):
    assert main(["parameters", "--format", "json"]) == 0
    rows = json.loads(capsys.readouterr().out)
    assert [row["path"] for row in rows] == [each.path for each in LISTED]
    hazard = next(row for row in rows if row["path"] == "society.hazard")
    assert (hazard["default"], hazard["low"], hazard["high"]) == (0.02, 0, 1)
    assert hazard["fr"] != hazard["en"]


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_markdown_has_a_line_for_each_with_all_its_words(capsys, lang):
    assert main(["parameters", "--format", "md", "--lang", lang]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == len(LISTED) + 2
    assert {line.replace("\\|", "").count("|") for line in lines} == {8}
    for each, line in zip(LISTED, lines[2:], strict=True):
        assert line.startswith(f"| `{each.path}` | {each.text[lang]}")
        assert each.symbol in line
        for choice in each.choices:
            assert choice in line
    trust = next(line for line in lines if "`population.trust`" in line)
    assert {"en": "0 to 1", "fr": "de 0 à 1"}[lang] in trust
    assert {"en": "assumption", "fr": "hypothèse"}[lang] in trust
    number = next(line for line in lines if "`population.number`" in line)
    assert {"en": "2 to 10,000,000", "fr": f"de 2 à 10{NBSP}000{NBSP}000"}[lang] in number


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_the_table_names_every_parameter(capsys, monkeypatch, lang):
    monkeypatch.setenv("COLUMNS", "100")
    assert main(["parameters", "--lang", lang]) == 0
    said = capsys.readouterr().out
    assert all(len(line) <= 100 for line in said.splitlines())
    for each in LISTED:
        assert f" {each.path} " in said
    assert {"en": "Allowed", "fr": "Permis"}[lang] in said
