"""Rooms and cases for the tests of the workshop."""

import pytest

from sim.app.cases import read_case
from sim.app.room import Room
from sim.app.workshop import Workshop


@pytest.fixture(scope="session")
def case(repository):
    return read_case(repository / "scenarios" / "atelier-rh.toml")


@pytest.fixture(scope="session")
def failing_case(repository):
    return read_case(repository / "scenarios" / "echec.toml")


@pytest.fixture
def room():
    return Room(organizations=12, case="atelier-rh")


@pytest.fixture
def workshop(case, failing_case, tmp_path):
    return Workshop([case, failing_case], tmp_path)
