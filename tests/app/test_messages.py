"""Messages and pages on the server's side: what is forged is dropped, and what nobody uses is given up."""

from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from nicegui import Client, core

from sim.app.pages import messages, open_pages, sockets

ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=9), inner, max_size=3),
)


@given(st.lists(ANYTHING | st.fixed_dictionaries({"client_id": st.sampled_from(["mine", "another's"]) | ANYTHING})))
def test_a_page_is_heard_only_about_itself(sent):
    heard = []
    core_rooms = core.sio.rooms
    core.sio.rooms = lambda socket: ["socket", "mine"]
    try:
        handler = messages._from_its_page(lambda socket, message: heard.append(message))
        for message in sent:
            handler("socket", message)
        handler("socket")
        handler("socket", *sent)
    finally:
        core.sio.rooms = core_rooms
    assert all(message["client_id"] in ("socket", "mine") for message in heard)


@pytest.mark.parametrize("fault", [KeyError("id"), TypeError(), ValueError(), AttributeError()])
def test_what_makes_nicegui_fail_is_dropped(fault, monkeypatch):
    def fails(*_):
        raise fault

    monkeypatch.setattr(core.sio, "rooms", lambda socket: ["mine"])
    messages._from_its_page(fails)("socket", {"client_id": "mine"})


class Page:
    """What the server keeps for a browser."""

    def __init__(self, name: str, connected: bool = False, ip: str = "10.0.0.1") -> None:
        self.name, self.has_socket_connection, self.ip = name, connected, ip
        self._delete_tasks: dict[str, object] = {}

    def delete(self) -> None:
        del Client.instances[self.name]


@pytest.fixture
def pages(monkeypatch):
    kept: dict[str, Page] = {}
    monkeypatch.setattr(Client, "instances", kept)
    return kept


def test_pages_that_no_browser_connects_to_make_room_for_others(pages):
    pages["ana"] = Page("ana", connected=True)
    pages["back soon"] = Page("back soon")
    pages["back soon"]._delete_tasks["d"] = object()  # its connection was lost a moment ago
    for k in range(1000):
        pages[f"loaded {k}"] = Page(f"loaded {k}")
        open_pages.make_room()
    assert len(pages) == open_pages.MOST_UNCONNECTED + 2
    assert {"ana", "back soon", "loaded 999"} <= set(pages)


def test_one_address_cannot_take_all_pages(pages):
    for k in range(open_pages.MOST_PER_ADDRESS):
        assert open_pages.has_room("10.0.0.1")
        pages[f"p{k}"] = Page(f"p{k}", connected=True)
    assert not open_pages.has_room("10.0.0.1")
    assert open_pages.has_room("10.0.0.2")


def test_sockets_without_a_page_and_too_many_for_one_are_found(pages, monkeypatch):
    pages["page"] = Page("page", connected=True)
    of = {"stranger": [], "silent": None} | {f"s{k}": ["page"] for k in range(6)}
    manager = SimpleNamespace(sid_from_eio_sid=lambda socket, _: None if of[socket] is None else socket)
    eio = SimpleNamespace(sockets=of)
    monkeypatch.setattr(core, "sio", SimpleNamespace(manager=manager, eio=eio, rooms=lambda name: [name, *of[name]]))
    assert sockets.unneeded() == {"stranger", "silent", "s0", "s1"}
