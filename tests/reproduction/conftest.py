"""A scenario that reads three files, from another folder than its own, and what is made of it."""

from pathlib import Path

import pytest

import sim
from sim.scenario import Scenario

SCENARIO = """
extends = "base.toml"

[network]
kind = "edge_list"
file = "contacts.csv"

[uncertain]
"society.hazard" = { distribution = "uniform", low = 0.01, high = 0.04 }

[sweep]
replications = 2

[sweep.parameters]
"population.horizon" = [6, 36]
"resources.hr.fixed_cost" = { low = 500, high = 900, steps = 2 }

[calibrate]
particles = 16
most_runs = 96
replications = 1

[calibrate.parameters]
"population.foresight" = { low = 0.1, high = 0.9 }

[[calibrate.targets]]
name = "adoption"
outcome = "memberships"
months = 6
observed = 4
error = 1
"""
BASE = """
title = { en = "Case of a colleague", fr = "Cas d'une collègue" }
months = 12
replications = 2
decisions = "../data/choices.csv"

[population]
file = "../data/orgs.csv"

[resources.hr]
fixed_cost = 900
unit_cost = 300
founding_cost = 500

[resources.reserve]
kind = "financial"
sharing = "by_need"
fixed_cost = 300
"""
ORGANIZATIONS = "name,size,rule\n" + "".join(
    f"Coop {k},{8 + k},{'prescribed' if k < 2 else 'rational'}\n" for k in range(8)
)
CONTACTS = "a,b\n" + "".join(f"Coop {a},Coop {b}\n" for a in range(8) for b in range(a))
CHOICES = "month,organization,resource,choice\n3,Coop 0,hr,pool\n3,Coop 1,hr,pool\n"


@pytest.fixture(scope="session")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of a scenario whose files stand in three folders."""
    folder = tmp_path_factory.mktemp("colleague") / "case"
    (folder.parent / "data").mkdir()
    folder.mkdir()
    (folder / "mine.toml").write_text(SCENARIO, "utf-8")
    (folder / "base.toml").write_text(BASE, "utf-8")
    (folder / "contacts.csv").write_text(CONTACTS, "utf-8")
    (folder.parent / "data" / "orgs.csv").write_bytes(ORGANIZATIONS.replace("Coop 7", "Coop é").encode("cp1252"))
    (folder / "contacts.csv").write_text(CONTACTS.replace("Coop 7", "Coop é"), "utf-8")
    (folder.parent / "data" / "choices.csv").write_text(CHOICES, "utf-8")
    return folder


@pytest.fixture(scope="session")
def scenario(home: Path) -> Scenario:
    """Return that scenario."""
    return sim.load_scenario(home / "mine.toml")
