"""Saving of a room: tried again until it succeeds, whatever refuses."""

import asyncio
import errno
import os

import pytest

from sim.app import saving as module
from sim.app.saving import Saving
from tests.patience import until


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EMFILE, errno.EACCES, errno.EROFS, errno.EIO, errno.ENOENT])
def test_a_change_that_cannot_be_saved_is_saved_later_without_another_change(number, tmp_path, monkeypatch):
    monkeypatch.setattr(module, "_FIRST_PAUSE", 0.01)
    refusals, told, written = [OSError(number, os.strerror(number))] * 3, [], []

    def save(text, path):
        if refusals:
            raise refusals.pop()
        written.append(text)

    async def session():
        saving = Saving(lambda: ("the room", tmp_path / "x"), save)
        saving.listeners.add(lambda: told.append(saving.failure))
        going_on = asyncio.create_task(saving.run())
        saving.changed()
        await until(lambda: written)
        await until(lambda: len(told) == 2)
        going_on.cancel()

    asyncio.run(session())
    assert told[0]["fr"]
    assert told[0]["en"]
    assert told[1] is None
    assert written == ["the room"]


def test_a_room_that_cannot_be_written_as_text_is_tried_again_too(tmp_path, monkeypatch, caplog):
    monkeypatch.setattr(module, "_FIRST_PAUSE", 0.01)
    faults, written = [ValueError("x"), RuntimeError("can't start new thread")], []

    def content():
        if faults:
            raise faults.pop()
        return "text", tmp_path / "x"

    async def session():
        saving = Saving(content, lambda text, path: written.append(text))
        going_on = asyncio.create_task(saving.run())
        saving.changed()
        await until(lambda: written and saving.failure is None)
        going_on.cancel()

    asyncio.run(session())
    assert written == ["text"]


def test_an_older_text_never_replaces_a_newer_one(tmp_path):
    written, texts = [], iter(["old", "new"])
    saving = Saving(lambda: (next(texts), tmp_path / "x"), lambda text, path: written.append(text))
    old, new = saving._order(), saving._order()
    assert new() is None
    assert old() is None
    assert written == ["new"]
