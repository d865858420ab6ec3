"""The command ``workshop``: open a room for a group, in the browser of this computer."""

from __future__ import annotations

import os
import threading
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from sim.cli.console import end_at_once
from sim.cli.errors import CommandError, cannot_write
from sim.cli.language import VARIABLE
from sim.cli.options import BadValueError, Options, argument, flag, option
from sim.cli.progress import announce_compiling
from sim.cli.words import options as texts
from sim.cli.words import workshop as words
from sim.errors import Problem, ScenarioError
from sim.vocabulary.text import LANGUAGES, Lang, same

if TYPE_CHECKING:
    from sim.app.cases import Case
    from sim.app.server import Server
    from sim.cli.console import Console

PORT: Final = 8080
_TRIES: Final = 20  # ports that are tried, from the usual one on, if none is given
_NEEDS: Final = ("ifaddr", "nicegui", "python-pptx", "segno", "typst", "uvicorn")
_MODULES: Final = {"python-pptx": "pptx"}  # of packages whose module has another name


def _port(typed: str) -> int:
    """Read the number of a port."""
    if not (typed.isascii() and typed.isdecimal() and 1 <= int(typed) <= 65535):
        raise BadValueError(words.PORT)
    return int(typed)


@dataclass(frozen=True, kw_only=True)
class WorkshopOptions(Options):
    """The options of ``workshop``."""

    cases: tuple[str, ...] = argument(texts.CASES_HELP, texts.SCENARIO, default=(), several=True)
    posterior: str | None = option(texts.WORKSHOP_POSTERIOR_HELP, texts.STORE)
    port: int | None = option(texts.PORT_HELP, texts.NUMBER, read=_port)
    no_browser: bool = flag(texts.NO_BROWSER_HELP)
    no_page: bool = flag(words.NO_PAGE_HELP)
    listen: str | None = option(texts.LISTEN_HELP, texts.INTERFACE)
    language: str | None = option(texts.WORKSHOP_LANG_HELP, same("|".join(LANGUAGES)), "--lang")


def first_language(option: str | None, environment: Mapping[str, str]) -> Lang:
    """Choose the language of the first page: the given one, otherwise French, in which these workshops are held.

    Examples
    --------
    >>> first_language(None, {"LANG": "en_CA.UTF-8"}), first_language("EN", {})
    ('fr', 'en')
    """
    asked = (option or environment.get(VARIABLE) or "fr").lower()
    return next((lang for lang in LANGUAGES if lang == asked), "fr")


def require_app() -> None:
    """Raise an error if what only the workshop needs is not installed."""
    from importlib.util import find_spec

    missing = [name for name in _NEEDS if find_spec(_MODULES.get(name, name)) is None]
    if missing:
        raise CommandError(words.MISSING.format(names=", ".join(missing), packages=" ".join(missing)))


def rooms_folder() -> Path:
    """Return the folder in which the workshop keeps its rooms."""
    from platformdirs import user_data_path

    return user_data_path("faire-ensemble", appauthor=False) / "workshop"


def workshop(chosen: WorkshopOptions, console: Console) -> int:
    """Open a room, and keep it open until interrupted."""
    require_app()
    from sim.app.cases import shipped_cases

    console.note(words.STARTING)
    announce_compiling(console)
    cases = shipped_cases(chosen.cases, chosen.posterior)
    server = _server(cases, rooms_folder(), chosen)
    address = ""
    if chosen.listen:
        reachable = server.phones.address_of(chosen.listen)
        if reachable is None:
            known = ", ".join(server.phones.interfaces()) or "–"
            allowed = words.INTERFACE.format(known=known)
            raise ScenarioError([Problem(file="--listen", value=chosen.listen, allowed=allowed)])
        address = reachable

    def opened(reason: str) -> None:
        console.result(words.OPEN.format(address=server.facilitator)[console.lang])
        if reason:
            console.note(words.NO_PHONES.format(address=address, reason=reason))
        for each in server.phones.addresses:
            console.note(words.PHONES.format(address=each, code=server.workshop.room.code))
        console.note(words.STOP)
        if not chosen.no_browser:
            import webbrowser

            threading.Thread(target=webbrowser.open, args=(server.facilitator,), daemon=True).start()

    with suppress(KeyboardInterrupt):
        server.run(opened, address)
    failure = server.workshop.saving.failure
    kept = words.KEPT if failure is None else words.NOT_KEPT
    console.note(kept.format(path=server.workshop.path, reason=failure))
    return end_at_once(0)


def _server(cases: list[Case], folder: Path, chosen: WorkshopOptions) -> Server:
    """Return a server at the given port, or at the first free one from the usual one on."""
    import errno

    from sim.app.server import Server
    from sim.page.room import RoomPages

    maker = None if chosen.no_page else RoomPages()
    ports = [chosen.port] if chosen.port is not None else [*range(PORT, PORT + _TRIES), 0]
    for port in ports:
        try:
            return Server(cases, folder, port, first_language(chosen.language, os.environ), maker)
        except OSError as error:
            if error.errno not in (errno.EADDRINUSE, errno.EACCES) or error.filename:
                raise cannot_write(folder, error) from error
    raise CommandError(words.PORT_TAKEN.format(port=ports[0]))
