"""The command ``groups``: as a table with names, as JSON and CSV, with a figure, and with what is reached."""

import csv
import io
import json

import pytest

from sim.cli import main

NBSP = "\u00a0"


@pytest.fixture
def said(capsys, monkeypatch, tmp_path):
    """Return a function that runs the command in a folder of its own, and returns what it writes."""
    monkeypatch.chdir(tmp_path)

    def run(*arguments, code=0):
        assert main(["groups", *map(str, arguments)]) == code
        return capsys.readouterr()

    return run


def test_json_holds_what_is_promised(said, small, tmp_path):
    whole = json.loads(said(small, "--format", "json", "--lang", "en").out)
    assert list(whole) == ["hr", "reserve"]
    names = sorted(f"org_{i}" for i in range(12))
    for entry in whole.values():
        assert {"stand_alone_cost", "best_cost", "saving_share", "bound", "groups"} <= set(entry)
        assert sorted(name for group in entry["groups"] for name in group) == names
        assert (
            entry["bound"] <= entry["best_cost"] <= entry["individually_rational"]["cost"] <= entry["stand_alone_cost"]
        )
        assert entry["saving_share"] == pytest.approx(1 - entry["best_cost"] / entry["stand_alone_cost"])
        assert entry["exact"]
    assert max(len(group) for group in whole["reserve"]["groups"]) <= 6
    assert not (tmp_path / "results").exists()
    one = json.loads(said(small, "--resource", "hr", "--format", "json", "--overrun", "1,5").out)
    assert list(one) == ["hr"]
    assert one["hr"]["best_cost"] >= whole["hr"]["best_cost"]
    no_bound = json.loads(said(small, "--set", "resources.hr.scale_exponent=1.1", "--format", "json").out)
    assert no_bound["hr"]["bound"] is None


def test_csv_has_a_row_for_each_organization(said, small):
    rows = list(csv.DictReader(io.StringIO(said(small, "--format", "csv").out)))
    assert len(rows) == 2 * 2 * 12
    assert {row["partition"] for row in rows} == {"best", "individually_rational"}


def test_a_table_names_and_a_figure(said, small, tmp_path):
    both = said(small, "--lang", "fr", "--out", "ici")
    assert "Exemple fictif" in both.out
    assert "Conseil RH, les meilleurs groupes (toutes les partitions examinées)" in both.out
    assert f"{NBSP}$" in both.out
    assert "\n\n\n" not in both.out  # no two empty lines one after the other
    assert (tmp_path / "ici" / "groups.png").exists()


def test_what_is_reached(said, small):
    arguments = [small, "--reached", "--replications", "2", "--resource", "hr"]
    reached = json.loads(said(*arguments, "--format", "json").out)["hr"]["reached"]
    assert set(reached) == {"cost", "efficiency", "left_on_the_table", "cost_ratio"}
    assert reached["left_on_the_table"] >= 0.0
    assert "Left on the" in said(*arguments, "--lang", "en").out


BAD = {
    "small.toml --resource hrr": 'Did you mean "hr"?',
    "small.toml --format xml": "one of table, json, csv",
    "small.toml --overrun 0": "a number greater than 0",
    "small.toml --replications 3": "only together with --reached",
    "nowhere.toml": "nowhere.toml",
    "small.toml --set resources.hr.lott=3": "lott",
}


@pytest.mark.parametrize("lang", ["en", "fr"])
@pytest.mark.parametrize("arguments", BAD)
def test_bad_input_says_what_to_do(said, small, tmp_path, arguments, lang):
    arguments_typed = [str(small) if part == "small.toml" else part for part in arguments.split()]
    both = said(*arguments_typed, "--lang", lang, code=2)
    assert both.out == ""
    assert "Traceback" not in both.err
    assert BAD[arguments] in both.err or lang == "fr"
    assert not (tmp_path / "results").exists()
