"""Upload of a file, to the server on this computer and no further."""

import base64
import binascii
from collections.abc import Awaitable, Callable
from typing import Final

from nicegui import events

from sim.app.names import clean_name
from sim.app.pages.elements import Words, box
from sim.app.words.room import TOO_LARGE
from sim.vocabulary.text import Text, number

LARGEST: Final = 700_000
"""Largest file that can be uploaded [byte]; encoded, it fits into one message of the page."""


def too_large() -> Text:
    """Return the message about a file that is too large."""
    return TOO_LARGE.format(n=number(LARGEST // 1000))


def upload(
    name: str, kinds: str, take: Callable[[bytes | None, str], Awaitable[bool]], label: str
) -> Callable[[], None]:
    """Put a native file input; the file stays on this computer.

    Parameters
    ----------
    name : str
        Id of the input.
    kinds : str
        File name extensions that are offered.
    take : callable
        Called with content, None if the file is too large, and name, and awaited; returns whether they can be used, and
        the name is then shown.
    label : str

    Returns
    -------
    callable
        Shows no name any more.
    """
    with box("p"), box("label", "button file", for_=name):
        shown = Words("span", label)
        chosen = box("input", "", id=name, type="file", accept=kinds)

    def forget() -> None:
        shown.text = label

    async def taken(e: events.GenericEventArguments) -> None:
        try:
            file, letters = str(e.args[0])[:200], e.args[1]
            content = None if letters is None else base64.b64decode(str(letters), validate=True)
        except (binascii.Error, IndexError, KeyError, TypeError):
            return
        forget()
        if await take(content, file):
            shown.text = f"{label} ({clean_name(file, 60)})"

    chosen.on(
        "change",
        taken,
        js_handler="""async (e) => {
            const file = e.target.files[0];
            if (!file) return;
            if (file.size > LARGEST) { emit(file.name, null); e.target.value = ''; return; }
            const bytes = new Uint8Array(await file.arrayBuffer());
            let text = '';
            for (let i = 0; i < bytes.length; i += 8192) {
                text += String.fromCharCode(...bytes.subarray(i, i + 8192));
            }
            emit(file.name, btoa(text));
            e.target.value = '';
        }""".replace("LARGEST", str(LARGEST)),
    )
    return forget
