"""The browser of the tests, and what is left out where there is none."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
"""Debian's browser; a machine that has one elsewhere names it in CHROMIUM."""


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
