"""A file that somebody hands in: it goes to this computer's own server, and no further."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Callable
from typing import Final

from nicegui import events

from sim.app.pages.elements import Words, box
from sim.app.words.room import TOO_LARGE
from sim.vocabulary.text import Text, number

LARGEST: Final = 700_000
"""Bytes of the largest file that is handed in: in letters, it is a message that the page may still send."""


def upload(
    name: str, kinds: str, take: Callable[[bytes, str], bool], label: str, refuse: Callable[[Text], None]
) -> None:
    """Put a native file input; the file stays on this computer.

    Parameters
    ----------
    name : str
        Of the input.
    kinds : str
        Endings of the files that are offered.
    take : callable
        Takes content and name, and tells whether it can use them: then the name stands beside the label.
    label : str
    refuse : callable
        Says why a file cannot even be taken.
    """
    with box("p"), box("label", "button file", for_=name):
        said = Words("span", label)
        chosen = box("input", "", id=name, type="file", accept=kinds)

    def taken(e: events.GenericEventArguments) -> None:
        try:
            file, letters = str(e.args[0])[:200], e.args[1]
            content = None if letters is None else base64.b64decode(str(letters), validate=True)
        except (binascii.Error, IndexError, KeyError, TypeError):
            return
        said.text = label
        if content is None:
            refuse(TOO_LARGE.format(n=number(LARGEST // 1000)))
        elif take(content, file):
            said.text = f"{label} ({file[:60]})"

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
