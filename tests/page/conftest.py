"""A browser, and pages that are written once."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from sim.app.cases import read_case
from sim.page.case import memory_of
from sim.page.document import document
from sim.page.lowering import module
from tests.browser import chromium, leave_out_without_browser


def pytest_collection_modifyitems(items):
    leave_out_without_browser(items)


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
    with chromium() as found:
        yield found
