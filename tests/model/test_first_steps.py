"""The tutorial's workshop is simulated from the pages' own blocks, and its claims are checked by counting."""

import re

import numpy as np
import pytest

from sim import Status, load_scenario, simulate
from sim.scenario import parameters

PAGES = {"en": "docs/tutorial/first-steps.md", "fr": "docs/tutorial/premiers-pas.md"}
HEAD = "month,organization,resource,choice"
FAILED = (Status.NOT_YET, Status.NEVER)


@pytest.fixture(scope="module", params=PAGES)
def page(request, repository):
    return (repository / PAGES[request.param]).read_text("utf-8")


def blocks(page, language):
    return re.findall(rf"^```{language}\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)


@pytest.fixture
def workshop(page, repository, tmp_path):
    """Return a function that simulates the page's workshop with some of its choices, and optional lines of TOML."""
    (tmp_path / "scenarios").symlink_to(repository / "scenarios")
    (toml,) = blocks(page, "toml")
    (file,) = re.findall(r"`([\w-]+\.toml)`,", page)

    def play(*choices, more=""):
        (tmp_path / re.search(r'^decisions = "(.*)"$', toml, re.MULTILINE)[1]).write_text("".join(choices), "utf-8")
        (tmp_path / file).write_text(toml + more, "utf-8")
        return simulate(load_scenario(tmp_path / file))

    return play


def test_the_workshop_goes_as_the_page_says(page, workshop):
    three, six_later = blocks(page, "csv")
    first = workshop(three)
    pooling = first["pool"].sel(resource="it", month=1).isel(replication=0) >= 0
    names = [line.split(",")[1] for line in three.splitlines()[1:]]
    assert sorted(first["organization"].values[pooling.values]) == sorted(names)
    assert not (first["pool"].drop_sel(resource="it") >= 0).any()
    assert 0.35 < np.isin(first["collective_status"], FAILED).mean() < 0.65  # "one time in two, about"

    second = workshop(three, six_later)
    assert int(second["members"].sel(resource="it", month=13).min()) == 6
    assert np.isin(second["collective_status"], FAILED).mean() < 0.1
    lost = (second["total_gain"] < 0).mean("replication")
    assert 0.5 < float(lost.sel(organization="Radio Lanterne")) < 0.65  # "about half of the runs"
    assert int((lost > 0.5).sum()) == 1
    size = second["size"].isel(replication=0)
    assert int((size < size.sel(organization="Radio Lanterne")).sum()) <= 2  # "one of the smallest"


def test_what_it_suggests_helps_the_one_left_behind(page, workshop):
    three, six_later = blocks(page, "csv")
    asked = 'sharing = "by_need"'
    assert page.replace("\n", " ").count(asked) == 1
    before, after = (
        float((runs["total_gain"].sel(organization="Radio Lanterne") < 0).mean())
        for runs in (workshop(three, six_later), workshop(three, six_later, more=f"[resources.it]\n{asked}\n"))
    )
    assert after < before - 0.25


def test_the_short_view_ends_the_gain(page, repository):
    commands = [line for block in blocks(page, "bash") for line in block.splitlines() if "--set" in line]
    assert len(commands) == 1
    changes = [re.findall(r"--set (\S+)", command) for command in commands]
    assert {change.split("=")[0] for change in changes[0]} <= {each.path for each in parameters()}
    atelier = repository / "scenarios" / "atelier.toml"
    usual, short = (simulate(load_scenario(atelier, set=s), record="summary") for s in ([], changes[0]))
    assert float(short["entered"].mean()) < 0.5 < float(usual["entered"].mean())  # "most never enter"
    assert float(short["collective_total_gain"].median()) < 0.1 * float(usual["collective_total_gain"].median())
    assert float(short["collective_total_gain"].sum()) > 0  # "not because pooling would lose money"


def test_both_languages_show_the_same_tables_and_commands(repository):
    english, french = ((repository / page).read_text("utf-8") for page in PAGES.values())
    for part in (french, english):
        assert len(blocks(part, "bash")) == 3
    plain = [re.sub(r" --lang fr| --out \S+", "", command) for command in blocks(french, "bash")]
    assert [command.replace("notre-atelier", "our-workshop") for command in plain] == [
        re.sub(r" --out \S+", "", command) for command in blocks(english, "bash")
    ]
    tables = [table.replace("mois,organisation,ressource,choix", HEAD) for table in blocks(french, "csv")]
    assert [table.replace(",ensemble\n", ",pool\n") for table in tables] == blocks(english, "csv")
    assert blocks(french, "toml")[0].replace("choix.csv", "choices.csv") == blocks(english, "toml")[0]
