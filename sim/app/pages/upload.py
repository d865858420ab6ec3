"""A file that somebody hands in: it goes to this computer's own server, and no further."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Callable

from nicegui import events

from sim.app.pages.elements import Words, box


def upload(name: str, kinds: str, take: Callable[[bytes, str], None], label: str) -> None:
    """Put a native file input; the file stays on this computer."""
    with box("p"), box("label", "button file", for_=name):
        said = Words("span", label)
        chosen = box("input", "", id=name, type="file", accept=kinds)

    def taken(e: events.GenericEventArguments) -> None:
        try:
            said.text = f"{label} ({str(e.args[0])[:60]})" if e.args[0] else label
            take(base64.b64decode(str(e.args[1]), validate=True), str(e.args[0])[:200])
        except (binascii.Error, IndexError, TypeError):
            return

    chosen.on(
        "change",
        taken,
        js_handler="""async (e) => {
            const file = e.target.files[0];
            if (!file || file.size > 700000) { emit(file ? file.name : '', ''); return; }
            const bytes = new Uint8Array(await file.arrayBuffer());
            let text = '';
            for (let i = 0; i < bytes.length; i += 8192) {
                text += String.fromCharCode(...bytes.subarray(i, i + 8192));
            }
            emit(file.name, btoa(text));
            e.target.value = '';
        }""",
    )
