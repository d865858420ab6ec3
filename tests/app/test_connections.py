"""Connections: their number and time are limited, and clients that say nothing keep nobody out."""

import asyncio
import socket
from contextlib import asynccontextmanager, closing, suppress

import pytest
import uvicorn

from sim.app.phone_access import QuietServer
from sim.app.web import connections as module
from sim.app.web.connections import LARGEST_HEAD, Connections, listening_socket
from sim.app.web.descriptors import most_connections, raise_limit
from sim.app.web.serving import settings

GET = b"GET / HTTP/1.1\r\nHost: x\r\n\r\n"


async def app(scope, receive, send):
    """Answer a request; a body is read, `/slow` never answers, and a socket stays open."""
    if scope["type"] == "websocket":
        await receive()
        await send({"type": "websocket.accept"})
        await receive()
        return
    more = scope["method"] == "POST"
    while more:
        more = (await receive()).get("more_body", False)
    if scope["path"] == "/slow":
        await asyncio.sleep(60)
    await send({"type": "http.response.start", "status": 204, "headers": []})
    await send({"type": "http.response.body", "body": b""})


@asynccontextmanager
async def served(most):
    """Serve with a limit; yield the port and the connections."""
    connections = Connections(most)
    listening = listening_socket("127.0.0.1", 0, connections)
    server = QuietServer(settings(app, connections, "off"))
    serving = asyncio.create_task(server.serve([listening]))
    watching = asyncio.create_task(connections.watch())
    while not server.started:
        await asyncio.sleep(0.005)
    yield listening.getsockname()[1], connections
    watching.cancel()
    server.should_exit = server.force_exit = True
    await serving


async def answered(port, request=GET):
    """Return whether a request on a new connection is answered."""
    try:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        with closing(writer):
            writer.write(request)
            async with asyncio.timeout(5):
                return (await reader.readline()).startswith(b"HTTP/1.1 204")
    except OSError:
        return False


async def opened(port, said):
    """Open a connection and say something on it."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(said)
    await writer.drain()
    return reader, writer


HALF = [b"", b"G", b"GET / HTTP/1.1\r\n", b"GET / HTTP/1.1\r\nHost: x\r\nX-A: ", GET + b"GET"]


@pytest.mark.parametrize("said", HALF)
def test_clients_that_never_finish_a_request_keep_nobody_out(said):
    async def session():
        async with served(20) as (port, connections):
            silent = [await opened(port, said) for _ in range(100)]
            await asyncio.sleep(0)
            assert all([await answered(port) for _ in range(30)])
            assert connections.used <= 20
            for _, writer in silent:
                writer.close()

    asyncio.run(session())


@pytest.mark.parametrize("said", [*HALF, b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\nabc"])
def test_a_request_that_takes_too_long_is_given_up(said, monkeypatch):
    monkeypatch.setattr(module, "TIME_TO_ASK", 0.05)
    monkeypatch.setattr(module, "_LOOK", 0.02)

    async def session():
        async with served(20) as (port, connections):
            reader, writer = await opened(port, said)
            async with asyncio.timeout(5):
                while await reader.read(1000):  # it is closed, perhaps after an answer to a first request
                    pass
            assert connections.used == 0
            writer.close()

    asyncio.run(session())


def test_an_answer_that_takes_too_long_is_given_up(monkeypatch):
    monkeypatch.setattr(module, "TIME_TO_ANSWER", 0.05)
    monkeypatch.setattr(module, "_LOOK", 0.02)

    async def session():
        async with served(20) as (port, _):
            reader, writer = await opened(port, b"GET /slow HTTP/1.1\r\nHost: x\r\n\r\n")
            async with asyncio.timeout(5):
                assert await reader.read() == b""
            writer.close()

    asyncio.run(session())


def test_headers_without_end_are_cut_off():
    async def session():
        async with served(20) as (port, _):
            reader, writer = await opened(port, b"GET / HTTP/1.1\r\nHost: x\r\nX: ")
            with suppress(OSError):
                for _ in range(1000):
                    writer.write(b"x" * LARGEST_HEAD)
                    await writer.drain()
                    await asyncio.sleep(0.001)
                pytest.fail("it can go on for ever")
            with suppress(OSError):
                assert await reader.read() == b""
            writer.close()
            assert await answered(port)

    asyncio.run(session())


def test_requests_under_way_are_not_ended_for_others():
    async def session():
        async with served(10) as (port, _):
            busy = [await opened(port, b"GET /slow HTTP/1.1\r\nHost: x\r\n\r\n") for _ in range(40)]
            await asyncio.sleep(0.05)
            assert not await answered(port)  # full of people who are served: the next one is turned away at once
            busy[-1][1].close()
            for _, writer in busy:
                writer.close()
            async with asyncio.timeout(5):
                while not await answered(port):
                    await asyncio.sleep(0.01)

    asyncio.run(session())


def test_where_descriptors_run_out_nothing_floods_the_terminal(caplog, monkeypatch):
    async def session():
        async with served(10) as (port, connections):
            real, refusals = socket.socket.accept, [24] * 20

            def accept(listening):
                if refusals:
                    raise OSError(refusals.pop(), "Too many open files")
                return real(listening)

            monkeypatch.setattr(module.socket.socket, "accept", accept)
            assert await answered(port)
            monkeypatch.undo()
            assert connections._spare >= 0

    asyncio.run(session())
    assert not caplog.records


def test_the_limit_is_raised_as_far_as_the_system_allows():
    resource = pytest.importorskip("resource")
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    try:
        resource.setrlimit(resource.RLIMIT_NOFILE, (256, hard))
        assert raise_limit(300) == min(300, hard) if hard != resource.RLIM_INFINITY else 300
        assert raise_limit(200) == 200  # never lowered
        assert resource.getrlimit(resource.RLIMIT_NOFILE)[0] >= 256
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))


@pytest.mark.parametrize("limit", [1, 64, 256, 1024, 4096])
def test_connections_leave_descriptors_for_files(limit):
    assert most_connections(limit) <= max(16, limit - 64)


def test_settings_believe_no_proxy():
    config: uvicorn.Config = settings(app, None, "off")
    assert config.proxy_headers is False
    assert config.server_header is False
