"""The browser of the tests, its tabs, and what is left out where there is none."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Error, Page, sync_playwright

from tests.patience import PATIENCE

CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
"""Debian's browser; a machine that has one elsewhere names it in CHROMIUM."""

_tabs: list[Page] = []


def leave_out_without_browser(items: list[pytest.Item]) -> None:
    """Leave out what needs a browser where there is none; where CI=true, what is left out is a failure."""
    if Path(CHROMIUM).exists():
        return
    missing = pytest.mark.skip(reason=f"no Chromium at {CHROMIUM}: install it, or say in CHROMIUM where it is")
    for item in items:
        if item.get_closest_marker("browser"):
            item.add_marker(missing)


@contextmanager
def chromium() -> Iterator[Browser]:
    """Start a browser."""
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield found
        found.close()


def new_tab(browser: Browser, width: int, height: int, **settings: Any) -> Page:
    """Open a tab of a browser of its own, in which nothing moves by itself."""
    context = browser.new_context(viewport={"width": width, "height": height}, reduced_motion="reduce", **settings)
    page = context.new_page()
    page.set_default_timeout(1000.0 * PATIENCE)
    _tabs[:] = [*_open_tabs(), page]
    return page


def what_is_shown() -> str:
    """Return what all open tabs show, for whoever looks for the reason why a test failed."""
    return "\n\n".join(f"{page.url}\n{_text(page)}" for page in _open_tabs())


def _open_tabs() -> list[Page]:
    return [page for page in _tabs if not page.is_closed()]


def _text(page: Page) -> str:
    try:
        return page.locator("body").inner_text(timeout=1000.0)
    except Error as error:
        return str(error)
