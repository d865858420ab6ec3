"""What the terminal says of faults: each kind once in a while, and nothing that commands it."""

import asyncio
import io
import logging

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.app.web.notices import Notices


@pytest.fixture
def terminal():
    stream, now = io.StringIO(), [0.0]
    handler = Notices("fr", stream, lambda: now[0])
    logger = logging.getLogger("tests.notices")
    logger.addHandler(handler)
    logger.propagate = False
    yield logger, stream, now
    logger.removeHandler(handler)


def test_a_flood_of_one_kind_is_said_once_and_then_counted(terminal):
    logger, stream, now = terminal
    for k in range(10_001):
        if k == 10_000:
            now[0] = 61.0
        logger.warning("no descriptor for %s", k)
    assert stream.getvalue().splitlines() == [
        "WARNING: no descriptor for 0",
        "WARNING: no descriptor for 10000 (la même chose 9\xa0999 fois encore)",
    ]


def test_kinds_are_told_apart_by_place_and_error(terminal):
    logger, stream, _ = terminal
    for error in (OSError("a"), ValueError("b"), OSError("c")):
        try:
            raise error
        except Exception:
            logger.exception("failed")
    assert stream.getvalue().count("failed") == 2
    assert stream.getvalue().count("Traceback") == 2


def test_a_request_that_is_cut_off_as_the_room_closes_is_no_fault(terminal):
    logger, stream, _ = terminal
    try:
        raise asyncio.CancelledError
    except asyncio.CancelledError as error:
        logger.error("Exception in ASGI application", exc_info=error)
    assert stream.getvalue() == ""


@given(st.text(max_size=50))
def test_nothing_commands_the_terminal(text):
    stream = io.StringIO()
    handler = Notices("en", stream)
    for level in (logging.WARNING, logging.ERROR):
        handler.handle(logging.LogRecord("x", level, __file__, level, "%s", (text,), None))
    said = stream.getvalue()
    assert len(said.splitlines()) == 2
    assert all(c.isprintable() or c in "\n\xa0" or ord(c) > 0x9F for c in said)
    assert not any((ord(c) < 0x20 and c != "\n") or 0x7F <= ord(c) <= 0x9F for c in said)


def test_many_kinds_take_little_memory(terminal):
    _, stream, _ = terminal
    handler = Notices("en", stream, lambda: 0.0)
    for k in range(5_000):
        handler.handle(logging.LogRecord("x", logging.WARNING, __file__, k, "kind", (), None))
    assert len(handler._said) < 500
