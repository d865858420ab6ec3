"""Requests: which hosts and pages are answered, what browsers are told, and what an address may load."""

import asyncio

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.app.web.requests import OwnNames, RequestCheck

OWN = ("127.0.0.1", "192.168.1.20", "fe80::1")
NAMES = OwnNames(lambda: OWN)


def asked(headers, kind="http", path="/fr/", content=b"text/html", **options):
    """Ask an application that always answers, through the check; return the messages of the answer."""
    said = []

    async def app(scope, receive, send):
        if scope["type"] == "websocket":
            await send({"type": "websocket.accept"})
            return
        await send({"type": "http.response.start", "status": 200, "headers": [(b"content-type", content)]})
        await send({"type": "http.response.body", "body": b"yes"})

    async def send(message):
        said.append(message)

    scope = {"type": kind, "path": path, "client": ("192.168.1.77", 5), "headers": list(headers)}
    asyncio.run(RequestCheck(app, NAMES, **options)(scope, None, send))
    return said


def status(host, origin=None, **options):
    headers = [] if host is None else [(b"host", host.encode("latin-1", "replace"))]
    headers += [] if origin is None else [(b"origin", origin.encode("latin-1", "replace"))]
    return asked(headers, **options)[0].get("status")


@pytest.mark.parametrize(
    "host",
    ["127.0.0.1:8080", "localhost", "LOCALHOST:8080", "192.168.1.20:8080", "[::1]:8080", "127.0.0.2", "[fe80::1]"],
)
def test_this_machine_is_answered(host):
    assert status(host) == 200
    assert status(host, f"http://{host}") == 200
    assert asked([(b"host", host.encode())], "websocket") == [{"type": "websocket.accept"}]


@pytest.mark.parametrize(
    "host",
    [
        None,
        "",
        "evil.example",
        "evil.example:8080",
        "127.0.0.1.evil.example",
        "localhost.evil.example",
        "192.168.1.21",
        "8.8.8.8",
        "0x7f000001",
        "user@localhost",
        "localhost@evil.example",
        "localhost/x",
        "localhost:port",
        "localhost:99999999",
        "[::1",
        "[2001:db8::1]",
    ],
)
def test_another_host_is_not(host):
    assert status(host) == 421
    headers = [] if host is None else [(b"host", host.encode())]
    assert asked(headers, "websocket") == [{"type": "websocket.close", "code": 1008}]


@pytest.mark.parametrize(
    "origin",
    [
        "null",
        "http://evil.example",
        "https://127.0.0.1:8080",
        "http://127.0.0.1:8081",
        "http://127.0.0.1",
        "",
        "ftp://127.0.0.1:8080",
    ],
)
def test_a_page_from_elsewhere_is_not(origin):
    assert status("127.0.0.1:8080", origin) == 403
    headers = [(b"host", b"127.0.0.1:8080"), (b"origin", origin.encode())]
    assert asked(headers, "websocket") == [{"type": "websocket.close", "code": 1008}]


def test_two_hosts_are_not_one():
    assert asked([(b"host", b"localhost"), (b"host", b"evil.example")])[0]["status"] == 421


@given(st.text(max_size=40))
def test_no_other_name_is_this_machine(name):
    known = name.lower() in ("localhost",) or name.lower().rstrip(".") in NAMES._names
    try:
        if name in NAMES:
            assert known or name.strip("[]").partition(":")[0].replace(".", "").isdigit() or ":" in name
    except UnicodeError:
        pytest.fail("a name that cannot be read is no name of this machine")


@pytest.mark.parametrize("host", ["localhost", "evil.example"])
def test_every_answer_says_what_is_allowed(host):
    headers = dict(asked([(b"host", host.encode())])[0]["headers"])
    assert headers[b"x-content-type-options"] == b"nosniff"
    assert headers[b"referrer-policy"] == b"no-referrer"
    policy = headers[b"content-security-policy"].decode()
    assert "frame-ancestors 'none'" in policy
    assert "default-src 'none'" in policy
    assert "http" not in policy.replace("http://", "x")


def test_a_handout_can_be_shown_by_the_browsers_own_page():
    headers = dict(asked([(b"host", b"localhost")], content=b"application/pdf")[0]["headers"])
    assert headers[b"content-security-policy"] == b"frame-ancestors 'none'"
    assert headers[b"x-content-type-options"] == b"nosniff"


def test_headers_of_proxies_are_not_believed():
    seen = []

    async def app(scope, receive, send):
        seen.extend(scope["headers"])

    async def send(message):
        pass

    given = [
        (b"host", b"localhost"),
        (b"x-forwarded-for", b"10.0.0.1"),
        (b"x-forwarded-prefix", b"//x"),
        (b"forwarded", b""),
    ]
    scope = {"type": "http", "path": "/", "client": None, "headers": given}
    asyncio.run(RequestCheck(app, NAMES)(scope, None, send))
    assert seen == [(b"host", b"localhost")]


def test_an_address_that_loads_too_much_is_told_to_wait():
    answer = asked(
        [(b"host", b"localhost")], may_load=lambda path, address: (path, address) != ("/fr/", "192.168.1.77")
    )
    assert answer[0]["status"] == 503
    assert dict(answer[0]["headers"])[b"refresh"] == b"3"
    assert len(answer[1]["body"].decode().splitlines()) == 2  # in both languages


def test_a_socket_too_many_is_refused():
    assert asked([(b"host", b"localhost")], "websocket", may_last=lambda: False)[0]["type"] == "websocket.close"


def test_addresses_are_looked_up_again_after_a_while():
    now, own = [0.0], ["192.168.1.20"]
    names = OwnNames(lambda: list(own), lambda: now[0])
    assert "192.168.1.20" in names
    own[0] = "10.0.0.3"  # another network
    now[0] = 2.0
    assert "10.0.0.3:8080" in names  # at once: its phones are waiting
    own[0] = "10.0.0.4"
    now[0] = 60.0
    assert "10.0.0.3" not in names


def test_addresses_are_not_looked_up_for_every_stranger():
    looked = []
    names = OwnNames(lambda: looked.append(1) or [], lambda: 0.0)
    assert not any(f"192.0.2.{k % 250}" in names for k in range(10_000))
    assert len(looked) == 1
