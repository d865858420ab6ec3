"""A room as a group meets it: the command in a process of its own, with browsers and phones that come to it."""

from __future__ import annotations

import html
import http.cookiejar
import json
import os
import re
import signal
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import socketio


@dataclass
class OpenRoom:
    """Where a room is, and its process."""

    link: str
    port: int
    folder: Path
    process: subprocess.Popen[str]

    @property
    def base(self) -> str:
        """Address of this machine's own door."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def file(self) -> Path:
        """The file in which the room is kept, once something has happened."""
        (path,) = self.folder.rglob("salle-*.json")
        return path

    def state(self) -> dict[str, Any]:
        """What is kept of the room."""
        return json.loads(self.file.read_text("utf-8"))


def free_port() -> int:
    """Return a port that is free now, far from those that a room takes when it is told none."""
    with closing(socket.socket()) as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


@contextmanager
def open_room(folder: Path, *options: str, inside: Sequence[str] = (), page: bool = False) -> Iterator[OpenRoom]:
    """Open a room that keeps its files in a folder, perhaps in a network of its own, and close it.

    Only the tests of the page to take home have one made: it is much work.
    """
    options = options if page else ("--no-page", *options)
    environment = os.environ | {"XDG_DATA_HOME": str(folder), "PYTHONUNBUFFERED": "1"}
    command = [*inside, sys.executable, "-m", "sim.cli", "workshop", "--no-browser", *options]
    process = subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=environment,
        cwd=Path(__file__).parents[2],
    )
    assert process.stdout is not None
    assert process.stderr is not None
    said = process.stdout.readline()
    found = re.search(r"http://127[.]0[.]0[.]1:(\d+)/(?:fr|en)/animation/\S+", said)
    if found is None:
        process.kill()
        raise RuntimeError(said + process.stderr.read())
    try:
        yield OpenRoom(found[0], int(found[1]), folder, process)
    except BaseException as failure:
        failure.add_note(f"the room said: {_close(process) or 'nothing'}")
        raise
    said = _close(process)
    assert "Traceback" not in said, said


def _close(process: subprocess.Popen[str]) -> str:
    """Close a room, and return what its terminal said."""
    if process.poll() is None:
        process.send_signal(signal.SIGINT)
    try:
        return process.communicate(timeout=15)[1]
    except subprocess.TimeoutExpired:
        process.kill()
        process.communicate()
        raise


class Phone:
    """A phone without a browser: the page's own protocol, spoken from here.

    Parameters
    ----------
    address : str
        Of the page, with the code.

    Attributes
    ----------
    cookie : str
        One to come with, as somebody might who would like to be somebody else.
    """

    def __init__(self, address: str) -> None:
        self.address = address
        self.elements: dict[str, dict[str, Any]] = {}
        self.client = ""
        self.cookies = http.cookiejar.CookieJar()
        self.cookie = ""
        self.socket = socketio.AsyncClient(reconnection=False)
        self.socket.on("update", self._updated)

    async def come(self) -> None:
        """Load the page, and connect as it would."""
        opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self.cookies))
        if self.cookie:
            opener.addheaders.append(("Cookie", self.cookie))
        page = opener.open(self.address, timeout=30).read().decode()
        found = re.search(r"parseElements\(String.raw`(.*?)`\)", page, re.DOTALL)
        client = re.search(r"'client_id': '([^']+)'", page)
        assert found is not None
        assert client is not None
        self.elements = json.loads(html.unescape(found[1]))
        self.client = client[1]
        base = re.match(r"https?://[^/]+", self.address)
        assert base is not None
        query = f"client_id={self.client}&next_message_id=0&implicit_handshake=true&document_id=d&tab_id={self.client}"
        await self.socket.connect(
            f"{base[0]}?{query}", socketio_path="/_nicegui_ws/socket.io", transports=["websocket"], wait_timeout=30
        )

    async def press(self, words: str) -> None:
        """Press the button with these words."""
        await self.emit(self.button(words), [])

    async def emit(self, element: tuple[str, str], arguments: list[str]) -> None:
        """Send what the page would send when something happens to an element."""
        message = {"id": int(element[0]), "client_id": self.client, "listener_id": element[1], "args": arguments}
        await self.socket.emit("event", message)

    def button(self, words: str) -> tuple[str, str]:
        """Find a button by its words: its element and its listener."""
        for key, element in self.elements.items():
            if element.get("tag") == "button" and element.get("text") == words:
                return key, element["events"][0]["listener_id"]
        raise KeyError(words)

    def has(self, words: str) -> bool:
        """Tell whether some element begins with these words."""
        return any(str(element.get("text", "")).startswith(words) for element in self.elements.values())

    async def leave(self) -> None:
        """Go away."""
        await self.socket.disconnect()

    def _updated(self, message: dict[str, Any]) -> None:
        """Follow the page."""
        for key, element in message.items():
            if element is None:
                self.elements.pop(key, None)
            elif isinstance(element, dict):
                self.elements[key] = element
