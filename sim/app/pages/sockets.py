"""Lasting sockets of pages: one that belongs to no page is closed, and so are more than a page needs."""

import asyncio
from collections import Counter
from typing import Final

from nicegui import Client, core

_LOOK: Final = 3.0
"""Time after which a socket must belong to a page [s]."""
_MOST_PER_PAGE: Final = 4
"""A page has one socket, and perhaps those of lost connections that are not yet known to be lost."""


async def watch_sockets() -> None:
    """Close sockets that no page needs, until cancelled."""
    idle: set[str] = set()
    while True:
        await asyncio.sleep(_LOOK)
        before, idle = idle, unneeded()
        for socket in idle & before:
            await core.sio.eio.disconnect(socket)


def unneeded() -> set[str]:
    """Return the sockets that belong to no page, and those that are too many for one."""
    found, counted = set(), Counter[str]()
    for socket in reversed(list(core.sio.eio.sockets)):  # the last one that came is the one in use
        name = core.sio.manager.sid_from_eio_sid(socket, "/")
        page = next((room for room in core.sio.rooms(name) if room in Client.instances), None) if name else None
        if page is None:
            found.add(socket)
            continue
        counted[page] += 1
        if counted[page] > _MOST_PER_PAGE:
            found.add(socket)
    return found
