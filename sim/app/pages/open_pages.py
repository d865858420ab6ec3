"""Pages that the server keeps for browsers: how many, how many for one address, and for how long.

NiceGUI keeps a page from the moment at which it is asked for, and waits a minute for a browser to connect. A program
that only loads pages never connects.
"""

import gc
from collections import Counter
from typing import Final

from nicegui import Client

from sim.app.people import MOST_PEOPLE

MOST: Final = 4 * MOST_PEOPLE
"""Most pages: people open the room in several tabs, and load pages again."""
MOST_PER_ADDRESS: Final = 2 * MOST_PEOPLE
MOST_UNCONNECTED: Final = MOST_PEOPLE
"""Most pages that wait for their browser to connect; one that comes too late is loaded again by itself."""


_COLLECT: Final = (2000, 10, 10)


def collect_pages() -> None:
    """Have the memory of pages that are gone freed while the room is open.

    A page is a web of references in circles, which only the garbage collector frees. A command that runs once has it
    look rarely; here it looks often, and passes over all that the program loaded before.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(*_COLLECT)


def make_room() -> None:
    """Delete the pages that have waited longest for their browser, where too many wait."""
    waiting = [page for page in Client.instances.values() if not page.has_socket_connection and not page._delete_tasks]
    for page in waiting[: max(0, len(waiting) - MOST_UNCONNECTED)]:  # in the order in which they were asked for
        page.delete()


def has_room(address: str) -> bool:
    """Return whether there is room for one more page of an address."""
    pages = Client.instances.values()
    return len(pages) < MOST and Counter(page.ip for page in pages)[address] < MOST_PER_ADDRESS
