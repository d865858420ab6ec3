"""Workshop: the command that opens a room for a group, in the browser of this machine."""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from sim.cli.durations import duration
from sim.cli.errors import CommandError, cannot_write
from sim.cli.language import VARIABLE
from sim.cli.simulation import COMPILING_SECONDS
from sim.cli.words import workshop as words
from sim.cli.words.run import COMPILING
from sim.errors import Problem, ScenarioError
from sim.vocabulary.text import LANGUAGES, Lang

if TYPE_CHECKING:
    from sim.app.cases import Case
    from sim.app.server import Server
    from sim.cli.console import Console

PORT: Final = 8080
_TRIES: Final = 20  # ports that are tried, from the usual one on, where none is asked for
_NEEDS: Final = ("ifaddr", "nicegui", "openpyxl", "segno", "typst", "uvicorn")


@dataclass(frozen=True, kw_only=True)
class Invitation:
    """What the user chose.

    Attributes
    ----------
    cases : tuple of str
        Scenario files beside those that come along.
    port : int or None
    lang : "en" or "fr"
        Language of the first page.
    browser : bool
        Whether to open it.
    listen : str
        Interface to open to the phones at once, by name or address; empty for none.
    """

    cases: tuple[str, ...]
    port: int | None
    lang: Lang
    browser: bool
    listen: str


def read_invitation(
    *, cases: Sequence[str], port: str | None, lang: str | None, browser: bool, listen: str | None
) -> Invitation:
    """Check what only the command line knows.

    Raises
    ------
    ScenarioError
        With all that is not allowed.
    """
    found = list(_wrong_port(port))
    if found:
        raise ScenarioError(found)
    return Invitation(
        cases=tuple(cases),
        port=None if port is None else int(port),
        lang=first_language(lang, os.environ),
        browser=browser,
        listen=listen or "",
    )


def first_language(option: str | None, environment: Mapping[str, str]) -> Lang:
    """Choose the language of the first page: the one asked for, else French, in which these workshops are held.

    Examples
    --------
    >>> first_language(None, {"LANG": "en_CA.UTF-8"}), first_language("EN", {})
    ('fr', 'en')
    """
    asked = (option or environment.get(VARIABLE) or "fr").lower()
    return next((lang for lang in LANGUAGES if lang == asked), "fr")


def workshop(invitation: Invitation, console: Console) -> int:
    """Open a room, and keep it open until interrupted.

    Parameters
    ----------
    invitation : Invitation
    console : Console
        Who says where the room is.

    Returns
    -------
    int
        Exit code 0.

    Raises
    ------
    ScenarioError, CommandError
        A case cannot be used, something is not installed, or the port or the interface cannot be had.
    """
    from importlib.util import find_spec

    missing = [name for name in _NEEDS if find_spec(name) is None]
    if missing:
        raise CommandError(words.MISSING.format(names=", ".join(missing)))
    from platformdirs import user_data_path

    from sim.app.cases import shipped_cases
    from sim.compilation.cache import is_warm

    console.note(words.STARTING)
    if not is_warm():
        console.note(COMPILING.format(seconds=duration(COMPILING_SECONDS)))
    cases = shipped_cases(invitation.cases)
    folder = user_data_path("faire-ensemble", appauthor=False) / "workshop"
    server = _server(cases, folder, invitation)
    address = ""
    if invitation.listen:
        found = server.doors.known(invitation.listen)
        if found is None:
            known = ", ".join(server.doors.interfaces()) or "–"
            raise ScenarioError(
                [
                    Problem(
                        file="--listen",
                        value=invitation.listen,
                        allowed=words.INTERFACE.format(known=known),
                    )
                ]
            )
        address = found

    def opened(reason: str) -> None:
        console.result(words.OPEN.format(address=server.facilitator)[console.lang])
        if reason:
            console.note(words.NO_PHONES.format(address=address, reason=reason))
        for each in server.doors.open_at:
            console.note(words.PHONES.format(address=each, code=server.workshop.room.code))
        console.note(words.STOP)
        if invitation.browser:
            import webbrowser

            threading.Thread(target=webbrowser.open, args=(server.facilitator,), daemon=True).start()

    with suppress(KeyboardInterrupt):
        server.run(opened, address)
    console.note(words.KEPT.format(path=server.workshop.path))
    return _ended()


def _ended() -> int:
    """End at once: a thread that still compiles or plays a world cannot be stopped, nor outlive what it stands on."""
    if threading.active_count() > 1:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(0)
    return 0


def _wrong_port(port: str | None) -> Iterator[Problem]:
    """Find what is wrong with the port asked for."""
    if port is not None and not (port.isascii() and port.isdecimal() and 1 <= int(port) <= 65535):
        yield Problem(file="--port", value=port, allowed=words.PORT)


def _server(cases: list[Case], folder: Path, invitation: Invitation) -> Server:
    """Return a server at the port asked for, or at the first free one from the usual one on."""
    import errno

    from sim.app.server import Server

    ports = [invitation.port] if invitation.port is not None else [*range(PORT, PORT + _TRIES), 0]
    for port in ports:
        try:
            return Server(cases, folder, port, invitation.lang)
        except OSError as error:
            if error.errno not in (errno.EADDRINUSE, errno.EACCES) or error.filename:
                raise cannot_write(folder, error) from error
    raise CommandError(words.PORT_TAKEN.format(port=ports[0]))
