"""The command variables, and the tables of a run as CSV."""

import csv
import json

import numpy as np
import pytest

import sim
from sim.analysis import OUTCOMES
from sim.analysis.csv_tables import MEANINGS, table_names, write_tables
from sim.archive import open_dataset
from sim.cli import main
from sim.declared.variables import VARIABLES
from sim.vocabulary.units import UNITS


@pytest.mark.parametrize("form", ["table", "md", "json", "csv"])
@pytest.mark.parametrize("lang", ["en", "fr"])
def test_every_output_is_listed_with_its_unit_and_meaning(capsys, monkeypatch, form, lang):
    monkeypatch.setenv("COLUMNS", "400")
    assert main(["variables", "--format", form, "--lang", lang]) == 0
    said = capsys.readouterr().out
    for variable in VARIABLES.values():
        assert variable.name in said
        if form != "table":  # which folds its cells
            assert variable.text[lang].replace("|", "\\|") in said.replace('""', '"')
    for outcome in OUTCOMES:
        assert outcome.key in said
    if form == "json":
        listed = {(each["kind"], each["name"]): each for each in json.loads(said)}
        for variable in VARIABLES.values():
            each = listed["variable", variable.name]
            assert (each["unit"], tuple(each["dimensions"]), each["record"]) == (
                variable.unit, variable.dims[1:], variable.level,
            )  # fmt: skip
            assert set(each["text"]) == {"en", "fr"}
    if form == "csv":
        rows = list(csv.DictReader(said.splitlines()))
        assert {row["name"] for row in rows} >= set(VARIABLES)
        assert {row["unit"] for row in rows} <= set(UNITS)


def test_a_format_that_is_none_is_refused(capsys):
    assert main(["variables", "--format", "xml"]) == 2
    assert "table, md, json, csv" in capsys.readouterr().err


@pytest.mark.parametrize("record", ["summary", "months", "organizations"])
def test_the_tables_of_a_run_hold_all_its_numbers(tmp_path, repository, record, monkeypatch):
    from sim.analysis import csv_tables

    monkeypatch.setattr(csv_tables, "_ROWS", 7)
    change = 'uncertain.levers.subsidy_share={distribution = "uniform", low = 0.2, high = 0.4}'
    scenario = sim.load_scenario(repository / "scenarios" / "atelier.toml", set=["months=3", change])
    ds = sim.simulate(scenario, 3, record=record, uncertain=True)
    written = list(write_tables(ds, tmp_path))
    assert written == [*table_names(ds), MEANINGS]
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(written)
    seen = set()
    for file, names in table_names(ds).items():
        with (tmp_path / file).open(encoding="utf-8", newline="") as table:
            reader = csv.DictReader(table)
            rows = list(reader)
        dims = ds[names[-1]].dims
        assert reader.fieldnames == [*dims, *names]
        assert len(rows) == ds[names[-1]].size
        for row in (*rows[:2], *rows[-1:]):
            place = {dim: type(ds[dim].values[0].item())(row[dim]) for dim in dims}
            for name in names:
                value = ds[name].sel(place).item()
                if row[name] == "":
                    assert np.isnan(value)
                elif row[name] in ("True", "False"):
                    assert row[name] == str(value)
                else:
                    assert float(row[name]) == value, name
        seen |= set(names)
    assert seen == {*map(str, ds.data_vars), *ds.attrs["uncertain"].split()}
    with (tmp_path / MEANINGS).open(encoding="utf-8", newline="") as table:
        meanings = {row["column"]: row for row in csv.DictReader(table)}
    assert set(meanings) == seen
    assert meanings["collective_status"]["values_fr"]


def test_run_writes_csv_beside_its_data(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "tiny.toml").write_text("months = 3\n[population]\nnumber = 12\n[resources.hr]\nfixed_cost = 900\n")
    assert main(["run", "tiny.toml", "--replications", "2", "--out", "out", "--csv", "--record", "months"]) == 0
    assert "runs.csv" in capsys.readouterr().err
    ds = open_dataset(tmp_path / "out" / "run.nc")
    with (tmp_path / "out" / "months.csv").open(encoding="utf-8", newline="") as table:
        gains = [float(row["collective_gain"]) for row in csv.DictReader(table)]
    assert gains == ds["collective_gain"].values.ravel().tolist()
