"""Frame of the pages: what cannot be shown once is shown at the next change."""

from contextlib import suppress

import pytest
from nicegui import Client, ui

from sim.app.pages.elements import Words, follow
from sim.app.pages.frame import listen, live


@pytest.fixture
def page(monkeypatch):
    """A page that nobody has loaded."""
    monkeypatch.setattr(ui, "run_javascript", lambda _: None)
    client = Client(ui.page("/"), request=None)
    with client:
        yield client
    client.delete()


def texts(client: Client) -> list[str]:
    return [each.text for each in client.elements.values() if isinstance(each, Words)]


def test_a_page_that_could_not_be_built_is_built_at_the_next_change(page, workshop):
    failures = [False, True, False]

    def build() -> None:
        Words("h1", str(workshop.room.step))
        if failures.pop(0):
            raise RuntimeError("no memory")
        Words("p", "the rest")

    live(workshop, lambda: (workshop.room.step,), build)
    workshop.room.step = "later"
    for show in list(workshop.listeners) * 2:
        with suppress(RuntimeError):
            show()
    assert texts(page) == ["later", "the rest"]


def test_a_part_that_cannot_be_brought_up_to_date_stops_no_other(page, workshop, caplog):
    shown = []

    def build() -> None:
        follow(lambda: 1 / 0)
        follow(lambda: shown.append(workshop.room.step))

    live(workshop, lambda: (), build)
    assert shown == [workshop.room.step]
    assert "ZeroDivisionError" in caplog.text


def test_a_page_that_is_closed_for_good_listens_no_more(page, workshop, caplog):
    listen(workshop.waiters, print)
    live(workshop, lambda: (), lambda: None)
    assert workshop.waiters
    assert workshop.listeners
    for forget in page.delete_handlers:
        page.safe_invoke(forget)
    assert not workshop.waiters | workshop.listeners
    assert not caplog.records
