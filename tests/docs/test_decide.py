"""The study of levers says what its tables hold, and the page on decisions shows a study that can be read."""

import csv
import re

import pytest

from sim import load_lever_study
from tests.docs.markdown import blocks


@pytest.fixture(scope="module")
def folder(repository):
    return repository / "results" / "decide"


def rows(folder, name):
    with (folder / name).open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def test_the_table_of_the_study_is_its_csv(folder):
    levers = {row["lever"]: row for row in rows(folder, "levers.csv")}
    shown = re.findall(r"^\| (\w+) \| (\$\d.*) \|$", (folder / "README.md").read_text("utf-8"), re.MULTILINE)
    assert [name for name, _ in shown] == sorted(levers, key=lambda name: float(levers[name]["worst_regret"]))
    for name, cells in shown:
        told = [float(each.replace(",", "")) for each in re.findall(r"\d[\d,.]*", cells)]
        row = {key: float(value) for key, value in levers[name].items() if key != "lever"}
        regrets = ["mean_regret", "high_regret", "worst_regret", "worst_regret_low", "worst_regret_high"]
        expected = [row[key] for key in regrets] + ([] if name == "nothing" else [100 * row["better"]])
        assert told[:-1] == pytest.approx(expected, abs=0.51)
        assert told[-1] == pytest.approx(100 * row["left_behind_90"], abs=0.06)


def test_the_study_says_in_which_worlds_a_lever_is_best_or_harmful(folder):
    worlds = [
        {key.partition(".")[2]: float(value) for key, value in row.items() if key.startswith("net_gain.")}
        for row in rows(folder, "worlds.csv")
    ]
    best = [max(world, key=world.get) for world in worlds]
    page = " ".join((folder / "README.md").read_text("utf-8").split())
    assert f"the best in {best.count('all')} of the 60 worlds" in page
    assert f"In the other {best.count('facilitator')} worlds the facilitator alone is better" in page
    assert f"but in {best.count('all')} of the 60 worlds more than they cost" in page
    harm = {name: [world[name] - world["nothing"] for world in worlds] for name in worlds[0]}
    counts = [sum(value < 0 for value in harm[name]) for name in ("guarantee", "credit")]
    assert "less than doing nothing in {} and {} of the 60 worlds".format(*counts) in page
    assert min(min(values) for values in harm.values()) > -500
    for name, told in (("facilitator", "13,080"), ("all", "14,505"), ("subsidy", "3,271"), ("credit", "340")):
        middle = sorted(harm[name])
        assert (middle[29] + middle[30]) / 2 == pytest.approx(float(told.replace(",", "")), abs=1)
        assert told in page


def test_the_study_and_the_example_of_the_page_can_be_read(repository, tmp_path):
    study = load_lever_study(repository / "scenarios" / "studies" / "decide.toml")
    assert (study.worlds, study.replications, len(study.levers)) == (60, 64, 5)
    page = (repository / "docs" / "how-to" / "discover-and-decide.md").read_text("utf-8")
    (example,) = blocks(page, "toml")
    (tmp_path / "scenarios").symlink_to(repository / "scenarios")
    (tmp_path / "levers.toml").write_text(example, encoding="utf-8")
    assert list(load_lever_study(tmp_path / "levers.toml").all_levers) == ["nothing", "subsidy", "credit"]
