"""A browser, and pages that are written once."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from sim.app.cases import read_case
from sim.page.case import memory_of
from sim.page.document import document
from sim.page.lowering import module
from tests.app.open_room import CHROMIUM


def pytest_collection_modifyitems(items):
    """Leave out what needs a browser where there is none; where CI=true, what is left out is a failure."""
    if Path(CHROMIUM).exists():
        return
    missing = pytest.mark.skip(reason=f"no Chromium at {CHROMIUM}: install it, or say in CHROMIUM where it is")
    for item in items:
        if item.get_closest_marker("browser"):
            item.add_marker(missing)


@pytest.fixture(scope="session")
def case(repository):
    return read_case(repository / "scenarios" / "atelier-rh.toml")


@pytest.fixture(scope="session")
def kernel(case) -> bytes:
    return module(memory_of(case.scenario))


@pytest.fixture(scope="session")
def page_file(case, kernel, repository, tmp_path_factory) -> Path:
    """Write a page of two cases."""
    file = tmp_path_factory.mktemp("page") / "page.html"
    failing = read_case(repository / "scenarios" / "echec.toml")
    file.write_text(document([case, failing], "fr", explained=1), encoding="utf-8")
    return file


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield found
        found.close()
