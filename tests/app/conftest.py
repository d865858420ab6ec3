"""Rooms and cases for the tests of the workshop; browser tests where there is a browser."""

import pytest

from sim.app.cases import read_case
from sim.app.room import Room
from sim.app.workshop import Workshop
from tests.browser import leave_out_without_browser


def pytest_collection_modifyitems(items):
    leave_out_without_browser(items)


@pytest.fixture(scope="session", autouse=True)
def compiled(case, once, tmp_path_factory):
    """Compile what a room needs, once: the rooms of the tests, each a process of its own, find it done."""
    once("room", lambda: Workshop([case], tmp_path_factory.mktemp("compiled")).warm())


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
